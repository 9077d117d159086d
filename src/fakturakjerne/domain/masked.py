"""What a value of somebody else's document shows of itself in a log."""

from typing import Any

import attrs

from fakturakjerne.domain.identifiers import mask_within


class Masked:
    """Base of attrs classes whose texts come from outside: personal numbers hide in their repr.

    What is empty is left out, and so is what is declared with ``repr=False``.

    Example:
        >>> @attrs.frozen(repr=False)
        ... class Note(Masked):
        ...     text: str
        ...     language: str = ""
        >>> Note("For 15819010029")
        Note(text='For 15*********')
    """

    __slots__ = ()
    __attrs_attrs__: "tuple[attrs.Attribute[Any], ...]"

    def __repr__(self) -> str:
        """Show what is there, masked."""
        values = (
            (each.name, getattr(self, each.name)) for each in self.__attrs_attrs__ if each.repr
        )
        shown = (f"{name}={mask_within(repr(value))}" for name, value in values if _is_there(value))
        return f"{type(self).__name__}({', '.join(shown)})"


def _is_there(value: object) -> bool:
    return value is not None and value not in ("", ())
