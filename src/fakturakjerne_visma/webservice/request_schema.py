"""A municipality's own XSD: every request is held against it before it is sent."""

from pathlib import Path
from typing import Final

from attrs import field, frozen

from fakturakjerne.codec.xml_schema import Schema, SchemaProblem
from fakturakjerne.errors import CodecError, ConfigError
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.wording import said, sentences

__all__ = ["RequestSchema"]

_MOST: Final = 10


@frozen
class RequestSchema:
    """The schema, ready to hold requests against.

    Attributes:
        name: the file's name.
        schema: what it holds.

    Example:
        >>> xsd = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'
        >>> schema = RequestSchema("theirs.xsd", Schema("theirs.xsd", {"theirs.xsd": xsd}.get))
        >>> len(schema.problems(b"<order/>"))
        1
    """

    name: str
    schema: Schema = field(repr=False)

    @classmethod
    def of_file(cls, path: Path) -> "RequestSchema":
        """Read a schema, and what it refers to in or below its own folder.

        Raises:
            ConfigError: if it cannot be read, or is no schema.
        """
        root = path.parent.resolve()

        def read(name: str) -> bytes | None:
            file = (root / name).resolve()
            return file.read_bytes() if file.is_relative_to(root) and file.is_file() else None

        try:
            return cls(path.name, Schema(path.name, read))
        except CodecError as error:
            raise ConfigError(error.text, **error.values) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            text = catalogue.SCHEMA_UNREADABLE
            raise ConfigError(text, name=str(path), reason=reason) from error

    def problems(self, content: bytes) -> list[str]:
        """Return what the schema does not allow, each in both languages with its path."""
        try:
            found = list(self.schema.problems(content))
        except CodecError as error:
            return [said(catalogue.SCHEMA_HOLDS_NOT, schema=self.name, **sentences(error))]
        messages = [self._said(problem) for problem in found[:_MOST]]
        if len(found) > _MOST:
            messages.append(said(catalogue.SCHEMA_REFUSES_MORE, count=len(found) - _MOST))
        return messages

    def _said(self, problem: SchemaProblem) -> str:
        return said(
            catalogue.SCHEMA_REFUSES,
            schema=self.name,
            path=problem.path,
            line=problem.line,
            sentence_nb=problem.text.render("nb", problem.values),
            sentence_en=problem.text.render("en", problem.values),
        )
