from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import describe, dump, structure
from fakturakjerne_visma.webservice.settings import WebserviceSettings

GIVEN = {
    "company": "1",
    "url": "https://visma.example.no:8290/fakturering_ws/secure",
    "username": "ABC",
    "password_env": "VISMA_PASSWORD",
}
ENABLED = {**GIVEN, "enabled": True, "submit_path": "secure/orders/company/{company}"}


def read(**changes: object) -> WebserviceSettings:
    return structure(WebserviceSettings, {**ENABLED, **changes}, where="transports.visma.options")


def test_what_the_municipality_gets_is_enough_until_it_is_enabled() -> None:
    settings = structure(WebserviceSettings, GIVEN, where="transports.visma.options")
    assert not settings.enabled
    assert settings.min_interval == Decimal("1.1")
    assert settings.base_url == "https://visma.example.no:8290/fakturering_ws/"
    assert settings.probe_url == f"{settings.base_url}secure/tasks/username/ABC"


def test_it_is_read_as_a_config_file_gives_it() -> None:
    settings = read(
        min_interval="0.5", read_timeout=5, method="PUT", dialect="vuxml", schema="theirs.xsd"
    )
    assert settings.submit_url == f"{settings.base_url}secure/orders/company/1"
    assert (settings.min_interval, settings.method) == (Decimal("0.5"), "PUT")
    assert settings.schema == Path("theirs.xsd")


def test_enabling_without_a_submit_path_says_what_to_ask_visma_for() -> None:
    with pytest.raises(OptionsError) as caught:
        read(submit_path="")
    for said in (str(caught.value), caught.value.in_language("nb")):
        for word in ("submit_path", "Visma", "POST", "PUT", "fakturering_ws/schemas/"):
            assert word in said


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"url": "https://visma/"}, "no path segment"),
        ({"url": "http://visma/fakturering_ws/"}, "allow_http"),
        ({"company": " "}, "company is empty"),
        ({"company": "1\n2"}, "control characters"),
        ({"username": ""}, "username is empty"),
        ({"username": "A:B"}, "or :"),
        ({"password_env": ""}, "either password_env or password_file"),
        ({"password_file": "x"}, "either password_env or password_file"),
        ({"min_interval": "-1"}, "min_interval is -1"),
        ({"total_timeout": 0}, "total_timeout is 0"),
        ({"retries": 21}, "retries is 21"),
        ({"max_reply": 10}, "max_reply is 10"),
        ({"max_unknown": 0}, "max_unknown is 0"),
        ({"submit_path": "/orders"}, "submit_path"),
        ({"submit_path": "../orders"}, "submit_path"),
        ({"probe_path": ""}, "probe_path"),
        ({"submit_path": "x/{company}", "company": ".."}, "submit_path"),
        ({"schema": "x.xsd", "dialect": "flatfile-upload"}, "flatfile-upload does not send XML"),
        ({"dialect": "soap"}, "one of vuxml, flatfile-upload"),
        ({"method": "GET"}, "one of POST, PUT"),
    ],
)
def test_each_wrong_option_is_named(changes: dict[str, object], word: str) -> None:
    with pytest.raises(OptionsError) as caught:
        read(**changes)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "hunter2!"},
        {"url": "https://ABC:hunter2!@visma/fakturering_ws/"},
        {"url": "https://visma/fakturering_ws/?password=hunter2!"},
        {"password_env": "hunter2!"},
    ],
)
def test_a_password_in_the_wrong_place_is_not_repeated(changes: dict[str, object]) -> None:
    with pytest.raises(OptionsError) as caught:
        read(**changes)
    assert "hunter2" not in str(caught.value) + caught.value.in_language("nb")


def test_every_option_can_be_described_and_kept() -> None:
    assert {option.name for option in describe(WebserviceSettings)} == set(dump(read()))


def test_http_is_not_loaded_for_them() -> None:
    code = (
        "import sys, fakturakjerne_visma.webservice.settings\n"
        "print([name for name in ('httpx', 'httpcore') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
