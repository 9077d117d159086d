"""What a person does at the desk, done in the driver's processes: finish a file, send eFaktura."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.answering import find_file, finish
from fakturakjerne.workflow.efaktura import export
from tests.workflow.bank_formats import desk

if TYPE_CHECKING:
    from fakturakjerne.workflow.observer import Observer


def run(errand: dict[str, str], observer: Observer) -> int:
    """Do ``finish`` or ``export`` in a folder, with points as its observer."""
    with open_ledger(errand["ledger"]) as ledger:
        work = desk(ledger, Path(errand["folder"]), observer)
        if errand["what"] == "finish":
            finish(work, find_file(work, "enroll.txt"), reject_rest=True)
        else:
            export(work)
    return 0
