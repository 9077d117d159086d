from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_visma.layouts import FormatName, RecordKind, layout_of
from fakturakjerne_visma.totals import read_totals
from tests.visma.examples import CREDIT, HALL, WASH, basis, batch, charge, lease, options, written

MADE = batch(
    basis(lease(9001, HALL, WASH), lease(9002, CREDIT)), basis(lease(9003), number=34500002)
)
OPTIONS = options(line_ending="lf")
DATA = written(MADE, OPTIONS)
RECORDS = DATA.split(b"\n")
TOTALS = ControlTotals(
    orders=2,
    lines=4,
    texts=8,
    net=Ore(80000 + 14999 - 5000 + 80000),
    first_order=34500001,
    last_order=34500002,
)
LINE_RECORDS = [at for at, record in enumerate(RECORDS) if record.startswith(b"FL")]
FORMATS: list[FormatName] = ["standard", "extended"]


def changed(record: int, column: str, value: bytes) -> bytes:
    kinds: dict[bytes, RecordKind] = {b"ST": "ST", b"FL": "FL", b"LT": "LT", b"SL": "SL"}
    span = layout_of("extended", kinds[RECORDS[record][:2]]).spans[column]
    data = bytearray(RECORDS[record])
    data[span] = value
    return b"\n".join([*RECORDS[:record], bytes(data), *RECORDS[record + 1 :]])


def message(data: bytes, **changes: object) -> str:
    with pytest.raises(RecordError) as caught:
        read_totals([data], options(line_ending="lf", **changes))
    return str(caught.value)


def test_counts_and_sums_what_stands_there() -> None:
    assert read_totals([DATA], OPTIONS) == TOTALS


@given(size=st.integers(1, 3000), final=st.booleans(), ending=st.sampled_from(["crlf", "lf"]))
def test_chunks_and_line_ends_do_not_matter(size: int, final: bool, ending: str) -> None:
    chosen = options(line_ending=ending, final_newline=final)
    data = written(MADE, chosen)
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert read_totals(chunks, chosen) == TOTALS


def test_the_standard_format_knows_no_orders() -> None:
    chosen = options(format="standard", amounts="gross")
    assert read_totals([written(MADE, chosen)], chosen) == ControlTotals(
        orders=None, lines=4, texts=8, gross=Ore(100000 + 18749 - 5000 + 100000)
    )


def test_many_texts_are_read_too() -> None:
    made = batch(basis(lease(1, charge(100, text=" ".join(["x" * 50] * 30))), lease(2)))
    found = read_totals([written(made, OPTIONS)], OPTIONS)
    assert (found.lines, found.texts, found.net) == (2, 33, 80100)


def test_a_month_of_many_blocks_is_read_as_one() -> None:
    bases = [
        basis(*(lease(number) for number in range(50)), number=number) for number in range(1, 2)
    ]
    data = written(batch(*bases), OPTIONS)
    by_one = [bytes([byte]) for byte in data]
    assert read_totals(by_one, OPTIONS) == read_totals([data], OPTIONS)


@given(
    record=st.sampled_from(LINE_RECORDS),
    column=st.sampled_from(["pris", "grunnlag", "belop"]),
    data=st.data(),
)
@pytest.mark.parametrize("size", [10**9, 700])
def test_every_changed_digit_of_a_number_is_noticed(
    size: int, record: int, column: str, data: st.DataObject
) -> None:
    span = layout_of("extended", "FL").spans[column]
    place = data.draw(st.integers(span.start, span.stop - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != RECORDS[record][place]))
    row = bytearray(RECORDS[record])
    row[place] = byte
    whole = b"\n".join([*RECORDS[:record], bytes(row), *RECORDS[record + 1 :]])
    # None of these quantities is below one, so that no change is lost in rounding.
    with pytest.raises(RecordError):
        read_totals([whole[at : at + size] for at in range(0, len(whole), size)], OPTIONS)


