"""Who a customer is: organisation number, national identity number or resource number."""

import re
from datetime import date
from typing import ClassVar, Final

from attrs import field, frozen
from stdnum.no import fodselsnummer, orgnr

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.errors import InvalidValueError

_ORGANIZATION_DIGITS: Final = 9
_PERSON_DIGITS: Final = 11
_ACCOUNT_DIGITS: Final = 11
_ACCOUNT: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_RESOURCE_DIGITS: Final = (5, 6)
_SYNTHETIC_MONTHS: Final = (80, 65, 40)
_D_NUMBER_DAY: Final = 40
_CENTURIES: Final = (1900, 2000, 1800)
_PERSONAL_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{6}[ .-]?[0-9]{5}(?![0-9])")


def mask(text: str) -> str:
    """Hide what may be a personal number: eleven digits in all keep their first two.

    Example:
        >>> mask("15819010029")
        '15*********'
        >>> mask("974760673")
        '974760673'
    """
    if sum(character.isdigit() for character in text) < _PERSON_DIGITS:
        return text
    return text[:2] + "*" * (len(text) - 2)


def mask_within(text: str) -> str:
    """Hide every personal number inside a longer text, and leave the rest of it readable.

    Example:
        >>> mask_within("Hall A, 2026-02-02 18:00, for 158190 10029")
        'Hall A, 2026-02-02 18:00, for 15**********'
    """
    return _PERSONAL_NUMBER.sub(lambda match: mask(match[0]), text)


def masked_repr(value: str | None) -> str:
    """Return the repr of a text that may be, or may hold, a personal number; for ``field(repr=)``.

    Example:
        >>> masked_repr("15819010029"), masked_repr(None)
        ("'15*********'", 'None')
    """
    return repr(None if value is None else mask_within(value))


@frozen(order=False)
class OrganizationNumber:
    """Nine digits with a modulus 11 check digit (organisasjonsnummer).

    Raises:
        InvalidValueError: if the text is anything else; the error says what would be right.

    Example:
        >>> OrganizationNumber("974760673").text
        '974760673'
    """

    rank: ClassVar[int] = 0
    text: str = field()

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if not _is_digits(text) or len(text) != _ORGANIZATION_DIGITS:
            raise InvalidValueError(
                catalogue.ORGANIZATION_NUMBER_FORM,
                value=repr(mask(text)),
                suggestion=_nine_digits(text),
            )
        if orgnr.checksum(text) != 0 or not text.strip("0"):  # nine zeros add up, and are nobody
            raise InvalidValueError(catalogue.ORGANIZATION_NUMBER_CHECK, value=repr(text))

    @property
    def masked(self) -> str:
        """The number as it may stand in a log: an organisation's is public."""
        return self.text


@frozen(order=False, repr=False)
class NationalIdentityNumber:
    """Eleven digits with two check digits (fødselsnummer, D-nummer), masked in its repr.

    Synthetic numbers (month + 40, + 65 or + 80) are well-formed here; whether they pass is for
    :func:`parse_customer_id` to say.

    Raises:
        InvalidValueError: if the date or a check digit is wrong.

    Example:
        >>> NationalIdentityNumber("15819010029")
        NationalIdentityNumber('15*********')
    """

    rank: ClassVar[int] = 1
    text: str = field()

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if not _is_digits(text) or len(text) != _PERSON_DIGITS:
            raise InvalidValueError(catalogue.CUSTOMER_ID_LENGTH, value=repr(mask(text)))
        if _birth_date(text) is None:
            raise InvalidValueError(catalogue.NATIONAL_ID_DATE, value=repr(mask(text)))
        first, second = fodselsnummer.calc_check_digit1(text), fodselsnummer.calc_check_digit2(text)
        if text[-2:] != first + second:
            raise InvalidValueError(catalogue.NATIONAL_ID_CHECK, value=repr(mask(text)))

    @property
    def is_synthetic(self) -> bool:
        """Whether the number belongs to no living person, by its month."""
        return int(self.text[2:4]) > _SYNTHETIC_MONTHS[-1]

    @property
    def masked(self) -> str:
        """The number as it may stand in a log."""
        return mask(self.text)

    def __repr__(self) -> str:
        """Show the first two digits only."""
        return f"{type(self).__name__}({self.masked!r})"


@frozen(order=False)
class ResourceNumber:
    """Five or six digits of an internal customer (ressursnummer); leading zeros count.

    Raises:
        InvalidValueError: if the text is anything else.

    Example:
        >>> ResourceNumber("012345") == ResourceNumber("12345")
        False
    """

    rank: ClassVar[int] = 2
    text: str = field()

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if not _is_digits(text) or len(text) not in _RESOURCE_DIGITS:
            raise InvalidValueError(catalogue.RESOURCE_NUMBER_FORM, value=repr(mask(text)))

    @property
    def masked(self) -> str:
        """The number as it may stand in a log."""
        return self.text


