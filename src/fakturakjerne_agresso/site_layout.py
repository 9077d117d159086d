"""A site's own column list as a TOML file; Agresso's file layout is defined per import.

::

    name = "our import"
    record_length = 1905
    [[columns]]
    name = "accept_flag"
    width = 1
    kind = "i"

Reading the file is the only I/O of this plugin; it happens when the options are made.
"""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fakturakjerne.codec.fixedwidth import Kind, Layout
from fakturakjerne.errors import OptionsError
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.layouts import (
    KINDS,
    STANDARD_NAMES,
    make_layout,
    standard_layout,
)

NEEDED: Final = (
    "account",
    "amount",
    "amount_set",
    "art_descr",
    "article",
    "batch_id",
    "client",
    "confirm_date",
    "currency",
    "deliv_date",
    "ext_ord_ref",
    "line_no",
    "long_info1",
    "long_info2",
    "order_id",
    "order_type",
    "pay_method",
    "period",
    "responsible",
    "responsible2",
    "sequence_no",
    "short_info",
    "status",
    "tax_code",
    "trans_type",
    "value_1",
    "voucher_type",
)
"""The columns that the exporter fills; a layout without one of them would lose something."""

_LONGEST_FILE: Final = 1_000_000
_LONGEST_RECORD: Final = 100_000
_WIDEST_NUMBER: Final = 40
_FILE_KEYS: Final = ("columns", "name", "record_length", "source", "trust")
_COLUMN_KEYS: Final = ("kind", "name", "width")


def load_layout(name: str, *, dates: Kind = Kind.TEXT) -> Layout:
    """Return the layout of that name, or read it from the TOML file of that name.

    Args:
        name: ``5.3``, ``5.3-client4``, ``5.5``, or a path.
        dates: how dates are aligned.

    Raises:
        OptionsError: if it is neither, or the file is not a layout; it says what is wrong there.

    Example:
        >>> load_layout("5.5").length
        4324
    """
    if name in STANDARD_NAMES:
        return standard_layout(name, dates=dates)
    document = _read(name)
    _known_keys(name, document, _FILE_KEYS)
    columns = document.get("columns")
    if not isinstance(columns, list) or not columns:
        raise _wrong(name, "columns", "[[columns]] name, width, kind")
    length = _number(name, document, "record_length", where="record_length")
    table = [_column(name, column, f"columns[{at}]") for at, column in enumerate(columns)]
    layout = make_layout(
        _text(name, document, "name", default=name),
        table,
        length=length,
        source=_text(name, document, "source", default=name),
        trust=_text(name, document, "trust", default="unverified"),
        dates=dates,
    )
    missing = [column for column in NEEDED if column not in layout]
    if missing:
        raise OptionsError(catalogue.LAYOUT_MISSING, file=name, columns=", ".join(missing))
    return layout


def _read(name: str) -> Mapping[str, object]:
    known = ", ".join(STANDARD_NAMES)
    if not name.endswith(".toml"):
        raise OptionsError(catalogue.LAYOUT_UNKNOWN, value=repr(name), known=known)
    try:
        with Path(name).open("rb") as file:
            text = file.read(_LONGEST_FILE + 1)
        if len(text) > _LONGEST_FILE:
            raise OptionsError(catalogue.LAYOUT_FILE, file=name, detail=f"> {_LONGEST_FILE} bytes")
        return tomllib.loads(text.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise OptionsError(catalogue.LAYOUT_FILE, file=name, detail=str(error)) from None


def _column(file: str, column: object, where: str) -> tuple[str, str, int]:
    if not isinstance(column, dict):
        raise _wrong(file, where, "name, width, kind")
    _known_keys(file, column, _COLUMN_KEYS, where=f"{where}.")
    name = column.get("name")
    if not isinstance(name, str) or not name.isidentifier():
        raise _wrong(file, f"{where}.name", "account, amount ...")
    kind = column.get("kind", "c")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _wrong(file, f"{where}.kind", ", ".join(KINDS))
    width = _number(file, column, "width", where=f"{where}.width")
    if KINDS[kind] is Kind.NUMBER and width > _WIDEST_NUMBER:
        raise _wrong(file, f"{where}.width", f"1 - {_WIDEST_NUMBER}")
    return name, kind, width


def _number(file: str, table: Mapping[str, object], key: str, *, where: str) -> int:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _LONGEST_RECORD:
        raise _wrong(file, where, f"1 - {_LONGEST_RECORD}")
    return value


def _text(file: str, table: Mapping[str, object], key: str, *, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise _wrong(file, key, '"..."')
    return value


def _known_keys(
    file: str, table: Mapping[str, object], known: tuple[str, ...], *, where: str = ""
) -> None:
    for key in table:
        if key not in known:
            nearest = difflib.get_close_matches(key, known, n=1, cutoff=0)
            raise _wrong(file, f"{where}{key}", nearest[0])


def _wrong(file: str, where: str, expected: str) -> OptionsError:
    return OptionsError(catalogue.LAYOUT_ENTRY, file=file, where=where, expected=expected)
