"""The server begins, ends, and lets nothing out."""

from __future__ import annotations

import http.client
import socket
import threading

import pytest

from fakturakjerne_visma.testing import Fault, Plan
from tests.visma.testing.requests import PASSWORD, SUBMIT, ask, authorization, server, xml


def test_the_address_is_on_loopback_and_looks_like_that_of_an_installation() -> None:
    with server() as running:
        assert running.port > 0
        assert running.url == f"http://127.0.0.1:{running.port}/fakturering_ws/"


def test_a_port_can_be_named_and_a_taken_one_is_an_error() -> None:
    with server() as running:
        port = running.port
        with pytest.raises(OSError, match="in use"), server(port=port):
            pass  # pragma: no cover - it must not come so far
    with server(port=port) as again:
        assert again.port == port


def test_nothing_outlives_it() -> None:
    before = set(threading.enumerate())
    with server(Plan(default=Fault.HANG)) as running:
        idle = socket.create_connection(("127.0.0.1", running.port), timeout=5)
        hanging = socket.create_connection(("127.0.0.1", running.port), timeout=5)
        head = f"POST /fakturering_ws/{SUBMIT} HTTP/1.1\r\nContent-Length: {len(xml(1))}\r\n"
        head += f"Authorization: {authorization()}\r\n\r\n"
        hanging.sendall(head.encode() + xml(1))
        while not running.received:
            threading.Event().wait(0.01)
        port = running.port
    assert set(threading.enumerate()) == before
    assert idle.recv(1) == b""
    assert hanging.recv(1) == b""
    idle.close()
    hanging.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_an_exception_in_the_block_closes_it_too() -> None:
    with pytest.raises(KeyError), server() as running:
        raise KeyError
    with pytest.raises(ConnectionRefusedError):
        ask(running, xml(1))


def test_neither_password_nor_header_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with server() as running:
        ask(running, xml(1))
        ask(running, xml(1), path="elsewhere")
        ask(running, xml(1), password="wr0ng")  # noqa: S106 - a wrong one on purpose
        shown = repr(running) + repr(running.received)
    shown += "".join(capfd.readouterr())
    assert "elsewhere" in shown
    for secret in (PASSWORD, "wr0ng", authorization(), authorization().split()[1]):
        assert secret not in shown


def test_a_broken_request_is_answered_and_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    with server() as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        connection.request("BREW", "/")
        assert connection.getresponse().status == 501
        connection.close()
    assert capfd.readouterr() == ("", "")
    assert running.received == ()


def test_who_waits_until_it_settles_sees_what_came_before() -> None:
    body = xml(1)
    head = f"POST /fakturering_ws/{SUBMIT} HTTP/1.1\r\nContent-Length: {len(body)}\r\n"
    head += f"Authorization: {authorization()}\r\n\r\n"
    with server(Plan(default=Fault.HANG_TAKEN)) as running:
        for each in range(1, 11):
            with socket.create_connection(("127.0.0.1", running.port), timeout=5) as connection:
                connection.sendall(head.encode() + body)
            running.settle()
            assert running.taken(1) == each
        with socket.create_connection(("127.0.0.1", running.port), timeout=5) as connection:
            connection.sendall(head.encode())
            late = threading.Timer(1, connection.sendall, [body])
            late.start()
            running.settle()
            assert running.taken(1) == 11
            late.join()


def test_it_settles_after_the_second_request_of_a_connection_too() -> None:
    body = xml(1)
    head = f"POST /fakturering_ws/{SUBMIT} HTTP/1.1\r\nContent-Length: {len(body)}\r\n"
    head += f"Authorization: {authorization()}\r\n\r\n"
    with server() as running:
        for each in range(1, 11):
            with socket.create_connection(("127.0.0.1", running.port), timeout=5) as connection:
                connection.sendall(head.encode() + body)
                assert connection.recv(65536)
                running.settle()
                assert running.taken(1) == 2 * each - 1
                connection.sendall(head.encode() + body)
            running.settle()
            assert running.taken(1) == 2 * each
