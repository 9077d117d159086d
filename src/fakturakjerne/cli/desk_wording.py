"""The words of the tables about customers, enrollments and invoices, in both languages."""

from collections.abc import Mapping
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentStatus
from fakturakjerne.engine.likeness import Agreement
from fakturakjerne.engine.matching import Proposal
from fakturakjerne.ledger.enrollment_records import DecisionOutcome
from fakturakjerne.ledger.invoice_records import SendingState
from fakturakjerne.ledger.register_records import EfakturaStatus

CUSTOMER_HEADINGS: Final = (
    Text("desk.number", nb="Kundenr", en="Customer"),
    Text("desk.name", nb="Navn", en="Name"),
    Text("desk.place", nb="Poststed", en="Place"),
    Text("desk.reference", nb="eFaktura-referanse", en="eFaktura reference"),
    Text("desk.efaktura", nb="eFaktura-status", en="eFaktura status"),
)
CHANGE_HEADINGS: Final = (
    Text("desk.version", nb="Versjon", en="Version"),
    Text("desk.at", nb="Når (UTC)", en="When (UTC)"),
    Text("desk.actor", nb="Av", en="By"),
    Text("desk.source", nb="Kilde", en="Source"),
    Text("desk.fields", nb="Felt", en="Fields"),
)
FIELD_HEADINGS: Final = (
    Text("desk.field", nb="Felt", en="Field"),
    Text("desk.value", nb="Verdi", en="Value"),
)
INBOX_HEADINGS: Final = (
    Text("desk.file", nb="Fil", en="File"),
    Text("desk.kind", nb="Filtype", en="Kind"),
    Text("desk.readable", nb="Kan leses", en="Readable"),
)
REVIEW_HEADINGS: Final = (
    Text("desk.n", nb="N", en="N."),
    Text("desk.customer", nb="Kundenr", en="Customer"),
    Text("desk.name", nb="Navn", en="Name"),
    Text("desk.first-name", nb="Fil fornavn", en="File first name"),
    Text("desk.last-name", nb="Fil etternavn", en="File last name"),
    Text("desk.action", nb="Handling", en="Action"),
    Text("desk.proposal", nb="Forslag", en="Proposal"),
    Text("desk.why", nb="Hvorfor", en="Why"),
    Text("desk.decision", nb="Avgjørelse", en="Decision"),
)
EARLIER_HEADINGS: Final = (
    Text("desk.n", nb="N", en="N."),
    Text("desk.customer", nb="Kundenr", en="Customer"),
    Text("desk.name", nb="Navn", en="Name"),
    Text("desk.status", nb="Status", en="State"),
    Text("desk.our-answer", nb="Vårt svar", en="Our answer"),
)
ANSWER_HEADINGS: Final = (
    Text("desk.transmission", nb="Forsendelse", en="Transmission"),
    Text("desk.file", nb="Fil", en="File"),
    Text("desk.state", nb="Status", en="State"),
    Text("desk.code", nb="Feilkode", en="Error code"),
)
PAIR_HEADINGS: Final = (
    Text("desk.field", nb="Felt", en="Field"),
    Text("desk.in-file", nb="Filen", en="File"),
    Text("desk.in-register", nb="Registeret", en="Register"),
    Text("desk.difference", nb="Forskjell", en="Difference"),
)
ADDRESS_HEADINGS: Final = (
    Text("desk.address-number", nb="--address", en="--address N"),
    Text("desk.address", nb="Adresse", en="Address"),
)
LEFT_HEADINGS: Final = (
    Text("desk.invoice", nb="Faktura", en="Invoice"),
    Text("desk.reason", nb="Hvorfor ikke", en="Why not"),
)

FILE_TITLE: Final = Text(
    "desk.file-title", nb="Nye påmeldinger i {file}", en="New enrollments of {file}"
)
DELETIONS_TITLE: Final = Text(
    "desk.deletions", nb="Avmeldinger, utført: {file}", en="Deletions, done: {file}"
)
EARLIER_TITLE: Final = Text(
    "desk.earlier",
    nb="Bekreftelser på tidligere svar: {file}",
    en="Confirmations of earlier answers: {file}",
)
ANSWERS_TITLE: Final = Text(
    "desk.answers",
    nb="Kvitteringer på tidligere svar",
    en="Receipts of earlier answers",
)
IN_FILE_TITLE: Final = Text(
    "desk.file-says", nb="Påmelding {n}: filen sier", en="Enrollment {n}: what the file says"
)
IN_REGISTER_TITLE: Final = Text(
    "desk.register-says", nb="Registeret sier", en="What the register says"
)
COMPARED_TITLE: Final = Text(
    "desk.compared",
    nb="Sammenlignet med adresse {address} av {count}",
    en="Compared with address {address} of {count}",
)
LEFT_TITLE: Final = Text("desk.left", nb="Ikke sendt", en="Not sent")
YES: Final = Text("desk.yes", nb="ja", en="yes")
NO: Final = Text("desk.no", nb="nei", en="no")
UNKNOWN: Final = Text("desk.unknown", nb="ukjent", en="unknown")

