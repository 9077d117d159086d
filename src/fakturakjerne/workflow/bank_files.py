"""Files that came in: which kind each is, and what it says."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import field, fields, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import (
    BlockedError,
    ConfigError,
    OutsideError,
    PluginError,
    UnknownPluginError,
)
from fakturakjerne.ledger.enrollment_records import IncomingFile
from fakturakjerne.plugin.interface import Importer
from fakturakjerne.plugin.options import structure
from fakturakjerne.workflow.desk import Desk

_CHUNK: Final = 1 << 18
_HEAD: Final = 4096
_IMPORTERS: Final = "fakturakjerne.importers"


@frozen(kw_only=True)
class BankFile:
    """A file that was read by one importer.

    Attributes:
        path: where it lies.
        importer: the importer's name.
        sha256: of its bytes.
        items: what it says.
        findings: what is wrong or strange about it.
    """

    path: Path
    importer: Importer[Any, Any] = field(repr=False)
    sha256: str
    items: Sequence[Any] = field(repr=False)
    findings: Sequence[Finding] = field(repr=False)

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(one.blocks for one in self.findings)

    def incoming(self, actor: str) -> IncomingFile:
        """Return what the ledger is told of it."""
        return IncomingFile(
            name=self.path.name, sha256=self.sha256, importer=self.importer.info.name, actor=actor
        )


@frozen(kw_only=True)
class InboxFile:
    """A file that nobody has read yet.

    Attributes:
        path: where it lies.
        kinds: the names of the importers that know it, those of eFaktura first; empty where none.
        readable: whether the first of them reads it without an error.
        findings: what is wrong with it.
    """

    path: Path
    kinds: Sequence[str]
    readable: bool
    findings: Sequence[Finding] = field(default=(), repr=False)


def inbox(desk: Desk) -> Sequence[InboxFile]:
    """Return the files of the incoming folder that were not read yet, by name.

    Raises:
        ConfigError: if the config names no such folder.
        OutsideError: if the folder cannot be listed.
    """
    try:
        paths = sorted(path for path in desk.inbox.iterdir() if path.is_file())
    except OSError as error:
        raise _unreadable(desk.inbox, error) from error
    waiting = [path for path in paths if not path.name.startswith(".")]
    return [found for path in waiting if (found := _looked_at(desk, path)) is not None]


def located(desk: Desk, path: Path) -> Path:
    """Return where a file of the incoming folder lies, by its path or its name alone.

    Raises:
        ConfigError: if there is no such file, or it lies in another folder.
    """
    named = desk.inbox / path
    chosen = path.absolute() if path.is_file() and not named.is_file() else named
    if not chosen.is_file():
        raise ConfigError(catalogue.INPUT_MISSING, path=path)
    if chosen.parent.resolve() != desk.inbox.resolve():
        raise ConfigError(catalogue.INBOX_OUTSIDE, path=path, inbox=desk.inbox)
    return chosen


def enrollments_in(desk: Desk, path: Path) -> BankFile | None:
    """Read a file as enrollments; None where it holds none, or nothing that reads them is there."""
    settings = desk.config.efaktura
    return _read_as(desk, path, settings.enrollment, settings.enrollment_options)


def receipts_in(desk: Desk, path: Path) -> BankFile | None:
    """Read a file as receipts; None where it holds none, or nothing that reads them is there."""
    settings = desk.config.efaktura
    return _read_as(desk, path, settings.receipt, settings.receipt_options)


def expect_readable(*files: BankFile | None) -> None:
    """Refuse files that have errors.

    Raises:
        BlockedError: with all that was found.
        OutsideError: if the bytes of the file were not the same at each reading.
    """
    read = [each for each in files if each is not None]
    findings = [one for each in read for one in each.findings]
    errors = sum(one.blocks for one in findings)
    if errors:
        raise BlockedError(catalogue.INBOX_BAD, findings, count=errors, path=read[0].path.name)
    if len({each.sha256 for each in read}) > 1:
        raise OutsideError(catalogue.INBOX_CHANGED, path=read[0].path)


def other_kind(desk: Desk, path: Path, wanted: str) -> BlockedError:
    """Return the error for a file of another kind than was asked for, saying what it looks like."""
    found = ", ".join(each.info.name for each in _knowing(desk, path)) or "-"
    return BlockedError(catalogue.INBOX_OTHER, (), path=path.name, wanted=wanted, found=found)


def sha256_of(path: Path) -> str | None:
    """Return the hash of a file; None where there is none.

    Raises:
        OutsideError: if it cannot be read.
    """
    if not path.is_file():
        return None
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _looked_at(desk: Desk, path: Path) -> InboxFile | None:
    """Return what is known of a file; None where it was read before."""
    sha256 = sha256_of(path) or ""
    knowing = _knowing(desk, path)
    kinds = [each.info.name for each in knowing]
    find = desk.ledger.enrollments.find
    if any(find(sha256=sha256, importer=name) is not None for name in kinds):
        return None
    if not knowing:
        return InboxFile(path=path, kinds=(), readable=False)
    try:
        read = _read(path, knowing[0], _options_of(desk, knowing[0].info.name))
    except ConfigError as error:
        told = Finding(
            severity=Severity.ERROR, text=error.text, path=path.name, values=error.values
        )
        return InboxFile(path=path, kinds=kinds, readable=False, findings=(told,))
    return InboxFile(path=path, kinds=kinds, readable=not read.errors, findings=read.findings)


def _knowing(desk: Desk, path: Path) -> Sequence[Importer[Any, Any]]:
    """Return the importers that know a file, those of eFaktura first; a broken one is passed by."""
    first = (desk.config.efaktura.enrollment, desk.config.efaktura.receipt)
    names = desk.registry.names(_IMPORTERS)
    head = next(_chunks(path), b"")[:_HEAD]
    found = []
    for name in sorted(names, key=lambda each: each not in first):
        with suppress(PluginError):
            importer = desk.registry.importer(name)
            if importer.recognize(head, name=path.name):
                found.append(importer)
    return found


def _options_of(desk: Desk, name: str) -> Mapping[str, object]:
    settings = desk.config.efaktura
    own = {
        settings.enrollment: settings.enrollment_options,
        settings.receipt: settings.receipt_options,
    }
    return own.get(name, {})


def _read_as(desk: Desk, path: Path, name: str, options: Mapping[str, object]) -> BankFile | None:
    try:
        importer = desk.registry.importer(name)
    except UnknownPluginError:
        return None
    if not importer.recognize(next(_chunks(path), b"")[:_HEAD], name=path.name):
        return None
    return _read(path, importer, options)


def _read(path: Path, importer: Importer[Any, Any], given: Mapping[str, object]) -> BankFile:
    """Read a file to its end, and hash what was read."""
    values = dict(given)
    if "name" in {each.name for each in fields(importer.options_type)}:
        values = {"name": path.name, **values}
    options = structure(importer.options_type, values, where=f"efaktura {importer.info.name}")
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for chunk in _chunks(path):
            digest.update(chunk)
            yield chunk

    source = hashed()
    items: list[Any] = []
    findings: list[Finding] = []
    for read in importer.read(source, options):
        if isinstance(read.item, importer.info.item_type):
            items.append(read.item)
        findings += read.findings
    for _ in source:
        pass  # what the importer did not care for is part of the hash
    return BankFile(
        path=path,
        importer=importer,
        sha256=digest.hexdigest(),
        items=items,
        findings=findings,
    )


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> OutsideError:
    reason = error.strerror or str(error)
    return OutsideError(catalogue.INPUT_UNREADABLE, path=str(path), reason=reason)
