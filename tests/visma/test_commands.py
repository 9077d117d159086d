"""``fakturakjerne visma``, as a user types it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from fakturakjerne.plugin.options import structure
from fakturakjerne_visma.commands import SUBMIT_PATH
from fakturakjerne_visma.testing import Fault, Plan, RehearsalServer
from fakturakjerne_visma.webservice.settings import WebserviceSettings
from tests.cli.shell import Shell, shell
from tests.visma.testing.requests import PASSWORD, SUBMIT, USER, ask, server, xml

__all__ = ["shell"]

VARIABLE = "FAKTURAKJERNE_REHEARSAL_PASSWORD"
ENVIRONMENT = {VARIABLE: PASSWORD}


def config_for(running: RehearsalServer, folder: Path) -> Path:
    path = folder / "kommune.toml"
    path.write_text(
        f"""
        [transports.disk]
        transport = "folder"
        options = {{ path = "/srv" }}
        [transports.visma]
        transport = "visma-webservice"
        [transports.visma.options]
        company = "1"
        url = "{running.url}"
        username = "{USER}"
        password_env = "{VARIABLE}"
        allow_http = true
        """
    )
    return path


def test_what_the_probe_proves_and_what_it_does_not(shell: Shell) -> None:
    with server() as running:
        config = config_for(running, shell.folder)
        asked = ("visma", "check", "--transport", "visma", "--config", config)
        result = shell(*asked, **ENVIRONMENT)
        found = json.loads(shell(*asked, "--json", "--lang", "nb", **ENVIRONMENT).stdout)
    assert result.exit_code == 0
    assert re.search("^proven +The host answers: http://127", result.stdout, re.MULTILINE)
    assert re.search("^proven +The user name and password", result.stdout, re.MULTILINE)
    assert re.search("^not proven +company is right", result.stdout, re.MULTILINE)
    proven = {each["code"]: each["proven"] for each in found}
    assert proven["visma-probe.host"] is True
    assert proven["visma-probe.certificate"] is None
    texts = [each["text"] for each in found]
    assert "Verten svarer" in texts
    assert PASSWORD not in result.output
    assert {each.path for each in running.received} == {
        f"/fakturering_ws/secure/tasks/username/{USER}"
    }


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.UNAUTHORIZED, "^no +The user name and password are accepted: HTTP 401"),
        (Fault.LOGIN_PAGE, "^not proven +The user name and password .* login page"),
        (Fault.NOT_FOUND, "^not proven +The user name and password .* HTTP 404"),
        (Fault.DROP_BEFORE, "^not proven +The user name and password"),
    ],
)
def test_credentials_that_are_not_proven_are_a_failure(
    shell: Shell, fault: Fault, said: str
) -> None:
    with server(Plan(probe=fault)) as running:
        config = config_for(running, shell.folder)
        result = shell("visma", "check", "--transport", "visma", "--config", config, **ENVIRONMENT)
    assert result.exit_code == 1
    assert re.search(said, result.stdout, re.MULTILINE)
    assert re.search("^proven +The host answers", result.stdout, re.MULTILINE)


def test_a_host_that_is_not_there_is_a_failure(shell: Shell) -> None:
    with server() as running:
        config = config_for(running, shell.folder)
    result = shell("visma", "check", "--transport", "visma", "--config", config, **ENVIRONMENT)
    assert result.exit_code == 1
    assert re.search("^no +The host answers", result.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("disk", "[transports.disk] is not Visma's web service"),
        ("viisma", "viisma"),
        ("visma", VARIABLE),
    ],
)
def test_what_cannot_be_tried_is_wrong_usage(shell: Shell, profile: str, said: str) -> None:
    with server() as running:
        config = config_for(running, shell.folder)
        result = shell("visma", "check", "--transport", profile, "--config", config)
    assert result.exit_code == 2
    assert said in result.stderr
    assert running.received == ()


def test_a_rehearsal_prints_settings_that_are_right(shell: Shell) -> None:
    result = shell("visma", "rehearse", "--seconds", 0, "--user", "ÅKE", **ENVIRONMENT)
    assert result.exit_code == 0
    assert "this machine only" in result.stdout
    assert "Received: 0 requests, 0 orders taken, 0 of them more than once." in result.stdout
    start, end = result.stdout.index("[transports"), result.stdout.index("Received")
    profile = tomllib.loads(result.stdout[start:end])["transports"]["rehearsal"]
    assert profile["transport"] == "visma-webservice"
    settings = structure(WebserviceSettings, profile["options"], where="x")
    assert settings.enabled
    assert settings.username == "ÅKE"
    assert settings.password_env == VARIABLE
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/fakturering_ws/", settings.url)
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fault", "drop-takn=5"], "drop-taken, redirect-login"),
        (["--fault", "drop-taken"], "'drop-taken' must be name=weight"),
        (["--fault", "drop-taken=-1"], "must be name=weight"),
        (["--fault", "drop-taken=1000001"], "0 to 1000000"),
        (["--fault", "accept=0"], "all weights are 0"),
        (["--user", "a:b"], "--user 'a:b'"),
        (["--user", " "], "--user ' '"),
        (["--user", "a\x07"], "--user"),
        (["--password-env", "NOT_SET_ANYWHERE"], "NOT_SET_ANYWHERE"),
    ],
)
def test_a_rehearsal_that_cannot_be_is_wrong_usage(
    shell: Shell, arguments: list[str], said: str
) -> None:
    result = shell("visma", "rehearse", "--seconds", 0, *arguments, **ENVIRONMENT)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_port_that_is_taken_is_the_machine_s_affair(shell: Shell) -> None:
    with server() as running:
        result = shell("visma", "rehearse", "--seconds", 0, "--port", running.port, **ENVIRONMENT)
    assert result.exit_code == 4
    assert "in use" in result.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_rehearsal_takes_orders_and_tells_what_came(end: int) -> None:
    command = [sys.executable, "-m", "fakturakjerne", "visma", "rehearse", "--lang", "en"]
    command += ["--reject", "2", "--fault", "drop-taken=0", "--fault", "accept=1", "--user", USER]
    environment = {**os.environ, **ENVIRONMENT}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        url = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert url is not None
        while process.stdout.readline().strip() != "enabled = true":
            pass
        there = RehearsalServer(
            username=USER, password=PASSWORD, submit_path=SUBMIT, port=int(url[1])
        )
        _send(there, 34500001, 34500002, 34500001)
        process.send_signal(end)
        said = process.stdout.read()
    assert process.returncode == 0
    assert "Received: 3 requests, 1 orders taken, 1 of them more than once." in said
    assert re.search(
        r"^\d\d:\d\d:\d\d  submission  34500002  200  not taken  reject$", said, re.MULTILINE
    )


def test_a_rehearsal_tells_a_program_what_came() -> None:
    command = [sys.executable, "-m", "fakturakjerne", "visma", "rehearse", "--json"]
    command += ["--fault", "hang=1", "--fault", "accept=0", "--user", USER]
    environment = {**os.environ, **ENVIRONMENT}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "enabled = true\n")
        url = re.search(r"http://127\.0\.0\.1:(\d+)/", "".join(lines))
        assert url is not None
        there = RehearsalServer(
            username=USER, password=PASSWORD, submit_path=SUBMIT, port=int(url[1])
        )
        with pytest.raises(TimeoutError):
            _send(there, 34500001)
        process.terminate()
        (found,) = json.loads(process.stdout.read())
    assert (found["orders"], found["status"], found["taken"]) == ([34500001], 0, False)
    assert (found["kind"], found["fault"]) == ("submission", "hang")


def _send(there: RehearsalServer, *orders: int) -> None:
    for order in orders:
        ask(there, xml(order), path=SUBMIT_PATH, seconds=2)


def test_a_user_of_any_name_is_found_by_the_probe(shell: Shell) -> None:
    user = "ÅKE ~1/2"
    with RehearsalServer(username=user, password=PASSWORD, submit_path=SUBMIT) as running:
        config = config_for(running, shell.folder)
        config.write_text(config.read_text().replace(f'"{USER}"', f'"{user}"'))
        result = shell("visma", "check", "--transport", "visma", "--config", config, **ENVIRONMENT)
    assert result.exit_code == 0, result.output
