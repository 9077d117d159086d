"""Where the project's own files are, for the tests about them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
NOT_OURS = {".git", ".nox", ".venv", "venv", "build", "dist", "__pycache__", ".hypothesis"}


def source_files(*packages: str) -> list[Path]:
    """Return the Python files below ``src/<package>``; those of all packages without arguments."""
    folders = [SOURCE / package for package in packages] or [SOURCE]
    found: list[Path] = []
    for folder in folders:
        module = folder.with_suffix(".py")
        found += [module] if module.is_file() else sorted(folder.rglob("*.py"))
    return found


def plugin_packages() -> list[str]:
    """Return the names of the plugins that live in this repository."""
    return sorted(folder.name for folder in SOURCE.glob("fakturakjerne_*") if folder.is_dir())


def project_files() -> list[Path]:
    """Return the files of the project: those that git tracks or would, else all but generated."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        names = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        files = [ROOT / name for name in names.split("\0") if name]
    else:
        files = [file for file in ROOT.rglob("*") if not NOT_OURS.intersection(file.parts)]
    return [file for file in files if file.is_file()]


def place(file: Path, line: int) -> str:
    """Return ``path:line`` as editors and pytest write it."""
    return f"{file.relative_to(ROOT).as_posix()}:{line}"
