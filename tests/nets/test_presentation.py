from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.identifiers import NationalIdentityNumber, OrganizationNumber
from fakturakjerne.domain.invoice import Invoice, VatTotal
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.efaktura_invoice import EfakturaInvoice, amount_of, width_of
from fakturakjerne_nets.presentation import Presented, present, reference_of
from tests.nets.efaktura_examples import KARI, TOWN, charge, invoice, options


def texts(presented: Presented, kind: int) -> list[str]:
    return [line.text for line in presented.invoice.lines if line.kind == kind]


def show(made: Invoice, **changes: object) -> EfakturaInvoice:
    return present(made, options(**changes)).invoice


def test_an_invoice_is_shown_with_all_that_the_format_holds() -> None:
    shown = show(invoice())
    assert (shown.issuer, shown.account, shown.kid) == (
        "NOR123456785-1",
        "12345678903",
        "0010010000015",
    )
    assert (shown.amount, shown.due_date, shown.invoice_date) == (
        100000,
        date(2026, 12, 15),
        date(2026, 11, 21),
    )
    assert (shown.number, shown.agreement, shown.title) == ("34500001", "1001", "Faktura")
    assert (shown.short_name, shown.reference) == ("Kari Nordm", "Faktura 34500001")
    assert (shown.seller.name, shown.seller.line_1) == ("Strøm & Vann KF", "Kongens gate 10")
    assert (shown.consumer.name, shown.consumer.postal_code) == ("Kari Nordmann", "7030")
    assert (shown.phone, shown.email, shown.payer) == ("73500000", "faktura@example.no", None)
    assert (shown.summary_type, shown.advertising, shown.template) == (0, 0, 2)
    assert shown.organization_number == "123456785MVA"


def test_lines_vat_and_sum_stand_with_their_amounts_to_the_right() -> None:
    presented = present(invoice(), options())
    assert presented.findings == ()
    assert texts(presented, 5) == [
        f"{'Hall A':80}{'800,00':>16}",
        "",
        f"{'Mva 25 % av 800,00':80}{'200,00':>16}",
        f"{'Å betale':80}{'1.000,00':>16}",
    ]
    assert texts(presented, 4) == ["Kunde", "Betaler", f"{'Beskrivelse':80}{'Beløp':>16}"]
    assert texts(present(invoice(), options(template=1)), 5)[0] == f"{'Hall A':64}{'800,00':>16}"


def test_the_four_labels_and_the_variable_fields_stand_in_their_columns() -> None:
    made = invoice(buyer_reference="Anne Ås", order_reference="PO 7", credits="34500000")
    presented = present(made, options(label_amount="Sum"))
    assert texts(presented, 1) == ["Sum", "Betalingsfrist", "Fakturadato", "Fakturanr"]
    fields = [line.columns for line in presented.invoice.lines if line.kind == 2]
    assert fields == [
        ("Kundenr", "1001", ""),
        ("Deres ref.", "Anne Ås", ""),
        ("Ordrenr", "PO 7", ""),
        ("Periode", "01.11.2026 - 30.11.2026", ""),
        ("Krediterer faktura", "34500000", ""),
    ]
    assert [line.number for line in presented.invoice.lines if line.kind == 2] == [1, 2, 3, 4, 5]


def test_fields_are_shown_as_asked_for_and_where_they_have_a_value() -> None:
    presented = present(invoice(period=None), options(fields=("period", "customer", "customer")))
    assert [line.columns[1] for line in presented.invoice.lines if line.kind == 2] == ["1001"]
    assert texts(present(invoice(customer=evolve(KARI, number=None)), options(fields=())), 2) == []


@given(
    text=st.text(max_size=300),
    template=st.sampled_from([1, 2]),
    net=st.integers(0, 10**9),
)
def test_long_texts_are_wrapped_at_words_and_nothing_is_lost(
    text: str, template: int, net: int
) -> None:
    """Every word stands there, no row is too wide, and one row has the amount."""
    presented = present(invoice(charge(text, net=Ore(net))), options(template=template))
    rows = texts(presented, 5)
    rows = rows[: rows.index("")] if "" in rows else rows
    assert all(len(row) <= width_of(template) for row in texts(presented, 5))
    assert [bool(amount_of(row, template=template)) for row in rows] == [
        *[False] * (len(rows) - 1),
        True,
    ]
    assert presented.invoice.charges == 1
    shown = "".join(row[: width_of(template) - 16] for row in rows)
    for letter in "abcåæø":
        assert shown.count(letter) >= text.count(letter)


def test_words_stay_whole_where_they_can() -> None:
    text = " ".join(["idrettshall"] * 12)
    rows = texts(present(invoice(charge(text)), options(template=1)), 5)
    assert rows[0] == " ".join(["idrettshall"] * 5)
    assert rows[2].split() == ["idrettshall"] * 2 + ["800,00"]
    word = texts(present(invoice(charge("x" * 70)), options(template=1)), 5)
    assert word[0] == "x" * 64
    assert word[1].split() == ["x" * 6, "800,00"]


