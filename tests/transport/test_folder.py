from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import TargetError
from fakturakjerne.transport import folder as module
from fakturakjerne.transport.folder import FolderTransport
from tests.project.repository import ROOT
from tests.transport.parcels import CONTENT, document, session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fakturakjerne.domain.receipt import Receipt

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus


def deliver(folder: Path, parcel: Document) -> Receipt:
    with session(folder) as opened:
        return opened.deliver(parcel)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_stands_there_whole(tmp_path: Path) -> None:
    receipt = deliver(tmp_path, document("a.txt"))
    assert (receipt.status, receipt.reference) == (ACCEPTED, str(tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_bytes() == b"".join(CONTENT)
    assert names(tmp_path) == ["a.txt"]


def test_the_same_content_is_accepted_and_left_alone(tmp_path: Path) -> None:
    deliver(tmp_path, document("a.txt"))
    before = (tmp_path / "a.txt").stat()
    assert deliver(tmp_path, document("a.txt")).status is ACCEPTED
    assert (tmp_path / "a.txt").stat().st_ino == before.st_ino
    assert names(tmp_path) == ["a.txt"]


def test_other_content_is_rejected_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"somebody else's")
    receipt = deliver(tmp_path, document("a.txt"))
    assert receipt.status is REJECTED
    assert not receipt.stop
    assert "aldri over" in receipt.messages[0]
    assert "never overwritten" in receipt.messages[0]
    assert (tmp_path / "a.txt").read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["a.txt"]


def test_an_empty_file_is_what_a_killed_process_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert deliver(tmp_path, document("a.txt")).status is ACCEPTED
    assert (tmp_path / "a.txt").read_bytes() == b"".join(CONTENT)
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_of_that_name_is_other_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert deliver(tmp_path, document("a.txt")).status is REJECTED


def test_a_link_to_an_empty_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "a.txt").symlink_to(tmp_path / "empty")
    assert deliver(tmp_path, document("a.txt")).status is REJECTED


@pytest.mark.parametrize("name", ["../a.txt", "sub/a.txt", ".hidden", "/etc/a.txt"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    assert deliver(tmp_path / "in", document(name)).status is REJECTED
    assert names(tmp_path / "in") == []
    assert names(tmp_path) == ["in"]


def test_what_a_killed_process_left_goes_with_the_next_delivery(tmp_path: Path) -> None:
    for name in (".a.txt.0a1b2c3d.part", ".b.txt.0a1b2c3d.part"):
        (tmp_path / name).write_bytes(b"one o")
    deliver(tmp_path, document("a.txt"))
    assert names(tmp_path) == [".b.txt.0a1b2c3d.part", "a.txt"]


def test_a_folder_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="is the drive connected"), session(tmp_path / "in"):
        pass
    assert names(tmp_path) == []


def test_what_cannot_be_written_was_not_sent(tmp_path: Path) -> None:
    def full() -> Iterator[bytes]:
        yield b"one "
        raise OSError(28, "No space left on device")

    parcel = document("a.txt")
    broken = Document(
        name="a.txt",
        media_type="text/plain",
        totals=parcel.totals,
        orders=(1,),
        period=None,
        open=full,
    )
    receipt = deliver(tmp_path, broken)
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)
    assert "No space left on device" in receipt.messages[0]
    assert names(tmp_path) == []


def test_a_folder_that_vanishes_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with session(tmp_path / "in") as opened:
        (tmp_path / "in").rmdir()
        receipt = opened.deliver(document("a.txt"))
    assert (receipt.status, receipt.stop) == (NOT_SENT, True)


def test_a_folder_that_vanishes_while_the_name_is_given_leaves_it_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module, "_sync", fail)
    receipt = deliver(tmp_path, document("a.txt"))
    assert (receipt.status, receipt.stop) == (UNKNOWN, True)


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_without_hard_links_the_same_holds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.transport.without_links", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "free.txt: accepted",
        "empty.txt: accepted",
        "taken.txt: rejected",
        "free.txt: accepted",
    ]
    assert (tmp_path / "free.txt").read_bytes() == b"".join(CONTENT)
    assert (tmp_path / "taken.txt").read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["empty.txt", "free.txt", "taken.txt"]


def test_it_describes_itself() -> None:
    assert FolderTransport.info.item_type is Document
    assert FolderTransport.info.name == "folder"
