"""A receiver that remembers what it took, and a transport to it that does as a script says."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.workflow.route import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fakturakjerne.plugin.interface import Clock

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus


class PowerCut(BaseException):
    """Ends the process in the middle of a delivery, as far as a test can."""


@define
class StillClock:
    """A clock that moves only when somebody sleeps."""

    slept: int = 0

    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)

    def nanoseconds(self) -> int:
        return self.slept

    def sleep(self, nanoseconds: int) -> None:
        self.slept += nanoseconds


@define
class Receiver:
    """Takes documents, does as its script says, and remembers what it took.

    A step of the script is a word: ``accept``, ``reject``, ``stop`` (rejected, and no more),
    ``refuse`` (not sent, and no more), ``vanish`` (taken, then unknown), ``time out`` (not taken,
    unknown), ``raise before``, ``raise after``, ``cut before``, ``cut after``, ``interrupt``.
    Without a script left it accepts.
    """

    script: list[str] = field(factory=list)
    taken: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)

    def deliver(self, document: Document) -> Receipt:
        step = self.script.pop(0) if self.script else "accept"
        self.asked.append(document.name)
        if step in {"accept", "vanish", "raise after", "cut after"}:
            assert b"".join(document.open())
            self.taken.append(document.name)
        if step.startswith("raise"):
            message = "password is secret, customer 15819010029"
            raise RuntimeError(message)
        if step.startswith("cut"):
            raise PowerCut
        if step == "interrupt":
            raise KeyboardInterrupt
        return {
            "accept": Receipt(ACCEPTED, f"R-{document.name}"),
            "reject": Receipt(REJECTED, messages=["no such customer"]),
            "stop": Receipt(REJECTED, messages=["wrong password"], stop=True),
            "refuse": Receipt(NOT_SENT, messages=["closed"], stop=True),
            "vanish": Receipt(UNKNOWN, messages=["time out"]),
            "time out": Receipt(UNKNOWN, messages=["time out"]),
        }[step]


@frozen
class NoOptions:
    """A scripted transport needs none."""


INFO: Final = PluginInfo(
    name="scripted",
    title=Text("scripted.title", nb="Etter manus", en="Scripted"),
    item_type=Document,
    media_type="*/*",
    encoding="",
)


@define
class Scripted:
    """A transport to a receiver in this process."""

    receiver: Receiver
    info: PluginInfo = INFO
    options_type = NoOptions

    @contextmanager
    def open(self, options: NoOptions, *, clock: Clock) -> Iterator[Receiver]:
        assert options == NoOptions()
        assert clock.now().tzinfo is UTC
        yield self.receiver


def route_to(receiver: Receiver, *, profile: str = "ws", messages: bool = False) -> Route:
    info = evolve(INFO, messages=messages)
    return Route(profile=profile, transport=Scripted(receiver, info), options=NoOptions())
