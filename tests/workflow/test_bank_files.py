"""What lies in the incoming folder, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from attrs import evolve, frozen

from fakturakjerne.errors import ConfigError, OutsideError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.bank_files import (
    enrollments_in,
    expect_readable,
    inbox,
    located,
    receipts_in,
    sha256_of,
)
from fakturakjerne.workflow.enrollment import read_enrollments
from fakturakjerne_nets.enrollment_importer import EnrollmentImporter
from tests.workflow.bank_formats import (
    PLUGINS,
    Wish,
    desk,
    enrollments,
    processed,
    put,
    received,
    transmission,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


Anything: TypeAlias = Any


@frozen
class NoOptions:
    """What an importer without options has."""


class Hasty(EnrollmentImporter):
    """Reads nothing at all, and leaves the file's bytes where they are."""

    info = evolve(EnrollmentImporter.info, name="hasty")
    options_type: type[Any] = NoOptions

    def read(self, chunks: Anything, options: Anything) -> Iterator[Any]:  # noqa: ARG002 - reads nothing
        yield from ()


HASTY = Plugin(
    group="fakturakjerne.importers", name="hasty", target="tests.workflow.test_bank_files:Hasty"
)
BROKEN = Plugin(group="fakturakjerne.importers", name="broken", target="tests.nowhere:Broken")
LEASES = Plugin(
    group="fakturakjerne.importers",
    name="leases-json",
    target="fakturakjerne.interchange.json_leases:JsonLeases",
)


def test_each_file_has_its_kind_and_whether_it_can_be_read(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    put(tmp_path, enrollments(Wish()), "a.txt")
    put(tmp_path, enrollments(Wish()).replace(b"NY00008900000001", b"NY00008900000007"), "b.txt")
    put(tmp_path, transmission(received(7), count=0), "c.txt")
    put(tmp_path, b"hello", "d.txt")
    put(tmp_path, b"[]", "e.json")
    put(tmp_path, b"half", ".hidden")
    (tmp_path / "in" / "read").mkdir()
    work = desk(ledger, tmp_path, registry=Registry([*PLUGINS, BROKEN, LEASES]))
    found = [(each.path.name, list(each.kinds), each.readable) for each in inbox(work)]
    assert found == [
        ("a.txt", ["efaktura-enrollment"], True),
        ("b.txt", ["efaktura-enrollment"], False),
        ("c.txt", ["efaktura-receipt"], True),
        ("d.txt", [], False),
        ("e.json", ["leases-json"], True),
    ]


def test_what_was_read_is_no_longer_listed(ledger: SqlLedger, tmp_path: Path) -> None:
    path = put(tmp_path, enrollments(Wish()))
    work = desk(ledger, tmp_path)
    assert len(inbox(work)) == 1
    read_enrollments(work, path)
    assert inbox(work) == []
    put(tmp_path, path.read_bytes(), "copy.txt")  # the same bytes under another name
    assert inbox(work) == []


def test_an_importer_whose_options_are_wrong_says_so(ledger: SqlLedger, tmp_path: Path) -> None:
    put(tmp_path, enrollments(Wish()))
    work = desk(ledger, tmp_path)
    wrong = evolve(work.config.efaktura, enrollment_options={"isuer": "x"})
    [found] = inbox(evolve(work, config=evolve(work.config, efaktura=wrong)))
    assert not found.readable
    assert "issuer" in found.findings[0].message


def test_a_folder_that_is_missing_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    (tmp_path / "in").rmdir()
    with pytest.raises(OutsideError):
        inbox(work)


def test_a_file_is_found_by_name_or_path(
    ledger: SqlLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, b"x")
    work = desk(ledger, tmp_path)
    assert located(work, path) == path
    assert located(work, path.relative_to(tmp_path / "in")) == path
    monkeypatch.chdir(tmp_path)
    assert located(work, path.relative_to(tmp_path)) == path
    with pytest.raises(ConfigError, match="other"):
        located(work, tmp_path / "in" / "other.txt")
    elsewhere = tmp_path / "letter.txt"
    elsewhere.write_text("x")
    with pytest.raises(ConfigError, match="put it there first"):
        located(work, elsewhere)


def test_a_format_that_is_not_installed_reads_nothing(ledger: SqlLedger, tmp_path: Path) -> None:
    path = put(tmp_path, enrollments(Wish(), receipts=processed(7)))
    work = desk(ledger, tmp_path, registry=Registry(PLUGINS[:1]))
    assert enrollments_in(work, path) is not None
    assert receipts_in(work, path) is None


def test_a_file_that_changes_between_two_readings_is_not_entered(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    path = put(tmp_path, enrollments(Wish(), receipts=processed(7)))
    work = desk(ledger, tmp_path)
    first = enrollments_in(work, path)
    put(tmp_path, enrollments(Wish(), receipts=processed(8)))
    with pytest.raises(OutsideError, match="was changed"):
        expect_readable(first, receipts_in(work, path))


def test_the_hash_is_of_the_whole_file_even_where_its_reader_stops(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    path = put(tmp_path, enrollments(Wish()))
    work = desk(ledger, tmp_path, registry=Registry([*PLUGINS, HASTY]))
    hasty = evolve(work.config.efaktura, enrollment="hasty")
    read = enrollments_in(evolve(work, config=evolve(work.config, efaktura=hasty)), path)
    assert read is not None
    assert read.sha256 == sha256_of(path)
    assert read.items == []


def test_what_cannot_be_read_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="cannot be read"):
        enrollments_in(desk(ledger, tmp_path), tmp_path)  # a folder
