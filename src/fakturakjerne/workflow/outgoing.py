"""A file of ours for Nets: made in the ledger's transaction, put in its folder after it.

As in the main job, nothing has happened before the commit; after it the file is in the document
store, and any run puts it in its folder.  Only when it lies there, what it says counts as sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, fields_dict, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import Document, ExportBatch
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.reconciliation import Point, reconcile
from fakturakjerne.errors import (
    BlockedError,
    CodecError,
    ConfigError,
    OutsideError,
    ReconciliationError,
)
from fakturakjerne.ledger.interface import StoredFile, Transaction
from fakturakjerne.ledger.invoice_records import (
    Sending,
    Transmission,
    TransmissionKind,
    TransmissionRecord,
)
from fakturakjerne.workflow.completion import staging_owner
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.outlet import Outlet
from fakturakjerne.workflow.placing import Staging

_UNSAFE: Final = '/\\:*?"<>|'


@frozen(kw_only=True)
class Cargo:
    """What one file shall hold.

    Attributes:
        kind: what it carries.
        items: in the order of the file.
        invoices: the numbers of the invoices, in that order; none in an answer.
        gross: øre that the file must hold; None where it holds no amounts.
        name: of the file; the exporter's own, or that of the profile, where None.
        answers: the id of the file that it answers.
    """

    kind: TransmissionKind
    items: Sequence[Any] = field(repr=False)
    invoices: Sequence[str] = field(default=(), repr=False)
    gross: Ore | None = None
    name: str | None = None
    answers: int | None = None


@frozen(kw_only=True)
class Numbers:
    """The numbers in a file.

    Attributes:
        transmission: of the file.
        assignment: of the one assignment in it.
        sequence: which file of the day it is, from 1.
    """

    transmission: int
    assignment: int
    sequence: int


@frozen(kw_only=True)
class Loader:
    """Makes files with one exporter.

    Attributes:
        desk: where.
        outlet: the exporter with its options.
        staging: where hidden files stand until the commit.
    """

    desk: Desk
    outlet: Outlet
    staging: Staging

    def check(self, cargo: Cargo, numbers: Numbers) -> Sequence[Finding]:
        """Return what the exporter says before a byte is written."""
        options = self._options(numbers)
        return tuple(self.outlet.exporter.check(self._batch(cargo, numbers), options))

    def load(self, transaction: Transaction, cargo: Cargo, numbers: Numbers) -> Transmission:
        """Write a file into the store, prove it, stage it, and record it.

        Raises:
            BlockedError: if the exporter makes another number of documents than one.
            ReconciliationError: if what is read back is not what was written.
            OutsideError: if the disk fails, or its name is taken.
        """
        options, batch = self._options(numbers), self._batch(cargo, numbers)
        documents = list(self.outlet.exporter.export(batch, options))
        if len(documents) != 1:
            name = self.outlet.exporter.info.name
            raise BlockedError(catalogue.OUTGOING_MANY, (), exporter=name, count=len(documents))
        name = self._name(documents[0], cargo, batch)
        stored = self._write(documents[0], cargo, options)
        self.desk.observer.step(f"document written: {name}")
        self.staging.prepare([name])
        self.staging.stage(name, self.desk.ledger.store.path(stored.sha256))
        self.desk.observer.step(f"staged: {name}")
        made = transaction.outgoing.transmit(
            TransmissionRecord(
                kind=cargo.kind,
                number=numbers.transmission,
                today=self.desk.today,
                name=name,
                folder=self.staging.folder,
                sha256=stored.sha256,
                size=stored.size,
                actor=self.desk.actor,
                sendings=[
                    Sending(invoice=invoice, assignment=numbers.assignment, transaction=position)
                    for position, invoice in enumerate(cargo.invoices, start=1)
                ],
                answers=cargo.answers,
            )
        )
        self.desk.observer.step(f"recorded: {name}")
        return made

    def _batch(self, cargo: Cargo, numbers: Numbers) -> ExportBatch[Any]:
        return ExportBatch(
            id=f"{cargo.kind.value}-{numbers.transmission}",
            today=self.desk.today,
            sequence=numbers.sequence,
            kind="all",
            items=cargo.items,
        )

    def _options(self, numbers: Numbers) -> Any:  # noqa: ANN401 - of the exporter's own type
        """Return the options with the ledger's numbers, where the exporter asks for them."""
        taken = fields_dict(type(self.outlet.options))
        given = {"transmission": numbers.transmission, "assignment": numbers.assignment}
        return evolve(
            self.outlet.options, **{name: value for name, value in given.items() if name in taken}
        )

    def _name(self, document: Document, cargo: Cargo, batch: ExportBatch[Any]) -> str:
        if cargo.name is not None:
            return cargo.name
        if self.desk.config.profile(self.outlet.profile) is not None:
            return self.outlet.document_name(batch, by_kind=False)
        if any(each in _UNSAFE for each in document.name) or document.name.startswith("."):
            raise ConfigError(catalogue.FILE_NAME_UNSAFE, name=repr(document.name))
        return document.name

    def _write(self, document: Document, cargo: Cargo, options: Any) -> StoredFile:  # noqa: ANN401 - as above
        with self.desk.ledger.store.writer() as writer:
            for chunk in document.open():
                writer.write(chunk)
            stored = writer.seal()
        chunks = self.desk.ledger.store.open(stored.sha256)
        try:
            read_back = self.outlet.exporter.read_totals(chunks, options)
        except CodecError as error:
            raise ReconciliationError(
                catalogue.READ_BACK_UNREADABLE, name=document.name, reason=error
            ) from error
        wanted = evolve(
            document.totals,
            orders=None if document.totals.orders is None else len(cargo.items),
            gross=document.totals.gross if cargo.gross is None else cargo.gross,
        )
        reconcile(
            [
                Point("invoices", wanted),
                Point("document", document.totals),
                Point("read back", read_back),
            ]
        )
        return stored


