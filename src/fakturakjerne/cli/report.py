"""What a run tells: findings on standard error, the summary or the manifests on standard output."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from attrs import field, frozen
from rich.console import Console
from rich.table import Table

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language, Text
from fakturakjerne.cli import wording
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.workflow.billing import Outcome
from fakturakjerne.workflow.making import MadeDocument, totals_by_point

_PIPE_WIDTH = 120
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)


@frozen
class Report:
    """Tells a person, or with ``as_json`` a program, what a run did."""

    language: Language
    as_json: bool
    console: Console = field(factory=_console)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Tell findings on standard error.

        A program gets every one as a JSON line.  A person gets every error, as each place must be
        corrected, and the warnings, those that say the same of several leases once; what is left
        out as it should be, the summary counts.
        """
        if self.as_json:
            for finding in findings:
                click.echo(json.dumps(self._as_dict(finding), ensure_ascii=False), err=True)
            return
        alike: dict[tuple[str, str, int], list[Finding]] = {}
        for position, finding in enumerate(findings):
            if finding.severity is not Severity.INFO:
                message = finding.in_language(self.language)
                own = position if finding.blocks else -1
                alike.setdefault((finding.code, message, own), []).append(finding)
        for (code, message, _), group in alike.items():
            click.echo(f"{self._where(group)}: {message} ({code})", err=True)

    def say(self, text: Text, **values: object) -> None:
        """Tell one message on standard error."""
        finding = Finding(severity=Severity.INFO, text=text, values=values)
        if self.as_json:
            self.findings([finding])
        else:
            click.echo(finding.in_language(self.language), err=True)

    def outcome(self, outcome: Outcome, *, dry_run: bool) -> None:
        """Tell what was made."""
        self.findings(outcome.findings)
        if outcome.batch is None and outcome.billed_before:
            text = catalogue.ALL_BILLED if outcome.all_billed else catalogue.REST_BILLED
            self.say(text, batch=", ".join(outcome.billed_before))
        elif outcome.batch is None:
            self.say(catalogue.NOTHING_TO_BILL)
        if self.as_json:
            manifests = [manifest.as_dict() for manifest in outcome.manifests]
            click.echo(json.dumps(manifests, ensure_ascii=False, indent=2))
            return
        self._summary(outcome)
        if outcome.batch is not None:
            self._reconciliation(outcome)
            self._files(outcome, dry_run=dry_run)

    def _as_dict(self, finding: Finding) -> dict[str, object]:
        return {
            "severity": finding.severity.value,
            "code": finding.code,
            "path": finding.path,
            "message": finding.in_language(self.language),
            "lease": finding.lease,
        }

    def _where(self, alike: Sequence[Finding]) -> str:
        """Return severity and place of the first of several findings that say the same."""
        first = alike[0]
        severity = self._(wording.SEVERITIES[first.severity])
        parts = [click.style(severity, _STYLES[first.severity]), first.path]
        parts.append(f"[{first.lease}]" if first.lease else "")
        parts.append(self._(wording.MORE, count=len(alike) - 1) if len(alike) > 1 else "")
        return " ".join(part for part in parts if part)

    def _summary(self, outcome: Outcome) -> None:
        title = self._(wording.SUMMARY, batch=outcome.batch) if outcome.batch else None
        table = Table("", self._(wording.COUNT), title=title, title_justify="left")
        table.columns[1].justify = "right"
        billed = sum(len(made.part.leases) for made in outcome.documents)
        table.add_row(self._(wording.LEASES_IN), str(outcome.leases_in))
        table.add_row(self._(wording.BILLED), str(billed))
        reasons = Counter(self._reason(one.code) for one in outcome.left_out)
        zero_charges = reasons.pop(self._(wording.ZERO_CHARGES), 0)
        for reason, count in sorted(reasons.items()):
            table.add_row(reason, str(count))
        for made in outcome.parts:
            kind = made.part.batch.kind
            label = self._(wording.INVOICES, kind=self._(wording.KINDS[kind]))
            orders = sum(len(document.document.orders) for document in made.documents)
            table.add_row(label, str(orders))
        if zero_charges:
            table.add_row(self._(wording.ZERO_CHARGES), str(zero_charges))
        self.console.print(table)

    def _reason(self, code: str) -> str:
        """Return how a reason is counted: by its words, else by its code."""
        if code == catalogue.CHARGE_ZERO.code:
            return self._(wording.ZERO_CHARGES)
        family = code.split(".", maxsplit=1)[0]
        words = wording.REASONS.get(code) or wording.REASONS.get(family)
        reason = self._(words) if words else self._(wording.REFUSED, code=code)
        return self._(wording.EXCLUDED, reason=reason)

    def _reconciliation(self, outcome: Outcome) -> None:
        """Show the points side by side, for each profile: amounts with VAT are not added to net."""
        documents: dict[str, list[MadeDocument]] = {}
        for made in outcome.documents:
            documents.setdefault(made.part.outlet.profile, []).append(made)
        for profile, own in documents.items():
            self._points(own, profile if len(documents) > 1 else "")

    def _points(self, documents: Sequence[MadeDocument], profile: str) -> None:
        points = totals_by_point(documents)
        title = " ".join(filter(None, (self._(wording.RECONCILED), profile)))
        table = Table(title=title, title_justify="left")
        table.add_column("")
        for heading in (wording.ORDERS, wording.LINES, wording.NET):
            table.add_column(self._(heading), justify="right")
        for point in points:
            totals = point.totals
            amount = totals.net if totals.net is not None else totals.gross
            table.add_row(
                self._(wording.POINTS[point.name]),
                "-" if totals.orders is None else str(totals.orders),
                str(totals.lines),
                format_kroner(amount or Ore(0)),
            )
        self.console.print(table)

    def _files(self, outcome: Outcome, *, dry_run: bool) -> None:
        if dry_run:
            click.echo(self._(wording.DRY_RUN))
        for placement in outcome.placements:
            label = self._(wording.ROLES[placement.role])
            click.echo(f"{label:<10} {Path(placement.folder) / placement.name}")
        messages = sum(manifest.messages or 0 for manifest in outcome.manifests)
        if messages and not dry_run:
            click.echo(self._(wording.MESSAGES, count=messages, batch=outcome.batch))

    def _(self, text: Text, **values: object) -> str:
        return text.render(self.language, values)
