"""Every importer that the project registers, with sound files of its format."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fakturakjerne.plugin.interface import Importer
from fakturakjerne.plugin.registry import Plugin, Registry
from tests.agresso import examples as agresso
from tests.ehf import examples as ehf
from tests.interchange.documents import line
from tests.nets import examples as nets
from tests.nets.efaktura_examples import START, WISHES, enrollment, lines_of
from tests.visma import examples as visma
from tests.visma import factum_examples as factum

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
IMPORTERS: Mapping[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "project"
]["entry-points"]["fakturakjerne.importers"]
REGISTRY = Registry(
    Plugin(group="fakturakjerne.importers", name=name, target=target)
    for name, target in IMPORTERS.items()
)


class Target(NamedTuple):
    """What is to be read, and how.

    Attributes:
        importer: its name.
        options: those that it needs.
        files: sound ones, by a name each; those of the samples only where they are.
    """

    importer: str
    options: Mapping[str, object]
    files: Mapping[str, bytes]

    def plugin(self) -> Importer[Any, Any]:
        return REGISTRY.importer(self.importer)

    def chosen(self) -> Any:  # noqa: ANN401 - each importer has options of its own type
        return self.plugin().options_type(**self.options)


def _leases() -> dict[str, bytes]:
    return {"made": b"[" + line() + b",\n" + line(id="9002") + b"]"}


def _lines() -> dict[str, bytes]:
    return {"made": line() + line(id="9002") + line(id="9003")}


def _rows() -> dict[str, bytes]:
    made = (
        b"id;customer.kind;customer.id;start;end;dimensions.ref;charge.text;charge.net\n"
        b"9001;external;311111116;2026-02-02T18:00;2026-02-02T20:00;KN;Hall A;800.00\n"
        b'9001;external;311111116;2026-02-02T18:00;2026-02-02T20:00;KN;"Hall; B";70\n'
    )
    return {"made": made}


def _lg04() -> dict[str, bytes]:
    made = agresso.batch(
        agresso.basis(agresso.lease(9001, agresso.HALL, agresso.CREDIT, note="Bestillingsnr 1"))
    )
    return {"made": agresso.written(made, agresso.options())}


def _flat_file() -> dict[str, bytes]:
    made = visma.batch(visma.basis(visma.lease(9001, visma.WASH, visma.CREDIT)))
    return {
        "made": visma.written(made, visma.options()),
        **_samples("visma", "kommfakt-standard-example-2001.txt", "synthetic/extended-U.txt"),
    }


def _factum() -> dict[str, bytes]:
    made = agresso.batch(agresso.basis(agresso.lease(9001, agresso.HALL)))
    return {
        "made": factum.written(made, factum.options()),
        **_samples("aktiv-kommune", "FACTUM_internal.xml"),
    }


def _payments() -> dict[str, bytes]:
    records = [nets.payment(number) for number in range(1, 4)]
    lines = nets.written(nets.payments(*records), sender="00008080")
    return {
        "made": b"\r\n".join(lines),
        **_samples(
            "nets", "nets-spec_ocr_giro_example.txt", "python-netsgiro_ocr_giro_transactions.txt"
        ),
    }


def _mandates() -> dict[str, bytes]:
    made = (
        "NY000010000080801091949000102000",
        "NY212420000000000000000299991042764",
        "NY21947000000011          000112000507155J",
        "NY21947000000022          001006300507304N",
        f"NY212488{2:08}{4:08}",
        f"NY000089{2:08}{6:08}{0:017}190417",
    )
    return {
        "made": lines_of(*made),
        **_samples(
            "nets",
            "python-netsgiro_avtalegiro_agreements.txt",
            "SYNTHETIC_avtalegiro_claims_and_cancellation.txt",
        ),
    }


def _invoices() -> dict[str, bytes]:
    golden = ROOT / "tests" / "nets" / "golden"
    return {
        **{path.stem: path.read_bytes() for path in sorted(golden.glob("efaktura_template_*.txt"))},
        **_samples("nets", "SYNTHETIC_efaktura_invoices_to_nets.txt"),
    }


def _enrollments() -> dict[str, bytes]:
    records = [*enrollment(1), *enrollment(2)]
    made = lines_of(
        START,
        WISHES,
        *records,
        f"NY429488{2:08}{len(records) + 2:08}",
        f"NY000089{2:08}{len(records) + 4:08}{0:017}221126",
    )
    return {"made": made, **_samples("nets", "SYNTHETIC_efaktura_enrollment_from_nets.txt")}


def _receipts() -> dict[str, bytes]:
    made = lines_of(
        START,
        "NY420463000102001121002000080800000NOR123456785-10000",
        "NY42046800000001",
        "NY420563000102001121002000080800000NOR123456785-11001",
        f"NY42066400000000011216021234567890300000000000100{0:017}00000001",
        f"NY4203300000002181226{'':11}00000000000250000{'0010020000021':>25}",
        f"NY42036500000020401002{'':37}",
        f"NY42066700000001{0:031}00000002",
        "NY42056800000001",
        f"NY000089{0:08}{10:08}{0:017}221126",
    )
    return {
        "made": made,
        **_samples(
            "nets",
            "SYNTHETIC_efaktura_receipt_from_nets.txt",
            "SYNTHETIC_efaktura_receipt_duplicate_transmission.txt",
        ),
    }


def _supplier_invoices() -> dict[str, bytes]:
    return {
        "made": ehf.invoice(),
        "credit note": ehf.credit_note(),
        **_samples("ehf", "ehf-norway/ehf-3-faktura-1.xml"),
    }


def _samples(folder: str, *names: str) -> dict[str, bytes]:
    paths = [SAMPLES / folder / name for name in names]
    return {path.stem: path.read_bytes() for path in paths if path.is_file()}


FILES: Mapping[str, tuple[Callable[[], dict[str, bytes]], Mapping[str, object]]] = {
    "agresso-lg04": (_lg04, {"layout": "5.3"}),
    "avtalegiro-mandates": (_mandates, {}),
    "efaktura": (_invoices, {"name": "in.txt"}),
    "efaktura-enrollment": (_enrollments, {"name": "in.txt"}),
    "efaktura-receipt": (_receipts, {"name": "in.txt"}),
    "ehf": (_supplier_invoices, {}),
    "leases-csv": (_rows, {"name": "in"}),
    "leases-json": (_leases, {"name": "in"}),
    "leases-jsonl": (_lines, {"name": "in"}),
    "ocr-giro": (_payments, {}),
    "visma-factum": (_factum, {}),
    "visma-fakturering": (_flat_file, {}),
}


def target(importer: str) -> Target:
    make, options = FILES[importer]
    return Target(importer, options, make())


def names() -> Sequence[str]:
    return sorted(FILES)
