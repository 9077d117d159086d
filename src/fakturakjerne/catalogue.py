"""Every sentence that the core says to a person, keyed by its code.

One table for findings, errors and progress messages: Norwegian bokmål and English side by side,
so that a translator or a case worker finds each sentence in one place.  Placeholders in braces are
filled with the values of the finding or error.  A plugin keeps a table of its own of the same shape
in its ``catalogue.py``; its codes begin with the plugin's name.

Codes are stable: they stand in manifests, in the ledger and in ``docs/reference/findings.md``.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

Language = Literal["nb", "en"]
"""The languages that every text exists in."""


@frozen
class Text:
    """One sentence in both languages, with a stable code.

    Attributes:
        code: the key, such as ``lease.free``.
        nb: Norwegian bokmål, with ``{placeholders}``.
        en: English, with the same placeholders.

    Example:
        >>> Text("lease.free", nb="Gratis.", en="Free of charge.").render("en", {})
        'Free of charge.'
    """

    code: str
    nb: str
    en: str

    def render(self, language: Language, values: Mapping[str, object]) -> str:
        """Fill the placeholders; the values are taken literally, braces in them included."""
        template = self.nb if language == "nb" else self.en
        return template.format_map(values)


def collect(module_names: Mapping[str, object]) -> dict[str, Text]:
    """Return all texts of a catalogue module (pass ``vars(module)``), by code.

    Raises:
        ValueError: if two texts share a code.
    """
    texts: dict[str, Text] = {}
    for text in _texts(module_names.values()):
        if text.code in texts and texts[text.code] is not text:
            raise ValueError(text.code)
        texts[text.code] = text
    return texts


def _texts(values: Iterable[object]) -> Iterable[Text]:
    return (value for value in values if isinstance(value, Text))


# --- identifiers -------------------------------------------------------------------------------

ORGANIZATION_NUMBER_FORM = Text(
    "organization-number.form",
    nb="{value} er ikke et organisasjonsnummer: det skal være ni sifre uten mellomrom eller "
    "«MVA», slik: {suggestion}",
    en="{value} is not an organisation number: it must be nine digits without spaces or "
    '"MVA", such as {suggestion}',
)
ORGANIZATION_NUMBER_CHECK = Text(
    "organization-number.check-digit",
    nb="{value} er ikke et organisasjonsnummer: kontrollsifferet (modulus 11) stemmer ikke",
    en="{value} is not an organisation number: its check digit (modulus 11) is wrong",
)
NATIONAL_ID_CHECK = Text(
    "national-id.check-digit",
    nb="{value} er ikke et fødselsnummer eller D-nummer: kontrollsifrene stemmer ikke",
    en="{value} is not a national identity number or D-number: its check digits are wrong",
)
NATIONAL_ID_DATE = Text(
    "national-id.date",
    nb="{value} er ikke et fødselsnummer eller D-nummer: de seks første sifrene er ingen dato",
    en="{value} is not a national identity number or D-number: its first six digits are no date",
)
NATIONAL_ID_SYNTHETIC = Text(
    "national-id.synthetic",
    nb="{value} er et syntetisk fødselsnummer; slike godtas bare med test_identities = true",
    en="{value} is a synthetic national identity number; these pass only with "
    "test_identities = true",
)
RESOURCE_NUMBER_FORM = Text(
    "resource-number.form",
    nb="{value} er ikke et ressursnummer: det skal være fem eller seks sifre",
    en="{value} is not a resource number: it must be five or six digits",
)
RESOURCE_NUMBER_EXTERNAL = Text(
    "resource-number.external",
    nb="{value} er et ressursnummer, men kunden er ekstern; bruk organisasjonsnummer eller "
    "fødselsnummer, eller kind = internal",
    en="{value} is a resource number, but the customer is external; give an organisation number "
    "or national identity number, or kind = internal",
)
CUSTOMER_ID_LENGTH = Text(
    "customer-id.length",
    nb="{value} er ingen kunde-id: det skal være 9 sifre (organisasjonsnummer), 11 sifre "
    "(fødselsnummer) eller 5-6 sifre (ressursnummer)",
    en="{value} is no customer id: it must be 9 digits (organisation number), 11 digits "
    "(national identity number) or 5-6 digits (resource number)",
)

# --- values ------------------------------------------------------------------------------------

VALUE_INVALID = Text(
    "value.invalid",
    nb="{field}: {value} er ugyldig; {expected_nb}",
    en="{field}: {value} is invalid; {expected_en}",
)

# --- leases ------------------------------------------------------------------------------------

LEASE_INACTIVE = Text(
    "lease.inactive", nb="Avlyst eller slettet.", en="Cancelled or deleted (inactive)."
)
LEASE_PAID = Text("lease.paid", nb="Allerede betalt.", en="Paid already.")
LEASE_FREE = Text("lease.free", nb="Gratis: ingenting å fakturere.", en="Free: nothing to bill.")
LEASE_FUTURE = Text(
    "lease.future",
    nb="Slutter {end}, etter {until}; hører til en senere kjøring.",
    en="Ends {end}, after {until}; belongs to a later run.",
)
LEASE_BILLED = Text(
    "lease.billed",
    nb="Fakturert før, i bunke {batch}.",
    en="Billed before, in batch {batch}.",
)
LEASE_BILLED_CHANGED = Text(
    "lease.billed-changed",
    nb="Fakturert før, i bunke {batch}, men innholdet er endret siden; faktureres ikke på nytt.",
    en="Billed before, in batch {batch}, but changed since; it is not billed again.",
)
LEASE_REPEATED = Text(
    "lease.repeated",
    nb="Leieforholdet står to ganger med samme innhold; det faktureres én gang.",
    en="The lease stands twice with the same content; it is billed once.",
)
LEASE_CONFLICT = Text(
    "lease.conflict",
    nb="To leieforhold har samme id, men ulikt innhold; rett det ene.",
    en="Two leases share this id but differ in content; correct one of them.",
)
CUSTOMER_ID_MISSING = Text(
    "customer.id-missing",
    nb="Kunden mangler id (organisasjonsnummer, fødselsnummer eller ressursnummer).",
    en="The customer has no id (organisation, national identity or resource number).",
)
CHARGE_ZERO = Text(
    "charge.zero",
    nb="Varelinjen «{text}» er null kroner og skrives ikke.",
    en='The charge "{text}" is zero and is not written.',
)
CHARGE_NET_DIFFERS = Text(
    "charge.net-differs",
    nb="Beløpet {net} er oppgitt, men antall x pris er {computed}; det oppgitte brukes.",
    en="The net {net} is stated, but quantity x price is {computed}; the stated one counts.",
)
BASIS_NEGATIVE = Text(
    "basis.negative",
    nb="Samlefakturaen for {customer} er negativ: {net}.",
    en="The collective invoice of {customer} is negative: {net}.",
)

# --- templates and options ---------------------------------------------------------------------

TEMPLATE_LONG = Text(
    "template.long",
    nb="malen er lengre enn {longest} tegn",
    en="the template is longer than {longest} characters",
)
TEMPLATE_BRACES = Text(
    "template.braces",
    nb="malen {value} har en krøllparentes som ikke går opp; slik: {{today:%y%m%d}}{{sequence}}",
    en="the template {value} has an unmatched brace; write {{today:%y%m%d}}{{sequence}}",
)
TEMPLATE_UNKNOWN = Text(
    "template.unknown",
    nb="malen {value} bruker {name}; i krøllparenteser kan bare stå: {known}",
    en="the template {value} uses {name}; only these may stand in braces: {known}",
)
TEMPLATE_DATE = Text(
    "template.date",
    nb="malen {value} har datoformatet {form}; tillatt er {allowed}",
    en="the template {value} has the date format {form}; allowed are {allowed}",
)
TEMPLATE_NUMBER = Text(
    "template.number",
    nb="malen {value} har tallformatet {form}; slik: {{sequence:03d}}",
    en="the template {value} has the number format {form}; write {{sequence:03d}}",
)
TEMPLATE_FORM = Text(
    "template.form",
    nb="malen {value} har formatet {form} etter {name}; bare today og sequence kan ha format",
    en="the template {value} has the format {form} after {name}; only today and sequence take one",
)
OPTIONS_INVALID = Text(
    "options.invalid",
    nb="{where} er feil:\n{problems_nb}",
    en="{where} is wrong:\n{problems_en}",
)
OPTION_UNKNOWN = Text(
    "option.unknown",
    nb="ukjent nøkkel; kjente er: {known}",
    en="unknown key; known are: {known}",
)
OPTION_UNKNOWN_NEAREST = Text(
    "option.unknown-nearest",
    nb="ukjent nøkkel; mente du {nearest}?",
    en="unknown key; did you mean {nearest}?",
)
OPTION_MISSING = Text(
    "option.missing",
    nb="mangler, og må oppgis: {expected_nb}",
    en="missing, and required: {expected_en}",
)
OPTION_WRONG = Text(
    "option.wrong",
    nb="{value} passer ikke; skal være: {expected_nb}",
    en="{value} does not fit; expected: {expected_en}",
)
OPTION_QUOTES = Text(
    "option.quotes",
    nb='{value} er ikke tekst; sett det i anførselstegn: "{value}"',
    en='{value} is not text; put it in quotes: "{value}"',
)
OPTION_BRACKETS = Text(
    "option.brackets",
    nb="{value} er ikke en liste; sett det i hakeparenteser: [{value}]",
    en="{value} is not a list; put it in brackets: [{value}]",
)
OPTION_REFUSED = Text(
    "option.refused",
    nb="{value} godtas ikke: {sentence_nb}",
    en="{value} is refused: {sentence_en}",
)
OPTION_TABLE_REFUSED = Text("option.table-refused", nb="{sentence_nb}", en="{sentence_en}")
ASSIGNMENT_FORM = Text(
    "assignment.form",
    nb="{value} er ingen tilordning; slik: key=value eller table.key=value",
    en="{value} is no assignment; write key=value or table.key=value",
)
ASSIGNMENT_TWICE = Text(
    "assignment.twice",
    nb="{value}: {key} er satt før, i samme kommando",
    en="{value}: {key} is set already, in the same command",
)

# --- consolidation and reconciliation ----------------------------------------------------------

POLICY_UNKNOWN = Text(
    "policy.unknown",
    nb="billing.{field}: {value} finnes ikke; mente du {nearest}? Mulige: {known}",
    en="billing.{field}: {value} does not exist; did you mean {nearest}? Possible: {known}",
)
RECONCILIATION_DIFFERS = Text(
    "reconciliation.differs",
    nb="Avstemmingen stemmer ikke, så ingenting leveres: {differences_nb}",
    en="The reconciliation does not agree, so nothing is delivered: {differences_en}",
)
RECONCILIATION_NO_AMOUNT = Text(
    "reconciliation.no-amount",
    nb="Kan ikke avstemme {first_nb} mot {second_nb}: de har verken netto eller brutto felles",
    en="Cannot reconcile {first_en} with {second_en}: they share neither net nor gross",
)
RECONCILIATION_TOO_FEW = Text(
    "reconciliation.too-few",
    nb="Avstemming trenger minst to punkter å sammenligne, men fikk {count}",
    en="A reconciliation needs at least two points to compare, but got {count}",
)
