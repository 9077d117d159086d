"""Which days banks settle on in Norway, and until when a claim may be sent.

Norges Bank's settlement system (NBO) publishes its closed days: Saturdays, Sundays, the public
holidays and Christmas Eve (Settlement days, norges-bank.no, 2006 and 2017: official).  New Year's
Eve is not among them.  Banks may have shorter hours of their own on either day.
"""

from datetime import date, timedelta
from typing import Final

from attrs import field, frozen
from holidays import HolidayBase, country_holidays

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_DECEMBER: Final = 12


def _norway() -> HolidayBase:
    return country_holidays("NO")


@frozen(kw_only=True)
class BankingDays:
    """The days that banks settle on.

    Attributes:
        christmas_eve: whether 24 December is one, where it is no Saturday or Sunday.
        new_years_eve: the same for 31 December.

    Example:
        >>> days = BankingDays()
        >>> days.on_or_after(date(2026, 12, 24)), days.on_or_before(date(2026, 5, 17))
        (datetime.date(2026, 12, 28), datetime.date(2026, 5, 15))
    """

    christmas_eve: bool = False
    new_years_eve: bool = True
    _holidays: HolidayBase = field(init=False, repr=False, eq=False, factory=_norway)

    def is_holiday(self, day: date) -> bool:
        """Whether banks are closed whatever day of the week it is."""
        if day.month == _DECEMBER and day.day == 24:  # noqa: PLR2004 - Christmas Eve
            return not self.christmas_eve
        if day.month == _DECEMBER and day.day == 31:  # noqa: PLR2004 - New Year's Eve
            return not self.new_years_eve
        return day in self._holidays

    def is_open(self, day: date) -> bool:
        """Whether banks settle on that day."""
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def on_or_after(self, day: date) -> date:
        """Return the day itself, or the next one that banks settle on."""
        while not self.is_open(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself, or the last one before it that banks settle on."""
        while not self.is_open(day):
            day -= _DAY
        return day

    def received(self, today: date, *, after_cutoff: bool) -> date:
        """Return the banking day that a file counts as received on.

        Args:
            today: when it is sent.
            after_cutoff: whether that is after the last hour for files of the day.
        """
        return self.on_or_after(today + _DAY if after_cutoff else today)

    def earliest_due(self, received: date, *, days: int) -> date:
        """Return the first due date that leaves so many calendar days, holidays not counted.

        Weekends count, holidays do not: as python-netsgiro (2022) has it, one implementation in
        production.

        Example:
            >>> BankingDays().earliest_due(date(2026, 4, 1), days=4)  # before Easter
            datetime.date(2026, 4, 9)
        """
        day = received
        while days > 0:
            day += _DAY
            days -= not self.is_holiday(day)
        return day

    def notice_deadline(self, due: date, *, last_day: int) -> date:
        """Return the last day to send a claim that the bank notifies the payer of.

        Claims due from the 15th on go out by the last banking day of the month before, those until
        the 14th by that of the month before it (AvtaleGiro user manual 3.1, 2013: official, older).

        Args:
            due: the due date.
            last_day: of the month that still belongs to the month before; 14.

        Example:
            >>> BankingDays().notice_deadline(date(2026, 12, 14), last_day=14)
            datetime.date(2026, 10, 30)
            >>> BankingDays().notice_deadline(date(2026, 12, 15), last_day=14)
            datetime.date(2026, 11, 30)
        """
        day = due.replace(day=1) - _DAY
        if due.day <= last_day:
            day = day.replace(day=1) - _DAY
        return self.on_or_before(day)


def year_ahead(today: date) -> date:
    """Return the same day twelve months on; the last of February where there is none.

    Example:
        >>> year_ahead(date(2028, 2, 29))
        datetime.date(2029, 2, 28)
    """
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)
