"""Each fault, as a client meets it and as the server remembers it."""

from __future__ import annotations

import hashlib
import http.client
import socket
import threading

import pytest

from fakturakjerne_visma.testing import Fault, Kind, Plan
from fakturakjerne_visma.testing.reading import Submission
from fakturakjerne_visma.testing.replies import LOGIN_PAGE, TASKS, reply_to
from tests.visma.testing.requests import SUBMIT, ask, authorization, flat_file, server, xml

ORDER = 34500001
PROBE = "secure/tasks/username/KN"
TOLD = [
    fault
    for fault in Fault
    if not fault.name.startswith(("HANG", "DROP", "REDIRECT", "FLOOD", "DRIP"))
]


@pytest.mark.parametrize("fault", TOLD)
def test_a_fault_that_is_a_reply(fault: Fault) -> None:
    with server(Plan(default=fault)) as running:
        answer = ask(running, xml(ORDER))
    expected = reply_to(Submission(references=(str(ORDER),)), fault)
    assert (answer.status, answer.content) == (expected.status, expected.content)
    assert answer.headers["Content-Type"] == expected.content_type
    (received,) = running.received
    assert received.kind is Kind.SUBMISSION
    assert (received.orders, received.fault, received.status) == ((ORDER,), fault, answer.status)
    assert received.sha256 == received.document_sha256 == hashlib.sha256(xml(ORDER)).hexdigest()
    assert received.authorized
    assert (received.method, received.path) == ("POST", f"/fakturering_ws/{SUBMIT}")
    assert received.taken is fault.takes
    assert running.taken(ORDER) == int(fault.takes)


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.UNAVAILABLE])
def test_a_refusal_for_a_time_is_over_the_second_time(fault: Fault) -> None:
    with server(Plan(default=fault)) as running:
        first, second = ask(running, xml(ORDER)), ask(running, xml(ORDER))
    assert first.headers["Retry-After"] == "1"
    assert second.status == 200
    assert [each.taken for each in running.received] == [False, True]


@pytest.mark.parametrize("plan", [Plan(default=Fault.DROP_BEFORE), Plan(default=Fault.DROP_TAKEN)])
def test_a_dropped_connection_gives_no_answer(plan: Plan) -> None:
    with (
        server(plan) as running,
        pytest.raises((http.client.RemoteDisconnected, ConnectionError)),
    ):
        ask(running, xml(ORDER))
    (received,) = running.received
    assert received.status == 0
    assert received.taken is (plan.default is Fault.DROP_TAKEN)
    assert received.orders == ((ORDER,) if received.taken else ())


@pytest.mark.parametrize("fault", [Fault.HANG_BEFORE, Fault.HANG, Fault.HANG_TAKEN])
def test_a_hanging_server_answers_nothing_and_lets_go_when_it_closes(fault: Fault) -> None:
    with server(Plan(orders={ORDER: fault})) as running, pytest.raises(TimeoutError):
        ask(running, xml(ORDER), seconds=1)
    (received,) = running.received
    assert (received.orders, received.status) == ((ORDER,), 0)
    assert running.taken(ORDER) == int(fault is Fault.HANG_TAKEN)


def test_a_hanging_server_gives_up_after_its_patience() -> None:
    with (
        server(Plan(default=Fault.HANG), patience=0) as running,
        pytest.raises(http.client.RemoteDisconnected),
    ):
        ask(running, xml(ORDER))


def test_redirects_lead_where_they_say() -> None:
    with server(Plan(default=Fault.REDIRECT_SAME)) as running:
        answer = ask(running, xml(ORDER))
        assert (answer.status, answer.headers["Location"]) == (307, "/fakturering_ws/secure/moved")
        assert running.taken(ORDER) == 0
        assert ask(running, xml(ORDER), path="secure/moved").status == 200
        assert running.taken(ORDER) == 1
        running.follow(Plan(default=Fault.REDIRECT_OTHER))
        other = ask(running, xml(ORDER)).headers["Location"]
        assert other == f"http://localhost:{running.port}/fakturering_ws/secure/moved"
        running.follow(Plan(default=Fault.REDIRECT_LOGIN))
        answer = ask(running, xml(ORDER))
        assert (answer.status, answer.headers["Location"]) == (302, "/fakturering_ws/login")
        page = ask(running, path="login", method="GET", password="")
        assert page.content == LOGIN_PAGE.content
    assert running.taken(ORDER) == 1


def test_a_flood_ends_at_its_bound() -> None:
    with server(Plan(default=Fault.FLOOD), flood=1 << 20) as running:
        content = ask(running, xml(ORDER)).content
    assert content.startswith(b"<VUXML><fakturagrunnlag/>")
    assert 900_000 < len(content) <= 1 << 20
    assert running.taken(ORDER) == 1