def test_quantity_and_price_stand_behind_the_text() -> None:
    several = charge(quantity=Decimal("1.5"), unit_price=Decimal("533.33"))
    rows = texts(present(invoice(several, charge("Vask", unit_price=Decimal(8))), options()), 5)
    assert rows[0].startswith("Hall A, 1,5 x 533,33 ")
    assert rows[1].startswith("Vask  ")


def test_the_note_stands_before_and_the_footer_after_the_lines() -> None:
    presented = present(invoice(note="Takk\n\nfor leien"), options(footer="Spørsmål? Ring"))
    assert texts(presented, 3) == ["Takk", "for leien"]
    assert texts(presented, 6) == ["Spørsmål? Ring"]
    assert [line.kind for line in presented.invoice.lines] == sorted(
        line.kind for line in presented.invoice.lines
    )


def test_texts_of_more_than_five_lines_are_cut_and_it_is_said() -> None:
    presented = present(invoice(note="\n".join("abcdef")), options(footer="\n".join("abcdefg")))
    assert texts(presented, 3) == list("abcde")
    assert texts(presented, 6) == list("abcde")
    assert [each.message for each in presented.findings] == [
        "The note is 6 lines; only the first 5 are written.",
        "The footer is 7 lines; only the first 5 are written.",
    ]
    assert {each.path for each in presented.findings} == {"invoice 34500001"}


def test_addresses_of_more_than_two_lines_are_cut_and_it_is_said() -> None:
    long = Address(("c/o Ås", "Storgata 1", "2. etasje"), "7030", "TRONDHEIM", "SE")
    made = invoice(
        customer=evolve(KARI, addresses=(long,)),
        payer=evolve(KARI, addresses=(long,)),
        issuer=evolve(TOWN, address=long),
    )
    presented = present(made, options())
    assert [each.path for each in presented.findings] == [
        "invoice 34500001, customer",
        "invoice 34500001, payer",
        "invoice 34500001, issuer",
    ]
    consumer = presented.invoice.consumer
    assert (consumer.line_1, consumer.line_2, consumer.country) == ("c/o Ås", "Storgata 1", "SE")


@pytest.mark.parametrize(
    ("payer", "name"),
    [
        (evolve(KARI, name="Verge AS"), "Verge AS"),
        (
            Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("974760673")),
            "Org.nr 974760673",
        ),
        (Customer(kind=CustomerKind.EXTERNAL, id=NationalIdentityNumber("15819010029")), None),
        (None, None),
    ],
)
def test_another_payer_is_shown_unless_only_a_personal_number_is_known(
    payer: Customer | None, name: str | None
) -> None:
    shown = show(invoice(payer=payer)).payer
    assert (shown and shown.name) == name


def test_what_is_paid_by_avtalegiro_is_marked() -> None:
    assert show(invoice(), summary_type=1).summary_type == 1
    assert show(invoice(), avtalegiro=("34500001",)).summary_type == 1
    assert show(invoice(), avtalegiro=("34500002",)).summary_type == 0


def test_the_issuer_of_the_options_goes_before_the_invoices_own() -> None:
    assert show(invoice(), issuer="NOR974760673-2").issuer == "NOR974760673-2"


def test_what_is_not_known_is_left_out() -> None:
    bare = invoice(
        kid=None,
        period=None,
        issuer=evolve(TOWN, phone="", email="", vat_registered=False),
        customer=Customer(kind=CustomerKind.EXTERNAL),
    )
    shown = show(bare)
    assert (shown.kid, shown.phone, shown.email, shown.agreement) == ("", None, None, "")
    assert shown.organization_number == "123456785"
    assert shown.consumer.name == ""


def test_a_long_title_leaves_the_number_as_the_reference() -> None:
    assert show(invoice(title="Kommunale avgifter og leie")).reference == "34500001"


def test_the_reference_is_what_the_customer_enrolled_with() -> None:
    assert reference_of(evolve(KARI, efaktura_reference="E-7")) == "E-7"
    assert reference_of(KARI) == "1001"
    assert reference_of(evolve(KARI, number=None)) == ""


def test_vat_of_every_rate_has_a_line() -> None:
    vat = (
        VatTotal(codes=("12",), rate=Decimal("12.5"), net=Ore(50000), vat=Ore(6250)),
        VatTotal(codes=("0",), rate=Decimal(0), net=Ore(30000), vat=Ore(0)),
    )
    rows = texts(present(invoice(vat=vat), options()), 5)
    assert [row.split("  ")[0] for row in rows[2:]] == [
        "Mva 12,5 % av 500,00",
        "Mva 0 % av 300,00",
        "Å betale",
    ]
    assert rows[-1].endswith(" 862,50")


def test_money_back_is_shown_with_its_sign() -> None:
    shown = show(invoice(charge(net=Ore(-80000))))
    assert shown.amount == -100000
    assert shown.charges == 1
