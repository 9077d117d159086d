from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.vuxml_reply import messages_of, receipt_of

ACCEPTED, REJECTED, UNKNOWN = (
    ReceiptStatus.ACCEPTED,
    ReceiptStatus.REJECTED,
    ReceiptStatus.UNKNOWN,
)
PARTIAL = (
    Path(__file__).parents[4] / "shared/samples/visma/inferred/fakturagrunnlag-response-partial.xml"
)


def saying(*messages: str) -> str:
    inner = "".join(f"<errorMessage>{message}</errorMessage>" for message in messages)
    return f"<errorMessages>{inner}</errorMessages>" if messages else ""


def flagged(flag: str | None) -> str:
    return "" if flag is None else f' errorFlag="{flag}"'


def order(flag: str | None, *inner: str, reference: str | None = "7") -> str:
    named = "" if reference is None else f' eksternRef="{reference}"'
    return f"<fakturagrunnlag{named}{flagged(flag)}>{''.join(inner)}</fakturagrunnlag>"


def line(flag: str | None, *messages: str) -> str:
    return f"<linje{flagged(flag)}>{saying(*messages)}</linje>"


def reply(flag: str | None, *inner: str) -> bytes:
    text = "".join(inner)
    return (
        f"<VUXML><fakturagrunnlagListe{flagged(flag)}>{text}</fakturagrunnlagListe></VUXML>"
    ).encode()


def status(content: bytes) -> ReceiptStatus:
    return receipt_of(content, orders=[7]).status


@pytest.mark.parametrize("batch", ["SUCCESS", "ERROR", None, "WARNING"])
@pytest.mark.parametrize(("own", "expected"), [("ERROR", REJECTED), ("SUCCESS", ACCEPTED)])
def test_the_order_s_own_flag_decides(batch: str | None, own: str, expected: ReceiptStatus) -> None:
    assert status(reply(batch, order(own))) is expected
    assert status(reply(batch, order(own), order("ERROR", reference="8"))) is expected
    assert status(reply(batch, order(own), order("SUCCESS", reference="8"))) is expected


@pytest.mark.parametrize(
    ("batch", "expected"),
    [("SUCCESS", ACCEPTED), ("ERROR", UNKNOWN), (None, UNKNOWN), ("success", UNKNOWN)],
)
def test_an_order_without_a_flag_has_that_of_a_batch_that_went_well(
    batch: str | None, expected: ReceiptStatus
) -> None:
    assert status(reply(batch, order(None))) is expected


@pytest.mark.parametrize("flag", ["ERROR", "", "WARNING"])
@pytest.mark.parametrize("own", ["SUCCESS", None])
def test_an_order_that_went_well_with_a_line_that_did_not_is_unknown(
    flag: str, own: str | None
) -> None:
    receipt = receipt_of(
        reply("SUCCESS", order(own, line("SUCCESS"), line(flag, "Varenr 9"))), orders=[7]
    )
    assert receipt == Receipt(UNKNOWN, messages=["Varenr 9"])


@pytest.mark.parametrize("own", ["", "error", "OK", "WARNING", " SUCCESS"])
@pytest.mark.parametrize("batch", ["SUCCESS", "ERROR"])
def test_other_words_for_a_flag_are_unknown(own: str, batch: str) -> None:
    assert status(reply(batch, saying("Feil"), order(own))) is UNKNOWN


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ([saying("Selskap 9 finnes ikke")], REJECTED),
        ([saying("Selskap 9 finnes ikke"), order(None)], REJECTED),
        ([order("ERROR", saying("Ukjent kunde"), reference=None)], REJECTED),
        ([], UNKNOWN),
        ([saying(" ")], UNKNOWN),
        ([order(None)], UNKNOWN),
        ([saying("Feil"), order("SUCCESS", reference="8")], UNKNOWN),
        ([saying("Feil"), order("ERROR", reference="8")], UNKNOWN),
        ([saying("Feil"), order(None, reference="8")], UNKNOWN),
        ([saying("Feil"), order("SUCCESS", reference=None)], UNKNOWN),
        ([order("ERROR", saying("Feil"), reference="8")], UNKNOWN),
    ],
)
def test_a_batch_that_failed_and_does_not_judge_the_order(
    inner: list[str], expected: ReceiptStatus
) -> None:
    assert status(reply("ERROR", *inner)) is expected


@pytest.mark.parametrize("flag", ["SUCCESS", None, "WARNING"])
def test_a_batch_that_did_not_fail_and_does_not_name_the_order_is_unknown(flag: str | None) -> None:
    assert status(reply(flag, saying("Feil"))) is UNKNOWN
    assert status(reply(flag, order("SUCCESS", reference="77"))) is UNKNOWN
    assert status(reply(flag, order("SUCCESS", reference=None))) is UNKNOWN


