from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import OptionsError
from fakturakjerne_visma.webservice.address import (
    base_url,
    check_path,
    expanded,
    host_of,
    same_origin,
)

BASE = "https://visma.example.no:8290/fakturering_ws/"


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        "https://visma.example.no:8290/fakturering_ws",
        "  https://visma.example.no:8290/fakturering_ws/secure/tasks/username/ABC\n",
        "HTTPS://VISMA.example.NO:8290/fakturering_ws/fakturering_ws/x",
        "https://visma.example.no:8290/fakturering_ws//",
    ],
)
def test_what_follows_the_segment_is_cut(text: str) -> None:
    assert base_url(text) == BASE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://visma:443/fakturering_ws/", "https://visma/fakturering_ws/"),
        ("https://visma:/fakturering_ws/", "https://visma/fakturering_ws/"),
        ("https://visma/proxy/v1/fakturering_ws/x", "https://visma/proxy/v1/fakturering_ws/"),
        ("https://[::1]:8290/fakturering_ws/", "https://[::1]:8290/fakturering_ws/"),
        (
            "https://bærum.kommune.no/fakturering_ws",
            "https://xn--brum-voa.kommune.no/fakturering_ws/",
        ),
        ("https://app_01/fakturering_ws", "https://app_01/fakturering_ws/"),
    ],
)
def test_an_address_is_normalised(text: str, expected: str) -> None:
    assert base_url(text) == expected
    assert base_url(expected) == expected


def test_http_is_for_those_who_ask_for_it() -> None:
    with pytest.raises(OptionsError, match="allow_http = true"):
        base_url("http://visma:8090/fakturering_ws/")
    found = base_url("http://visma:8090/fakturering_ws/", allow_http=True)
    assert found == "http://visma:8090/fakturering_ws/"
    assert base_url("http://v:80/fakturering_ws/", allow_http=True) == "http://v/fakturering_ws/"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "does not begin with https"),
        ("visma.example.no/fakturering_ws/", "does not begin with https"),
        ("ftp://visma/fakturering_ws/", "does not begin with https"),
        ("file:///fakturering_ws/", "does not begin with https"),
        ("https:/visma/fakturering_ws/", "does not begin with https"),
        ("https://ABC:hunter2@visma/fakturering_ws/", "user name or password"),
        ("https://hunter2@visma/fakturering_ws/", "user name or password"),
        ("https://visma/fakturering_ws/?key=hunter2", "has ? or #"),
        ("https://visma/fakturering_ws/#hunter2", "has ? or #"),
        ("https://visma/", "no path segment"),
        ("https://visma", "no path segment"),
        ("https://visma/fakturering_ws;x=1/", "no path segment"),
        ("https://visma/Fakturering_WS/", "no path segment"),
        ("https://visma/fakturabehandling_ws/", "no path segment"),
        ("https://visma/a/../fakturering_ws/", "a path with .."),
        ("https://visma/fakturering_ws/../x", "a path with .."),
        ("https://visma/%2e/fakturering_ws/", "a path with .."),
        ("https:///fakturering_ws/", "no valid host"),
        ("https://:8290/fakturering_ws/", "no valid host"),
        ("https://-x/fakturering_ws/", "no valid host"),
        ("https://a..b/fakturering_ws/", "no valid host"),
        ("https://a%41/fakturering_ws/", "no valid host"),
        ("https://[::1/fakturering_ws/", "no valid host"),
        ("https://[:::1]/fakturering_ws/", "no valid host"),
        ("https://[v1.a:b]/fakturering_ws/", "no valid host"),
        ("https://[::1%25eth0]/fakturering_ws/", "no valid host"),
        ("https://visma:0/fakturering_ws/", "port"),
        ("https://visma:65536/fakturering_ws/", "port"),
        ("https://visma:x/fakturering_ws/", "port"),
        ("https://vis ma/fakturering_ws/", "a space"),
        ("https://visma/fakturering_ws/a\tb", "a space"),
        ("https://visma\\@evil/fakturering_ws/", "backslash"),
        ("https://visma/\x00fakturering_ws/", "control"),
        ("https://visma/fakturering_ws/" + "x" * 2000, "a space"),
    ],
)
def test_anything_else_is_refused_with_what_it_should_look_like(text: str, word: str) -> None:
    with pytest.raises(OptionsError) as caught:
        base_url(text, allow_http=True)
    for said in (str(caught.value), caught.value.in_language("nb")):
        assert "https://host:8290/fakturering_ws/" in said
        assert "hunter2" not in said
    assert word in str(caught.value)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for whole in (text, f"https://{text}", f"https://{text}/fakturering_ws/{text}"):
        try:
            found = base_url(whole, allow_http=True)
        except OptionsError:
            continue
        assert found.endswith("/fakturering_ws/")
        assert base_url(found, allow_http=True) == found


@pytest.mark.parametrize(
    "path", ["orders", "secure/orders/", "a/{company}/b-{username}.xml", "a;b"]
)
def test_a_path_below_the_base(path: str) -> None:
    check_path(path, option="submit_path")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/orders",
        "//evil/orders",
        "https://evil/orders",
        "a/../../b",
        "..",
        "./a",
        "a//b",
        "a?b=1",
        "a#b",
        "a%2e%2e",
        "a b",
        "a\\b",
        "a\r\nHost: evil",
        "{password}",
        "{company!r}",
        "{}",
        "a" * 2001,
    ],
)
def test_a_path_that_is_none(path: str) -> None:
    with pytest.raises(OptionsError, match="submit_path") as caught:
        check_path(path, option="submit_path")
    assert "{company}" in str(caught.value)


def test_what_is_filled_in_is_encoded() -> None:
    values = {"company": "1/2?x#y%", "username": "Åse B"}
    assert (
        expanded("c/{company}/u/{username}", option="submit_path", values=values)
        == "c/1%2F2%3Fx%23y%25/u/%C3%85se%20B"
    )


def test_what_is_filled_in_does_not_lead_out_of_the_base() -> None:
    with pytest.raises(OptionsError, match="probe_path"):
        expanded(
            "a/{company}{username}/b",
            option="probe_path",
            values={"company": ".", "username": "."},
        )


def test_two_addresses_of_one_host() -> None:
    assert same_origin(BASE, "https://visma.example.no:8290/elsewhere?x=1")
    assert not same_origin(BASE, "http://visma.example.no:8290/")
    assert not same_origin(BASE, "https://visma.example.no/")
    assert not same_origin(BASE, "https://visma.example.no.evil:8290/")
    assert not same_origin(BASE, "https://evil:word@visma.example.no:8290/")
    assert not same_origin(BASE, "")
    assert not same_origin(BASE, "https://[::1/")


def test_a_host_is_shown_without_its_path() -> None:
    assert host_of("https://[::1]:8290/x?y") == "https://[::1]:8290"
    assert host_of("http://a:80/x") == "http://a"
