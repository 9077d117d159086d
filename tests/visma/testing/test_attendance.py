"""When all that was said is remembered."""

from __future__ import annotations

import socket
from contextlib import closing

from fakturakjerne_visma.testing.attendance import Attendance


def test_a_connection_is_busy_until_its_request_is_remembered() -> None:
    attendance = Attendance()
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        assert attendance.is_settled()
        attendance.begins(ours)
        assert not attendance.is_settled()
        attendance.is_remembered(ours)
        assert attendance.is_settled()
        theirs.sendall(b"GET")  # what comes after a request that was left hanging is of no interest
        assert attendance.is_settled()


def test_one_that_rests_has_nothing_more_to_say_until_something_comes() -> None:
    attendance = Attendance()
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        attendance.begins(ours)
        attendance.rests(ours)
        assert attendance.is_settled()
        theirs.sendall(b"GET")
        assert not attendance.is_settled()
        attendance.begins(ours)
        assert ours.recv(3) == b"GET"
        assert not attendance.is_settled()
        attendance.is_remembered(ours)
        attendance.rests(ours)
        theirs.close()
        assert not attendance.is_settled()
        attendance.leaves(ours)
        assert attendance.is_settled()


def test_one_that_leaves_in_the_middle_is_waited_for_no_more() -> None:
    attendance = Attendance()
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        attendance.begins(ours)
        attendance.leaves(ours)
        assert attendance.is_settled()
