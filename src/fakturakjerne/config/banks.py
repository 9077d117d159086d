"""What the config file says of invoices of our own, of eFaktura, and of consumer registers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from attrs import Attribute, frozen

from fakturakjerne import catalogue
from fakturakjerne.config.series import Series
from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
from fakturakjerne.domain.invoice import Issuer
from fakturakjerne.domain.kid import KidMethod, KidTemplate
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.options import option

__all__ = ["Efaktura", "InvoiceIssuer", "Invoices", "RegisterProfile"]

_LONGEST_TERM: Final = 365
_LAST_TRANSMISSION: Final = 9_999_999
_LARGEST_CHUNK: Final = 10_000

_METHODS: Final = {"mod10": KidMethod.MOD10, "mod11": KidMethod.MOD11}


def _check_days(_instance: object, _field: "Attribute[object]", value: int) -> None:
    if not 0 <= value <= _LONGEST_TERM:
        raise InvalidValueError(catalogue.CONFIG_RANGE, lowest=0, highest=_LONGEST_TERM)


def _check_transmission(_instance: object, _field: "Attribute[object]", value: int) -> None:
    if not 1 <= value <= _LAST_TRANSMISSION:
        raise InvalidValueError(catalogue.CONFIG_RANGE, lowest=1, highest=_LAST_TRANSMISSION)


def _check_chunk(_instance: object, _field: "Attribute[object]", value: int) -> None:
    if not 1 <= value <= _LARGEST_CHUNK:
        raise InvalidValueError(catalogue.CONFIG_RANGE, lowest=1, highest=_LARGEST_CHUNK)


def _check_kid(_instance: object, _field: "Attribute[object]", value: str) -> None:
    if value:
        KidTemplate(value)


def _check_organization(_instance: object, _field: "Attribute[object]", value: str) -> None:
    OrganizationNumber(value)


def _check_account(_instance: object, _field: "Attribute[object]", value: str) -> None:
    AccountNumber(value)


@frozen(kw_only=True)
class InvoiceIssuer:
    """Who issues the invoices.

    Example:
        >>> InvoiceIssuer(
        ...     name="Bergen kommune", organization_number="974760673", account="12345678903"
        ... ).issuer.account.grouped
        '1234.56.78903'
    """

    name: str = option(nb="Navnet på fakturaen.", en="The name on the invoice.")
    organization_number: str = option(
        nb="Organisasjonsnummeret, ni sifre.",
        en="The organisation number, nine digits.",
        validator=_check_organization,
    )
    account: str = option(
        nb="Kontonummeret pengene går til, elleve sifre.",
        en="The account that the money goes to, eleven digits.",
        validator=_check_account,
        repr=False,
    )
    address: tuple[str, ...] = option(nb="Adresselinjene.", en="The address lines.", default=())
    postal_code: str = option(nb="Postnummeret.", en="The postal code.", default="")
    place: str = option(nb="Poststedet.", en="The postal place.", default="")
    phone: str = option(nb="Telefonnummeret.", en="The phone number.", default="")
    email: str = option(nb="E-postadressen.", en="The e-mail address.", default="")
    efaktura_issuer: str = option(
        nb="Referansen som fakturautsteder hos Nets, slik: NOR974760673-1; tom uten avtale.",
        en="The issuer's reference at Nets, such as NOR974760673-1; empty without an agreement.",
        default="",
    )
    vat_registered: bool = option(
        nb="Om MVA følger organisasjonsnummeret.",
        en="Whether MVA follows the organisation number.",
        default=True,
    )

    @property
    def issuer(self) -> Issuer:
        """The same as a domain object."""
        return Issuer(
            name=self.name,
            organization_number=OrganizationNumber(self.organization_number),
            account=AccountNumber(self.account),
            address=Address(self.address, self.postal_code, self.place),
            phone=self.phone,
            email=self.email,
            efaktura_issuer=self.efaktura_issuer,
            vat_registered=self.vat_registered,
        )


@frozen(kw_only=True)
class Invoices:
    """How invoices of our own are issued.

    Example:
        >>> Invoices(kid="{customer:06}{invoice:08}").kid_template.text
        '{customer:06}{invoice:08}'
        >>> Invoices().kid_template is None
        True
    """

    issuer: InvoiceIssuer | None = option(
        nb="Fakturautstederen; må være satt for å utstede fakturaer.",
        en="Who issues the invoices; must be set to issue any.",
        default=None,
    )
    series: Series | None = option(
        nb="Fakturanumrene; må være satt for å utstede fakturaer av protokollens ordrer.",
        en="The invoice numbers; must be set to issue invoices of the ledger's orders.",
        default=None,
    )
    days_until_due: int = option(
        nb="Dager fra fakturadato til forfall.",
        en="Days from the issue date until they are due.",
        default=14,
        validator=_check_days,
    )
    kid: str = option(
        nb="Malen for KID, slik: {customer:06}{invoice:08}; tom gir fakturaer uten KID.",
        en="The template of the KID, such as {customer:06}{invoice:08}; empty for no KID.",
        default="",
        validator=_check_kid,
    )
    kid_method: Literal["mod10", "mod11"] = option(
        nb="Hvordan kontrollsifferet i KID beregnes.",
        en="How the check digit of the KID is computed.",
        default="mod10",
    )
    kid_dash: bool = option(
        nb="Om «-» kan være kontrollsiffer (mod11).",
        en='Whether "-" may be the check digit (mod11).',
        default=False,
    )

    @property
    def kid_template(self) -> KidTemplate | None:
        """How KIDs are composed; None where there are none."""
        if not self.kid:
            return None
        return KidTemplate(self.kid, _METHODS[self.kid_method], self.kid_dash)


@frozen(kw_only=True)
class Efaktura:
    """Where the files of eFaktura lie, and which formats read and write them.

    Example:
        >>> Efaktura().answer
        'efaktura-answer'
    """

    inbox: Path | None = option(
        nb="Mappen for inngående filer fra Nets.",
        en="The folder of files that came from Nets.",
        default=None,
    )
    read_folder: Path | None = option(
        nb="Mappen for innleste filer; ellers read i mappen for inngående filer.",
        en="The folder of files that were read; else read in the folder of incoming files.",
        default=None,
    )
    outbox: Path | None = option(
        nb="Mappen som filene til Nets legges i.",
        en="The folder that the files for Nets are put in.",
        default=None,
    )
    enrollment: str = option(
        nb="Formatet som leser av- og påmeldinger.",
        en="The format that reads enrollments.",
        default="efaktura-enrollment",
    )
    enrollment_options: Mapping[str, object] = option(
        nb="Dets valg; se `fakturakjerne plugins show NAVN`.",
        en="Its options; see `fakturakjerne plugins show NAME`.",
        factory=dict,
    )
    receipt: str = option(
        nb="Formatet som leser kvitteringer.",
        en="The format that reads receipts.",
        default="efaktura-receipt",
    )
    receipt_options: Mapping[str, object] = option(
        nb="Dets valg; se `fakturakjerne plugins show NAVN`.",
        en="Its options; see `fakturakjerne plugins show NAME`.",
        factory=dict,
    )
    answer: str = option(
        nb="Profilen, eller formatet, som skriver svar på påmeldinger.",
        en="The profile, or the format, that writes answers to enrollments.",
        default="efaktura-answer",
    )
    export: str = option(
        nb="Profilen, eller formatet, som skriver eFaktura.",
        en="The profile, or the format, that writes eFaktura.",
        default="efaktura",
    )
    first_transmission: int = option(
        nb="Laveste forsendelsesnummer, over dem et tidligere system brukte i år.",
        en="The lowest transmission number, above those that an earlier system used this year.",
        default=1,
        validator=_check_transmission,
    )
    register: str = option(
        nb="Forbrukerregisteret under [registers] som kunder kontrolleres mot.",
        en="The consumer register of [registers] that customers are checked with.",
        default="",
    )
    register_chunk: int = option(
        nb="Kunder per spørring til forbrukerregisteret.",
        en="Customers a query of the consumer register.",
        default=500,
        validator=_check_chunk,
    )


@frozen(kw_only=True)
class RegisterProfile:
    """A consumer register with its options, under a name of its own.

    Example:
        >>> RegisterProfile(register="consumers-csv", options={"path": "list.csv"}).register
        'consumers-csv'
    """

    register: str = option(
        nb="Navnet på forbrukerregisteret; se `fakturakjerne plugins`.",
        en="The name of the consumer register; see `fakturakjerne plugins`.",
    )
    options: Mapping[str, object] = option(
        nb="Registerets valg; se `fakturakjerne plugins show NAVN`.",
        en="The register's options; see `fakturakjerne plugins show NAME`.",
        factory=dict,
        repr=False,
    )
