"""Everything the project checks, one session a question: ``nox -l`` lists them.

What a session installs stands in pyproject.toml, in the dependency group of the session's name.
All run on the Python that runs nox.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["tests", "lint", "types", "imports"]

PYPROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> tuple[str, ...]:
    """Return what the dependency group ``name`` of pyproject.toml asks for."""
    return nox.project.dependency_groups(PYPROJECT, name)


def run_pytest(session: nox.Session, *arguments: str) -> None:
    """Install the package in place and run pytest, by the reproducible profile of hypothesis."""
    session.install("--editable", ".", *group("tests"))
    session.run("pytest", *arguments, env={"HYPOTHESIS_PROFILE": "ci"})


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test and measure coverage; with arguments, only what they name, unmeasured."""
    if session.posargs:
        run_pytest(session, *session.posargs)
    else:
        run_pytest(session, "--numprocesses=2", "--dist=loadfile", "--cov", "--cov-report=term")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", "--diff", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    session.install("--editable", ".", *group("types"))
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Check that every module imports only what its floor allows."""
    session.install("--editable", ".", *group("imports"))
    session.run("lint-imports", "--no-logo", "--no-cache")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install("--editable", ".[testing]", *group("docs"))  # the kit is documented too
    output = Path(session.create_tmp()) / "html"
    session.run("sphinx-build", "-W", "--keep-going", "-E", "-b", "html", "docs", str(output))
    session.log("open %s", output / "index.html")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure each job beside its named peer; prints JSON, ratios included."""
    session.install("--editable", ".", *group("bench"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def crash(session: nox.Session) -> None:
    """Kill the job at every point, many times over; takes minutes."""
    run_pytest(session, "tests/crash", "-m", "long", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Read damaged files with every importer; so many seconds each, 60 unless an argument says."""
    seconds = session.posargs[0] if session.posargs else "60"
    session.env["FUZZ_SECONDS"] = seconds
    run_pytest(session, "tests/fuzz", "-m", "long", *session.posargs[1:])


@nox.session
def dist(session: nox.Session) -> None:
    """Build the wheel, install it where nothing else is, and run the demo from there."""
    session.install(*group("dist"))
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        session.run("python", "-m", "build", "--outdir", str(scratch / "dist"))
        (wheel,) = (scratch / "dist").glob("*.whl")
        session.run("python", "-m", "venv", str(scratch / "empty"))
        programs = scratch / "empty" / ("Scripts" if os.name == "nt" else "bin")
        session.run(
            str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel), external=True
        )
        out = scratch / "out"
        with session.chdir(scratch):  # so that nothing comes from the working tree
            session.run(
                str(programs / "fakturakjerne"),
                "demo",
                "--out",
                str(out),
                external=True,
                env={"XDG_DATA_HOME": str(scratch / "data")},
            )
        for pattern in ("*.txt", "*.log.csv", "*.manifest.json"):
            if not [file for file in out.rglob(pattern) if file.stat().st_size > 0]:
                session.error(f"the demo of the installed wheel left no {pattern} in {out}")


@nox.session
def changelog(session: nox.Session) -> None:
    """Print the entries that the fragments in changelog.d make, as the next release would."""
    session.install(*group("changelog"))
    session.run("towncrier", "build", "--draft", "--version", "next")
