from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.store import DocumentFolder, StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = b"one order\r\n"
TEXT_SHA256 = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> DocumentFolder:
    return DocumentFolder(tmp_path / "ledger.documents")


def put(store: DocumentFolder, content: bytes = TEXT) -> StoredFile:
    with store.writer() as writer:
        writer.write(content)
        return writer.seal()


def files(store: DocumentFolder) -> list[str]:
    return sorted(
        str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file()
    )


def settle(store: DocumentFolder, *recorded: str) -> None:
    store.settle(set(recorded).__contains__)


def test_what_is_sealed_is_found_by_its_hash(store: DocumentFolder) -> None:
    with store.writer() as writer:
        writer.write(TEXT[:4])
        writer.write(TEXT[4:])
        stored = writer.seal()
    assert stored == StoredFile(TEXT_SHA256, len(TEXT))
    assert b"".join(store.open(stored.sha256)) == TEXT
    assert store.path(stored.sha256).read_bytes() == TEXT


def test_bytes_are_read_back_from_the_disk_before_and_after_the_seal(store: DocumentFolder) -> None:
    with store.writer() as writer:
        writer.write(TEXT)
        assert b"".join(writer.chunks()) == TEXT
        writer.path.write_bytes(b"tampered")
        assert b"".join(writer.chunks()) == b"tampered"
    with store.writer() as writer:
        writer.write(TEXT)
        writer.seal()
        assert b"".join(writer.chunks()) == TEXT
        assert writer.path == store.path(TEXT_SHA256)


def test_what_is_not_sealed_is_removed(store: DocumentFolder) -> None:
    with store.writer() as writer:
        writer.write(TEXT)
    assert files(store) == []
    with pytest.raises(KeyError), store.writer() as writer:  # noqa: PT012 - the transaction is part of it
        writer.write(TEXT)
        raise KeyError
    assert files(store) == []


def test_the_same_bytes_are_stored_once(store: DocumentFolder) -> None:
    assert put(store) == put(store)
    settle(store, TEXT_SHA256)
    assert files(store) == [f"{TEXT_SHA256[:2]}/{TEXT_SHA256[2:]}"]


def test_only_the_owner_can_read(store: DocumentFolder) -> None:
    before = os.umask(0)
    try:
        with store.writer() as writer:
            assert stat.S_IMODE(writer.path.stat().st_mode) == 0o600
            writer.seal()
    finally:
        os.umask(before)
    for path in (store.root, *store.root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_changed_file_is_noticed(store: DocumentFolder) -> None:
    stored = put(store)
    store.path(stored.sha256).write_bytes(TEXT + b"x")
    with pytest.raises(LedgerError, match="was changed after it was stored") as caught:
        list(store.open(stored.sha256))
    assert str(store.path(stored.sha256)) in str(caught.value)


def test_a_missing_file_is_named(store: DocumentFolder) -> None:
    with pytest.raises(LedgerError, match="is missing in the document store"):
        list(store.open(TEXT_SHA256))


def test_a_file_is_verified_byte_by_byte(store: DocumentFolder) -> None:
    with store.writer() as writer:
        writer.write(b"one order")
        stored = writer.seal()
    store.verify(stored.sha256)
    store.path(stored.sha256).write_bytes(b"one ordes")
    with pytest.raises(LedgerError):
        store.verify(stored.sha256)


@pytest.mark.parametrize(
    "address", ["", "../../etc/passwd", TEXT_SHA256.upper(), TEXT_SHA256 + "0"]
)
def test_an_address_is_a_hash(store: DocumentFolder, address: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        list(store.open(address))


def test_settling_removes_what_no_row_speaks_of(store: DocumentFolder) -> None:
    kept, lost = put(store), put(store, b"other")
    (store.root / "incoming" / "4711-killed").write_bytes(b"half")
    settle(store, kept.sha256)
    assert files(store) == [f"{kept.sha256[:2]}/{kept.sha256[2:]}"]
    with pytest.raises(LedgerError, match="missing"):
        list(store.open(lost.sha256))


def test_settling_asks_only_about_what_is_unsettled(store: DocumentFolder) -> None:
    kept = put(store)
    settle(store, kept.sha256)
    settle(store)
    assert b"".join(store.open(kept.sha256)) == TEXT


def test_settling_an_absent_store_makes_none(store: DocumentFolder) -> None:
    settle(store)
    assert not store.root.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = DocumentFolder(tmp_path / "file" / "documents")
    with pytest.raises(LedgerError, match="file/documents/incoming"), store.writer():
        pass
    with pytest.raises(LedgerError, match="file/documents/incoming"):
        settle(store)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a file system of its own can be mounted by root on Linux only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - where mount was


def test_a_full_disk_is_said_and_nothing_is_left(tiny_disk: Path) -> None:
    store = DocumentFolder(tiny_disk / "documents")
    with pytest.raises(LedgerError, match="No space left on device") as caught, store.writer() as w:  # noqa: PT012 - the transaction is part of it
        for _ in range(20):
            w.write(b"x" * 100_000)
    assert str(tiny_disk) in str(caught.value)
    assert files(store) == []
    put(store)


LIMITED = """
import resource, sys
from pathlib import Path
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.store import DocumentFolder

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with DocumentFolder(Path(sys.argv[1])).writer() as writer:
        writer.write(b"x" * 2000)
        writer.seal()
except LedgerError as error:
    print(error)
"""


def test_a_limit_met_at_the_very_end_leaves_nothing(store: DocumentFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(store.root)], capture_output=True, text=True, check=True
    )
    assert "File too large" in done.stdout
    assert str(store.root) in done.stdout
    assert files(store) == []
