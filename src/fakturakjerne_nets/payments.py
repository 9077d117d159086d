"""Payments of OCR giro, each from its records, or thousands in one go from rows of bytes.

Both ways yield the same payments and findings: a property test holds them together.  The fast one
judges whole columns, and looks at single payments only where a column says that something may be
wrong.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.domain.payment import Payment, PaymentKind
from fakturakjerne_nets import giro_catalogue as catalogue
from fakturakjerne_nets.kids import KidCheck
from fakturakjerne_nets.records import (
    Century,
    OcrAmount,
    OcrAssignmentStart,
    OcrMessage,
    OcrReference,
    Place,
    Record,
)
from fakturakjerne_nets.shapes import Row, Shape
from fakturakjerne_nets.transmission import Run, Transaction

SHAPE: Final = Shape((OcrAmount, OcrReference), (OcrMessage,), day_name="nets_date")
"""A payment: records 30 and 31, and perhaps a message."""

_KINDS: Final = {str(kind.value): kind for kind in PaymentKind}
_WITHOUT_KID: Final = {PaymentKind.REVERSAL_WITH_TEXT, PaymentKind.PURCHASE_WITH_TEXT}
_REVERSALS: Final = {text for text, kind in _KINDS.items() if kind.is_reversal}
_NO_DAY: Final = "000000"
_NO_FORM: Final = "0" * 10
_NO_REFERENCE: Final = "0" * 9
_NO_ACCOUNT: Final = "0" * 11
_NO_ISSUER: Final = "00"
_MINUS: Final = "-"
_SIGNS: Final = {_MINUS, "0"}
_NET_DATE, _SIGN, _KID, _BANK_DATE, _MESSAGE = (
    SHAPE.place(cls, name)
    for cls, name in (
        (OcrAmount, "nets_date"),
        (OcrAmount, "sign"),
        (OcrAmount, "kid"),
        (OcrReference, "bank_date"),
        (OcrMessage, "message"),
    )
)


class _Draft(Payment):
    """A payment that is still being filled in: the same object without the lock.

    Attributes that are set one after the other cost a fifth of a call with nineteen arguments that
    a frozen class copies one by one.  Payment validates nothing that could be left out here.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


