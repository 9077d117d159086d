"""``fakturakjerne visma``: is the web service there, and a rehearsal without it."""

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from fakturakjerne.catalogue import Language
from fakturakjerne.errors import ConfigError
from fakturakjerne.plugin.commands import CommandHost
from fakturakjerne.plugin.interface import Clock
from fakturakjerne_visma import commands_catalogue as catalogue
from fakturakjerne_visma.testing import Fault, Plan, Received, RehearsalServer
from fakturakjerne_visma.webservice import client_catalogue
from fakturakjerne_visma.webservice.probe import Proof, probe
from fakturakjerne_visma.webservice.settings import WebserviceSettings

__all__ = ["visma"]

SUBMIT_PATH: Final = "secure/rehearsal/orders"
_NEEDED: Final = frozenset(
    {client_catalogue.HOST_REACHED.code, client_catalogue.CREDENTIALS_ACCEPTED.code}
)
_ACCEPT_WEIGHS: Final = 10
_HEAVIEST: Final = 1_000_000
_A_SECOND: Final = 1_000_000_000
_AN_HOUR: Final = 3600 * _A_SECOND
_WORDS: Final = {
    True: catalogue.PROVEN,
    False: catalogue.DISPROVEN,
    None: catalogue.UNPROVEN,
}

CommandT = TypeVar("CommandT", bound=Callable[..., object])


def _shared(command: CommandT) -> CommandT:
    """Give a command the options that both have."""
    command = click.option(
        "--lang",
        "told",
        type=click.Choice(["nb", "en"]),
        help="Språk. / Language. [fra locale / by locale]",
    )(command)
    return click.option("--json", "as_json", is_flag=True, help="Som JSON. / As JSON.")(command)


@click.group()
def visma() -> None:
    """Webtjenesten til Visma: prøv den, øv uten den. / Visma's web service: try it, rehearse."""


@visma.command()
@click.option(
    "--transport",
    "profile",
    required=True,
    metavar="PROFILE",
    help="[transports.PROFILE] i oppsettet. / [transports.PROFILE] of the config.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="Oppsettsfil (TOML). / Config file (TOML).",
)
@_shared
@click.pass_obj
def check(
    host: CommandHost,
    *,
    profile: str,
    config_file: Path | None,
    as_json: bool,
    told: Language | None,
) -> None:
    """Prøv forbindelsen uten å sende noe. / Try the connection without sending anything.

    Avslutter med 0 bare når både vert og passord er bevist. / Exits with 0 only when both host and
    password are proven.
    """
    language = host.language(told)
    with host.failures(language, as_json=as_json):
        settings = host.transport_options(profile, config=config_file)
        if not isinstance(settings, WebserviceSettings):
            raise ConfigError(catalogue.NOT_THE_WEB_SERVICE, profile=profile)
        proofs = probe(settings, clock=host.clock)
    if as_json:
        found = [_proof_as_dict(each, language) for each in proofs]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        words = {proven: text.render(language, {}) for proven, text in _WORDS.items()}
        width = max(map(len, words.values()))
        for each in proofs:
            click.echo(f"{words[each.proven]:<{width}}  {each.in_language(language)}")
    if not _NEEDED.issubset(each.text.code for each in proofs if each.proven):
        raise click.exceptions.Exit(1)


def _proof_as_dict(proof: Proof, language: Language) -> dict[str, object]:
    return {
        "code": proof.text.code,
        "text": proof.text.render(language, {}),
        "proven": proof.proven,
        "detail": proof.detail.render(language, proof.values),
    }


