"""Exporters of eFaktura that are wrong in one way each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne_nets.efaktura import EfakturaExporter
from fakturakjerne_nets.efaktura_options import EfakturaOptions
from tests.workflow.bank_formats import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fakturakjerne.workflow.desk import Desk

Anything: TypeAlias = Any

NEVER = Text("broken.never", nb="Aldri.", en="Never.")


class Refusing(EfakturaExporter):
    """Refuses whatever it is given."""

    info = evolve(EfakturaExporter.info, name="refusing")

    def check(self, batch: Anything, options: Anything) -> Iterable[Finding]:  # noqa: ARG002 - refuses without a look
        return [Finding(severity=Severity.ERROR, text=NEVER)]


class Twice(EfakturaExporter):
    """Makes two documents."""

    info = evolve(EfakturaExporter.info, name="twice")

    def export(self, batch: Anything, options: Anything) -> Iterable[Any]:
        return [*super().export(batch, options)] * 2


class Torn(EfakturaExporter):
    """Cannot read what it wrote."""

    info = evolve(EfakturaExporter.info, name="torn")

    def read_totals(self, chunks: Anything, options: Anything) -> Anything:  # noqa: ARG002 - as above
        raise RecordError(NEVER)


class OneOreOff(EfakturaExporter):
    """Says a sum that is wrong by an øre, at writing and at reading."""

    info = evolve(EfakturaExporter.info, name="one-ore-off")

    def export(self, batch: Anything, options: Anything) -> Iterable[Any]:
        return [
            evolve(each, totals=evolve(each.totals, gross=Ore((each.totals.gross or 0) - 1)))
            for each in super().export(batch, options)
        ]

    def read_totals(self, chunks: Anything, options: Anything) -> Anything:
        totals = super().read_totals(chunks, options)
        return evolve(totals, gross=Ore((totals.gross or 0) - 1))


@frozen(kw_only=True)
class SenderOptions(EfakturaOptions):
    """The options of eFaktura, none of which must be given."""

    sender: str = option(nb="Avsender.", en="Sender.", default="00010200")


class WithSender(EfakturaExporter):
    """Needs no option, so that it can be used without a profile."""

    info = evolve(EfakturaExporter.info, name="with-sender")
    options_type = SenderOptions


class Wandering(WithSender):
    """Wants its file somewhere else."""

    info = evolve(EfakturaExporter.info, name="wandering")

    def export(self, batch: Anything, options: Anything) -> Iterable[Any]:
        return [evolve(each, name="../x.txt") for each in super().export(batch, options)]


def using(work: Desk, name: str, kind: str, *, profile: bool = True) -> Desk:
    plugin = Plugin(
        group="fakturakjerne.exporters",
        name=name,
        target=f"tests.workflow.outgoing_formats:{kind}",
        version="1",
    )
    invoices = evolve(work.config.profiles["invoices"], exporter=name)
    efaktura = evolve(work.config.efaktura, export="invoices" if profile else name)
    config = evolve(work.config, profiles={"invoices": invoices}, efaktura=efaktura)
    return evolve(work, registry=Registry([*PLUGINS, plugin]), config=config)


def refusing(work: Desk) -> Desk:
    return using(work, "refusing", "Refusing")


def with_sender(work: Desk) -> Desk:
    return using(work, "with-sender", "WithSender", profile=False)
