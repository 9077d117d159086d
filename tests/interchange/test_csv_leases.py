"""CSV: one row a charge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fakturakjerne.domain.customer import Address, CustomerKind
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.lease import Lease, VatCode
from fakturakjerne.interchange.csv_leases import CsvLeases
from fakturakjerne.interchange.lines import LONGEST_LINE
from fakturakjerne.interchange.options import CsvOptions

HEAD = "id;customer.kind;customer.id;start;end;dimensions.vår ref;charge.text;charge.net\n"
ROW = "9001;external;311111116;2026-02-02T18:00;2026-02-02T20:00;KN;Hall A;800.00\n"


def read(
    data: str | bytes, *, encoding: str = "utf-8", delimiter: str = "auto"
) -> tuple[list[Lease], list[Finding]]:
    raw = data.encode(encoding) if isinstance(data, str) else data
    options = CsvOptions(name="leases.csv", encoding=encoding, delimiter=delimiter)
    reads = list(CsvLeases().read([raw], options))
    findings = [finding for one in reads for finding in one.findings]
    return [one.item for one in reads if one.item], findings


def row(lease: str = "9001", text: str = "Hall A", net: str = "800.00") -> str:
    return ROW.replace("9001", lease).replace("Hall A", text).replace("800.00", net)


def codes(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(finding.path, finding.code, finding.lease) for finding in findings]


def test_rows_of_one_id_are_one_lease() -> None:
    [first, second], findings = read(HEAD + row() + row(text="Vask", net="70") + row("9002"))
    assert findings == []
    assert [charge.net for charge in first.charges] == [80000, 7000]
    assert (first.origin, second.origin) == ("leases.csv:2", "leases.csv:4")
    assert dict(first.dimensions) == {"vår ref": "KN"}


def test_every_column() -> None:
    values = {
        "id": "9001", "customer.kind": "internal", "customer.id": "012345", "customer.number": "7",
        "customer.name": "Helsestasjonen", "customer.contact": "Anne", "customer.payer": "974760673",
        "customer.address.lines": "Gata 1 | Oppgang B", "customer.address.postal_code": "6002",
        "customer.address.place": "ÅLESUND", "customer.address.country": "SE",
        "customer.email": "a@b.example", "customer.efaktura_reference": "77", "building": "Hallen",
        "resource": "A", "start": "2026-02-02T18:00", "end": "2026-02-02T20:00", "text": "Hall",
        "note": "Bestilling", "active": "FALSE", "paid": "true", "dimensions.prosjekt": "9",
        "charge.article": "3801", "charge.text": "Hall A", "charge.quantity": "2",
        "charge.unit_price": "1.5", "charge.net": "3.00", "charge.vat.code": "12",
        "charge.vat.rate": "25", "charge.account": "3600", "charge.dimensions.prosjekt": "10",
    }  # fmt: skip
    [lease], findings = read(",".join(values) + "\n" + ",".join(values.values()))
    assert findings == []
    customer, [charge] = lease.customer, lease.charges
    assert customer.kind is CustomerKind.INTERNAL
    assert customer.id is not None
    assert customer.id.text == "012345"
    assert customer.addresses == (Address(("Gata 1", "Oppgang B"), "6002", "ÅLESUND", "SE"),)
    assert (customer.number, customer.contact, customer.email) == ("7", "Anne", "a@b.example")
    assert customer.payer is not None
    assert customer.efaktura_reference == "77"
    assert (lease.active, lease.paid, lease.note) == (False, True, "Bestilling")
    assert charge.vat == VatCode("12", Decimal(25))
    assert (charge.net, charge.account, charge.article) == (300, "3600", "3801")
    assert (dict(lease.dimensions), dict(charge.dimensions)) == (
        {"prosjekt": "9"},
        {"prosjekt": "10"},
    )


def test_a_lease_without_charge() -> None:
    [lease], findings = read(HEAD + row(text="", net=""))
    assert (lease.charges, findings) == ((), [])


def test_quotes_blank_lines_and_byte_order_mark() -> None:
    data = (
        "\ufeff" + HEAD + "\r\n" + row(text='"Hall ""A""; to\nlinjer"') + ";;;;;;;\n" + row("9002")
    )
    [first, second], findings = read(data)
    assert findings == []
    assert first.charges[0].text == 'Hall "A"; to\nlinjer'
    assert (first.origin, second.origin) == ("leases.csv:3", "leases.csv:6")


def test_delimiters_and_encoding() -> None:
    comma = (HEAD + row()).replace(";", ",")
    assert len(read(comma)[0]) == len(read(comma, delimiter=",")[0]) == 1
    assert codes(read(comma, delimiter=";")[1]) == [("leases.csv:1", "input.format", None)]
    assert read(HEAD + row(text="Håll"), encoding="cp1252")[1] == []


def test_undecodable_rows_spoil_their_lease_only() -> None:
    bad = (row() + row(text="Våsk") + row("9002")).encode("cp1252")
    [lease], findings = read(HEAD.encode() + bad)
    assert lease.id == "9002"
    assert codes(findings) == [("leases.csv:3", "input.encoding", "9001")]


def test_decimal_commas() -> None:
    _, findings = read(HEAD + row(net="400,00"))
    assert codes(findings) == [("leases.csv:2 charge.net", "input.comma", "9001")]
    leases, findings = read(
        (HEAD + row() + row(net="400X00") + row("9002")).replace(";", ",").replace("X", ",")
    )
    assert [lease.id for lease in leases] == ["9002"]
    assert codes(findings) == [("leases.csv:3", "input.row-length", "9001")]
    assert "decimals are written with a point" in findings[0].message


def test_rows_of_a_lease_that_disagree() -> None:
    data = HEAD + row() + row().replace("KN", "XX").replace("T18", "T17") + row("9002")
    [lease], findings = read(data)
    assert lease.id == "9002"
    assert codes(findings) == [
        ("leases.csv:3 start", "input.row-differs", "9001"),
        ("leases.csv:3 dimensions.vår ref", "input.row-differs", "9001"),
    ]


def test_mistakes_are_placed_in_row_and_column() -> None:
    data = HEAD + row(text="", net="") + row(net="x") + row("").replace("external", "")
    _, findings = read(data)
    assert codes(findings) == [
        ("leases.csv:3 charge.net", "input.number", "9001"),
        ("leases.csv:4 id", "input.key-missing", None),
        ("leases.csv:4 customer.kind", "input.key-missing", None),
    ]


def test_a_row_that_cannot_be_split_spoils_its_neighbours_but_no_more() -> None:
    data = HEAD + row("1") + row("2") + row("3", text='"Ha"ll') + row("4") + row("4") + row("5")
    leases, findings = read(data)
    assert [lease.id for lease in leases] == ["1", "5"]
    assert codes(findings) == [
        ("leases.csv:4", "input.row-quotes", "2"),
        ("leases.csv:4", "input.row-quotes", "4"),
    ]


def test_a_quote_that_is_never_closed() -> None:
    leases, findings = read(HEAD + row("1") + row("2") + row("3", text='"Hall') + row("4"))
    assert [lease.id for lease in leases] == ["1"]
    assert codes(findings) == [("leases.csv:4", "input.row-quotes", "2")]
    leases, findings = read(HEAD + row("3", text='"Hall') + row("4"))
    assert codes(findings) == [("leases.csv:2", "input.row-quotes", None)]


def test_a_line_too_long() -> None:
    leases, findings = read(
        HEAD + row("1") + row("2", text="x" * LONGEST_LINE) + row("3") + row("4")
    )
    assert [lease.id for lease in leases] == ["4"]
    assert codes(findings) == [
        ("leases.csv:3", "input.line-length", "1"),
        ("leases.csv:3", "input.line-length", "3"),
    ]


def test_a_record_too_long() -> None:
    lines = ("x" * 999 + "\n") * (LONGEST_LINE // 1000 + 2)
    _, findings = read(HEAD + row(text=f'"{lines}"'))
    assert findings
    assert all(finding.code == "input.row-quotes" for finding in findings[:1])


def test_a_heading_with_mistakes() -> None:
    _, findings = read(HEAD.replace("end", "ned").replace("charge.text", "charge.net") + row())
    assert codes(findings) == [
        ("leases.csv:1 'ned'", "input.key-unknown", None),
        ("leases.csv:1 'charge.net'", "input.key-twice", None),
    ]
    assert "did you mean end" in findings[0].message


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", ("leases.csv", "input.empty", None)),
        (b"\n \n", ("leases.csv", "input.empty", None)),
        (b"%PDF-1.7\n\xff", ("leases.csv:1", "input.format", None)),
        (b"id;\0", ("leases.csv:1", "input.format", None)),
        (b'id;"x"x', ("leases.csv:1", "input.format", None)),
        (b'id;"x', ("leases.csv:1", "input.format", None)),
        (b"\nid;\xe5", ("leases.csv:2", "input.encoding", None)),
        (b"id;" + b"x" * LONGEST_LINE, ("leases.csv:1", "input.line-length", None)),
    ],
)
def test_no_heading(data: bytes, place: tuple[str, str, str | None]) -> None:
    assert codes(read(data)[1]) == [place]


def test_a_heading_alone_is_a_file_without_leases() -> None:
    assert read(HEAD) == ([], [])


@pytest.mark.parametrize(
    ("head", "name", "recognized"),
    [
        (b"", "leases.CSV", True),
        (HEAD.encode(), "leases.json", False),
        (HEAD.encode(), "", True),
        (b"id,customer.kind", "-", True),
        (b"[", "", False),
        (b"customer.kind", "", False),
    ],
)
def test_recognize(head: bytes, name: str, *, recognized: bool) -> None:
    assert CsvLeases().recognize(head, name=name) is recognized
