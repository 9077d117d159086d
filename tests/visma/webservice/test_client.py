from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice.client import Answer, Client, Failure, Reply
from fakturakjerne_visma.webservice.request import Request
from tests.visma.webservice.servers import Server, answers, floods, free_port, hangs, serving
from tests.visma.webservice.sessions import SECRET, SHORT, settings_for

PEM = Path(__file__).with_name("localhost.pem")
"""A certificate for localhost that signed itself, and its key, which guards nothing."""


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


def send(url: str, content: bytes = b"1;4711", **changes: object) -> Answer:
    settings = settings_for(url, **changes)
    with Client(settings, SECRET) as client:
        return client.send(settings.submit_url, Request(content=content, content_type="text/plain"))


def test_a_reply_is_handed_over() -> None:
    headers = "Content-Type: text/xml\r\nRetry-After: 5\r\n"
    with serving(answers("201 Created", b"<x/>", headers)) as server:
        answer = send(server.url)
    assert answer == Reply(
        status=201, content=b"<x/>", content_type="text/xml", retry_after="5", location=""
    )


def test_asking_changes_nothing_there() -> None:
    with serving(answers()) as server:
        settings = settings_for(server.url)
        with Client(settings, SECRET) as client:
            answer = client.get(settings.probe_url)
    assert isinstance(answer, Reply)
    assert server.got[0].line == "GET /fakturering_ws/secure/tasks/username/ABC HTTP/1.1"
    assert server.got[0].header("Authorization") == SECRET.authorization
    assert server.got[0].body == b""


@pytest.mark.parametrize(("length", "unread"), [(1024, ""), (1025, "size")])
def test_a_reply_is_read_up_to_the_limit(length: int, unread: str) -> None:
    with serving(answers(body=b"x" * length)) as server:
        answer = send(server.url, max_reply=1024)
    assert isinstance(answer, Reply)
    assert answer.unread == unread
    assert len(answer.content) == (0 if unread else length)


@pytest.mark.parametrize(
    ("encoding", "unread"), [("Identity", ""), ("gzip", "encoding"), ("br", "encoding")]
)
def test_a_compressed_reply_is_not_read(encoding: str, unread: str) -> None:
    with serving(answers(headers=f"Content-Encoding: {encoding}\r\n")) as server:
        answer = send(server.url)
    assert isinstance(answer, Reply)
    assert answer.unread == unread


def test_a_server_that_does_not_read_is_left_and_the_order_is_unknown() -> None:
    with serving(hangs, reads=False) as server:
        answer = send(server.url, b"x" * (1 << 25), read_timeout=SHORT)
    assert isinstance(answer, Failure)
    assert (answer.sent, answer.timed_out) == (True, True)


def test_a_server_that_answers_before_it_has_read_is_heard() -> None:
    with serving(answers("413 Too Large", b"too large"), reads=False) as server:
        answer = send(server.url, b"x" * (1 << 25))
    if isinstance(answer, Reply):  # the reset may overtake the reply
        assert answer.status == 413
    else:
        assert answer.sent


def test_a_flood_is_left() -> None:
    with serving(floods) as server:
        answer = send(server.url)
    assert isinstance(answer, Reply)
    assert answer.unread == "size"


# --- TLS ---------------------------------------------------------------------------------------


def secure(server: Server, **changes: object) -> Answer:
    url = f"https://localhost:{server.port}/fakturering_ws/"
    settings = settings_for(url, allow_http=False, **changes)
    with Client(settings, SECRET) as client:
        return client.send(settings.submit_url, Request(content=b"1;4711", content_type="x/y"))


def test_a_certificate_of_the_municipalitys_own_authority() -> None:
    with serving(answers(), context=server_context()) as server:
        answer = secure(server, ca_file=PEM)
    assert isinstance(answer, Reply)
    assert (answer.status, answer.content) == (200, b"OK 4711")
    assert server.got[0].body == b"1;4711"


def test_an_unknown_certificate_is_refused_before_anything_is_sent() -> None:
    with serving(answers(), context=server_context()) as server:
        answer = secure(server)
        assert server.got == []
    assert isinstance(answer, Failure)
    assert (answer.sent, answer.reached, answer.secured) == (False, True, False)
    assert "self" in answer.reason


def test_a_certificate_for_another_name_is_refused() -> None:
    with serving(answers(), context=server_context()) as server:
        url = f"https://127.0.0.1:{server.port}/fakturering_ws/"  # by its number, not its name
        answer = send(url, allow_http=False, ca_file=PEM)
        assert server.got == []
    assert isinstance(answer, Failure)
    assert not answer.secured


def test_a_server_without_tls_is_refused() -> None:
    with serving(answers(), reads=False) as server:
        answer = secure(server)
    assert isinstance(answer, Failure)
    assert (answer.sent, answer.reached, answer.secured) == (False, True, False)
    assert answer.reason


def test_a_server_that_hangs_before_tls_has_the_connect_limit() -> None:
    with serving(hangs, reads=False) as server:
        answer = secure(server, connect_timeout=SHORT)
    assert isinstance(answer, Failure)
    assert (answer.sent, answer.timed_out, answer.secured) == (False, True, False)


def test_the_keys_of_the_connection_go_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    with serving(answers(), context=server_context()) as server:
        assert isinstance(secure(server, ca_file=PEM), Reply)
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_a_file_without_certificates_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"ca.pem"):
        send("https://localhost/fakturering_ws/", ca_file=path)


def test_nobody_listens() -> None:
    answer = send(f"http://127.0.0.1:{free_port()}/fakturering_ws/")
    assert answer == Failure(
        sent=False, timed_out=False, reached=False, secured=False, reason="Connection refused"
    )
