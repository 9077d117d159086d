"""The extended flat file of one order, as a ``vuxml`` document: each column an element.

The document is made of the records themselves, so that it holds what they hold, to the last digit,
and no more of a text than they do.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.xml_writer import XmlWriter
from fakturakjerne_visma.layouts import POSTING_COLUMNS, layout_of
from fakturakjerne_visma.options import WRITTEN_AS
from fakturakjerne_visma.webservice.vuxml_elements import (
    CUSTOMER,
    CUSTOMER_COLUMNS,
    EXTERNAL_REFERENCE,
    LINE,
    LINE_COLUMNS,
    LIST,
    ORDER,
    ORDER_COLUMNS,
    POSTING,
    PRINCIPAL,
    ROOT,
    ROOT_ATTRIBUTES,
    TEXT,
)

_WRITER: Final = XmlWriter(Charset("utf-8"))
_LINE_SPANS: Final = layout_of("extended", "FL").spans
_TEXT_SPAN: Final = layout_of("extended", "LT").spans["tekst"]

Columns = Mapping[str, str]
"""The columns of a line without their padding."""


@frozen
class _Line:
    """A line and its texts."""

    columns: Columns
    texts: list[str]


def order_xml(records: Sequence[bytes], *, company: str, quantity_decimals: int) -> bytes:
    """Return the document of one order.

    Args:
        records: of the extended flat file of one order and one customer, without line ends; at
            least one line.
        company: digits.
        quantity_decimals: how many digits of GRUNNLAG are decimals.
    """
    lines = _lines_of(records)
    first = lines[0].columns
    principals = {line.columns["oppdrgnr"] for line in lines}
    root = "".join(f' {name}="{value}"' for name, value in ROOT_ATTRIBUTES.items())
    reference = f'company="{company}" {EXTERNAL_REFERENCE}="{first["ordreref"]}"'
    parts = [
        f"<{ROOT}{root}>\n<{LIST}>\n<{ORDER} {reference}>",
        f'<{CUSTOMER} kundenr="{first["kundenr"]}">',
        *_elements(CUSTOMER_COLUMNS, first),
        f"</{CUSTOMER}>",
        *([_element(PRINCIPAL, first["oppdrgnr"])] if len(principals) == 1 else ()),
        *_elements(ORDER_COLUMNS, first),
    ]
    for line in lines:
        parts.append(f'<{LINE} lopenr="{line.columns["lopenr"]}">')
        if len(principals) > 1:
            parts.append(_element(PRINCIPAL, line.columns["oppdrgnr"]))
        parts += _line(line, quantity_decimals)
        parts.append(f"</{LINE}>")
    parts.append(f"</{ORDER}>\n</{LIST}>\n</{ROOT}>\n")
    return _WRITER.declaration + b"\n" + "\n".join(parts).encode()


def _lines_of(records: Sequence[bytes]) -> list[_Line]:
    lines: list[_Line] = []
    for record in records:
        text = record.decode(WRITTEN_AS)
        if text.startswith("FL"):
            columns = {name: text[span].rstrip(" ") for name, span in _LINE_SPANS.items()}
            lines.append(_Line(columns, []))
        elif text.startswith("LT"):
            lines[-1].texts.append(text[_TEXT_SPAN].rstrip(" "))
    return lines


def _line(line: _Line, quantity_decimals: int) -> Iterator[str]:
    columns = {
        **line.columns,
        "grunnlag": _number(line.columns["grunnlag"], quantity_decimals),
        "pris": _number(line.columns["pris"], 2),
        "belop": _number(line.columns["belop"], 2),
        "mvakode": line.columns["mvakode"].lstrip(" "),
    }
    yield from _elements(LINE_COLUMNS, columns)
    for number, name in enumerate(POSTING_COLUMNS, 1):
        if columns[name]:
            yield _element(POSTING, columns[name], nr=number)
    for number, text in enumerate(line.texts, 1):
        yield _element(TEXT, text, nr=number)


def _number(column: str, decimals: int) -> str:
    """Return a number as XML writes it, its sign in front.

    Example:
        >>> _number("00005000-", 2)
        '-50.00'
    """
    sign = "-" if column.endswith("-") else ""
    return f"{sign}{Decimal(int(column.rstrip('-'))).scaleb(-decimals):f}"


def _elements(names: Mapping[str, str], columns: Columns) -> Iterator[str]:
    for element, column in names.items():
        if columns[column]:
            yield _element(element, columns[column])


def _element(name: str, text: str, *, nr: int = 0) -> str:
    attribute = f' nr="{nr}"' if nr else ""
    return f"<{name}{attribute}>{_WRITER.text(text).data.decode()}</{name}>"
