from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.plugin.cells import REMEMBERED
from fakturakjerne_visma.options import VismaOptions
from tests.visma.examples import (
    HALL,
    PLACE,
    WASH,
    basis,
    batch,
    charge,
    findings,
    lease,
    lines,
    options,
    records,
    said,
)


def one(made: Charge = HALL, **changes: object) -> dict[str, str]:
    [line] = lines(batch(basis(lease(9001, made))), options(**changes))
    return line


class TestCodes:
    def test_principal_item_posting_and_vat(self) -> None:
        line = one(WASH, profile="Idrett")
        assert (line["oppdrgnr"], line["varenr"]) == ("142", "3805")
        assert line["kb01"] == "999999      "
        assert line["kb02"] == "38010       "
        assert "kb03" not in line
        assert line["mvakode"] == " 12"
        assert line["profil"] == "Idrett".ljust(20)

    def test_short_codes_have_zeros_before_them(self) -> None:
        place = PLACE.over({"oppdragsgiver": " 7 "})
        [line] = lines(
            batch(basis(lease(1, evolve(HALL, article="38"), dimensions=place))), options()
        )
        assert (line["oppdrgnr"], line["varenr"]) == ("007", "0038")

    def test_maps_turn_codes_into_those_of_visma(self) -> None:
        line = one(principals={"142": "9"}, articles={"3801": "12"})
        assert (line["oppdrgnr"], line["varenr"]) == ("009", "0012")

    def test_defaults_stand_in_for_what_is_missing(self) -> None:
        made = batch(basis(lease(1, evolve(HALL, article=None), dimensions=Dimensions())))
        [line] = lines(made, options(principal="7", article="99"))
        assert (line["oppdrgnr"], line["varenr"]) == ("007", "0099")

    def test_the_item_may_be_a_dimension(self) -> None:
        made = batch(basis(lease(1, dimensions=PLACE.over({"vare": "12"}))))
        [line] = lines(made, options(article_dimension="vare", dimensions={}))
        assert line["varenr"] == "0012"
        assert "kb01" not in line

    def test_the_charge_goes_before_its_lease(self) -> None:
        made = evolve(HALL, dimensions=Dimensions({"oppdragsgiver": "143"}))
        assert one(made)["oppdrgnr"] == "143"

    @pytest.mark.parametrize(
        ("made", "changes", "code", "path"),
        [
            (evolve(HALL, article="38019"), {}, "overflow", "charges[0].article -> varenr"),
            (evolve(HALL, article="a1"), {}, "not-digits", "charges[0].article -> varenr"),
            (evolve(HALL, article=None), {}, "code-missing", "charges[0].article -> varenr"),
            (
                HALL,
                {"articles": {"3802": "1"}},
                "code-unknown",
                "charges[0].article -> varenr",
            ),
            (HALL, {"articles": {"3801": ""}}, "not-digits", "charges[0].article -> varenr"),
            (
                HALL,
                {"article_dimension": "vare"},
                "code-missing",
                "charges[0].dimensions.vare -> varenr",
            ),
            (
                HALL,
                {"principal_dimension": "avdeling"},
                "code-missing",
                "charges[0].dimensions.avdeling -> oppdrgnr",
            ),
            (
                HALL,
                {"principal_dimension": ""},
                "code-missing",
                "charges[0].principal -> oppdrgnr",
            ),
            (
                HALL,
                {"principals": {"143": "1"}},
                "code-unknown",
                "dimensions.oppdragsgiver -> oppdrgnr",
            ),
            (
                HALL,
                {"principal_dimension": "ansvar"},
                "overflow",
                "dimensions.ansvar -> oppdrgnr",
            ),
            (
                evolve(HALL, dimensions=Dimensions({"ansvar": "1234567890123"})),
                {},
                "overflow",
                "charges[0].dimensions.ansvar -> kb01",
            ),
            (
                evolve(HALL, vat=VatCode("1234", Decimal(25))),
                {},
                "overflow",
                "charges[0].vat.code -> mvakode",
            ),
        ],
    )
    def test_a_code_that_is_missing_unknown_or_too_long_is_an_error(
        self, made: Charge, changes: dict[str, object], code: str, path: str
    ) -> None:
        found = findings(batch(basis(lease(9001, made))), options(**changes))
        assert [(each.code, each.path, each.lease) for each in found] == [
            (f"visma.{code}", path, "9001")
        ]
        assert found[0].severity is Severity.ERROR
        assert found[0].message != found[0].in_language("nb")

    def test_a_default_that_does_not_fit_is_an_error_of_the_options(self) -> None:
        made = batch(basis(lease(1, evolve(HALL, article=None)), lease(2, HALL)))
        assert said(made, options(article="12345", profile="x" * 21)) == [
            ("visma.overflow", "options.article -> varenr", None),
            ("visma.overflow", "options.profile -> profil", None),
        ]

    def test_the_standard_format_has_neither_posting_nor_vat_code(self) -> None:
        line = one(evolve(HALL, vat=VatCode("1234")), format="standard")
        assert sorted(line) == sorted(
            [
                *("posttype", "kundenr", "navn", "adresse1", "adresse2", "postnr", "betform"),
                *("oppdrgnr", "varenr", "lopenr", "pris", "grunnlag", "belop"),
            ]
        )


def test_more_different_lines_than_are_remembered_are_each_written_as_they_are() -> None:
    nets = range(1, REMEMBERED + 100)
    charges = [charge(net, article=str(net // 90), text=f"{net}") for net in nets]
    made = batch(basis(lease(1, *charges)))
    assert [int(line["belop"].rstrip()) for line in lines(made, options())] == list(nets)


@pytest.mark.parametrize(
    "changes",
    [
        {"net": HALL.net + 1},
        {"quantity": HALL.quantity * 4},
        {"unit_price": Decimal("401.00")},
        {"article": "3802"},
        {"text": "Hall B"},
        {"vat": VatCode("13", Decimal(25))},
        {"vat": VatCode("12", Decimal(15))},
        {"dimensions": Dimensions({"ansvar": "1"})},
    ],
)
def test_a_line_that_differs_in_one_thing_is_not_taken_for_the_one_before_it(
    changes: dict[str, Any],
) -> None:
    chosen = options(amounts="gross")
    hall = evolve(HALL, vat=VatCode("12", Decimal(25)))
    other = evolve(hall, **changes)
    together = without_numbers(batch(basis(lease(1, hall, other))), chosen)
    [first] = without_numbers(batch(basis(lease(1, hall))), chosen)
    [second] = without_numbers(batch(basis(lease(1, other))), chosen)
    assert together == [first, second]
    assert first != second


def test_the_same_charge_of_a_lease_elsewhere_has_the_posting_of_that_lease() -> None:
    elsewhere = PLACE.over({"ansvar": "1"})
    found = lines(batch(basis(lease(1, HALL), lease(2, HALL, dimensions=elsewhere))), options())
    assert [line["kb01"].rstrip() for line in found] == [PLACE["ansvar"], "1"]


def without_numbers(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[list[str]]:
    """The fields of each line with its texts, save LØPENR, which counts lines."""
    found: list[list[str]] = []
    for record in records(made, chosen)[1:-1]:
        fields = [value for name, value in record.items() if name != "lopenr"]
        if record["posttype"] == "FL":
            found.append(fields)
        else:
            found[-1] += fields
    return found
