"""One value in one column: its bytes, and what is wrong with it or was changed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from attrs import evolve, field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.fixedwidth import Column, Kind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import CodecError, ColumnOverflowError, EncodingError
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.options import Lg04Options

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


class Cells:
    """Makes cells for one set of options, and remembers the latest few thousand."""

    def __init__(self, options: Lg04Options) -> None:
        self._layout = options.columns
        self._charset = options.charset
        self._transliterate = options.transliterate
        self._upper = frozenset(options.upper)
        self.text = lru_cache(REMEMBERED)(self._text)
        """Return the cell of a text: ``text(column, value)`` or ``text(column, value, True)``,
        where True lets it be cut even if its column says no."""

    def _text(self, name: str, value: str, may_cut: bool = False) -> Cell:  # noqa: FBT001, FBT002 - lru_cache is fastest with positions
        column = self._layout[name]
        encoded = self._charset.encode(value.upper() if name in self._upper else value)
        data = encoded.data.rstrip(b" ")
        problems: list[Problem] = []
        if encoded.replaced:
            problems.append(self._replaced(column, value, encoded.replaced, data))
        if column.kind is Kind.NUMBER and data:
            if not data.isdigit():
                problems.append(problem(catalogue.NOT_DIGITS, name, value=show(value)))
            data = data.rjust(column.width, b"0")
        if len(data) > column.width:
            if may_cut or column.may_cut:
                data = self._charset.cut(data, column.width)
                problems.append(
                    problem(
                        catalogue.TEXT_CUT,
                        name,
                        severity=Severity.WARNING,
                        value=show(value),
                        width=column.width,
                    )
                )
            else:
                problems.append(overflow(column, value, length=len(data)))
        return Cell(data, tuple(problems))

    def _replaced(
        self, column: Column, value: str, replaced: tuple[str, ...], data: bytes
    ) -> Problem:
        return problem(
            catalogue.REPLACED if self._transliterate else catalogue.UNENCODABLE,
            column.name,
            severity=Severity.WARNING if self._transliterate else Severity.ERROR,
            error=EncodingError,
            value=show(value),
            encoding=self._charset.encoding,
            characters=" ".join(f"U+{ord(character):04X}" for character in replaced),
            written=show(data.decode(self._charset.encoding)),
        )


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


def overflow(column: Column, value: str, *, length: int) -> Problem:
    """Return the problem of a number or code that is longer than its column."""
    return problem(
        catalogue.OVERFLOW,
        column.name,
        error=ColumnOverflowError,
        value=show(value),
        length=length,
        width=column.width,
    )


def refuse(problems: Problems) -> None:
    """Raise the first error among problems, if there is one; warnings pass."""
    for each in problems:
        if each.severity is Severity.ERROR:
            raise each.error(each.text, **each.values)
