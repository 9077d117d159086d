"""Runs the benchmarks and prints their results as JSON; see ``--help``."""

import argparse
import json
import sys
from collections.abc import Sequence

from benchmarks.measuring import Result
from benchmarks.suite import BENCHMARKS, FULL, QUICK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; return 1 if a bar is missed, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="one round of a small month, to try")
    parser.add_argument("--no-fail", action="store_true", help="exit with 0 though a bar is missed")
    parser.add_argument("--rounds", type=int, help=f"how often each is measured [{FULL.rounds}]")
    asked = parser.parse_args(arguments)
    for name in asked.names:
        if name not in BENCHMARKS:
            parser.error(f"{name} is none of {', '.join(BENCHMARKS)}")
    sizes = QUICK if asked.quick else FULL
    results = []
    for name in asked.names or BENCHMARKS:
        for result in BENCHMARKS[name](sizes.of_rounds(asked.rounds)):
            results.append(result)
            print(_line(result), file=sys.stderr, flush=True)
    print(json.dumps([result.as_dict() for result in results], indent=2))
    missed = any(result.met is False for result in results)
    return 1 if missed and not asked.no_fail else 0


def _line(result: Result) -> str:
    verdict = {True: "met", False: "MISSED", None: ""}[result.met]
    bar = "" if result.bar is None else f"  bar {result.bar} ({result.limit})"
    is_faster = result.limit == "times_faster"
    faster = f"  {result.times_faster}x faster" if is_faster else ""
    processor = "" if result.processor is None else f" ({result.processor.ratio} by processor time)"
    return (
        f"{result.name:<18} {result.leases:>7} leases  {result.compared.ours} {result.unit}"
        f"  ratio {result.compared.ratio}{processor}{faster}{bar}  {verdict}"
    )


if __name__ == "__main__":
    sys.exit(main())
