"""Invoices that were numbered elsewhere, from JSON."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.lease import Charge
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import shape
from fakturakjerne.interchange.arrays import elements, text_of, whole
from fakturakjerne.interchange.borrowed import read_parts, taken
from fakturakjerne.interchange.kinds import Kind, expected
from fakturakjerne.interchange.problems import unknown_key
from fakturakjerne.interchange.structuring import Structurer


@frozen
class Day:
    """A day: ``2026-03-02``."""

    def read(self, value: object) -> date:
        """Return the day.

        Raises:
            InvalidValueError: if it is none.
        """
        try:
            return date.fromisoformat(shape.LINE.read(value))
        except InvalidValueError:
            raise
        except ValueError:
            raise expected(value, nb="en dag: 2026-03-02", en="a day: 2026-03-02") from None

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "format": "date"}


@frozen
class KidText:
    """A KID whose check digit is right."""

    def read(self, value: object) -> Kid:
        """Return the KID.

        Raises:
            InvalidValueError: if it is none.
        """
        return Kid(shape.LINE.read(value))

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "pattern": "^[0-9]+-?$"}


_KINDS: Final[Mapping[str, Kind]] = {
    "number": shape.IDENTIFIER,
    "issue_date": Day(),
    "due_date": Day(),
    "kid": KidText(),
    "title": shape.LINE,
    "buyer_reference": shape.LINE,
    "order_reference": shape.LINE,
    "note": shape.PROSE,
}
_REQUIRED: Final = ("number", "issue_date", "due_date", "customer", "lines")
_KEYS: Final = (*_KINDS, "customer", "lines")


@frozen(kw_only=True)
class InvoiceDraft:
    """One invoice of a file, without issuer and VAT totals.

    Attributes:
        number, issue_date, due_date, kid: as it was numbered elsewhere.
        customer: as the file says it.
        lines: at least one, each with a VAT rate.
        texts: ``title``, ``buyer_reference``, ``order_reference`` and ``note``, where they stand.
        origin: where it was read.
    """

    number: str
    issue_date: date
    due_date: date
    kid: Kid | None
    customer: Customer
    lines: tuple[Charge, ...]
    texts: Mapping[str, str]
    origin: str


def read_invoices(
    chunks: Iterable[bytes], *, name: str, test_identities: bool = False
) -> Iterator[Read[InvoiceDraft]]:
    """Yield what each invoice of a JSON array became; one object counts as an array of it.

    Args:
        chunks: the file's bytes.
        name: of the file, as findings show it.
        test_identities: whether synthetic national identity numbers pass.
    """
    try:
        found = elements(text_of(whole(chunks)))
    except InvalidValueError as reason:
        yield Read(None, (_finding(name, reason),))
        return
    structurer = Structurer(test_identities=test_identities)
    for position, element in enumerate(found):
        where = f"{name} $[{position}]"
        if isinstance(element, tuple):
            yield _invoice(structurer, element, where)
        else:
            wrong = expected(element, nb="et objekt: {...}", en="an object: {...}")
            yield Read(None, (_finding(where, wrong),))


def _invoice(structurer: Structurer, pairs: Any, where: str) -> Read[InvoiceDraft]:
    own, rest = taken(pairs, *_KEYS)
    findings = [_finding(f"{where}.{key}", unknown_key(key, _KEYS)) for key, _ in rest]
    for key in _REQUIRED:
        if key not in own:
            missing = InvalidValueError(catalogue.INPUT_KEY_MISSING, key=key)
            findings.append(_finding(f"{where}.{key}", missing))
    values: dict[str, Any] = {}
    for key in _KINDS.keys() & own.keys():
        try:
            values[key] = _KINDS[key].read(own[key])
        except InvalidValueError as reason:
            findings.append(_finding(f"{where}.{key}", reason))
    read = read_parts(
        structurer,
        customer=own.get("customer", (("kind", "external"),)),
        charges=own.get("lines"),
        place=lambda path: where + path.removeprefix("$").replace(".charges", ".lines", 1),
    )
    findings += read.findings
    if read.item is not None:
        findings += _line_findings(read.item.charges, where)
    if read.item is None or findings:
        return Read(None, tuple(findings))
    texts = {key: values[key] for key in values.keys() - set(_REQUIRED) - {"kid"}}
    draft = InvoiceDraft(
        number=values["number"],
        issue_date=values["issue_date"],
        due_date=values["due_date"],
        kid=values.get("kid"),
        customer=read.item.customer,
        lines=read.item.charges,
        texts=texts,
        origin=where,
    )
    return Read(draft)


def _line_findings(lines: tuple[Charge, ...], where: str) -> Iterator[Finding]:
    if not lines:
        yield _finding(f"{where}.lines", InvalidValueError(catalogue.INVOICE_FILE_EMPTY))
    for position, line in enumerate(lines):
        if line.vat is None or line.vat.rate is None:
            reason = InvalidValueError(catalogue.INVOICE_NO_RATE)
            yield _finding(f"{where}.lines[{position}].vat", reason)


def _finding(path: str, reason: InvalidValueError) -> Finding:
    return Finding(severity=Severity.ERROR, text=reason.text, path=path, values=reason.values)