def test_a_client_that_leaves_a_flood_hinders_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with server(Plan(default=Fault.FLOOD)) as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        body, path = xml(ORDER), f"/fakturering_ws/{SUBMIT}"
        connection.request("POST", path, body, {"Authorization": authorization()})
        reply = connection.getresponse()
        reply.read(10)
        reply.close()
        connection.close()
        running.follow(Plan())
        assert ask(running, xml(ORDER)).status == 200
    assert capfd.readouterr() == ("", "")


def test_a_drip_comes_to_its_end() -> None:
    with server(Plan(default=Fault.DRIP), drip=0) as running:
        answer = ask(running, xml(ORDER))
    assert answer.content == reply_to(Submission(references=(str(ORDER),)), Fault.ACCEPT).content


def test_a_drip_is_broken_off_when_the_server_closes() -> None:
    with server(Plan(default=Fault.DRIP), drip=60_000) as running, pytest.raises(TimeoutError):
        ask(running, xml(ORDER), seconds=1)
    assert running.taken(ORDER) == 1


def test_a_flat_file_in_a_form_is_taken() -> None:
    document = flat_file(ORDER)
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    body += document + b"\r\n--x--\r\n"
    with server() as running:
        answer = ask(running, body, method="PUT", content_type="multipart/form-data; boundary=x")
    assert answer.content == b"200"
    (received,) = running.received
    assert received.document_sha256 == hashlib.sha256(document).hexdigest()
    assert received.sha256 == hashlib.sha256(body).hexdigest()
    assert running.taken(ORDER) == 1


def test_what_holds_no_order_is_a_bad_request_unless_the_plan_is_worse() -> None:
    with server() as running:
        assert ask(running, b"<VUXML/>").status == 400
        running.follow(Plan(default=Fault.SERVER_ERROR))
        assert ask(running, b"<VUXML/>").status == 500
    assert [each.fault for each in running.received] == [Fault.BAD_REQUEST, Fault.SERVER_ERROR]
    assert not any(each.taken for each in running.received)


@pytest.mark.parametrize("path", [SUBMIT, PROBE, "secure/moved", "elsewhere"])
def test_who_has_the_wrong_password_gets_nowhere(path: str) -> None:
    with server() as running:
        answer = ask(running, xml(ORDER), path=path, password="wrong")  # noqa: S106 - a wrong one on purpose
        (received,) = running.received
        assert (answer.status, received.authorized, received.taken) == (401, False, False)
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")


def test_a_probe_finds_no_tasks_or_what_the_plan_says() -> None:
    with server() as running:
        answer = ask(running, path=PROBE, method="GET")
        assert (answer.status, answer.content) == (200, TASKS.content)
        running.follow(Plan(probe=Fault.FORBIDDEN, default=Fault.EMPTY))
        assert ask(running, path=PROBE, method="GET").status == 403
        assert ask(running, path=f"{PROBE}X", method="GET").status == 404
    kinds = [each.kind for each in running.received]
    assert kinds == [Kind.PROBE, Kind.PROBE, Kind.OTHER]
    assert not any(each.taken for each in running.received)


@pytest.mark.parametrize(
    ("length", "body", "status"),
    [
        ("", b"", 411),
        ("Content-Length: x\r\n", b"", 411),
        ("Content-Length: 99999999\r\n", b"", 411),
    ],
)
def test_a_body_without_a_good_length_is_not_read(length: str, body: bytes, status: int) -> None:
    with server() as running:
        said = _raw(running.port, length, body)
    assert said.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Connection: close" in said
    (received,) = running.received
    assert (received.status, received.orders, received.taken) == (status, (), False)


def test_a_client_that_leaves_in_the_middle_of_its_body_has_handed_nothing_over() -> None:
    with server() as running:
        assert _raw(running.port, "Content-Length: 999\r\n", xml(ORDER), leave=True) == b""
        assert ask(running, xml(ORDER + 1)).status == 200
    assert running.taken(ORDER) == 0


def test_one_connection_carries_many_requests_and_many_go_at_once() -> None:
    with server() as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        for order in (1, 2):
            path, headers = f"/fakturering_ws/{SUBMIT}", {"Authorization": authorization()}
            connection.request("POST", path, xml(order), headers)
            assert connection.getresponse().read()
        threads = [threading.Thread(target=ask, args=(running, xml(3))) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert [running.taken(order) for order in (1, 2, 3)] == [1, 1, 8]
        connection.close()


def _raw(port: int, header: str, body: bytes, *, leave: bool = False) -> bytes:
    """Post with a header of one's own choice, and return all that comes back."""
    head = f"POST /fakturering_ws/{SUBMIT} HTTP/1.1\r\nHost: x\r\n{header}"
    head += f"Authorization: {authorization()}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head.encode() + body)
        if leave:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(4096), b""))
