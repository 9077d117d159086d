"""What an installation wants in its AvtaleGiro files."""

from typing import Final, Literal

from attrs import frozen

from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.template import Template
from fakturakjerne_nets.banking_days import BankingDays
from fakturakjerne_nets.giro_options import KidChecking, account_of, between, sender_of

_MOST_NUMBER: Final = 9_999_999
_MOST_DAYS: Final = 60
_MOST_DAY: Final = 31


@frozen(kw_only=True)
class AvtaleGiroOptions:
    """Options of the exporter.

    Lead times: 4 calendar days for claims that the bank does not notify of (python-netsgiro 2022,
    one implementation in production; 9 until 2017), and for the others the last banking day of a
    month for due dates from the 15th of the next to the 14th of the one after (user manual 3.1,
    2013: official, older).  Files count as received on a banking day, until 14:00 (the same manual
    and two implementations).  Christmas Eve is no banking day, New Year's Eve is one (Norges Bank).

    Example:
        >>> options = AvtaleGiroOptions(sender="10200", account="1234.56.78903")
        >>> options.sender, options.account
        ('00010200', '12345678903')
    """

    sender: str = option(
        nb="Kundeenhet-id hos Nets (dataavsender).",
        en="Customer unit id at Nets (data sender).",
        converter=sender_of,
    )
    account: str = option(
        nb="Oppdragskonto: den som AvtaleGiro og OCR giro er registrert på.",
        en="The account that AvtaleGiro and OCR giro are registered on.",
        converter=account_of,
    )
    transmission: int = option(
        nb="Forsendelsesnummer; 0: måned, dag og dagens filnummer.",
        en="Transmission number; 0: month, day and the running number of the day's files.",
        default=0,
        converter=between(0, _MOST_NUMBER),
    )
    assignment: int = option(
        nb="Oppdragsnummer for kravene; slettinger får det neste. 0: måned, dag, siste siffer i "
        "året og to av hundre numre, to for hver av dagens filer.",
        en="Assignment number of the claims; cancellations get the next one. 0: month, day, last "
        "digit of the year and two of a hundred numbers, two for each of the day's files.",
        default=0,
        converter=between(0, _MOST_NUMBER - 1),
    )
    kid: KidChecking = option(
        nb="Kontrollsiffer i KID etter avtalen: mod10, mod11, either for begge, none for ingen "
        "kontroll.",
        en="Check digit of KIDs by the agreement: mod10, mod11, either for both, none for no check.",
        default="either",
    )
    lead_days: int = option(
        nb="Kalenderdager fra filen er mottatt til forfall; helligdager regnes ikke med.",
        en="Calendar days from the file is received until the due date; holidays do not count.",
        default=4,
        converter=between(0, _MOST_DAYS),
    )
    notice_last_day: int = option(
        nb="Krav med varsel fra banken og forfall til og med denne dagen i måneden må være mottatt "
        "to månedsskifter før, senere forfall ett. 0: alltid ett; -1: bare lead_days gjelder.",
        en="A claim that the bank notifies of, due until this day of the month, must be received "
        "two ends of months before, a later one at one. 0: always one; -1: only lead_days holds.",
        default=14,
        converter=between(-1, _MOST_DAY),
    )
    after_cutoff: bool = option(
        nb="Filen kommer fram etter fristen for dagen (kl. 14.00 på bankdager).",
        en="The file arrives after the cut-off of the day (14:00 on banking days).",
        default=False,
    )
    christmas_eve: bool = option(
        nb="Julaften er bankdag.", en="Christmas Eve is a banking day.", default=False
    )
    new_years_eve: bool = option(
        nb="Nyttårsaften er bankdag.", en="New Year's Eve is a banking day.", default=True
    )
    line_end: Literal["crlf", "lf"] = option(nb="Linjeslutt.", en="Line ending.", default="crlf")
    name: Template = option(
        nb="Filnavn.", en="File name.", default=Template("avtalegiro_{today:%Y%m%d}_{sequence}.txt")
    )

    @property
    def banking_days(self) -> BankingDays:
        """The days that banks settle on."""
        return BankingDays(christmas_eve=self.christmas_eve, new_years_eve=self.new_years_eve)
