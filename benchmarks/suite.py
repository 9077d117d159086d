"""The benchmarks of design section 8 that exist so far, with the bars they are held to."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from benchmarks import ehf, month, sending
from benchmarks.measuring import (
    Comparison,
    Measured,
    Result,
    in_turns,
    side,
    whole_process,
)

_PARSE: Final = """\
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        json.loads(line)
"""


@frozen(kw_only=True)
class Sizes:
    """How much is measured.

    Attributes:
        leases: of the benchmarks that are about time.
        orders: of those that send one by one.
        memory: of those about memory, each a number of leases.
        transactions: of the benchmarks about giros.
        giro_memory: of the one about their memory, each a number of transactions.
        rounds: how often each side is measured.
    """

    leases: int
    orders: int
    memory: tuple[int, ...]
    transactions: int
    giro_memory: tuple[int, ...]
    rounds: int

    def of_rounds(self, rounds: int | None) -> "Sizes":
        """Return the same sizes, measured as often as somebody asks for."""
        return self if rounds is None else evolve(self, rounds=rounds)


FULL: Final = Sizes(
    leases=100_000,
    orders=1_000,
    memory=(10_000, 100_000, 1_000_000),
    transactions=50_000,
    giro_memory=(50_000, 1_000_000),
    rounds=5,
)
QUICK: Final = Sizes(
    leases=3_000, orders=20, memory=(3_000,), transactions=2_000, giro_memory=(2_000,), rounds=1
)


def lg04_in_memory(sizes: Sizes) -> Iterator[Result]:
    """Leases to LG04 and back, all in memory."""
    measured = in_turns(
        lambda: side("lg04_in_memory_ours", sizes.leases),
        lambda: side("lg04_in_memory_peer", sizes.leases),
        rounds=sizes.rounds,
    )
    yield Result(
        name="lg04-in-memory",
        what="consolidate, number, write LG04 5.3, hash, read back and reconcile, beside joining "
        "and hashing the same rows ready-made",
        unit="seconds",
        compared=Comparison.of(measured, "seconds"),
        processor=Comparison.of(measured, "cpu_seconds"),
        bar=5,
        aim=3,
        rounds=sizes.rounds,
        leases=sizes.leases,
        facts=measured[0][0]["facts"],
    )


def lg04_memory(sizes: Sizes) -> Iterator[Result]:
    """Memory of the same job, streamed to a file, for several sizes."""
    for leases in sizes.memory:
        measured = [(side("lg04_memory_ours", leases), side("lg04_memory_peer", leases))]
        yield Result(
            name="lg04-memory",
            what="peak memory above the leases while they go to a file and back, beside that of "
            "the leases themselves",
            unit="MiB",
            compared=Comparison.of(measured, "mebibytes"),
            limit="ours",
            bar=200,
            aim=64,
            rounds=1,
            leases=leases,
            facts=measured[0][0]["facts"],
        )


def visma_flatfile(sizes: Sizes) -> Iterator[Result]:
    """Numbered orders to Visma's flat file, alone and with all that stands around it in a run."""
    for name, ours, what, bar, aim in (
        (
            "visma-flatfile",
            "visma_flatfile_ours",
            "write and hash the flat file of numbered orders",
            5,
            3,
        ),
        (
            "visma-flatfile-checked",
            "visma_flatfile_checked_ours",
            "the same, checked before, and read back and reconciled after",
            None,
            None,
        ),
    ):
        measured = in_turns(
            partial(side, ours, sizes.leases),
            partial(side, "visma_flatfile_peer", sizes.leases),
            rounds=sizes.rounds,
        )
        yield Result(
            name=name,
            what=f"{what}, beside joining and hashing the same rows ready-made",
            unit="seconds",
            compared=Comparison.of(measured, "seconds"),
            processor=Comparison.of(measured, "cpu_seconds"),
            bar=bar,
            aim=aim,
            rounds=sizes.rounds,
            leases=sizes.leases,
            facts=measured[0][0]["facts"],
        )


