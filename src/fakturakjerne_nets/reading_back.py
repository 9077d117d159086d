"""Reads back what an exporter of service 42 wrote; whatever is wrong with it is an error."""

from collections.abc import Iterable, Iterator

from fakturakjerne.domain.finding import Finding
from fakturakjerne.errors import RecordError
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import EfakturaAssignmentStart, Level, coded
from fakturakjerne_nets.transmission import Opened, Run, Transaction


def transactions_of(chunks: Iterable[bytes], *, kind: str) -> Iterator[Transaction]:
    """Yield the transactions of a file in which nothing is wrong, all of one kind.

    Args:
        chunks: the file, cut anywhere.
        kind: type of its assignments, such as ``03``.

    Raises:
        RecordError: if anything at all is to be said about the bytes, or they hold another kind.

    Example:
        >>> list(transactions_of([], kind="03"))
        Traceback (most recent call last):
        fakturakjerne.errors.RecordError: line 1: The file has no record (Nets 565).
    """
    for event in read_transmission(chunks):
        if isinstance(event, Run):  # pragma: no cover - no shape was asked for
            continue
        refuse_findings(event.findings)
        if isinstance(event, Transaction):
            yield event
        elif isinstance(event, Opened) and not _belongs(event, kind):
            raise RecordError(
                catalogue.READ_BACK_OTHER,
                line=event.line,
                key=repr(event.record.key),
                **coded("553"),
            )


def _belongs(opened: Opened, kind: str) -> bool:
    record = opened.record
    if opened.level is Level.TRANSMISSION:
        return True
    return isinstance(record, EfakturaAssignmentStart) and record.type == kind


def refuse_findings(findings: Iterable[Finding]) -> None:
    """Raise the first finding, if there is one.

    Raises:
        RecordError: with where it is and what it says.
    """
    for finding in findings:
        raise RecordError(
            catalogue.READ_BACK,
            path=finding.path,
            problem_nb=finding.in_language("nb"),
            problem_en=finding.message,
        )
