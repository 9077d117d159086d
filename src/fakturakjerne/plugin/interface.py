"""What a plugin is: an exporter, an importer, a transport, and how it describes itself."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from attrs import field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch, Read
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.receipt import Receipt

Trust = Literal["vendor", "implementation", "inferred", "unverified"]
"""How far a source is to be trusted: the vendor's own text, one implementation seen, concluded
from the rest, or not verified at all."""


@frozen(kw_only=True)
class SpecReference:
    """Where a format's facts come from.

    Attributes:
        document: title of the source.
        version: its version or date.
        section: where in it.
        trust: how far it is to be trusted.
    """

    document: str
    version: str = ""
    section: str = ""
    trust: Trust


@frozen(kw_only=True)
class PluginInfo:
    """How a plugin describes itself.

    Attributes:
        name: its entry point's name, and its name in config and on the command line.
        title: what it is, for people, in both languages.
        item_type: what an exporter or a transport takes, or an importer yields.
        media_type: of the documents; ``*/*`` for a transport that takes any.
        encoding: the default one, by Python's name of it; empty for bytes as they are.
        spec: the sources of its layouts.
        amounts: whether the documents carry amounts without VAT (net), with (gross), or as an
            option says (either); the totals of each document say which.
        messages: of an exporter, whether its documents are messages, one an order, that a
            transport hands over one by one: they are kept in the document store and not placed
            as files.  Of a transport, whether it hands over messages rather than files.
        texts: the plugin's own catalogue, by code.
    """

    name: str
    title: Text
    item_type: type
    media_type: str
    encoding: str
    spec: tuple[SpecReference, ...] = ()
    amounts: Literal["net", "gross", "either"] = "net"
    messages: bool = False
    texts: Mapping[str, Text] = field(factory=dict, repr=False)


ItemT = TypeVar("ItemT")
ItemT_co = TypeVar("ItemT_co", covariant=True)
ItemT_contra = TypeVar("ItemT_contra", contravariant=True)
OptionsT = TypeVar("OptionsT")
OptionsT_contra = TypeVar("OptionsT_contra", contravariant=True)


class Exporter(Protocol[ItemT_contra, OptionsT_contra]):
    """Turns a batch into documents.  Pure: same batch and options, same bytes.

    The class is created without arguments and keeps no state between calls.
    """

    info: PluginInfo
    options_type: type[Any]

    def check(
        self, batch: "ExportBatch[ItemT_contra]", options: OptionsT_contra
    ) -> Iterable[Finding]:
        """Say what will be refused, cut or replaced, before a byte is written."""
        ...

    def export(
        self, batch: "ExportBatch[ItemT_contra]", options: OptionsT_contra
    ) -> Iterable[Document]:
        """Return the documents; their bytes are made when they are opened.

        Raises:
            CodecError: while bytes are made, for what check reports as an error.
        """
        ...

    def read_totals(self, chunks: Iterable[bytes], options: OptionsT_contra) -> ControlTotals:
        """Parse a document's bytes again, without the writer's help, and sum what they hold.

        Raises:
            RecordError: if the bytes are not in the format.
        """
        ...


class Importer(Protocol[ItemT_co, OptionsT_contra]):
    """Reads a file into items.  Lenient: a bad record becomes a finding, the good ones survive."""

    info: PluginInfo
    options_type: type[Any]

    def recognize(self, head: bytes, *, name: str) -> bool:
        """Whether a file looks like this format, by its first bytes and its name."""
        ...

    def read(self, chunks: Iterable[bytes], options: OptionsT_contra) -> Iterator[Read[ItemT_co]]:
        """Yield what each record became.  Never raises on bad bytes."""
        ...


class Clock(Protocol):
    """Time, handed over so that tests need not wait."""

    def now(self) -> datetime:
        """Return the time of day, as UTC with its zone."""
        ...

    def nanoseconds(self) -> int:
        """Return a count that only goes up, to measure how long something takes."""
        ...

    def sleep(self, nanoseconds: int) -> None:
        """Wait."""
        ...


class Session(Protocol):
    """A transport that is open: connected, logged in, or whatever it takes."""

    def deliver(self, document: Document) -> Receipt:
        """Hand one document over, once, and say what became of it.

        What cannot have been taken may be tried again in here, with pauses; all else may not.
        When time runs out after the bytes went out, the answer is ``unknown``.  An exception is
        taken for ``unknown`` too, and ends the sending.
        """
        ...


class Transport(Protocol[OptionsT_contra]):
    """Hands documents over.

    The class is created without arguments and keeps no state between calls.  A field ``enabled``
    of the options, where there is one, switches it on and off: while it is off, nothing is sent
    by itself (``auto_send``), and ``open`` refuses.
    """

    info: PluginInfo
    options_type: type[Any]

    def open(self, options: OptionsT_contra, *, clock: Clock) -> AbstractContextManager[Session]:
        """Return a session; what it takes to connect is done when it is entered.

        Raises:
            OutsideError: when it is entered and the receiver cannot be reached.  Nothing was sent.
        """
        ...
