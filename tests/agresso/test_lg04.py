from __future__ import annotations

import os
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals, ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import NationalIdentityNumber, OrganizationNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, ColumnOverflowError, EncodingError
from fakturakjerne_agresso.lg04 import Lg04Exporter
from tests.agresso.examples import (
    CREDIT,
    HALL,
    UNIT,
    WASH,
    basis,
    batch,
    findings,
    lease,
    options,
    rows,
    written,
)

GOLDEN = Path(__file__).parent / "golden"
LAYOUTS = ["5.3", "5.3-client4", "5.5"]


def month() -> ExportBatch[InvoiceBasis]:
    free = Charge(text="Nøkkel", net=Ore(0), article="3806")
    return batch(
        basis(
            lease(9001, HALL, free, WASH, note="Bestillingsnr 4500123\nAtt: Per\tØkonomi"),
            lease(9002, CREDIT, note="en annen"),
        ),
        basis(
            lease(9003, Charge(text="Møterom – lite", net=Ore(30010), article="a1"), customer=UNIT),
            number=34500002,
        ),
    )


def difference(found: bytes, expected: bytes, layout: str) -> list[str]:
    """Say which columns of which rows differ."""
    spans = options(layout).columns.spans
    ours, golden = found.splitlines(), expected.splitlines()
    counts = [] if len(ours) == len(golden) else [f"{len(ours)} rows, not {len(golden)}"]
    return counts + [
        f"row {number}, {name}: {row[span]!r}, not {wanted[span]!r}"
        for number, (row, wanted) in enumerate(zip(ours, golden, strict=False), start=1)
        for name, span in spans.items()
        if row[span] != wanted[span]
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_month_is_the_golden_file(layout: str) -> None:
    golden = GOLDEN / f"month_{layout}.txt"
    found = written(month(), options(layout))
    if os.environ.get(
        "UPDATE_GOLDEN"
    ):  # pragma: no cover - by hand, and read before it is committed
        golden.write_bytes(found)
    expected = golden.read_bytes()
    assert difference(found, expected, layout) == []
    assert found == expected


def test_the_golden_difference_names_the_column() -> None:
    found = written(month(), options())
    wrong = bytearray(found)
    wrong[1907 + 191] = ord("9")
    assert difference(bytes(wrong), found, "5.3") == [
        "row 2, amount: b'90000000000080000', not b'00000000000080000'"
    ]
    assert difference(found[1907:], found, "5.3")[0] == "9 rows, not 10"


def test_a_row_of_each_kind() -> None:
    header, line, text = rows(batch(basis(lease(9001, WASH))), options())
    assert header == {
        "accept_flag": "1",
        "batch_id": "FK2603021   ",
        "client": "XY",
        "confirm_date": "         20260302",
        "currency": "NOK",
        "deliv_date": "         20260302",
        "dim_value_1": "142         ",
        "ext_ord_ref": "Anne Ås        ",
        "line_no": "0000",
        "long_info1": "Leie av kommunale lokaler".ljust(120),
        "order_id": "034500001",
        "order_type": "FS",
        "pay_method": "IP",
        "period": "00202603",
        "responsible": "BOOKING ",
        "responsible2": "BOOKING ",
        "status": "N",
        "text3": "311111116   ",
        "text4": "311111116   ",
        "trans_type": "42",
        "voucher_type": "FK",
    }
    assert line == {
        "accept_flag": "0",
        "amount": "00000000000014999",
        "amount_set": "1",
        "art_descr": "Vask & rydding".ljust(35),
        "article": "3805".ljust(15),
        "batch_id": "FK2603021   ",
        "client": "XY",
        "dim_1": "999999  ",
        "dim_2": "38010   ",
        "dim_3": "12345   ",
        "line_no": "0001",
        "order_id": "034500001",
        "period": "00202603",
        "sequence_no": "00000000",
        "status": "N",
        "tax_code": "12",
        "trans_type": "42",
        "value_1": "00000000000000150",
        "voucher_type": "FK",
    }
    assert text == {
        "accept_flag": "0",
        "batch_id": "FK2603021   ",
        "client": "XY",
        "line_no": "0001",
        "order_id": "034500001",
        "sequence_no": "00000001",
        "short_info": "2026-02-02 18:00 - 2026-02-02 20:00".ljust(60),
        "trans_type": "42",
        "voucher_type": "FK",
    }


def test_a_negative_amount_and_quantity_have_their_sign_first() -> None:
    _, line, _ = rows(batch(basis(lease(9001, CREDIT))), options())
    assert line["amount"] == "-0000000000005000"
    assert line["value_1"] == "-0000000000000100"


def test_a_charge_of_zero_is_not_written() -> None:
    free = Charge(text="Nøkkel", net=Ore(0))
    made = batch(basis(lease(9001, free, HALL), lease(9002, free)))
    assert [row["line_no"] for row in rows(made, options())] == ["0000", "0001", "0001"]
    assert findings(made, options()) == []


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
    assert [len(row) for row in found.split(end) if row] == [1905] * 3
    assert found.endswith(b" " + last)
    assert len(found) == 3 * 1905 + 2 * len(end) + len(last)


def test_the_document_says_what_the_items_hold() -> None:
    (document,) = Lg04Exporter().export(month(), options(text_rows=("period", "note")))
    assert document.name == "external_2603021.txt"
    assert document.orders == (34500001, 34500002)
    assert document.period == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert document.totals == ControlTotals(
        orders=2,
        lines=4,
        texts=7,
        net=Ore(80000 + 14999 - 5000 + 30010),
        first_order=34500001,
        last_order=34500002,
    )
    assert b"".join(document.open()) == b"".join(document.open())


def test_a_batch_without_items_gives_no_document() -> None:
    assert list(Lg04Exporter().export(batch(), options())) == []


def test_an_article_of_utf_8_is_padded_by_its_bytes() -> None:
    charge = Charge(text="Møte på Łódź", net=Ore(1), article="Æ1")
    found = written(batch(basis(lease(9001, charge))), options(encoding="utf-8"))
    row = found.split(b"\r\n")[1]
    spans = options().columns.spans
    assert len(row) == 1905
    assert row[spans["article"]] == "Æ1".encode().ljust(15)
    assert row[spans["art_descr"]] == "Møte på Łódź".encode().ljust(35)


@pytest.mark.parametrize(
    ("charge", "changes", "error", "column"),
    [
        (evolve(HALL, article="A" * 16), {}, ColumnOverflowError, "article"),
        (evolve(HALL, net=Ore(10**17)), {}, ColumnOverflowError, "amount"),
        (evolve(HALL, quantity=Decimal("0.001")), {}, ColumnOverflowError, "value_1"),
        (evolve(HALL, article=None), {}, CodecError, "article"),
        (evolve(HALL, text="ł"), {"transliterate": False}, EncodingError, "art_descr"),
        (HALL, {"client": "LONG"}, ColumnOverflowError, "client"),
        (HALL, {"text_rows": ("note",), "transliterate": False}, EncodingError, "short_info"),
    ],
)
def test_what_check_calls_an_error_stops_the_bytes(
    charge: Charge, changes: dict[str, Any], error: type[CodecError], column: str
) -> None:
    note = "ł" if "text_rows" in changes else None
    made = batch(basis(lease(9001, charge, note=note)))
    chosen = options(**changes)
    assert any(each.blocks for each in findings(made, chosen))
    with pytest.raises(error) as caught:
        written(made, chosen)
    assert caught.value.values["column"] == column if note is None else True


def test_an_order_of_too_many_lines_is_refused() -> None:
    charges = (HALL,) * 10_000
    made = batch(basis(lease(9001, *charges)))
    assert [(each.code, each.lease) for each in findings(made, options())] == [
        ("lg04.too-many-lines", "9001")
    ]
    with pytest.raises(CodecError, match="to 10000 lines; LG04 holds 9999"):
        written(made, options())
    over = batch(basis(lease(9001, *charges[1:]), lease(9002, HALL), lease(9003, HALL)))
    assert [each.lease for each in findings(over, options())] == ["9002", "9003"]
    most = batch(basis(lease(9001, *charges[1:])))
    assert findings(most, options()) == []
    assert len(written(most, options())) == (1 + 2 * 9999) * 1907


def test_memory_does_not_grow_with_the_batch() -> None:
    class Many:
        """Items that are never all in memory."""

        def __init__(self, count: int) -> None:
            self.count = count

        def __iter__(self) -> object:
            return (basis(lease(number), number=number) for number in range(1, self.count))

    def peak(count: int) -> int:
        made: ExportBatch[InvoiceBasis] = evolve(batch(), items=Many(count))  # type: ignore[arg-type]  # an iterable of bases, made as it goes
        tracemalloc.start()
        (document,) = Lg04Exporter().export(made, options())
        for _ in document.open():
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(3000) < peak(300) + 2_000_000


texts = st.text(st.characters(exclude_categories=()), max_size=40)
codes = st.none() | st.text("Aa1ł€ \n", max_size=17)


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    return Charge(
        text=draw(texts),
        net=Ore(draw(st.integers(-(10**17), 10**18 - 1) | st.integers(-3, 3))),
        quantity=draw(
            st.decimals(-1000, 1000, places=2) | st.decimals() | st.just(Decimal("1E+60"))
        ),
        article=draw(codes),
        account=draw(codes),
        vat=draw(st.none() | st.builds(VatCode, st.text("1ł", max_size=3))),
        dimensions=Dimensions(draw(st.dictionaries(st.sampled_from(["ansvar", "x"]), texts))),
    )


@st.composite
def bases(draw: st.DrawFn) -> InvoiceBasis:
    customer = Customer(
        kind=draw(st.sampled_from(CustomerKind)),
        id=draw(
            st.sampled_from(
                [None, OrganizationNumber("311111116"), NationalIdentityNumber("15819010029")]
            )
        ),
        number=draw(st.none() | texts),
        contact=draw(st.none() | texts),
    )
    leases = [
        lease(
            number,
            *draw(st.lists(charges(), max_size=2)),
            customer=customer,
            note=draw(st.none() | texts),
            resource=draw(texts),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    return basis(*leases, number=draw(st.none() | st.integers(-1, 10**10)))


@settings(max_examples=150)
@given(
    made=st.lists(bases(), min_size=1, max_size=3),
    layout=st.sampled_from(LAYOUTS),
    encoding=st.sampled_from(["iso-8859-1", "utf-8"]),
    transliterate=st.booleans(),
    sources=st.lists(st.sampled_from(["period", "resource", "note", "lease"]), max_size=2),
)
def test_bytes_are_made_exactly_when_check_finds_no_error(
    made: list[InvoiceBasis],
    layout: str,
    encoding: str,
    transliterate: bool,
    sources: list[str],
) -> None:
    chosen = options(
        layout, encoding=encoding, transliterate=transliterate, text_rows=tuple(sources)
    )
    (document,) = Lg04Exporter().export(batch(*made), chosen)
    errors = [each for each in findings(batch(*made), chosen) if each.blocks]
    if errors:
        with pytest.raises(CodecError) as caught:
            b"".join(document.open())
        assert "15819010029" not in str(caught.value)
        return
    data = b"".join(document.open())
    assert set(map(len, data.split(b"\r\n"))) <= {chosen.columns.length, 0}
    assert Lg04Exporter().read_totals([data], chosen) == document.totals
