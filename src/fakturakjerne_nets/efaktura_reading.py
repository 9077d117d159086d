"""The records of an invoice in Nets format, put together as an invoice again."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.efaktura_invoice import (
    COLUMNS,
    CONSUMER,
    ISSUER,
    PAYER,
    EfakturaInvoice,
    EfakturaParty,
    SpecificationLine,
)
from fakturakjerne_nets.records import (
    EfakturaAgreement,
    EfakturaAmount,
    EfakturaAssignmentStart,
    EfakturaReference,
    InvoiceReference,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
    Place,
    Record,
    ShownTotals,
    Specification,
)
from fakturakjerne_nets.transmission import Transaction

_EVERY: Final = tuple(range(1, len(COLUMNS) + 1))
_NOWHERE: Final = EfakturaAssignmentStart(type="03")

RecordT = TypeVar("RecordT", PartyName, PartyAddress, PartyPhone, PartyEmail)


class Envelope(NamedTuple):
    """What encloses an invoice: the number of the transmission, its assignment, the file's name."""

    transmission: int = 0
    assignment: EfakturaAssignmentStart = _NOWHERE
    name: str = ""


def invoice_of(transaction: Transaction, envelope: Envelope = Envelope()) -> Read[EfakturaInvoice]:  # noqa: B008 - immutable
    """Put an invoice together; records that it must have and lacks are findings.

    Args:
        transaction: its records.
        envelope: what is around it.
    """
    reading = _Reading(transaction, envelope.name)
    findings = [*transaction.findings, *reading.missing()]
    amount = transaction.first(EfakturaAmount)
    if amount is None:
        return Read(None, tuple(findings))
    shown = transaction.first(ShownTotals) or ShownTotals(
        due_date=amount.due_date, amount=amount.amount
    )
    agreement = transaction.first(EfakturaAgreement) or EfakturaAgreement()
    numbers = transaction.first(InvoiceReference) or InvoiceReference()
    reference = transaction.first(EfakturaReference)
    phone, email = reading.of(PartyPhone, ISSUER), reading.of(PartyEmail, ISSUER)
    findings += [*reading.differences(amount, shown), *reading.incomplete()]
    item = EfakturaInvoice(
        issuer=envelope.assignment.issuer,
        account=envelope.assignment.account or numbers.account,
        due_date=amount.due_date,
        amount=Ore(amount.amount),
        kid=amount.kid,
        short_name=reference.short_name if reference else None,
        reference=reference.reference if reference else "",
        seller=reading.party(ISSUER) or EfakturaParty(),
        phone=phone.phone if phone else None,
        fax=phone.fax if phone else "",
        email=email.email if email else None,
        consumer=reading.party(CONSUMER) or EfakturaParty(),
        payer=reading.party(PAYER),
        title=shown.title,
        agreement=agreement.reference,
        summary_type=agreement.summary_type,
        template=agreement.template,
        advertising=agreement.advertising,
        seller_name=agreement.issuer_name,
        number=numbers.invoice_number,
        invoice_date=numbers.invoice_date,
        organization_number=numbers.organization_number,
        lines=reading.lines(),
        transmission=envelope.transmission,
        assignment=envelope.assignment.assignment,
        transaction=transaction.number,
        origin=Place(transaction.line, b"", envelope.name).path(),
    )
    return Read(item, tuple(findings))


class _Reading:
    """The records of one transaction, and where they stand."""

    def __init__(self, transaction: Transaction, name: str) -> None:
        self._transaction = transaction
        self._name = name
        self._lines: dict[tuple[int, int], list[Specification]] = {}
        for record in transaction.every(Specification):
            key = record.kind_of_text, record.line_number
            self._lines.setdefault(key, []).append(record)

    def of(self, cls: type[RecordT], party: int) -> RecordT | None:
        """Return the record of a party."""
        every = self._transaction.every(cls)
        return next((record for record in every if record.party == party), None)

    def party(self, party: int) -> EfakturaParty | None:
        """Return a party's name and address; None where there is neither."""
        name, address = self.of(PartyName, party), self.of(PartyAddress, party)
        if name is None and address is None:
            return None
        name, address = name or PartyName(), address or PartyAddress()
        return EfakturaParty(
            name=name.name,
            line_1=address.line_1,
            line_2=address.line_2,
            postal_code=name.postal_code,
            place=name.place,
            country=address.country,
        )

    def lines(self) -> tuple[SpecificationLine, ...]:
        """Return the texts, in the order of the file."""
        made = []
        for (kind, number), records in self._lines.items():
            texts = {record.column: record.text for record in records}
            columns = (texts.get(1, ""), texts.get(2, ""), texts.get(3, ""))
            made.append(SpecificationLine(kind, number, columns))
        return tuple(made)

    # --- what is wrong -------------------------------------------------------------------------

    def missing(self) -> Iterator[Finding]:
        """Say which required records are not there."""
        needed: tuple[type[Record], ...] = (
            EfakturaAmount,
            ShownTotals,
            EfakturaAgreement,
            InvoiceReference,
        )
        for cls in needed:
            if self._transaction.first(cls) is None:
                yield self._missing(cls.form.record)
        for party in (ISSUER, CONSUMER):
            if self.of(PartyName, party) is None:
                yield self._missing(f"{PartyName.form.record} ({party})")
            if self.of(PartyAddress, party) is None:
                yield self._missing(f"{PartyAddress.form.record} ({party})")

    def differences(self, amount: EfakturaAmount, shown: ShownTotals) -> Iterator[Finding]:
        """Say where the consumer is shown something else than what is to be paid."""
        if shown.due_date != amount.due_date:
            yield self._differs(shown, "due_date", "055", str(shown.due_date), str(amount.due_date))
        if shown.amount != amount.amount:
            found = "-" if shown.amount is None else format_kroner(Ore(shown.amount))
            paid = format_kroner(Ore(amount.amount))
            yield self._differs(shown, "amount", "056", found, paid)

    def incomplete(self) -> Iterator[Finding]:
        """Say which lines do not have each column once."""
        for (kind, number), records in self._lines.items():
            columns = [record.column for record in records]
            if sorted(columns) != list(_EVERY):
                yield self._place(records[0]).finding(
                    catalogue.LINE_INCOMPLETE,
                    nets="557",
                    kind=kind,
                    line=number,
                    found=", ".join(map(str, columns)),
                )

    def _missing(self, record: str) -> Finding:
        return self._place(self._transaction.records[0]).finding(
            catalogue.RECORD_MISSING,
            nets="568",
            transaction=self._transaction.number,
            record=record,
        )

    def _differs(
        self, record: ShownTotals, column: str, nets: str, shown: str, paid: str
    ) -> Finding:
        return self._place(record).finding(
            catalogue.SHOWN_DIFFERS,
            nets=nets,
            cell=record.form.cells[column],
            severity=Severity.WARNING,
            column=column,
            shown=shown,
            paid=paid,
        )

    def _place(self, record: Record) -> Place:
        return Place(record.line, record.raw, self._name)
