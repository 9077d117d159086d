"""The demo month is made by its generator, and shows one of everything."""

from __future__ import annotations

import runpy
import tomllib
from collections import Counter
from pathlib import Path

from fakturakjerne import demo
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.fingerprint import fingerprint
from fakturakjerne.domain.identifiers import NationalIdentityNumber, OrganizationNumber
from fakturakjerne.interchange.json_leases import JsonLinesLeases
from fakturakjerne.interchange.options import LeaseFileOptions

GENERATOR = Path(__file__).parents[2] / "tools" / "make_demo.py"
READS = list(
    JsonLinesLeases().read(
        [demo.leases().read_bytes()],
        LeaseFileOptions(name="leases.jsonl", test_identities=True),
    )
)
LEASES = [read.item for read in READS if read.item]


def test_regenerating_gives_the_same_bytes() -> None:
    assert runpy.run_path(str(GENERATOR))["make"]() == demo.leases().read_bytes()


def test_its_size() -> None:
    customers = {lease.customer.key for lease in LEASES if lease.customer.is_billable}
    assert 55 <= len(customers) <= 65
    assert 400 <= len(LEASES) <= 420


def test_its_faults() -> None:
    findings = [finding for read in READS for finding in read.findings]
    assert [finding.code for finding in findings] == ["input.float", "input.key-unknown"]
    ids = [lease.customer for lease in LEASES if not lease.customer.is_billable]
    reasons = [customer.id and customer.id.text for customer in ids]
    assert reasons == [None, "311 111 116 MVA", "311111117"]
    assert not any(lease.is_free for lease in LEASES if not lease.customer.is_billable)
    twice = [lease_id for lease_id, n in Counter(lease.id for lease in LEASES).items() if n > 1]
    contents = [{fingerprint(lease) for lease in LEASES if lease.id == one} for one in twice]
    assert sorted(map(len, contents)) == [1, 2]


def test_it_has_one_of_everything() -> None:
    charges = [charge for lease in LEASES for charge in lease.charges]
    customers = {lease.customer for lease in LEASES}
    names = "".join(customer.name + (customer.contact or "") for customer in customers)
    assert set("æøåÆØÅŠŁ") - set(names + names.upper()) == set()
    assert "–" in names
    assert {len(lease.charges) for lease in LEASES} == {1, 2, 3}
    assert any(charge.net < 0 for charge in charges)
    assert any(charge.net == 0 for charge in charges)
    assert any(charge.vat for charge in charges)
    assert any(len(charge.text) > 35 for charge in charges)
    assert {lease.end.month for lease in LEASES} == {2, 3}
    for is_such in (
        [lease.is_free for lease in LEASES],
        [lease.paid for lease in LEASES],
        [not lease.active for lease in LEASES],
        [bool(lease.note) for lease in LEASES],
    ):
        assert 5 <= sum(is_such) <= 40
    internal = {c.id.text for c in customers if c.kind is CustomerKind.INTERNAL and c.id}
    assert {len(text) for text in internal} == {5, 6}
    assert "012345" in internal
    units = Counter({(c.id, c.number): c.id for c in customers if c.id}.values())
    assert max(units.values()) == 4


def test_nobody_in_it_exists() -> None:
    for lease in LEASES:
        match lease.customer.id:
            case NationalIdentityNumber() as person:
                assert person.is_synthetic
                assert int(person.text[2:4]) > 80
            case OrganizationNumber() as organization:
                assert organization.text.startswith("3")


def test_its_config() -> None:
    config = tomllib.loads(demo.config().read_text(encoding="utf-8"))
    assert config["test_identities"] is True
    assert config["profiles"]["lg04"]["exporter"] == "agresso-lg04"
    OrganizationNumber(config["profiles"]["lg04"]["options"]["own_organization_number"])
