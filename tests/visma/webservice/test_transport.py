from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError, TargetError
from fakturakjerne.plugin.registry import Registry
from fakturakjerne_visma.webservice.request_schema import RequestSchema
from fakturakjerne_visma.webservice.transport import WebserviceTransport
from tests.visma.webservice.servers import answers, says, serving
from tests.visma.webservice.sessions import (
    PASSWORD,
    deliver,
    order,
    session_with,
    settings_for,
    write_password,
)
from tests.workflow.scripted import StillClock

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="order"/></xs:schema>'
)


def test_it_is_installed_and_describes_itself() -> None:
    transport = Registry.installed().transport("visma-webservice")
    assert isinstance(transport, WebserviceTransport)
    assert transport.info.spec[0].trust == "inferred"
    assert "visma-client.disabled" in transport.info.texts


# --- opening -----------------------------------------------------------------------------------


def test_what_is_switched_off_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISMA_PASSWORD", raising=False)
    settings = settings_for("https://v/fakturering_ws/", enabled=False)
    with (
        pytest.raises(ConfigError, match="enabled = false"),
        WebserviceTransport().open(settings, clock=StillClock()),
    ):
        pass


def test_without_a_password_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISMA_PASSWORD", raising=False)
    settings = settings_for("https://v/fakturering_ws/")
    with (
        pytest.raises(ConfigError, match="VISMA_PASSWORD is missing"),
        WebserviceTransport().open(settings, clock=StillClock()),
    ):
        pass


def test_a_schema_that_is_none_is_found_when_it_is_opened(tmp_path: Path) -> None:
    settings = settings_for(
        "https://v/fakturering_ws/",
        password_env="",
        password_file=write_password(tmp_path),
        schema=tmp_path / "none.xsd",
    )
    with (
        pytest.raises(ConfigError, match=r"none.xsd"),
        WebserviceTransport().open(settings, clock=StillClock()),
    ):
        pass


@pytest.mark.parametrize("with_schema", [True, False])
def test_it_opens_with_the_dialect_of_the_settings(tmp_path: Path, with_schema: bool) -> None:
    (tmp_path / "theirs.xsd").write_text(XSD, encoding="utf-8")
    settings = settings_for(
        "https://v/fakturering_ws/",
        password_env="",
        password_file=write_password(tmp_path),
        schema=tmp_path / "theirs.xsd" if with_schema else None,
    )
    with WebserviceTransport().open(settings, clock=StillClock()) as session:
        assert session.dialect.name == "vuxml"
        assert (session.schema is not None) == with_schema
        assert session.pace.interval == 1_100_000_000


# --- what is sent ------------------------------------------------------------------------------


def test_the_request_is_what_the_dialect_makes_of_it() -> None:
    with serving(answers()) as server:
        deliver(server, method="PUT", submit_path="a/{company}/{username}", company="1")
    [got] = server.got
    assert got.line == "PUT /fakturering_ws/a/1/ABC HTTP/1.1"
    assert got.body == b"1;4711"
    assert got.header("Content-Type") == "text/plain; name=4711.txt"
    assert got.header("User-Agent").startswith("fakturakjerne/")
    assert got.header("Accept-Encoding") == "identity"


@pytest.mark.parametrize("media", ["application/xml", "text/html", ""])
def test_a_document_of_another_format_is_not_sent(media: str) -> None:
    with serving(answers()) as server:
        receipt = deliver(server, order(media=media))
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "vuxml" in receipt.messages[0]
    assert server.got == []


def test_parameters_of_a_media_type_do_not_matter() -> None:
    with serving(answers()) as server:
        assert deliver(server, order(media="Text/Plain; charset=utf-8")).status is ACCEPTED


def test_a_document_for_another_company_is_not_sent() -> None:
    with serving(answers()) as server:
        receipt = deliver(server, order(b"2;4711"))
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "company 2" in receipt.messages[0]
    assert "for 1" in receipt.messages[0]
    assert server.got == []


