"""Seconds by the clock on the wall, and of the processor."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def stopwatch() -> Iterator[dict[str, Any]]:
    """Yield what is filled in at the end of the block: ``seconds`` and ``cpu_seconds``."""
    measured: dict[str, Any] = {}
    began, cpu_began = time.perf_counter(), time.process_time()
    yield measured
    measured["seconds"] = time.perf_counter() - began
    measured["cpu_seconds"] = time.process_time() - cpu_began
