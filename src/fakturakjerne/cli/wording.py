"""The words of tables and summaries, in both languages."""

from collections.abc import Mapping
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.ledger.records import PlacementRole

LEASES_IN: Final = Text("summary.leases-in", nb="Leieforhold inn", en="Leases in")
BILLED: Final = Text("summary.billed", nb="Fakturert", en="Billed")
EXCLUDED: Final = Text("summary.excluded", nb="Utelatt: {reason}", en="Excluded: {reason}")
SUMMARY: Final = Text("summary.title", nb="Bunke {batch}", en="Batch {batch}")
MESSAGES = Text(
    "report.messages",
    nb="{count} melding(er) ligger i protokollen; se dem med `fakturakjerne batch status {batch}`",
    en="{count} message(s) lie in the ledger; see them with `fakturakjerne batch status {batch}`",
)
DRY_RUN: Final = Text(
    "summary.dry-run",
    nb="Prøvekjøring: ingenting er skrevet eller husket.",
    en="Dry run: nothing was written or remembered.",
)
REFUSED: Final = Text(
    "summary.refused", nb="avvist av formatet ({code})", en="refused by the format ({code})"
)
ZERO_CHARGES: Final = Text(
    "summary.zero-charges",
    nb="Varelinjer på null kroner, ikke skrevet",
    en="Charges of zero, not written",
)
MORE: Final = Text("summary.more", nb="(og {count} til)", en="(and {count} more)")
COUNT: Final = Text("summary.count", nb="Antall", en="Count")
INVOICES: Final = Text(
    "summary.invoices", nb="Samlefakturaer: {kind}", en="Collective invoices: {kind}"
)
RECONCILED: Final = Text("summary.reconciled", nb="Avstemming", en="Reconciliation")
ORDERS: Final = Text("summary.orders", nb="Ordrer", en="Orders")
LINES: Final = Text("summary.lines", nb="Linjer", en="Lines")
NET: Final = Text("summary.net", nb="Netto kr", en="Net NOK")

SEVERITIES: Final[Mapping[Severity, Text]] = {
    Severity.ERROR: Text("severity.error", nb="feil", en="error"),
    Severity.WARNING: Text("severity.warning", nb="advarsel", en="warning"),
    Severity.INFO: Text("severity.info", nb="merk", en="note"),
}
ROLES: Final[Mapping[PlacementRole, Text]] = {
    PlacementRole.DOCUMENT: Text("role.document", nb="Dokument", en="Document"),
    PlacementRole.LOG: Text("role.log", nb="Logg", en="Log"),
    PlacementRole.MANIFEST: Text("role.manifest", nb="Manifest", en="Manifest"),
}

POINTS: Final[Mapping[str, Text]] = {
    "leases": Text("point.leases", nb="leieforhold", en="leases"),
    "bases": Text("point.bases", nb="grunnlag", en="bases"),
    "invoices": Text("point.invoices", nb="fakturaer", en="invoices"),
    "document": Text("point.document", nb="dokument", en="document"),
    "read back": Text("point.read-back", nb="lest tilbake", en="read back"),
}
KINDS: Final[Mapping[str, Text]] = {
    "external": Text("kind.external", nb="eksterne", en="external"),
    "internal": Text("kind.internal", nb="interne", en="internal"),
    "all": Text("kind.all", nb="alle", en="all"),
}
REASONS: Final[Mapping[str, Text]] = {
    "lease.inactive": Text("reason.inactive", nb="avlyst", en="cancelled"),
    "lease.paid": Text("reason.paid", nb="betalt", en="paid"),
    "lease.free": Text("reason.free", nb="gratis", en="free"),
    "lease.future": Text("reason.future", nb="senere periode", en="later period"),
    "lease.billed": Text("reason.billed", nb="fakturert før", en="billed before"),
    "lease.billed-changed": Text(
        "reason.billed-changed", nb="fakturert før, endret siden", en="billed before, changed since"
    ),
    "lease.repeated": Text("reason.repeated", nb="står to ganger", en="stands twice"),
    "lease.conflict": Text(
        "reason.conflict", nb="samme id, ulikt innhold", en="same id, other content"
    ),
    "input": Text("reason.input", nb="kan ikke leses", en="unreadable"),
    "organization-number": Text(
        "reason.organization-number", nb="feil organisasjonsnummer", en="wrong organisation number"
    ),
    "national-id": Text("reason.national-id", nb="feil fødselsnummer", en="wrong identity number"),
    "resource-number": Text(
        "reason.resource-number", nb="feil ressursnummer", en="wrong resource number"
    ),
    "customer-id": Text("reason.customer-id", nb="feil kunde-id", en="wrong customer id"),
    "customer.id-missing": Text("reason.id-missing", nb="mangler kunde-id", en="no customer id"),
}
PLUGIN_HEADINGS: Final = (
    Text("plugins.name", nb="Navn", en="Name"),
    Text("plugins.role", nb="Rolle", en="Role"),
    Text("plugins.title", nb="Hva det er", en="What it is"),
    Text("plugins.distribution", nb="Pakke", en="Distribution"),
    Text("plugins.version", nb="Versjon", en="Version"),
)
OPTION_HEADINGS: Final = (
    Text("options.name", nb="Valg", en="Option"),
    Text("options.type", nb="Type", en="Type"),
    Text("options.default", nb="Standard", en="Default"),
    Text("options.help", nb="Betydning", en="Meaning"),
)
REQUIRED: Final = Text("options.required", nb="(påkrevd)", en="(required)")