@visma.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Porten; 0 er en ledig. / The port; 0 is any that is free.",
)
@click.option("--user", default="REH", show_default=True, help="Brukernavnet. / The user name.")
@click.option(
    "--password-env",
    default="FAKTURAKJERNE_REHEARSAL_PASSWORD",
    show_default=True,
    metavar="NAME",
    help="Miljøvariabelen med passordet. / The environment variable of the password.",
)
@click.option(
    "--reject",
    type=click.IntRange(min=0),
    default=0,
    metavar="EVERY",
    help="Avvis hver så mange. / Reject every so many orders.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME=WEIGHT",
    help="Feil å trekke; accept veier 10 om den ikke nevnes. / Faults to draw; accept weighs 10 "
    "unless named.",
)
@click.option(
    "--seed", type=int, default=0, help="Samme tall, samme feil. / Same number, same faults."
)
@click.option(
    "--seconds",
    type=click.IntRange(min=0),
    help="Slutt etter så mange. / End after so many. [Ctrl-C]",
)
@_shared
@click.pass_obj
def rehearse(
    host: CommandHost,
    *,
    port: int,
    user: str,
    password_env: str,
    reject: int,
    faults: Sequence[str],
    seed: int,
    seconds: int | None,
    as_json: bool,
    told: Language | None,
) -> None:
    """Spill Visma på denne maskinen. / Play Visma on this machine.

    Skriver til slutt hva som ble mottatt. / Prints what it received at the end.
    """
    language = host.language(told)
    with host.failures(language, as_json=as_json):
        server = RehearsalServer(
            username=_checked_user(user),
            password=_password(password_env),
            submit_path=SUBMIT_PATH,
            plan=Plan(reject_every=reject, weights=_weights(faults), seed=seed),
            port=port,
        )
        with server, _until_told():
            if not as_json:
                click.echo(catalogue.LISTENING.render(language, {"url": server.url}))
            click.echo(_settings(server, password_env), err=as_json)
            _wait(host.clock, seconds)
    _tell(server, language, as_json=as_json)


def _checked_user(user: str) -> str:
    if not user.strip() or ":" in user or not user.isprintable():
        raise ConfigError(catalogue.USER_FORM, value=repr(user))
    return user


def _password(variable: str) -> str:
    password = os.environ.get(variable)
    if not password:
        raise ConfigError(catalogue.PASSWORD_MISSING, variable=variable)
    return password


def _weights(faults: Sequence[str]) -> Mapping[Fault, int]:
    """Read NAME=WEIGHT; whoever names none has no chance in it."""
    if not faults:
        return {}
    weights = {Fault.ACCEPT: _ACCEPT_WEIGHS}
    known = {fault.value: fault for fault in Fault}
    for each in faults:
        name, _, weight = each.partition("=")
        heavy = int(weight) if weight.isascii() and weight.isdigit() else _HEAVIEST + 1
        if name not in known or heavy > _HEAVIEST:
            raise ConfigError(
                catalogue.FAULT_FORM,
                value=repr(each),
                heaviest=_HEAVIEST,
                known=", ".join(known),
            )
        weights[known[name]] = heavy
    if not any(weights.values()):
        raise ConfigError(catalogue.FAULT_WEIGHTLESS)
    return weights


def _settings(server: RehearsalServer, password_env: str) -> str:
    """Return the settings of a transport to this server, as TOML."""
    options = {
        "company": "1",
        "url": server.url,
        "username": server.username,
        "password_env": password_env,
        "submit_path": server.submit_path,
        "allow_http": True,
        "enabled": True,
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in options.items()]
    head = ["[transports.rehearsal]", 'transport = "visma-webservice"', ""]
    return "\n".join([*head, "[transports.rehearsal.options]", *lines, ""])


@contextmanager
def _until_told() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the block, and nothing more."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _wait(clock: Clock, seconds: int | None) -> None:
    """Wait until the time is over, if it ever is."""
    while seconds is None:
        clock.sleep(_AN_HOUR)
    clock.sleep(seconds * _A_SECOND)


def _tell(server: RehearsalServer, language: Language, *, as_json: bool) -> None:
    """Tell what came in."""
    received = server.received
    if as_json:
        found = [_request_as_dict(each) for each in received]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for each in received:
        orders = ", ".join(map(str, each.orders)) or "-"
        status = str(each.status or catalogue.NO_ANSWER.render(language, {}))
        taken = (catalogue.TAKEN if each.taken else catalogue.NOT_TAKEN).render(language, {})
        fault = each.fault.value if each.fault else "-"
        click.echo(
            f"{each.at:%H:%M:%S}  {each.kind.value:<10}  {orders}  {status}  {taken}  {fault}"
        )
    books = Counter(order for each in received if each.taken for order in each.orders)
    values: dict[str, Any] = {
        "requests": len(received),
        "orders": len(books),
        "again": sum(times > 1 for times in books.values()),
    }
    click.echo(catalogue.RECEIVED.render(language, values))


def _request_as_dict(received: Received) -> dict[str, object]:
    return {
        "at": received.at.isoformat(),
        "kind": received.kind.value,
        "orders": list(received.orders),
        "sha256": received.sha256,
        "status": received.status,
        "taken": received.taken,
        "fault": received.fault.value if received.fault else None,
    }
