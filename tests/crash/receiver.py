"""A receiver in a file: what it takes outlives the process that sent it, however that ends."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.workflow.route import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fakturakjerne.plugin.interface import Clock


@frozen
class Letterbox:
    """Writes the name of each document that it takes as a line of a file."""

    path: Path

    def deliver(self, document: Document) -> Receipt:
        content = b"".join(document.open())
        handle = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        os.write(handle, f"{document.name} {content.decode()}".encode())
        os.close(handle)
        return Receipt(ReceiptStatus.ACCEPTED)

    def taken(self) -> list[str]:
        """Return the names of what was taken, each as often as it was."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        return [line.split()[0] for line in lines]


class Mail:
    """A transport to a letterbox; its only option is the path."""

    info = PluginInfo(
        name="letterbox",
        title=Text("letterbox.title", nb="Postkasse", en="Letterbox"),
        item_type=Document,
        media_type="*/*",
        encoding="",
    )
    options_type = Path

    @contextmanager
    def open(self, options: Path, *, clock: Clock) -> Iterator[Letterbox]:
        del clock
        yield Letterbox(options)


def mail_to(path: Path) -> Route:
    return Route(profile="mail", transport=Mail(), options=path)