@given(record=st.sampled_from(LINE_RECORDS), by=st.integers(1, 10**6))
def test_an_amount_and_its_price_changed_alike_change_the_sum(record: int, by: int) -> None:
    spans = layout_of("extended", "FL").spans
    row = bytearray(RECORDS[record])
    row[spans["grunnlag"]] = b"000000100"
    row[spans["pris"]] = b"%08d " % by
    row[spans["belop"]] = b"%010d " % by
    whole = b"\n".join([*RECORDS[:record], bytes(row), *RECORDS[record + 1 :]])
    old = int(RECORDS[record][spans["belop"]][:-1])
    negative = RECORDS[record][spans["belop"]].endswith(b"-")
    net = TOTALS.net
    assert net is not None
    assert read_totals([whole], OPTIONS).net == net - (-old if negative else old) + by


@pytest.mark.parametrize(
    ("record", "column", "value", "expected"),
    [
        (0, "posttype", b"SL", "record 1: posttype is 'SL'; here 'ST' must stand"),
        (0, "format", b" ", "record 1: format is ' '; here 'U' must stand"),
        (1, "posttype", b"XX", "record 2: posttype is 'XX'; here 'SL' must stand"),
        (1, "posttype", b"LT", "record 2: posttype is 'LT'; here 'SL' must stand"),
        (1, "kundenr", b"3111111160x", "record 2: kundenr is '3111111160x'; here '0-9'"),
        (1, "oppdrgnr", b"14 ", "record 2: oppdrgnr"),
        (1, "varenr", b"   1", "record 2: varenr"),
        (1, "lopenr", b"1 ", "record 2: lopenr is '1 '; here '0-9' must stand"),
        (1, "lopenr", b"02", "record 2: lopenr is '02'; here '01' must stand"),
        (1, "grunnlag", b"00000200-", "record 2: grunnlag"),
        (1, "pris", b"00040000+", "record 2: pris is '00040000+'; here '0-9 -' must stand"),
        (1, "pris", b"00040000-", "record 2: pris is '00040000-'; here ' ' must stand"),
        (1, "belop", b"00000800,00", "record 2: belop is '00000800,00'; here '0-9 -'"),
        (1, "belop", b"0000080001 ", "record 2: belop is '0000080001 '; here '0000080000 '"),
        (1, "ordreref", b"x".ljust(20), "record 2: ordreref"),
        (2, "kundenr", b"00311111117", "record 3: kundenr is '00*********'; here '00*********'"),
        (2, "oppdrgnr", b"143", "record 3: oppdrgnr is '143'; here '142' must stand"),
        (2, "varenr", b"3802", "record 3: varenr is '3802'; here '3801' must stand"),
        (2, "lopenr", b"02", "record 3: lopenr is '02'; here '01' must stand"),
        (2, "linjenr", b"02", "record 3: linjenr is '02'; here '01' must stand"),
        (3, "linjenr", b"01", "record 4: linjenr is '01'; here '02' must stand"),
        (10, "lopenr", b"01", "record 11: lopenr is '01'; here '02' must stand"),
        (13, "antpost", b"00000013", "record 14: antpost is '00000013'; here '00000014'"),
        (13, "posttype", b"ST", "record 14: posttype is 'ST'; here 'SL' must stand"),
    ],
)
def test_a_record_out_of_its_place_is_refused(
    record: int, column: str, value: bytes, expected: str
) -> None:
    assert message(changed(record, column, value)).startswith(expected)


def test_a_running_number_is_seen_in_whole_blocks_too() -> None:
    """The last line is read by itself; those before it in one block."""
    assert message(changed(4, "lopenr", b"02")).startswith("record 5: lopenr is '02'; here '01'")


def test_the_sign_of_zero_is_none() -> None:
    zero = b"00000000-" + b"000000100" + b"0000000000-"
    spans = layout_of("extended", "FL").spans
    row = bytearray(RECORDS[1])
    row[spans["pris"].start : spans["belop"].stop] = zero
    whole = b"\n".join([RECORDS[0], bytes(row), *RECORDS[2:]])
    assert message(whole).startswith("record 2: belop is '0000000000-'; here '0000000000 '")


