"""What the flat file will refuse, cut, replace or write otherwise, said before a byte is written."""

from collections.abc import Iterator

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.plugin.cells import ProblemReport, Problems
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.numbering import MOST_LINES, Numbering
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.preparation import Party, Preparation


class Checker:
    """Walks a batch as export does, and turns problems into findings, each once."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> None:
        self._batch = batch
        self._options = options
        self._preparation = Preparation(batch, options)
        self._numbering = Numbering(split=options.on_overflow == "split")
        self._report = ProblemReport()

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, in the order of the records."""
        yield from self._report.findings(self._preparation.reference.problems, None)
        for basis in self._batch.items:
            yield from self._order(basis)

    def _order(self, basis: InvoiceBasis) -> Iterator[Finding]:
        keys: list[bytes] = []
        owners: list[Lease] = []
        customer: Customer | None = None
        party: Party | None = None
        said: Problems = ()
        for lease in basis.leases:
            if lease.is_free:
                continue
            if party is None or lease.customer is not customer:
                customer, party = (
                    lease.customer,
                    self._preparation.party(lease.customer, basis.number),
                )
                new = tuple(each for each in party.problems if each not in said)
                said += new
                yield from self._report.findings(new, lease.id)
            problems: Problems = ()
            for at, charge in enumerate(lease.charges):
                if not charge.net:
                    continue
                key, found = self._line(lease, charge)
                new = tuple(each for each in found if each not in problems)
                problems += tuple(each for each in new if each.scope == "lease")
                yield from self._report.findings(new, lease.id, charge=at)
                if (party.number + key).isdigit():
                    keys.append(party.number + key)
                    owners.append(lease)
        yield from self._crowded(keys, owners)

    def _line(self, lease: Lease, charge: Charge) -> tuple[bytes, Problems]:
        lines = self._preparation.lines
        line = lines.line(lease, charge)
        texts = lines.texts.following(lease, charge, len(line.texts))
        if texts.problems:
            return line.key, line.problems + texts.problems
        return line.key, line.problems

    def _crowded(self, keys: list[bytes], owners: list[Lease]) -> Iterator[Finding]:
        """Name each lease that has a line without a number."""
        named: set[str] = set()
        for place, key, lease in zip(self._numbering.order(keys), keys, owners, strict=True):
            if place is None and lease.id not in named:
                named.add(lease.id)
                yield Finding(
                    severity=Severity.ERROR,
                    text=too_many(self._options),
                    path="charges -> lopenr",
                    values=crowd(key),
                    lease=lease.id,
                )


def too_many(options: VismaOptions) -> Text:
    """Return the sentence about too many lines; where splitting did not help, it says what may."""
    if options.on_overflow == "split":
        return catalogue.ORDER_TOO_LARGE
    return catalogue.TOO_MANY_LINES


def crowd(key: bytes) -> dict[str, object]:
    """Return what the sentence about too many lines is filled with.

    Args:
        key: KUNDENR, OPPDRGNR and VARENR.
    """
    return {
        "most": MOST_LINES,
        "principal": key[-7:-4].decode("ascii"),
        "article": key[-4:].decode("ascii"),
        "column": "lopenr",
    }
