"""The password is in nothing that anybody sees, however the other side behaves."""

from __future__ import annotations

import html
import json
import logging
import threading
import traceback
from base64 import b64encode
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.route import Route
from fakturakjerne_visma.webservice.client import Client
from fakturakjerne_visma.webservice.password import Secret, read_secret
from fakturakjerne_visma.webservice.probe import probe
from fakturakjerne_visma.webservice.transport import WebserviceSession, WebserviceTransport
from tests.ledger.made_deliveries import record_documents
from tests.ledger.made_records import NOW
from tests.visma.webservice.servers import (
    Behaviour,
    Server,
    answers,
    drips,
    free_port,
    hangs,
    says,
    serving,
)
from tests.visma.webservice.sessions import (
    PASSWORD,
    SECRET,
    SHORT,
    Plain,
    order,
    session_with,
    settings_for,
    write_password,
)
from tests.workflow.scripted import StillClock

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from fakturakjerne.plugin.interface import Clock
    from fakturakjerne_visma.webservice.settings import WebserviceSettings

URL = "https://visma.example.no/fakturering_ws/"
PAIR = b64encode(f"ABC:{PASSWORD}".encode()).decode()
FORMS = (
    PASSWORD,
    PAIR,
    PAIR.rstrip("="),
    html.escape(PASSWORD),
    quote(PASSWORD),
    json.dumps(PASSWORD)[1:-1],
    repr(PASSWORD.encode())[2:-1],
    PASSWORD.encode().decode("latin-1"),
    b64encode(PASSWORD.encode()).decode(),
)
ECHO = " | ".join(FORMS)
HEAD = ECHO.encode()


def echoes(status: str) -> Behaviour:
    """Repeat what was sent: in the status line, in headers, and in the body."""
    return says(
        f"HTTP/1.1 {status} {ECHO}\r\nX-Echo: {ECHO}\r\nRetry-After: {ECHO}\r\n"
        f"Content-Type: {ECHO}\r\nContent-Length: {len(HEAD) + 3}\r\n\r\nOK {ECHO}".encode()
    )


ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
OUTCOMES = {
    "accepted": ACCEPTED,
    "401": NOT_SENT,
    "rejected": REJECTED,
    "busy": NOT_SENT,
    "redirect": NOT_SENT,
    "cookie": ACCEPTED,
}
FAILURES: dict[str, Behaviour] = {
    "accepted": echoes("200"),
    "401": echoes("401"),
    "rejected": echoes("422"),
    "busy": echoes("503"),
    "failed": echoes("500"),
    "other status": echoes("600"),
    "redirect": says(
        b"HTTP/1.1 307 x\r\nLocation: http://other.invalid/" + PAIR.encode() + b"\r\n\r\n"
    ),
    "redirect after": says(b"HTTP/1.1 303 x\r\nLocation: http://" + PAIR.encode() + b"/\r\n\r\n"),
    "broken redirect": says(b"HTTP/1.1 302 x\r\nLocation: http://[" + PAIR.encode() + b"\r\n\r\n"),
    "no http": says(PAIR.encode() + b" " + HEAD + b"\r\n\r\n"),
    "broken header": says(b"HTTP/1.1 200 OK\r\n" + PAIR.encode() + b"\r\n\r\n"),
    "broken length": says(b"HTTP/1.1 200 OK\r\nContent-Length: " + PAIR.encode() + b"\r\n\r\n"),
    "broken chunk": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + HEAD + b"\r\n"),
    "encoded": answers(headers=f"Content-Encoding: {PAIR}\r\n"),
    "cookie": answers(headers=f"Set-Cookie: echo={PAIR}\r\n"),
    "hang": hangs,
    "drip": drips(b"HTTP/1.1 200 OK\r\nX-Echo: " + PAIR.encode()),
}


class PlainTransport(WebserviceTransport):
    """As the real one, but it sends the plain documents of a made ledger."""

    @contextmanager
    def open(self, options: WebserviceSettings, *, clock: Clock) -> Iterator[WebserviceSession]:
        with super().open(options, clock=clock) as session:
            session.dialect = Plain()
            yield session


def no_form_in(text: str) -> bool:
    return not any(form in text for form in FORMS)


