"""What an installation of Agresso wants in its LG04 files."""

import difflib
import re
from collections.abc import Mapping
from typing import Final, Literal

from attrs import Factory, field, frozen

from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.fixedwidth import Kind, Layout
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.errors import CodecError, OptionsError
from fakturakjerne.plugin.lease_texts import TEXT_SOURCES
from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.template import DATE_DIRECTIVES, Template
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.layouts import COLUMN_NAMES
from fakturakjerne_agresso.site_layout import NEEDED, load_layout

_DATE_FORMAT: Final = re.compile(rf"(?:[^%]|%[{DATE_DIRECTIVES}])*")

CUSTOMER_SOURCES: Final = ("customer", "number", "payer", "own")
REFERENCE_SOURCES: Final = ("contact", "number")

_UPPER: Final = (
    "client",
    "batch_id",
    "article",
    *(f"att_{number}_id" for number in range(1, 8)),
    "dim_1",
    "dim_2",
    "dim_3",
    "dim_5",
    "dim_value_1",
)


def _with_attributes(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Take ``att_n_id`` for all seven of them."""
    every = tuple(f"att_{number}_id" for number in range(1, 8))
    return tuple(
        name for column in columns for name in (every if column == "att_n_id" else (column,))
    )


def _customer_columns() -> dict[str, Mapping[str, str]]:
    return {
        "external": {"text3": "customer", "text4": "customer"},
        "internal": {"text3": "customer", "text4": "own"},
    }


def _references() -> dict[str, tuple[str, ...]]:
    return {"external": ("contact", "number"), "internal": ("number", "contact")}


def _dates(options: "Lg04Options") -> Layout:
    kind = Kind.RIGHT if options.date_align == "right" else Kind.TEXT
    return load_layout(options.layout, dates=kind)


@frozen(kw_only=True)
class Lg04Options:
    """Options of ``agresso-lg04``; the defaults are those of docs/reference/options-agresso-lg04.md.

    A layout file is read here, when the options are made, and nowhere else.

    Raises:
        OptionsError: if the layout, the encoding or a column that an option names does not exist.

    Example:
        >>> options = Lg04Options(layout="5.3", client="XY", line_dimensions={"dim_1": "ansvar"})
        >>> options.columns.length, options.charset.encoding
        (1905, 'iso-8859-1')
    """

    layout: str = option(
        nb="5.3, 5.3-client4, 5.5, eller en TOML-fil med egne kolonner.",
        en="5.3, 5.3-client4, 5.5, or a TOML file with columns of one's own.",
    )
    client: str = option(nb="Klient (firmakode) i Agresso.", en="The client (company code).")
    batch_id: Template = option(
        nb="Bunkenummer på hver rad.",
        en="Batch id on every row.",
        default=Template("FK{today:%y%m%d}{sequence}"),
    )
    responsible: str = option(
        nb="Ansvarlig bruker; også i responsible2.",
        en="The responsible user; in responsible2 as well.",
        default="BOOKING",
    )
    voucher_type: str = option(nb="Bilagsart.", en="Voucher type.", default="FK")
    order_type: str = option(nb="Ordretype.", en="Order type.", default="FS")
    pay_method: str = option(nb="Betalingsmåte.", en="Payment method.", default="IP")
    currency: str = option(nb="Valuta.", en="Currency.", default="NOK")
    status: str = option(nb="N normal, P parkert.", en="N for normal, P for parked.", default="N")
    trans_type: str = option(nb="42 er salgsordre.", en="42 is a sales order.", default="42")
    period_source: Literal["today", "basis"] = option(
        nb="Hva regnskapsperioden er: dagens måned eller fakturaens.",
        en="What the period is: today's month, or the invoice's.",
        default="today",
    )
    period_format: str = option(
        nb="Hvordan perioden skrives; tomt gir 00YYYYMM i 5.3 og YYYYMM i 5.5.",
        en="How the period is written; empty gives 00YYYYMM in 5.3 and YYYYMM in 5.5.",
        default="",
    )
    confirm_date: Literal["today", "period_end", "blank"] = option(
        nb="Bekreftelsesdato på hodet.", en="Confirmation date on the header.", default="today"
    )
    delivery_date: Literal["today", "period_end", "blank"] = option(
        nb="Leveringsdato på hodet.", en="Delivery date on the header.", default="today"
    )
    date_format: str = option(
        nb="Hvordan datoer skrives.", en="How dates are written.", default="%Y%m%d"
    )
    date_align: Literal["right", "left"] = option(
        nb="Hvor en dato står i kolonnen; den er 17 bred i 5.3.",
        en="Where a date stands in its column; it is 17 wide in 5.3.",
        default="right",
    )
    accept_flag: bool = option(
        nb="1 på hodet og 0 på de andre radene, der layouten har kolonnen.",
        en="1 on the header and 0 on the other rows, where the layout has the column.",
        default=True,
    )
    header_line_no: Literal["0000", "blank"] = option(
        nb="Linjenummer på hodet.", en="The line number of the header.", default="0000"
    )
    unused_numbers: Literal["blank", "zero"] = option(
        nb="Hva som står i tallkolonner som ikke brukes.",
        en="What stands in numbers that are not used.",
        default="blank",
    )
    heading: str = option(
        nb="Topptekst på fakturaen (long_info1).",
        en="Text at the top of the invoice (long_info1).",
        default="",
    )
    line_dimensions: Mapping[str, str] = option(
        nb="Kolonne på linjen = navnet på dimensjonen.",
        en="Column of the line = name of the dimension.",
        factory=dict,
    )
    header_dimensions: Mapping[str, str] = option(
        nb="Kolonne på hodet = navnet på dimensjonen.",
        en="Column of the header = name of the dimension.",
        factory=dict,
    )
    attributes: Mapping[str, str] = option(
        nb="att_n_id = verdi, på hodet.", en="att_n_id = value, on the header.", factory=dict
    )
    customer_columns: Mapping[str, Mapping[str, str]] = option(
        nb="For external og internal: kolonne = customer, number, payer eller own.",
        en="For external and internal: column = customer, number, payer or own.",
        factory=_customer_columns,
    )
    own_organization_number: str = option(
        nb="Kommunens eget organisasjonsnummer, der en kundekolonne er own.",
        en="The municipality's own organisation number, where a customer column is own.",
        default="",
    )
    reference: Mapping[str, tuple[str, ...]] = option(
        nb="For external og internal: den første som finnes av contact og number, i ext_ord_ref.",
        en="For external and internal: the first there is of contact and number, in ext_ord_ref.",
        factory=_references,
    )
    article: str = option(
        nb="Artikkel der varelinjen ikke har noen.",
        en="Article where a charge has none.",
        default="",
    )
    account: str = option(
        nb="Konto der varelinjen ikke har noen.",
        en="Account where a charge has none.",
        default="",
    )
    upper: tuple[str, ...] = option(
        nb="Kolonner som skrives med store bokstaver; att_n_id er alle syv.",
        en="Columns that are written in capitals; att_n_id is all seven.",
        default=_UPPER,
        converter=_with_attributes,
    )
    encoding: str = option(nb="Tegnsett.", en="Encoding.", default="iso-8859-1")
    line_ending: Literal["crlf", "lf"] = option(nb="Linjeslutt.", en="Line ending.", default="crlf")
    final_newline: bool = option(
        nb="Linjeslutt også etter siste rad.",
        en="A line ending after the last row too.",
        default=True,
    )
    transliterate: bool = option(
        nb="Tegn som tegnsettet mangler, erstattes med varsel; false gjør dem til feil.",
        en="Characters that the encoding lacks are replaced with a warning; false: an error.",
        default=True,
    )
    text_rows: tuple[str, ...] = option(
        nb="Tekstrader til hver linje, i rekkefølge: period, resource, note, lease.",
        en="The text rows of each line, in order: period, resource, note, lease.",
        default=("period",),
        choices=TEXT_SOURCES,
    )
    columns: Layout = field(init=False, repr=False, default=Factory(_dates, takes_self=True))
    charset: Charset = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Hold all names against the layout, so that writing can rely on them."""
        try:
            object.__setattr__(self, "charset", Charset(self.encoding))
        except CodecError as error:
            raise OptionsError(error.text, **error.values) from None
        if not self.client.strip():
            raise _wrong("client", self.client, '"XY"')
        for name in ("date_format", "period_format"):
            if not _DATE_FORMAT.fullmatch(getattr(self, name)):
                expected = " ".join(f"%{letter}" for letter in DATE_DIRECTIVES)
                raise _wrong(name, getattr(self, name), expected)
        self._check_sources()
        self._check_columns()

    def columns_of(self, kind: CustomerKind) -> Mapping[str, str]:
        """Return the customer columns of a kind; the default ones where none are given."""
        return {**_customer_columns(), **self.customer_columns}[kind.value]

    def reference_of(self, kind: CustomerKind) -> tuple[str, ...]:
        """Return the order of references of a kind; the default one where none is given."""
        return {**_references(), **self.reference}[kind.value]

    @property
    def line_end(self) -> bytes:
        """The bytes between two rows."""
        return b"\r\n" if self.line_ending == "crlf" else b"\n"

    def _check_sources(self) -> None:
        kinds = tuple(kind.value for kind in CustomerKind)
        for option_name in ("customer_columns", "reference"):
            for kind in getattr(self, option_name):
                _member(option_name, kind, kinds)
        for kind, columns in self.customer_columns.items():
            for column, source in columns.items():
                _member(f"customer_columns.{kind}.{column}", source, CUSTOMER_SOURCES)
        for kind, sources in self.reference.items():
            for source in sources:
                _member(f"reference.{kind}", source, REFERENCE_SOURCES)
        for source in self.text_rows:
            _member("text_rows", source, TEXT_SOURCES)
        for column in self.attributes:
            _member("attributes", column, tuple(f"att_{number}_id" for number in range(1, 8)))

    def _check_columns(self) -> None:
        for column in self.upper:
            if column not in self.columns and column not in COLUMN_NAMES:
                raise self._unknown("upper", column)
        self._check_row({"line_dimensions": self.line_dimensions})
        for kind in CustomerKind:
            self._check_row(
                {
                    "header_dimensions": self.header_dimensions,
                    "attributes": self.attributes,
                    f"customer_columns.{kind.value}": self.columns_of(kind),
                }
            )

    def _check_row(self, options: Mapping[str, Mapping[str, str]]) -> None:
        """See that no two values of a row go to the same column."""
        taken = dict.fromkeys((*NEEDED, "accept_flag"), "fakturakjerne")
        for option_name, columns in options.items():
            for column in columns:
                if column not in self.columns:
                    raise self._unknown(option_name, column)
                if column in taken:
                    raise OptionsError(
                        catalogue.COLUMN_TAKEN,
                        option=option_name,
                        column=column,
                        taken=taken[column],
                    )
                taken[column] = option_name

    def _unknown(self, option_name: str, column: str) -> OptionsError:
        nearest = difflib.get_close_matches(column, self.columns.spans, n=1, cutoff=0)
        return OptionsError(
            catalogue.COLUMN_UNKNOWN, option=option_name, column=repr(column), nearest=nearest[0]
        )


def _member(option_name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _wrong(option_name, value, ", ".join(allowed))


def _wrong(option_name: str, value: str, expected: str) -> OptionsError:
    return OptionsError(
        catalogue.OPTION_VALUE, option=option_name, value=repr(value), expected=expected
    )
