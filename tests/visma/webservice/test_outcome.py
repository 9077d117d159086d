"""The table of outcomes, each row against a real server."""

from __future__ import annotations

import pytest

from fakturakjerne.domain.receipt import ReceiptStatus
from tests.visma.webservice.servers import (
    Behaviour,
    answers,
    drips,
    floods,
    free_port,
    hangs,
    resets,
    says,
    serving,
)
from tests.visma.webservice.sessions import SHORT, deliver, order, session_with, settings_for
from tests.workflow.scripted import StillClock

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
_SECOND = 1_000_000_000


def test_a_reply_is_read_by_the_dialect() -> None:
    with serving(answers(body=b"OK 4711")) as server:
        receipt = deliver(server)
    assert (receipt.status, receipt.reference, receipt.stop) == (ACCEPTED, "4711", False)
    assert [got.body for got in server.got] == [b"1;4711"]


@pytest.mark.parametrize(
    ("status", "expected", "stop", "word"),
    [
        ("200 OK", REJECTED, False, "why"),
        ("201 Created", REJECTED, False, "why"),
        ("300 Multiple Choices", UNKNOWN, True, "redirects"),
        ("304 Not Modified", UNKNOWN, True, "redirects"),
        ("400 Bad Request", REJECTED, False, "rejected"),
        ("401 Unauthorized", NOT_SENT, True, "not accepted"),
        ("403 Forbidden", NOT_SENT, True, "not accepted"),
        ("404 Not Found", NOT_SENT, True, "submit_path"),
        ("405 Method Not Allowed", NOT_SENT, True, "submit_path"),
        ("407 Proxy Authentication Required", NOT_SENT, True, "not accepted"),
        ("408 Request Timeout", UNKNOWN, False, "may have it"),
        ("409 Conflict", REJECTED, False, "rejected"),
        ("410 Gone", NOT_SENT, True, "submit_path"),
        ("415 Unsupported Media Type", NOT_SENT, True, "submit_path"),
        ("422 Unprocessable Entity", REJECTED, False, "rejected"),
        ("500 Internal Server Error", UNKNOWN, False, "failed"),
        ("502 Bad Gateway", UNKNOWN, False, "failed"),
        ("504 Gateway Timeout", UNKNOWN, False, "failed"),
        ("599 Odd", UNKNOWN, False, "failed"),
        ("600 Odder", UNKNOWN, False, "no reply to an order"),
    ],
)
def test_a_status_means(status: str, expected: ReceiptStatus, stop: bool, word: str) -> None:
    with serving(answers(status, b"NO why not")) as server:
        receipt = deliver(server)
    assert (receipt.status, receipt.stop) == (expected, stop)
    assert word in " ".join(receipt.messages)
    assert len(server.got) == 1


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "404 No", "500 Oops", "429 Later"])
def test_the_service_is_heard_whatever_it_refuses_by(status: str) -> None:
    with serving(answers(status, b"Unknown item 12")) as server:
        assert "Unknown item 12" in deliver(server, retries=0).messages


@pytest.mark.parametrize(
    "behaviour",
    [
        answers(body=b""),
        answers("204 No Content", b""),
        answers(body=b"<html>log in</html>"),
        answers(headers="Content-Encoding: gzip\r\n"),
        answers(body=b"OK " + b"x" * 2000),
        floods,
        says(b""),
        resets,
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nOK 4711"),
        says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        says(b"SSH-2.0-OpenSSH_9.6\r\n"),
        says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        says(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000),
    ],
    ids=[
        "empty",
        "204",
        "login page",
        "gzip",
        "too large",
        "flood",
        "dropped",
        "reset",
        "cut off",
        "broken chunk",
        "no http",
        "upgrade",
        "endless headers",
    ],
)
def test_what_is_no_reply_leaves_it_unknown_and_is_never_sent_again(behaviour: Behaviour) -> None:
    with serving(behaviour, answers()) as server:
        receipt = deliver(server, max_reply=1024)
        assert (receipt.status, receipt.stop) == (UNKNOWN, False)
        assert len(server.got) == 1


