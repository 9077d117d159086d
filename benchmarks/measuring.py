"""Measures two sides in turns, each time in a fresh process, and compares their medians."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

from attrs import asdict, field, frozen

Measured = dict[str, Any]
Round = tuple[Measured, Measured]
Measure = Callable[[], Measured]
_DIGITS: Final = 3


@frozen(kw_only=True)
class Comparison:
    """Our side beside its peer.

    Attributes:
        ours, peer: the medians of all rounds.
        ratio: the median of the rounds' ratios.
    """

    ours: float
    peer: float
    ratio: float

    @classmethod
    def of(cls, measured: "Sequence[Round]", key: str) -> "Comparison":
        """Compare what both sides measured under a key."""
        return cls(
            ours=_rounded(median(one[key] for one, _ in measured)),
            peer=_rounded(median(other[key] for _, other in measured)),
            ratio=_rounded(median(one[key] / other[key] for one, other in measured)),
        )


@frozen(kw_only=True)
class Result:
    """What one benchmark found.

    Attributes:
        name: which benchmark.
        what: our side and its peer, for a person.
        unit: of what is compared.
        compared: what it is about: seconds by the clock on the wall, or memory.
        processor: the same by processor time, which a busy machine disturbs less.
        limit: what is held against the bar: ``ratio``, ``ours``, or ``times_faster``, how often
            ours would fit into the peer's.
        bar: the most that it may be, of ``times_faster`` the least; None where the figure is for
            information.
        aim: what it should be.
        rounds: how often each side was measured, in turns.
        leases: the size; of giros, transactions.
        facts: what does not depend on the machine, the same on both sides.
    """

    name: str
    what: str
    unit: str
    compared: Comparison
    processor: Comparison | None = None
    limit: str = "ratio"
    bar: float | None = None
    aim: float | None = None
    rounds: int
    leases: int
    facts: Measured = field(factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None:
            return None
        if self.limit == "times_faster":
            return self.times_faster >= self.bar
        figure = self.compared.ratio if self.limit == "ratio" else self.compared.ours
        return figure <= self.bar

    @property
    def times_faster(self) -> float:
        """How often ours would fit into the peer's."""
        return _rounded(1 / self.compared.ratio)

    def as_dict(self) -> Measured:
        """Return it as JSON's own types."""
        content = asdict(self, filter=lambda attribute, _: attribute.name != "compared")
        times = {"times_faster": self.times_faster}
        return content | asdict(self.compared) | times | {"met": self.met}


def in_turns(ours: Measure, peer: Measure, *, rounds: int) -> list[Round]:
    """Measure one side, then the other, then again; check that both did the same work."""
    measured = []
    for _ in range(rounds):
        one, other = ours(), peer()
        facts, others = one.get("facts", {}), other.get("facts", {})
        assert not others or facts == others, f"the sides differ: {facts} and {others}"
        measured.append((one, other))
    return measured


def side(name: str, leases: int) -> Measured:
    """Run a side of :mod:`benchmarks.sides` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sides", name, str(leases)]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    measured: Measured = json.loads(output)
    return measured


def whole_process(command: Sequence[str]) -> Measured:
    """Run a command and return its output, seconds, processor time and peak memory."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit code {process.returncode} of {' '.join(command)}"
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "mebibytes": peak,
        "output": output.decode(),
    }


@contextmanager
def stopwatch() -> Iterator[Measured]:
    """Measure what is done inside."""
    measured: Measured = {}
    began, cpu_began = time.perf_counter(), time.process_time()
    yield measured
    measured["seconds"] = time.perf_counter() - began
    measured["cpu_seconds"] = time.process_time() - cpu_began


def peak() -> int:
    """Return the most bytes that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def resident() -> int:
    """Return the bytes that this process holds; where only the peak is known, that."""
    statistics = Path("/proc/self/statm")
    if not statistics.exists():
        return peak()
    return int(statistics.read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
