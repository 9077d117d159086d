"""Which day digits are: years of two digits by an explicit window of a hundred years."""

from calendar import monthrange
from datetime import date
from typing import Final

from attrs import frozen

_YEARS: Final = 100


@frozen
class Century:
    """Which year two digits mean: the one in the hundred years from ``first_year``.

    Example:
        >>> Century(first_year=1970).day(b"311299")
        datetime.date(1999, 12, 31)
    """

    first_year: int = 2000

    def day(self, digits: bytes) -> date | None:
        """Return the day of DDMMYY; None for zeros, blanks and what is no date."""
        if len(digits) != 6 or not digits.isdigit():  # noqa: PLR2004 - DDMMYY
            return None
        return self._day(int(digits[4:]), int(digits[2:4]), int(digits[:2]))

    def day_year_first(self, digits: bytes) -> date | None:
        """Return the day of YYMMDD, as the end of a transmission with enrollments has it."""
        return self.day(digits[4:] + digits[2:4] + digits[:2])

    def _day(self, year: int, month: int, day: int) -> date | None:
        whole = self.first_year + (year - self.first_year) % _YEARS
        return day_of(whole, month, day)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is no such day.

    Example:
        >>> day_of(2026, 2, 29) is None
        True
    """
    if not (1 <= year <= date.max.year and 1 <= month <= 12):  # noqa: PLR2004 - months
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
