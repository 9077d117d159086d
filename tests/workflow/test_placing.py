from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fakturakjerne.errors import TargetError
from fakturakjerne.workflow.placing import Staging
from tests.workflow.month import names

SOURCE = Path(__file__)  # stands in for a file of the document store
CONTENT = SOURCE.read_bytes()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def staging(target: Path) -> Staging:
    return Staging(target, "ledger")


def place(staging: Staging, name: str = "a.txt") -> None:
    staging.place(name, SHA256, SOURCE)


def test_a_file_is_staged_under_a_hidden_name_and_gets_its_own_when_placed(
    staging: Staging,
) -> None:
    staging.prepare(["a.txt"])
    staging.stage("a.txt", SOURCE)
    assert names(staging.folder) == [f".a.txt.ledger.{staging.token}.part"]
    place(staging)
    assert names(staging.folder) == ["a.txt"]
    assert (staging.folder / "a.txt").read_bytes() == CONTENT


def test_two_runs_have_tokens_of_their_own(target: Path) -> None:
    assert Staging(target, "ledger").token != Staging(target, "ledger").token


def test_a_file_that_this_run_has_not_staged_is_placed_from_the_store(staging: Staging) -> None:
    place(staging)
    assert (staging.folder / "a.txt").read_bytes() == CONTENT


def test_the_same_content_under_the_name_is_as_good_as_placed(staging: Staging) -> None:
    place(staging)
    before = (staging.folder / "a.txt").stat()
    staging.stage("a.txt", SOURCE)
    place(staging)
    assert (staging.folder / "a.txt").stat().st_ino == before.st_ino
    assert names(staging.folder) == ["a.txt"]


@pytest.mark.parametrize("there", [b"somebody else's", b""])
def test_a_name_that_is_taken_is_refused_before_anything_is_written(
    staging: Staging, there: bytes
) -> None:
    staging.folder.mkdir()
    (staging.folder / "b.txt").write_bytes(there)
    with pytest.raises(TargetError, match=r"b\.txt exists already and is never overwritten"):
        staging.prepare(["a.txt", "b.txt"])
    assert (staging.folder / "b.txt").read_bytes() == there


def test_a_link_that_leads_nowhere_takes_the_name_too(staging: Staging) -> None:
    staging.folder.mkdir()
    (staging.folder / "a.txt").symlink_to("nowhere")
    with pytest.raises(TargetError, match="exists already"):
        staging.prepare(["a.txt"])
    with pytest.raises(TargetError, match="exists already"):
        place(staging)


def test_a_name_that_is_taken_after_that_is_not_overwritten_either(staging: Staging) -> None:
    staging.prepare(["a.txt"])
    staging.stage("a.txt", SOURCE)
    (staging.folder / "a.txt").write_bytes(b"somebody else's")
    with pytest.raises(TargetError, match="exists already"):
        place(staging)
    staging.discard()
    assert (staging.folder / "a.txt").read_bytes() == b"somebody else's"
    assert names(staging.folder) == ["a.txt"]


