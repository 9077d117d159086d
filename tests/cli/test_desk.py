"""What the commands of a desk share."""

from __future__ import annotations

import pytest

from fakturakjerne.cli.desk import echo, table
from fakturakjerne.cli.desk_wording import LEFT_HEADINGS


def test_an_empty_table_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    table(LEFT_HEADINGS, [], "en", title="Not sent")
    assert capsys.readouterr().out == ""
    table(LEFT_HEADINGS, [("1", "[why]")], "nb", title="Ikke sendt")
    shown = capsys.readouterr().out
    assert "Hvorfor ikke" in shown
    assert "[why]" in shown


def test_a_program_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    echo({"å": 1})
    assert capsys.readouterr().out == '{\n  "å": 1\n}\n'
