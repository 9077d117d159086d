"""A whole JSON file, and what is wrong with one that is none."""

from __future__ import annotations

import pytest

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import arrays
from fakturakjerne.interchange.arrays import elements, text_of, whole


def test_an_array_and_a_single_object_are_read() -> None:
    assert elements('[{"a": "1"}, 2]')[0] == (("a", "1"),)
    assert elements('{"a": "1"}') == [(("a", "1"),)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", "input.json"), ('"a"', "input.format"), ("[" * 100_000, "input.depth")],
)
def test_what_is_none_is_told(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        elements(text)
    assert refused.value.code == code


def test_bytes_without_a_mark_and_never_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert whole([b"\xef\xbb\xbfa", b"b"]) == b"ab"
    with pytest.raises(InvalidValueError):
        whole([b" \n"])
    monkeypatch.setattr(arrays, "_MOST_MEBIBYTES", 0)
    with pytest.raises(InvalidValueError):
        whole([b"a"])


def test_a_byte_of_another_encoding_is_told() -> None:
    assert text_of("æ".encode("cp1252"), "cp1252") == "æ"
    with pytest.raises(InvalidValueError, match="cp1252"):
        text_of("æ".encode("cp1252"))