def test_more_than_99_lines_or_texts_are_refused() -> None:
    line, text = RECORDS[1], RECORDS[2]
    spans = layout_of("extended", "FL").spans
    numbered = []
    for number in [*range(1, 100), 0]:
        row = bytearray(line)
        row[spans["lopenr"]] = b"%02d" % number
        numbered.append(bytes(row))
    data = b"\n".join([RECORDS[0], *numbered, b"SL00000102", b""])
    assert message(data).startswith("record 101: lopenr is '00'; here '100' must stand")
    more = b"\n".join([RECORDS[0], *numbered, line, line, b"SL00000104", b""])
    assert message(more).startswith("record 101: lopenr is '00'; here '100' must stand")
    texts = [text[:22] + b"%02d" % (number % 100) + text[24:] for number in range(1, 101)]
    data = b"\n".join([RECORDS[0], line, *texts, b"SL00000103", b""])
    assert message(data).startswith("record 102: linjenr is '00'; here '100' must stand")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the file ends without its last record (SL)"),
        (b"\n", "record 1: posttype is ''; here 'ST' must stand"),
        (b"\n".join(RECORDS[:-2]), "the file ends without its last record (SL)"),
        (DATA + b"\n", "record 15: posttype is ''; here '' must stand"),
        (DATA + DATA, "record 15: posttype is 'ST'; here '' must stand"),
        (DATA + RECORDS[1], "record 15: posttype is 'FL'; here '' must stand"),
        (DATA[1:], "record 1: posttype is 'Tf'; here 'ST' must stand"),
        (DATA.replace(b"\nLT", b" \nLT", 1), "record 2 (FL) is 398 characters; it must be 397"),
        (DATA.replace(b" \nFL", b"\nFL", 1), "record 4 (LT) is 73 characters; it must be 74"),
        (DATA.replace(b"U\n", b"\n", 1), "record 1 (ST) is 62 characters; it must be 63"),
        (DATA[:-1] + b" \n", "record 14 (SL) is 11 characters; it must be 10"),
        (DATA.replace(b"\n", b"\r\n", 3), "record 4 (LT) is"),
        (DATA.replace(b"Hall A  ", b"Hall\n  A", 1), "record 3 (LT) is"),
        (DATA.replace(b"Turnforening", b"Turn\nforenin", 1), "record 2 (FL) is"),
        (b"ST" + b"x" * 100_000, "record 1 (ST) is 100002 characters; it must be 63"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, expected: str) -> None:
    assert message(data).startswith(expected)


def test_a_quantity_without_decimals_is_not_one_with() -> None:
    chosen = options(quantity_decimals=0)
    assert read_totals([written(MADE, chosen)], chosen).net == TOTALS.net
    with pytest.raises(RecordError, match="belop"):
        read_totals([written(MADE, chosen)], OPTIONS)


def test_one_format_is_not_the_other() -> None:
    standard = written(MADE, options(format="standard"))
    with pytest.raises(RecordError, match="record 1"):
        read_totals([standard], OPTIONS)
    with pytest.raises(RecordError, match="record 1"):
        read_totals([DATA], options(format="standard"))


def test_a_personal_number_is_masked() -> None:
    made = changed(1, "kundenr", b"15819010029")
    assert "15819010029" not in message(made)
    assert "15*********" in message(made)


@given(
    data=st.binary(min_size=1, max_size=2000)
    | st.lists(st.sampled_from([*RECORDS, b"", b"\r"]), max_size=12).map(b"\n".join)
)
@pytest.mark.parametrize("format_name", FORMATS)
def test_random_bytes_are_refused_or_a_file(format_name: FormatName, data: bytes) -> None:
    try:
        found = read_totals([data], options(format=format_name))
    except RecordError:
        return
    assert data.startswith(b"ST")
    assert found.lines == data.count(b"FL003")
