from __future__ import annotations

import pytest

from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.probe import Proof, probe
from tests.visma.webservice.servers import Behaviour, answers, drips, free_port, hangs, serving
from tests.visma.webservice.sessions import PASSWORD, SHORT, settings_for
from tests.visma.webservice.test_client import PEM, server_context
from tests.workflow.scripted import StillClock

TASKS = b'<?xml version="1.0"?><tasks><task text="x" link="y" number="1"/></tasks>'


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISMA_PASSWORD", PASSWORD)


def proofs(url: str, **changes: object) -> dict[str, Proof]:
    found = probe(settings_for(url, **changes), clock=StillClock())
    return {proof.text.code.partition(".")[2]: proof for proof in found}


def asked(behaviour: Behaviour, **changes: object) -> dict[str, Proof]:
    with serving(behaviour) as server:
        return proofs(server.url, **changes)


@pytest.mark.parametrize("body", [TASKS, b"<tasks/>"])
def test_what_a_list_of_tasks_proves_and_what_not(body: bytes) -> None:
    found = asked(answers(body=body))
    assert {name: proof.proven for name, proof in found.items()} == {
        "host": True,
        "certificate": None,
        "credentials": True,
        "submit-path": None,
        "company": None,
        "rights": None,
        "dialect": None,
    }
    assert "in the open" in found["certificate"].in_language("en")
    assert "vuxml is inferred" in found["dialect"].in_language("en")
    assert "utledet" in found["dialect"].in_language("nb")


def test_it_is_asked_before_anything_is_enabled() -> None:
    with serving(answers(body=TASKS)) as server:
        found = proofs(server.url, enabled=False, submit_path="")
    assert found["credentials"].proven
    assert [got.line.split()[0] for got in server.got] == ["GET"]


@pytest.mark.parametrize(
    ("behaviour", "proven", "word"),
    [
        (answers("401 Unauthorized"), False, "password is wrong"),
        (answers("403 Forbidden"), None, "says nothing"),
        (answers("404 Not Found"), None, "probe_path is not there"),
        (answers("500 Oops"), None, "says nothing"),
        (answers("302 Found", headers="Location: /login\r\n"), None, "says nothing"),
        (answers(body=b"<html><body>log in</body></html>"), None, "login page"),
        (answers(body=b"OK"), None, "login page"),
        (answers(body=b""), None, "login page"),
        (answers(body=b"<!DOCTYPE tasks []><tasks/>"), None, "login page"),
        (drips(b"HTTP/1.1 200 OK\r\n\r\n<tasks/>"), None, "login page"),
        (hangs, None, "ReadTimeout"),
    ],
)
def test_what_says_of_the_password(behaviour: Behaviour, proven: bool | None, word: str) -> None:
    found = asked(behaviour, total_timeout=SHORT)
    assert found["host"].proven is True
    assert found["credentials"].proven is proven
    assert word in found["credentials"].in_language("en")


def test_a_host_that_is_not_there() -> None:
    found = proofs(f"http://127.0.0.1:{free_port()}/fakturering_ws/")
    assert (found["host"].proven, found["credentials"].proven) == (False, None)
    assert "Connection refused" in found["host"].in_language("en")
    found = proofs(f"https://localhost:{free_port()}/fakturering_ws/")
    assert (found["host"].proven, found["certificate"].proven) == (False, None)


def test_a_certificate_is_proven_or_refuted() -> None:
    with serving(answers(body=TASKS), context=server_context()) as server:
        found = proofs(server.url, ca_file=PEM)
        assert (found["certificate"].proven, found["credentials"].proven) == (True, True)
        found = proofs(server.url)
    assert (found["host"].proven, found["certificate"].proven) == (True, False)
    assert found["credentials"].proven is None
    assert "self" in found["certificate"].in_language("en")


def test_without_a_password_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISMA_PASSWORD")
    with serving(answers()) as server, pytest.raises(ConfigError, match="VISMA_PASSWORD"):
        proofs(server.url)
    assert server.got == []


def test_a_proof_says_itself_in_both_languages() -> None:
    proof = Proof(
        text=catalogue.HOST_REACHED, proven=True, detail=catalogue.DETAIL, values={"detail": "x"}
    )
    assert (proof.in_language("nb"), proof.in_language("en")) == (
        "Verten svarer: x",
        "The host answers: x",
    )