def visma_sending(sizes: Sizes) -> Iterator[Result]:
    """Orders to the rehearsal of Visma's web service, each known to the ledger before and after."""
    orders = sizes.orders
    with sending.rehearsal() as told:
        measured = in_turns(
            partial(sending.side, "ours", orders, told),
            partial(sending.side, "peer", orders, told),
            rounds=sizes.rounds,
        )
    yield Result(
        name="visma-sending",
        what="send a batch, one order a request and without pauses, beside a bare httpx loop with "
        "two durable commits an order",
        unit="seconds",
        compared=Comparison.of(measured, "seconds"),
        processor=Comparison.of(measured, "cpu_seconds"),
        bar=1.2,
        rounds=sizes.rounds,
        leases=orders * month.LEASES_A_CUSTOMER,
        facts=measured[0][0]["facts"],
    )


def ehf_read(sizes: Sizes) -> Iterator[Result]:
    """Suppliers' invoices from bytes to all that they state, in four sizes."""
    for name, sample in ehf.SAMPLES.items():
        measured = in_turns(
            partial(ehf.side, "ours", name), partial(ehf.side, "peer", name), rounds=sizes.rounds
        )
        yield Result(
            name=name,
            what=f"read an EHF invoice of {sample.what}, {sample.times} times, beside lxml's parse "
            "of the same",
            unit="seconds",
            compared=Comparison.of(measured, "seconds"),
            processor=Comparison.of(measured, "cpu_seconds"),
            bar=6,
            aim=3,
            rounds=sizes.rounds,
            leases=0,
            facts=measured[0][0]["facts"],
        )


def ehf_rules(sizes: Sizes) -> Iterator[Result]:
    """Suppliers' invoices from bytes through every rule, in four sizes."""
    for name, sample in ehf.SAMPLES.items():
        measured = in_turns(
            partial(ehf.side, "rules", name), partial(ehf.side, "peer", name), rounds=sizes.rounds
        )
        yield Result(
            name=name.replace("read", "rules"),
            what=f"check an EHF invoice of {sample.what} by every rule, {sample.times} times, "
            "beside lxml's parse of the same",
            unit="seconds",
            compared=Comparison.of(measured, "seconds"),
            processor=Comparison.of(measured, "cpu_seconds"),
            bar=15,
            aim=8,
            rounds=sizes.rounds,
            leases=0,
            facts=measured[0][0]["facts"],
        )


