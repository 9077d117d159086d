from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals, Document
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.issuing import totals_of_invoices
from fakturakjerne.engine.reconciliation import Point, reconcile
from fakturakjerne.errors import CodecError, RecordError
from fakturakjerne_nets.efaktura import EfakturaExporter
from fakturakjerne_nets.efaktura_importer import EfakturaImporter, EfakturaImportOptions
from fakturakjerne_nets.efaktura_invoice import EfakturaInvoice
from tests.nets.efaktura_examples import (
    ENROLLMENT,
    KARI,
    TOWN,
    batch,
    charge,
    codes_of,
    content,
    findings_of,
    golden,
    invoice,
    items_of,
    options,
    sample,
    shown,
)

EXPORTER = EfakturaExporter()


def exported(*items: Invoice | EfakturaInvoice, **changes: object) -> Document:
    [document] = EXPORTER.export(batch(items), options(**changes))
    return document


def checked(*items: Invoice | EfakturaInvoice, **changes: object) -> list[Finding]:
    return list(EXPORTER.check(batch(items), options(**changes)))


def read(data: bytes) -> list[EfakturaInvoice]:
    reads = list(EfakturaImporter().read([data], EfakturaImportOptions()))
    assert findings_of(reads) == []
    return items_of(reads)


def month() -> Iterable[Invoice]:
    """All that the format has: both parties and a payer, a note, a footer, wrapped lines."""
    long = " ".join(["Leie av Ålesund idrettshall, bane 1 og 2,"] * 4)
    yield invoice(
        charge(long, quantity=Decimal(2), unit_price=Decimal("400.00")),
        charge("Vask", net=Ore(5)),
        payer=evolve(KARI, name="Verge AS"),
        note="Takk for leien.\nVelkommen tilbake – når som helst!",
        buyer_reference="Anne Ås",
        order_reference="PO 7",
        order=34500001,
    )
    yield invoice(number="34500002", title="Husleie", order=34500002, period=None)


@pytest.mark.parametrize("template", [1, 2])
def test_the_month_is_the_golden_file(template: int) -> None:
    found = content(
        exported(*month(), template=template, footer="Spørsmål? Ring 73 50 00 00", summary_type=1)
    )
    assert found == golden(f"efaktura_template_{template}.txt", found)


def test_the_month_has_nothing_to_be_said_but_the_dash() -> None:
    assert [each.code for each in checked(*month())] == []


def test_what_is_written_is_read_as_it_was_shown() -> None:
    first, second = read(content(exported(*month())))
    assert (first.number, first.transaction, first.charges) == ("34500001", 1, 2)
    assert (second.number, second.transaction, second.title) == ("34500002", 2, "Husleie")
    assert first.payer is not None
    assert content(exported(first, second)) == content(exported(*month()))


def test_totals_of_invoices_document_and_bytes_agree() -> None:
    every = list(month())
    document = exported(*every)
    data = content(document)
    assert document.totals == ControlTotals(orders=2, lines=3, gross=Ore(200006))
    assert document.orders == [34500001, 34500002]
    assert document.period == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert document.name == "prodefakbbs20261121002.txt"
    reconcile(
        [
            Point("invoices", evolve(totals_of_invoices(every), first_order=None, last_order=None)),
            Point("document", document.totals),
            Point("read back", EXPORTER.read_totals([data], options())),
        ]
    )


