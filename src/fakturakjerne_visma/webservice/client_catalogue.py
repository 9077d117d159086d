"""Every sentence that the web service's client and its settings say to a person."""

from fakturakjerne.catalogue import Text, collect

# --- settings: the address ---------------------------------------------------------------------

URL_EXAMPLE = "https://host:8290/fakturering_ws/"

URL_CHARACTERS = Text(
    "visma-settings.url-characters",
    nb="url har mellomrom, kontrolltegn eller bakstrek; den skal se slik ut: {example}",
    en="url has a space, a control character or a backslash; it must look like {example}",
)
URL_SCHEME = Text(
    "visma-settings.url-scheme",
    nb="url begynner ikke med https://; den skal se slik ut: {example}",
    en="url does not begin with https://; it must look like {example}",
)
URL_HTTP = Text(
    "visma-settings.url-http",
    nb="url begynner med http://, og da går passordet åpent over nettet; den skal se slik ut: "
    "{example}. Finnes bare http, sett allow_http = true",
    en="url begins with http://, so that the password would cross the network in the open; it "
    "must look like {example}. If there is only http, set allow_http = true",
)
URL_USER = Text(
    "visma-settings.url-user",
    nb="url har brukernavn eller passord (tegnet @); de hører hjemme i username og i "
    "password_env eller password_file. Den skal se slik ut: {example}",
    en="url has a user name or password (the character @); they belong in username and in "
    "password_env or password_file. It must look like {example}",
)
URL_QUERY = Text(
    "visma-settings.url-query",
    nb="url har ? eller #; den skal se slik ut: {example}",
    en="url has ? or #; it must look like {example}",
)
URL_HOST = Text(
    "visma-settings.url-host",
    nb="url har ikke noe gyldig vertsnavn; den skal se slik ut: {example}",
    en="url has no valid host name; it must look like {example}",
)
URL_PORT = Text(
    "visma-settings.url-port",
    nb="url har en port som ikke er et tall fra 1 til 65535; den skal se slik ut: {example}",
    en="url has a port that is no number from 1 to 65535; it must look like {example}",
)
URL_SEGMENT = Text(
    "visma-settings.url-segment",
    nb="url har ikke leddet fakturering_ws i stien; den skal se slik ut: {example}",
    en="url has no path segment fakturering_ws; it must look like {example}",
)
URL_PATH = Text(
    "visma-settings.url-path",
    nb="url har en sti med .. eller tegn som ikke hører hjemme der; den skal se slik ut: {example}",
    en="url has a path with .. or characters that do not belong there; it must look like {example}",
)
PATH_FORM = Text(
    "visma-settings.path-form",
    nb="{option} {value} er ingen sti under fakturering_ws/: uten / først, uten .., ?, #, % og "
    "mellomrom, med {{company}} og {{username}} som eneste felt; slik: {example}",
    en="{option} {value} is no path below fakturering_ws/: no leading /, no .., ?, #, % or space, "
    "with {{company}} and {{username}} as the only fields; such as {example}",
)

# --- settings: the rest ------------------------------------------------------------------------

