"""The whole table against documents: official cases, whole documents, and one change at a time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.finding import Severity
from fakturakjerne.errors import InvalidValueError, RecordError
from fakturakjerne_ehf.rules import RELEASES, validate
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import (
    SAMPLES,
    WHOLE,
    changed,
    findings,
    fired,
    needs_shared,
    part,
)

CASES = SAMPLES / "rule-cases"


def cases() -> list[Any]:
    manifest = CASES / "manifest.json"
    if not manifest.is_file():
        return []
    return [
        pytest.param(case, id=case["file"])
        for case in json.loads(manifest.read_text(encoding="utf-8"))
    ]


@needs_shared
@pytest.mark.parametrize("case", cases())
def test_an_official_case_gets_its_verdict(case: dict[str, Any]) -> None:
    found = validate((CASES / case["file"]).read_bytes(), only=case["scope"])
    counted = {
        severity: Counter(each.code for each in found if each.severity is severity)
        for severity in Severity
    }
    assert counted[Severity.ERROR] == case["expect_fatal"]
    assert counted[Severity.WARNING] == case["expect_warning"]


WHOLE_DOCUMENTS = sorted(
    file.relative_to(SAMPLES).as_posix()
    for folder in ("peppol-examples", "peppol-snippets")
    for file in (SAMPLES / folder).glob("*.xml")
)


@needs_shared
@pytest.mark.parametrize("name", WHOLE_DOCUMENTS)
def test_an_official_document_is_clean(name: str) -> None:
    assert validate((SAMPLES / name).read_bytes()) == []


@needs_shared
def test_the_norwegian_example_has_one_warning() -> None:
    found = validate((SAMPLES / "ehf-norway" / "ehf-3-faktura-1.xml").read_bytes())
    assert [(each.code, each.severity) for each in found] == [("UBL-CR-679", Severity.WARNING)]


@needs_shared
def test_ehf_2_is_no_billing_3() -> None:
    found = validate((SAMPLES / "ehf-norway" / "ehf-2-faktura-1.xml").read_bytes())
    assert {"PEPPOL-EN16931-R004", "PEPPOL-EN16931-R007"} <= {each.code for each in found}


def test_every_official_id_is_in_the_table_with_its_severity() -> None:
    listed = (Path(__file__).parent / "official_ids.txt").read_text(encoding="utf-8")
    official = dict(line.split() for line in listed.splitlines())
    table = RELEASES["2026.5"].rules
    assert {rule.id: rule.severity for rule in table} == official
    assert len(table) == len(official)


def test_the_whole_document_is_clean() -> None:
    assert fired(WHOLE) == {}


# One amount, code, date or id is changed, and exactly these rules speak.
CHANGES = [
    (">1000.00<", ">1000.01<", {"BR-CO-10": 1}),  # within the tolerances of R120 and BR-S-08
    (">1000.00<", ">1000.03<", {"BR-CO-10": 1, "PEPPOL-EN16931-R120": 1}),
    (
        '"NOK">100.00</LineExtensionAmount>',
        '"NOK">100.01</LineExtensionAmount>',
        {"BR-CO-10": 1, "BR-E-08": 1},
    ),
    (">1100.00<", ">1100.01<", {"BR-CO-10": 1, "BR-CO-13": 1}),
    (">1070.00<", ">1070.01<", {"BR-CO-13": 1, "BR-CO-15": 1}),
    (">1312.50<", ">1312.51<", {"BR-CO-15": 1, "BR-CO-16": 1}),
    (">1301.00<", ">1301.01<", {"BR-CO-16": 1}),
    (">12.00<", ">12.01<", {"BR-CO-16": 1}),
    (">0.50<", ">0.51<", {"BR-CO-16": 1}),
    (
        '"NOK">50.00</AllowanceTotalAmount>',
        '"NOK">50.01</AllowanceTotalAmount>',
        {"BR-CO-11": 1, "BR-CO-13": 1},
    ),
    (
        '"NOK">20.00</ChargeTotalAmount>',
        '"NOK">20.01</ChargeTotalAmount>',
        {"BR-CO-12": 1, "BR-CO-13": 1},
    ),
    ('"NOK">50.00</Amount>', '"NOK">50.02</Amount>', {"BR-CO-11": 1}),
    (
        '"NOK">50.00</Amount>',
        '"NOK">50.03</Amount>',
        {"BR-CO-11": 1, "PEPPOL-EN16931-R040": 1},
    ),
    ('"NOK">20.00</Amount>', '"NOK">20.01</Amount>', {"BR-CO-12": 1}),
    (">242.50<", ">242.51<", {"BR-CO-14": 1, "BR-CO-15": 1}),
    (">970.00<", ">970.01<", {}),  # the tolerance of BR-S-08
    (">970.00<", ">971.00<", {"BR-S-08": 1}),
    (">970.00<", ">974.00<", {"BR-S-08": 1, "BR-S-09": 1, "BR-CO-17": 1}),
    ('"NOK">100.00</TaxableAmount>', '"NOK">100.01</TaxableAmount>', {"BR-E-08": 1}),
    ('"NOK">0.00<', '"NOK">0.01<', {"BR-CO-14": 1, "BR-E-09": 1}),
    (">490.000<", ">490.01<", {"PEPPOL-EN16931-R046": 1}),
    (">490.000<", ">490.02<", {"PEPPOL-EN16931-R046": 1, "PEPPOL-EN16931-R120": 1}),
    ("<BaseQuantity>2<", "<BaseQuantity>4<", {"PEPPOL-EN16931-R120": 1}),
    (">1301.00<", ">1301.000<", {"BR-DEC-18": 1, "UBL-DT-01": 1}),
    ("<ID>S</ID><Percent>25.00<", "<ID>S</ID><Percent>15<", {"BR-S-08": 1}),
    ("974760673</EndpointID>", "974760674</EndpointID>", {"PEPPOL-COMMON-R041": 1}),
    ("NO974760673MVA", "NO974760673", {"NO-R-001": 1}),
    (">Foretaksregisteret<", ">foretaksregisteret<", {"NO-R-002": 1}),
    (">2026-11-02<", ">2026-11-31<", {"PEPPOL-EN16931-F001": 1}),
    (">NOK</DocumentCurrencyCode>", "> NOK </DocumentCurrencyCode>", None),
    ("<BuyerReference>Kari</BuyerReference>", "", {"PEPPOL-EN16931-R003": 1}),
    ("<ID>2026-1</ID>", "<ID/>", {"BR-02": 1, "PEPPOL-EN16931-R008": 1}),
    ("<DueDate>", "<UUID>1</UUID><DueDate>", {"UBL-CR-005": 1}),
    ("#AAI#", "#XXX#", {"BR-CL-08": 1}),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_one_change_fires_what_the_table_says(
    old: str, new: str, expected: dict[str, int] | None
) -> None:
    found = fired(changed(old, new))
    if expected is None:  # the raw currency is compared with every amount
        assert found["PEPPOL-EN16931-R051"] == WHOLE.count("currencyID")
        assert "BR-CL-04" not in found
    else:
        assert found == expected


@given(st.integers(min_value=-(10**9), max_value=10**9).filter(bool))
def test_a_total_that_is_off_by_any_amount_is_found(cents: int) -> None:
    off = 130100 + cents
    sign = "-" if off < 0 else ""
    text = f"{sign}{abs(off) // 100}.{abs(off) % 100:02d}"
    assert fired(changed(">1301.00<", f">{text}<")) == {"BR-CO-16": 1}


def test_only_the_rules_asked_for_are_tried() -> None:
    assert fired("")["BR-01"] == 1
    assert [each.code for each in findings("", "BR-02", "BR-CO-25", "DK-R-003")] == ["BR-02"]
    assert not findings("<DueDate>1</DueDate>", "UBL-CR-005")
    found = findings("<UUID>1</UUID><CopyIndicator>true</CopyIndicator>", "UBL-CR-005")
    assert [each.code for each in found] == ["UBL-CR-005"]


def test_findings_come_in_the_order_of_the_table_with_line_and_path() -> None:
    found = findings("\n<TaxTotal><TaxSubtotal/></TaxTotal>", "BR-46", "BR-45", "BR-02")
    assert [(each.code, each.path) for each in found] == [
        ("BR-02", "line 1, /Invoice"),
        ("BR-45", "line 2, /Invoice/cbc:TaxTotal/cbc:TaxSubtotal"),
        ("BR-46", "line 2, /Invoice/cbc:TaxTotal/cbc:TaxSubtotal"),
    ]


def test_a_sentence_shows_what_disagrees_in_both_languages() -> None:
    [finding] = findings(changed(">1301.00<", ">1300.00<"))
    assert finding.message == (
        "1 300,00 due stated (BT-115), 1 312,50 − 12,00 + 0,50 = 1 301,00 computed "
        "(BT-112 − BT-113 + BT-114)."
    )
    assert finding.in_language("nb").startswith("1 300,00 å betale er oppgitt (BT-115)")


def test_every_sentence_of_a_broken_document_renders() -> None:
    broken = WHOLE.replace("NOK", "nok").replace(">380<", ">0<").replace('"0192"', '"9908"')
    found = [*findings(broken), *findings(""), *findings("", root="CreditNote")]
    assert {each.code for each in found} >= {"BR-CL-25", "PEPPOL-EN16931-CL008", "BR-01"}
    for each in found:
        assert "{" not in each.message + each.in_language("nb")


def test_personal_numbers_are_masked() -> None:
    scheme = '<PartyIdentification><ID schemeID="0192">15819010029</ID></PartyIdentification>'
    [finding] = findings(scheme, "PEPPOL-COMMON-R041")
    assert "15819010029" not in finding.message + repr(finding)
    [finding] = findings("<ID>1</ID><TaxTotal><TaxAmount>15819010029x</TaxAmount></TaxTotal>")[-1:]
    assert "15819010029" not in finding.message + repr(finding)


def test_a_number_that_cannot_be_read_is_a_finding_with_the_rules_not_tried() -> None:
    found = findings(changed(">1301.00<", ">1E3<"))
    assert [each.code for each in found] == ["ehf.number"]
    assert found[0].values == {"value": "«1E3»", "rules": "BR-CO-16"}
    assert found[0].path.endswith("cbc:PayableAmount")


def test_another_root_is_a_finding() -> None:
    [finding] = validate(b"<Order/>")
    assert finding.code == "ehf.root"
    assert finding.blocks


def test_a_tree_that_is_read_already_is_taken() -> None:
    tree = parse(part(WHOLE))
    assert validate(tree) == []


def test_an_unknown_release_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InvalidValueError, match=r"'2030\.1'.*2026\.5"):
        validate(part(""), rules="2030.1")


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(RecordError):
        validate(b"no")
