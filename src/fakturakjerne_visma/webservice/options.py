"""What an installation wants in the orders that go to its web service."""

import re
from typing import Final, Literal

from attrs import field, frozen

from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.template import Template
from fakturakjerne_visma.layouts import FormatName
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.webservice import catalogue
from fakturakjerne_visma.webservice.dialect import DialectName

_COMPANY: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


@frozen(kw_only=True)
class WebserviceOptions(VismaOptions):
    """Options of ``visma-webservice``: those of the flat file, always extended, and two more.

    ``dialect`` has no default: none is verified, so that whoever uses one must say so.

    Raises:
        OptionsError: as :class:`VismaOptions`, or if the company is no number.

    Example:
        >>> options = WebserviceOptions(
        ...     dialect="vuxml", company="1", amounts="net", customer_number="id"
        ... )
        >>> options.format
        'extended'
    """

    dialect: DialectName = option(
        nb="Formen på det som sendes. Begge er utledet, ingen er bekreftet av Visma: vuxml er ett "
        "XML-dokument per ordre, flatfile-upload er den utvidede filen med én ordre.",
        en="The form of what is sent. Both are inferred, neither is confirmed by Visma: vuxml is "
        "one XML document an order, flatfile-upload is the extended file of one order.",
    )
    company: str = option(
        nb="Selskap: tallet som Visma har gitt kommunen.",
        en="Selskap: the number of the company, as Visma gave it.",
    )
    reference: Template = option(
        nb="REFERANSE på startposten; bare med flatfile-upload.",
        en="REFERANSE of the start record; with flatfile-upload only.",
        default=Template("fakturakjerne {batch} {kind} {today:%Y-%m-%d}"),
    )
    line_ending: Literal["crlf", "lf"] = option(
        nb="Linjeslutt; bare med flatfile-upload.",
        en="Line ending; with flatfile-upload only.",
        default="crlf",
    )
    final_newline: bool = option(
        nb="Linjeslutt også etter sluttposten; bare med flatfile-upload.",
        en="A line ending after the last record too; with flatfile-upload only.",
        default=True,
    )
    format: FormatName = field(init=False, default="extended")
    on_overflow: Literal["refuse", "split"] = field(init=False, default="split", repr=False)
    encoding: Literal["iso-8859-1", "cp1252"] = field(init=False, default="iso-8859-1", repr=False)

    def __attrs_post_init__(self) -> None:
        """See that the options fit together, so that writing can rely on them."""
        super().__attrs_post_init__()
        if not _COMPANY.fullmatch(self.company):
            raise OptionsError(catalogue.COMPANY_FORM, value=repr(mask(self.company)[:40]))
