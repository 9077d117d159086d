"""``fakturakjerne enroll``: from the inbox to the answer."""

from __future__ import annotations

import json

from tests.cli.bank_shell import BankShell, bank, with_customers
from tests.cli.shell import stderr_lines
from tests.workflow.bank_formats import Wish, enrollments, processed, put, transmission

__all__ = ["bank"]

FILE = enrollments(
    Wish(),
    Wish(reference="9999"),
    Wish(action="C", reference="1002", first_name="Ole", last_name="Hansen"),
    Wish(action="D", reference="1002"),
    Wish(reference="1002", status="N"),
    receipts=processed(77),
)


def test_from_the_inbox_to_the_answer(bank: BankShell) -> None:
    with_customers(bank)
    assert "No files wait" in bank("enroll", "inbox").stderr
    put(bank.folder, FILE)
    put(bank.folder, b"hello", "letter.txt")
    inbox = bank("enroll", "inbox", "--lang", "nb").stdout
    assert "enroll.txt" in inbox
    assert "ukjent" in inbox
    kinds = {each["file"]: each["kinds"] for each in bank.json("enroll", "inbox")}
    assert kinds["letter.txt"] == []
    assert {"test-enrollment", "test-receipt"} <= set(kinds["enroll.txt"])
    read = bank("enroll", "read", "enroll.txt")
    assert "3 new enrollments, 1 deletions, 1 confirmations, 1 receipts" in read.stdout
    assert bank.json("enroll", "read", "enroll.txt")["is_new"] is False
    assert "read before" in bank("enroll", "read", "enroll.txt").stdout
    review = bank("enroll", "review").stdout
    for part in ("New enrollments", "Deletions, done", "Confirmations of earlier"):
        assert part in review
    [file] = bank.json("enroll", "review")["files"]
    assert [each["proposal"] for each in file["new"]] == ["accept", "unknown", "reject"]

    refused = bank("enroll", "accept", "2", "--reason", "sure")
    assert refused.exit_code == 1
    assert "enrollment.unknown-accepted" in refused.stderr
    assert bank("enroll", "accept").exit_code == 2
    accepted = bank("enroll", "accept", "--proposed", "--lang", "nb")
    assert "Påmelding 1: godtatt" in accepted.stdout
    assert bank.json("enroll", "accept", "--proposed") == []
    unfinished = bank("enroll", "finish", "--today", "2026-03-02")
    assert unfinished.exit_code == 1
    assert "--reject-rest" in unfinished.stderr
    [rejected] = bank.json("enroll", "reject", "3", "--code", "03", "--reason", "moved")
    assert rejected["decision"]["code"] == "03"
    assert bank("enroll", "reject", "2").exit_code == 0
    shown = bank("enroll", "review").stdout
    assert "moved" in shown

    done = bank("enroll", "finish", "--today", "2026-03-02")
    assert "1 accepted, 2 rejected" in done.stdout
    assert (bank.folder / "out" / "retfile_enroll.txt").is_file()
    assert (bank.folder / "in" / "read" / "enroll.txt").read_bytes() == FILE
    again = bank.json("enroll", "finish", "enroll.txt")
    assert (again["state"], again["moved"]) == ("moved", None)
    assert "finished already" in bank("enroll", "finish", "enroll.txt").stdout
    assert "No enrollments wait" in bank("enroll", "review").stderr
    assert bank("enroll", "finish").exit_code == 2
    assert bank.json("customers", "show", "1001")["efaktura"] == "active"


def test_one_enrollment_above_and_below(bank: BankShell) -> None:
    with_customers(bank)
    put(bank.folder, FILE)
    bank("enroll", "read", "enroll.txt")
    shown = bank("enroll", "show", "1").stdout
    assert "what the file says" in shown
    assert "What the register says" in shown
    assert "Compared with address 1 of 2" in shown
    other = bank("enroll", "show", "1", "--address", "2")
    assert "Compared with address 2 of 2" in other.stdout
    assert "! different" in other.stdout
    assert bank("enroll", "show", "1", "--address", "3").exit_code == 2
    assert "nothing to compare" in bank("enroll", "show", "2").stdout
    assert bank.json("enroll", "show", "2")["register"] is None
    bank("enroll", "accept", "1")
    assert "accepted" in bank("enroll", "show", "1").stdout
    whole = bank.json("enroll", "show", "1", "--address", "2")
    assert whole["address"] == 2
    assert whole["file"]["user_id"] == "U0000001"
    assert {each["field"]: each["agreement"] for each in whole["compared"]}["line_1"] == "other"
    assert bank("enroll", "show", "99").exit_code == 4


def test_receipts_of_answers_stand_apart(bank: BankShell) -> None:
    with_customers(bank)
    put(bank.folder, enrollments(Wish()))
    bank("enroll", "read", "enroll.txt")
    finished = bank("enroll", "finish", "--reject-rest", "--today", "2026-03-02")
    assert "0 accepted, 1 rejected" in finished.stdout
    put(bank.folder, transmission(processed(1), count=0), "r.txt")
    bank("receipts", "read", "r.txt")
    assert "Receipts of earlier answers" in bank("enroll", "review").stdout
    [answer] = bank.json("enroll", "review")["answers"]
    assert answer == {
        "transmission": 1,
        "file": "retfile_enroll.txt",
        "state": "accepted",
        "code": "",
    }
    put(bank.folder, enrollments(Wish(status="N"), number=4712), "next.txt")
    bank("enroll", "read", "next.txt")
    assert "N 1" in bank("enroll", "review").stdout  # confirms our answer to number 1
    closed = bank("enroll", "finish", "next.txt")
    assert "nothing to answer" in closed.stdout
    assert bank.json("enroll", "finish", "next.txt")["answer"] is None


def test_what_goes_wrong_is_told_as_lines_for_a_program(bank: BankShell) -> None:
    put(bank.folder, FILE.replace(b"NY00008900000005", b"NY00008900000009"))
    result = bank("enroll", "read", "enroll.txt", "--json")
    assert result.exit_code == 1
    assert stderr_lines(result)[-1]["code"] == "inbox.bad"
    listed = bank("enroll", "inbox", "--json")
    assert json.loads(listed.stdout)[0]["readable"] is False


def test_no_personal_data_stands_in_what_is_not_about_it(bank: BankShell) -> None:
    with_customers(bank)
    put(bank.folder, FILE)
    for command in (("inbox",), ("read", "enroll.txt"), ("finish", "--reject-rest")):
        told = bank("enroll", *command)
        assert "Nordmann" not in told.output
        assert "1001" not in told.output