BATCH_HEADINGS: Final = (
    Text("batches.id", nb="Bunke", en="Batch"),
    Text("batches.day", nb="Dag", en="Day"),
    Text("batches.profile", nb="Profil", en="Profile"),
    Text("batches.actor", nb="Laget av", en="Made by"),
    Text("batches.documents", nb="Dokumenter", en="Documents"),
    Text("batches.orders", nb="Ordrer", en="Orders"),
    Text("batches.state", nb="Status", en="Status"),
)
DELIVERY_HEADINGS: Final = (
    Text("deliveries.document", nb="Dokument", en="Document"),
    Text("deliveries.orders", nb="Ordrer", en="Orders"),
    Text("deliveries.state", nb="Status", en="Status"),
    Text("deliveries.transport", nb="Sendt med", en="Sent by"),
    Text("deliveries.at", nb="Når (UTC)", en="When (UTC)"),
    Text("deliveries.reference", nb="Referanse", en="Reference"),
    Text("deliveries.messages", nb="Melding", en="Message"),
)
STATES: Final[Mapping[ReceiptStatus, Text]] = {
    ReceiptStatus.ACCEPTED: Text("state.accepted", nb="godtatt", en="accepted"),
    ReceiptStatus.REJECTED: Text("state.rejected", nb="avvist", en="rejected"),
    ReceiptStatus.UNKNOWN: Text("state.unknown", nb="uavklart", en="unknown"),
    ReceiptStatus.NOT_SENT: Text("state.not-sent", nb="ikke sendt", en="not sent"),
}

STEPS: Final[Mapping[str, Text]] = {
    "leases read": Text("step.leases-read", nb="leieforhold lest", en="leases read"),
    "ledger held": Text("step.ledger-held", nb="protokollen holdt", en="ledger held"),
    "ledger asked": Text("step.ledger-asked", nb="protokollen spurt", en="ledger asked"),
    "planned": Text("step.planned", nb="planlagt", en="planned"),
    "document written": Text("step.document-written", nb="dokument skrevet", en="document written"),
    "document read back": Text(
        "step.document-read-back", nb="dokument lest tilbake", en="document read back"
    ),
    "reconciled": Text("step.reconciled", nb="avstemt", en="reconciled"),
    "log and manifest written": Text(
        "step.log-written", nb="logg og manifest skrevet", en="log and manifest written"
    ),
    "staged": Text("step.staged", nb="lagt klar", en="staged"),
    "recorded": Text("step.recorded", nb="ført i protokollen", en="recorded"),
    "committed": Text("step.committed", nb="bekreftet", en="committed"),
    "placed": Text("step.placed", nb="på plass", en="placed"),
    "placement noted": Text("step.placement-noted", nb="plassering notert", en="placement noted"),
    "session opened": Text("step.session-opened", nb="forbindelse åpnet", en="session opened"),
    "session closed": Text("step.session-closed", nb="forbindelse lukket", en="session closed"),
    "verified": Text("step.verified", nb="kontrollert", en="verified"),
    "taken by another": Text("step.taken", nb="tatt av en annen", en="taken by another"),
    "delivery begun": Text("step.delivery-begun", nb="levering begynt", en="delivery begun"),
    "delivered": Text("step.delivered", nb="levert", en="delivered"),
    "enrollments read": Text("step.enrollments-read", nb="påmeldinger lest", en="enrollments read"),
    "receipts read": Text("step.receipts-read", nb="kvitteringer lest", en="receipts read"),
    "rejected": Text("step.rejected", nb="avvist", en="rejected"),
    "closed": Text("step.closed", nb="avsluttet uten svar", en="closed without an answer"),
    "copied": Text("step.copied", nb="kopiert", en="copied"),
    "moved": Text("step.moved", nb="flyttet", en="moved"),
    "move noted": Text("step.move-noted", nb="flytting notert", en="move noted"),
    "customers checked": Text(
        "step.customers-checked", nb="kunder kontrollert", en="customers checked"
    ),
    "invoices recorded": Text(
        "step.invoices-recorded", nb="fakturaer ført", en="invoices recorded"
    ),
    "receipt noted": Text("step.receipt-noted", nb="kvittering notert", en="receipt noted"),
}
"""What a run says it has done, by the names that observers are told."""

COMMAND: Final = Text(
    "plugin.command",
    nb="En kommando; se fakturakjerne {name} --help",
    en="A command; see fakturakjerne {name} --help",
)
COMMAND_HIDDEN: Final = Text(
    "plugin.command-hidden",
    nb="Nås ikke: fakturakjerne har selv en kommando med dette navnet",
    en="Not reached: fakturakjerne has a command of this name itself",
)
