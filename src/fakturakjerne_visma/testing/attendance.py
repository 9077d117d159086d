"""Which connections have said something that is not remembered yet."""

import select
import socket
import threading
from typing import TypeAlias

from attrs import field, frozen

__all__ = ["Attendance", "Connection"]

Connection: TypeAlias = socket.socket | tuple[bytes, socket.socket]
"""As the library of Python types it; always a socket here."""


@frozen(eq=False)
class Attendance:
    """Follows every connection of a server; safe among threads.

    A connection is busy from the moment that it comes, or that a request on it begins, until that
    request is remembered; then it may rest until the next.
    """

    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _busy: set[Connection] = field(factory=set, init=False)
    _resting: set[Connection] = field(factory=set, init=False)

    def begins(self, connection: Connection) -> None:
        """Note that a connection came, or that a request is about to be read."""
        with self._lock:
            self._resting.discard(connection)
            self._busy.add(connection)

    def is_remembered(self, connection: Connection) -> None:
        """Note that its request is remembered; the answer may still be on its way."""
        with self._lock:
            self._busy.discard(connection)

    def rests(self, connection: Connection) -> None:
        """Note that it waits for its next request, of which no byte is read."""
        with self._lock:
            self._busy.discard(connection)
            self._resting.add(connection)

    def leaves(self, connection: Connection) -> None:
        """Note that it is about to be closed."""
        with self._lock:
            self._busy.discard(connection)
            self._resting.discard(connection)

    def is_settled(self) -> bool:
        """Return whether all that was said is remembered: none is busy, none that rests has more."""
        with self._lock:  # nothing is closed meanwhile: it would have to leave first
            resting = [each for each in self._resting if isinstance(each, socket.socket)]
            return not self._busy and not select.select(resting, [], [], 0)[0]