@pytest.mark.parametrize("failure", FAILURES)
def test_no_failure_gives_it_away(failure: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        caplog.set_level(logging.DEBUG, logger=name)
    with serving(FAILURES[failure]) as server:
        settings = settings_for(server.url, total_timeout=SHORT, retries=1)
        with session_with(settings) as session:
            receipt = session.deliver(order())
            seen = [repr(session), str(session), repr(session.client), repr(settings), repr(SECRET)]
        assert receipt.status is OUTCOMES.get(failure, UNKNOWN)
        assert server.got[0].header("Authorization") == f"Basic {PAIR}"  # it did go out
    logged = [record.getMessage() + str(record.args) for record in caplog.records]
    assert any("send_request_headers.started" in line for line in logged)  # and was logged about
    for text in (*seen, *logged, repr(receipt), *receipt.messages, receipt.reference, caplog.text):
        assert no_form_in(text), text


def test_a_refused_connection_does_not_give_it_away(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with session_with(settings_for(f"http://127.0.0.1:{free_port()}/fakturering_ws")) as session:
        receipt = session.deliver(order())
    assert no_form_in(caplog.text + repr(receipt))


def test_another_thread_than_the_one_that_opened_it_is_as_quiet(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(echoes("200")) as server, session_with(settings_for(server.url)) as session:
        thread = threading.Thread(target=session.deliver, args=[order()])
        thread.start()
        thread.join()
    assert "send_request_headers.started" in caplog.text
    assert no_form_in(caplog.text)


@pytest.mark.parametrize("failure", FAILURES)
def test_no_probe_gives_it_away(
    failure: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("VISMA_PASSWORD", PASSWORD)
    with serving(FAILURES[failure]) as server:
        proofs = probe(settings_for(server.url, total_timeout=SHORT), clock=StillClock())
    for proof in proofs:
        assert no_form_in(repr(proof) + proof.in_language("nb") + proof.in_language("en"))
    assert no_form_in(caplog.text)


def test_an_error_on_the_way_does_not_give_it_away() -> None:
    class Interrupted(BaseException):
        pass

    class Breaking(StillClock):
        def sleep(self, nanoseconds: int) -> None:
            raise Interrupted(nanoseconds)

    with (
        serving(echoes("503")) as server,
        session_with(settings_for(server.url, min_interval=0), Breaking()) as session,
        pytest.raises(Interrupted) as caught,
    ):
        session.deliver(order())
    assert no_form_in("".join(traceback.format_exception(caught.value)))


def test_the_log_is_whole_again_afterwards(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    during = []

    def behave(connection: socket.socket, got: object, stop: object) -> None:
        during.extend(logging.getLogger("httpcore.http11").filters)

    with serving(behave) as server, session_with(settings_for(server.url)) as session:
        session.deliver(order())
    assert len(during) == 1
    assert not logging.getLogger("httpcore.http11").filters
    assert not logging.getLogger("httpcore.connection").filters


@pytest.mark.parametrize("failure", ["accepted", "rejected", "401"])
def test_it_is_in_no_row_of_the_ledger(
    failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISMA_PASSWORD", PASSWORD)
    with (
        serving(FAILURES[failure]) as server,
        open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}", lock_timeout=0, clock=lambda: NOW) as it,
    ):
        batch = record_documents(it, 2, messages=True)
        route = Route(profile="visma", transport=PlainTransport(), options=settings_for(server.url))
        outcome = Delivery(ledger=it, route=route, clock=StillClock()).send(Sending(batch=batch))
        assert server.got
        assert no_form_in(repr(outcome))
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"visma" in content for content in kept)  # the ledger is among them
    for content in kept:
        assert no_form_in(content.decode("utf-8", "replace") + content.decode("latin-1"))


# --- what a secret is --------------------------------------------------------------------------


def test_a_secret_shows_nothing() -> None:
    assert repr(SECRET) == str(SECRET) == f"{SECRET}" == "Secret()"
    assert not hasattr(SECRET, "__dict__")


def test_basic_is_utf_8() -> None:
    assert SECRET.authorization == f"Basic {PAIR}"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_taken_out(form: str) -> None:
    assert SECRET.scrub(f"got {form}, sorry") == "got ***, sorry"


@given(st.text(min_size=1).filter(str.isprintable), st.text(max_size=20))
def test_whatever_the_password_it_is_taken_out(password: str, around: str) -> None:
    secret = Secret(username="ABC", password=password)
    cleaned = secret.scrub(f"{around}{password}{around}{secret.authorization}")
    assert secret.authorization.split()[1] not in cleaned
    if password not in "***":  # noqa: S105 - what a scrubbed text shows
        assert password not in cleaned


def test_what_does_not_hold_it_is_left_alone() -> None:
    assert SECRET.scrub("ABC: Ukjent vare 12") == "ABC: Ukjent vare 12"


# --- where it is read from ---------------------------------------------------------------------


def test_it_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISMA_PASSWORD", PASSWORD)
    assert read_secret(settings_for(URL)).authorization == f"Basic {PAIR}"


@pytest.mark.parametrize("value", [None, "", "a\nb", "a\x00b", "a\udce5b"])
def test_a_variable_that_is_of_no_use_is_named(value: str | None) -> None:
    environment = {} if value is None else {"VISMA_PASSWORD": value}
    with pytest.raises(ConfigError) as caught:
        read_secret(settings_for(URL), environment=environment)
    assert "VISMA_PASSWORD" in str(caught.value)
    assert not value or value not in str(caught.value)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\nsecond line\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_it_is_the_first_line_of_a_file(tmp_path: Path, start: bytes, end: bytes) -> None:
    path = write_password(tmp_path, start + PASSWORD.encode() + end)
    settings = settings_for(URL, password_env="", password_file=path)
    assert read_secret(settings).authorization == f"Basic {PAIR}"


@pytest.mark.parametrize("content", [b"", b"\n", b"hunter\x072\n", b"hunter2 \xe5\n"])
def test_a_file_that_is_of_no_use_is_named(tmp_path: Path, content: bytes) -> None:
    path = write_password(tmp_path, content)
    with pytest.raises(ConfigError) as caught:
        read_secret(settings_for(URL, password_env="", password_file=path))
    assert str(path) in str(caught.value)
    assert "hunter" not in str(caught.value)
    assert "hunter" not in "".join(traceback.format_exception(caught.value))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    settings = settings_for(URL, password_env="", password_file=tmp_path / "none")
    with pytest.raises(ConfigError, match=r"none cannot be used .No such file"):
        read_secret(settings)
    transport = WebserviceTransport()
    with (
        pytest.raises(ConfigError, match="No such file"),
        transport.open(settings, clock=StillClock()),
    ):
        pass


def test_a_client_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server([])
    with Client(settings_for(f"http://127.0.0.1:{server.port or 1}/fakturering_ws"), SECRET) as it:
        assert no_form_in(repr(it) + repr(vars(it)))
