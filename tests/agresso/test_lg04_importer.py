from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import OptionsError
from fakturakjerne_agresso.lg04_importer import Lg04Importer, Lg04ImportOptions
from fakturakjerne_agresso.records import Lg04Line, Lg04Order, Lg04Record, Lg04Text, write
from tests.agresso.examples import CREDIT, WASH, basis, batch, lease, options, written

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "aktiv-kommune"
LAYOUT = options().columns
DATA = written(batch(basis(lease(9001, WASH, CREDIT, note="Bestillingsnr 1"))), options())
STRIDE = LAYOUT.length + 2


def read(
    data: bytes, *, layout: str = "5.3", encoding: str = "iso-8859-1", size: int = 10**9
) -> list[Read[Lg04Record]]:
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    chosen = Lg04ImportOptions(layout=layout, encoding=encoding)
    return list(Lg04Importer().read(chunks, chosen))


def changed(row: int, column: str, value: bytes) -> bytes:
    data = bytearray(DATA)
    span = LAYOUT.spans[column]
    data[row * STRIDE + span.start : row * STRIDE + span.stop] = value
    return bytes(data)


def items(reads: list[Read[Lg04Record]]) -> list[Lg04Record]:
    return [each.item for each in reads if each.item is not None]


def test_rows_become_orders_lines_and_texts() -> None:
    order, first, text, credit, _ = items(read(DATA))
    assert isinstance(order, Lg04Order)
    assert (order.record, order.order_id, order.values["text3"]) == (1, 34500001, "311111116")
    assert order.values["long_info2"] == "Bestillingsnr 1"
    assert isinstance(first, Lg04Line)
    assert (first.line_no, first.net, first.quantity) == (1, 14999, Decimal("1.5"))
    assert first.values["tax_code"] == "12"
    assert isinstance(text, Lg04Text)
    assert (text.line_no, text.sequence_no) == (1, 1)
    assert text.text == "2026-02-02 18:00 - 2026-02-02 20:00"
    assert isinstance(credit, Lg04Line)
    assert (credit.net, credit.quantity) == (Ore(-5000), Decimal(-1))


@given(
    size=st.integers(1, 9000),
    end=st.sampled_from([b"\r\n", b"\n"]),
    final=st.booleans(),
    filler=st.binary(min_size=20, max_size=20).filter(lambda data: b"\n" not in data),
)
def test_writing_what_was_read_gives_the_same_bytes(
    size: int, end: bytes, final: bool, filler: bytes
) -> None:
    data = changed(2, "serial_no", filler).replace(b"\r\n", end)
    data = data if final else data.removesuffix(end)
    reads = read(data, size=size)
    assert not any(each.findings for each in reads)
    assert b"".join(write(items(reads))) == data


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/aktiv-kommune is absent")
@pytest.mark.parametrize(
    ("file", "layout", "net"),
    [
        ("AGRESSO_external.txt", "5.3", 399487),
        ("AGRESSO_internal.txt", "5.3-client4", 100000),
        ("AGRESSO_55_internal.txt", "5.5", 100000),
    ],
)
def test_the_files_of_the_reference_system(file: str, layout: str, net: int) -> None:
    data = (SAMPLES / file).read_bytes()
    found = items(read(data, layout=layout))
    assert b"".join(write(found)) == data
    assert sum(each.net or 0 for each in found if isinstance(each, Lg04Line)) == net


@pytest.mark.parametrize(
    ("row", "column", "value", "path", "message"),
    [
        (0, "order_id", b"03450000x", "record 1, order_id", "characters 1526-1534"),
        (0, "order_id", b" " * 9, "record 1, order_id", "must be digits, but is ''"),
        (1, "line_no", b"00-1", "record 2, line_no", "must be digits"),
        (1, "sequence_no", b"0000000x", "record 2, sequence_no", "must be digits"),
        (1, "amount", b"000000000000149,9", "record 2, amount", "characters 192-208"),
        (1, "value_1", b"0000000000000001.", "record 2, value_1", "must be digits"),
    ],
)
def test_a_bad_record_is_a_finding_and_the_good_ones_survive(
    row: int, column: str, value: bytes, path: str, message: str
) -> None:
    reads = read(changed(row, column, value))
    assert len(items(reads)) == 4
    [found] = reads[row].findings
    assert (found.code, found.path, found.severity) == (
        "lg04.record-digits",
        path,
        Severity.ERROR,
    )
    assert message in found.message


