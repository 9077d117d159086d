"""Files of JSON as they come: whole, broken, and something else."""

from __future__ import annotations

import json

import pytest

from fakturakjerne.domain.finding import Finding
from fakturakjerne.interchange.json_leases import JsonLeases, JsonLinesLeases
from fakturakjerne.interchange.lines import LONGEST_LINE
from fakturakjerne.interchange.options import JsonOptions, LeaseFileOptions
from tests.interchange.documents import lease, line

ONE, TWO = line(), line(id="9002")


def read_lines(data: bytes, *, encoding: str = "utf-8") -> tuple[list[str], list[Finding]]:
    options = LeaseFileOptions(name="leases.jsonl", encoding=encoding)
    reads = list(JsonLinesLeases().read([data], options))
    findings = [finding for read in reads for finding in read.findings]
    return [read.item.origin for read in reads if read.item], findings


def read_array(data: bytes) -> tuple[list[str], list[Finding]]:
    options = JsonOptions(name="leases.json", max_mebibytes=1)
    reads = list(JsonLeases().read([data[:9], data[9:]], options))
    findings = [finding for read in reads for finding in read.findings]
    return [read.item.origin for read in reads if read.item], findings


def places(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in findings]


def test_lines() -> None:
    data = b"\xef\xbb\xbf" + ONE + b"\r\n   \n" + TWO.rstrip()
    assert read_lines(data) == (["leases.jsonl:1", "leases.jsonl:4"], [])


def test_a_file_without_name_has_a_dash() -> None:
    [read] = JsonLinesLeases().read([ONE], LeaseFileOptions())
    assert read.item is not None
    assert read.item.origin == "-:1"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \t"])
def test_nothing_in_the_file(data: bytes) -> None:
    assert places(read_lines(data)[1]) == [("leases.jsonl", "input.empty")]
    assert places(read_array(data)[1]) == [("leases.json", "input.empty")]


def test_half_a_line_leaves_the_others_alone() -> None:
    origins, findings = read_lines(ONE + TWO[:100] + b"\n" + TWO.rstrip() + b" 7\n" + ONE)
    assert origins == ["leases.jsonl:1", "leases.jsonl:4"]
    assert places(findings) == [("leases.jsonl:2", "input.json"), ("leases.jsonl:3", "input.json")]
    assert findings[1].values == {"line": 3, "column": len(TWO.decode().rstrip()) + 1}


def test_a_mistake_in_a_line() -> None:
    origins, findings = read_lines(ONE + line(charges__0__net=800.5) + TWO)
    assert origins == ["leases.jsonl:1", "leases.jsonl:3"]
    assert places(findings) == [("leases.jsonl:2 $.charges[0].net", "input.float")]
    assert findings[0].lease == "9001"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "1.0"])
def test_numbers_that_are_never_exact(number: str) -> None:
    _, [finding] = read_lines(line(charges__0__net="X").replace(b'"X"', number.encode()))
    assert finding.code == "input.float"


def test_integers_of_any_length() -> None:
    _, [finding] = read_lines(line(charges__0__net="X").replace(b'"X"', b"1" * 10_000))
    assert finding.code == "input.number"


def test_encodings() -> None:
    norwegian = json.dumps(lease(), ensure_ascii=False).encode("cp1252")
    assert read_lines(norwegian, encoding="cp1252") == (["leases.jsonl:1"], [])
    origins, findings = read_lines(norwegian + b"\n" + ONE)
    assert origins == ["leases.jsonl:2"]
    assert places(findings) == [("leases.jsonl:1", "input.encoding")]
    assert "--encoding cp1252" in findings[0].message


def test_a_line_too_long_and_one_too_deep() -> None:
    long, deep = b'{"id": "' + b"x" * LONGEST_LINE + b'"}\n', b"[" * 200_000 + b"\n"
    origins, findings = read_lines(ONE + long + deep + TWO)
    assert origins == ["leases.jsonl:1", "leases.jsonl:4"]
    assert [finding.code for finding in findings] == ["input.line-length", "input.depth"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + b"\xff\n" * 5000,
        b"PK\x03\x04" + bytes(range(256)) * 100,
        b"<?xml version='1.0'?>\n" + b"<lease/>\n" * 5000,
        b"id;customer.kind\n" + b"9001;external\n" * 5000,
        b"[" + ONE + b"]",
        json.dumps([lease()] * 50, indent=1).encode(),
        json.dumps({"leases": [lease()] * 50}, indent=1).encode(),
        json.dumps(lease()).encode("utf-16"),
        json.dumps(lease()).encode("utf-16-le"),
    ],
)
def test_another_format_is_one_finding(data: bytes) -> None:
    origins, findings = read_lines(data)
    assert (origins, places(findings)) == ([], [("leases.jsonl:1", "input.format")])


def test_a_first_line_that_is_damaged_is_no_other_format() -> None:
    origins, findings = read_lines(ONE[5:] + TWO)
    assert origins == ["leases.jsonl:2"]
    assert places(findings) == [("leases.jsonl:1", "input.json")]


def test_an_array() -> None:
    data = b"\xef\xbb\xbf \n[" + ONE + b",\n" + TWO + b" ] \n"
    assert read_array(data) == (["leases.json:2", "leases.json:4"], [])
    assert read_array(b"[]") == ([], [])
    assert read_array(json.dumps([lease()] * 3, indent=1).encode())[1] == []


def test_a_mistake_in_an_array() -> None:
    origins, findings = read_array(b"[7,\n" + line(id=1) + b",\n" + TWO + b"]")
    assert origins == ["leases.json:4"]
    assert places(findings) == [
        ("leases.json:1 $[0]", "input.expected"),
        ("leases.json:2 $[1].id", "input.quotes"),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"[" + ONE + b"," + TWO[:50], ("leases.json:2", "input.json")),
        (b"[" + ONE + TWO + b"]", ("leases.json:2", "input.json")),
        (b"[" + ONE + b",]", ("leases.json:2", "input.json")),
        (b"[" + ONE, ("leases.json:2", "input.json")),
        (b"[" + ONE + b"]\n\n]", ("leases.json:4", "input.json")),
        (b"[" + ONE + b"," + b"[" * 200_000, ("leases.json:2", "input.depth")),
    ],
)
def test_a_broken_array_keeps_what_came_before(data: bytes, place: tuple[str, str]) -> None:
    origins, findings = read_array(data)
    assert origins == ["leases.json:1"]
    assert places(findings) == [place]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ONE + TWO, "input.format"),
        (b"%PDF-1.7", "input.format"),
        (b"[\0", "input.format"),
        (b"[" + b" " * 2**20, "input.size"),
        (b'[\n"\xe5"]', "input.encoding"),
    ],
)
def test_no_array(data: bytes, code: str) -> None:
    assert places(read_array(data)[1]) == [("leases.json", code)]


def test_what_python_calls_white_space_is_not_jsons() -> None:
    assert places(read_array(b"\x0b[]")[1]) == [("leases.json:1", "input.format")]


@pytest.mark.parametrize(
    ("head", "name", "lines", "array"),
    [
        (b"{", "leases.jsonl", True, False),
        (b"", "LEASES.JSONL", True, False),
        (b"{", "leases.json", False, True),
        (b"{", "leases.csv", False, False),
        (b"\xef\xbb\xbf {", "-", True, False),
        (b"\n[", "", False, True),
        (b"id;x", "", False, False),
    ],
)
def test_recognize(head: bytes, name: str, *, lines: bool, array: bool) -> None:
    assert JsonLinesLeases().recognize(head, name=name) is lines
    assert JsonLeases().recognize(head, name=name) is array