@pytest.mark.parametrize(
    "behaviour",
    [
        hangs,
        drips(b""),
        drips(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        drips(b"HTTP/1.1 200 OK\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
    ],
    ids=["hang", "status", "header", "body", "counted body"],
)
def test_the_total_limit_holds_against_a_drip(behaviour: Behaviour) -> None:
    with serving(behaviour) as server:
        receipt = deliver(server, total_timeout=SHORT)
    assert receipt.status is UNKNOWN
    assert "time" in receipt.messages[0]
    assert len(server.got) == 1


def test_a_silent_server_is_left_after_the_read_limit() -> None:
    with serving(hangs) as server:
        receipt = deliver(server, read_timeout=SHORT)
    assert receipt.status is UNKNOWN
    assert "in time" in receipt.messages[0]


def test_a_reply_that_is_late_by_half_is_unknown_too() -> None:
    with serving(drips(b"HTTP/1.1 422 No\r\nContent-Length: 1000\r\n\r\n")) as server:
        receipt = deliver(server, total_timeout=SHORT)
    assert receipt.status is REJECTED  # the status says so; only the words are missing
    assert "could not be read (time)" in receipt.messages[1]


def test_no_connection_is_tried_again_with_pauses_that_grow_then_stops() -> None:
    clock = StillClock()
    with session_with(settings_for(f"http://127.0.0.1:{free_port()}/fakturering_ws"), clock) as it:
        receipt = it.deliver(order())
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "Connection refused" in receipt.messages[0]
    assert "4 time(s)" in receipt.messages[0]
    assert clock.slept == 1_100_000_000 + (1_100_000_000 + 2 * _SECOND + 4 * _SECOND)


def test_a_name_that_nobody_has_was_not_sent() -> None:
    with session_with(settings_for("http://nobody.invalid/fakturering_ws/", retries=0)) as session:
        receipt = session.deliver(order())
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "nobody.invalid" in receipt.messages[0]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_service_is_tried_again(status: str) -> None:
    with serving(answers(status), answers(status), answers()) as server:
        assert deliver(server).status is ACCEPTED
    assert len(server.got) == 3
    assert len({got.body for got in server.got}) == 1


def test_a_busy_service_is_left_when_the_tries_are_used_up() -> None:
    with serving(answers("503 Service Unavailable", b"closed at night")) as server:
        receipt = deliver(server, retries=2)
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "closed at night" in receipt.messages
    assert len(server.got) == 3


def test_retry_after_is_waited_for() -> None:
    clock = StillClock()
    with (
        serving(answers("503 Busy", headers="Retry-After: 30\r\n"), answers()) as server,
        session_with(settings_for(server.url), clock) as session,
    ):
        assert session.deliver(order()).status is ACCEPTED
    assert clock.slept == 1_100_000_000 + 30 * _SECOND


def test_a_longer_retry_after_than_allowed_ends_it() -> None:
    clock = StillClock()
    with (
        serving(answers("503 Busy", headers="Retry-After: 3600\r\n"), answers()) as server,
        session_with(settings_for(server.url), clock) as session,
    ):
        receipt = session.deliver(order())
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "Retry-After: 3600" in receipt.messages[0]
    assert len(server.got) == 1
    assert clock.slept == 1_100_000_000


@pytest.mark.parametrize("status", ["307 Temporary Redirect", "308 Permanent Redirect"])
def test_a_redirect_within_the_host_is_followed(status: str) -> None:
    there = answers(status, headers="Location: /fakturering_ws/new\r\n")
    with serving(there, answers()) as server:
        assert deliver(server).status is ACCEPTED
    assert [got.line for got in server.got] == [
        "POST /fakturering_ws/secure/orders/company/1 HTTP/1.1",
        "POST /fakturering_ws/new HTTP/1.1",
    ]
    assert server.got[0].body == server.got[1].body


def test_a_redirect_in_a_circle_is_followed_three_times() -> None:
    with serving(answers("307 Again", headers="Location: /fakturering_ws/a\r\n")) as server:
        receipt = deliver(server)
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert len(server.got) == 4


@pytest.mark.parametrize("status", ["307 There", "308 There"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_elsewhere_is_refused(status: str, scheme: str) -> None:
    with serving(answers()) as other:
        where = f"{scheme}://127.0.0.1:{other.port}/fakturering_ws/"
        with serving(answers(status, headers=f"Location: {where}\r\n")) as server:
            receipt = deliver(server)
        assert (receipt.status, receipt.stop) == (NOT_SENT, True)
        assert f"127.0.0.1:{other.port}" in receipt.messages[0]
        assert other.got == []
    assert len(server.got) == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other"])
def test_a_redirect_in_place_of_a_reply_leaves_it_unknown(status: str) -> None:
    with serving(answers(status, headers="Location: /fakturering_ws/done\r\n")) as server:
        receipt = deliver(server)
    assert (receipt.status, receipt.stop) == (UNKNOWN, True)
    assert len(server.got) == 1


def test_a_redirect_that_names_a_user_is_refused() -> None:
    with serving(answers()) as server:
        where = server.url.replace("http://", "http://evil:word@")
        server.behaviours.insert(0, answers("307 There", headers=f"Location: {where}\r\n"))
        receipt = deliver(server)
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert len(server.got) == 1


def test_a_redirect_to_nowhere_is_not_followed() -> None:
    with serving(answers("307 There")) as server:
        assert deliver(server).status is NOT_SENT
    with serving(answers("307 There", headers="Location: http://[::1/\r\n")) as server:
        assert deliver(server).status in (UNKNOWN, NOT_SENT)
    assert len(server.got) == 1
