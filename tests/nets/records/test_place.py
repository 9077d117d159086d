from __future__ import annotations

from fakturakjerne_nets import catalogue
from fakturakjerne_nets.records.cells import Cell
from fakturakjerne_nets.records.place import Place


def test_a_path_says_file_line_record_and_positions() -> None:
    raw = b"NY420330" + b"0" * 72
    place = Place(12, raw, "file")
    assert place.path(Cell(start=16, end=21)) == (
        "file: line 12, record 30 (NY420330), positions 16-21"
    )
    assert Place(12, raw).path(Cell(start=16, end=16)) == (
        "line 12, record 30 (NY420330), position 16"
    )
    assert Place(3, b"\x00\xff").path() == "line 3, record '\\x00ÿ'"
    assert Place(3, b"").path() == "line 3"
    assert Place(3, b"", "file").path() == "file: line 3"


def test_a_finding_names_the_code_of_nets() -> None:
    finding = Place(1, b"NY").finding(catalogue.LONG, nets="564", length=81)
    assert finding.message == "The record is 81 characters long; it must be 80 (Nets 564)."
    assert finding.values["code"] == "564"
