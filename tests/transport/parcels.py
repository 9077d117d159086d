"""Documents to deliver, and a session to deliver them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakturakjerne.domain.batch import ControlTotals, Document
from fakturakjerne.transport.folder import FolderOptions, FolderTransport
from tests.workflow.scripted import StillClock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from fakturakjerne.plugin.interface import Session, Transport

CONTENT = [b"one ", b"order\n"]


def document(name: str, *chunks: bytes) -> Document:
    return Document(
        name=name,
        media_type="text/plain",
        totals=ControlTotals(orders=1, lines=1),
        orders=(1,),
        period=None,
        open=lambda: chunks or CONTENT,
    )


def session(folder: Path) -> AbstractContextManager[Session]:
    transport: Transport[FolderOptions] = FolderTransport()
    return transport.open(FolderOptions(path=folder), clock=StillClock())
