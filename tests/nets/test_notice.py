from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_nets.notice import halves, latin, parts, troubles
from fakturakjerne_nets.records import CHARSET


@given(st.text())
def test_latin_is_what_the_charset_says(text: str) -> None:
    assert latin(text) == CHARSET.encode(text).data


@given(st.lists(st.text("ab å€", max_size=60), max_size=50))
def test_nothing_empty_is_written_and_nothing_is_lost(lines: list[str]) -> None:
    if list(troubles(lines)):
        return
    found = list(parts(lines))
    assert all(part.text for part in found)
    sheet = [[b"", b""] for _ in lines]
    for part in found:
        sheet[part.line - 1][part.column - 1] = part.text
    for line, (first, second) in zip(lines, sheet, strict=True):
        assert (first.ljust(40) + second).rstrip() == latin(line).rstrip()


def test_a_line_has_two_columns_of_forty() -> None:
    assert halves("a".ljust(40) + "b") == (b"a", b"b")
    assert [part[:2] for part in parts(["a", "", " " * 40 + "b"])] == [(1, 1), (3, 2)]


def test_what_is_too_long_is_said_with_its_line() -> None:
    assert list(troubles(["x" * 80] * 42)) == []
    assert list(troubles(["å" * 80])) == []
    [many] = troubles([""] * 43)
    assert many.values["found"] == 43
    [wide] = troubles(["", "€" * 27])
    assert (wide.values["line"], wide.values["length"]) == (2, 81)
    assert wide.values["code"] == many.values["code"] == "557"
