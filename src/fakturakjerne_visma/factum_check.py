"""What FACTUM will refuse, cut or replace, said before a byte is written."""

from collections.abc import Iterator

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.plugin.cells import ProblemReport, Problems
from fakturakjerne_visma.factum_options import FactumOptions
from fakturakjerne_visma.factum_preparation import Preparation


def findings(batch: ExportBatch[InvoiceBasis], options: FactumOptions) -> Iterator[Finding]:
    """Walk a batch as export does, and turn problems into findings, each once."""
    preparation = Preparation(batch, options)
    report = ProblemReport()
    yield from report.findings(preparation.constant_problems, None)
    for basis in batch.items:
        yield from report.findings(preparation.head(basis).problems, basis.leases[0].id)
        first = True
        for lease in basis.leases:
            said: Problems = ()
            for at, charge in enumerate(lease.charges):
                if charge.net:
                    line = preparation.line(lease, charge, basis.number, first=first)
                    new = tuple(each for each in line.problems if each not in said)
                    said += tuple(each for each in new if each.scope == "lease")
                    yield from report.findings(new, lease.id, charge=at)
            first = first and lease.is_free
