"""Places files where the kernel refuses hard links, as many network and memory-card systems do.

A process of its own: a seccomp filter, which cannot be taken off again, answers every link() and
linkat() with EPERM.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import platform
import struct
import sys
from pathlib import Path

from fakturakjerne.errors import TargetError
from fakturakjerne.workflow.placing import Staging

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
LINK_CALLS = {"x86_64": (86, 265), "aarch64": (37,)}[platform.machine()]


def refuse_links() -> None:
    """From now on, this process can make no hard link."""
    checks = [
        (JUMP_IF_EQUAL, len(LINK_CALLS) - index, 0, call) for index, call in enumerate(LINK_CALLS)
    ]
    program = [(LOAD, 0, 0, 0), *checks, (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *row) for row in program))
    described = struct.pack("HL", len(program), ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(described), 0, 0
    ):
        sys.exit(f"seccomp: {os.strerror(ctypes.get_errno())}")


def main(folder: Path) -> None:
    refuse_links()
    source = Path(__file__)  # stands in for a file of the document store
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    staging = Staging(folder, "ledger")
    staging.prepare(["a.txt", "b.txt"])
    (folder / "b.txt").write_bytes(b"somebody else's")
    try:
        os.link(folder / "b.txt", folder / "c.txt")
    except OSError as error:
        sys.stdout.write(f"os.link: {error.strerror}\n")
    staging.place("a.txt", sha256, source)
    sys.stdout.write("placed: a.txt\n")
    staging.stage("b.txt", source)
    try:
        staging.place("b.txt", sha256, source)
    except TargetError as error:
        sys.stdout.write(f"taken: {error}\n")
    staging.discard()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
