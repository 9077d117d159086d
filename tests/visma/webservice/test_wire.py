from __future__ import annotations

import logging
import socket
import threading

import httpcore
import pytest

from fakturakjerne_visma.webservice.wire import Backend, Budget, QuietLog, Stream
from tests.visma.webservice.servers import answers, serving

SECOND = 1_000_000_000


def budget(*, total: int = 5 * SECOND) -> Budget:
    return Budget.of(connect=5 * SECOND, read=5 * SECOND, total=total)


def connect(url: str, spent: Budget) -> bool:
    """Connect, and close again."""
    port = httpcore.URL(url).port or 80
    Backend(spent).connect_tcp("localhost", port).close()
    return spent.reached


def test_a_wait_is_as_long_as_the_shorter_limit() -> None:
    with socket.socket() as sock:
        budget().allow(sock, limit=SECOND)
        assert sock.gettimeout() == 1
        budget(total=2 * SECOND).allow(sock, limit=5 * SECOND)
        left = sock.gettimeout()
        assert left is not None
        assert 1 < left <= 2


def test_a_budget_that_is_used_up_connects_nowhere() -> None:
    spent = budget(total=0)
    with serving(answers()) as server, pytest.raises(httpcore.ConnectTimeout):
        connect(server.url, spent)
    assert not spent.sent


def test_a_budget_that_is_used_up_before_the_first_byte_sends_none() -> None:
    spent = budget(total=0)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = Stream(spent)
        stream.attach(ours)
        with pytest.raises(httpcore.WriteTimeout):
            stream.write(b"POST / HTTP/1.1")
        theirs.setblocking(False)
        with pytest.raises(BlockingIOError):
            theirs.recv(1)
    assert not spent.sent


def test_the_next_address_of_a_host_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = budget()
    with serving(answers()) as server:
        port = server.port
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.2", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert connect(server.url, spent)


def test_a_name_without_an_address_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    with pytest.raises(httpcore.ConnectError, match="no address"):
        connect("http://localhost/", budget())


@pytest.mark.parametrize(
    ("message", "passes"),
    [
        ("connect_tcp.started host='localhost'", True),
        ("connect_tcp.complete return_value=<Stream>", True),
        ("start_tls.failed exception=ConnectError", True),
        ("send_request_body.started request=<Request [b'POST']>", True),
        ("receive_response_headers.started request=<Request [b'POST']>", True),
        ("receive_response_headers.complete return_value=(b'HTTP/1.1', 200, b'x')", False),
        ("receive_response_headers.failed exception=RemoteProtocolError(b'x')", False),
        ("receive_response_body.failed exception=RemoteProtocolError(b'x')", False),
        ("something.new.complete x", False),
    ],
)
def test_what_the_other_side_says_is_not_logged(message: str, passes: bool) -> None:
    log = QuietLog()
    record = logging.makeLogRecord({"msg": message, "thread": threading.get_ident()})
    assert log.filter(record) is passes
    elsewhere = logging.makeLogRecord({"msg": message, "thread": threading.get_ident() + 1})
    assert log.filter(elsewhere)  # another's connection is not ours to hush
