from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_visma.webservice.reply_text import (
    LONGEST_MESSAGE,
    MOST_MESSAGES,
    parsed,
    plain_messages,
    said,
)

LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"""


def test_hostile_documents_are_not_read() -> None:
    assert parsed(b"<x/>") is not None
    for content in (LAUGHS, OUTSIDE, b"<x>" * 17 + b"</x>" * 17, b"<x>", b"", b"\x00", b"{}"):
        assert parsed(content) is None


def test_what_is_too_large_is_not_read() -> None:
    content = b"<x>%b</x>" % (b" " * (1 << 20))
    assert parsed(content, mebibytes=1) is None
    assert parsed(content) is not None


def test_messages_are_short_few_and_masked() -> None:
    assert said([" ", "a\x1b\nb"]) == ("a� b",)
    assert said(["x" * 1000]) == ("x" * LONGEST_MESSAGE,)
    assert len(said(str(number) for number in range(1000))) == MOST_MESSAGES
    assert said(["kunde 158190\n10029 mangler"]) == ("kunde 15********** mangler",)


def test_a_page_says_its_title() -> None:
    page = b"<html><head><TITLE lang='en'>Logg inn &amp; vent</TITLE></head><body><br></html>"
    assert plain_messages(page) == ("Logg inn & vent",)


def test_a_short_text_says_itself() -> None:
    assert plain_messages("Selskapet er låst\r\n".encode()) == ("Selskapet er låst",)
    assert plain_messages(b"x" * 3000) == ()
    assert plain_messages(b"<html><body>200</body>") == ()
    assert plain_messages(b"") == ()


@given(st.binary(max_size=300) | st.sampled_from([b"<title>", b"<title>\xff</title>"]))
def test_never_raises(content: bytes) -> None:
    parsed(content)
    for message in plain_messages(content):
        assert message.isprintable()
