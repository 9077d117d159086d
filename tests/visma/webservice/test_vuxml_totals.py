from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_visma.webservice.vuxml_totals import read_order_totals
from tests.visma.examples import CREDIT, HALL, PLACE, WASH, basis, batch, lease
from tests.visma.webservice.order_examples import contents, options

OTHER = Dimensions({**PLACE, "oppdragsgiver": "143"})
ONE = batch(basis(lease(9001, HALL, WASH), lease(9002, CREDIT, HALL)))
TWO = batch(basis(lease(9001, HALL, WASH), lease(9002, HALL, dimensions=OTHER)))
(DATA,) = contents(ONE, options())
(TWO_PRINCIPALS,) = contents(TWO, options())
TOTALS = ControlTotals(
    orders=1,
    lines=4,
    texts=8,
    net=Ore(80000 + 14999 - 5000 + 80000),
    first_order=34500001,
    last_order=34500001,
)


def message(data: bytes, **changes: object) -> str:
    with pytest.raises(RecordError) as caught:
        read_order_totals([data], options(**changes))
    return str(caught.value)


def replaced(old: bytes, new: bytes, data: bytes = DATA) -> bytes:
    assert old in data
    return data.replace(old, new, 1)


@given(size=st.integers(1, 3000))
def test_counts_and_sums_what_stands_there(size: int) -> None:
    chunks = [DATA[at : at + size] for at in range(0, len(DATA), size)]
    assert read_order_totals(chunks, options()) == TOTALS


def test_amounts_with_vat() -> None:
    chosen = options(amounts="gross", quantity_decimals=2)
    (data,) = contents(ONE, chosen)
    found = read_order_totals([data], chosen)
    assert (found.net, found.gross) == (None, 100000 + 18749 - 5000 + 100000)


def test_quantities_without_decimals() -> None:
    chosen = options(quantity_decimals=0)
    (data,) = contents(ONE, chosen)
    assert b"<antall>2</antall>" in data
    assert read_order_totals([data], chosen).net == TOTALS.net
    assert "antall is '2'" in message(data)


def test_lines_of_several_principals() -> None:
    found = read_order_totals([TWO_PRINCIPALS], options())
    assert (found.lines, found.net) == (3, 80000 + 14999 + 80000)


_DIGITS = [
    at
    for found in re.finditer(
        rb'(?:company|eksternRef|lopenr|kundenr)="(\d+)"|<tekst nr="(\d+)"'
        rb"|<(?:ordreref|antall|pris|belop)>-?([\d.]+)<",
        DATA,
    )
    if found[0][:7] != b"kundenr"
    for at in range(found.start(found.lastindex or 0), found.end(found.lastindex or 0))
    if DATA[at : at + 1].isdigit()
]


@given(at=st.sampled_from(_DIGITS), digit=st.sampled_from(b"0123456789"))
def test_every_changed_digit_is_noticed(at: int, digit: int) -> None:
    data = DATA[:at] + bytes([digit]) + DATA[at + 1 :]
    if data == DATA:
        assert read_order_totals([data], options()) == TOTALS
        return
    message(data)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<VUXML ", b"<vuxml ", "mismatched"),
        (b'MessageVersion="0"', b'MessageVersion="1"', "VUXML/@MessageVersion is '1'"),
        (b' MessageVersion="0"', b"", "VUXML/@MessageVersion is ''"),
        (b' MessageVersion="0"', b' MessageVersion="0" x="1"', "VUXML/@x is '1'"),
        (b"<VUXML ", b'<VUXML x="" ', "VUXML/@x is ''"),
        (b'company="1"', b'company="2"', "fakturagrunnlag/@company is '2'; here 1 must"),
        (b'eksternRef="34500001"', b'eksternRef="34500002"', "here 34500001 must stand"),
        (b"<fakturagrunnlagListe>\n", b"<fakturagrunnlagListe>x", "fakturagrunnlagListe is 'x'"),
        (b"<linje lopenr", b"<x/><linje lopenr", "x stands here, where"),
        (b'lopenr="01"', b'lopenr="02"', "linje/@lopenr is '02'; here 01 must"),
        (b'kundenr="00311111116"', b'kundenr="311111116"', "kundenr is '311111116'"),
        (b"<varenr>3801</varenr>", b"", "must have one element varenr, but has 0"),
        (b"<varenr>3801</varenr>", b"<varenr>3801</varenr>" * 2, "but has 2"),
        (b"<belop>-50.00<", b"<belop>50.00<", "belop is '50.00'; here pris x antall must"),
        (b"<pris>-50.00<", b"<pris>50.00<", "belop is '-50.00'; here pris x antall must"),
        (b"<belop>800.00<", b"<belop>8.0E2<", "belop is '8.0E2'"),
        (b"<belop>800.00<", b"<belop>-0.00<", "belop is '-0.00'"),
        (b"<belop>800.00<", b"<belop><b/>800.00<", "belop is '800.00'; here N.NN must stand"),
        (b"<belop>800.00<", "<belop>８00.00<".encode(), "belop is"),
        (b'<tekst nr="1">', b'<tekst nr="2">', """here nr="1" must stand"""),
        (b"<oppdragsgivernr>142</oppdragsgivernr>", b"", "one element oppdragsgivernr, but has 0"),
    ],
)
def test_what_does_not_belong_is_named(old: bytes, new: bytes, said: str) -> None:
    assert said in message(replaced(old, new))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<x/>",
        b"<!DOCTYPE VUXML><VUXML/>",
        DATA.replace(b"VUXML", b"Vuxml"),
        DATA[:-20],
        re.sub(rb"<linje.*</linje>", b"", DATA, flags=re.DOTALL),
        DATA.replace(b"fakturagrunnlagListe", b"liste"),
        DATA.replace(b"<fakturagrunnlag ", b"<x/><fakturagrunnlag "),
    ],
)
def test_other_documents_are_refused(data: bytes) -> None:
    message(data)


def test_the_hundredth_line_of_an_item_is_refused() -> None:
    line = DATA[DATA.index(b"<linje") : DATA.index(b"</linje>") + 8]
    lines = [line.replace(b'"01"', b'"%02d"' % number) for number in range(1, 101)]
    data = DATA[: DATA.index(b"<linje")] + b"".join(lines) + DATA[DATA.rindex(b"</linje>") + 8 :]
    assert "lopenr is '100'; here 01 - 99 must stand" in message(data)
    assert read_order_totals([data.replace(lines[99], b"")], options()).lines == 99


def test_a_personal_number_is_masked() -> None:
    assert "15819010029" not in message(replaced(b"00311111116", b"15819010029x"))
    assert "15819010029" not in message(replaced(b">3801<", b">15819010029<"))


@given(data=st.binary(max_size=200), at=st.integers(0, len(DATA)))
def test_whatever_the_bytes_are_they_are_refused_or_read(data: bytes, at: int) -> None:
    try:
        found = read_order_totals([DATA[:at] + data + DATA[at:]], options())
    except RecordError:
        return
    assert (found.orders, found.lines, found.net) == (1, 4, TOTALS.net)
