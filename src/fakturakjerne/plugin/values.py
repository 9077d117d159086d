"""Single values, typed as TOML and JSON give them, or as text from a command line."""

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from fakturakjerne.plugin.option_types import Annotation

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")


class AssignedText(str):
    """What stands after ``=`` on a command line: text that becomes what the option wants."""

    __slots__ = ()


def toml_of(value: object) -> object:
    """Read assigned text as TOML, where a list or a table is wanted; itself where it is none."""
    if not isinstance(value, AssignedText):
        return value
    try:
        document = tomllib.loads(f"value = {value}", parse_float=safe_decimal)
    except (ValueError, RecursionError):
        return value
    return document["value"] if len(document) == 1 else value


def safe_decimal(text: str) -> Decimal:
    """Read a number of TOML with a fraction; what is too large to be one is no number."""
    return Decimal(text) if _DECIMAL.fullmatch(text) else Decimal("NaN")


def _any(value: object) -> object:
    return value


def _bool(value: object) -> bool | None:
    if isinstance(value, AssignedText) and value in ("true", "false"):
        return value == "true"
    return value if isinstance(value, bool) else None


def _int(value: object) -> int | None:
    if isinstance(value, AssignedText) and _INTEGER.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    return Decimal(value) if _DECIMAL.fullmatch(str(value)) else None


SIMPLE_VALUES: Final[Mapping[Annotation, Callable[[object], object]]] = {
    bool: _bool,
    int: _int,
    Decimal: _decimal,
    object: _any,
}
"""How a value becomes what is wanted; None where it does not fit."""
