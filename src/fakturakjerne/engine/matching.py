"""Whether the person who enrolls is the customer of that eFaktura reference.

The rule, which a person overrules at will: the proposal is to accept where

- the customer's name agrees with first and last name of the file, in either order, and
- at least one of the customer's addresses has the postal code of the file (the place, where a
  code is absent) and the same first address line.

What counts as agreeing is for :mod:`fakturakjerne.engine.likeness` to say.  A name that differs by
a middle name, an initial or one letter is near, and for a person to decide; one with another last
name is to be refused, and so is one of whose addresses none is even near.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, Literal

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.enrollment import (
    AnswerError,
    EnrollmentAnswer,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.engine.likeness import (
    Agreement,
    address_line,
    addresses_agree,
    names_agree,
    values_agree,
)
from fakturakjerne.errors import BlockedError

__all__ = [
    "FieldName",
    "FieldPair",
    "Match",
    "Proposal",
    "accept",
    "compare",
    "propose",
    "reference_of",
    "reject",
]

FieldName = Literal[
    "reference", "name", "line_1", "line_2", "postal_code", "place", "country", "email"
]
"""What the file and the register both may say."""


class Proposal(Enum):
    """What is proposed to the person who decides.

    Members:
        ACCEPT: name and an address agree.
        DECIDE: nothing speaks against it, but not all agrees: look at it.
        REJECT: the name, or every address, is another.
        UNKNOWN: no customer has the reference; it cannot be accepted at all.
    """

    ACCEPT = "accept"
    DECIDE = "decide"
    REJECT = "reject"
    UNKNOWN = "unknown"


@frozen
class Match:
    """A proposal with its reasons.

    Attributes:
        proposal: what to do.
        reasons: one about the name and one about the addresses, or that the reference is unknown.
            None of them names the person.
        name: how the names agree.
        address: how the best of the customer's addresses agrees.
        nearest: which one of the customer's addresses that is, from 0; None where there is none.

    Example:
        >>> Match(Proposal.UNKNOWN, ()).error_code
        '01'
    """

    proposal: Proposal
    reasons: tuple[Finding, ...]
    name: Agreement = Agreement.ABSENT
    address: Agreement = Agreement.ABSENT
    nearest: int | None = None

    @property
    def error_code(self) -> str:
        """What a refusal would be reasoned with: 01 for an unknown reference, else 02."""
        if self.proposal is Proposal.UNKNOWN:
            return AnswerError.UNKNOWN_REFERENCE.value
        return AnswerError.DIFFERENT_PERSON.value


@frozen
class FieldPair:
    """One thing that file and register may both say, side by side.

    Attributes:
        name: what it is.
        file: as the file says it; blank where it does not.
        register: the same for the register.
        agreement: whether the difference is to be marked.

    Example:
        >>> FieldPair("place", "BØ", "Bø", Agreement.SAME)
        FieldPair(name='place', agreement=<Agreement.SAME: 'same'>)
    """

    name: FieldName
    file: str = field(repr=False)
    register: str = field(repr=False)
    agreement: Agreement


def reference_of(customer: Customer) -> str | None:
    """Return what a customer enrolls with: the eFaktura reference, else the customer number.

    Example:
        >>> from fakturakjerne.domain.customer import CustomerKind
        >>> reference_of(Customer(kind=CustomerKind.EXTERNAL, number="1001"))
        '1001'
    """
    return customer.efaktura_reference or customer.number


def propose(record: EnrollmentRecord, customer: Customer | None) -> Match:
    """Compare an enrollment with the customer of its reference.

    Args:
        record: as the file says it.
        customer: whose :func:`reference_of` is that of the record; None where nobody's is.

    Example:
        >>> from fakturakjerne.domain.customer import CustomerKind
        >>> from fakturakjerne.domain.enrollment import EnrollmentAction
        >>> wish = EnrollmentRecord(
        ...     issuer="NOR974760673-1",
        ...     account="12345678903",
        ...     transmission=4711,
        ...     assignment=1,
        ...     transaction=1,
        ...     action=EnrollmentAction.ADD,
        ...     status=EnrollmentStatus.PENDING,
        ...     reference="1001",
        ...     first_name="Renée",
        ...     last_name="Nordmann",
        ...     address=Address(("Storgata 1 A",), "7030", "TRONDHEIM"),
        ... )
        >>> renee = Customer(
        ...     kind=CustomerKind.EXTERNAL,
        ...     number="1001",
        ...     name="NORDMANN, RENEE",
        ...     addresses=(Address(("Storgata 1a",), "7030"),),
        ... )
        >>> propose(wish, renee).proposal, propose(wish, None).error_code
        (<Proposal.ACCEPT: 'accept'>, '01')
    """
    if customer is None:
        reason = _reason(
            record, catalogue.MATCH_UNKNOWN, reference=repr(mask_within(record.reference))
        )
        return Match(Proposal.UNKNOWN, (reason,))
    name = names_agree(record.first_name, record.last_name, customer.name)
    address, nearest = _best_address(record.address, customer.addresses)
    reasons = (
        _reason(record, _NAME_TEXTS[name]),
        _reason(
            record,
            _ADDRESS_TEXTS[address],
            index=str(0 if nearest is None else nearest + 1),
            count=str(len(customer.addresses)),
        ),
    )
    return Match(_judged(name, address), reasons, name, address, nearest)


def compare(
    record: EnrollmentRecord, customer: Customer, *, address: int | None = None
) -> tuple[FieldPair, ...]:
    """Put file and register side by side, field by field.

    Args:
        record: as the file says it.
        customer: whom the reference names.
        address: which of the customer's addresses, from 0; the nearest by default.

    Raises:
        IndexError: if the customer has no such address.
    """
    if address is None:
        _, address = _best_address(record.address, customer.addresses)
    chosen = Address() if address is None else customer.addresses[address]
    name = " ".join(part for part in (record.first_name, record.last_name) if part)
    return (
        _exact("reference", record.reference, reference_of(customer) or ""),
        FieldPair(
            "name",
            name,
            customer.name,
            names_agree(record.first_name, record.last_name, customer.name),
        ),
        *_address_pairs(record.address, chosen),
        _exact("email", record.email, customer.email or ""),
    )


def accept(record: EnrollmentRecord, match: Match) -> EnrollmentAnswer:
    """Answer that the customer gets eFaktura.

    Raises:
        BlockedError: if no customer has the reference, whatever a person wishes.
        InvalidValueError: if the record wants no answer.
    """
    if match.proposal is Proposal.UNKNOWN:
        raise BlockedError(
            catalogue.ENROLLMENT_UNKNOWN_ACCEPTED,
            match.reasons,
            reference=repr(mask_within(record.reference)),
        )
    return EnrollmentAnswer(record, EnrollmentStatus.ACTIVE)


def reject(
    record: EnrollmentRecord, match: Match, *, error: AnswerError | None = None
) -> EnrollmentAnswer:
    """Answer that the customer gets no eFaktura.

    Args:
        record: what is answered.
        match: what was proposed; an unknown reference is always refused as that.
        error: why; that it is a different person by default.

    Raises:
        InvalidValueError: if the record wants no answer.
    """
    unknown = match.proposal is Proposal.UNKNOWN
    code = match.error_code if unknown or error is None else error.value
    return EnrollmentAnswer(record, EnrollmentStatus.NOT_ACTIVE, code)


def _judged(name: Agreement, address: Agreement) -> Proposal:
    if Agreement.OTHER in (name, address):
        return Proposal.REJECT
    if name is address is Agreement.SAME:
        return Proposal.ACCEPT
    return Proposal.DECIDE


def _best_address(file: Address, registered: Sequence[Address]) -> tuple[Agreement, int | None]:
    """Return how the best of the customer's addresses agrees, and which one it is."""
    if not registered:
        return Agreement.ABSENT, None
    agreements = [addresses_agree(file, each) for each in registered]
    best = min(agreements, key=_BEST_FIRST.index)
    return best, agreements.index(best)


