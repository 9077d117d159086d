"""What an installation of Visma Enterprise Fakturering wants in its flat files."""

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from fakturakjerne.codec.charset import Charset
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.lease_texts import TEXT_SOURCES as LEASE_SOURCES
from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.template import Template
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.layouts import POSTING_COLUMNS, FormatName

TEXT_SOURCES: Final = ("text", *LEASE_SOURCES)
WRITTEN_AS: Final = "iso-8859-1"
"""What is written under either encoding: the characters that both have, at the same bytes."""


@frozen(kw_only=True)
class VismaOptions:
    """Options of ``visma-fakturering``; ``amounts`` and ``customer_number`` have no default.

    Charges of zero are never written: the rules of billing leave them out, with a finding, before
    any exporter sees them, and count without them.

    Raises:
        OptionsError: if options contradict each other or name what the format does not have.

    Example:
        >>> options = VismaOptions(
        ...     amounts="net", customer_number="id", dimensions={"kb01": "ansvar"}
        ... )
        >>> options.format, options.quantity_decimals
        ('extended', 2)
    """

    format: FormatName = option(
        nb="extended er utvidet format (U), fra Fakturering 2014.1.04.",
        en="extended is the format U, from Fakturering 2014.1.04.",
        default="extended",
    )
    amounts: Literal["net", "gross"] = option(
        nb="PRIS og BELØP uten mva (net) eller med (gross); Vismas vareregister avgjør.",
        en="PRIS and BELØP without VAT (net) or with (gross); Visma's item register decides.",
    )
    customer_number: Literal["id", "number"] = option(
        nb="KUNDENR: organisasjonsnummer, fødselsnummer eller ressursnummer (id), eller "
        "kundenummeret i fagsystemet (number).",
        en="KUNDENR: organisation, national identity or resource number (id), or the customer "
        "number of the sender's register (number).",
    )
    principal_dimension: str = option(
        nb="Dimensjonen som er oppdragsgiver (OPPDRGNR).",
        en="The dimension that is the principal (OPPDRGNR).",
        default="oppdragsgiver",
    )
    principals: Mapping[str, str] = option(
        nb="Verdi av dimensjonen = OPPDRGNR; tomt: verdien selv.",
        en="Value of the dimension = OPPDRGNR; empty: the value itself.",
        factory=dict,
    )
    principal: str = option(
        nb="OPPDRGNR der leieforholdet ikke har dimensjonen.",
        en="OPPDRGNR where a lease lacks the dimension.",
        default="",
    )
    article_dimension: str = option(
        nb="Dimensjonen som er vare (VARENR), i stedet for varelinjens artikkel.",
        en="The dimension that is the item (VARENR), in place of the charge's article.",
        default="",
    )
    articles: Mapping[str, str] = option(
        nb="Artikkel = VARENR; tomt: artikkelen selv.",
        en="Article = VARENR; empty: the article itself.",
        factory=dict,
    )
    article: str = option(
        nb="VARENR der varelinjen ikke har noen artikkel.",
        en="VARENR where a charge has no article.",
        default="",
    )
    quantity_decimals: Literal[2, 0] = option(
        nb="Desimaler i GRUNNLAG; må være som i Visma, ellers blir 1 til 0,01.",
        en="Decimals of GRUNNLAG; must be as in Visma, else 1 becomes 0.01.",
        default=2,
    )
    price_mismatch: Literal["single", "error"] = option(
        nb="Der BELØP ikke er PRIS x GRUNNLAG: skriv 1 x beløpet med varsel (single), eller stopp.",
        en="Where BELØP is not PRIS x GRUNNLAG: write 1 x the amount with a warning (single), or "
        "stop.",
        default="single",
    )
    on_overflow: Literal["refuse", "split"] = option(
        nb="Ved linje 100 av samme vare til en kunde: stopp (refuse), eller skriv ordren i en fil "
        "til (split).",
        en="At line 100 of the same item to a customer: stop (refuse), or write the order to "
        "another file (split).",
        default="refuse",
    )
    reference: Template = option(
        nb="REFERANSE på startposten; står på Vismas kvitteringsliste.",
        en="REFERANSE of the start record; stands on Visma's receipt list.",
        default=Template("fakturakjerne {batch} {kind} {today:%Y-%m-%d}"),
    )
    text_rows: tuple[str, ...] = option(
        nb="Tekstene til hver linje, i rekkefølge: text, period, resource, note, lease; lange "
        "brytes mellom ord.",
        en="The texts of each line, in order: text, period, resource, note, lease; long ones are "
        "wrapped between words.",
        default=("text", "period"),
        choices=TEXT_SOURCES,
    )
    address_2: Literal["place", "line", "blank"] = option(
        nb="ADRESSE2: poststed, adressens andre linje, eller ingenting.",
        en="ADRESSE2: the postal place, the second line of the address, or nothing.",
        default="place",
    )
    payment_form: Literal["BG", "PG"] = option(
        nb="BETFORM: bankgiro eller postgiro.",
        en="BETFORM: bank giro or postal giro.",
        default="BG",
    )
    case_number: Literal["blank", "zeros"] = option(
        nb="Hva som står i SAKSNR.", en="What stands in SAKSNR.", default="blank"
    )
    dimensions: Mapping[str, str] = option(
        nb="kb01 til kb10 = navnet på dimensjonen; bare i utvidet format.",
        en="kb01 to kb10 = name of the dimension; in the extended format only.",
        factory=dict,
    )
    profile: str = option(
        nb="PROFIL; bare i utvidet format.",
        en="PROFIL; in the extended format only.",
        default="",
    )
    encoding: Literal["iso-8859-1", "cp1252"] = option(
        nb="Tegnsett; bare tegn som begge har skrives, så filen er den samme.",
        en="Encoding; only characters that both have are written, so that the file is the same.",
        default="iso-8859-1",
    )
    transliterate: bool = option(
        nb="Tegn som tegnsettet mangler, erstattes med varsel; false gjør dem til feil.",
        en="Characters that the encoding lacks are replaced with a warning; false: an error.",
        default=True,
    )
    line_ending: Literal["crlf", "lf"] = option(nb="Linjeslutt.", en="Line ending.", default="crlf")
    final_newline: bool = option(
        nb="Linjeslutt også etter sluttposten.",
        en="A line ending after the last record too.",
        default=True,
    )
    charset: Charset = field(init=False, repr=False, default=Charset(WRITTEN_AS))

    def __attrs_post_init__(self) -> None:
        """See that the options fit together, so that writing can rely on them."""
        for column in self.dimensions:
            if column not in POSTING_COLUMNS:
                raise OptionsError(
                    catalogue.COLUMN_UNKNOWN,
                    column=repr(column),
                    known=f"{POSTING_COLUMNS[0]} - {POSTING_COLUMNS[-1]}",
                )
        if self.format == "standard":
            for name in ("dimensions", "profile"):
                if getattr(self, name):
                    raise OptionsError(catalogue.EXTENDED_ONLY, option=name)
        for source in self.text_rows:
            if source not in TEXT_SOURCES:
                raise OptionsError(
                    catalogue.OPTION_VALUE,
                    option="text_rows",
                    value=repr(source),
                    expected=", ".join(TEXT_SOURCES),
                )

    @property
    def line_end(self) -> bytes:
        """The bytes between two records."""
        return b"\r\n" if self.line_ending == "crlf" else b"\n"
