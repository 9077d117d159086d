"""What the books keep whole, as JSON: customers, enrollments and invoices.

It is read again by later versions: keys that a class no longer has are ignored, and those that it
has gained take their defaults.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Final, get_args

from cattrs.preconf.json import JsonConverter, make_converter

from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.enrollment import EnrollmentRecord
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice import Invoice

_KINDS: Final[Mapping[str, type]] = {
    "organization": OrganizationNumber,
    "person": NationalIdentityNumber,
    "resource": ResourceNumber,
    "unusable": UnusableId,
}
_IDS: Final[Mapping[str, Callable[[str], CustomerId | UnusableId]]] = {
    "organization": OrganizationNumber,
    "person": NationalIdentityNumber,
    "resource": ResourceNumber,
    "unusable": parse_customer_id,  # finds the reason again
}


def customer_text(customer: Customer) -> str:
    """Return a customer as JSON."""
    return _text(customer)


def customer_of(text: str) -> Customer:
    """Return the customer of a JSON text."""
    return _converter().structure(json.loads(text), Customer)


def enrollment_text(record: EnrollmentRecord) -> str:
    """Return an enrollment as JSON."""
    return _text(record)


def enrollment_of(text: str) -> EnrollmentRecord:
    """Return the enrollment of a JSON text."""
    return _converter().structure(json.loads(text), EnrollmentRecord)


def invoice_text(invoice: Invoice) -> str:
    """Return an invoice as JSON."""
    return _text(invoice)


def invoice_of(text: str) -> Invoice:
    """Return the invoice of a JSON text."""
    return _converter().structure(json.loads(text), Invoice)


def content_row(text: str, *, reference: str | None = None, kid: str | None = None) -> Any:  # noqa: ANN401 - a row for the driver
    """Return the row of what may be redacted: digest, salt, reference, kid, content.

    The digest is what other tables refer to; the salt keeps it from being found by trying.
    """
    salt = secrets.token_hex(16)
    digest = hashlib.sha256(json.dumps([salt, text]).encode()).hexdigest()
    return (digest, salt, reference, kid, text)


def _text(item: object) -> str:
    plain = _converter().unstructure(item)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _converter() -> JsonConverter:
    converter = make_converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _type: Decimal(value))
    for name, kind in _KINDS.items():
        converter.register_unstructure_hook(kind, _named(name))
    converter.register_structure_hook_func(_is_id, _structured_id)
    return converter


def _is_id(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether an annotation is a kind of id, or a union of such, or None."""
    kinds = set(get_args(kind) or (kind,)) - {NoneType}
    return bool(kinds) and kinds <= set(_KINDS.values())


def _named(name: str) -> Callable[[Any], list[str]]:
    return lambda value: [name, value.text]


def _structured_id(value: list[str] | None, _type: object) -> CustomerId | UnusableId | None:
    return None if value is None else _IDS[value[0]](value[1])
