"""eFaktura enrollments and the answers to them (service 42, type 94): section 2.

All of it is LB's (one implementation in production, reader and writer in agreement); the official
manual confirms the flow (FH) but its tables were not seen.  A transaction is records 37, 38, 39, 40,
41, 22, 23 and 28 in that order where we write it, and in any order where we read it.
"""

from attrs import frozen

from fakturakjerne_nets.records.columns import code_at, gap_at, number_at, text_at
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Record, Stated, layout

_TRUST = "one implementation in production (LB)"


@layout("42 94 37", source="2.2 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class EnrollmentAction(Record):
    """Record 37, avtale info 1: what the consumer did, and by which reference of ours.

    Section 2.2: LB.  Position 17 is unverified: it is kept and written back, its meaning unknown.

    Attributes:
        transaction: number within the assignment.
        action: ``A`` add, ``C`` change, ``D`` delete.
        raw_17: one position that nobody explains.
        reference: our own reference for the customer (eFaktura-referanse).

    Example:
        >>> EnrollmentAction(transaction=1, action="A", reference="1001").write()[:24]
        b'NY4294370000001A 1001   '
    """

    transaction: int = number_at(9, 15)
    action: str = text_at(16, 16)
    raw_17: bytes = gap_at(17, 17, fill=b" ")
    reference: str = text_at(18, 48)


@layout("42 94 38", source="2.3 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class EnrollmentState(Record):
    """Record 38, avtale info 2: status, and why not.

    Section 2.3: LB; where the text of an error ends is LB's writer's (unverified).

    Attributes:
        transaction: number within the assignment.
        status: ``P`` pending, ``A`` active, ``D`` deleted, ``N`` not approved.
        error_code: blank, 01, 02 or 03 (section 2.8).
        error_text: from Nets; blank in answers.
    """

    transaction: int = number_at(9, 15)
    status: str = text_at(16, 16)
    error_code: str = text_at(17, 18)
    error_text: str = text_at(19, 58)


@layout("42 94 39", source="2.4 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class EnrollmentName(Record):
    """Record 39, avtale navn: the consumer's name.  Section 2.4: LB."""

    transaction: int = number_at(9, 15)
    first_name: str = text_at(16, 45, personal=True)
    last_name: str = text_at(46, 75, personal=True)


@layout("42 94 28", source="2.6 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class EnrollmentUser(Record):
    """Record 28, bruker-ID: Nets' own id of the consumer, to be echoed.  Section 2.6: LB."""

    transaction: int = number_at(9, 15)
    user_id: str = text_at(16, 50, personal=True)


@layout(
    "42 94 88",
    source="2.7 (LB)",
    trust=_TRUST,
    nets="563",
    role=Role.CLOSES,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class EnrollmentAssignmentEnd(Record):
    """Record 88 of type 94: how many agreements.  Section 2.7: LB.

    Attributes:
        transactions: agreements.
        records: with the start and this one.
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)

    def stated(self) -> Stated:
        """Return the counts."""
        return Stated(self.transactions, self.records)


@layout("42 94 40", "03", source="2.5, 4.4 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class PartyName(Record):
    """Record 40, address 1: name and place of a party, in enrollments and invoices alike.

    Sections 2.5 and 4.4: LB.

    Attributes:
        transaction: number within the assignment.
        party: 1 issuer, 2 consumer, 3 another payer.
        name: blank in enrollments, whose record 39 has it.
        postal_code: four digits in Norway, up to seven elsewhere.
        place: poststed.
    """

    transaction: int = number_at(9, 15)
    party: int = number_at(16, 16)
    name: str = text_at(17, 46, personal=True)
    postal_code: str = text_at(47, 53, personal=True)
    place: str = text_at(54, 78, personal=True)


@layout("42 94 41", "03", source="2.5, 4.4 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class PartyAddress(Record):
    """Record 41, address 2: street lines and country of a party.  Sections 2.5 and 4.4: LB.

    Attributes:
        transaction: number within the assignment.
        party: as in record 40.
        line_1: first line of the address.
        line_2: second line.
        country: blank for Norway in LB's practice.
    """

    transaction: int = number_at(9, 15)
    party: int = number_at(16, 16)
    line_1: str = text_at(17, 46, personal=True)
    line_2: str = text_at(47, 76, personal=True)
    country: str = text_at(77, 79)


@layout("42 94 22", "03", source="2.5, 4.5 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class PartyPhone(Record):
    """Record 22: telephone and telefax of a party.  Sections 2.5 and 4.5: LB."""

    transaction: int = number_at(9, 15)
    party: int = number_at(16, 16)
    phone: str = text_at(17, 36, personal=True)
    fax: str = text_at(37, 56, personal=True)


@layout("42 94 23", "03", source="2.5, 4.5 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class PartyEmail(Record):
    """Record 23: e-mail of a party.  Sections 2.5 and 4.5: LB."""

    transaction: int = number_at(9, 15)
    party: int = number_at(16, 16)
    email: str = text_at(17, 80, personal=True)


@layout(
    "42 94 20",
    "03",
    source="2.1, 4.1 (LB)",
    trust=_TRUST,
    nets="562",
    role=Role.OPENS,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class EfakturaAssignmentStart(Record):
    """Record 20 of service 42, enrollments (94) and invoices (03): whose assignment it is.

    Sections 2.1 and 4.1: LB.

    Attributes:
        assignment: number of the assignment (oppdragsnummer).
        account: of the issuer (oppdragskonto).
        issuer: our reference at Nets, such as ``NOR123456785-1``, one per agreement.
    """

    assignment: int = number_at(18, 24, nets="525")
    account: str = code_at(25, 35, nets="502")
    issuer: str = text_at(36, 49)
