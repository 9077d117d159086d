"""Hypothesis strategies for what goes to the banks and comes from them.

Example:
    >>> from hypothesis import given
    >>> @given(kid=kids(), invoice=invoices())
    ... def test_mine(kid: Kid, invoice: Invoice) -> None:
    ...     assert str(kid).isdigit()
    ...     assert invoice.gross == invoice.net + invoice.vat_amount
    >>> test_mine()
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.enrollment import (
    AnswerError,
    EnrollmentAction,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.identifiers import AccountNumber
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer, VatTotal
from fakturakjerne.domain.kid import Kid, KidMethod
from fakturakjerne.domain.lease import VatCode
from fakturakjerne.domain.mandate import Mandate, MandateKind
from fakturakjerne.domain.money import Ore, vat_of
from fakturakjerne.domain.payment import Payment, PaymentKind
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.testing.strategies import amounts, customers, names, organization_numbers

__all__ = [
    "account_numbers",
    "addresses",
    "claims",
    "enrollments",
    "invoices",
    "issuers",
    "kids",
    "mandates",
    "payments",
    "words",
]

_DAYS: Final = (date(2026, 1, 1), date(2030, 12, 31))
_RATES: Final = (Decimal(25), Decimal(15), Decimal(12), Decimal(0))
_LARGEST: Final = Ore(10**9)
_LATIN: Final = st.characters(codec="latin-1", categories=("L", "N", "P", "S"))
_NUMBERS: Final = st.integers(1, 9_999_999)


@st.composite
def kids(
    draw: DrawFn,
    *,
    methods: Sequence[KidMethod] = tuple(KidMethod),
    dash: bool = False,
    max_size: int = 25,
) -> Kid:
    """Make KIDs by any of the methods; with ``dash`` some end with ``-``.

    Args:
        draw: hypothesis gives it.
        methods: how the check digits are computed.
        dash: whether the check digit may be ``-``.
        max_size: how many characters at most.
    """
    method = draw(st.sampled_from(methods))
    size = draw(st.integers(1, max_size - 1))
    start = draw(st.integers(0, 10**size - 1))
    for number in count(start):  # by modulus 11 one in eleven ends with a dash
        text = f"{number % 10**size:0{size}d}"
        if method.check_digit(text) != "-" or dash:
            return Kid.of(text, method=method, dash=dash)
    raise AssertionError  # pragma: no cover - count() has no end


@st.composite
def account_numbers(draw: DrawFn) -> AccountNumber:
    """Make account numbers with a right check digit."""
    for number in count(draw(st.integers(1, 10**10 - 1))):
        for check in range(10):  # one number in eleven has no check digit
            try:
                return AccountNumber(f"{number % 10**10:010d}{check}")
            except InvalidValueError:
                continue
    raise AssertionError  # pragma: no cover - count() has no end


def words(*, max_size: int, min_size: int = 0) -> SearchStrategy[str]:
    """Make texts as a file in Latin-1 holds them: nothing to strip, nothing to break a line."""
    return st.text(_LATIN, min_size=min_size, max_size=max_size)


def addresses() -> SearchStrategy[Address]:
    """Make addresses as a file of the bank holds them: one or two lines of 30, a postal code."""
    return st.builds(
        Address,
        lines=st.lists(words(min_size=1, max_size=30), max_size=2).map(tuple),
        postal_code=st.just("") | st.text("0123456789", min_size=4, max_size=4),
        place=st.sampled_from(("", "ÅLESUND", "BØ I TELEMARK")),
        country=st.sampled_from(("NO", "SE")),
    )


def issuers() -> SearchStrategy[Issuer]:
    """Make issuers with an eFaktura agreement."""
    return st.builds(
        Issuer,
        name=words(min_size=1, max_size=30),
        organization_number=organization_numbers(),
        account=account_numbers(),
        address=addresses(),
        phone=st.sampled_from(("", "55565556")),
        email=st.sampled_from(("", "faktura@example.no")),
        efaktura_issuer=organization_numbers().map(lambda number: f"NOR{number.text}-1"),
    )


@st.composite
def enrollments(
    draw: DrawFn,
    *,
    actions: Sequence[EnrollmentAction] = tuple(EnrollmentAction),
    statuses: Sequence[EnrollmentStatus] = tuple(EnrollmentStatus),
) -> EnrollmentRecord:
    """Make enrollments as files hold them: new ones, ends, confirmations of answers.

    Args:
        draw: hypothesis gives it.
        actions: what the customers do.
        statuses: where the enrollments stand.
    """
    status = draw(st.sampled_from(statuses))
    refused = status is EnrollmentStatus.NOT_ACTIVE
    return EnrollmentRecord(
        issuer=f"NOR{draw(organization_numbers()).text}-1",
        account=draw(account_numbers()).text,
        transmission=draw(_NUMBERS),
        assignment=draw(_NUMBERS),
        transaction=draw(_NUMBERS),
        action=draw(st.sampled_from(actions)),
        status=status,
        error_code=draw(st.sampled_from(list(AnswerError))).value if refused else "",
        error_text=draw(words(max_size=40)) if refused else "",
        reference=draw(st.sampled_from(("1001", "0900", "900")) | words(min_size=1, max_size=31)),
        first_name=draw(words(max_size=30)),
        last_name=draw(words(max_size=30)),
        address=draw(addresses()),
        phone=draw(st.sampled_from(("", "73500000"))),
        email=draw(st.sampled_from(("", "kari@example.no"))),
        user_id=draw(words(max_size=35)),
    )


@st.composite
def invoices(
    draw: DrawFn,
    *,
    of: SearchStrategy[Customer] | None = None,
    credit: bool = True,
    largest: Ore = _LARGEST,
) -> Invoice:
    """Make invoices of a few lines, with VAT of several rates.

    Args:
        draw: hypothesis gives it.
        of: their customers; any by default.
        credit: whether some lines, and so some invoices, are negative.
        largest: the largest net of a line, in øre.
    """
    nets = amounts(largest=largest) if credit else st.integers(1, largest).map(Ore)
    drawn = draw(st.lists(st.tuples(nets, st.sampled_from(_RATES)), min_size=1, max_size=5))
    lines = tuple(
        InvoiceLine(text=draw(names(max_size=35)), net=net, vat=VatCode(str(rate), rate))
        for net, rate in drawn
    )
    issued = draw(st.dates(*_DAYS))
    return Invoice(
        number=str(draw(st.integers(1, 99_999_999))),
        issue_date=issued,
        due_date=issued + timedelta(draw(st.integers(0, 30))),
        kid=draw(kids()),
        issuer=draw(issuers()),
        customer=draw(customers() if of is None else of),
        lines=lines,
        vat=tuple(_total(rate, drawn) for rate in sorted({rate for _, rate in drawn})),
    )


def _total(rate: Decimal, lines: Sequence[tuple[Ore, Decimal]]) -> VatTotal:
    net = Ore(sum(each for each, its in lines if its == rate))
    return VatTotal(codes=(str(rate),), rate=rate, net=net, vat=vat_of(net, rate))


def claims(*, cancels: bool | None = None) -> SearchStrategy[Claim]:
    """Make claims with and without notice, and cancellations unless told otherwise."""
    return st.builds(
        Claim,
        kid=kids(),
        due_date=st.dates(*_DAYS),
        amount=st.integers(0, 10**16).map(Ore),
        payer_name=words(max_size=10),
        reference=words(max_size=25),
        bank_notice=st.booleans(),
        lines=st.lists(words(min_size=1, max_size=80), max_size=3).map(tuple),
        cancels=st.booleans() if cancels is None else st.just(cancels),
    )


def mandates() -> SearchStrategy[Mandate]:
    """Make mandates, full lists, new ones and ended ones."""
    return st.builds(
        Mandate,
        account=account_numbers().map(lambda account: account.text),
        number=_NUMBERS,
        kind=st.sampled_from(MandateKind),
        kid=kids(dash=True).map(str),
        notice=st.booleans(),
    )


@st.composite
def payments(draw: DrawFn) -> Payment:
    """Make payments of all kinds; those with free text have no KID."""
    kind = draw(st.sampled_from(PaymentKind))
    with_text = kind in (PaymentKind.REVERSAL_WITH_TEXT, PaymentKind.PURCHASE_WITH_TEXT)
    amount = draw(st.integers(0, 10**16))
    return Payment(
        account=draw(account_numbers()).text,
        kind=kind,
        kid="" if with_text else draw(kids(dash=True)).text,
        amount=Ore(-amount if kind.is_reversal else amount),
        settled=draw(st.dates(*_DAYS)),
        bank_date=draw(st.none() | st.dates(*_DAYS)),
        transaction=draw(_NUMBERS),
        debit_account=draw(st.just("") | account_numbers().map(lambda account: account.text)),
        message=draw(words(max_size=40)) if with_text else "",
    )
