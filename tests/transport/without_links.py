"""Delivers into a folder where the kernel refuses hard links: a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.transport.parcels import document, session
from tests.workflow.without_links import refuse_links


def main(folder: Path) -> None:
    refuse_links()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "taken.txt").write_bytes(b"somebody else's")
    with session(folder) as opened:
        for name in ("free.txt", "empty.txt", "taken.txt", "free.txt"):
            sys.stdout.write(f"{name}: {opened.deliver(document(name)).status.value}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
