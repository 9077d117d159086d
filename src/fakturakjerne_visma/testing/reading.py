"""Which orders a request holds: as XML, or as a flat file in a form."""

import email.parser
import email.policy
from typing import Final

from attrs import frozen

from fakturakjerne.codec.xml import XmlLimits, read_records
from fakturakjerne.errors import RecordError
from fakturakjerne_visma.layouts import layout_of

__all__ = ["NOTHING", "Submission", "read_submission"]

_LIMITS: Final = XmlLimits(mebibytes=64)
_AROUND_AN_ORDER: Final = 2


@frozen(kw_only=True)
class Submission:
    """What was handed over.

    Attributes:
        document: the document itself, without what it was wrapped in.
        references: how the document names its orders; the reply names them so too.
        is_file: whether it came as a file in a form.
    """

    document: bytes = b""
    references: tuple[str, ...] = ()
    is_file: bool = False

    @property
    def orders(self) -> tuple[int, ...]:
        """The order numbers."""
        return tuple(int(each) for each in self.references)


NOTHING: Final = Submission()
"""A request that hands nothing over."""


def read_submission(content: bytes, *, content_type: str) -> Submission | None:
    """Read a request's body; None if no order is found in it.

    Args:
        content: the body.
        content_type: ``multipart/form-data`` for a form with a file, anything else for XML.
    """
    is_file = content_type.lower().startswith("multipart/")
    if is_file:
        document = _file_of(content, content_type)
        references = _of_flat_file(document)
    else:
        document = content
        references = _of_xml(content)
    if not references or not all(each.isascii() and each.isdigit() for each in references):
        return None
    return Submission(document=document, references=references, is_file=is_file)


def _file_of(content: bytes, content_type: str) -> bytes:
    """Return the first file of a form; empty if it has none."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + content)
    for part in form.iter_parts():
        if part.get_filename() is not None:
            found = part.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    return b""


def _of_flat_file(document: bytes) -> tuple[str, ...]:
    """Return ORDREREF of each invoice line, each once, in order."""
    span = layout_of("extended", "FL").spans["ordreref"]
    lines = (line.rstrip(b"\r") for line in document.split(b"\n"))
    found = (
        line[span].decode("ascii", "replace").strip() for line in lines if line.startswith(b"FL")
    )
    return tuple(dict.fromkeys(found))


def _of_xml(document: bytes) -> tuple[str, ...]:
    """Return eksternRef of each fakturagrunnlag, in order."""
    try:
        records = list(read_records([document], depth=_AROUND_AN_ORDER, limits=_LIMITS))
    except RecordError:
        return ()
    return tuple(
        each.element.attributes.get("eksternRef", "")
        for each in records
        if each.element is not None and each.element.name == "fakturagrunnlag"
    )
