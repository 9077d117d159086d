"""What every transmission of service 42 to Nets begins with: who sends, and its numbers."""

from typing import Any, Final

from attrs import frozen

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.records import NETS, TransmissionStart

_LONGEST_SENDER: Final = 8
_LARGEST: Final = 9_999_999


def _sender(text: str) -> str:
    digits = text.isascii() and text.isdigit() and len(text) <= _LONGEST_SENDER
    if not digits or text.zfill(_LONGEST_SENDER) == NETS:
        raise InvalidValueError(catalogue.OPTION_SENDER, value=repr(mask(text)))
    return text.zfill(_LONGEST_SENDER)


def _number(value: int) -> int:
    if not 0 <= value <= _LARGEST:
        raise InvalidValueError(catalogue.OPTION_NUMBER, value=value)
    return value


@frozen(kw_only=True)
class SendingOptions:
    """Options of all exporters of service 42.

    Numbers that are not given are made as one implementation in production makes them: of the
    month, the day and the running number of the day's files.

    Example:
        >>> SendingOptions(sender="102000").sender
        '00102000'
        >>> SendingOptions(sender="00008080")
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: '00008080' is no customer unit id: ...
    """

    sender: str = option(
        nb="Kundeenhet-id hos Nets (dataavsender).",
        en="Customer unit id at Nets (data sender).",
        converter=_sender,
    )
    issuer: str = option(
        nb="Referanse fakturautsteder, slik: NOR974760673-1; tomt: den som dataene sier.",
        en="The issuer's reference, such as NOR974760673-1; empty: the one that the data says.",
        default="",
    )
    transmission: int = option(
        nb="Forsendelsesnummer; 0: måned, dag og dagens filnummer.",
        en="Transmission number; 0: month, day and the running number of the day's files.",
        default=0,
        converter=_number,
    )
    assignment: int = option(
        nb="Nummer på det første oppdraget; 0: måned, dag, siste siffer i året og dagens filnummer.",
        en="Number of the first assignment; 0: month, day, last digit of the year and the running "
        "number of the day's files.",
        default=0,
        converter=_number,
    )
    production: bool = option(
        nb="Produksjonsdata; false merker filen som test, og Nets avviser den i produksjon (526).",
        en="Production data; false marks the file as a test, which Nets rejects in production (526).",
        default=False,
    )


def transmission_of(batch: ExportBatch[Any], options: SendingOptions) -> int:
    """Return the number of the transmission.

    Example:
        >>> from datetime import date
        >>> batch = ExportBatch(id="1", today=date(2026, 11, 21), sequence=1, kind="all", items=())
        >>> transmission_of(batch, SendingOptions(sender="102000"))
        1121001
    """
    return options.transmission or int(f"{batch.today:%m%d}{batch.sequence:03}")


def assignment_of(batch: ExportBatch[Any], options: SendingOptions, *, place: int) -> int:
    """Return the number of an assignment; the first has place 0, and each is one more.

    Example:
        >>> from datetime import date
        >>> batch = ExportBatch(id="1", today=date(2026, 11, 21), sequence=1, kind="all", items=())
        >>> assignment_of(batch, SendingOptions(sender="102000"), place=0)
        1121601
    """
    today = batch.today
    first = options.assignment or int(f"{today:%m%d}{today.year % 10}{batch.sequence:02}")
    return first + place


def start_of(batch: ExportBatch[Any], options: SendingOptions) -> TransmissionStart:
    """Return record 10: to Nets, made on the day of the batch."""
    return TransmissionStart(
        sender=options.sender,
        number=transmission_of(batch, options),
        file_date=batch.today,
        production=int(options.production),
    )