def run_command(sizes: Sizes) -> Iterator[Result]:
    """The command line from JSON Lines to placed files, ledger included."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with (scratch / "leases.jsonl").open("wb") as file:
            file.writelines(month.lines(sizes.leases))
        (scratch / "config.toml").write_text(month.CONFIG, encoding="utf-8")
        attempts = iter(range(sizes.rounds))
        measured = in_turns(
            lambda: _run(scratch, next(attempts)),
            lambda: whole_process([sys.executable, "-c", _PARSE, str(scratch / "leases.jsonl")]),
            rounds=sizes.rounds,
        )
    yield Result(
        name="run-command",
        what="fakturakjerne run with a new ledger, beside json.loads of the same lines, "
        "both as whole processes",
        unit="seconds",
        compared=Comparison.of(measured, "seconds"),
        processor=Comparison.of(measured, "cpu_seconds"),
        bar=16,
        aim=8,
        rounds=sizes.rounds,
        leases=sizes.leases,
        facts=measured[0][0]["facts"],
    )
    yield Result(
        name="run-command-memory",
        what="peak memory of the same whole processes",
        unit="MiB",
        compared=Comparison.of(measured, "mebibytes"),
        limit="ours",
        bar=400,
        rounds=sizes.rounds,
        leases=sizes.leases,
    )


def ocr_giro(sizes: Sizes) -> Iterator[Result]:
    """OCR giro from a file to payments, everything verified."""
    yield _giro(
        sizes,
        "ocr-giro",
        "OCR giro read to payments, with counts, sums, KIDs and columns verified, beside "
        "netsgiro.parse of the same file",
    )


def avtalegiro(sizes: Sizes) -> Iterator[Result]:
    """AvtaleGiro from plain values to the bytes of a file."""
    yield _giro(
        sizes,
        "avtalegiro",
        "claims made and written, every other one with a notice of two lines, beside netsgiro "
        "writing the same bytes",
    )


def _giro(sizes: Sizes, name: str, what: str) -> Result:
    ours, peer = f"{name.replace('-', '_')}_ours", f"{name.replace('-', '_')}_peer"
    measured = in_turns(
        lambda: side(ours, sizes.transactions),
        lambda: side(peer, sizes.transactions),
        rounds=sizes.rounds,
    )
    return Result(
        name=name,
        what=what,
        unit="seconds",
        compared=Comparison.of(measured, "seconds"),
        processor=Comparison.of(measured, "cpu_seconds"),
        limit="times_faster",
        bar=8,
        aim=15,
        rounds=sizes.rounds,
        leases=sizes.transactions,
        facts=measured[0][0]["facts"],
    )


def ocr_giro_memory(sizes: Sizes) -> Iterator[Result]:
    """Memory of reading, for several sizes: it must be flat."""
    smallest = side("ocr_giro_memory", sizes.giro_memory[0])
    for transactions in sizes.giro_memory:
        measured = [(side("ocr_giro_memory", transactions), smallest)]
        yield Result(
            name="ocr-giro-memory",
            what="peak memory of reading payments one by one above that of the process before, "
            "beside the same for the smallest file",
            unit="MiB",
            compared=Comparison.of(measured, "mebibytes"),
            limit="ours",
            bar=32,
            aim=16,
            rounds=1,
            leases=transactions,
            facts=measured[0][0]["facts"],
        )


def import_time(sizes: Sizes) -> Iterator[Result]:
    """What a program pays before it has done anything."""
    measured = in_turns(
        lambda: whole_process([sys.executable, "-c", "import fakturakjerne"]),
        lambda: whole_process([sys.executable, "-c", "pass"]),
        rounds=sizes.rounds,
    )
    yield Result(
        name="import",
        what="import fakturakjerne, beside a Python that does nothing",
        unit="seconds",
        compared=Comparison.of(measured, "seconds"),
        processor=Comparison.of(measured, "cpu_seconds"),
        rounds=sizes.rounds,
        leases=0,
    )


BENCHMARKS: Final[dict[str, Callable[[Sizes], Iterator[Result]]]] = {
    "lg04-in-memory": lg04_in_memory,
    "lg04-memory": lg04_memory,
    "visma-flatfile": visma_flatfile,
    "visma-sending": visma_sending,
    "ehf-read": ehf_read,
    "ehf-rules": ehf_rules,
    "run-command": run_command,
    "ocr-giro": ocr_giro,
    "ocr-giro-memory": ocr_giro_memory,
    "avtalegiro": avtalegiro,
    "import": import_time,
}


def _run(scratch: Path, attempt: int) -> Measured:
    """Run the command line once, with a ledger and a folder of its own; keep none of its files."""
    with tempfile.TemporaryDirectory(dir=scratch, prefix=f"{attempt}-") as folder:
        measured = whole_process(
            [
                *(sys.executable, "-m", "fakturakjerne", "run", str(scratch / "leases.jsonl")),
                *("--format", "lg04", "--config", str(scratch / "config.toml")),
                *("--out", f"{folder}/out", "--ledger", f"{folder}/ledger.db"),
                *("--today", "2026-03-02", "--json"),
            ]
        )
    manifests = json.loads(measured.pop("output"))
    counted = ("orders", "lines", "texts", "net_ore", "bytes")
    facts = {name: sum(manifest[name] for manifest in manifests) for name in counted}
    return measured | {"facts": facts}
