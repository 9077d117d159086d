"""LØPENR: it tells the lines of one customer, principal and item apart, in two digits, a file.

Where they do not suffice, the option ``on_overflow`` says what happens:

- ``refuse``: the lease of the hundredth line, and of those after it, is refused.
- ``split``: an order that does not fit goes whole to a further document, which has a start and an
  end record of its own and begins at 01.  An order is never divided: its number stands in one
  document, and its sum is proven there.  So one that has a hundred lines of one item itself is
  refused here too; it can only be made smaller, as by ``billing.split_by``.

One file is never given a second ST..SL block, since the vendor's text knows only one.
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

    def slots(self, keys: Sequence[bytes]) -> list[int | None]:
        """Return the slots of the lines of one order; None for a line that is refused.

        Args:
            keys: customer, principal and item of each line, in order.
        """
        following = self._next
        slots: list[int | None] = []
        highest = 0
        for key in keys:
            slot = following.get(key, 0)
            following[key] = slot + 1
            slots.append(slot)
            highest = max(highest, slot)
        if highest < MOST_LINES:
            return slots
        for key in keys:
            following[key] -= 1
        return self._crowded(keys)

    def _crowded(self, keys: Sequence[bytes]) -> list[int | None]:
        """Number an order of which a line may have no number left."""
        following = self._next
        document = self._document_of(keys) if self._split else 0
        for key in set(keys):
            following[key] = max(following[key], document * MOST_LINES)
        slots: list[int | None] = []
        for key in keys:
            slot = following[key]
            fits = slot // MOST_LINES == document
            following[key] += fits
            slots.append(slot if fits else None)
        return slots

    def _document_of(self, keys: Sequence[bytes]) -> int:
        """Return the first document that holds all of an order, from those of its lines so far."""
        needed = Counter(keys)
        document = max(self._next[key] // MOST_LINES for key in needed)
        used = {key: self._next[key] - document * MOST_LINES for key in needed}
        full = any(used[key] > 0 and used[key] + needed[key] > MOST_LINES for key in needed)
        return document + full
