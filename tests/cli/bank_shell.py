"""A shell whose formats of eFaktura are there, whatever is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, frozen

from fakturakjerne.testing.consumer_register import MemoryRegisterPlugin
from fakturakjerne_nets.efaktura import EfakturaExporter
from fakturakjerne_nets.enrollment_answer import EnrollmentAnswerExporter
from fakturakjerne_nets.enrollment_importer import EnrollmentImporter
from fakturakjerne_nets.receipt_importer import ReceiptImporter
from tests.cli.shell import Shell
from tests.workflow.bank_formats import ACCOUNT, ISSUER

if TYPE_CHECKING:
    from click.testing import Result

MODULE = "tests.cli.bank_shell"


class Enrollments(EnrollmentImporter):
    """The same under a name of the tests: the real one may be installed or not."""

    info = evolve(EnrollmentImporter.info, name="test-enrollment")


class Receipts(ReceiptImporter):
    """As above."""

    info = evolve(ReceiptImporter.info, name="test-receipt")


class Answers(EnrollmentAnswerExporter):
    """As above."""

    info = evolve(EnrollmentAnswerExporter.info, name="test-answer")


class Exporter(EfakturaExporter):
    """As above."""

    info = evolve(EfakturaExporter.info, name="test-efaktura")


class Register(MemoryRegisterPlugin):
    """As above."""

    info = evolve(MemoryRegisterPlugin.info, name="test-register")


ENTRY_POINTS = f"""\
[fakturakjerne.importers]
test-enrollment = {MODULE}:Enrollments
test-receipt = {MODULE}:Receipts
[fakturakjerne.exporters]
test-answer = {MODULE}:Answers
test-efaktura = {MODULE}:Exporter
[fakturakjerne.registers]
test-register = {MODULE}:Register
"""
CONFIG = f"""\
test_identities = true
[series.default]
first = 1
last = 999
[profiles.answer]
exporter = "test-answer"
[profiles.answer.options]
sender = "10200"
[profiles.invoices]
exporter = "test-efaktura"
[profiles.invoices.options]
sender = "10200"
[profiles.lg04]
exporter = "agresso-lg04"
[profiles.lg04.options]
layout = "5.3"
client = "XY"
own_organization_number = "999999999"
[invoices]
kid = "{{customer:06}}{{invoice:08}}"
[invoices.issuer]
name = "Bergen kommune"
organization_number = "974760673"
account = "{ACCOUNT}"
address = ["Rådhusgata 1"]
postal_code = "5014"
place = "BERGEN"
efaktura_issuer = "{ISSUER}"
[invoices.series]
first = 700001
last = 700099
[registers.list]
register = "test-register"
[registers.list.options]
accepting = ["1001"]
[efaktura]
enrollment = "test-enrollment"
receipt = "test-receipt"
answer = "answer"
export = "invoices"
"""


@frozen
class BankShell:
    """Runs commands over one ledger, with the folders of its config."""

    shell: Shell

    @property
    def folder(self) -> Path:
        return self.shell.folder

    def __call__(self, *arguments: object, **environment: str) -> Result:
        return self.shell(
            *arguments,
            *("--config", self.folder / "config.toml", "--ledger", self.folder / "ledger.db"),
            **environment,
        )

    def json(self, *arguments: object) -> Any:  # noqa: ANN401 - parsed JSON
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BankShell:
    """Give each test a shell, a config and an incoming folder."""
    dist_info = tmp_path / "site" / "bank_shell-1.0.dist-info"
    dist_info.mkdir(parents=True)
    (dist_info / "METADATA").write_text("Metadata-Version: 2.1\nName: bank-shell\nVersion: 1.0\n")
    (dist_info / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(tmp_path / "site")
    folder = tmp_path / "desk"
    (folder / "in").mkdir(parents=True)
    folders = f'inbox = "{folder / "in"}"\noutbox = "{folder / "out"}"\n'
    (folder / "config.toml").write_text(CONFIG + folders, encoding="utf-8")
    return BankShell(Shell(folder))


CUSTOMERS = """\
number;name;id;address.lines;address.postal_code;address.place;address2.lines;address2.postal_code
1001;Kari Nordmann;15819010029;Storgata 1;7030;TRONDHEIM;Fjellveien 9;2690
1002;Ole Olsen;;;;;;
"""


def with_customers(bank: BankShell) -> None:
    path = bank.folder / "customers.csv"
    path.write_text(CUSTOMERS)
    assert bank("customers", "import", path).exit_code == 0
