from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.charset import Charset, Encoded
from fakturakjerne.errors import EncodingError

LATIN = Charset("iso-8859-1")


@pytest.mark.parametrize(
    ("text", "written", "replaced"),
    [
        ("Møterom på Ås", "Møterom på Ås", ()),
        ("a – b — c", "a - b - c", ("–", "—")),
        ("«hei» “hei” ‘hei’", "«hei» \"hei\" 'hei'", ("“", "”", "‘", "’")),
        ("5 €", "5 EUR", ("€",)),
        ("Łódź č ő", "Lódz c o", ("Ł", "ź", "č", "ő")),
        ("đ", "d", ("đ",)),
        ("😀", "?", ("😀",)),
        ("日", "?", ("日",)),
        ("ﬁ…", "fi...", ("ﬁ", "…")),
        ("\ud800", "?", ("\ud800",)),
        ("a\x00b\x7fc\x9f", "a b c ", ("\x00", "\x7f", "\x9f")),
        ("a\u200d\ufe0fb", "ab", ("\u200d", "\ufe0f")),
        ("––", "--", ("–",)),
    ],
)
def test_what_the_encoding_lacks_is_written_and_said(
    text: str, written: str, replaced: tuple[str, ...]
) -> None:
    assert LATIN.encode(text) == Encoded(written.encode("iso-8859-1"), replaced)


def test_line_breaks_and_tabs_become_spaces_without_a_word() -> None:
    assert LATIN.encode("a\r\nb\nc\td\x85e\u2028f") == Encoded(b"a b c d e f")


def test_a_letter_and_its_accent_become_one_character() -> None:
    assert LATIN.encode("A\u030as – \u0301") == Encoded(b"\xc5s - ", ("–", "\u0301"))


def test_ascii_gets_base_letters() -> None:
    assert Charset("ascii").encode("ærøå").data == b"aeroa"


def test_utf_8_needs_nothing_replaced() -> None:
    assert Charset("utf-8").encode("Łódź – 😀 €") == Encoded("Łódź – 😀 €".encode())


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-8-sig", "cp037", "klingon", "rot13", "idna", "utf-7", "a\0b"]
)
def test_an_encoding_that_is_no_superset_of_ascii_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingError, match="no encoding that can be used"):
        Charset(encoding)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "cp1252", "utf-8", "ascii", "iso2022_jp"])
@given(text=st.text())
def test_any_text_becomes_bytes_of_the_encoding_without_controls(encoding: str, text: str) -> None:
    charset = Charset(encoding)
    encoded = charset.encode(text)
    back = encoded.data.decode(encoding)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in back)
    assert charset.encode(back).replaced == ()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "shift_jis", "iso2022_jp"])
@given(text=st.text("aæø日本語"), width=st.integers(0, 9))
def test_a_cut_fits_and_leaves_whole_characters(encoding: str, text: str, width: int) -> None:
    charset = Charset(encoding)
    data = charset.encode(text).data
    cut = charset.cut(data, width)
    assert len(cut) <= width
    assert data.decode(encoding).startswith(cut.decode(encoding))


def test_a_cut_drops_no_more_than_it_must() -> None:
    assert Charset("utf-8").cut("blåbær".encode(), 4) == "blå".encode()
    japanese = "日本".encode("iso2022_jp")
    assert Charset("iso2022_jp").cut(japanese, 9) == "日".encode("iso2022_jp")
