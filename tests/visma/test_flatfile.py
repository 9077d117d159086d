from __future__ import annotations

import os
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import event, given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals, ExportBatch
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, ColumnOverflowError, EncodingError
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.layouts import FormatName, layout_of
from fakturakjerne_visma.options import VismaOptions
from tests.visma.examples import (
    CLUB,
    CREDIT,
    HALL,
    UNIT,
    WASH,
    basis,
    batch,
    charge,
    documents,
    findings,
    lease,
    lines,
    options,
    records,
    written,
)

GOLDEN = Path(__file__).parent / "golden"
FORMATS: list[FormatName] = ["standard", "extended"]


def month() -> ExportBatch[InvoiceBasis]:
    free = charge(0, text="Nøkkel", article="3806")
    person = evolve(
        CLUB, id=NationalIdentityNumber("15819010029"), name="Nordmann, Ola – Åge", contact=None
    )
    return batch(
        basis(lease(9001, HALL, free, WASH), lease(9002, CREDIT), lease(9003, HALL)),
        basis(lease(9004, charge(29, text="Møterom " * 9), customer=person), number=34500002),
        basis(lease(9005, HALL, customer=UNIT), number=34500003),
    )


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("amounts", ["net", "gross"])
def test_the_month_is_the_golden_file(format_name: FormatName, amounts: str) -> None:
    golden = GOLDEN / f"month_{format_name}_{amounts}.txt"
    found = written(month(), options(format=format_name, amounts=amounts))
    if os.environ.get(
        "UPDATE_GOLDEN"
    ):  # pragma: no cover - by hand, and read before it is committed
        golden.write_bytes(found)
    assert found == golden.read_bytes()


def test_one_start_one_end_and_every_record_counted() -> None:
    found = records(month(), options())
    kinds = [record["posttype"] for record in found]
    assert (kinds.count("ST"), kinds.count("SL")) == (1, 1)
    assert (kinds[0], kinds[-1]) == ("ST", "SL")
    assert found[-1]["antpost"] == f"{len(found):08}"


def test_running_numbers_count_within_customer_principal_and_item() -> None:
    assert [
        (line["kundenr"], line["varenr"], line["lopenr"]) for line in lines(month(), options())
    ] == [
        ("00311111116", "3801", "01"),
        ("00311111116", "3805", "01"),
        ("00311111116", "3899", "01"),
        ("00311111116", "3801", "02"),
        ("15819010029", "3801", "01"),
        ("00000028120", "3801", "01"),
    ]


def test_texts_repeat_the_key_of_their_line_and_count_from_one() -> None:
    line = number = None
    for record in records(month(), options())[1:-1]:
        key = [record[name] for name in ("kundenr", "oppdrgnr", "varenr", "lopenr")]
        if record["posttype"] == "FL":
            line, number = key, 0
            continue
        assert number is not None
        number += 1
        assert (key, record["linjenr"]) == (line, f"{number:02}")


def test_amounts_with_vat() -> None:
    found = lines(month(), options(amounts="gross"))
    assert [line["belop"] for line in found[:3]] == ["0000100000 ", "0000018749 ", "0000005000-"]
    assert [line["pris"] for line in found[:3]] == ["00050000 ", "00012499 ", "00005000-"]


@pytest.mark.parametrize(
    ("line_ending", "final_newline", "end", "last"),
    [
        ("crlf", True, b"\r\n", b"\r\n"),
        ("crlf", False, b"\r\n", b""),
        ("lf", True, b"\n", b"\n"),
        ("lf", False, b"\n", b""),
    ],
)
def test_line_endings(line_ending: str, final_newline: bool, end: bytes, last: bytes) -> None:
    chosen = options(line_ending=line_ending, final_newline=final_newline)
    found = written(batch(basis(lease())), chosen)
    assert [len(record) for record in found.split(end) if record] == [63, 397, 74, 74, 10]
    assert found.endswith(b"SL00000005" + last)
    assert found.count(b"\n") == (5 if final_newline else 4)


def test_both_encodings_write_the_same_latin_1() -> None:
    made = batch(basis(lease(1, charge(1, text="5 € – “blåbær” Š"))))
    as_latin, as_windows = (
        written(made, options(encoding=name)) for name in ("iso-8859-1", "cp1252")
    )
    assert as_latin == as_windows
    assert '5 EUR - "blåbær" S'.encode("iso-8859-1") in as_latin


def test_the_document_says_what_the_items_hold() -> None:
    (document,) = documents(month(), options())
    assert document.name == "external_2603021.txt"
    assert document.orders == (34500001, 34500002, 34500003)
    assert document.period == Period(date(2026, 2, 1), date(2026, 2, 28))
    net = 80000 + 14999 - 5000 + 80000 + 29 + 80000
    assert document.totals == ControlTotals(
        orders=3,
        lines=6,
        texts=13,
        net=Ore(net),
        first_order=34500001,
        last_order=34500003,
    )
    assert b"".join(document.open()) == b"".join(document.open())
    (document,) = documents(month(), options(amounts="gross"))
    assert document.totals.net is None
    assert document.totals.gross == 100000 + 18749 - 5000 + 100000 + 29 + 100000


