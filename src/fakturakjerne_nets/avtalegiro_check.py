"""What the bank would refuse, said before a byte is written, with the codes of Nets."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import AccountNumber, mask, masked_repr
from fakturakjerne.domain.kid import kid_problem
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets import giro_catalogue as catalogue
from fakturakjerne_nets import notice
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from fakturakjerne_nets.banking_days import year_ahead
from fakturakjerne_nets.giro_options import KID_METHODS
from fakturakjerne_nets.records import CHARSET, ClaimAmount, ClaimReference, coded

MOST_TRANSMISSIONS: Final = 999
"""A day, by numbers made of the day."""

MOST_FILES: Final = 49
"""A day, by assignment numbers made of the day: two a file."""

_MOST_AMOUNT: Final = 10 ** ClaimAmount.form.cells["amount"].width - 1
_REFERENCE: Final = ClaimReference.form.cells["reference"].width


class Checker:
    """Looks at a batch of claims, each by itself."""

    def __init__(self, batch: ExportBatch[Claim], options: AvtaleGiroOptions) -> None:
        self._batch = batch
        self._options = options
        self._days = options.banking_days
        self._methods = KID_METHODS[options.kid]
        self._received = self._days.received(batch.today, after_cutoff=options.after_cutoff)
        self._dates: dict[tuple[date, bool, bool], tuple[Finding, ...]] = {}

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said, in the order of the items."""
        yield from self._about_options()
        for place, claim in enumerate(self._batch.items, 1):
            for finding in self._about(claim):
                yield _at(finding, f"claim {place}, {masked_kid(claim)}")

    # --- options -------------------------------------------------------------------------------

    def _about_options(self) -> Iterator[Finding]:
        try:
            AccountNumber(self._options.account)
        except InvalidValueError:
            account = mask(self._options.account)
            yield _finding("options.account", catalogue.ACCOUNT, nets="502", value=account)
        sequence = self._batch.sequence
        if not self._options.transmission and sequence > MOST_TRANSMISSIONS:
            yield _finding(
                "options.transmission",
                catalogue.NUMBERS,
                nets="525",
                sequence=sequence,
                option="transmission",
                what_nb="forsendelsesnummer",
                what_en="transmission number",
            )
        if not self._options.assignment and sequence > MOST_FILES:
            yield _finding(
                "options.assignment",
                catalogue.NUMBERS,
                nets="525",
                sequence=sequence,
                option="assignment",
                what_nb="oppdragsnummer",
                what_en="assignment number",
            )

    # --- one claim -----------------------------------------------------------------------------

    def _about(self, claim: Claim) -> Iterator[Finding]:
        kid = claim.kid.text
        wrong = self._methods and kid_problem(kid, methods=self._methods, dash=False)
        if wrong or not kid.isdigit():
            yield _finding(
                "kid", catalogue.KID, nets="325", value=masked_repr(kid), methods=self._options.kid
            )
        yield from _about_amount(claim)
        yield from self._about_date(claim)
        yield from _about_texts(claim)

    def _about_date(self, claim: Claim) -> tuple[Finding, ...]:
        """Return what is said of a due date, which many claims share."""
        key = (claim.due_date, claim.bank_notice, claim.cancels)
        if key not in self._dates:
            self._dates[key] = tuple(self._judge_date(claim))
        return self._dates[key]

    def _judge_date(self, claim: Claim) -> Iterator[Finding]:
        due, received = claim.due_date, self._received
        if due > self._last:
            yield _finding("due_date", catalogue.FAR_AHEAD, nets="103", due=due, last=self._last)
        elif claim.cancels:
            if due < received:
                yield _finding(
                    "due_date", catalogue.CANCEL_LATE, nets="354", due=due, received=received
                )
        elif due < self._earliest:
            yield _finding(
                "due_date",
                catalogue.LATE,
                nets="354",
                due=due,
                received=received,
                earliest=self._earliest,
            )
        elif claim.bank_notice and self._options.notice_last_day >= 0:
            deadline = self._days.notice_deadline(due, last_day=self._options.notice_last_day)
            if received > deadline:
                yield _finding(
                    "due_date",
                    catalogue.LATE_NOTICE,
                    nets="354",
                    due=due,
                    received=received,
                    deadline=deadline,
                )
        drawn = self._days.on_or_after(due)
        if drawn != due:
            yield _finding(
                "due_date", catalogue.MOVED, severity=Severity.INFO, due=due, drawn=drawn
            )

    @cached_property
    def _earliest(self) -> date:
        return self._days.earliest_due(self._received, days=self._options.lead_days)

    @cached_property
    def _last(self) -> date:
        return year_ahead(self._batch.today)


def masked_kid(claim: Claim) -> str:
    """Return a KID as it may stand in a path."""
    return f"KID {masked_repr(claim.kid.text).strip(chr(39))}"


def _about_amount(claim: Claim) -> Iterable[Finding]:
    if not claim.amount:
        yield _finding("amount", catalogue.ZERO, severity=Severity.WARNING)
    if claim.amount > _MOST_AMOUNT:
        length, width = len(str(claim.amount)), len(str(_MOST_AMOUNT))
        yield _overflow("amount", str(claim.amount), length=length, width=width, nets="056")


def _about_texts(claim: Claim) -> Iterator[Finding]:
    for name, text in (("payer_name", claim.payer_name), ("reference", claim.reference)):
        yield from _about_characters(name, text)
    length = len(notice.latin(claim.reference))
    if length > _REFERENCE:
        yield _overflow("reference", claim.reference, length=length, width=_REFERENCE)
    if not claim.lines or claim.cancels:
        return
    if not claim.bank_notice:
        found = len(claim.lines)
        yield _finding("lines", catalogue.LINES_UNSENT, severity=Severity.INFO, found=found)
        return
    for trouble in notice.troubles(claim.lines):
        yield Finding(
            severity=Severity.ERROR, text=trouble.text, path="lines", values=trouble.values
        )
    for number, line in enumerate(claim.lines, 1):
        yield from _about_characters(f"lines[{number}]", line)


def _about_characters(name: str, text: str) -> Iterator[Finding]:
    if text.isascii() and text.isprintable():
        return
    encoded = CHARSET.encode(text)
    if encoded.replaced:
        yield _finding(
            name,
            catalogue.REPLACED,
            severity=Severity.WARNING,
            value=masked_repr(text),
            characters=" ".join(f"U+{ord(character):04X}" for character in encoded.replaced),
            written=masked_repr(encoded.data.decode("iso-8859-1")),
        )


def _overflow(name: str, value: str, *, length: int, width: int, nets: str = "") -> Finding:
    return _finding(
        name,
        catalogue.OVERFLOW,
        nets=nets,
        value=masked_repr(value),
        column=name,
        length=length,
        width=width,
    )


def _finding(
    path: str,
    text: Text,
    /,
    *,
    nets: str = "",
    severity: Severity = Severity.ERROR,
    **values: object,
) -> Finding:
    return Finding(severity=severity, text=text, path=path, values={**coded(nets), **values})


def _at(finding: Finding, where: str) -> Finding:
    return Finding(
        severity=finding.severity,
        text=finding.text,
        path=f"{where} -> {finding.path}",
        values=finding.values,
    )
