"""Files are checked without billing anything: against a schema, or by reading them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, fields, frozen

from fakturakjerne import catalogue
from fakturakjerne.codec.xml_schema import Schema
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import (
    BlockedError,
    CodecError,
    ConfigError,
    OutsideError,
    PluginError,
    RecordError,
)
from fakturakjerne.plugin.interface import Importer
from fakturakjerne.plugin.options import parse_assignments, structure
from fakturakjerne.plugin.registry import Registry

__all__ = ["Checked", "FormatCheck", "SchemaCheck"]

_CHUNK: Final = 1 << 18
_HEAD: Final = 4096
_LARGEST: Final = 1 << 29
"""More than any document or schema may be; what is cut there is refused for its size."""


@frozen(kw_only=True)
class Checked:
    """What was found in one file.

    Attributes:
        path: the file.
        by: what it was held against: an importer's name, or the schema's file name.
        records: how many items of the format were read; None where it was held against a schema.
        findings: everything that is wrong with it, each with its place.
    """

    path: Path
    by: str
    records: int | None = None
    findings: Sequence[Finding] = field(repr=False)

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(one.severity is Severity.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """How many of the findings are warnings."""
        return sum(one.severity is Severity.WARNING for one in self.findings)


@frozen(kw_only=True)
class FormatCheck:
    """Reads files with whichever installed importer knows them.

    Attributes:
        registry: where importers are found.
        assignments: ``key=value`` for the importer's options.
    """

    registry: Registry = field(repr=False)
    assignments: Sequence[str] = ()

    def check(self, path: Path) -> Checked:
        """Read a file to its end.

        Raises:
            BlockedError: if no installed importer knows the file.
            ConfigError: if an option that the importer needs is missing or wrong.
            OutsideError: if the file cannot be read.
        """
        importer = self._importer(path, next(_chunks(path), b"")[:_HEAD])
        records = 0
        findings: list[Finding] = []
        for read in importer.read(_chunks(path), self._options(importer, path)):
            records += isinstance(read.item, importer.info.item_type)
            findings += [_placed(one, path) for one in read.findings]
        return Checked(path=path, by=importer.info.name, records=records, findings=findings)

    def _importer(self, path: Path, head: bytes) -> Importer[Any, Any]:
        found = []
        for name in self.registry.names("fakturakjerne.importers"):
            with suppress(PluginError):  # a broken plugin hinders no other
                found.append(self.registry.importer(name))
        for importer in found:
            if importer.recognize(head, name=path.name):
                return importer
        known = ", ".join(importer.info.name for importer in found)
        raise BlockedError(catalogue.INPUT_UNKNOWN, (), path=str(path), readers=known)

    def _options(self, importer: Importer[Any, Any], path: Path) -> object:
        given = parse_assignments(self.assignments)
        if "name" in {each.name for each in fields(importer.options_type)}:
            given = {"name": path.name, **given}
        return structure(importer.options_type, given, where="--set")


@frozen
class SchemaCheck:
    """Holds XML documents against a schema of the customer's own.

    Attributes:
        name: the schema's file name.
        schema: ready to hold documents against.
    """

    name: str
    schema: Schema = field(repr=False)

    @classmethod
    def of_file(cls, path: Path, *, folder: Path | None = None) -> "SchemaCheck":
        """Read a schema and what it refers to.

        Args:
            path: of the schema.
            folder: what it may refer to lies in or below this one; its own folder where None.

        Raises:
            ConfigError: if it is no schema, or refers to what is not there.
            OutsideError: if a file cannot be read.
        """
        root = (folder or path.parent).resolve()

        def read(name: str) -> bytes | None:
            file = (root / name).resolve()
            if not file.is_relative_to(root) or not file.is_file():
                return None
            return _read(file)

        whole = path.resolve()
        if not whole.is_relative_to(root):
            raise ConfigError(catalogue.SCHEMA_FOLDER, file=str(path), folder=str(folder))
        try:
            return cls(path.name, Schema(whole.relative_to(root).as_posix(), read))
        except CodecError as error:
            raise ConfigError(error.text, **error.values) from error

    def check(self, path: Path) -> Checked:
        """Hold one document against the schema.

        Raises:
            ConfigError: if the schema asks for more work than a check can take.
            OutsideError: if the file cannot be read.
        """
        try:
            findings = [
                Finding(
                    severity=Severity.ERROR,
                    text=problem.text,
                    path=f"{path.name}:{problem.line} {problem.path}",
                    values=problem.values,
                )
                for problem in self.schema.problems(_read(path))
            ]
        except RecordError as error:
            broken = Finding(
                severity=Severity.ERROR, text=error.text, path=path.name, values=error.values
            )
            findings = [broken]
        except CodecError as error:
            raise ConfigError(error.text, **error.values) from error
        return Checked(path=path, by=self.name, findings=findings)


def _placed(finding: Finding, path: Path) -> Finding:
    """Return a finding whose place begins with the file's name."""
    if finding.path.startswith(path.name):
        return finding
    return evolve(finding, path=f"{path.name}: {finding.path}" if finding.path else path.name)


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> OutsideError:
    reason = error.strerror or str(error)
    return OutsideError(catalogue.INPUT_UNREADABLE, path=str(path), reason=reason)