class _ReadDraft(Read[Payment]):
    """The same for what carries it."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


@frozen
class Payments:
    """Makes the payments of one assignment.

    Attributes:
        start: its record 20; None where nobody knows what that says.
        check: of the KIDs.
        century: of years of two digits.
        name: of the file, for the findings' paths.
    """

    start: OcrAssignmentStart | None
    check: KidCheck
    century: Century = field(kw_only=True)

    # --- single records ------------------------------------------------------------------------

    def of_transaction(self, event: Transaction) -> Read[Payment]:
        """Return the payment of records 30, 31 and 32, if they can be read."""
        findings = [*event.findings, *_complete(event)]
        amount = event.first(OcrAmount)
        reference = event.first(OcrReference) or OcrReference()
        if amount is None or any(map(_is_about_a_cell, findings)):
            return Read(None, tuple(findings))
        place = Place(amount.line, amount.raw)
        findings += self._judge(place, sign=amount.sign, kid=amount.kid)
        if amount.nets_date is None:
            return Read(None, (*findings, _undated(place)))
        start = self.start or OcrAssignmentStart()
        ore = Ore(-amount.amount if amount.sign == _MINUS else amount.amount)
        payment = Payment(
            account=start.account,
            kind=_KINDS[amount.type],
            kid=amount.kid,
            amount=ore,
            settled=amount.nets_date,
            bank_date=reference.bank_date,
            agreement=start.agreement,
            assignment=start.assignment,
            transaction=amount.transaction,
            centre=amount.center,
            day_code=f"{amount.day_code:02}",
            settlement=str(amount.settlement),
            serial=amount.serial,
            form=_given(reference.form_number, _NO_FORM),
            archive_reference=_given(reference.archive_reference, _NO_REFERENCE),
            card_issuer=_given(amount.card_issuer, _NO_ISSUER),
            debit_account=_given(reference.debit_account, _NO_ACCOUNT),
            message=" ".join(each.message for each in event.every(OcrMessage)),
            origin=f"line {amount.line}",
        )
        return Read(payment, tuple(findings))

    # --- whole runs ----------------------------------------------------------------------------

    def of_run(self, run: Run) -> Iterator[Read[Payment]]:
        """Yield the payments of regular transactions."""
        lines = _lines(run)
        made = self._made(run.rows, lines)
        suspects = self._suspects(run.rows)
        if not suspects:
            yield from _read(made)
            return
        for at, payment in enumerate(made):
            if at not in suspects:
                yield Read(payment)
                continue
            row = run.rows[at]
            place = Place(lines[at], f"NY09{row[0]}30".encode())
            findings = (*self._judge(place, sign=row[_SIGN].strip(" "), kid=payment.kid),)
            if row[_NET_DATE] == _NO_DAY:
                yield Read(None, (*findings, _undated(place)))
            else:
                yield Read(payment, findings)

    def _made(self, rows: Sequence[Row], lines: Sequence[int]) -> list[Payment]:
        written = {*map(itemgetter(_NET_DATE), rows), *map(itemgetter(_BANK_DATE), rows)}
        days = {day: self.century.day(day.encode("ascii")) for day in written}
        start = self.start or OcrAssignmentStart()
        account, agreement, assignment = start.account, start.agreement, start.assignment
        kinds, new, made = _KINDS, object.__new__, []
        for line, (
            kind,
            transaction,
            settled,
            centre,
            day_code,
            settlement,
            serial,
            sign,
            amount,
            kid,
            card_issuer,
            form,
            archive_reference,
            _,
            bank_date,
            debit_account,
            message,
        ) in zip(lines, rows, strict=True):
            draft: Any = new(_Draft)
            draft.account = account
            draft.kind = kinds[kind]
            draft.kid = kid.strip(" ")
            draft.amount = -int(amount) if sign == "-" else int(amount)
            draft.settled = days[settled]
            draft.bank_date = days[bank_date]
            draft.agreement = agreement
            draft.assignment = assignment
            draft.transaction = int(transaction)
            draft.centre = centre
            draft.day_code = day_code
            draft.settlement = settlement
            draft.serial = serial
            draft.form = "" if form == _NO_FORM else form
            draft.archive_reference = (
                "" if archive_reference == _NO_REFERENCE else archive_reference
            )
            draft.card_issuer = "" if card_issuer == _NO_ISSUER else card_issuer
            draft.debit_account = "" if debit_account == _NO_ACCOUNT else debit_account
            draft.message = message.rstrip(" ") if message else ""
            draft.origin = f"line {line}"
            draft.__class__ = Payment
            made.append(draft)
        return made

    def _suspects(self, rows: Sequence[Row]) -> set[int]:
        """Return the places of the payments that something may have to be said about."""
        suspects = self.check.suspects([row[_KID] for row in rows])
        for place, unusual in (
            (0, _has_reversal),
            (_NET_DATE, _has_no_day),
            (_SIGN, _has_other_sign),
        ):
            found = set(map(itemgetter(place), rows))
            if unusual(found):
                suspects.update(at for at, row in enumerate(rows) if unusual({row[place]}))
        return suspects

    # --- what is said about a payment ----------------------------------------------------------

    def _judge(self, place: Place, *, sign: str, kid: str) -> Iterator[Finding]:
        kind = _KINDS[place.raw[4:6].decode("ascii")]
        cells = OcrAmount.form.cells
        warning = Severity.WARNING
        if sign not in _SIGNS:
            yield place.finding(
                catalogue.SIGN, cell=cells["sign"], severity=warning, found=repr(sign)
            )
        elif kind.is_reversal and sign != _MINUS:
            yield place.finding(
                catalogue.REVERSAL_SIGN, cell=cells["sign"], severity=warning, kind=kind.value
            )
        if not kid:
            if kind not in _WITHOUT_KID and self.check.methods:
                yield place.finding(
                    catalogue.KID_MISSING, cell=cells["kid"], severity=warning, kind=kind.value
                )
        elif problem := self.check.problem(kid):
            yield place.finding(
                problem.text, nets="325", cell=cells["kid"], severity=warning, **problem.values
            )


def _has_reversal(kinds: set[str]) -> bool:
    return not _REVERSALS.isdisjoint(kinds)


def _has_no_day(days: set[str]) -> bool:
    return _NO_DAY in days


def _has_other_sign(signs: set[str]) -> bool:
    return not signs <= _SIGNS


def _read(payments: Sequence[Payment]) -> Iterator[Read[Payment]]:
    """Yield what was read where nothing is to be said."""
    new = object.__new__
    for payment in payments:
        draft: Any = new(_ReadDraft)
        draft.item = payment
        draft.findings = ()
        draft.__class__ = Read
        yield draft


def _lines(run: Run) -> Sequence[int]:
    """Return the line that each payment of a run begins in."""
    if not any(map(itemgetter(_MESSAGE), run.rows)):
        return range(run.line, run.line + 2 * len(run.rows), 2)
    lines, line = [], run.line
    for row in run.rows:
        lines.append(line)
        line += 3 if row[_MESSAGE] else 2
    return lines


def _given(value: str, nothing: str) -> str:
    return "" if value == nothing else value


def _is_about_a_cell(finding: Finding) -> bool:
    """Whether a value could not be read, so that the payment would not be what was sent."""
    return finding.blocks and "column" in finding.values


def _undated(place: Place) -> Finding:
    cell = OcrAmount.form.cells["nets_date"]
    return place.finding(catalogue.DATE_MISSING, nets="", cell=cell, column="nets_date")


def _complete(event: Transaction) -> Iterator[Finding]:
    """Say which records are missing or too many."""
    place = Place(event.line, event.records[0].raw)
    most: tuple[tuple[type[Record], int, int], ...] = (
        (OcrAmount, 1, 1),
        (OcrReference, 1, 1),
        (OcrMessage, 0, 1),
    )
    for cls, least, limit in most:
        found = len(event.every(cls))
        if not least <= found <= limit:
            yield place.finding(
                catalogue.INCOMPLETE,
                nets="568",
                record=cls.form.record,
                found=found,
                expected=limit,
            )