SUBMIT_PATH_MISSING = Text(
    "visma-settings.submit-path-missing",
    nb="enabled = true, men submit_path mangler, og den har ingen standard fordi Visma ikke har "
    "offentliggjort den. Spør Visma om: stien under fakturering_ws/ som tar imot en ordre, og om "
    "den tar POST eller PUT; XSD-filene under fakturering_ws/schemas/; hva svaret heter når "
    "ordren er mottatt og når den er avvist; om samme ordrenummer to ganger avvises; og et "
    "testselskap",
    en="enabled = true, but submit_path is missing, and it has no default because Visma has not "
    "published it. Ask Visma for: the path below fakturering_ws/ that takes an order, and whether "
    "it takes POST or PUT; the XSD files below fakturering_ws/schemas/; what the reply is when an "
    "order is taken and when it is rejected; whether the same order number twice is rejected; and "
    "a test company",
)
NAME_FORM = Text(
    "visma-settings.name-form",
    nb="{option} er tom eller har kontrolltegn{more_nb}; bruk det som Visma har oppgitt",
    en="{option} is empty or has control characters{more_en}; give what Visma has told you",
)
VARIABLE_FORM = Text(
    "visma-settings.variable-form",
    nb="password_env er ikke navnet på en miljøvariabel; slik: VISMA_PASSWORD. Selve passordet "
    "skal aldri stå i oppsettet",
    en="password_env is not the name of an environment variable; such as VISMA_PASSWORD. The "
    "password itself must never stand in the config",
)
PASSWORD_SOURCE = Text(
    "visma-settings.password-source",
    nb="oppgi enten password_env eller password_file, ikke begge og ikke ingen",
    en="give either password_env or password_file, not both and not neither",
)
NUMBER_RANGE = Text(
    "visma-settings.number-range",
    nb="{option} er {value}; bruk {lowest} til {highest}",
    en="{option} is {value}; give {lowest} to {highest}",
)
SCHEMA_DIALECT = Text(
    "visma-settings.schema-dialect",
    nb="schema kan bare brukes med dialect = vuxml; {dialect} sender ikke XML",
    en="schema goes only with dialect = vuxml; {dialect} does not send XML",
)

# --- opening -----------------------------------------------------------------------------------

DISABLED = Text(
    "visma-client.disabled",
    nb="webtjenesten er slått av (enabled = false); ingenting sendes. Prøv forbindelsen med "
    "fakturakjerne visma check, og sett enabled = true når Visma har oppgitt submit_path",
    en="the web service is switched off (enabled = false); nothing is sent. Try the connection "
    "with fakturakjerne visma check, and set enabled = true once Visma has given submit_path",
)
PASSWORD_VARIABLE = Text(
    "visma-client.password-variable",
    nb="miljøvariabelen {name} mangler, er tom eller har tegn som et passord ikke kan ha; sett "
    "den til passordet for webtjenesten",
    en="the environment variable {name} is missing, empty or has characters that a password cannot "
    "have; set it to the web service's password",
)
PASSWORD_FILE = Text(
    "visma-client.password-file",
    nb="passordfilen {name} kan ikke brukes ({reason}); dens første linje skal være passordet i "
    "UTF-8",
    en="the password file {name} cannot be used ({reason}); its first line must be the password "
    "in UTF-8",
)
CA_FILE = Text(
    "visma-client.ca-file",
    nb="ca_file {name} kan ikke brukes ({reason}); det skal være sertifikater i PEM",
    en="ca_file {name} cannot be used ({reason}); it must be certificates in PEM",
)
SCHEMA_UNREADABLE = Text(
    "visma-client.schema-unreadable",
    nb="schema {name} kan ikke leses ({reason})",
    en="schema {name} cannot be read ({reason})",
)

# --- before anything is sent -------------------------------------------------------------------

WRONG_MEDIA_TYPE = Text(
    "visma-client.media-type",
    nb="Dokumentet er {found}, men dialekten {dialect} sender {expected}; bruk eksportformatet "
    "visma-webservice med samme dialect.",
    en="The document is {found}, but the dialect {dialect} sends {expected}; use the exporter "
    "visma-webservice with the same dialect.",
)
WRONG_COMPANY = Text(
    "visma-client.company",
    nb="Dokumentet er for selskap {found}, men transporten er satt opp for {expected}; company må "
    "være lik i begge.",
    en="The document is for company {found}, but the transport is set up for {expected}; company "
    "must be the same in both.",
)
DOCUMENT_UNREADABLE = Text(
    "visma-client.document-unreadable",
    nb="Dokumentet kan ikke leses ({kind}); ingenting er sendt.",
    en="The document cannot be read ({kind}); nothing was sent.",
)
SCHEMA_REFUSES = Text(
    "visma-client.schema-refuses",
    nb="Skjemaet {schema} godtar ikke {path} (linje {line}): {sentence_nb}; ikke sendt.",
    en="The schema {schema} does not allow {path} (line {line}): {sentence_en}; not sent.",
)
SCHEMA_REFUSES_MORE = Text(
    "visma-client.schema-refuses-more",
    nb="... og {count} til.",
    en="... and {count} more.",
)
SCHEMA_HOLDS_NOT = Text(
    "visma-client.schema-failed",
    nb="Kan ikke holdes mot skjemaet {schema}: {sentence_nb}; ikke sendt.",
    en="Cannot be held against the schema {schema}: {sentence_en}; not sent.",
)

