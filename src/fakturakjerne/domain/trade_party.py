"""Seller, buyer and others that a supplier's invoice names, with all their ids as stated."""

import re
from typing import Final

from attrs import frozen

from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.domain.masked import Masked
from fakturakjerne.errors import InvalidValueError

ORGANIZATION_SCHEME: Final = "0192"
"""Enhetsregisteret, in the code list of electronic addresses (EAS) and in ICD."""

_OLD_SCHEME: Final = "9908"
_VAT_NUMBER: Final = re.compile(r"(?:NO)?([0-9]{9})(?:MVA)?")


@frozen(repr=False)
class Identifier(Masked):
    """An id as it is stated, and the scheme that it belongs to.

    Attributes:
        value: the id; nothing is known of its form.
        scheme: such as ``0192``; empty where none is stated.

    Example:
        >>> Identifier("974760673", "0192")
        Identifier(value='974760673', scheme='0192')
    """

    value: str
    scheme: str = ""


@frozen(kw_only=True, repr=False)
class PartyAddress(Masked):
    """A postal address (BG-5, BG-8, BG-12, BG-15); every part may be empty.

    Example:
        >>> PartyAddress(city="Bergen", country="NO").postal_code
        ''
    """

    street: str = ""
    additional_street: str = ""
    line: str = ""
    city: str = ""
    postal_code: str = ""
    subdivision: str = ""
    country: str = ""


@frozen(kw_only=True, repr=False)
class PartyContact(Masked):
    """Whom to ask (BG-6, BG-9).

    Example:
        >>> PartyContact(name="Kari", email="kari@example.com")
        PartyContact(name='Kari', email='kari@example.com')
    """

    name: str = ""
    telephone: str = ""
    email: str = ""


@frozen(kw_only=True, repr=False)
class TradeParty(Masked):
    """Seller, buyer, payee or tax representative; what is not stated is empty.

    Attributes:
        name: registered name (BT-27, BT-44).
        trading_name: other name (BT-28, BT-45); the name of a payee or representative (BT-59, 62).
        endpoint: electronic address (BT-34, BT-49).
        ids: other ids (BT-29, BT-46, BT-60, BT-90).
        legal_id: id in a register (BT-30, BT-47, BT-61).
        legal_form: such as a register's name (BT-33).
        tax_ids: the scheme is that of the tax: ``VAT`` (BT-31, BT-48, BT-63) or ``TAX`` (BT-32).
        address: postal address.
        contact: person or office.

    Example:
        >>> party = TradeParty(name="Vann AS", tax_ids=(Identifier("NO974760673MVA", "VAT"),))
        >>> party.vat_id, party.organization_number
        ('NO974760673MVA', OrganizationNumber(text='974760673'))
    """

    name: str = ""
    trading_name: str = ""
    endpoint: Identifier | None = None
    ids: tuple[Identifier, ...] = ()
    legal_id: Identifier | None = None
    legal_form: str = ""
    tax_ids: tuple[Identifier, ...] = ()
    address: PartyAddress | None = None
    contact: PartyContact | None = None

    @property
    def vat_id(self) -> str:
        """The id in the register of VAT (BT-31, BT-48, BT-63) as stated; empty without one."""
        return next((each.value for each in self.tax_ids if each.scheme == "VAT"), "")

    @property
    def organization_number(self) -> OrganizationNumber | None:
        """The Norwegian number to know the party by: BT-30, else BT-31, else BT-34.

        ``NO``, ``MVA`` and spaces around the nine digits are passed over; an id of a foreign
        scheme is none, nor are nine digits with a wrong check digit.
        """
        for value in self._candidates():
            match = _VAT_NUMBER.fullmatch(value.replace(" ", "").upper())
            if match is not None:
                try:
                    return OrganizationNumber(match[1])
                except InvalidValueError:
                    continue
        return None

    def _candidates(self) -> tuple[str, ...]:
        legal, endpoint = self.legal_id, self.endpoint
        known = (ORGANIZATION_SCHEME, _OLD_SCHEME)
        return (
            legal.value if legal is not None and legal.scheme in ("", *known) else "",
            self.vat_id,
            endpoint.value if endpoint is not None and endpoint.scheme in known else "",
        )