ACTIONS: Final[Mapping[EnrollmentAction, Text]] = {
    EnrollmentAction.ADD: Text("action.add", nb="A påmelding", en="A enrolls"),
    EnrollmentAction.CHANGE: Text("action.change", nb="C endring", en="C changes"),
    EnrollmentAction.DELETE: Text("action.delete", nb="D avmelding", en="D ends"),
}
STATUSES: Final[Mapping[EnrollmentStatus, Text]] = {
    EnrollmentStatus.PENDING: Text("status.pending", nb="P venter", en="P pending"),
    EnrollmentStatus.ACTIVE: Text("status.active", nb="A aktiv", en="A active"),
    EnrollmentStatus.DELETED: Text("status.deleted", nb="D slettet", en="D deleted"),
    EnrollmentStatus.NOT_ACTIVE: Text("status.not-active", nb="N ikke aktiv", en="N not active"),
}
PROPOSALS: Final[Mapping[Proposal, Text]] = {
    Proposal.ACCEPT: Text("proposal.accept", nb="godta", en="accept"),
    Proposal.DECIDE: Text("proposal.decide", nb="vurder", en="look at it"),
    Proposal.REJECT: Text("proposal.reject", nb="avvis", en="reject"),
    Proposal.UNKNOWN: Text("proposal.unknown", nb="avvis (01)", en="reject (01)"),
}
OUTCOMES: Final[Mapping[DecisionOutcome, Text]] = {
    DecisionOutcome.ACCEPT: Text("outcome.accept", nb="godtatt", en="accepted"),
    DecisionOutcome.REJECT: Text("outcome.reject", nb="avvist", en="rejected"),
}
AGREEMENTS: Final[Mapping[Agreement, Text]] = {
    Agreement.SAME: Text("agreement.same", nb="", en=""),
    Agreement.NEAR: Text("agreement.near", nb="~ nesten lik", en="~ nearly the same"),
    Agreement.OTHER: Text("agreement.other", nb="! ulik", en="! different"),
    Agreement.ABSENT: Text("agreement.absent", nb="? mangler", en="? missing"),
}
EFAKTURA: Final[Mapping[EfakturaStatus, Text]] = {
    EfakturaStatus.NONE: Text("efaktura-status.none", nb="ikke avgjort", en="undecided"),
    EfakturaStatus.ACCEPTED: Text(
        "efaktura-status.accepted", nb="godtatt, svar ikke sendt", en="accepted, answer not sent"
    ),
    EfakturaStatus.ACTIVE: Text("efaktura-status.active", nb="aktiv", en="active"),
    EfakturaStatus.REJECTED: Text("efaktura-status.rejected", nb="avvist", en="rejected"),
    EfakturaStatus.OFF: Text("efaktura-status.off", nb="avmeldt", en="off"),
}
SENDINGS: Final[Mapping[SendingState, Text]] = {
    SendingState.SENT: Text("sending.sent", nb="sendt", en="sent"),
    SendingState.RECEIVED: Text("sending.received", nb="mottatt", en="received"),
    SendingState.ACCEPTED: Text("sending.accepted", nb="godtatt", en="accepted"),
    SendingState.REJECTED: Text("sending.rejected", nb="avvist", en="rejected"),
}
FIELDS: Final[Mapping[str, Text]] = {
    "reference": Text("field.reference", nb="eFaktura-referanse", en="eFaktura reference"),
    "name": Text("field.name", nb="Navn", en="Name"),
    "line_1": Text("field.line-1", nb="Adresse 1", en="Address 1"),
    "line_2": Text("field.line-2", nb="Adresse 2", en="Address 2"),
    "postal_code": Text("field.postal-code", nb="Postnummer", en="Postal code"),
    "place": Text("field.place", nb="Poststed", en="Place"),
    "country": Text("field.country", nb="Land", en="Country"),
    "email": Text("field.email", nb="E-post", en="E-mail"),
    "number": Text("field.number", nb="Kundenummer", en="Customer number"),
    "kind": Text("field.kind", nb="Kundetype", en="Kind of customer"),
    "id": Text("field.id", nb="Id", en="Identity"),
    "contact": Text("field.contact", nb="Kontakt", en="Contact"),
    "payer": Text("field.payer", nb="Betaler", en="Payer"),
    "addresses": Text("field.addresses", nb="Adresser", en="Addresses"),
    "efaktura_reference": Text(
        "field.efaktura-reference", nb="Egen eFaktura-referanse", en="Own eFaktura reference"
    ),
    "efaktura": Text("field.efaktura", nb="eFaktura-status", en="eFaktura status"),
    "first_name": Text("field.first-name", nb="Fornavn", en="First name"),
    "last_name": Text("field.last-name", nb="Etternavn", en="Last name"),
    "phone": Text("field.phone", nb="Telefon", en="Phone"),
    "fax": Text("field.fax", nb="Telefaks", en="Fax"),
    "user_id": Text("field.user-id", nb="Bruker-ID", en="User id"),
    "action": Text("field.action", nb="Handling", en="Action"),
    "status": Text("field.status", nb="Avtalestatus", en="Status of the agreement"),
    "error": Text("field.error", nb="Feil", en="Error"),
    "issuer": Text("field.issuer", nb="Fakturautsteder", en="Issuer"),
    "account": Text("field.account", nb="Konto", en="Account"),
    "numbers": Text(
        "field.numbers",
        nb="Forsendelse, oppdrag, transaksjon",
        en="Transmission, assignment, transaction",
    ),
    "address": Text("field.address", nb="Adresse", en="Address"),
    "unknown": Text("field.unknown", nb="Ukjente felt", en="Unknown columns"),
}