# --- what became of it -------------------------------------------------------------------------

NO_CONNECTION = Text(
    "visma-client.no-connection",
    nb="Ingen forbindelse med {host} ({reason}), prøvd {tries} gang(er); ingenting er sendt.",
    en="No connection to {host} ({reason}), tried {tries} time(s); nothing was sent.",
)
LOST = Text(
    "visma-client.lost",
    nb="Forbindelsen røk eller svaret var ikke HTTP ({kind}) etter at ordren gikk ut; Visma kan ha "
    "den. Finn ut av det før den sendes igjen.",
    en="The connection was lost or the reply was no HTTP ({kind}) after the order went out; Visma "
    "may have it. Find out before it is sent again.",
)
TIMED_OUT = Text(
    "visma-client.timed-out",
    nb="Intet helt svar i tide ({kind}) etter at ordren gikk ut; Visma kan ha den. Finn ut av det "
    "før den sendes igjen.",
    en="No whole reply in time ({kind}) after the order went out; Visma may have it. Find out "
    "before it is sent again.",
)
REPLY_UNREAD = Text(
    "visma-client.reply-unread",
    nb="HTTP {status}, men svaret kunne ikke leses ({reason}).",
    en="HTTP {status}, but the reply could not be read ({reason}).",
)
LOGIN_REFUSED = Text(
    "visma-client.login-refused",
    nb="HTTP {status}: brukernavn og passord godtas ikke, eller brukeren har ikke lov; ingenting "
    "mer sendes.",
    en="HTTP {status}: the user name and password are not accepted, or the user may not; nothing "
    "more is sent.",
)
WRONG_OPERATION = Text(
    "visma-client.wrong-operation",
    nb="HTTP {status}: submit_path, method eller dialect er feil; spør Visma. Ingenting mer "
    "sendes.",
    en="HTTP {status}: submit_path, method or dialect is wrong; ask Visma. Nothing more is sent.",
)
BUSY = Text(
    "visma-client.busy",
    nb="HTTP {status}: tjenesten tar ikke imot nå (Retry-After: {retry_after}); prøvd {tries} "
    "gang(er), send igjen senere.",
    en="HTTP {status}: the service takes nothing now (Retry-After: {retry_after}); tried {tries} "
    "time(s), send again later.",
)
REJECTED = Text("visma-client.rejected", nb="HTTP {status}: avvist.", en="HTTP {status}: rejected.")
SERVER_FAILED = Text(
    "visma-client.server-failed",
    nb="HTTP {status}: tjenesten feilet etter at ordren gikk ut; Visma kan ha den.",
    en="HTTP {status}: the service failed after the order went out; Visma may have it.",
)
REDIRECT_REFUSED = Text(
    "visma-client.redirect-refused",
    nb="HTTP {status}: tjenesten viser videre til {target}, og dit følges den ikke (annen vert, "
    "annet skjema, eller for mange ganger); rett url.",
    en="HTTP {status}: the service redirects to {target}, which is not followed (another host or "
    "scheme, or too many times); mend url.",
)
REDIRECT_AFTER = Text(
    "visma-client.redirect-after",
    nb="HTTP {status}: tjenesten viser videre til {target} i stedet for å svare; Visma kan ha "
    "ordren.",
    en="HTTP {status}: the service redirects to {target} in place of a reply; Visma may have the "
    "order.",
)
STATUS_UNEXPECTED = Text(
    "visma-client.status-unexpected",
    nb="HTTP {status}: det er intet svar på en ordre; Visma kan ha den.",
    en="HTTP {status}: that is no reply to an order; Visma may have it.",
)
REPLY_UNCLEAR = Text(
    "visma-client.reply-unclear",
    nb="HTTP {status}: svaret sier ikke klart at ordren er tatt imot; Visma kan ha den.",
    en="HTTP {status}: the reply does not say clearly that the order was taken; Visma may have it.",
)
UNKNOWN_IN_A_ROW = Text(
    "visma-client.unknown-in-a-row",
    nb="{count} ordrer på rad med ukjent utfall; ingenting mer sendes.",
    en="{count} orders in a row with an unknown outcome; nothing more is sent.",
)

