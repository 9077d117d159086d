"""Leases become a flat file by the command line, reconciled with and without VAT."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.records import VismaLine
from tests.cli.shell import Shell, lease, stderr_lines

CONFIG = """
[billing]
batch_by = ["customer_kind"]
[series.external]
first = 34500001
last = 34500009
[series.internal]
first = 1
last = 9
[profiles.visma]
exporter = "visma-fakturering"
file_name = "VISMA_{kind}_{today:%y%m%d}{sequence}.txt"
[profiles.visma.options]
amounts = "gross"
customer_number = "id"
[profiles.visma.options.articles]
hall = "100"
"""
CLUB = {
    "id": "311111116",
    "number": "1001",
    "kind": "external",
    "name": "Ålesund Turnforening",
    "address": {"lines": ["Hallveien 1"], "postal_code": "6002", "place": "ÅLESUND"},
}
OFFICE = {"id": "28120", "kind": "internal", "name": "Kulturkontoret"}


def hall(number: str, customer: dict[str, Any], **changes: object) -> dict[str, Any]:
    charge = {
        "text": "Hall A",
        "article": "hall",
        "quantity": "1.5",
        "unit_price": "99.99",
        "vat": {"code": "12", "rate": "25"},
    }
    return lease(
        number,
        customer=customer,
        dimensions={"oppdragsgiver": "142"},
        charges=[charge | changes],
    )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "config.toml").write_text(CONFIG)
    return Shell(tmp_path)


def run(shell: Shell, leases: Path, *arguments: object) -> Result:
    return shell(
        "run",
        leases,
        *("--format", "visma", "--config", shell.folder / "config.toml", "--out", shell.out),
        *("--ledger", shell.folder / "ledger.db", "--today", "2026-03-02", "--json"),
        *arguments,
    )


def test_two_documents_are_reconciled_with_vat(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", hall("1", CLUB), hall("2", CLUB), hall("3", OFFICE))
    result = run(shell, leases)
    assert result.exit_code == 0, result.stderr
    external, internal = json.loads(result.stdout)
    assert (external["document"], internal["document"]) == (
        "VISMA_external_2603021.txt",
        "VISMA_internal_2603022.txt",
    )
    assert (external["orders"], external["lines"], external["texts"]) == (1, 2, 4)
    assert (external["net_ore"], external["gross_ore"]) == (None, 2 * 18749)
    assert (internal["first_order"], internal["gross_ore"]) == (1, 18749)
    reads = VismaImporter().read(
        [(shell.out / "VISMA_external_2603021.txt").read_bytes()], VismaImportOptions()
    )
    lines = [read.item for read in reads if isinstance(read.item, VismaLine)]
    assert [(line.price, line.amount, line.values["varenr"]) for line in lines] == [
        (12499, 18749, "0100"),
        (12499, 18749, "0100"),
    ]


def test_the_standard_format_without_vat(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", hall("1", CLUB))
    result = run(shell, leases, "--set", "format=standard", "--set", "amounts=net")
    assert result.exit_code == 0, result.stderr
    [manifest] = json.loads(result.stdout)
    assert (manifest["net_ore"], manifest["lines"]) == (14999, 1)
    assert (manifest["orders"], manifest["first_order"]) == (1, 34500001)
    assert len((shell.out / manifest["document"]).read_bytes().splitlines()[1]) == 163


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vat": None}, "visma.vat-missing"),
        ({"vat": {"code": "12"}}, "visma.vat-missing"),
        ({"article": "room"}, "visma.code-unknown"),
        ({"net": "99999999999.00"}, "visma.amount-overflow"),
    ],
)
def test_what_cannot_be_written_blocks(shell: Shell, changes: dict[str, object], code: str) -> None:
    result = run(shell, shell.write("leases.jsonl", hall("1", CLUB, **changes)))
    assert result.exit_code == 1
    assert code in [line["code"] for line in stderr_lines(result)]
    assert shell.files() == []


def test_the_hundredth_line_is_refused_or_left_out_as_asked(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", *(hall(str(number), CLUB) for number in range(1, 102)))
    result = run(shell, leases)
    assert result.exit_code == 1
    refused = [each for each in stderr_lines(result) if each["code"] == "visma.too-many-lines"]
    assert len(refused) == 2
    result = run(shell, leases, "--allow-findings")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)[0]["lines"] == 99


def test_orders_of_a_customer_that_do_not_fit_go_to_another_file(shell: Shell) -> None:
    january = {"start": "2026-01-02T18:00", "end": "2026-01-02T20:00"}
    leases = shell.write(
        "leases.jsonl",
        *(hall(str(number), CLUB) | january for number in range(60)),
        *(hall(str(number), CLUB) for number in range(60, 120)),
    )
    assert run(shell, leases).exit_code == 1
    result = run(shell, leases, "--set", "on_overflow=split")
    assert result.exit_code == 0, result.stderr
    manifests = json.loads(result.stdout)
    assert [(each["lines"], each["first_order"]) for each in manifests] == [
        (60, 34500001),
        (60, 34500002),
    ]
    for manifest in manifests:
        data = (shell.out / manifest["document"]).read_bytes()
        assert data.endswith(b"SL00000182\r\n")


def test_net_or_gross_must_be_said(shell: Shell) -> None:
    config = shell.folder / "config.toml"
    config.write_text(CONFIG.replace('amounts = "gross"\n', ""))
    result = run(shell, shell.write("leases.jsonl", hall("1", CLUB)))
    assert result.exit_code == 2
    assert "amounts: missing, and required: one of net, gross" in result.stderr