def test_a_document_that_names_no_company_is_sent() -> None:
    with serving(answers()) as server:
        assert deliver(server, order(b"no company")).status is ACCEPTED


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), TargetError(detail="gone")])
def test_a_document_that_cannot_be_read_is_not_sent(error: Exception) -> None:
    def fail() -> Iterator[bytes]:
        yield b"1;"
        raise error

    whole = order()
    broken = Document(
        name=whole.name,
        media_type=whole.media_type,
        totals=whole.totals,
        orders=whole.orders,
        period=None,
        open=fail,
    )
    with serving(answers()) as server:
        receipt = deliver(server, broken)
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert type(error).__name__ in receipt.messages[0]
    assert server.got == []


def test_a_request_that_the_schema_refuses_is_not_sent(tmp_path: Path) -> None:
    (tmp_path / "theirs.xsd").write_text(XSD, encoding="utf-8")
    schema = RequestSchema.of_file(tmp_path / "theirs.xsd")
    with (
        serving(answers()) as server,
        session_with(settings_for(server.url), schema=schema) as session,
    ):
        receipt = session.deliver(order(b"<other/>"))
        assert (receipt.status, receipt.stop) == (REJECTED, False)
        assert "/other" in receipt.messages[0]
        assert server.got == []
        assert session.deliver(order(b"<order/>")).status is ACCEPTED
    assert len(server.got) == 1


def test_starts_are_apart() -> None:
    clock = StillClock()
    with serving(answers()) as server, session_with(settings_for(server.url), clock) as session:
        for _ in range(3):
            session.deliver(order())
    assert clock.slept == 3 * 1_100_000_000


def test_no_cookie_is_kept() -> None:
    with (
        serving(answers(headers="Set-Cookie: session=1\r\n")) as server,
        session_with(settings_for(server.url)) as session,
    ):
        session.deliver(order())
        session.deliver(order())
    assert [got.header("Cookie") for got in server.got] == ["", ""]


def test_what_follows_a_reply_is_not_taken_for_the_next() -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nOK 4711"
    with (
        serving(says(whole + whole), answers(body=b"NO such item")) as server,
        session_with(settings_for(server.url)) as session,
    ):
        assert session.deliver(order()).status is ACCEPTED
        assert session.deliver(order(number=4712)).status is REJECTED


def test_no_proxy_and_no_password_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(answers(body=b"NO proxy")) as proxy, serving(answers()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login x password y", encoding="utf-8")
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        assert deliver(server).status is ACCEPTED
        assert proxy.got == []


# --- stopping ----------------------------------------------------------------------------------


def test_too_many_unknown_in_a_row_stop() -> None:
    with (
        serving(answers("500 Oops")) as server,
        session_with(settings_for(server.url, max_unknown=2)) as session,
    ):
        first, second = session.deliver(order()), session.deliver(order())
    assert (first.status, first.stop) == (UNKNOWN, False)
    assert (second.status, second.stop) == (UNKNOWN, True)
    assert "2 orders in a row" in second.messages[-1]


def test_one_that_is_known_in_between_begins_the_count_anew() -> None:
    bad, good = answers("500 Oops"), answers()
    with (
        serving(bad, good, bad, answers("422 No"), bad) as server,
        session_with(settings_for(server.url, max_unknown=2)) as session,
    ):
        stops = [session.deliver(order()).stop for _ in range(5)]
    assert stops == [False] * 5


def test_a_personal_number_in_what_the_service_says_is_masked() -> None:
    with serving(answers("422 No", b"Unknown customer 15819010029")) as server:
        receipt = deliver(server)
    assert "Unknown customer 15*********" in receipt.messages


def test_a_password_in_a_reference_is_taken_out() -> None:
    with serving(answers(body=f"OK {PASSWORD}".encode())) as server:
        assert deliver(server).reference == "***"


def test_the_interval_may_be_none() -> None:
    clock = StillClock()
    with (
        serving(answers()) as server,
        session_with(settings_for(server.url, min_interval=Decimal(0)), clock) as session,
    ):
        session.deliver(order())
    assert clock.slept == 0