@frozen(order=False, repr=False)
class AccountNumber:
    """Eleven digits with a modulus 11 check digit (kontonummer), masked in its repr.

    Only what we send must be right: numbers in files of others are kept as they are written.

    Raises:
        InvalidValueError: if the text is anything else.

    Example:
        >>> AccountNumber("12345678903").grouped
        '1234.56.78903'
    """

    text: str = field()

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if not _is_digits(text) or len(text) != _ACCOUNT_DIGITS:
            raise InvalidValueError(catalogue.ACCOUNT_NUMBER_FORM, value=repr(mask(text)))
        weighted = sum(int(digit) * weight for digit, weight in zip(text, _ACCOUNT, strict=True))
        if weighted % 11 or not text.strip("0"):
            raise InvalidValueError(catalogue.ACCOUNT_NUMBER_CHECK, value=repr(mask(text)))

    @property
    def grouped(self) -> str:
        """The number as people read it."""
        return f"{self.text[:4]}.{self.text[4:6]}.{self.text[6:]}"

    @property
    def masked(self) -> str:
        """The number as it may stand in a log."""
        return mask(self.text)

    def __repr__(self) -> str:
        """Show the first two digits only."""
        return f"{type(self).__name__}({self.masked!r})"


CustomerId = OrganizationNumber | NationalIdentityNumber | ResourceNumber
"""A customer id that is known to be well-formed."""


@frozen(repr=False)
class UnusableId:
    """A customer id that nobody can be billed by, kept with the reason why.

    A free, paid or cancelled lease needs no id, so a wrong one is no reason to lose the lease.

    Attributes:
        text: as it was given.
        reason: why it is refused; carries the sentence in both languages.
    """

    text: str
    reason: InvalidValueError = field(eq=False)

    @property
    def masked(self) -> str:
        """The text as it may stand in a log."""
        return mask(self.text)

    def __repr__(self) -> str:
        """Show the text masked."""
        return f"{type(self).__name__}({self.masked!r})"


def parse_customer_id(
    text: str, *, internal: bool = False, test_identities: bool = False
) -> CustomerId | UnusableId:
    """Tell by its length what kind of id a text is, and whether it can be billed.

    Args:
        text: the id, digits only.
        internal: whether the customer is internal; resource numbers belong to those alone.
        test_identities: whether synthetic national identity numbers pass.

    Example:
        >>> parse_customer_id("28120", internal=True)
        ResourceNumber(text='28120')
        >>> parse_customer_id("974 760 673 MVA").reason.values["suggestion"]
        '974760673'
    """
    try:
        return _parse(text, internal=internal, test_identities=test_identities)
    except InvalidValueError as reason:
        return UnusableId(text, reason)


def _parse(text: str, *, internal: bool, test_identities: bool) -> CustomerId:
    if not _is_digits(text) and any(character.isdigit() for character in text):
        if sum(character.isdigit() for character in text) == _PERSON_DIGITS:
            raise _refuse(catalogue.CUSTOMER_ID_LENGTH, text)  # 158190 10029: no organisation's
        return OrganizationNumber(text)
    if len(text) == _ORGANIZATION_DIGITS:
        return OrganizationNumber(text)
    if len(text) == _PERSON_DIGITS:
        person = NationalIdentityNumber(text)
        if person.is_synthetic and not test_identities:
            raise _refuse(catalogue.NATIONAL_ID_SYNTHETIC, text)
        return person
    if len(text) in _RESOURCE_DIGITS:
        if not internal:
            raise _refuse(catalogue.RESOURCE_NUMBER_EXTERNAL, text)
        return ResourceNumber(text)
    raise _refuse(catalogue.CUSTOMER_ID_LENGTH, text)


def _refuse(text: Text, value: str) -> InvalidValueError:
    return InvalidValueError(text, value=repr(mask(value)))


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _nine_digits(text: str) -> str:
    digits = "".join(character for character in text if "0" <= character <= "9")
    return digits if len(digits) == _ORGANIZATION_DIGITS else "974760673"


def _birth_date(text: str) -> date | None:
    """Return a possible date of birth, or None where the digits are no date in any century."""
    day, month, year = int(text[:2]), int(text[2:4]), int(text[4:6])
    day -= _D_NUMBER_DAY if day > _D_NUMBER_DAY else 0
    month -= next((shift for shift in _SYNTHETIC_MONTHS if month > shift), 0)
    for century in _CENTURIES:
        try:
            return date(century + year, month, day)
        except ValueError:
            continue
    return None
