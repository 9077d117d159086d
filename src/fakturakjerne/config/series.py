"""A number series of the config file: the numbers that may be used."""

from typing import Final

from attrs import Attribute, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.options import option

__all__ = ["Series"]

_LARGEST_NUMBER: Final = 10**15 - 1


def _check_number(_instance: object, _field: "Attribute[object]", value: int) -> None:
    if not 1 <= value <= _LARGEST_NUMBER:
        raise InvalidValueError(catalogue.CONFIG_RANGE, lowest=1, highest=_LARGEST_NUMBER)


@frozen(kw_only=True)
class Series:
    """The order numbers that may be used, both ends included.

    Raises:
        InvalidValueError: if first comes after last, or a number is not positive.

    Example:
        >>> Series(first=34500001, last=34599999).first
        34500001
    """

    first: int = option(nb="Første nummer.", en="The first number.", validator=_check_number)
    last: int = option(nb="Siste nummer.", en="The last number.", validator=_check_number)

    def __attrs_post_init__(self) -> None:
        """Refuse a series without numbers."""
        if self.first > self.last:
            raise InvalidValueError(catalogue.CONFIG_SERIES, first=self.first, last=self.last)
