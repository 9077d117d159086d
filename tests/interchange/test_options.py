from __future__ import annotations

from fakturakjerne.interchange.options import CsvOptions


def test_a_name_that_is_not_known_is_a_dash() -> None:
    assert CsvOptions().shown_name == "-"
    assert CsvOptions(name="leases.csv").shown_name == "leases.csv"
