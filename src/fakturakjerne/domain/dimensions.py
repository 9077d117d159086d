"""Accounting dimensions under the customer's own names."""

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any


class Dimensions(Mapping[str, str]):
    """Names such as ``ansvar`` or ``vår ref`` to values; frozen and hashable.

    Example:
        >>> hall = Dimensions({"ansvar": "724300", "objekt": "12345"})
        >>> hall.over({"objekt": "7"})
        Dimensions({'ansvar': '724300', 'objekt': '7'})
    """

    __slots__ = ("_hash", "_values")

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})
        self._hash = hash(frozenset(self._values.items()))

    def over(self, changes: Mapping[str, str]) -> "Dimensions":
        """Return these dimensions with the changes laid over them; itself where there are none."""
        return Dimensions({**self._values, **changes}) if changes else self

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def items(self) -> ItemsView[str, str]:
        """Return the names with their values; at the speed of a dict."""
        return self._values.items()

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Dimensions):
            return self._values == other._values
        return NotImplemented

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._values!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._values,)


NO_DIMENSIONS = Dimensions()
"""The empty dimensions, one for all."""
