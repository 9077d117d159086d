"""What an installation wants in its FACTUM files."""

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from fakturakjerne.codec.charset import Charset
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.lease_texts import TEXT_SOURCES as LEASE_SOURCES
from fakturakjerne.plugin.options import option
from fakturakjerne_visma import factum_catalogue as catalogue
from fakturakjerne_visma.factum_elements import DIMENSION_ELEMENTS, LONGEST_TEXT

TEXT_SOURCES: Final = ("text", *LEASE_SOURCES, "order")
REFERENCE_SOURCES: Final = ("number", "contact", "note")
INTERNAL_ONLY: Final = ("FormalDim",)
Encoding = Literal["iso-8859-1", "utf-8", "windows-1252", "iso-8859-15"]


def _vat_codes() -> dict[str, str]:
    return {"38": "U"}


@frozen(kw_only=True)
class FactumOptions:
    """Options of ``visma-factum``.

    Raises:
        OptionsError: if an option names an element that FACTUM does not have, or a length is none.

    Example:
        >>> options = FactumOptions(system_id="XY", dimensions={"AnsvarDim": "ansvar"})
        >>> options.charset.encoding, options.vat_codes
        ('iso-8859-1', {'38': 'U'})
    """

    system_id: str = option(
        nb="Systemid: fagsystemets kode.", en="Systemid: the code of the sending system."
    )
    system_id_width: int = option(
        nb="Systemid fylles med mellomrom til denne bredden.",
        en="Systemid is filled with spaces to this width.",
        default=4,
    )
    form_type: str = option(nb="Blanketttype.", en="Blanketttype.", default="F")
    line_type: str = option(
        nb="Grunnlagstype på hver linje.", en="Grunnlagstype of each line.", default="KRV"
    )
    customer_id: Literal["customer", "number", "payer"] = option(
        nb="Fagsystemkundeid: kundens id (customer), kundenummeret i fagsystemet (number), eller "
        "id-en til den som betaler (payer).",
        en="Fagsystemkundeid: the customer's id, the customer number of the sender's register, or "
        "the id of the one who pays.",
        default="customer",
    )
    reference: tuple[str, ...] = option(
        nb="Deresref: den første som finnes av number, contact og note.",
        en="Deresref: the first there is of number, contact and note.",
        default=("number",),
        choices=REFERENCE_SOURCES,
    )
    heading: str = option(
        nb="Fakturaoverskrift, høyst 60 tegn.",
        en="Fakturaoverskrift, at most 60 characters.",
        default="",
    )
    text: tuple[str, ...] = option(
        nb="Tilleggstekst: text, period, resource, note, lease og order (ordrenummeret), med « - » "
        "mellom.",
        en="Tilleggstekst: text, period, resource, note, lease and order (the order number), with "
        '" - " between them.',
        default=("text", "period"),
        choices=TEXT_SOURCES,
    )
    text_length: int = option(
        nb="Tegn i Tilleggstekst; resten kuttes med varsel.",
        en="Characters of Tilleggstekst; the rest is cut with a warning.",
        default=LONGEST_TEXT,
    )
    dimensions: Mapping[str, str] = option(
        nb="Element på linjen = navnet på dimensjonen.",
        en="Element of the line = name of the dimension.",
        factory=dict,
    )
    internal_only: tuple[str, ...] = option(
        nb="Elementer som bare står på linjer til interne kunder.",
        en="Elements that stand on the lines of internal customers only.",
        default=INTERNAL_ONLY,
        choices=DIMENSION_ELEMENTS,
    )
    article: str = option(
        nb="Varekode der varelinjen ikke har noen artikkel.",
        en="Varekode where a charge has no article.",
        default="",
    )
    vat_codes: Mapping[str, str] = option(
        nb="Mva-kode = mvakode; koder som ikke står her, skrives som de er.",
        en="VAT code = mvakode; codes that do not stand here are written as they are.",
        factory=_vat_codes,
    )
    encoding: Encoding = option(nb="Tegnsett.", en="Encoding.", default="iso-8859-1")
    transliterate: bool = option(
        nb="Tegn som tegnsettet mangler, erstattes med varsel; false gjør dem til feil.",
        en="Characters that the encoding lacks are replaced with a warning; false: an error.",
        default=True,
    )
    charset: Charset = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Hold names and lengths against the format."""
        object.__setattr__(self, "charset", Charset(self.encoding))
        for element in self.dimensions:
            if element not in DIMENSION_ELEMENTS:
                raise _wrong("dimensions", element, ", ".join(DIMENSION_ELEMENTS))
        if not 1 <= self.text_length <= LONGEST_TEXT:
            raise _wrong("text_length", self.text_length, f"1-{LONGEST_TEXT}")
        if not len(self.system_id) <= self.system_id_width <= LONGEST_TEXT:
            raise _wrong(
                "system_id_width", self.system_id_width, f"{len(self.system_id)}-{LONGEST_TEXT}"
            )


def _wrong(option_name: str, value: object, expected: str) -> OptionsError:
    return OptionsError(
        catalogue.OPTION_VALUE, option=option_name, value=repr(value), expected=expected
    )