def test_a_folder_that_went_away_is_made_again(staging: Staging) -> None:
    staging.prepare(["a.txt"])
    staging.folder.rmdir()
    place(staging)
    assert names(staging.folder) == ["a.txt"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    below = Staging(tmp_path / "file" / "out", "ledger")
    expected = re.escape(f"{below.folder} cannot be written: Not a directory")
    with pytest.raises(TargetError, match=expected):
        below.prepare(["a.txt"])
    with pytest.raises(TargetError, match=expected):
        place(below)
    below.discard()  # there is nothing to remove, and that is no error


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="there is no folder of the kernel's own"
)
def test_a_folder_that_may_not_be_written_is_named() -> None:
    """Not even root can make files in it."""
    kernels = Staging(Path("/proc/self"), "ledger")
    kernels.prepare(["a.txt"])
    with pytest.raises(TargetError, match=r"/proc/self/a\.txt cannot be written: "):
        kernels.stage("a.txt", SOURCE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_disk_that_is_full_leaves_nothing(staging: Staging) -> None:
    """A quota, that is; tests/crash has the full disk."""
    resource = pytest.importorskip("resource")
    staging.prepare([])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, before[1]))
    try:
        with pytest.raises(TargetError, match="cannot be written: File too large"):
            staging.stage("a.txt", SOURCE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(staging.folder) == []


def test_discarding_removes_what_this_run_staged_and_nothing_else(
    staging: Staging, target: Path
) -> None:
    other = Staging(target, "ledger")
    for one in (staging, other):
        one.prepare(["a.txt"])
        one.stage("a.txt", SOURCE)
    (target / ".profile").write_bytes(b"a person's own")
    staging.discard()
    assert names(target) == [f".a.txt.ledger.{other.token}.part", ".profile"]


def test_sweeping_removes_what_killed_runs_of_this_ledger_left(target: Path) -> None:
    for owner, name in (("ledger", "a.txt"), ("ledger", "b.part.txt"), ("other", "a.txt")):
        killed = Staging(target, owner, "killed")
        killed.prepare([name])
        killed.stage(name, SOURCE)
    Staging(target, "ledger").sweep(keep=["b.part.txt"])
    assert names(target) == [".a.txt.other.killed.part", ".b.part.txt.ledger.killed.part"]


def test_placing_removes_what_killed_runs_staged_under_the_name(target: Path) -> None:
    for name in ("a[1].txt", "a1.txt"):
        killed = Staging(target, "ledger", "killed")
        killed.prepare([name])
        killed.stage(name, SOURCE)
    place(Staging(target, "ledger"), "a[1].txt")
    assert names(target) == [".a1.txt.ledger.killed.part", "a[1].txt"]


def test_an_empty_file_is_what_a_killed_placer_took_the_name_with(staging: Staging) -> None:
    """Where there are no hard links."""
    staging.folder.mkdir()
    (staging.folder / "a.txt").write_bytes(b"")
    place(staging)
    assert (staging.folder / "a.txt").read_bytes() == CONTENT
    assert names(staging.folder) == ["a.txt"]


def test_many_placers_at_once_leave_one_file(target: Path) -> None:
    placers = [Staging(target, "ledger") for _ in range(8)]
    errors: list[Exception] = []
    for number in range(25):
        name = f"{number}.txt"
        together = threading.Barrier(len(placers))

        def run(placer: Staging, name: str = name, gate: threading.Barrier = together) -> None:
            gate.wait()
            try:
                place(placer, name)
            except TargetError as error:
                errors.append(error)

        threads = [threading.Thread(target=run, args=(placer,)) for placer in placers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert len(names(target)) == 25
    assert {(target / name).read_bytes() for name in names(target)} == {CONTENT}


WITHOUT_LINKS = Path(__file__).with_name("without_links.py")
refuses_links = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="without_links.py knows the system calls of Linux on two machines",
)


@refuses_links
def test_without_hard_links_the_name_is_taken_and_then_renamed_over(target: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(WITHOUT_LINKS), str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    linked, placed, taken = done.stdout.splitlines()
    assert linked == "os.link: Operation not permitted"
    assert placed == "placed: a.txt"
    assert taken.startswith(f"taken: {target / 'b.txt'} exists already and is never overwritten")
    assert names(target) == ["a.txt", "b.txt"]
    assert (target / "a.txt").read_bytes() == WITHOUT_LINKS.read_bytes()
    assert (target / "b.txt").read_bytes() == b"somebody else's"


def test_a_name_that_cannot_be_given_is_an_error_of_the_target(staging: Staging) -> None:
    """What stands under the hidden name is no file, and nobody else has the name."""
    staging.prepare(["a.txt"])
    hidden = staging.folder / f".a.txt.ledger.{staging.token}.part"
    hidden.mkdir()  # neither linked nor renamed over a file
    with pytest.raises(TargetError, match=r"a\.txt cannot be written: "):
        place(staging)
    hidden.rmdir()
    place(staging)
    assert names(staging.folder) == ["a.txt"]