# --- the probe ---------------------------------------------------------------------------------

HOST_REACHED = Text("visma-probe.host", nb="Verten svarer", en="The host answers")
CERTIFICATE_VALID = Text(
    "visma-probe.certificate", nb="Sertifikatet er gyldig", en="The certificate is valid"
)
CREDENTIALS_ACCEPTED = Text(
    "visma-probe.credentials",
    nb="Brukernavn og passord godtas",
    en="The user name and password are accepted",
)
SUBMIT_PATH_RIGHT = Text(
    "visma-probe.submit-path",
    nb="submit_path og method er riktige",
    en="submit_path and method are right",
)
COMPANY_RIGHT = Text("visma-probe.company", nb="company er riktig", en="company is right")
MAY_WRITE = Text(
    "visma-probe.rights", nb="Brukeren kan sende ordrer", en="The user may send orders"
)
DIALECT_RIGHT = Text(
    "visma-probe.dialect",
    nb="Dialekten er den Visma forstår",
    en="The dialect is the one that Visma understands",
)
DETAIL = Text("visma-probe.detail", nb="{detail}", en="{detail}")
DETAIL_OPEN = Text(
    "visma-probe.open",
    nb="http uten kryptering: passordet går åpent over nettet",
    en="http without encryption: the password crosses the network in the open",
)
DETAIL_TASKS = Text(
    "visma-probe.tasks",
    nb="HTTP {status} med oppgavelisten",
    en="HTTP {status} with the list of tasks",
)
DETAIL_STATUS = Text(
    "visma-probe.status",
    nb="HTTP {status}: sier ikke noe om det",
    en="HTTP {status}: says nothing about it",
)
DETAIL_MISSING = Text(
    "visma-probe.missing",
    nb="HTTP {status}: verten svarer, men probe_path finnes ikke der; spør Visma, eller sett en "
    "annen probe_path",
    en="HTTP {status}: the host answers, but probe_path is not there; ask Visma, or set another "
    "probe_path",
)
DETAIL_WRONG = Text(
    "visma-probe.wrong",
    nb="HTTP {status}: brukernavn eller passord er feil",
    en="HTTP {status}: the user name or password is wrong",
)
DETAIL_OTHER_REPLY = Text(
    "visma-probe.other-reply",
    nb="HTTP {status}, men svaret er ikke oppgavelisten (en innloggingsside?)",
    en="HTTP {status}, but the reply is not the list of tasks (a login page?)",
)
DETAIL_UNTRIED = Text(
    "visma-probe.untried",
    nb="prøves først når en ordre sendes; send én eller få først",
    en="tried only when an order is sent; send one or a few first",
)
DETAIL_UNVERIFIED = Text(
    "visma-probe.unverified",
    nb="{dialect} er utledet, ikke bekreftet av Visma",
    en="{dialect} is inferred, not confirmed by Visma",
)

TEXTS = collect(globals())
"""All of them, by code."""