def test_a_flag_on_the_root_counts_for_the_batch() -> None:
    refused = b"<VUXML errorFlag='ERROR'>%b</VUXML>" % saying("Nei").encode()
    assert receipt_of(refused, orders=[7]) == Receipt(REJECTED, messages=["Nei"])
    torn = reply("SUCCESS", saying("Nei"), order(None))
    assert status(torn.replace(b"<VUXML", b"<VUXML errorFlag='ERROR'")) is UNKNOWN


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n",
        b"200",
        b"<html><title>Logg inn</title><body>200 OK SUCCESS</body></html>",
        b"<html><title>Logg inn</title><br>",
        b'{"errorFlag": "SUCCESS"}',
        b"<VUXML/>",
        reply("SUCCESS"),
        reply("SUCCESS", order("SUCCESS"))[:-3],
        reply("SUCCESS", order("SUCCESS")) + b"<x/>",
        reply("SUCCESS", order("SUCCESS")).replace(b"VUXML", b"Vuxml"),
        reply("SUCCESS", order("SUCCESS")).replace(b"<VUXML>", b"<VUXML xmlns='x'>"),
        b"<!DOCTYPE VUXML>" + reply("SUCCESS", order("SUCCESS")),
        reply("SUCCESS", order("SUCCESS"), order("SUCCESS")),
        reply("ERROR", order("ERROR"), order("SUCCESS")),
        reply("SUCCESS", f"<x>{order('SUCCESS')}</x>"),
        reply("SUCCESS", order("SUCCESS", reference="07")),
        b"<VUXML><fakturagrunnlagListe/>%b" % reply("SUCCESS", order("SUCCESS"))[7:],
    ],
)
def test_all_else_is_unknown(content: bytes) -> None:
    receipt = receipt_of(content, orders=[7])
    assert (receipt.status, receipt.reference) == (UNKNOWN, "")


def test_messages_of_all_levels_and_of_no_other_order() -> None:
    content = reply(
        "ERROR",
        saying("Bunken"),
        order("ERROR", saying("Ordren", "Kunde 15819010029"), line("ERROR", "Linjen")),
        order("ERROR", saying("En annens"), reference="8"),
    ).replace(b"<VUXML>", f"<VUXML>{saying('Roten')}".encode())
    receipt = receipt_of(content, orders=[7])
    assert receipt.status is REJECTED
    assert receipt.messages == ("Roten", "Bunken", "Ordren", "Kunde 15*********", "Linjen")


def test_an_accepted_order_has_its_reference_and_keeps_the_messages() -> None:
    content = reply("ERROR", saying("En annen ordre feilet"), order("SUCCESS"))
    assert receipt_of(content, orders=[7]) == Receipt(
        ACCEPTED, "7", messages=["En annen ordre feilet"]
    )


def test_the_receiver_may_have_a_name_of_its_own_for_the_order() -> None:
    named = reply("SUCCESS", order("SUCCESS")).replace(
        b"eksternRef", b'reference=" R-1 " eksternRef'
    )
    assert receipt_of(named, orders=[7]).reference == "R-1"
    person = named.replace(b"R-1", b"15819010029" + b"x" * 200)
    reference = receipt_of(person, orders=[7]).reference
    assert (reference[:3], len(reference)) == ("15*", 100)
    refused = named.replace(b"SUCCESS", b"ERROR")
    assert receipt_of(refused, orders=[7]) == Receipt(REJECTED)


def test_orders_that_were_sent_together_have_one_answer_or_none() -> None:
    both = reply("SUCCESS", order("SUCCESS"), order("SUCCESS", reference="8"))
    assert receipt_of(both, orders=[7, 8]) == Receipt(ACCEPTED, "7, 8")
    torn = reply("ERROR", order("SUCCESS"), order("ERROR", reference="8"))
    assert receipt_of(torn, orders=[7, 8]).status is UNKNOWN
    assert receipt_of(both, orders=[]).status is UNKNOWN


@pytest.mark.skipif(not PARTIAL.is_file(), reason="the shared samples are not here")
def test_the_sample_of_a_partial_reply() -> None:
    content = PARTIAL.read_bytes().replace(b"2026-000001", b"1").replace(b"2026-000002", b"2")
    assert receipt_of(content, orders=[1]).status is ACCEPTED
    assert receipt_of(content, orders=[2]) == Receipt(
        REJECTED, messages=["Varenr 9999 finnes ikke"]
    )


def test_messages_of_an_error_reply() -> None:
    assert messages_of(reply("ERROR", order("ERROR", saying("Nei"), reference="8"))) == ("Nei",)
    fault = b"<fault><errorMessage>Nede</errorMessage></fault>"
    assert messages_of(fault) == ("Nede",)
    assert messages_of(b"<html><title>503</title></html>") == ("503",)
    assert messages_of(b"Stengt") == ("Stengt",)
    assert messages_of(b"<x/>") == ()


GOOD = reply("SUCCESS", order("SUCCESS", saying("Vel"), line("SUCCESS")))
_mutations = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=40))


@given(mutation=_mutations)
def test_no_changed_byte_makes_it_raise_or_accepts_another_order(
    mutation: tuple[int, int, bytes],
) -> None:
    at, cut, put = mutation
    content = GOOD[:at] + put + GOOD[at + cut :]
    receipt = receipt_of(content, orders=[7])
    assert receipt.status is not ACCEPTED or (
        b"SUCCESS" in content and content.startswith((b"<VUXML", b"<", b" ", b"\n", b"\r", b"\t"))
    )
    messages_of(content)


@given(content=st.binary(max_size=400))
def test_random_bytes_are_never_accepted_nor_rejected(content: bytes) -> None:
    assert status(content) is UNKNOWN


_flags = st.sampled_from([None, "ERROR", "SUCCESS", "", "X"])


@given(
    batch=_flags,
    others=st.lists(st.tuples(_flags, st.sampled_from(["8", "", None]))),
    own=_flags,
    lines=st.lists(_flags, max_size=3),
)
def test_accepted_needs_a_success_and_no_error_of_its_own(
    batch: str | None,
    others: list[tuple[str | None, str | None]],
    own: str | None,
    lines: list[str],
) -> None:
    content = reply(
        batch,
        *(order(flag, reference=reference) for flag, reference in others),
        order(own, *(line(flag) for flag in lines)),
    )
    accepted = (own == "SUCCESS" or (own is None and batch == "SUCCESS")) and all(
        flag in {None, "SUCCESS"} for flag in lines
    )
    assert (status(content) is ACCEPTED) == accepted
    assert status(content) is not REJECTED or own == "ERROR"
