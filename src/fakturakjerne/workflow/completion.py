"""Committed files get their final names; whatever an interrupted run left is completed first."""

import hashlib
from collections.abc import Iterable, Sequence

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import OutsideError
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.ledger.records import Placement, PlacementRole
from fakturakjerne.workflow.observer import Observer
from fakturakjerne.workflow.placing import Staging


def staging_owner(ledger: Ledger) -> str:
    """Return the word that marks this ledger's hidden files."""
    return hashlib.sha256(ledger.shown.encode()).hexdigest()[:8]


def complete(ledger: Ledger, observer: Observer) -> Sequence[Finding]:
    """Place what earlier runs committed; a file that fails does not hold up the others.

    Returns:
        An info for each document that has its name now; a warning for each file that still has
        not: its bytes are safe in the document store, and the next run tries again.
    """
    findings: list[Finding] = []
    for placement in ledger.pending():
        staging = Staging(placement.folder, staging_owner(ledger))
        try:
            ledger.store.verify(placement.sha256)
            place(ledger, [placement], staging, observer)
        except OutsideError as error:
            findings.append(_told(placement, catalogue.BATCH_INCOMPLETE, reason=str(error)))
        else:
            if placement.role is PlacementRole.DOCUMENT:
                findings.append(_told(placement, catalogue.BATCH_COMPLETED))
        finally:
            staging.discard()
    return findings


def place(
    ledger: Ledger, placements: Iterable[Placement], staging: Staging, observer: Observer
) -> None:
    """Give files of one folder their names, in order, and note each in the ledger.

    Raises:
        TargetError: if a name is taken by something else, or the disk fails.
    """
    for placement in placements:
        staging.place(placement.name, placement.sha256, ledger.store.path(placement.sha256))
        observer.step(f"placed: {placement.name}")
        ledger.placed(placement)
        observer.step(f"placement noted: {placement.name}")


def _told(placement: Placement, text: Text, **values: object) -> Finding:
    return Finding(
        severity=Severity.WARNING if values else Severity.INFO,
        text=text,
        path=str(placement.folder / placement.name),
        values={"batch": placement.batch, **values},
    )
