from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import BlockedError, OutsideError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.intake import LeaseFiles
from tests.workflow.month import PERSON
from tests.workflow.watching import Steps

if TYPE_CHECKING:
    from pathlib import Path

SYNTHETIC = "15819010029"


def entry(name: str, **changes: object) -> dict[str, object]:
    return {
        "id": name,
        "customer": {"id": "311111116", "kind": "external", "name": "Ålesund Turnforening"},
        "start": "2026-02-02T18:00",
        "end": "2026-02-02T20:00",
        "charges": [{"text": "Hall A", "net": "800.00"}],
        **changes,
    }


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "leases.jsonl"
    text = "\n".join(json.dumps(entry(name), ensure_ascii=False) for name in "12")
    path.write_text(text + "\n", "utf-8")
    return path


def files(*paths: Path, registry: Registry | None = None) -> LeaseFiles:
    return LeaseFiles(paths=paths, registry=registry or Registry.installed())


def test_files_are_read_in_order_each_by_its_own_reader(lines: Path, tmp_path: Path) -> None:
    array = tmp_path / "more.json"
    array.write_text(json.dumps([entry("3")]), "utf-8")
    table = tmp_path / "most.csv"
    header = "id;customer.id;customer.kind;start;end;charge.text;charge.net"
    row = "4;311111116;external;2026-02-02T18:00;2026-02-02T20:00;Hall A;800.00"
    table.write_text(f"{header}\n{row}\n", "utf-8")
    steps = Steps()
    intake = files(array, lines, table).read(steps)
    assert [finding.message for finding in intake.findings] == []
    assert [lease.id for lease in intake.leases] == ["3", "1", "2", "4"]
    assert intake.leases[1].origin == "leases.jsonl:1"
    assert steps.names == ["leases read"]
    assert steps.done == sum(path.stat().st_size for path in (lines, array, table))


def test_a_bad_lease_is_counted_and_the_others_are_read(lines: Path) -> None:
    with lines.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry("3", start="yesterday")) + "\n{half a line")
    intake = files(lines).read()
    assert [lease.id for lease in intake.leases] == ["1", "2"]
    assert intake.unreadable == 2
    assert {finding.path.split()[0] for finding in intake.findings} == {
        "leases.jsonl:3",
        "leases.jsonl:4",
    }
    assert all(finding.blocks for finding in intake.findings)


def test_an_encoding_is_for_the_readers_that_ask_for_one(lines: Path, tmp_path: Path) -> None:
    table = tmp_path / "leases.csv"
    header = "id;customer.id;customer.kind;customer.name;start;end;charge.text;charge.net"
    row = "4;311111116;external;Ålesund;2026-02-02T18:00;2026-02-02T20:00;Hall A;800.00"
    table.write_text(f"{header}\n{row}\n", "cp1252")
    registry = Registry.installed()
    intake = LeaseFiles(paths=[lines, table], registry=registry, encoding="cp1252").read()
    assert [finding.message for finding in intake.findings] == []
    assert [lease.customer.name for lease in intake.leases][-1] == "Ålesund"


@pytest.mark.parametrize("allowed", [True, False])
def test_synthetic_persons_are_for_tests(tmp_path: Path, *, allowed: bool) -> None:
    path = tmp_path / "leases.jsonl"
    person = {"id": SYNTHETIC, "kind": "external", "name": "Kari"}
    path.write_text(json.dumps(entry("1", customer=person)), "utf-8")
    intake = LeaseFiles(paths=[path], registry=Registry.installed(), test_identities=allowed).read()
    (lease,) = intake.leases
    assert lease.customer.is_billable == allowed
    assert PERSON not in repr(intake)


def test_a_file_that_no_reader_knows_is_refused_with_their_names(tmp_path: Path) -> None:
    picture = tmp_path / "leases.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(BlockedError) as caught:
        files(picture).read()
    assert str(picture) in str(caught.value)
    assert "leases-csv, leases-json, leases-jsonl" in str(caught.value)


def test_an_empty_file_of_unknown_name_is_refused_too(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(BlockedError, match="empty"):
        files(empty).read()


def test_a_reader_that_is_broken_hinders_no_other(lines: Path) -> None:
    broken = Plugin(
        group="fakturakjerne.importers", name="broken", target="no_such_module_anywhere:Reader"
    )
    installed = Registry.installed().plugins()
    intake = files(lines, registry=Registry([broken, *installed])).read()
    assert [lease.id for lease in intake.leases] == ["1", "2"]


def test_a_file_that_is_not_there_is_an_error_from_outside(tmp_path: Path, lines: Path) -> None:
    missing = tmp_path / "missing.jsonl"
    with pytest.raises(OutsideError) as caught:
        files(lines, missing).read()
    assert str(caught.value) == f"{missing} cannot be read: No such file or directory"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="cannot be read: Is a directory"):
        files(tmp_path).read()


def test_files_do_not_show_their_registry(lines: Path) -> None:
    assert "registry" not in repr(files(lines))