@contextmanager
def loader(desk: Desk, outlet: Outlet) -> Iterator[Loader]:
    """Return what makes files for the outgoing folder; at the end no hidden file is left."""
    staging = Staging(desk.outbox, staging_owner(desk.ledger))
    pending = desk.ledger.transmissions.pending()
    staging.sweep(keep={each.name for each in pending if each.folder == staging.folder})
    try:
        yield Loader(desk=desk, outlet=outlet, staging=staging)
    finally:
        staging.discard()


def numbers_for(desk: Desk, transaction: Transaction, files: int) -> Sequence[Numbers]:
    """Return the numbers of the next files.

    Transmission numbers go up from the lowest of the config, once in a year.  Assignment numbers
    are month, day, last digit of the year and the day's running number, so that none comes again
    within thirteen months.
    """
    today = desk.today
    made = sum(each.today == today for each in desk.ledger.transmissions.listed())
    lowest = desk.config.efaktura.first_transmission
    first = max(transaction.outgoing.next_transmission(today.year), lowest)
    return [
        Numbers(
            transmission=first + file,
            assignment=int(f"{today:%m%d}{today.year % 10}{made + file + 1:02}"),
            sequence=made + file + 1,
        )
        for file in range(files)
    ]


def place(desk: Desk, made: Transmission, staging: Staging) -> Path:
    """Put a committed file into its folder, and say so in the ledger; may be repeated.

    Raises:
        TargetError: if another file has its name, or the disk fails.
    """
    staging.place(made.name, made.sha256, desk.ledger.store.path(made.sha256))
    desk.observer.step(f"placed: {made.name}")
    desk.ledger.transmissions.placed(made.id)
    desk.observer.step(f"placement noted: {made.name}")
    return made.folder / made.name


def complete(desk: Desk) -> Sequence[Finding]:
    """Put into place what an interrupted run committed; one that fails does not hold up others."""
    return tuple(_completed(desk, each) for each in desk.ledger.transmissions.pending())


def refuse(findings: Iterable[Finding]) -> None:
    """Raise if there is an error among the findings, with all of them for the user to see.

    Raises:
        BlockedError: nothing was written.
    """
    every = tuple(findings)
    errors = sum(one.blocks for one in every)
    if errors:
        raise BlockedError(catalogue.OUTGOING_REFUSED, every, count=errors)


def _completed(desk: Desk, made: Transmission) -> Finding:
    path = str(made.folder / made.name)
    staging = Staging(made.folder, staging_owner(desk.ledger))
    try:
        desk.ledger.store.verify(made.sha256)
        place(desk, made, staging)
    except OutsideError as error:
        return Finding(
            severity=Severity.WARNING,
            text=catalogue.FILE_STILL_PENDING,
            path=path,
            values={"path": path, "reason": str(error)},
        )
    finally:
        staging.discard()
    return Finding(
        severity=Severity.INFO, text=catalogue.FILE_COMPLETED, path=path, values={"path": path}
    )
