"""The exporter ``efaktura-answer``: the file of answers to a file of enrollments (returfil)."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any, Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.enrollment import EnrollmentAnswer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.plugin.cells import show
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.enrollment_importer import CONSUMER, SPEC, TYPE
from fakturakjerne_nets.fitting import fit, refuse
from fakturakjerne_nets.reading_back import transactions_of
from fakturakjerne_nets.records import (
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentAssignmentEnd,
    EnrollmentName,
    EnrollmentState,
    EnrollmentUser,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
    Record,
    coded,
)
from fakturakjerne_nets.sending import SendingOptions, assignment_of, start_of
from fakturakjerne_nets.writing import Outgoing, write_transmission

_PREFIX: Final = "retfile_"

Agreement = tuple[str, str]
"""Issuer reference and account: what an assignment is for."""


@frozen(kw_only=True)
class AnswerOptions(SendingOptions):
    """Options of ``efaktura-answer``; issuer and account are those of the enrollments.

    Example:
        >>> AnswerOptions(sender="10200", file_read="enroll.txt").file_read
        'enroll.txt'
    """

    file_read: str = option(
        nb="Navnet på filen som besvares; tomt: det som partiet heter.",
        en="Name of the file that is answered; empty: what the batch is called.",
        default="",
    )


class EnrollmentAnswerExporter:
    """Writes the answers to new enrollments: one document, all of their eight records each.

    Deletions and confirmations are never answered: an
    :class:`~fakturakjerne.domain.enrollment.EnrollmentAnswer` to one cannot be made.

    Example:
        >>> from datetime import date
        >>> batch = ExportBatch(
        ...     id="1", today=date(2026, 11, 21), sequence=1, kind="enroll.txt", items=()
        ... )
        >>> list(EnrollmentAnswerExporter().export(batch, AnswerOptions(sender="10200")))
        []
    """

    info = PluginInfo(
        name="efaktura-answer",
        title=Text(
            "efaktura.title-answer",
            nb="eFaktura: svar på av- og påmeldinger (returfil)",
            en="eFaktura: answers to enrollments (return file)",
        ),
        item_type=EnrollmentAnswer,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts=catalogue.TEXTS,
    )
    options_type = AnswerOptions

    def check(
        self, batch: ExportBatch[EnrollmentAnswer], options: AnswerOptions
    ) -> Iterable[Finding]:
        """Say what cannot be written, and which answers are another issuer's."""
        yield from fit(start_of(batch, options), where="transmission").findings
        for place, agreement in enumerate(_agreements(batch)):
            yield from fit(_start(batch, options, place, agreement), where="assignment").findings
        for answer in batch.items:
            where = _where(answer)
            if options.issuer and answer.record.issuer != options.issuer:
                yield Finding(
                    severity=Severity.ERROR,
                    text=catalogue.OTHER_ISSUER,
                    path=where,
                    values={
                        "found": show(answer.record.issuer),
                        "expected": show(options.issuer),
                        **coded("507"),
                    },
                )
            for record in _records(answer, 1):
                yield from fit(record, where=where).findings

    def export(
        self, batch: ExportBatch[EnrollmentAnswer], options: AnswerOptions
    ) -> Iterable[Document]:
        """Return the document, none for a batch without answers."""
        count = sum(1 for _ in batch.items)
        if count:
            name = (options.file_read or batch.kind).replace("\\", "/").rpartition("/")[2]
            yield Document(
                name=f"{_PREFIX}{name}",
                media_type=self.info.media_type,
                totals=_totals(count),
                orders=(),
                period=None,
                open=partial(_open, batch, options),
            )

    def read_totals(self, chunks: Iterable[bytes], options: AnswerOptions) -> ControlTotals:  # noqa: ARG002 - the bytes say all
        """Count the answers in the bytes.

        Raises:
            RecordError: if anything is wrong with them, counts of the ends among it.
        """
        return _totals(sum(1 for _ in transactions_of(chunks, kind=TYPE)))


def _totals(count: int) -> ControlTotals:
    """Return what is counted; an answer has no amount, and the sums in the file are zero."""
    return ControlTotals(orders=None, lines=count, gross=Ore(0))


def _open(batch: ExportBatch[EnrollmentAnswer], options: AnswerOptions) -> Iterator[bytes]:
    refuse(EnrollmentAnswerExporter().check(batch, options))
    assignments = (
        Outgoing(
            start=_start(batch, options, place, agreement),
            end=EnrollmentAssignmentEnd,
            transactions=_transactions(batch, agreement),
        )
        for place, agreement in enumerate(_agreements(batch))
    )
    yield from write_transmission(start_of(batch, options), assignments, today=batch.today)


def _agreements(batch: ExportBatch[EnrollmentAnswer]) -> tuple[Agreement, ...]:
    """Return what there is an assignment for, in the order of the first answer to each."""
    return tuple(dict.fromkeys(key for key, _ in groupby(batch.items, key=_agreement)))


def _agreement(answer: EnrollmentAnswer) -> Agreement:
    return answer.record.issuer, answer.record.account


def _start(
    batch: ExportBatch[EnrollmentAnswer],
    options: AnswerOptions,
    place: int,
    agreement: Agreement,
) -> EfakturaAssignmentStart:
    issuer, account = agreement
    number = assignment_of(batch, options, place=place)
    return EfakturaAssignmentStart(type=TYPE, assignment=number, account=account, issuer=issuer)


def _transactions(
    batch: ExportBatch[EnrollmentAnswer], agreement: Agreement
) -> Iterator[tuple[Record, ...]]:
    """Yield the records of each answer to one agreement's enrollments, numbered from 1."""
    mine = (answer for answer in batch.items if _agreement(answer) == agreement)
    for number, answer in enumerate(mine, start=1):
        yield _records(answer, number)


def _records(answer: EnrollmentAnswer, number: int) -> tuple[Record, ...]:
    """Return the eight records; names and addresses are blank, the user id is the sender's."""
    asked = answer.record
    kind: dict[str, Any] = {"type": TYPE, "transaction": number}
    consumer: dict[str, Any] = {**kind, "party": CONSUMER}
    return (
        EnrollmentAction(**kind, action=asked.action.value, reference=asked.reference),
        EnrollmentState(**kind, status=answer.status.value, error_code=answer.error_code),
        EnrollmentName(**kind),
        PartyName(**consumer),
        PartyAddress(**consumer),
        PartyPhone(**consumer),
        PartyEmail(**consumer),
        EnrollmentUser(**kind, user_id=asked.user_id),
    )


def _where(answer: EnrollmentAnswer) -> str:
    asked = answer.record
    number = f"assignment {asked.assignment}, transaction {asked.transaction}"
    return f"{asked.origin}, {number}" if asked.origin else number
