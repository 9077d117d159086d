from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.flatfile_upload import FlatfileUpload
from tests.visma.webservice.order_examples import contents, month, options

DIALECT = FlatfileUpload()
FIRST, *_ = contents(month(), options(dialect="flatfile-upload"))


@given(content=st.just(FIRST) | st.binary(max_size=300))
def test_the_form_has_one_file_with_the_same_bytes(content: bytes) -> None:
    request = DIALECT.request(content, name="external_34500001.txt")
    kind, _, boundary = request.content_type.partition("; boundary=")
    before, part, after = request.content.split(f"--{boundary}".encode())
    head, _, body = part.partition(b"\r\n\r\n")
    assert (kind, before, after) == ("multipart/form-data", b"", b"--\r\n")
    assert body == content + b"\r\n"
    assert head.decode().split("\r\n") == [
        "",
        'Content-Disposition: form-data; name="file"; filename="external_34500001.txt"',
        "Content-Type: text/plain",
    ]


def test_a_reader_of_mail_takes_it_apart_too() -> None:
    request = DIALECT.request(FIRST, name="external_34500001.txt")
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode()
    (part,) = message_from_bytes(head + request.content, policy=policy.HTTP).iter_parts()
    assert part.get_filename() == "external_34500001.txt"
    assert part.get_content_type() == "text/plain"
    assert part.get_param("name", header="content-disposition") == "file"


def test_the_same_file_gives_the_same_bytes() -> None:
    first, second = (DIALECT.request(FIRST, name="a.txt") for _ in range(2))
    assert first == second
    assert DIALECT.request(FIRST + b"x", name="a.txt").content_type != first.content_type


def test_a_name_cannot_leave_its_header() -> None:
    content = DIALECT.request(b"", name='a"\r\nX: ø\ud800').content
    assert b'filename="a%22%0D%0AX: \xc3\xb8?"\r\n' in content


def test_the_flat_file_names_no_company() -> None:
    assert DIALECT.company_of(FIRST) is None


@pytest.mark.parametrize("content", [b"200", b"200 OK", b" 200\r\n", b"\xef\xbb\xbf200"])
@pytest.mark.parametrize("content_type", ["", "text/plain", "Text/Plain; charset=UTF-8"])
def test_accepted_by_the_one_rule(content: bytes, content_type: str) -> None:
    receipt = DIALECT.receipt(content, content_type=content_type, orders=[34500001])
    assert receipt == Receipt(ReceiptStatus.ACCEPTED, "34500001")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"200", "text/html"),
        (b"200", "application/xml"),
        (b"", ""),
        (b"1200", ""),
        (b"200 orders refused", ""),
        (b"200.", ""),
        (b"500", ""),
        (b"OK", ""),
        (b"<status>200</status>", ""),
        (b"<html><title>Logg inn</title>200</html>", ""),
        ("２00".encode(), ""),
    ],
)
def test_all_else_is_unknown(content: bytes, content_type: str) -> None:
    receipt = DIALECT.receipt(content, content_type=content_type, orders=[34500001])
    assert (receipt.status, receipt.reference) == (ReceiptStatus.UNKNOWN, "")


@pytest.mark.parametrize(
    ("flag", "status"),
    [("SUCCESS", ReceiptStatus.ACCEPTED), ("ERROR", ReceiptStatus.REJECTED)],
)
def test_a_reply_in_xml_must_name_the_order(flag: str, status: ReceiptStatus) -> None:
    content = (
        "<VUXML><fakturagrunnlagListe>"
        f'<fakturagrunnlag eksternRef="7" errorFlag="{flag}"/></fakturagrunnlagListe></VUXML>'
    ).encode()
    assert DIALECT.receipt(content, content_type="text/xml", orders=[7]).status is status
    other = DIALECT.receipt(content, content_type="text/xml", orders=[8])
    assert other.status is ReceiptStatus.UNKNOWN


def test_messages_are_kept() -> None:
    page = b"<html><title>Logg inn</title></html>"
    assert DIALECT.messages(page) == ("Logg inn",)
    assert DIALECT.receipt(page, content_type="text/html", orders=[7]).messages == ("Logg inn",)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_never_raises(content: bytes, content_type: str) -> None:
    assert all(DIALECT.messages(content))
    receipt = DIALECT.receipt(content, content_type=content_type, orders=[7])
    assert receipt.status is ReceiptStatus.UNKNOWN or b"200" in content
