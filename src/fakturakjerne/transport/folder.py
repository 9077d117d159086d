"""The transport ``folder``: a file appears in a folder, whole or not at all, never over another."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import TargetError
from fakturakjerne.plugin.interface import Clock, PluginInfo
from fakturakjerne.plugin.options import option

INFO: Final = PluginInfo(
    name="folder",
    title=Text("folder.title", nb="En mappe på en disk", en="A folder on a disk"),
    item_type=Document,
    media_type="*/*",
    encoding="",
)


@frozen(kw_only=True)
class FolderOptions:
    """Where the files go.

    Example:
        >>> FolderOptions(path=Path("/srv/agresso")).path.name
        'agresso'
    """

    path: Path = option(
        nb="Mappen som filene legges i; den må finnes.",
        en="The folder that the files are put in; it must exist.",
    )


@frozen
class FolderSession:
    """Puts files into one folder; made by :class:`FolderTransport`."""

    folder: Path

    def deliver(self, document: Document) -> Receipt:
        """Write under a hidden name, make it durable, then give it its name.

        Returns:
            accepted: the file stands there, or one with the same content did already.
            rejected: the name is taken by other content, or is no plain file name.
            not_sent: the disk refused before the name was given; the next would fare no better.
            unknown: the disk failed while the name was given.
        """
        final = self.folder / document.name
        if final.parent != self.folder or document.name.startswith("."):
            return Receipt(
                ReceiptStatus.REJECTED,
                messages=[_said(catalogue.FILE_NAME_UNSAFE, name=document.name)],
            )
        hidden = self.folder / f".{document.name}.{secrets.token_hex(4)}.part"
        try:
            try:
                sha256 = _write(hidden, document)
            except OSError as error:
                return _failed(ReceiptStatus.NOT_SENT, final, error)
            try:
                named = _give_name(hidden, final)
                _sync(self.folder)
            except OSError as error:
                return _failed(ReceiptStatus.UNKNOWN, final, error)
        finally:
            with suppress(OSError):  # a disk that is gone takes it along
                hidden.unlink(missing_ok=True)
        if not named and _sha256(final) != sha256:
            said = _said(catalogue.FOLDER_TAKEN, path=final)
            return Receipt(ReceiptStatus.REJECTED, messages=[said])
        self._remove_leftovers(document.name)
        return Receipt(ReceiptStatus.ACCEPTED, str(final))

    def _remove_leftovers(self, name: str) -> None:
        """Remove what killed processes left of a file that has its name now."""
        for leftover in self.folder.glob(f".{escape(name)}.*.part"):
            leftover.unlink(missing_ok=True)


class FolderTransport:
    """Puts documents into a folder, from where the finance system fetches them.

    Example:
        >>> FolderTransport().info.name
        'folder'
    """

    info = INFO
    options_type = FolderOptions

    @contextmanager
    def open(self, options: FolderOptions, *, clock: Clock) -> Iterator[FolderSession]:
        """Look that the folder is there; it is never made, lest a drive that is not connected hide.

        Raises:
            TargetError: if it is not.
        """
        del clock  # nothing is tried twice
        folder = options.path.absolute()
        if not folder.is_dir():
            raise TargetError(catalogue.FOLDER_MISSING, path=folder)
        yield FolderSession(folder)


def _write(hidden: Path, document: Document) -> str:
    """Write a document durably, and return its hash."""
    found = hashlib.sha256()
    with hidden.open("xb") as file:
        for chunk in document.open():
            file.write(chunk)
            found.update(chunk)
        file.flush()
        os.fsync(file.fileno())
    return found.hexdigest()


def _give_name(hidden: Path, final: Path) -> bool:
    """Give a file its name; return False if something has it already.

    Without hard links, an empty file takes the name first, and the rename replaces it.  We write
    no empty files: one that stands there is what a process that was killed in between left.
    """
    try:
        os.link(hidden, final)
    except FileExistsError:
        if not _is_empty(final):
            return False
        hidden.replace(final)
    except OSError:  # the file system has no hard links
        with suppress(FileExistsError):
            os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        if not _is_empty(final):
            return False
        hidden.replace(final)
    return True


def _is_empty(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size == 0


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _sync(folder: Path) -> None:
    """Make a new name durable."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows cannot sync a folder
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(status: ReceiptStatus, path: Path, error: OSError) -> Receipt:
    said = _said(catalogue.TARGET_UNWRITABLE, path=path, reason=error.strerror or error)
    return Receipt(status, messages=[said], stop=True)


def _said(text: Text, **values: object) -> str:
    """Return a sentence in both languages: the ledger keeps it, and who reads it is not known."""
    return f"{text.render('nb', values)} / {text.render('en', values)}"
