"""Documents that hold a customer or charges, read by the rules that leases are read by.

A customer of the register, or the lines of an invoice, are written as in a lease; so they are read
as parts of one, and what is wrong with them is told in the same words.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.lease import Lease
from fakturakjerne.interchange.structuring import Structurer

Pairs = tuple[tuple[str, Any], ...]
"""A JSON object as it stood, in order, doubled keys included."""

_SOME_TIME: Final = "2000-01-01T00:00"


def read_parts(
    structurer: Structurer,
    *,
    customer: Any,
    charges: Any = None,
    place: Callable[[str], str],
) -> Read[Lease]:
    """Return a lease that has nothing but the customer and the charges, or what is wrong.

    Args:
        structurer: one a file.
        customer: a parsed JSON value, objects as tuples of pairs.
        charges: the same, for the lines.
        place: turns the path of a problem, such as ``$.customer.name``, into where it stands.
    """
    document = (
        ("id", "-"),
        ("customer", customer),
        ("start", _SOME_TIME),
        ("end", _SOME_TIME),
        ("charges", charges),
    )
    read = structurer.read(document, where="", place=place)
    return Read(read.item, tuple(evolve(each, lease=None) for each in read.findings))


def taken(pairs: Pairs, *keys: str) -> tuple[Mapping[str, Any], Pairs]:
    """Take some keys out of an object: their values, and the rest of it.

    A key that stands twice stays in the rest the second time, where it is refused.

    Example:
        >>> taken((("a", 1), ("b", 2), ("a", 3)), "a")
        ({'a': 1}, (('b', 2), ('a', 3)))
    """
    own: dict[str, Any] = {}
    rest: list[tuple[str, Any]] = []
    for key, value in pairs:
        if key not in keys or key in own:
            rest.append((key, value))
        elif value is not None:
            own[key] = value
    return own, tuple(rest)
