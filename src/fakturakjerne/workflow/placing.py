"""How a committed file gets its final name: whole or not at all, and never over another.

Before the commit each file is *staged*: written in full, under a hidden name, in the folder where
it shall stand, so that a full disk or a folder without permission shows while nothing has happened
yet.  After the commit it is *placed*: a hard link gives it its final name, which fails if that
name is taken, and the hidden name goes.  Whoever finds a committed file that was not placed may
place it from the document store, several at once too: hidden names are each process's own, and
whoever is first removes them all.

Where the file system has no hard links, an empty file takes the name, and the hidden file is
renamed over it.  We write no empty files, so one that stands under a committed name is what a
process that was killed in between left.
"""

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Final

from attrs import Factory, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import TargetError

_CHUNK: Final = 1 << 20
"""Bytes copied at a time; as fast as the kernel's own copy."""


@frozen
class Staging:
    """One run's hidden files in one folder.

    Attributes:
        folder: where the files shall stand; made if it does not exist.
        owner: a word that tells this ledger's hidden files from another's.
        token: tells this run's from those of others.
    """

    folder: Path
    owner: str
    token: str = field(default=Factory(lambda: secrets.token_hex(4)))

    def prepare(self, names: Iterable[str]) -> None:
        """Make the folder, and refuse final names that are taken.

        Raises:
            TargetError: if a file of that name exists, or the folder cannot be made.
        """
        self._make_folder()
        for name in names:
            if os.path.lexists(self.folder / name):
                raise TargetError(catalogue.TARGET_EXISTS, path=str(self.folder / name))

    def stage(self, name: str, source: Path) -> None:
        """Copy a file to its hidden name and make it durable.

        The name may be gone before the last byte is written, as whoever places a file first removes
        all its hidden names: so the copy is written and synced through one open file.

        Raises:
            TargetError: if the disk is full or the folder may not be written; nothing is left.
        """
        hidden = self._hidden(name)
        try:
            with source.open("rb") as original, hidden.open("xb") as file:
                shutil.copyfileobj(original, file, _CHUNK)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):  # a read-only file system refuses even what is not there
                hidden.unlink()
            raise _unwritable(self.folder / name, error) from error

    def place(self, name: str, sha256: str, source: Path) -> None:
        """Give a file its final name, staging it first where this run has not.

        Args:
            name: its final name.
            sha256: what it must hold; a file of that name and content is as good as placed.
            source: where its bytes are, read only if it was not staged.

        Raises:
            TargetError: if another file has the name, or the disk fails.
        """
        hidden, final = self._hidden(name), self.folder / name
        named = False
        if not os.path.lexists(final) or _is_empty(final):
            self._make_folder()
            if not hidden.exists():
                self.stage(name, source)
            named = _give_name(hidden, final)
        if not named and _sha256(final) != sha256:
            raise TargetError(catalogue.TARGET_EXISTS, path=str(final))
        _sync_folder(self.folder)
        self._remove(f".{escape(name)}.{self.owner}.*.part", keep=())

    def discard(self) -> None:
        """Remove what this run staged and did not place."""
        self._remove(f".*.{self.owner}.{self.token}.part", keep=())

    def sweep(self, *, keep: Collection[str]) -> None:
        """Remove the hidden files that killed runs of this ledger left.

        Args:
            keep: final names that another run may be placing at this moment.
        """
        self._remove(f".*.{self.owner}.*.part", keep=keep)

    def _remove(self, pattern: str, *, keep: Collection[str]) -> None:
        for leftover in self.folder.glob(pattern) if self.folder.is_dir() else ():
            if leftover.name.rsplit(".", 3)[0].removeprefix(".") not in keep:
                leftover.unlink(missing_ok=True)

    def _hidden(self, name: str) -> Path:
        return self.folder / f".{name}.{self.owner}.{self.token}.part"

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.folder, error) from error


def _give_name(hidden: Path, final: Path) -> bool:
    """Give a file its final name; return False if somebody else took the name first."""
    try:
        try:
            os.link(hidden, final)
        except OSError:  # the name is taken, or the file system has no hard links
            if not _is_empty(final):
                os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            hidden.replace(final)
    except OSError as error:
        if os.path.lexists(final) and not _is_empty(final):
            return False
        raise _unwritable(final, error) from error
    return True


def _is_empty(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make a new name durable."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows cannot sync a folder
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:  # pragma: no cover - a disk that fails just then
        raise _unwritable(folder, error) from error


def _unwritable(path: Path, error: OSError) -> TargetError:
    return TargetError(catalogue.TARGET_UNWRITABLE, path=str(path), reason=error.strerror or error)
