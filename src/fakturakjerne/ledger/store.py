"""The document store: files by the sha256 of their bytes, in a folder beside the ledger.

::

    fakturakjerne.documents/
      ab/cdef...            a file, by its hash
      incoming/             on their way in: temporary files, and notes of what was sealed

Files are sealed before the ledger commits, so that a committed row never points at nothing.  A note
``sealed-HASH`` in ``incoming`` outlives a process that is killed in between; the next one that
holds the ledger removes what no row speaks of (:meth:`DocumentFolder.settle`).
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from attrs import define, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError

CHUNK: Final = 1 << 18
_NOTE: Final = "sealed-"
_SHA256_HEX: Final = 64


@frozen
class StoredFile:
    """The address and the size of a file in the store."""

    sha256: str
    size: int


@define(eq=False)
class FileWriter:
    """A file on its way into the store; made by :meth:`DocumentFolder.writer`.

    Attributes:
        path: where its bytes stand now; its address once it is sealed.
    """

    path: Path
    _folder: "DocumentFolder"
    _file: BinaryIO
    _hash: "hashlib._Hash" = field(factory=hashlib.sha256, repr=False)
    _size: int = 0
    _sealed: bool = False

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises:
            LedgerError: if the disk refuses them.
        """
        with _disk_errors(self.path):
            self._file.write(chunk)
        self._hash.update(chunk)
        self._size += len(chunk)

    def chunks(self) -> Iterator[bytes]:
        """Read back from the disk what was written so far."""
        with _disk_errors(self.path):
            if not self._sealed:
                self._file.flush()
            yield from _read(self.path)

    def seal(self) -> StoredFile:
        """Make the bytes durable and give them their address.

        Raises:
            LedgerError: if the disk refuses.
        """
        stored = StoredFile(self._hash.hexdigest(), self._size)
        with _disk_errors(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self.path = self._folder.admit(self.path, stored.sha256)
        self._sealed = True
        return stored

    def discard(self) -> None:
        """Remove what was not sealed."""
        with suppress(OSError):  # a full disk may refuse the last bytes: they go anyway
            self._file.close()
        if not self._sealed:
            self.path.unlink(missing_ok=True)


@frozen
class DocumentFolder:
    """A document store in a folder of the file system.

    Only one process writes at a time: the one that holds the ledger.  Files are readable by their
    owner alone, since they hold personal data.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     store = DocumentFolder(Path(folder) / "documents")
        ...     with store.writer() as writer:
        ...         writer.write(b"one order")
        ...         stored = writer.seal()
        ...     b"".join(store.open(stored.sha256))
        b'one order'
    """

    root: Path

    @contextmanager
    def writer(self) -> Iterator[FileWriter]:
        """Begin a file; what is not sealed at the end is removed."""
        path = self._incoming / f"{os.getpid()}-{secrets.token_hex(8)}"
        with _disk_errors(path):
            self._make(self._incoming)
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        writer = FileWriter(path, self, os.fdopen(handle, "wb", buffering=CHUNK))
        try:
            yield writer
        finally:
            writer.discard()

    def open(self, sha256: str) -> Iterator[bytes]:
        """Yield a file's bytes; raises at the end where they are not those that were stored.

        Raises:
            LedgerError: if the file is missing or was changed.
        """
        path = self.path(sha256)
        found = hashlib.sha256()
        with _disk_errors(path):
            for chunk in _read(path):
                found.update(chunk)
                yield chunk
        if found.hexdigest() != sha256:
            raise LedgerError(catalogue.LEDGER_DOCUMENT_CHANGED, path=path)

    def verify(self, sha256: str) -> None:
        """Look at every byte of a file.

        Raises:
            LedgerError: if the file is missing or was changed.
        """
        for _ in self.open(sha256):
            pass

    def path(self, sha256: str) -> Path:
        """Return the address of a file, whether it is there or not."""
        if len(sha256) != _SHA256_HEX or not set(sha256) <= set("0123456789abcdef"):
            message = "an address is 64 hexadecimal digits"
            raise ValueError(message)
        return self.root / sha256[:2] / sha256[2:]

    def admit(self, temporary: Path, sha256: str) -> Path:
        """Move a finished temporary file to its address; for :class:`FileWriter` alone."""
        address = self.path(sha256)
        self._make(address.parent)
        os.close(os.open(self._note(sha256), os.O_CREAT | os.O_WRONLY, 0o600))
        _sync(self._incoming)
        temporary.replace(address)
        _sync(address.parent)
        return address

    def settle(self, is_recorded: Callable[[str], bool]) -> None:
        """Remove what a killed or failed run left; only while the ledger is held.

        Args:
            is_recorded: whether a committed row of the ledger speaks of a hash.
        """
        with _disk_errors(self._incoming):
            for path in self._leftovers():
                sha256 = path.name.removeprefix(_NOTE)
                if path.name.startswith(_NOTE) and not is_recorded(sha256):
                    self.path(sha256).unlink(missing_ok=True)
                path.unlink(missing_ok=True)

    def _leftovers(self) -> list[Path]:
        try:
            return sorted(self._incoming.iterdir())
        except FileNotFoundError:
            return []

    @property
    def _incoming(self) -> Path:
        return self.root / "incoming"

    def _note(self, sha256: str) -> Path:
        return self._incoming / f"{_NOTE}{sha256}"

    def _make(self, folder: Path) -> None:
        """Make a folder of the store, durably; the store's own parent must exist."""
        if folder.is_dir():
            return
        for made in (self.root, folder):
            with suppress(FileExistsError):
                made.mkdir(mode=0o700)
                _sync(made.parent)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _sync(folder: Path) -> None:
    """Make a rename or a new name durable."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows cannot sync a folder
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise LedgerError(catalogue.LEDGER_DOCUMENT_MISSING, path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise LedgerError(catalogue.LEDGER_STORE_FAILED, path=path, reason=reason) from error
