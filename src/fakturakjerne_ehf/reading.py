"""One document being read, and the findings about it."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne_ehf import catalogue
from fakturakjerne_ehf.attachments import AttachmentLimits, AttachmentReader
from fakturakjerne_ehf.tree import CBC, Element, Tree, name_of

Values = dict[str, Any]
"""What a table made of an element's children, by the name of the field."""

MOST_FINDINGS: Final = 500
"""Of one document; a document with more of them is no invoice."""

SPACE: Final = " \t\r\n"


class Row(Protocol):
    """What becomes of one child."""

    def read(self, reading: "Reading", element: Element, values: Values) -> None:
        """Put what the element holds into the values, or say what is wrong with it."""
        ...


Table = Mapping[str, Row]
"""Rows by the name of the element, namespace and all."""


class Reading:
    """One document being read: where it stands, what was found wrong, and in which currency it is.

    Args:
        tree: the document.
        attachments: how much may be attached.
    """

    def __init__(self, tree: Tree, attachments: AttachmentLimits) -> None:
        self.attachments = AttachmentReader(attachments)
        self.currency = (tree.root.findtext(f"{CBC}DocumentCurrencyCode") or "").strip(SPACE)
        self.findings: list[Finding] = []
        self.broken = False
        self.kind = tree.kind
        self._tree = tree

    def fill(self, element: Element, table: Table, values: Values) -> None:
        """Read all children of an element."""
        rows = table.get
        for child in element:
            row = rows(child.tag)  # type: ignore[arg-type]  # a tag is a str: no comments here
            if row is None:
                self.say(catalogue.UNKNOWN, child, severity=Severity.WARNING)
            else:
                row.read(self, child, values)

    def say(
        self,
        text: Text,
        element: Element,
        /,
        *,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Report something about an element; after a few hundred, only that there is more."""
        if len(self.findings) > MOST_FINDINGS:
            return
        if len(self.findings) == MOST_FINDINGS:
            text, values = catalogue.MORE, {"limit": MOST_FINDINGS}
        values.setdefault("element", name_of(element))
        self.findings.append(
            Finding(severity=severity, text=text, path=self._tree.place(element), values=values)
        )

    def text(self, element: Element) -> str:
        """Return the text of an element that holds nothing else, without space around it."""
        if len(element):
            self.say(catalogue.NESTED, element)
            return ""
        return (element.text or "").strip(SPACE)

    def keep(self, values: Values, name: str, value: object, element: Element) -> None:
        """Keep a value that may be there once."""
        if name in values:
            self.say(catalogue.TWICE, element)
        else:
            values[name] = value
