"""KID: the number on an invoice that tells the payee what a payment is for.

Up to 25 digits, the last of them a check digit.  Source: the system specifications of AvtaleGiro
(3.3, 2016) and OCR giro, both official; the least length is that of vendors, as those do not say.
"""

from enum import Enum

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr


class KidMethod(Enum):
    """How the check digit is computed; the payee's agreement with the bank says which."""

    MOD10 = "mod10"
    MOD11 = "mod11"


@frozen
class Kid:
    """A KID whose check digit is right.

    Example:
        >>> Kid("123456782").text
        '123456782'
    """

    text: str = field(repr=masked_repr)

    def __str__(self) -> str:
        """Return the text, as it is written on the invoice."""
        return self.text
