"""A file that is done with goes to the folder of read files; whatever interrupts it, once."""

from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from fakturakjerne import catalogue
from fakturakjerne.errors import OutsideError
from fakturakjerne.ledger.enrollment_records import FileState, ReadFile
from fakturakjerne.workflow.bank_files import sha256_of
from fakturakjerne.workflow.completion import staging_owner
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.placing import Staging


def put_away(desk: Desk, file: ReadFile) -> Path | None:
    """Move a file to the folder of read files and say so in the ledger; may be repeated.

    It is copied, durably, before it goes from where it lay; a file of its name with other content
    is left alone, and this one gets a number behind its name.

    Returns:
        Where it lies; None where it was moved before.

    Raises:
        OutsideError: if it is gone, is another file now, or the disk fails.
        LedgerError: if it holds enrollments that were not answered.
    """
    if file.state is FileState.MOVED:
        return None
    source = desk.inbox / file.name
    target = _place(desk, file)
    found = sha256_of(source)
    if found == file.sha256:
        staging = Staging(target.parent, staging_owner(desk.ledger))
        staging.place(target.name, file.sha256, source)
        desk.observer.step(f"copied: {file.name}")
        _remove(source)
    elif sha256_of(target) != file.sha256:
        text = catalogue.FILE_GONE if found is None else catalogue.FILE_OTHER
        raise OutsideError(text, path=source)
    desk.observer.step(f"moved: {file.name}")
    desk.ledger.enrollments.moved(file.id)
    desk.observer.step(f"move noted: {file.name}")
    return target


def _place(desk: Desk, file: ReadFile) -> Path:
    """Return where the file lies or shall lie: the first name that is free, or its own."""

    def is_free(path: Path) -> bool:
        return sha256_of(path) in (None, file.sha256)

    return next(filter(is_free, _names(desk.read_folder / file.name)))


def _names(path: Path) -> Iterator[Path]:
    """Return a path, then the same with a number behind its name."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return chain([path], numbered)


def _remove(source: Path) -> None:
    try:
        source.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(catalogue.TARGET_UNWRITABLE, path=str(source), reason=reason) from error
