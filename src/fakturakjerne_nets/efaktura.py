"""The exporter ``efaktura``: invoices in Nets format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets import error_codes
from fakturakjerne_nets.efaktura_invoice import TYPE, EfakturaInvoice
from fakturakjerne_nets.efaktura_options import EfakturaOptions
from fakturakjerne_nets.efaktura_reading import invoice_of
from fakturakjerne_nets.fitting import fit, refuse
from fakturakjerne_nets.preflight import Preflight, months_after, where_of
from fakturakjerne_nets.presentation import Presented, present
from fakturakjerne_nets.reading_back import refuse_findings, transactions_of
from fakturakjerne_nets.records import EfakturaAssignmentEnd, EfakturaAssignmentStart, Record
from fakturakjerne_nets.sending import assignment_of, start_of, transmission_of
from fakturakjerne_nets.writing import Outgoing, write_transmission

SPEC: Final = (
    SpecReference(
        document="Teknisk håndbok eFaktura: spesifikasjon av faktura i Nets-format",
        version="31 pages; contents and introduction seen",
        section="list and order of the records, templates 1 and 2",
        trust="vendor",
    ),
    SpecReference(
        document="leiebasen (kyegil), a landlord's writer of service 42",
        version="2017",
        section="positions of records 20-49 and 88",
        trust="implementation",
    ),
)

Item = Invoice | EfakturaInvoice
Agreement = tuple[str, str]
"""Issuer reference and account: what an assignment is for."""

_JUDGED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "account": frozenset({"145", "502"}),
        "amount": frozenset({"057"}),
        "kid": frozenset({"325"}),
        "line_number": frozenset({"557"}),
        "reference": frozenset({"504"}),
    }
)
"""Columns about which all is said where the checks of Nets gave one of these codes."""


class EfakturaExporter:
    """Writes invoices for eFaktura: one document, an assignment for each issuer and account.

    Transactions are numbered from 1 within each assignment, in the order of the batch; a batch of
    one issuer is one assignment, and the number of an invoice in it is its place in the batch.
    Invoices that the importer read are written as they were.

    Example:
        >>> from datetime import date
        >>> exporter = EfakturaExporter()
        >>> batch = ExportBatch(
        ...     id="1", today=date(2026, 11, 21), sequence=1, kind="external", items=()
        ... )
        >>> list(exporter.export(batch, EfakturaOptions(sender="10200")))
        []
    """

    info = PluginInfo(
        name="efaktura",
        title=Text("efaktura.title", nb="eFaktura i Nets-format", en="eFaktura in Nets format"),
        item_type=Invoice,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts={**catalogue.TEXTS, **error_codes.TEXTS},
    )
    options_type = EfakturaOptions

    def check(self, batch: ExportBatch[Item], options: EfakturaOptions) -> Iterable[Finding]:
        """Say what Nets would reject, what is cut, and what cannot be written."""
        yield from fit(start_of(batch, options), where="transmission").findings
        for place, agreement in enumerate(_agreements(batch, options)):
            yield from fit(_start(batch, options, place, agreement), where="assignment").findings
        for item in batch.items:
            yield from _checked(item, batch, options)[1]

    def export(self, batch: ExportBatch[Item], options: EfakturaOptions) -> Iterable[Document]:
        """Return the document, none for a batch without invoices."""
        orders: list[int] = []
        first, last = None, None
        count = lines = gross = 0
        for item in batch.items:
            shown = _presented(item, options).invoice
            count, lines, gross = count + 1, lines + shown.charges, gross + shown.amount
            if isinstance(item, Invoice):
                orders += [] if item.order is None else [item.order]
                if item.period is not None:
                    first = min(first or item.period.start, item.period.start)
                    last = max(last or item.period.end, item.period.end)
        if count:
            number = transmission_of(batch, options)
            yield Document(
                name=f"{options.file_prefix}{batch.today:%Y}{number:07}.txt",
                media_type=self.info.media_type,
                totals=ControlTotals(orders=count, lines=lines, gross=Ore(gross)),
                orders=orders,
                period=Period(first, last) if first and last else None,
                open=partial(_open, batch, options),
            )

    def read_totals(self, chunks: Iterable[bytes], options: EfakturaOptions) -> ControlTotals:  # noqa: ARG002 - the bytes say all
        """Count invoices and their lines with an amount, and sum what is to be paid.

        Raises:
            RecordError: if anything is wrong with the bytes: a count or sum, a record that is
                missing, a line without its three records.
        """
        count = lines = gross = 0
        for transaction in transactions_of(chunks, kind=TYPE):
            read = invoice_of(transaction)
            refuse_findings(read.findings)
            if read.item is None:  # pragma: no cover - there was a finding then
                continue
            count, lines = count + 1, lines + read.item.charges
            gross += read.item.amount
        return ControlTotals(orders=count, lines=lines, gross=Ore(gross))


def _open(batch: ExportBatch[Item], options: EfakturaOptions) -> Iterator[bytes]:
    assignments = (
        Outgoing(
            start=_start(batch, options, place, agreement),
            end=EfakturaAssignmentEnd,
            transactions=_transactions(batch, options, agreement),
        )
        for place, agreement in enumerate(_agreements(batch, options))
    )
    yield from write_transmission(start_of(batch, options), assignments, today=batch.today)


def _transactions(
    batch: ExportBatch[Item], options: EfakturaOptions, agreement: Agreement
) -> Iterator[list[Record]]:
    """Yield the records of each invoice of one agreement, numbered from 1."""
    number = 0
    for item in batch.items:
        if _agreement(options)(item) == agreement:
            number += 1
            records, findings = _checked(item, batch, options, number=number)
            refuse(findings)
            yield records


def _checked(
    item: Item, batch: ExportBatch[Item], options: EfakturaOptions, *, number: int = 1
) -> tuple[list[Record], list[Finding]]:
    """Return the records of an invoice as they will be written, and all that is to be said."""
    latest = months_after(batch.today, options.latest_months)
    presented = _presented(item, options)
    invoice = presented.invoice
    said = Preflight(today=batch.today, latest=latest).findings(invoice)
    findings = [*presented.findings, *said]
    judged = {name for name, codes in _JUDGED.items() if codes & {_code(each) for each in findings}}
    records = []
    for record in invoice.records(number):
        fitted = fit(record, where=where_of(invoice))
        records.append(fitted.record)
        findings += [
            each
            for each in fitted.findings
            if not (each.blocks and each.values["column"] in judged)
        ]
    return records, findings


def _code(finding: Finding) -> str:
    return str(finding.values.get("code", ""))


def _presented(item: Item, options: EfakturaOptions) -> Presented:
    return Presented(item) if isinstance(item, EfakturaInvoice) else present(item, options)


def _agreements(batch: ExportBatch[Item], options: EfakturaOptions) -> tuple[Agreement, ...]:
    """Return what there is an assignment for, in the order of the first invoice of each."""
    return tuple(dict.fromkeys(key for key, _ in groupby(batch.items, key=_agreement(options))))


def _agreement(options: EfakturaOptions) -> Callable[[Item], Agreement]:
    def of(item: Item) -> Agreement:
        if isinstance(item, EfakturaInvoice):
            return item.issuer, item.account
        return options.issuer or item.issuer.efaktura_issuer, item.account.text

    return of


def _start(
    batch: ExportBatch[Item], options: EfakturaOptions, place: int, agreement: Agreement
) -> EfakturaAssignmentStart:
    issuer, account = agreement
    number = assignment_of(batch, options, place=place)
    return EfakturaAssignmentStart(type=TYPE, assignment=number, account=account, issuer=issuer)
