from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.ledger.content import (
    content_row,
    customer_of,
    customer_text,
    enrollment_of,
    enrollment_text,
    invoice_of,
    invoice_text,
)
from tests.ledger.made_books import customer, enrollment, invoice
from tests.ledger.made_records import PERSON


@pytest.mark.parametrize(
    "identity",
    [
        None,
        OrganizationNumber("974760673"),
        NationalIdentityNumber(PERSON),
        ResourceNumber("012345"),
        parse_customer_id("974 760 673"),
    ],
    ids=repr,
)
def test_every_kind_of_customer_comes_back(identity: CustomerId | UnusableId | None) -> None:
    kept = customer(id=identity, payer=OrganizationNumber("974760673"), contact="Ola")
    assert customer_of(customer_text(kept)) == kept
    assert customer_of(customer_text(kept)).id == identity


def test_the_reason_why_an_id_is_unusable_comes_back() -> None:
    kept = customer(id=parse_customer_id("974 760 673"))
    back = customer_of(customer_text(kept)).id
    assert isinstance(back, UnusableId)
    assert back.reason.values["suggestion"] == "974760673"


@given(st.text(), st.text(), st.binary(), st.text())
def test_an_enrollment_comes_back_to_the_byte(
    reference: str, name: str, extra: bytes, gap: str
) -> None:
    kept = enrollment(reference, first_name=name, extra=(extra,), unknown={"37.17": gap})
    assert enrollment_of(enrollment_text(kept)) == kept


def test_an_invoice_comes_back() -> None:
    kept = invoice(payer=customer("2", kind=CustomerKind.INTERNAL), note="Æ")
    back = invoice_of(invoice_text(kept))
    assert back == kept
    assert back.lines[0].unit_price == Decimal("533.3333")
    bare = evolve(kept, kid=None, payer=None, period=None)
    assert invoice_of(invoice_text(bare)) == bare


def test_no_amount_becomes_a_float() -> None:
    def refuse(text: str) -> float:
        raise AssertionError(text)

    json.loads(invoice_text(invoice()), parse_float=refuse)


def test_what_an_older_or_newer_version_wrote_is_read() -> None:
    plain = json.loads(customer_text(customer()))
    del plain["email"]
    plain["unheard_of"] = 1
    assert customer_of(json.dumps(plain)) == customer(email=None)


def test_a_digest_cannot_be_found_by_trying() -> None:
    first, second = content_row("x", kid="1"), content_row("x", reference="2")
    assert re.fullmatch("[0-9a-f]{64}", first[0])
    assert first[0] != second[0]
    assert first[2:] == (None, "1", "x")
    assert second[2:] == ("2", None, "x")
