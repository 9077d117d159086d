"""Exporters that are wrong in one way each, as a plugin of somebody else may be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import evolve

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne_agresso.lg04 import Lg04Exporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fakturakjerne.domain.batch import Document, ExportBatch
    from fakturakjerne.domain.invoice_basis import InvoiceBasis
    from fakturakjerne_agresso.options import Lg04Options

NEVER: Final = Text("broken.never", nb="Aldri.", en="Never.")


class OneOreOff(Lg04Exporter):
    """Writes one amount wrong: an øre less in the last line."""

    info = evolve(Lg04Exporter.info, name="one-ore-off")

    def export(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Document]:
        for document in super().export(batch, options):
            yield evolve(document, open=partial(_off, document))


class Torn(Lg04Exporter):
    """Writes half a row at the end."""

    info = evolve(Lg04Exporter.info, name="torn")

    def export(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Document]:
        for document in super().export(batch, options):
            yield evolve(document, open=partial(_torn, document))


class Refusing(Lg04Exporter):
    """Refuses the batch as a whole, and no lease of it."""

    info = evolve(Lg04Exporter.info, name="refusing")

    def check(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Finding]:
        whole = Finding(severity=Severity.ERROR, text=NEVER, path="options.client")
        return [whole, *super().check(batch, options)]


class Gross(Lg04Exporter):
    """Says that it carries amounts with VAT, which leases know nothing of."""

    info = evolve(Lg04Exporter.info, name="gross", amounts="gross")

    def read_totals(self, chunks: Iterable[bytes], options: Lg04Options) -> ControlTotals:
        totals = super().read_totals(chunks, options)
        return evolve(totals, net=None, gross=Ore(totals.net or 0))


class OneEach(Lg04Exporter):
    """Makes a document of each order, as a web service wants it."""

    info = evolve(Lg04Exporter.info, name="one-each")

    def export(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Document]:
        for basis in batch.items:
            yield from super().export(evolve(batch, items=[basis]), options)


class Messages(OneEach):
    """Makes a message of each order."""

    info = evolve(Lg04Exporter.info, name="messages", messages=True)


class Forgetful(OneEach):
    """Forgets the last order of several."""

    info = evolve(Lg04Exporter.info, name="forgetful")

    def export(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Document]:
        return list(super().export(batch, options))[:-1]


def _off(document: Document) -> list[bytes]:
    """Take an øre from the one amount of 800 kroner that is written last."""
    before, amount, after = b"".join(document.open()).rpartition(b"80000")
    assert amount
    return [before + b"79999" + after]


def _torn(document: Document) -> list[bytes]:
    return [*document.open(), b"H34500"]
