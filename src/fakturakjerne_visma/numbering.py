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
    """Gives each line its document and its LØPENR there.

    What is held grows with the customers and their items, never with the lines.

    Example:
        >>> numbering = Numbering(split=True)
        >>> numbering.order([b"A"] * 60)[-1], numbering.order([b"A"] * 50)[0]
        ((0, 60), (1, 1))
    """

    def __init__(self, *, split: bool) -> None:
        self._split = split
        self._next: dict[bytes, int] = {}

    def order(self, keys: Sequence[bytes]) -> list[tuple[int, int] | None]:
        """Return document and LØPENR of the lines of one order; None for a line that is refused.

        Args:
            keys: customer, principal and item of each line, in order.
        """
        document = self.document(keys)
        numbers = [self.number(key, document) for key in keys]
        return [None if number is None else (document, number) for number in numbers]

    def document(self, keys: Sequence[bytes]) -> int:
        """Return the document, from 0, of an order whose lines are to be numbered next.

        It is the first that holds all of the order, from those of its lines so far; always the
        first of all where orders may not be split.
        """
        if not self._split or not keys:
            return 0
        needed = Counter(keys)
        following = {key: self._next.get(key, 0) for key in needed}
        document = max(following.values()) // MOST_LINES
        start = document * MOST_LINES
        return document + any(
            following[key] > start and following[key] - start + needed[key] > MOST_LINES
            for key in needed
        )

    def number(self, key: bytes, document: int) -> int | None:
        """Return LØPENR of the next line in the document of its order; None if it is full.

        Args:
            key: customer, principal and item of the line.
            document: of its order.
        """
        # All documents share one count: the lines of the second go from 99, and so on.
        start = document * MOST_LINES
        used = self._next.get(key, 0)
        used = max(used, start)
        used += 1
        number = used - start
        if number > MOST_LINES:
            return None
        self._next[key] = used
        return number
