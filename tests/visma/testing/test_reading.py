"""Which orders a request holds."""

from __future__ import annotations

import pytest

from fakturakjerne_visma.testing.reading import read_submission
from tests.visma.testing.requests import flat_file, xml

FORM = 'multipart/form-data; boundary="x"'
NESTED = (
    b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n"
    b"Content-Disposition: form-data; filename=a\r\n\r\n--y\r\n\r\nz\r\n--y--\r\n--x--"
)


def form(document: bytes, disposition: bytes = b'name="file"; filename="a.txt"') -> bytes:
    head = b"--x\r\nContent-Disposition: form-data; " + disposition + b"\r\n"
    return head + b"Content-Type: text/plain\r\n\r\n" + document + b"\r\n--x--\r\n"


def test_the_orders_of_a_document_of_xml() -> None:
    read = read_submission(xml(34500001, "0002"), content_type="text/xml")
    assert read is not None
    assert read.references == ("34500001", "0002")
    assert read.orders == (34500001, 2)
    assert read.document == xml(34500001, "0002")


def test_the_orders_of_a_flat_file_in_a_form_each_once() -> None:
    document = flat_file(34500001, 34500001, 34500002) + b"\xf8"
    read = read_submission(form(document), content_type=FORM)
    assert read is not None
    assert read.orders == (34500001, 34500002)
    assert read.document == document


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"", "text/xml"),
        (b"<VUXML>", "text/xml"),
        (b"<VUXML><a/></VUXML>", "text/xml"),
        (xml("x1"), "text/xml"),
        (xml("\u0661"), "text/xml"),
        (b"<VUXML><l><fakturagrunnlag/></l></VUXML>", "text/xml"),
        (form(b"ST"), FORM),
        (form(flat_file(1), b'name="file"'), FORM),
        (b"", FORM),
        (form(flat_file(1)), "multipart/form-data"),
        (
            b"--x\r\nContent-Disposition: form-data; filename=a\r\nContent-Type: message/rfc822",
            FORM,
        ),
        (NESTED, FORM),
    ],
)
def test_what_holds_no_order_is_nothing(content: bytes, content_type: str) -> None:
    assert read_submission(content, content_type=content_type) is None
