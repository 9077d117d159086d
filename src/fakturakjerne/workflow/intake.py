"""Leases in from files, by whichever installed reader knows them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import field, fields, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import BlockedError, OutsideError, PluginError
from fakturakjerne.plugin.interface import Importer
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.observer import Observer, Unwatched

_CHUNK: Final = 1 << 18
_HEAD: Final = 4096


@frozen
class Intake:
    """What the files held.

    Attributes:
        leases: the good ones, in the order of the files.
        findings: about the bad ones; severity error where a lease could not be read.
        unreadable: how many could not be read.
    """

    leases: Sequence[Lease]
    findings: Sequence[Finding]
    unreadable: int = 0


@frozen(kw_only=True)
class LeaseFiles:
    """Files to read leases from.

    Attributes:
        paths: in order.
        encoding: how text files are encoded, where it is not UTF-8.
        test_identities: whether synthetic national identity numbers pass.
        registry: where readers are found.
    """

    paths: Sequence[Path]
    registry: Registry = field(repr=False)
    encoding: str | None = None
    test_identities: bool = False

    def read(self, observer: Observer | None = None) -> Intake:
        """Read all files; the observer is told of the bytes.

        Raises:
            OutsideError: if a file cannot be opened or read.
            BlockedError: if no installed reader knows a file.
        """
        watched = observer or Unwatched()
        leases: list[Lease] = []
        findings: list[Finding] = []
        total = sum(_size(path) for path in self.paths)
        done = unreadable = 0
        for path in self.paths:
            reader = self._reader(path)
            options = self._options(reader, path)
            for read in reader.read(_watched(path, done, total, watched), options):
                if read.item is None:
                    unreadable += 1
                else:
                    leases.append(read.item)
                findings.extend(read.findings)
            done += _size(path)
        watched.step("leases read")
        return Intake(leases, findings, unreadable)

    def _reader(self, path: Path) -> Importer[Lease, Any]:
        head = next(iter(_chunks(path)), b"")[:_HEAD]
        readers = list(self._lease_readers())
        for reader in readers:
            if reader.recognize(head, name=path.name):
                return reader
        known = ", ".join(reader.info.name for reader in readers)
        raise BlockedError(catalogue.INPUT_UNKNOWN, (), path=str(path), readers=known)

    def _lease_readers(self) -> Iterator[Importer[Lease, Any]]:
        """Yield the installed readers of leases; a broken plugin hinders no other."""
        for name in self.registry.names("fakturakjerne.importers"):
            with suppress(PluginError):
                reader = self.registry.importer(name)
                if reader.info.item_type is Lease:
                    yield reader

    def _options(self, reader: Importer[Lease, Any], path: Path) -> object:
        offered: dict[str, object] = {"name": path.name, "test_identities": self.test_identities}
        if self.encoding is not None:
            offered["encoding"] = self.encoding
        taken = {attribute.name for attribute in fields(reader.options_type)}
        return reader.options_type(**{k: v for k, v in offered.items() if k in taken})


def _watched(path: Path, done: int, total: int, observer: Observer) -> Iterator[bytes]:
    for chunk in _chunks(path):
        done += len(chunk)
        observer.progress(done, total)
        yield chunk


def _chunks(path: Path) -> Iterable[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(path, error) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> OutsideError:
    reason = error.strerror or str(error)
    return OutsideError(catalogue.INPUT_UNREADABLE, path=str(path), reason=reason)
