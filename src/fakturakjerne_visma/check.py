"""What the flat file will refuse, cut, replace or write otherwise, said before a byte is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

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

MOST_RECORDS: Final = 10**8 - 1
"""The largest ANTPOST of SL, which counts every record of its file."""

_START_AND_END: Final = 2


class Checker:
    """Walks a batch as export does, and turns problems into findings, each once."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> None:
        self._batch = batch
        self._options = options
        self._preparation = Preparation(batch, options)
        self._numbering = Numbering(split=options.on_overflow == "split")
        self._report = ProblemReport()
        self._records: Counter[int] = Counter()

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, in the order of the records."""
        yield from self._report.findings(self._preparation.reference.problems, None)
        for basis in self._batch.items:
            yield from self._order(basis)
        yield from too_long(self._records)

    def _order(self, basis: InvoiceBasis) -> Iterator[Finding]:
        keys: list[bytes] = []
        records = 0
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
                key, found, texts = self._line(lease, charge)
                records += 1 + texts
                new = tuple(each for each in found if each not in problems)
                problems += tuple(each for each in new if each.scope == "lease")
                yield from self._report.findings(new, lease.id, charge=at)
                if (party.number + key).isdigit():
                    keys.append(party.number + key)
                    owners.append(lease)
        yield from self._crowded(keys, owners, records)

    def _line(self, lease: Lease, charge: Charge) -> tuple[bytes, Problems, int]:
        """Return the key of a line, what is to be said about it, and how many texts it has."""
        lines = self._preparation.lines
        line = lines.line(lease, charge)
        first = len(line.texts)
        others = lines.texts.following(lease, charge, first)
        return line.key, line.problems + others.problems, first - 1 + len(others.records)

    def _crowded(self, keys: list[bytes], owners: list[Lease], records: int) -> Iterator[Finding]:
        """Number the lines of an order, and name each lease that has a line without a number."""
        document = self._numbering.document(keys)
        self._records[document] += records
        named: set[str] = set()
        for key, lease in zip(keys, owners, strict=True):
            if self._numbering.number(key, document) is None and lease.id not in named:
                named.add(lease.id)
                yield Finding(
                    severity=Severity.ERROR,
                    text=too_many(self._options),
                    path="charges -> lopenr",
                    values=crowd(key),
                    lease=lease.id,
                )


def too_long(records: Mapping[int, int]) -> Iterator[Finding]:
    """Say which documents have more records than SL can count.

    Args:
        records: how many each document has, ST and SL not among them.
    """
    for document, count in sorted(records.items()):
        if count + _START_AND_END > MOST_RECORDS:
            yield Finding(
                severity=Severity.ERROR,
                text=catalogue.TOO_MANY_RECORDS,
                path="items -> antpost",
                values={
                    "document": document + 1,
                    "records": count + _START_AND_END,
                    "most": MOST_RECORDS,
                    "column": "antpost",
                },
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
