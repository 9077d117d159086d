from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.fixedwidth import Column, Kind, Layout, chunks_of
from fakturakjerne.errors import CodecError, ColumnOverflowError, InvalidValueError

LAYOUT = Layout(
    "demo",
    (
        Column("id", 4, Kind.NUMBER),
        Column("text", 6),
        Column("code", 3, Kind.RIGHT),
        Column("amount", 5, Kind.NUMBER),
    ),
    length=18,
)


class TestColumn:
    @pytest.mark.parametrize(
        ("kind", "value", "expected"),
        [
            (Kind.TEXT, b"ab", b"ab   "),
            (Kind.RIGHT, b"ab", b"   ab"),
            (Kind.NUMBER, 7, b"00007"),
            (Kind.NUMBER, -7, b"-0007"),
            (Kind.NUMBER, b"", b"     "),
            (Kind.TEXT, 7, b"00007"),
            (Kind.TEXT, b"abcdef", b"abcdef"),
        ],
    )
    def test_pads_and_never_cuts(self, kind: Kind, value: bytes | int, expected: bytes) -> None:
        assert Column("x", 5, kind).pad(value) == expected

    @given(width=st.integers(1, 20), value=st.integers(-(10**21), 10**21))
    def test_limits_are_what_fits(self, width: int, value: int) -> None:
        column = Column("x", width, Kind.NUMBER)
        assert (value in column.limits) == (len(column.pad(value)) == width)


class TestLayout:
    def test_says_where_a_column_lies(self) -> None:
        assert LAYOUT.spans["code"] == slice(10, 13)
        assert LAYOUT["code"].width == 3
        assert "code" in LAYOUT
        assert "kode" not in LAYOUT

    @pytest.mark.parametrize(
        ("columns", "length", "message"),
        [
            ((Column("a", 3),), 4, "are 3 bytes together, but its declared length is 4"),
            ((Column("a", 1), Column("a", 1)), 2, "'a' stands twice"),
            ((Column("a", 0),), 0, "at least 1"),
        ],
    )
    def test_refuses_what_is_no_layout(
        self, columns: tuple[Column, ...], length: int, message: str
    ) -> None:
        with pytest.raises(InvalidValueError, match=message):
            Layout("wrong", columns, length=length)

    @pytest.mark.parametrize(
        "use",
        [
            lambda: LAYOUT["x"],
            lambda: LAYOUT.writer(texts=["x"]),
            lambda: LAYOUT.writer(constants={"x": b""}),
            lambda: LAYOUT.reader(["x"]),
        ],
    )
    def test_names_an_unknown_column(self, use: object) -> None:
        assert callable(use)
        with pytest.raises(CodecError, match="layout demo has no column 'x'"):
            use()


class TestWriter:
    def test_binds_constants_and_pads_what_varies(self) -> None:
        writer = LAYOUT.writer(numbers=["amount"], texts=["text"], constants={"id": 7})
        assert writer.row((-25, b"ab")) == b"0007ab       -0025"

    def test_a_percent_sign_is_only_a_character(self) -> None:
        writer = LAYOUT.writer(texts=["text"], constants={"code": b"%d"})
        assert writer.row((b"%s",)) == b"    %s     %d     "

    @given(
        number=st.integers(-(10**6), 10**6), text=st.binary(max_size=8), code=st.binary(max_size=5)
    )
    def test_a_value_fits_or_its_column_is_named(
        self, number: int, text: bytes, code: bytes
    ) -> None:
        writer = LAYOUT.writer(numbers=["amount"], texts=["code", "text"])
        too_long = [
            name
            for name, long in (
                ("amount", not -(10**4) < number < 10**5),
                ("code", len(code) > 3),
                ("text", len(text) > 6),
            )
            if long
        ]
        if not too_long:
            row = writer.row((number, code, text))
            assert len(row) == LAYOUT.length
            assert row[LAYOUT.spans["text"]] == text.ljust(6)
            return
        with pytest.raises(ColumnOverflowError) as caught:
            writer.row((number, code, text))
        assert caught.value.values["column"] == too_long[0]

    def test_a_constant_that_is_too_long_is_named(self) -> None:
        with pytest.raises(ColumnOverflowError, match="'abcd' is 4 bytes; the column code holds 3"):
            LAYOUT.writer(constants={"code": b"abcd"})

    def test_a_personal_number_is_masked(self) -> None:
        writer = LAYOUT.writer(texts=["text"])
        with pytest.raises(ColumnOverflowError) as caught:
            writer.row((b"15819010029",))
        assert "15819010029" not in str(caught.value)
        assert caught.value.values["width"] == 6


class TestReader:
    def test_gives_the_columns_in_the_order_asked_for(self) -> None:
        row = b"0007ab       -0025"
        assert list(LAYOUT.reader(["amount", "id"]).records([row])) == [(b"-0025", b"0007")]
        assert list(LAYOUT.reader(["id", "amount"]).records([row])) == [(b"0007", b"-0025")]


class TestChunks:
    @given(
        rows=st.lists(st.binary(min_size=3, max_size=3), max_size=9),
        end=st.sampled_from([b"\n", b"\r\n", b""]),
        final_end=st.booleans(),
    )
    def test_are_the_rows_with_ends_between(
        self, rows: list[bytes], end: bytes, final_end: bool
    ) -> None:
        written = b"".join(chunks_of(iter(rows), end=end, final_end=final_end))
        assert written == end.join(rows) + (end if final_end and rows else b"")

    def test_hold_some_hundred_kilobytes_at_most(self) -> None:
        sizes = [len(chunk) for chunk in chunks_of([b"x" * 1000] * 3000, end=b"", final_end=False)]
        assert max(sizes) < 300_000
        assert len(sizes) > 10
