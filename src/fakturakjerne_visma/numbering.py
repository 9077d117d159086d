"""LØPENR: it tells the lines of one customer, principal and item apart, in two digits, a file.

Where they do not suffice, the option ``on_overflow`` says what happens:

- ``refuse``: each lease whose line would be the hundredth or later is refused.
- ``split``: the lines go on in a further document, which has a start and an end record of its own
  and begins at 01.  An order that fits into one document stands in one document; one that has a
  hundred lines of one item itself goes on in the next, under the same order number.  One file is
  never given a second ST..SL block, since the vendor's text knows only one.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

MOST_LINES: Final = 99
"""The last LØPENR."""


class Numbering:
    """Gives each line its slot: which document it stands in, and its LØPENR there.

    A slot counts from 0; ``divmod(slot, 99)`` is the document and the LØPENR less one.  What is
    held grows with the customers and their items, never with the lines.

    Example:
        >>> numbering = Numbering(split=True)
        >>> _ = numbering.slots([b"A"] * 60)
        >>> [divmod(slot, MOST_LINES) for slot in numbering.slots([b"A"] * 50)][0]
        (1, 0)
    """

    def __init__(self, *, split: bool) -> None:
        self._split = split
        self._next: dict[bytes, int] = {}

    def slots(self, keys: Sequence[bytes]) -> list[int]:
        """Return the slots of the lines of one order.

        Args:
            keys: customer, principal and item of each line, in order.
        """
        following = self._next
        slots = []
        for key in keys:
            slot = following.get(key, 0)
            following[key] = slot + 1
            slots.append(slot)
        if self._split and slots and max(slots) >= MOST_LINES:
            return self._together(keys, slots)
        return slots

    def _together(self, keys: Sequence[bytes], slots: Sequence[int]) -> list[int]:
        """Move an order to the first document that holds all of it, or at least its beginning."""
        needed = Counter(keys)
        first = dict(zip(reversed(keys), reversed(slots), strict=True))
        document = max(slot // MOST_LINES for slot in first.values())
        if any(
            slot // MOST_LINES == document
            and slot % MOST_LINES
            and slot % MOST_LINES + needed[key] > MOST_LINES
            for key, slot in first.items()
        ):
            document += 1
        following = self._next
        start = document * MOST_LINES
        for key, slot in first.items():
            following[key] = max(slot, start)
        moved = []
        for key in keys:
            moved.append(following[key])
            following[key] += 1
        return moved