def test_a_record_of_another_length_is_a_finding() -> None:
    reads = read(DATA[:STRIDE] + b"short\r\n" + DATA[STRIDE:] + b"\x1a")
    assert [index for index, each in enumerate(reads) if each.item is None] == [1, 6]
    [found] = reads[1].findings
    assert (found.code, found.path) == ("lg04.record-length", "record 2")
    assert found.message == "The line is 5 bytes; layout 5.3 has 1905."


def test_an_endless_line_is_one_finding_with_its_length() -> None:
    [only] = read(b"x" * 900_000, size=70_000)
    assert only.findings[0].values["found"] == 900_000
    first, *_ = read(b"x" * 900_000 + b"\r\n" + DATA, size=70_000)
    assert first.findings[0].values["found"] == 900_000


def test_what_other_systems_write_is_read() -> None:
    spaces = changed(1, "line_no", b"1   ")
    assert items(read(spaces))[1] == items(read(spaces))[1]
    padded = items(read(spaces))[1]
    assert isinstance(padded, Lg04Line)
    assert padded.line_no == 1
    middle = items(read(changed(1, "amount", b"000000000000-5000")))[1]
    assert isinstance(middle, Lg04Line)
    assert middle.net == -5000
    price_list = items(read(changed(1, "amount", b" " * 17)))[1]
    assert isinstance(price_list, Lg04Line)
    assert price_list.net is None
    one = items(read(changed(1, "value_1", b" " * 17)))[1]
    assert isinstance(one, Lg04Line)
    assert one.quantity is None


def test_bytes_that_the_encoding_lacks_are_a_warning() -> None:
    reads = read(
        changed(0, "ext_ord_ref", "Anne Ås".encode("iso-8859-1").ljust(15)), encoding="ascii"
    )
    [found] = reads[0].findings
    assert (found.code, found.severity) == ("lg04.record-characters", Severity.WARNING)
    assert reads[0].item is not None
    assert reads[0].item.raw == DATA[: LAYOUT.length]


@given(
    data=st.binary(max_size=300)
    | st.binary(min_size=1905, max_size=1905)
    | st.lists(st.sampled_from([DATA[:1905], b"\n", b"\r", b"x", DATA[1907:3812]])).map(b"".join),
    size=st.integers(1, 400),
    encoding=st.sampled_from(["iso-8859-1", "utf-8", "cp1252"]),
)
def test_random_bytes_are_read_without_an_error(data: bytes, size: int, encoding: str) -> None:
    reads = read(data, size=size, encoding=encoding)
    assert all(each.item is not None or each.findings for each in reads)
    if all(each.item is not None for each in reads):
        assert b"".join(write(items(reads))) == data


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (DATA, True),
        (DATA[:STRIDE].replace(b"\r\n", b"\n"), True),
        (written(batch(basis(lease())), options("5.5"))[:4326], True),
        (b"x" * 1905, False),
        (DATA[:1000], False),
        (b"", False),
    ],
)
def test_a_file_is_recognized_by_its_first_line(head: bytes, expected: bool) -> None:
    assert Lg04Importer().recognize(head, name="orders.txt") is expected


@pytest.mark.parametrize(
    ("values", "message"),
    [({"layout": "5.4"}, "no layout '5.4'"), ({"layout": "5.3", "encoding": "x"}, "no encoding")],
)
def test_options_that_do_not_exist_are_refused(values: dict[str, str], message: str) -> None:
    with pytest.raises(OptionsError, match=message):
        Lg04ImportOptions(**values)