def test_a_batch_without_items_gives_no_document() -> None:
    assert documents(batch(), options()) == []


def test_an_order_of_zeros_only_has_no_line() -> None:
    made = batch(basis(lease(1, charge(0))))
    assert [record["posttype"] for record in records(made, options())] == ["ST", "SL"]
    (document,) = documents(made, options())
    assert (document.orders, document.totals.orders) == ((), 0)
    assert document.period == Period(date(2026, 2, 1), date(2026, 2, 28))


class TestOverflow:
    def test_the_hundredth_line_is_refused(self) -> None:
        most = batch(basis(*(lease(number) for number in range(99))))
        assert len(lines(most, options())) == 99
        made = batch(basis(*(lease(number) for number in range(100))))
        with pytest.raises(CodecError, match="more than 99 lines of principal 142 and item 3801"):
            written(made, options())

    def test_split_goes_on_in_another_document(self) -> None:
        first = basis(*(lease(number) for number in range(60)))
        second = basis(*(lease(number) for number in range(60, 120)), number=34500002)
        chosen = options(on_overflow="split")
        made = batch(first, second)
        one, other = documents(made, chosen)
        assert (one.name, other.name) == ("external_2603021.txt", "external_2603021_2.txt")
        assert (one.orders, other.orders) == ((34500001,), (34500002,))
        assert (one.totals.orders, other.totals.orders) == (1, 1)
        assert (one.totals.lines, other.totals.lines) == (60, 60)
        for document in (one, other):
            data = b"".join(document.open())
            assert data.startswith(b"ST")
            assert data.endswith(b"SL%08d\r\n" % data.count(b"\n"))
            assert VismaExporter().read_totals([data], chosen) == document.totals

    def test_an_order_is_never_divided(self) -> None:
        made = batch(basis(*(lease(number) for number in range(100))))
        with pytest.raises(CodecError, match="never divided between two files"):
            written(made, options(on_overflow="split"))

    def test_what_fits_is_one_document_as_before(self) -> None:
        (document,) = documents(month(), options(on_overflow="split"))
        assert b"".join(document.open()) == written(month(), options())
        assert document.totals.orders == 3


@pytest.mark.parametrize(
    ("made", "changes", "error", "column"),
    [
        (evolve(HALL, article="38019"), {}, ColumnOverflowError, "varenr"),
        (evolve(HALL, article=None), {}, CodecError, "varenr"),
        (charge(10**10), {}, ColumnOverflowError, "pris"),
        (charge(1000, quantity=Decimal(10**8)), {}, ColumnOverflowError, "grunnlag"),
        (evolve(HALL, vat=None), {"amounts": "gross"}, CodecError, "belop"),
        (charge(1000, quantity=Decimal(3)), {"price_mismatch": "error"}, CodecError, "belop"),
        (evolve(HALL, text="ł"), {"transliterate": False}, EncodingError, "tekst"),
        (HALL, {"profile": "x" * 21}, ColumnOverflowError, "profil"),
    ],
)
def test_what_check_calls_an_error_stops_the_bytes(
    made: Charge, changes: dict[str, Any], error: type[CodecError], column: str
) -> None:
    whole, chosen = batch(basis(lease(9001, made))), options(**changes)
    assert any(each.blocks for each in findings(whole, chosen))
    with pytest.raises(error) as caught:
        written(whole, chosen)
    assert caught.value.values["column"] == column


def test_memory_does_not_grow_with_the_lines() -> None:
    class Many:
        """Items that are never all in memory; of fifty articles, so that all numbers suffice."""

        def __init__(self, count: int) -> None:
            self.count = count

        def __iter__(self) -> object:
            return (
                basis(lease(number, evolve(HALL, article=str(number % 50))), number=number)
                for number in range(1, self.count)
            )

    def peak(count: int) -> int:
        made: ExportBatch[InvoiceBasis] = evolve(batch(), items=Many(count))  # type: ignore[arg-type]  # an iterable of bases, made as it goes
        tracemalloc.start()
        (document,) = VismaExporter().export(made, options())
        chunks = sum(1 for _ in document.open())
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert chunks >= count // 500
        return top

    peak(10)
    assert peak(4500) < peak(900) + 500_000


texts = st.text(st.characters(exclude_categories=()), max_size=60)
codes = st.none() | st.text("12a€ \n", max_size=5)


