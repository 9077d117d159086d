"""Invoices of files: numbered elsewhere, entered into the ledger to be sent from here."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from fakturakjerne import catalogue
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer
from fakturakjerne.engine.issuing import vat_totals
from fakturakjerne.errors import BlockedError, ConfigError, InvalidValueError, OutsideError
from fakturakjerne.interchange.invoices import InvoiceDraft, read_invoices
from fakturakjerne.workflow.desk import Desk

_CHUNK: Final = 1 << 18


def invoices_of(desk: Desk, paths: Iterable[Path]) -> Sequence[Invoice]:
    """Return the invoices of JSON files, with the issuer of the config.

    Raises:
        ConfigError: if the config does not say who issues invoices.
        BlockedError: if one has an error, or two of one number differ.
        OutsideError: if a file cannot be read.
    """
    settings = desk.config.invoices
    if settings.issuer is None:
        raise ConfigError(catalogue.INVOICES_UNCONFIGURED, key="issuer")
    issuer = settings.issuer.issuer
    found: dict[str, Invoice] = {}
    findings: list[Finding] = []
    for path in paths:
        reads = read_invoices(
            _chunks(path), name=path.name, test_identities=desk.config.test_identities
        )
        for read in reads:
            findings += read.findings
            if read.item is not None:
                findings += _taken(found, read.item, issuer)
    errors = sum(one.blocks for one in findings)
    if errors:
        raise BlockedError(catalogue.FINDINGS_BLOCK, findings, count=errors)
    return tuple(found.values())


def expect_same(desk: Desk, invoices: Iterable[Invoice]) -> Sequence[Invoice]:
    """Return those of the invoices that the ledger does not have yet.

    Raises:
        BlockedError: if it has one of them with another content.
    """
    every = list(invoices)
    known = desk.ledger.invoices.by_numbers(each.number for each in every)
    different = [
        each
        for each in every
        if each.number in known and known[each.number].invoice not in (None, each)
    ]
    if different:
        findings = [_differs(each.number, each.number) for each in different]
        raise BlockedError(catalogue.FINDINGS_BLOCK, findings, count=len(findings))
    return [each for each in every if each.number not in known]


def _taken(found: dict[str, Invoice], draft: InvoiceDraft, issuer: Issuer) -> Iterator[Finding]:
    try:
        made = _invoice(draft, issuer)
    except InvalidValueError as reason:
        yield Finding(
            severity=Severity.ERROR, text=reason.text, path=draft.origin, values=reason.values
        )
        return
    if found.setdefault(draft.number, made) != made:
        yield _differs(draft.number, draft.origin)


def _invoice(draft: InvoiceDraft, issuer: Issuer) -> Invoice:
    lines = tuple(
        InvoiceLine(
            text=line.text,
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=line.net,
            vat=line.vat,
            article=line.article or "",
        )
        for line in draft.lines
    )
    return Invoice(
        number=draft.number,
        issue_date=draft.issue_date,
        due_date=draft.due_date,
        kid=draft.kid,
        issuer=issuer,
        customer=draft.customer,
        lines=lines,
        vat=vat_totals(lines),
        title=draft.texts.get("title", "Faktura"),
        order_reference=draft.texts.get("order_reference", ""),
        buyer_reference=draft.texts.get("buyer_reference", ""),
        note=draft.texts.get("note", ""),
    )


def _differs(number: str, path: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        text=catalogue.INVOICE_DIFFERS,
        path=path,
        values={"invoice": number},
    )


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(catalogue.INPUT_UNREADABLE, path=str(path), reason=reason) from error
