"""The list that a provider hands out answers who takes eFaktura."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fakturakjerne.domain.identifiers import NationalIdentityNumber
from fakturakjerne.errors import ConfigError, OutsideError
from fakturakjerne.interchange.csv_consumers import CsvConsumerOptions, CsvConsumerRegister
from fakturakjerne.plugin.consumer_register import ConsumerAnswer, ConsumerQuery
from fakturakjerne.plugin.registry import Plugin, Registry

if TYPE_CHECKING:
    from pathlib import Path

PERSON = "15819010029"
KARI = ConsumerQuery(
    key="1001",
    reference="R1",
    id=NationalIdentityNumber(PERSON),
    email="Kari@Example.no",
)
NOBODY = ConsumerQuery(key="9")


def answers(folder: Path, text: str, **options: Any) -> list[ConsumerAnswer]:  # noqa: ANN401 - options
    path = folder / "list.csv"
    path.write_bytes(text.encode(options.get("encoding", "utf-8")))
    with CsvConsumerRegister().open(CsvConsumerOptions(path=path, **options)) as register:
        return list(register.lookup([KARI, NOBODY]))


def test_whoever_is_listed_accepts(tmp_path: Path) -> None:
    text = "\ufeffnumber;name\n1001;Kari\n;Blank\n"
    assert answers(tmp_path, text) == [ConsumerAnswer(key="1001", accepts=True)]


@pytest.mark.parametrize(
    ("key_is", "value"),
    [("reference", "R1"), ("id", PERSON), ("email", "KARI@example.NO")],
)
def test_a_customer_is_known_by_what_the_column_holds(
    key_is: str, value: str, tmp_path: Path
) -> None:
    text = f"who,ident,takes\n{value},E-1,ja\n"
    found = answers(tmp_path, text, key="who", key_is=key_is, identifier="ident", accepts="takes")
    assert found == [ConsumerAnswer(key="1001", identifier="E-1", accepts=True)]


def test_who_says_no_has_a_reason(tmp_path: Path) -> None:
    [found] = answers(tmp_path, "number;ok\n1001;nei\n", accepts="ok")
    assert (found.accepts, found.reason) == (False, "ok: nei")


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no column number; it has a, b"):
        answers(tmp_path, "a,b\n1,2\n")
    with pytest.raises(ConfigError, match="it has -"):
        answers(tmp_path, "")
    with pytest.raises(ConfigError, match="no CSV list in utf-8"):
        answers(tmp_path, 'number\n"x\n')
    missing = CsvConsumerRegister().open(CsvConsumerOptions(path=tmp_path / "missing.csv"))
    with pytest.raises(OutsideError):
        missing.__enter__()


def test_it_is_a_plugin() -> None:
    plugin = Plugin(
        group="fakturakjerne.registers",
        name="consumers-csv",
        target="fakturakjerne.interchange.csv_consumers:CsvConsumerRegister",
    )
    register = Registry([plugin]).consumer_register("consumers-csv")
    assert register.options_type is CsvConsumerOptions
