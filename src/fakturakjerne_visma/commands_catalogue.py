"""Every sentence that the commands of Visma say to a person."""

from fakturakjerne.catalogue import Text, collect

NOT_THE_WEB_SERVICE = Text(
    "visma-command.other-transport",
    nb="[transports.{profile}] er ikke webtjenesten til Visma; sett transport = "
    '"visma-webservice", eller velg en annen profil',
    en="[transports.{profile}] is not Visma's web service; set transport = "
    '"visma-webservice", or choose another profile',
)
PROVEN = Text("visma-command.proven", nb="bevist", en="proven")
DISPROVEN = Text("visma-command.disproven", nb="nei", en="no")
UNPROVEN = Text("visma-command.unproven", nb="ikke bevist", en="not proven")

PASSWORD_MISSING = Text(
    "visma-command.password-missing",
    nb="miljøvariabelen {variable} er tom; finn på et passord for øvelsen og sett den, her og der "
    "det sendes fra",
    en="the environment variable {variable} is empty; make up a password for the rehearsal and set "
    "it, here and where you send from",
)
USER_FORM = Text(
    "visma-command.user-form",
    nb="--user {value} kan ikke være tomt eller inneholde kolon eller styretegn; slik: OVE",
    en="--user {value} may not be empty, or hold a colon or control characters; such as REH",
)
FAULT_FORM = Text(
    "visma-command.fault-form",
    nb="--fault {value} skal være navn=vekt, slik: drop-taken=5; vekten er et helt tall fra 0 til "
    "{heaviest}, navnene er: {known}",
    en="--fault {value} must be name=weight, such as drop-taken=5; the weight is a whole number "
    "from 0 to {heaviest}, the names are: {known}",
)
FAULT_WEIGHTLESS = Text(
    "visma-command.fault-weightless",
    nb="--fault: alle vekter er 0, så ingenting kan trekkes; gi minst én mer enn 0",
    en="--fault: all weights are 0, so that nothing can be drawn; give at least one more than 0",
)
LISTENING = Text(
    "visma-command.listening",
    nb="Øvelsen lytter på {url} (bare fra denne maskinen) til du trykker Ctrl-C.\n"
    "Den er ikke Visma: den svarer slik vi antar at Visma gjør. Bruk en protokoll for seg (--ledger):\n"
    "det som godtas her, gjelder som sendt. Sett dette inn i en oppsettsfil:",
    en="The rehearsal listens on {url} (from this machine only) until you press Ctrl-C.\n"
    "It is not Visma: it answers as we infer that Visma does. Use a ledger of its own (--ledger): what\n"
    "is accepted here counts as sent. Put this into a config file:",
)
RECEIVED = Text(
    "visma-command.received",
    nb="Mottatt: {requests} forespørsler, {orders} ordrer ført, {again} av dem mer enn én gang.",
    en="Received: {requests} requests, {orders} orders taken, {again} of them more than once.",
)
TAKEN = Text("visma-command.taken", nb="ført", en="taken")
NOT_TAKEN = Text("visma-command.not-taken", nb="ikke ført", en="not taken")
NO_ANSWER = Text("visma-command.no-answer", nb="intet svar", en="no answer")

TEXTS = collect(globals())
"""All of them, by code."""
