from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import (
    NationalIdentityNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.plugin.template import Template
from tests.visma.examples import (
    CLUB,
    UNIT,
    basis,
    batch,
    findings,
    lease,
    lines,
    options,
    records,
    said,
    written,
)


def one(customer: Customer = CLUB, **changes: object) -> dict[str, str]:
    [line] = lines(batch(basis(lease(9001, customer=customer))), options(**changes))
    return line


def test_the_customer_stands_on_every_line() -> None:
    line = one()
    assert line["kundenr"] == "00311111116"
    assert line["navn"] == "Ålesund Turnforening".ljust(40)
    assert line["adresse1"] == "Hallveien 1".ljust(40)
    assert line["adresse2"] == "ÅLESUND".ljust(40)
    assert line["postnr"] == "6002"
    assert line["betform"] == "BG"
    assert line["deresref"] == "Anne Ås".ljust(40)
    assert line["ordreref"] == "34500001".ljust(20)
    assert not {"saksnr", "intfakt", "profil"} & line.keys()


def test_the_standard_format_is_narrower_and_has_no_references() -> None:
    line = one(format="standard")
    assert line["navn"] == "Ålesund Turnforening".ljust(30)
    assert not {"intfakt", "deresref", "ordreref"} & line.keys()


def test_the_customer_number_is_the_choice_of_the_options() -> None:
    assert one(customer_number="number")["kundenr"] == "00000001001"
    person = evolve(CLUB, id=NationalIdentityNumber("15819010029"))
    assert one(person)["kundenr"] == "15819010029"
    assert one(UNIT)["kundenr"] == "00000028120"


def test_an_internal_customer_is_marked() -> None:
    assert one(UNIT)["intfakt"] == "1"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("place", "ÅLESUND".ljust(40)), ("line", "c/o Ås".ljust(40)), ("blank", None)],
)
def test_the_second_line_of_the_address(choice: str, expected: str | None) -> None:
    assert one(address_2=choice).get("adresse2") == expected


def test_an_address_abroad_has_its_postal_code_with_the_place() -> None:
    abroad = evolve(CLUB, addresses=(Address(("Main St 1",), "SW1A 1AA", "LONDON", "GB"),))
    line = one(abroad)
    assert line["adresse2"] == "SW1A 1AA LONDON".ljust(40)
    assert "postnr" not in line
    [found] = findings(batch(basis(lease(customer=abroad))), options())
    assert (found.code, found.severity) == ("visma.address-foreign", Severity.WARNING)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"addresses": ()}, "address, postal code"),
        ({"name": " "}, "name"),
        ({"addresses": (Address(("",), "6002"),)}, "address"),
    ],
)
def test_an_external_customer_wants_a_name_and_an_address(
    changes: dict[str, object], missing: str
) -> None:
    customer = evolve(CLUB, **changes)  # type: ignore[arg-type]  # fields of the customer
    [found] = findings(batch(basis(lease(customer=customer))), options())
    assert (found.code, found.severity) == ("visma.address-missing", Severity.WARNING)
    assert missing in found.message


def test_names_and_addresses_are_cut_with_a_warning_and_codes_never() -> None:
    long = evolve(
        CLUB,
        name="N" * 41,
        contact="K" * 41,
        addresses=(Address(("A" * 41,), "60021", "P" * 41),),
    )
    found = findings(batch(basis(lease(customer=long))), options())
    assert [(each.code, each.path) for each in found] == [
        ("visma.text-cut", "customer.name -> navn"),
        ("visma.text-cut", "customer.address.lines[0] -> adresse1"),
        ("visma.text-cut", "customer.address.place -> adresse2"),
        ("visma.overflow", "customer.address.postal_code -> postnr"),
        ("visma.text-cut", "customer.contact -> deresref"),
    ]
    short = evolve(long, addresses=(Address(("A" * 41,), "6002", "P" * 41),))
    line = one(short)
    assert line["navn"] == "N" * 40
    assert line["deresref"] == "K" * 40


@pytest.mark.parametrize("missing", [None, parse_customer_id("12")])
def test_a_customer_needs_an_id(missing: UnusableId | None) -> None:
    made = batch(basis(lease(9001, customer=evolve(CLUB, id=missing))))
    assert said(made, options()) == [("visma.customer-missing", "customer.id -> kundenr", "9001")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (None, "visma.customer-missing"),
        (" ", "visma.customer-missing"),
        ("K1", "visma.not-digits"),
        ("123456789012", "visma.overflow"),
    ],
)
def test_a_customer_number_must_be_digits_that_fit(number: str | None, code: str) -> None:
    made = batch(basis(lease(9001, customer=evolve(CLUB, number=number))))
    assert said(made, options(customer_number="number")) == [
        (code, "customer.number -> kundenr", "9001")
    ]


class TestClash:
    def test_zeros_do_not_make_two_customers_one(self) -> None:
        one, other = (evolve(UNIT, id=ResourceNumber(text)) for text in ("012345", "12345"))
        made = batch(
            basis(lease(1, customer=one)), basis(lease(2, customer=other), number=34500002)
        )
        [found] = findings(made, options())
        assert (found.code, found.path, found.lease) == (
            "visma.customer-clash",
            "customer.id -> kundenr",
            "2",
        )
        assert found.severity is Severity.ERROR

    def test_one_customer_number_of_two_customers_is_refused(self) -> None:
        other = evolve(CLUB, id=NationalIdentityNumber("15819010029"))
        made = batch(basis(lease(1)), basis(lease(2, customer=other), number=34500002))
        assert said(made, options(customer_number="number")) == [
            ("visma.customer-clash", "customer.number -> kundenr", "2")
        ]
        assert said(made, options()) == []

    def test_units_of_one_organization_share_its_number(self) -> None:
        unit = evolve(CLUB, number="1002", name="Ålesund Turnforening, håndball")
        made = batch(basis(lease(1)), basis(lease(2, customer=unit), number=34500002))
        assert said(made, options()) == []


class TestStart:
    def test_the_reference_says_who_and_what(self) -> None:
        first = records(batch(basis(lease())), options())[0]
        assert first["referanse"].rstrip() == "fakturakjerne 260302-1 external 2026-03-02"
        assert first["format"] == "U"

    def test_a_long_reference_is_cut_at_60_with_a_warning(self) -> None:
        chosen = options(format="standard", reference=Template("x" * 62 + "U"))
        made = batch(basis(lease()))
        assert written(made, chosen).split(b"\r\n")[0] == b"ST" + b"x" * 60
        assert said(made, chosen) == [("visma.text-cut", "options.reference -> referanse", None)]


@pytest.mark.parametrize("number", [None, -1, 10**20])
def test_an_order_number_must_fit_where_it_is_written(number: int | None) -> None:
    made = batch(basis(lease(), number=number))
    assert said(made, options()) == [("visma.order-number", "number -> ordreref", "9001")]
    assert said(made, options(format="standard")) == []


def test_case_numbers_may_be_zeros_and_the_payment_form_postal() -> None:
    line = one(case_number="zeros", payment_form="PG")
    assert (line["saksnr"], line["betform"]) == ("0" * 16, "PG")


def test_a_personal_number_is_masked() -> None:
    person = evolve(CLUB, number="15819010029-1")
    chosen = options(customer_number="number")
    found = findings(batch(basis(lease(customer=person))), chosen)
    assert [each.code for each in found] == ["visma.not-digits", "visma.overflow"]
    assert "15819010029" not in "".join(each.message + repr(each) for each in found)
