"""One value in one column: its bytes, and what is wrong with it or was changed.

For formats of fixed width.  Check and export of a plugin prepare the same cells: check turns their
problems into findings, export raises the first that is an error.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from attrs import evolve, field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.fixedwidth import Kind, Layout
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import CodecError, ColumnOverflowError, EncodingError

REMEMBERED: Final = 4096
"""How many prepared values are kept; a month has few articles and dimensions, and many rows."""

_SHOWN: Final = 80

Scope = Literal["batch", "order", "lease", "charge"]
"""What a value belongs to: it is reported once for each of these."""


@frozen(kw_only=True)
class Problem:
    """What is to be said about a value, wherever it stands.

    Attributes:
        severity: whether the value can be written.
        text: the sentence.
        values: for its placeholders; personal numbers masked.
        column: where it was to be written.
        source: where it came from, such as ``article`` or ``dimensions.ansvar``.
        scope: what the source is part of.
        error: what writing raises, where it cannot be written.
    """

    severity: Severity
    text: Text
    values: Mapping[str, object]
    column: str
    source: str = ""
    scope: Scope = "charge"
    error: type[CodecError] = field(default=CodecError, repr=False)

    def at(self, source: str, scope: Scope) -> "Problem":
        """Return the same problem, found there."""
        return evolve(self, source=source, scope=scope)

    def finding(self, *, lease: str | None, charge: int) -> Finding:
        """Return what a person is told."""
        prefix = {"batch": "options.", "charge": f"charges[{charge}]."}.get(self.scope, "")
        return Finding(
            severity=self.severity,
            text=self.text,
            path=f"{prefix}{self.source} -> {self.column}",
            values=self.values,
            lease=None if self.scope == "batch" else lease,
        )


Problems = tuple[Problem, ...]


class Cell(NamedTuple):
    """A value as it will be written, not padded yet."""

    data: bytes = b""
    problems: Problems = ()

    def at(self, source: str, scope: Scope) -> "Cell":
        """Return the same cell, its problems found there."""
        if not self.problems:
            return self
        return Cell(self.data, tuple(problem.at(source, scope) for problem in self.problems))


Values = tuple[bytes | int, ...]


class Prepared(NamedTuple):
    """The varying values of a row, and what is to be said about them; one is made a row."""

    values: Values
    problems: Problems = ()


@frozen(kw_only=True)
class CellTexts:
    """The sentences of a plugin's own catalogue that cells are reported with.

    Attributes:
        overflow: a number or code is longer than its column: value, length, column, width.
        cut: a text loses its end: value, column, width.
        replaced: characters stand as others: value, encoding, characters, written.
        refused: characters may not be replaced: value, encoding, characters.
        not_digits: a column holds digits only: value, column.
    """

    overflow: Text
    cut: Text
    replaced: Text
    refused: Text
    not_digits: Text


class Cells:
    """Makes cells of one layout, and remembers the latest few thousand.

    Args:
        layout: the columns.
        charset: how texts become bytes.
        texts: what is said about a value.
        transliterate: whether characters that the charset lacks may be replaced.
        upper: the columns that are written in capitals.
    """

    def __init__(
        self,
        layout: Layout,
        *,
        charset: Charset,
        texts: CellTexts,
        transliterate: bool,
        upper: tuple[str, ...] = (),
    ) -> None:
        self._layout = layout
        self._charset = charset
        self._texts = texts
        self._transliterate = transliterate
        self._upper = frozenset(upper)
        self.text = lru_cache(REMEMBERED)(self._text)
        """Return the cell of a text: ``text(column, value)`` or ``text(column, value, True)``,
        where True lets it be cut even if its column says no."""

    def encoded(self, name: str, value: str) -> Cell:
        """Return a text as bytes of any length; what does not fit is the caller's affair."""
        encoded = self._charset.encode(value.upper() if name in self._upper else value)
        data = encoded.data.rstrip(b" ")
        if not encoded.replaced:
            return Cell(data)
        return Cell(data, (self._replaced(name, value, encoded.replaced, data),))

    def overflow(self, name: str, value: str, *, length: int) -> Problem:
        """Return the problem of a number or code that is longer than its column."""
        return problem(
            self._texts.overflow,
            name,
            error=ColumnOverflowError,
            value=show(value),
            length=length,
            width=self._layout[name].width,
        )

    def _text(self, name: str, value: str, may_cut: bool = False) -> Cell:  # noqa: FBT001, FBT002 - lru_cache is fastest with positions
        column = self._layout[name]
        data, replaced = self.encoded(name, value)
        problems = list(replaced)
        if column.kind is Kind.NUMBER and data:
            if not data.isdigit():
                problems.append(problem(self._texts.not_digits, name, value=show(value)))
            data = data.rjust(column.width, b"0")
        if len(data) > column.width:
            if may_cut or column.may_cut:
                data = self._charset.cut(data, column.width)
                problems.append(
                    problem(
                        self._texts.cut,
                        name,
                        severity=Severity.WARNING,
                        value=show(value),
                        width=column.width,
                    )
                )
            else:
                problems.append(self.overflow(name, value, length=len(data)))
        return Cell(data, tuple(problems))

    def _replaced(self, name: str, value: str, replaced: tuple[str, ...], data: bytes) -> Problem:
        return problem(
            self._texts.replaced if self._transliterate else self._texts.refused,
            name,
            severity=Severity.WARNING if self._transliterate else Severity.ERROR,
            error=EncodingError,
            value=show(value),
            encoding=self._charset.encoding,
            characters=" ".join(f"U+{ord(character):04X}" for character in replaced),
            written=show(data.decode(self._charset.encoding)),
        )


class ProblemReport:
    """Turns the problems of a batch into findings; what belongs to the options is said once."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str, str]] = set()

    def findings(
        self, problems: Problems, lease: str | None, *, charge: int = 0
    ) -> Iterator[Finding]:
        """Yield the findings of problems of one lease, or of none.

        Args:
            problems: as they were found.
            lease: the id of the lease that they are about.
            charge: the place of the charge among its charges, from 0.
        """
        for each in problems:
            if each.scope != "batch" or self._is_new(each):
                yield each.finding(lease=lease, charge=charge)

    def _is_new(self, each: Problem) -> bool:
        key = (each.source, each.column, each.text.code)
        if key in self._said:
            return False
        self._said.add(key)
        return True


def show(value: str) -> str:
    """Return a value as a message may quote it: a personal number masked, not too long."""
    return repr(mask(value)[:_SHOWN])


def problem(
    sentence: Text,
    column_name: str,
    /,
    *,
    severity: Severity = Severity.ERROR,
    error: type[CodecError] = CodecError,
    **values: object,
) -> Problem:
    """Return a problem whose source is still to be said."""
    return Problem(
        severity=severity,
        text=sentence,
        values={**values, "column": column_name},
        column=column_name,
        error=error,
    )


def refuse(problems: Problems) -> None:
    """Raise the first error among problems, if there is one; warnings pass."""
    for each in problems:
        if each.severity is Severity.ERROR:
            raise each.error(each.text, **each.values)
