"""The words of the made-up installation."""

from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.codec.xml import XmlElement, read_records
from fakturakjerne_visma.testing.faults import Fault
from fakturakjerne_visma.testing.reading import NOTHING, Submission
from fakturakjerne_visma.testing.replies import TASKS, reply_to, verdict

ORDER = Submission(references=("34500001",))


def parsed(content: bytes) -> XmlElement:
    (record,) = read_records([content], depth=1)
    assert record.element is not None
    return record.element


def messages(element: XmlElement) -> list[str]:
    return [
        message.text
        for child in element.children
        if child.name == "errorMessages"
        for message in child.children
    ]


def test_an_accepted_order_has_a_reference() -> None:
    reply = reply_to(ORDER, Fault.ACCEPT)
    assert (reply.status, reply.content_type) == (200, "text/xml; charset=UTF-8")
    batch = parsed(reply.content)
    (order,) = batch.children
    assert batch.attributes == {"errorFlag": "SUCCESS"}
    assert order.attributes == {
        "eksternRef": "34500001",
        "errorFlag": "SUCCESS",
        "reference": "R-34500001",
    }
    assert not order.children


@pytest.mark.parametrize(
    ("fault", "status", "levels"),
    [
        (Fault.REJECT, 200, (1, 1, 1)),
        (Fault.REJECT_BATCH, 200, (1, 0, 0)),
        (Fault.REJECT_ORDER, 200, (0, 1, 0)),
        (Fault.REJECT_LINE, 200, (0, 0, 1)),
        (Fault.ERROR_FLAG, 200, (0, 0, 0)),
        (Fault.BAD_REQUEST, 400, (0, 1, 0)),
        (Fault.UNPROCESSABLE, 422, (1, 1, 1)),
    ],
)
def test_a_rejected_order_has_messages_at_its_levels(
    fault: Fault, status: int, levels: tuple[int, int, int]
) -> None:
    reply = reply_to(ORDER, fault)
    batch = parsed(reply.content)
    (order,) = (child for child in batch.children if child.name == "fakturagrunnlag")
    lines = [child for child in order.children if child.name == "linje"]
    found = (len(messages(batch)), len(messages(order)), sum(len(messages(each)) for each in lines))
    assert (reply.status, found) == (status, levels)
    assert order.attributes == {"eksternRef": "34500001", "errorFlag": "ERROR"}


def test_a_file_is_accepted_plainly_and_rejected_as_an_order_is() -> None:
    file = evolve(ORDER, is_file=True)
    reply = reply_to(file, Fault.ACCEPT)
    assert (reply.status, reply.content) == (200, b"200")
    assert reply.content_type == "text/plain; charset=UTF-8"
    for fault in (Fault.REJECT, Fault.OTHER_ORDER, Fault.BAD_REQUEST, Fault.EMPTY):
        assert reply_to(file, fault) == reply_to(ORDER, fault)


def test_a_reply_may_speak_of_another_order() -> None:
    (order,) = parsed(reply_to(ORDER, Fault.OTHER_ORDER).content).children
    assert order.attributes["eksternRef"] == "345000010"


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        (Fault.LOGIN_PAGE, 200, None),
        (Fault.EMPTY, 200, None),
        (Fault.UNAUTHORIZED, 401, "WWW-Authenticate"),
        (Fault.FORBIDDEN, 403, None),
        (Fault.NOT_FOUND, 404, None),
        (Fault.TOO_MANY, 429, "Retry-After"),
        (Fault.UNAVAILABLE, 503, "Retry-After"),
        (Fault.SERVER_ERROR, 500, None),
        (Fault.SERVER_ERROR_TAKEN, 500, None),
    ],
)
def test_what_says_nothing_of_orders(fault: Fault, status: int, header: str | None) -> None:
    for submission in (ORDER, NOTHING):
        reply = reply_to(submission, fault)
        assert reply.status == status
        assert [name for name, _ in reply.headers] == ([header] if header else [])
        assert b"34500001" not in reply.content


def test_a_probe_is_told_that_nothing_is_to_be_done() -> None:
    assert reply_to(NOTHING, Fault.ACCEPT) == TASKS
    (record,) = read_records([TASKS.content], depth=0)
    assert record.element is not None
    assert (record.element.name, record.element.children) == ("tasks", ())


def test_a_verdict_may_speak_of_several_orders() -> None:
    assert len(parsed(verdict(["1", "2"])).children) == 2
