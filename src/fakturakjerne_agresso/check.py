"""What LG04 will refuse, cut, replace or leave out, said before a byte is written."""

from collections.abc import Callable, Iterator
from typing import Final

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.plugin.cells import ProblemReport, Problems
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.options import Lg04Options
from fakturakjerne_agresso.preparation import Preparation


class Checker:
    """Walks a batch as export does, and turns problems into findings, each once."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> None:
        self._batch = batch
        self._options = options
        self._preparation = Preparation(batch, options)
        self._lines = self._preparation.lines
        self._report = ProblemReport()

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, in the order of the rows."""
        for rows in "HLT":
            for cell in self._preparation.constants(rows).values():
                yield from self._located(cell.problems, None)
        for basis in self._batch.items:
            yield from self._order(basis)

    def _order(self, basis: InvoiceBasis) -> Iterator[Finding]:
        first = basis.leases[0]
        header = self._preparation.header(basis)
        if header.problems:
            yield from self._located(header.problems, first)
        if len(basis.leases) > 1:
            yield from self._differences(basis)
        lines, most = 0, self._preparation.most_lines
        for lease in basis.leases:
            written = 0
            problems: Problems = ()
            for at, charge in enumerate(lease.charges):
                if charge.net:
                    written += 1
                    line = self._lines.line(lease, charge, b"")
                    if line.problems:
                        new = tuple(each for each in line.problems if each not in problems)
                        yield from self._located(new, lease, charge=at)
                        problems += tuple(each for each in new if each.scope == "lease")
            if written:
                yield from self._located(self._lines.text_problems(lease), lease)
            lines += written
            if written and lines > most:
                yield Finding(
                    severity=Severity.ERROR,
                    text=catalogue.TOO_MANY_LINES,
                    path="charges -> line_no",
                    values={"lines": lines, "most": most},
                    lease=lease.id,
                )

    def _located(
        self, problems: Problems, lease: Lease | None, *, charge: int = 0
    ) -> Iterator[Finding]:
        return self._report.findings(problems, None if lease is None else lease.id, charge=charge)

    def _differences(self, basis: InvoiceBasis) -> Iterator[Finding]:
        """Say where the leases of an order do not agree on what a header holds once."""
        first, others = basis.leases[0], basis.leases[1:]
        if any(lease.dimensions is not first.dimensions for lease in others):
            for column, name in self._options.header_dimensions.items():
                value = first.dimensions.get(name, "")
                differing = [lease for lease in others if lease.dimensions.get(name, "") != value]
                if differing:
                    yield _differs(differing, f"dimensions.{name}", column, Severity.WARNING)
        for field, column, get in _HEADER_TEXTS:
            text = get(first)
            differing = [lease for lease in others if get(lease) not in (None, "", text)]
            if differing and (field != "customer.contact" or self._contact_counts(basis)):
                severity = Severity.WARNING if field == "note" else Severity.INFO
                yield _differs(differing, field, column, severity)

    def _contact_counts(self, basis: InvoiceBasis) -> bool:
        """Whether the contact is what stands on the header, rather than the number."""
        order = self._options.reference_of(basis.customer.kind)
        if "contact" not in order:
            return False
        before = order[: order.index("contact")]
        return not ("number" in before and basis.customer.number)


def _contact(lease: Lease) -> str | None:
    return lease.customer.contact


def _note(lease: Lease) -> str | None:
    return lease.note


_HEADER_TEXTS: Final[tuple[tuple[str, str, Callable[[Lease], str | None]], ...]] = (
    ("customer.contact", "ext_ord_ref", _contact),
    ("note", "long_info2", _note),
)


def _differs(leases: list[Lease], field: str, column: str, severity: Severity) -> Finding:
    return Finding(
        severity=severity,
        text=catalogue.HEADER_DIFFERS,
        path=f"{field} -> {column}",
        values={"count": len(leases), "field": field, "column": column},
        lease=leases[0].id,
    )
