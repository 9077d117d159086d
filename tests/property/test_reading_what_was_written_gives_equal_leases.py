"""Leases that are written and read again are the same leases."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.identifiers import CustomerId, UnusableId, parse_customer_id
from fakturakjerne.domain.lease import Lease
from fakturakjerne.interchange.json_leases import JsonLinesLeases
from fakturakjerne.interchange.options import LeaseFileOptions
from fakturakjerne.interchange.writing import dump_leases
from fakturakjerne.testing.strategies import customers, leases, names


def _as_read(customer: Customer, value: CustomerId | UnusableId | None) -> object:
    """Return an id as its text is understood for this kind of customer."""
    internal = customer.kind is CustomerKind.INTERNAL
    return value and parse_customer_id(value.text, internal=internal)


CUSTOMERS = st.builds(
    lambda customer, addresses, email, reference: evolve(
        customer,
        id=_as_read(customer, customer.id),
        payer=_as_read(customer, customer.payer),
        addresses=tuple(addresses),
        email=email,
        efaktura_reference=reference,
    ),
    customers(billable=False),
    st.lists(
        st.builds(
            Address,
            lines=st.lists(names(), max_size=2).map(tuple),
            postal_code=st.sampled_from(("", "6002")),
            place=names(max_size=10),
            country=st.sampled_from(("NO", "PL", "")),
        ),
        max_size=2,
    ),
    st.none() | names(),
    st.none() | names(),
)


@given(st.lists(leases(of=CUSTOMERS, ready=False), min_size=1, max_size=4), st.integers(1, 500))
def test_round_trip(written: list[Lease], chunk_bytes: int) -> None:
    chunks = dump_leases(written, chunk_bytes=chunk_bytes)
    reads = list(JsonLinesLeases().read(chunks, LeaseFileOptions(name="leases.jsonl")))
    assert [one.findings for one in reads] == [()] * len(written)
    assert [one.item for one in reads] == written
