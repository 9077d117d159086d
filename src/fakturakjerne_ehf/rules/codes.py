"""The code lists of EN 16931 and Peppol, as ``codes.json`` beside this module holds them."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

__all__ = ["CODES", "codes", "joined"]

CODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        name: tuple(members)
        for name, members in json.loads(
            Path(__file__).with_name("codes.json").read_text(encoding="utf-8")
        ).items()
    }
)
"""Every list by name, in the order of its publisher."""


def codes(name: str) -> frozenset[str]:
    """Return the members of a list.

    Example:
        >>> "NOK" in codes("currencies_iso4217_cen")
        True
    """
    return frozenset(CODES[name])


def joined(name: str) -> str:
    """Return a list as one text with a space around every code: some rules search in that."""
    return f" {' '.join(CODES[name])} "
