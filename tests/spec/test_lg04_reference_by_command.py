"""The reference month through `fakturakjerne run`, from leases in a file to the same bytes.

What test_lg04_reference_samples.py shows of the exporter alone, this shows of the whole way:
reading, readiness, consolidation, order numbers and the final files.
"""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from fakturakjerne.domain import Dimensions, Lease
from fakturakjerne.interchange.writing import dump_leases
from tests.cli.shell import Shell, shell
from tests.spec.test_lg04_reference_samples import (
    DIMENSIONS,
    EXTERNAL_ERRORS,
    INTERNAL_ERRORS,
    SAMPLES,
    charges,
    customer,
    differences,
    reference_input,
)

__all__ = ["shell"]

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples/aktiv-kommune is absent"
)

CONFIG = """
test_identities = true
[billing]
batch_by = ["customer_kind"]
[series.external]
first = 34500001
last = 34599999
[series.internal]
first = 1
last = 999999
[profiles.lg04]
exporter = "agresso-lg04"
file_name = "{kind}_{today:%y%m%d}{sequence}.txt"
[profiles.lg04.options]
layout = "5.3-client4"
client = "xy"
batch_id = "BOI{today:%y%m%d}"
responsible = "AKTIV"
own_organization_number = "999999999"
heading = "Leie av idrettshaller og møterom – Ålesund kommune"
article = "3801"
line_ending = "lf"
final_newline = false
attributes = { att_1_id = "A4" }
header_dimensions = { dim_value_1 = "Fagavdeling", dim_value_5 = "Vår ref." }
[profiles.lg04.options.line_dimensions]
dim_1 = "Ansvar"
dim_2 = "Tjeneste"
dim_3 = "Objekt"
dim_5 = "Prosjekt"
dim_6 = "Aktivitet"
"""


def every_lease() -> list[Lease]:
    """All reservations of the month, those that are not to be billed too."""
    source = reference_input()
    codes, data = source["account_codes"], source["data"]
    found = []
    for reservation in source["completed_reservations"]:
        key = f"{reservation['reservation_type']}/{reservation['reservation_id']}"
        held = data[reservation["reservation_type"]][str(reservation["reservation_id"])]
        order = data["purchase_order"].get(key, {})
        found.append(
            Lease(
                id=str(reservation["reservation_id"]),
                customer=customer(source, reservation),
                start=datetime.fromisoformat(reservation["from_"]),
                end=datetime.fromisoformat(reservation["to_"]),
                charges=charges(source, reservation),
                building=reservation["building_name"],
                note=held["additional_invoice_information"] or None,
                dimensions=Dimensions({name: codes[key] for name, key in DIMENSIONS.items()}),
                active=bool(held["active"]),
                paid=str(order.get("order_id")) in data["payments"],
            )
        )
    return found


def test_the_command_reproduces_the_reference_files_but_for_its_errors(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text(CONFIG)
    leases = shell.folder / "leases.jsonl"
    leases.write_bytes(b"".join(dump_leases(every_lease())))

    result = shell.run(leases, "--json")

    external, internal = json.loads(result.stdout)
    assert result.exit_code == 0, result.stderr
    for manifest, sample, errors in (
        (external, "AGRESSO_external.txt", EXTERNAL_ERRORS),
        (internal, "AGRESSO_internal.txt", INTERNAL_ERRORS),
    ):
        ours = (shell.out / manifest["document"]).read_bytes()
        found = differences(ours, (SAMPLES / sample).read_bytes(), "AGRESSO")
        assert found == {at: (theirs, own) for at, (theirs, own, _) in errors.items()}


def test_its_totals_are_those_of_the_lines_not_of_what_was_skipped(shell: Shell) -> None:
    """Error 12: the reference system's totals count the paid and the deactivated lease too."""
    (shell.folder / "config.toml").write_text(CONFIG)
    leases = shell.folder / "leases.jsonl"
    leases.write_bytes(b"".join(dump_leases(every_lease())))

    external, internal = json.loads(shell.run(leases, "--json").stdout)

    assert (external["net_ore"], external["orders"], external["lines"]) == (399487, 3, 8)
    assert (internal["net_ore"], internal["orders"], internal["lines"]) == (100000, 1, 2)
    codes = {one["lease"]: one["code"] for one in external["excluded"] if one["lease"] != "9002"}
    assert codes == {"7002": "lease.free", "7005": "lease.paid", "7006": "lease.inactive"}
