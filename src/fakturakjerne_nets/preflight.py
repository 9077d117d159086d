"""The checks that Nets makes of each invoice, made before it is sent, with the same error codes.

Counts, sums, numbers in sequence and the form of digits are right by construction (535-568); what
Nets alone knows cannot be checked here: links to consumers (040), agreements (503), duplicates
(529).
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber, masked_repr
from fakturakjerne.domain.kid import kid_problem
from fakturakjerne.domain.money import format_kroner
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.efaktura_invoice import (
    AFTER,
    BEFORE,
    COLUMNS,
    FIELDS,
    HEADINGS,
    LABELS,
    LINES,
    EfakturaInvoice,
)
from fakturakjerne_nets.records import EfakturaAgreement, coded
from fakturakjerne_nets.records.century import Century

MOST: Final[Mapping[int, int]] = MappingProxyType(
    {LABELS: 4, FIELDS: 5, BEFORE: 5, HEADINGS: 3, LINES: 999, AFTER: 5}
)
"""How many lines each kind of specification has room for."""

_ISSUER: Final = re.compile(r"NOR(?P<number>[0-9]{9})-[0-9]")
_ACCOUNT: Final = re.compile(r"[0-9]{11}")
_CENTURY: Final = Century()
_MONTHS: Final = 12


@frozen(kw_only=True)
class Preflight:
    """What holds for all invoices of a file.

    Attributes:
        today: the day the file is made.
        latest: the last due date that is accepted.

    Example:
        >>> from fakturakjerne.domain.money import Ore
        >>> checks = Preflight(today=date(2026, 11, 21), latest=date(2027, 11, 21))
        >>> invoice = EfakturaInvoice(
        ...     issuer="NOR974760673-1",
        ...     account="12345678903",
        ...     due_date=date(2026, 12, 15),
        ...     amount=Ore(-1),
        ...     kid="0010010000015",
        ...     agreement="1001",
        ...     number="20261",
        ... )
        >>> [each.values["code"] for each in checks.findings(invoice)]
        ['057', '557']
    """

    today: date
    latest: date

    def findings(self, invoice: EfakturaInvoice) -> Iterator[Finding]:
        """Yield what Nets would reject the invoice for, with its codes."""
        for check in (self._due_date, _amount, _account, _kid, _agreement, _issuer, _lines):
            for text, nets, values in check(invoice):
                yield Finding(
                    severity=Severity.ERROR,
                    text=text,
                    path=where_of(invoice),
                    values={**values, **coded(nets)},
                )

    def _due_date(self, invoice: EfakturaInvoice) -> Iterator["_Said"]:
        due = invoice.due_date
        if due is None:
            yield catalogue.DUE_DATE_MISSING, "054", {}
        elif _CENTURY.day(f"{due:%d%m%y}".encode("ascii")) != due:
            yield catalogue.DUE_DATE_INVALID, "055", {"found": due}
        elif due < self.today:
            yield catalogue.DUE_DATE_PAST, "354", {"found": due, "today": self.today}
        elif due > self.latest:
            yield catalogue.DUE_DATE_FAR, "103", {"found": due, "latest": self.latest}


_Said = tuple[Text, str, dict[str, object]]
_Check = Callable[[EfakturaInvoice], Iterator[_Said]]


def where_of(invoice: EfakturaInvoice) -> str:
    """Return what the findings of an invoice call it."""
    return f"invoice {invoice.number}"


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has no such day.

    Example:
        >>> months_after(date(2026, 11, 21), 12).isoformat()
        '2027-11-21'
        >>> months_after(date(2026, 12, 31), 2).isoformat()
        '2027-02-28'
    """
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = min(day.year + years, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _amount(invoice: EfakturaInvoice) -> Iterator[_Said]:
    if invoice.amount < 0:
        yield catalogue.AMOUNT_NEGATIVE, "057", {"found": format_kroner(invoice.amount)}


def _account(invoice: EfakturaInvoice) -> Iterator[_Said]:
    found = {"found": masked_repr(invoice.account)}
    if not _ACCOUNT.fullmatch(invoice.account):
        yield catalogue.ACCOUNT_FORM, "145", {**found}
        return
    try:
        AccountNumber(invoice.account)
    except InvalidValueError:
        yield catalogue.ACCOUNT_INVALID, "502", {**found}


def _kid(invoice: EfakturaInvoice) -> Iterator[_Said]:
    if not invoice.kid:
        yield catalogue.KID_MISSING, "325", {}
    elif problem := kid_problem(invoice.kid):
        yield (
            catalogue.KID_INVALID,
            "325",
            {
                "found": masked_repr(invoice.kid),
                "reason_nb": problem.in_language("nb"),
                "reason_en": str(problem),
            },
        )


def _agreement(invoice: EfakturaInvoice) -> Iterator[_Said]:
    width = EfakturaAgreement.form.cells["reference"].width
    if not invoice.agreement.strip():
        yield catalogue.REFERENCE_MISSING, "504", {}
    elif len(invoice.agreement) > width:
        found = masked_repr(invoice.agreement)
        yield catalogue.REFERENCE_LONG, "504", {"found": found, "width": width}
    if invoice.summary_type not in {0, 1}:
        yield catalogue.SUMMARY_TYPE, "501", {"found": invoice.summary_type}
    if invoice.template not in {1, 2}:
        yield catalogue.TEMPLATE, "", {"found": invoice.template}


def _issuer(invoice: EfakturaInvoice) -> Iterator[_Said]:
    matched = _ISSUER.fullmatch(invoice.issuer)
    if matched is not None:
        try:
            OrganizationNumber(matched["number"])
        except InvalidValueError:
            matched = None
    if matched is None:
        yield catalogue.ISSUER_INVALID, "507", {"found": masked_repr(invoice.issuer)}


def _lines(invoice: EfakturaInvoice) -> Iterator[_Said]:
    counted = Counter(line.kind for line in invoice.lines)
    labels = [line.number for line in invoice.lines if line.kind == LABELS]
    if labels != list(range(1, MOST[LABELS] + 1)):
        shown = ", ".join(map(str, labels)) or "-"
        yield catalogue.LABELS_WRONG, "557", {"found": shown}
    for kind, found in counted.items():
        most = MOST.get(kind, 0)
        if kind != LABELS and found > most:
            yield catalogue.TOO_MANY_LINES, "557", {"kind": kind, "found": found, "most": most}
    room = COLUMNS[2] if invoice.template != 1 else 0
    for line in invoice.lines:
        if len(line.columns[2]) > room:
            yield (
                catalogue.OVERFLOW,
                "",
                {"value": repr(line.columns[2]), "column": "column 3", "width": room},
            )