def _address_pairs(file: Address, registered: Address) -> Iterator[FieldPair]:
    yield _pair("line_1", address_line(file, 0), address_line(registered, 0))
    yield _pair("line_2", address_line(file, 1), address_line(registered, 1))
    yield _pair("postal_code", file.postal_code, registered.postal_code)
    yield _pair("place", file.place, registered.place)
    yield _pair("country", file.country, registered.country)


def _pair(name: FieldName, file: str, register: str) -> FieldPair:
    return FieldPair(name, file, register, values_agree(file, register))


def _exact(name: FieldName, file: str, register: str) -> FieldPair:
    """Compare what punctuation counts in."""
    agreement = values_agree(file, register)
    if agreement is Agreement.SAME and file.casefold() != register.casefold():
        agreement = Agreement.NEAR
    return FieldPair(name, file, register, agreement)


def _reason(record: EnrollmentRecord, text: Text, **values: str) -> Finding:
    good = text in (catalogue.MATCH_NAME_SAME, catalogue.MATCH_ADDRESS_SAME)
    return Finding(
        severity=Severity.INFO if good else Severity.WARNING,
        text=text,
        path=record.origin,
        values=values,
    )


_BEST_FIRST: Final = (Agreement.SAME, Agreement.NEAR, Agreement.ABSENT, Agreement.OTHER)
_NAME_TEXTS: Final = {
    Agreement.SAME: catalogue.MATCH_NAME_SAME,
    Agreement.NEAR: catalogue.MATCH_NAME_NEAR,
    Agreement.OTHER: catalogue.MATCH_NAME_OTHER,
    Agreement.ABSENT: catalogue.MATCH_NAME_ABSENT,
}
_ADDRESS_TEXTS: Final = {
    Agreement.SAME: catalogue.MATCH_ADDRESS_SAME,
    Agreement.NEAR: catalogue.MATCH_ADDRESS_NEAR,
    Agreement.OTHER: catalogue.MATCH_ADDRESS_OTHER,
    Agreement.ABSENT: catalogue.MATCH_ADDRESS_ABSENT,
}
