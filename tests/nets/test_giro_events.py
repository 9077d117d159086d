from __future__ import annotations

from fakturakjerne_nets.giro_events import findings_of, own_events
from fakturakjerne_nets.records import OcrAssignmentStart, Record
from fakturakjerne_nets.transmission import Closed, Opened, Transaction
from tests.nets.examples import claim, claims, payment, payments, read, written


def is_own(start: Record) -> bool:
    return isinstance(start, OcrAssignmentStart)


def test_only_our_assignments_come_and_what_is_around_all() -> None:
    lines = written(claims(claim(1)), payments(payment(1), assignment=2), claims(assignment=3))
    own = list(own_events(iter(read(lines)), is_own=is_own))
    assert [type(event) for _, event in own] == [Opened, Opened, Transaction, Closed, Closed]
    starts = [start for start, _ in own]
    assert starts[0] is None
    assert starts[1] is starts[2] is starts[3] is not None
    assert starts[4] is None


def test_what_is_wrong_in_others_is_theirs() -> None:
    lines = written(claims(claim(1)), payments(payment(1), assignment=2))
    lines[4] = lines[4].replace(b"00000001", b"00000009", 1)  # the claims' count
    events = [event for _, event in own_events(iter(read(lines)), is_own=is_own)]
    assert not any(map(findings_of, events))
    lines[-1] = lines[-1].replace(b"00000002", b"00000009", 1)  # the transmission's count
    events = [event for _, event in own_events(iter(read(lines)), is_own=is_own)]
    assert sum(len(findings_of(event)) for event in events) == 1


def test_what_nobody_knows_is_for_all() -> None:
    lines = written(claims(claim(1)))
    lines[1] = lines[1].replace(b"NY210020", b"NY990020")
    events = [event for _, event in own_events(iter(read(lines)), is_own=is_own)]
    assert any(map(findings_of, events))


def test_an_account_with_a_wrong_check_digit_is_told_and_read_all_the_same() -> None:
    lines = written(payments(payment(1)))
    lines[1] = lines[1].replace(b"99991042764", b"99991042765")
    events = [event for _, event in own_events(iter(read(lines)), is_own=is_own)]
    (finding,) = [finding for event in events for finding in findings_of(event)]
    assert (finding.code, finding.severity.value) == ("giro.account", "warning")
    assert finding.path.endswith("positions 25-35")
    assert "99991042765" not in finding.message
    assert any(isinstance(event, Transaction) for event in events)


def test_an_assignment_of_nobody_has_no_account() -> None:
    lines = written(payments(payment(1)))
    lines[1] = lines[1].replace(b"99991042764", b"           ")
    events = [event for _, event in own_events(iter(read(lines)), is_own=is_own)]
    assert "giro.account" not in {each.code for event in events for each in findings_of(event)}
