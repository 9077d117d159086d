"""A connection is used again only where nothing can go wrong by it."""

from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING

import httpcore
import httpx
import pytest

from fakturakjerne_visma.webservice import line as module
from fakturakjerne_visma.webservice.line import BUDGET, Line
from fakturakjerne_visma.webservice.wire import Budget
from tests.visma.webservice.servers import Behaviour, Got, answers, drips, hangs, keeps, serving
from tests.visma.webservice.test_client import PEM, server_context

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = 1_000_000_000
FIRST = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(transport=Line(), trust_env=False) as opened:
        yield opened


def ask(client: httpx.Client, url: str, *, total: int = 5 * SECOND) -> tuple[bytes, Budget]:
    budget = Budget.of(connect=5 * SECOND, read=5 * SECOND, total=total)
    return client.get(url, extensions={BUDGET: budget}).content, budget


def test_a_budget_notes_how_far_a_request_came(client: httpx.Client) -> None:
    with serving(answers()) as server:
        content, budget = ask(client, server.url)
    assert content == b"OK 4711"
    assert (budget.reached, budget.secured, budget.sent) == (True, False, True)


def test_a_clean_connection_is_used_again(client: httpx.Client) -> None:
    heard: list[Got] = []
    with serving(keeps(heard, FIRST, FIRST)) as server:
        assert ask(client, server.url)[0] == b"first"
        content, budget = ask(client, server.url)
        client.close()
    assert content == b"first"
    assert (budget.reached, budget.secured, budget.sent) == (True, False, True)
    assert (len(heard), len(server.got)) == (2, 1)


@pytest.mark.parametrize(
    "reply",
    [
        FIRST + FIRST,
        FIRST + b"\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nfirst",
        b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nfirst",
        b"HTTP/1.1 100 Continue\r\n\r\n" + FIRST,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n",
    ],
    ids=["a second reply", "an empty line", "close", "1.0", "interim", "chunks"],
)
def test_any_other_is_not(client: httpx.Client, reply: bytes) -> None:
    with serving(keeps([], reply), answers(body=b"second")) as server:
        assert ask(client, server.url)[0] == b"first"
        assert ask(client, server.url)[0] == b"second"
    assert len(server.got) == 2


@pytest.mark.parametrize("late", [b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad", b""])
def test_what_comes_late_or_a_farewell_ends_it(client: httpx.Client, late: bytes) -> None:
    def says_more(connection: object, got: Got, stop: object) -> None:
        connection.sendall(FIRST)  # type: ignore[attr-defined]  # a socket
        time.sleep(0.05)
        connection.sendall(late)  # type: ignore[attr-defined]  # as above

    with serving(says_more, answers(body=b"second")) as server:
        assert ask(client, server.url)[0] == b"first"
        time.sleep(0.15)
        assert ask(client, server.url)[0] == b"second"
    assert len(server.got) == 2


def test_one_that_was_idle_too_long_is_not(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LONGEST_IDLE", 0)
    with serving(keeps([], FIRST), answers(body=b"second")) as server:
        assert ask(client, server.url)[0] == b"first"
        assert ask(client, server.url)[0] == b"second"


def test_another_host_has_its_own(client: httpx.Client) -> None:
    with serving(keeps([], FIRST)) as one, serving(answers(body=b"second")) as other:
        assert ask(client, one.url)[0] == b"first"
        assert ask(client, other.url)[0] == b"second"


@pytest.mark.parametrize("then", [hangs, drips(b"HTTP/1.1 200 OK\r\n\r\n")])
def test_the_second_request_has_limits_of_its_own(client: httpx.Client, then: Behaviour) -> None:
    def behave(connection: object, got: Got, stop: object) -> None:
        connection.sendall(FIRST)  # type: ignore[attr-defined]  # a socket
        then(connection, got, stop)  # type: ignore[arg-type]  # as above

    with serving(behave, hangs) as server:
        ask(client, server.url)
        began = time.monotonic()
        with pytest.raises(httpcore.ReadTimeout):
            ask(client, server.url, total=SECOND // 5)
        assert time.monotonic() - began < 2


def test_a_second_request_over_tls_is_as_safe() -> None:
    context = ssl.create_default_context(cafile=str(PEM))
    heard: list[Got] = []
    with (
        serving(keeps(heard, FIRST, FIRST), answers(), context=server_context()) as server,
        httpx.Client(transport=Line(context), trust_env=False) as client,
    ):
        assert ask(client, server.url)[1].secured
        content, budget = ask(client, server.url)
        client.close()
    assert content == b"first"
    assert (budget.reached, budget.secured) == (True, True)
    assert len(heard) == 2
