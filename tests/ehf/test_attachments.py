from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.supporting_document import Attachment
from fakturakjerne_ehf.attachments import AttachmentLimits, AttachmentReader

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(
    text: str, *, media_type: str = PDF, name: str = "a.pdf", reader: AttachmentReader | None = None
) -> tuple[Attachment, list[str]]:
    said: list[str] = []
    reader = reader or AttachmentReader(AttachmentLimits())
    attachment = reader.read(
        text,
        media_type=media_type,
        name=name,
        say=lambda sentence, values: said.append(sentence.render("en", {"element": "x", **values})),
    )
    return attachment, said


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


@given(st.binary(), st.sampled_from(["", "\n", " \r\n\t"]))
def test_content_comes_out_as_it_went_in(content: bytes, space: str) -> None:
    text = encoded(b"%PDF-" + content)
    broken = space.join(text[at : at + 76] for at in range(0, len(text), 76)) + space
    attachment, said = read(broken)
    assert (attachment.content, attachment.size, said) == (b"%PDF-" + content, len(content) + 5, [])


@pytest.mark.parametrize(
    "text",
    [
        "J",
        "JVBERi0",
        "JVBERi0=JVBE",
        "JVBE!A==",
        "JVBERi0-",
        "JVBEæ",
        "====",
        "=JVB",
        "J===",
        "JV=E",
    ],
)
def test_what_is_no_base64(text: str) -> None:
    attachment, [said] = read(text)
    assert (attachment.content, attachment.size) == (None, 0)
    assert "not valid base64" in said


@given(st.text(alphabet="AB=/+ \n-é", max_size=12))
def test_nothing_is_accepted_that_python_refuses_strictly(text: str) -> None:
    attachment, _ = read(text, media_type="text/csv")
    try:
        expected = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        expected = None
    assert attachment.content in (None, expected)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (PDF, b"%PDF-1.7"),
        ("image/png", b"\x89PNG\r\n\x1a\n..."),
        ("image/jpeg", b"\xff\xd8\xff\xe0"),
        ("text/csv", b"a;b\n"),
        (XLSX, b"PK\x03\x04..."),
        ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04..."),
    ],
)
def test_a_file_is_what_it_is_said_to_be(media_type: str, content: bytes) -> None:
    assert read(encoded(content), media_type=media_type)[1] == []
    for other in (b"MZ\x90\0", b"<html>", b"\x7fELF", b"#!/bin/sh"):
        attachment, [said] = read(encoded(other), media_type=media_type)
        assert attachment.content == other
        assert f"is not of the type {media_type}" in said


def test_types_that_are_not_accepted() -> None:
    attachment, [said] = read(encoded(b"<html>"), media_type="text/html")
    assert (attachment.media_type, attachment.content) == ("text/html", None)
    assert "'text/html' is not accepted" in said
    assert "text/csv" in said


def test_each_file_and_all_of_them_are_capped() -> None:
    mebibyte = 1 << 20
    content = encoded(b"%PDF-" + b"x" * (mebibyte - 5))
    reader = AttachmentReader(AttachmentLimits(mebibytes=1, total_mebibytes=2))
    larger, [said] = read(encoded(b"%PDF-" + b"x" * (mebibyte - 4)), reader=reader)
    assert (larger.content, larger.size) == (None, mebibyte + 1)
    assert f"{mebibyte + 1} bytes; {mebibyte} is the most" in said
    assert [read(content, reader=reader)[1] for _ in range(2)] == [[], []]
    assert "0 is the most" in read(encoded(b"%PDF-"), reader=reader)[1][0]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\a.pdf", "/a", "C:a.pdf", ".hidden", "", " ", "a\0b", "a\nb"]
)
def test_a_name_that_is_a_path_is_reported_and_kept_as_data_only(name: str) -> None:
    attachment, [said] = read(encoded(b"%PDF-1"), name=name)
    assert "never used to store" in said
    assert attachment.stated_name == name
    assert attachment.file_name(2) == "attachment-2.pdf"
    assert attachment.content == b"%PDF-1"