SOUND_VAT = st.sampled_from([VatCode("12", Decimal(25)), VatCode("", Decimal("11.11"))])
SOUND_CHARGES = st.builds(
    Charge,
    text=texts,
    net=st.integers(-300, 300).map(Ore),
    quantity=st.sampled_from([Decimal(1), Decimal(-3), Decimal("2.5"), Decimal("0.333")]),
    unit_price=st.none() | st.decimals(-10, 10, places=4),
    article=st.sampled_from(["3801", "3802"]),
    vat=SOUND_VAT,
)
ANY_CHARGES = st.builds(
    Charge,
    text=texts,
    net=(st.integers(-300, 300) | st.sampled_from([10**8, -(10**8), 10**11])).map(Ore),
    quantity=st.sampled_from([Decimal(1), Decimal("2.5"), Decimal("1E+60"), Decimal("sNaN")])
    | st.decimals(-1000, 1000, places=2),
    unit_price=st.none() | st.decimals(-1000, 1000, places=4),
    article=st.sampled_from(["3801", "3802"]) | codes,
    vat=SOUND_VAT | st.none() | st.builds(VatCode, st.text("1ł", max_size=4)),
    dimensions=st.dictionaries(st.sampled_from(["ansvar", "x"]), texts).map(Dimensions),
)
ADDRESSES = st.just(()) | st.tuples(
    st.builds(
        Address,
        st.lists(texts, max_size=2).map(tuple),
        st.sampled_from(["6002", "0150"]),
        texts,
        st.sampled_from(["NO", "GB", ""]),
    )
)


@st.composite
def bases(draw: st.DrawFn, *, sound: bool) -> InvoiceBasis:
    number = st.sampled_from(["1", "1001"])
    ids: list[CustomerId | UnusableId | None] = [
        OrganizationNumber("311111116"),
        NationalIdentityNumber("15819010029"),
    ]
    customer = Customer(
        kind=draw(st.sampled_from(CustomerKind)),
        id=draw(st.sampled_from(ids if sound else [*ids, None, parse_customer_id("12")])),
        number=draw(number if sound else number | st.none() | st.just("01") | texts),
        name=draw(texts),
        contact=draw(st.none() | texts),
        addresses=draw(ADDRESSES if sound else ADDRESSES | st.just((Address((), "60021"),))),
    )
    leases = [
        lease(
            at,
            *draw(st.lists(SOUND_CHARGES if sound else ANY_CHARGES, max_size=2)),
            customer=customer,
            note=draw(st.none() | texts),
            resource=draw(texts),
        )
        for at in range(draw(st.integers(1, 2)))
    ]
    copies = draw(st.sampled_from([1, 1, 1, 40, 101]))
    given_number = draw(st.integers(1, 3) if sound else st.none() | st.just(-1) | st.just(1))
    return basis(*leases * copies, number=given_number)


MONTHS = st.lists(bases(sound=True), min_size=1, max_size=3) | st.lists(
    bases(sound=False), min_size=1, max_size=3
)


@settings(max_examples=200)
@given(
    made=MONTHS,
    changes=st.fixed_dictionaries(
        {
            "format": st.sampled_from(FORMATS),
            "amounts": st.sampled_from(["net", "gross"]),
            "customer_number": st.sampled_from(["id", "number"]),
            "transliterate": st.booleans(),
            "quantity_decimals": st.sampled_from([0, 2]),
            "price_mismatch": st.sampled_from(["single", "error"]),
            "on_overflow": st.sampled_from(["refuse", "split"]),
            "address_2": st.sampled_from(["place", "line", "blank"]),
            "line_ending": st.sampled_from(["crlf", "lf"]),
            "final_newline": st.booleans(),
            "article": st.sampled_from(["", "1", "99"]),
            "text_rows": st.lists(
                st.sampled_from(["text", "period", "resource", "note", "lease"]), max_size=3
            ).map(tuple),
        }
    ),
)
def test_bytes_are_made_exactly_when_check_finds_no_error(
    made: list[InvoiceBasis], changes: dict[str, Any]
) -> None:
    made = [
        one if one.number is None else evolve(one, number=one.number * 10 + place)
        for place, one in enumerate(made)
    ]
    chosen = options(**changes)
    exported = documents(batch(*made), chosen)
    errors = [each for each in findings(batch(*made), chosen) if each.blocks]
    if errors:
        with pytest.raises(CodecError) as caught:
            [b"".join(document.open()) for document in exported]
        assert "15819010029" not in str(caught.value)
        return
    event("clean")
    for document in exported:
        data = b"".join(document.open())
        said, read = document.totals, VismaExporter().read_totals([data], chosen)
        if read.orders is None:
            said = evolve(said, orders=None)
        if chosen.format == "standard":
            said = evolve(said, first_order=None, last_order=None)
        assert read == said
        lengths = {layout_of(chosen.format, kind).length for kind in ("ST", "FL", "LT", "SL")}
        assert set(map(len, data.split(chosen.line_end))) <= lengths | {0}
    every = [document.totals for document in exported]
    written_lines = sum(totals.lines for totals in every)
    assert written_lines == sum(1 for one in made for _ in one.lines)


def test_options_of_the_exporter_are_the_class() -> None:
    assert VismaExporter.options_type is VismaOptions


def test_an_order_that_fits_nowhere_stops_every_document() -> None:
    made = batch(
        basis(*(lease(number) for number in range(60)), number=1),
        basis(*(lease(number) for number in range(100)), number=2),
    )
    for document in VismaExporter().export(made, options(on_overflow="split")):
        with pytest.raises(CodecError, match="order is never divided"):
            list(document.open())
