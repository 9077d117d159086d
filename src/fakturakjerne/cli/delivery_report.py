"""What the batch commands tell: tables or JSON on standard output, what needs a person beside it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import click
from attrs import frozen
from rich.console import Console
from rich.table import Table

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language, Text
from fakturakjerne.cli import wording
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.ledger.delivery_records import Attempt, BatchSummary
from fakturakjerne.workflow.delivery import DeliveryOutcome
from fakturakjerne.workflow.delivery_status import DocumentStatus

_WIDTH: Final = 120
_MOST_NAMED: Final = 1
_NEEDS_A_PERSON: Final[Mapping[ReceiptStatus, tuple[Severity, Text]]] = {
    ReceiptStatus.REJECTED: (Severity.ERROR, catalogue.DELIVERY_REJECTED),
    ReceiptStatus.UNKNOWN: (Severity.ERROR, catalogue.DELIVERY_UNKNOWN),
    ReceiptStatus.NOT_SENT: (Severity.WARNING, catalogue.DELIVERY_NOT_SENT),
}


@frozen
class DeliveryReport:
    """Tells a person, or with ``as_json`` a program, how batches and documents stand."""

    language: Language
    as_json: bool

    def batches(self, rows: Sequence[tuple[BatchSummary, Sequence[DocumentStatus]]]) -> None:
        """List batches, each with how many of its documents are in which state."""
        if self.as_json:
            self._echo([_batch(summary, documents) for summary, documents in rows])
            return
        lines = [
            (
                *(summary.id, str(summary.today), ", ".join(summary.profiles), summary.actor),
                *(str(summary.documents), str(summary.orders), self._states(documents)),
            )
            for summary, documents in rows
        ]
        self._table(wording.BATCH_HEADINGS, lines)

    def documents(self, documents: Sequence[DocumentStatus]) -> None:
        """List the documents of a batch, each with the attempt that its state comes from."""
        if self.as_json:
            self._echo([_document(each) for each in documents])
            return
        self._table(wording.DELIVERY_HEADINGS, [self._line(each) for each in documents])

    def outcome(self, outcome: DeliveryOutcome, report: Report) -> None:
        """Tell what a sending did: what needs a person, then all documents."""
        if not outcome.tried:
            report.say(catalogue.DELIVERY_NOTHING, batch=outcome.batch)
        self._concerns(outcome, report)
        self.documents(outcome.documents)

    def sent(self, outcome: DeliveryOutcome, report: Report) -> None:
        """Tell what a run sent by itself: what needs a person, and what became of the rest.

        A program gets the former alone, on standard error: standard output holds the manifests.
        """
        self._concerns(outcome, report)
        tried = [each for each in outcome.documents if each.document.id in outcome.tried]
        if tried and not self.as_json:
            states = self._states(tried)
            sent = catalogue.AUTO_SENT.render(
                self.language, {"batch": outcome.batch, "states": states}
            )
            click.echo(sent)

    def _concerns(self, outcome: DeliveryOutcome, report: Report) -> None:
        report.findings([found for each in outcome.documents for found in _concern(each, outcome)])
        if outcome.stopped is not None:
            report.say(catalogue.DELIVERY_STOPPED, document=outcome.stopped.name, left=outcome.left)

    def resolved(self, documents: Sequence[DocumentStatus], report: Report) -> None:
        """Tell how the documents stand that a person settled."""
        for each in documents:
            report.say(
                catalogue.DELIVERY_RESOLVED,
                document=each.document.name,
                orders=len(each.document.orders),
                status=wording.STATES[each.state].render(self.language, {}),
            )
        self.documents(documents)

    def _line(self, each: DocumentStatus) -> tuple[str, ...]:
        last = each.last
        state = wording.STATES[each.state].render(self.language, {})
        orders = _orders(each)
        if last is None:
            return (each.document.name, orders, state, "", "", "", "")
        moment = f"{last.finished_at or last.started_at:%Y-%m-%d %H:%M}"
        reference, messages = _answer(last)
        return (each.document.name, orders, state, last.transport, moment, reference, messages)

    def _states(self, documents: Sequence[DocumentStatus]) -> str:
        counted = Counter(each.state for each in documents)
        return ", ".join(
            f"{counted[state]} {text.render(self.language, {})}"
            for state, text in wording.STATES.items()
            if counted[state]
        )

    def _table(self, headings: Sequence[Text], rows: Sequence[Sequence[str]]) -> None:
        table = Table(*(heading.render(self.language, {}) for heading in headings))
        for row in rows:
            table.add_row(*row)
        Console(width=_WIDTH, highlight=False, markup=False).print(table)

    @staticmethod
    def _echo(value: object) -> None:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _concern(each: DocumentStatus, outcome: DeliveryOutcome) -> Sequence[Finding]:
    """Return what a person must know of a document, if anything."""
    if each.state not in _NEEDS_A_PERSON or (
        each.state is ReceiptStatus.NOT_SENT and each.document.id not in outcome.tried
    ):
        return ()
    severity, text = _NEEDS_A_PERSON[each.state]
    messages = _answer(each.last)[1].rstrip(".") if each.last else ""
    order = next(iter(each.document.orders), "-")
    values = {"messages": messages or "-", "order": order}
    return (Finding(severity=severity, text=text, path=each.document.name, values=values),)


def _answer(attempt: Attempt) -> tuple[str, str]:
    """Return reference and words of an attempt, a person's answer over the receipt's."""
    if attempt.resolution is None:
        return attempt.reference, "; ".join(attempt.messages)
    return attempt.resolution.reference or attempt.reference, attempt.resolution.reason


def _orders(each: DocumentStatus) -> str:
    orders = each.document.orders
    if len(orders) <= _MOST_NAMED:
        return "".join(map(str, orders))
    return f"{orders[0]} – {orders[-1]} ({len(orders)})"


def _batch(summary: BatchSummary, documents: Sequence[DocumentStatus]) -> dict[str, object]:
    counted = Counter(each.state.value for each in documents)
    return {
        "batch": summary.id,
        "today": summary.today.isoformat(),
        "profiles": list(summary.profiles),
        "actor": summary.actor,
        "created_at": summary.created_at.isoformat(),
        "documents": summary.documents,
        "orders": summary.orders,
        "states": dict(counted),
    }


def _document(each: DocumentStatus) -> dict[str, object]:
    return {
        "document": each.document.name,
        "sha256": each.document.sha256,
        "orders": list(each.document.orders),
        "state": each.state.value,
        "attempts": [_attempt(attempt) for attempt in each.attempts],
    }


def _attempt(attempt: Attempt) -> dict[str, object]:
    resolution = attempt.resolution
    return {
        "transport": attempt.transport,
        "number": attempt.number,
        "actor": attempt.actor,
        "override": attempt.override,
        "started_at": attempt.started_at.isoformat(),
        "finished_at": attempt.finished_at.isoformat() if attempt.finished_at else None,
        "status": attempt.status.value if attempt.status else None,
        "reference": attempt.reference,
        "messages": list(attempt.messages),
        "resolution": resolution
        and {
            "status": resolution.status.value,
            "reference": resolution.reference,
            "reason": resolution.reason,
            "actor": resolution.actor,
        },
    }
