"""The part of a transmission that one importer is for: all that comes on one day is in one file."""

from collections.abc import Callable, Iterator

from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import AccountNumber, mask
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets import giro_catalogue as catalogue
from fakturakjerne_nets.records import Level, Place, Record, UnknownRecord
from fakturakjerne_nets.transmission import Closed, Event, Opened

Own = tuple[Record | None, Event]
"""The start of our assignment that is open, if one is, and what was read."""


def own_events(events: Iterator[Event], *, is_own: Callable[[Record], bool]) -> Iterator[Own]:
    """Yield what is in our assignments, and what is outside of all; that of others is left out.

    What nobody knows is nobody else's, so its findings are for all.

    Args:
        events: of the whole file.
        is_own: whether an assignment that starts like this is ours.
    """
    start: Record | None = None
    foreign = False
    for event in events:
        if isinstance(event, Opened) and event.level is not Level.TRANSMISSION:
            start = event.record if is_own(event.record) else None
            foreign = start is None and not isinstance(event.record, UnknownRecord)
        elif isinstance(event, Closed) and event.level is Level.TRANSMISSION:
            start, foreign = None, False
        if not foreign:
            yield start, event


def findings_of(event: Event) -> tuple[Finding, ...]:
    """Return what is said about an event; nothing about a run, which is as it should be."""
    found: tuple[Finding, ...] = getattr(event, "findings", ())
    return (*found, *_account(event.record)) if isinstance(event, Opened) else found


def _account(start: Record) -> Iterator[Finding]:
    """Yield a warning where an assignment's account has a wrong check digit; it is read all the same."""
    account = getattr(start, "account", "")
    if not account:
        return
    try:
        AccountNumber(account)
    except InvalidValueError:
        yield Place(start.line, start.raw).finding(
            catalogue.ACCOUNT,
            nets="502",
            cell=start.form.cells["account"],
            severity=Severity.WARNING,
            value=mask(account),
        )
