from __future__ import annotations

import json
from datetime import date

from attrs import evolve

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.workflow.manifest import Exclusion, Manifest

TOTALS = ControlTotals(
    orders=2, lines=3, texts=3, net=Ore(160001), first_order=34500001, last_order=34500002
)
FREE = Finding(
    severity=Severity.INFO, text=catalogue.LEASE_FREE, path="leases.jsonl:4", lease="9004"
)
KEYS = [
    "format",
    "batch",
    "document",
    "sha256",
    "bytes",
    "orders",
    "lines",
    "texts",
    "net_ore",
    "first_order",
    "last_order",
    "excluded",
    "created_for",
]


def manifest(totals: ControlTotals = TOTALS) -> Manifest:
    return Manifest.of_totals(
        totals,
        format="agresso-lg04",
        batch="260302-1",
        document="Ålesund.txt",
        sha256="ab" * 32,
        bytes=5715,
        excluded=(Exclusion.of(FREE, "nb"),),
        created_for=date(2026, 3, 2),
    )


def test_the_file_holds_what_the_issue_names_in_that_order() -> None:
    text = manifest().as_json()
    assert text.endswith("}\n")
    assert "Ålesund.txt" in text
    content = json.loads(text)
    assert list(content) == KEYS
    assert content == manifest().as_dict()
    assert (content["orders"], content["lines"], content["texts"]) == (2, 3, 3)
    assert (content["net_ore"], content["created_for"]) == (160001, "2026-03-02")
    assert (content["first_order"], content["last_order"]) == (34500001, 34500002)
    assert content["excluded"] == [
        {
            "lease": "9004",
            "code": "lease.free",
            "message": "leases.jsonl:4: Gratis: ingenting å fakturere.",
        }
    ]


def test_a_finding_without_place_is_its_sentence_alone() -> None:
    nowhere = evolve(FREE, path="", lease=None)
    assert Exclusion.of(nowhere, "en") == Exclusion(None, "lease.free", "Free: nothing to bill.")


def test_amounts_with_vat_stand_under_their_own_name() -> None:
    gross = evolve(TOTALS, net=None, gross=Ore(200001), orders=None, texts=None)
    content = manifest(gross).as_dict()
    assert (content["net_ore"], content["gross_ore"]) == (None, 200001)
    assert (content["orders"], content["texts"]) == (0, 0)
    assert "gross_ore" not in manifest().as_dict()


def test_the_manifest_of_a_batch_has_no_document() -> None:
    content = Manifest(format="agresso-lg04", batch="260302-1", created_for=date(2026, 3, 2))
    assert content.as_dict() == {
        **dict.fromkeys(KEYS, 0),
        "format": "agresso-lg04",
        "batch": "260302-1",
        "document": None,
        "sha256": None,
        "first_order": None,
        "last_order": None,
        "excluded": [],
        "created_for": "2026-03-02",
    }