@given(
    st.lists(
        st.tuples(
            st.text(max_size=200), st.integers(0, 10**9), st.sampled_from("12"), st.booleans()
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([1, 2]),
)
def test_nothing_is_lost_whatever_the_texts(
    drawn: list[tuple[str, int, str, bool]], template: int
) -> None:
    """Every invoice stands in the file once, whatever its agreement, and every øre of it."""
    every = [
        invoice(
            charge(text, net=Ore(net)),
            number=f"{at}",
            issuer=evolve(TOWN, efaktura_issuer=f"NOR123456785-{serial}"),
            note=text if noted else "",
            order=None,
            period=None,
        )
        for at, (text, net, serial, noted) in enumerate(drawn)
    ]
    document = exported(*every, template=template)
    data = content(document)
    assert EXPORTER.read_totals([data], options()) == document.totals
    assert document.totals.gross == sum(each.gross for each in every)
    assert document.totals.lines == len(every)
    assert sorted(each.number for each in read(data)) == sorted(each.number for each in every)
    assert all(len(line) == 80 for line in data.split(b"\r\n")[:-1])
    assert data == content(document)


def test_periods_of_all_invoices_are_one() -> None:
    early = invoice(period=Period(date(2026, 10, 1), date(2026, 10, 31)))
    assert exported(invoice(), early, invoice()).period == Period(
        date(2026, 10, 1), date(2026, 11, 30)
    )
    assert exported(shown()).period is None
    assert exported(shown()).orders == []


def test_without_invoices_there_is_no_file() -> None:
    assert list(EXPORTER.export(batch([]), options())) == []


def test_names_and_numbers_are_as_the_options_say() -> None:
    document = exported(invoice(), transmission=42, assignment=9, file_prefix="efaktura_")
    assert document.name == "efaktura_20260000042.txt"
    data = content(document)
    assert data.startswith(b"NY00001000010200000004200008080211120261")
    assert b"NY4203200000000000000009" in data


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("057", invoice(charge(net=Ore(-80000)))),
        ("325", invoice(kid=None)),
        ("354", invoice(issue_date=date(2026, 11, 1), due_date=date(2026, 11, 20))),
        ("103", invoice(due_date=date(2027, 11, 22))),
        ("504", invoice(customer=evolve(KARI, number=None))),
        ("507", invoice(issuer=evolve(TOWN, efaktura_issuer=""))),
        ("557", invoice(*[charge(net=Ore(4))] * 997)),
        ("145", shown(account="12")),
        ("502", shown(account="12345678904")),
        ("501", shown(summary_type=2)),
        ("504", shown(agreement="R" * 32)),
    ],
)
def test_what_nets_would_reject_is_refused_before_with_its_code(
    code: str, item: Invoice | EfakturaInvoice
) -> None:
    findings = [each for each in checked(item) if each.path.startswith("invoice")]
    assert codes_of(findings) == [code]
    with pytest.raises(CodecError):
        content(exported(item))


def test_a_negative_amount_is_said_once() -> None:
    [finding] = checked(invoice(charge(net=Ore(-80000))))
    assert "-1 000,00" in finding.message


def test_what_is_too_long_is_cut_or_refused() -> None:
    long = invoice(
        number="N" * 26,
        customer=evolve(KARI, name="Kari " * 10),
        title="T" * 36,
    )
    findings = checked(long)
    assert {(each.path.rpartition(" ")[2], each.blocks) for each in findings} == {
        ("name", False),
        ("title", False),
        ("invoice_number", True),
    }


def test_an_amount_that_fits_no_column_is_refused() -> None:
    huge = invoice(charge(net=Ore(10**16)))
    assert {"056", "efaktura.overflow"} & set(codes_of(checked(huge)))
    with pytest.raises(CodecError):
        content(exported(huge))


def test_numbers_of_the_day_run_out() -> None:
    findings = list(EXPORTER.check(batch([invoice()], sequence=1000), options()))
    assert [each.path for each in findings] == [
        "transmission -> record 10, number",
        "assignment -> record 20, assignment",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"NY42038800000001", b"NY42038800000002"),
        (b"1.000,00", b"1.000,01"),
        (b"NY420335", b"NY420398"),
        (b"NY420349000000110012", b"NY420349000000110013"),
    ],
)
def test_bytes_with_anything_wrong_have_no_totals(old: bytes, new: bytes) -> None:
    data = content(exported(invoice())).replace(old, new)
    with pytest.raises(RecordError):
        EXPORTER.read_totals([data], options())


def test_bytes_of_another_kind_have_no_totals() -> None:
    with pytest.raises(RecordError):
        EXPORTER.read_totals([sample(ENROLLMENT)], options())


def test_a_fault_of_one_column_hides_none_of_another() -> None:
    found = checked(shown(kid="", short_name="Kari", reference="R" * 26))
    assert codes_of(found) == ["325", "efaktura.overflow"]


@pytest.mark.parametrize("template", [1, 2])
def test_texts_are_wrapped_as_they_are_written(template: int) -> None:
    """A euro sign becomes three letters; the row is as wide as those."""
    found = checked(invoice(charge("€" * 40), note="€" * 40), template=template)
    assert found == []
    [read_again] = read(content(exported(invoice(charge("€" * 40)), template=template)))
    letters = "".join(line.text for line in read_again.lines if line.kind == 5)
    assert [letters.count(each) for each in "EUR"] == [40, 40, 40]
    assert read_again.charges == 1
