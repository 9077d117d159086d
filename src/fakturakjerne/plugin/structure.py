"""Tables of a config file, or of a command line, to frozen attrs classes.

The only code of its kind: the options of plugins and the config file itself go through it.  It
stops at nothing: every problem of a table is collected, with its path, before an error is raised.
"""

import difflib
import inspect
import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

import attrs

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import ConfigError, FakturakjerneError
from fakturakjerne.plugin.option_types import members_of, optional_inner, type_text
from fakturakjerne.plugin.template import Template

T = TypeVar("T")

CHOICES: Final = "fakturakjerne.choices"
"""The key of a field's metadata that holds the texts it is limited to."""

_FAILED: Final = object()
_BARE_KEY: Final = re.compile(r"[\w-]+")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_SHOWN: Final = 80


class AssignedText(str):
    """What stands after ``=`` on a command line: text that becomes what the option wants."""

    __slots__ = ()


@attrs.frozen
class Target:
    """What a value is to become.

    Attributes:
        type: the annotation.
        choices: the texts it is limited to, where it is.
    """

    type: Any
    choices: tuple[str, ...] = ()

    def of(self, inner: Any) -> "Target":
        """Return the target of what is inside a list, a table or an ``X | None``."""
        return Target(inner, self.choices)


def read_table(
    table_type: type[T],
    values: Mapping[str, object],
    *,
    path: str,
    title: str,
    error: type[ConfigError],
) -> T:
    """Make an attrs class of a table, or name everything that is wrong with it.

    Args:
        table_type: a frozen attrs class, all of whose fields are keyword arguments.
        values: what the table holds; an :class:`AssignedText` becomes what its field wants.
        path: where the table stands, dotted; empty at the top.
        title: what the error calls it.
        error: what to raise; its ``values["problems"]`` are the findings.

    Raises:
        ConfigError: of the class that was asked for, with every problem and its path.
        TypeError: if a field's type is not supported; a mistake of the class, not of the values.
    """
    reader = _Reader()
    table = reader.table(table_type, values, path)
    if reader.problems:
        raise problems_error(reader.problems, title=title, error=error)
    return table  # type: ignore[no-any-return]  # _Reader works on types it gets to know at run time


def problems_error(problems: list[Finding], *, title: str, error: type[ConfigError]) -> ConfigError:
    """Join problems to one error, a line each, in both languages."""
    return error(
        catalogue.OPTIONS_INVALID,
        where=title,
        problems_nb="\n".join(f"  {at.path}: {at.in_language('nb')}" for at in problems),
        problems_en="\n".join(f"  {at.path}: {at.in_language('en')}" for at in problems),
        problems=tuple(problems),
    )


def problem(path: str, text: Text, **values: object) -> Finding:
    """Return a problem as a finding."""
    return Finding(severity=Severity.ERROR, text=text, path=path, values=values)


def joined(path: str, key: str) -> str:
    """Append a key to a dotted path, in quotes where TOML wants them."""
    shown = mask(key[:_SHOWN])
    step = shown if _BARE_KEY.fullmatch(shown) else f'"{shown}"'
    return f"{path}.{step}" if path else step


def shown(value: object) -> str:
    """Return a value as an error may show it: short, personal numbers masked."""
    text = f'"{value}"' if isinstance(value, str) else toml_text(value)
    masked = mask(text)
    return masked if len(masked) <= _SHOWN else f"{masked[:_SHOWN]}…"


def toml_text(value: object) -> str:
    """Write a value the way TOML does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{joined('', key)} = {toml_text(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_text(item) for item in value)}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def key_of(attribute: "attrs.Attribute[Any]") -> str:
    """Return the key of a field in a table."""
    return attribute.alias or attribute.name


class _Reader:
    """Reads one table, and keeps what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []

    def fail(self, path: str, text: Text, **values: object) -> object:
        self.problems.append(problem(path, text, **values))
        return _FAILED

    def refuse(self, value: object, path: str, target: Target) -> object:
        expected = type_text(target.type, choices=target.choices)
        return self.fail(
            path,
            catalogue.OPTION_WRONG,
            value=shown(value),
            expected_nb=expected.render("nb", {}),
            expected_en=expected.render("en", {}),
        )

    # --- attrs classes

    def table(self, table_type: type[Any], values: Mapping[str, object], path: str) -> Any:
        before = len(self.problems)
        fields = {key_of(field): field for field in attrs.fields(table_type) if field.init}
        self._unknown_keys(values, fields, path)
        hints = get_type_hints(table_type)
        given: dict[str, Any] = {}
        for key, field in fields.items():
            target = Target(hints[field.name], tuple(field.metadata.get(CHOICES, ())))
            if key in values:
                value = self._field(field, values[key], joined(path, key), target)
                if value is not _FAILED:
                    given[key] = value
            elif field.default is attrs.NOTHING:
                self._missing(joined(path, key), target)
        self._validators(table_type, {key: (fields[key], given[key]) for key in given}, path)
        if len(self.problems) > before:
            return _FAILED
        return self._guarded(lambda: table_type(**given), None, path)

    def _unknown_keys(
        self, values: Mapping[str, object], known: Mapping[str, object], path: str
    ) -> None:
        for key in values:
            if key in known:
                continue
            at, nearest = joined(path, key), difflib.get_close_matches(key, known, n=1)
            if nearest:
                self.fail(at, catalogue.OPTION_UNKNOWN_NEAREST, nearest=nearest[0])
            else:
                self.fail(at, catalogue.OPTION_UNKNOWN, known=", ".join(known) or "-")

    def _missing(self, path: str, target: Target) -> None:
        expected = type_text(target.type, choices=target.choices)
        self.fail(
            path,
            catalogue.OPTION_MISSING,
            expected_nb=expected.render("nb", {}),
            expected_en=expected.render("en", {}),
        )

    def _field(
        self, field: "attrs.Attribute[Any]", value: object, path: str, target: Target
    ) -> Any:
        """Return what the class is to be called with; a converter is tried, not applied."""
        if field.converter is None:
            return self.value(value, path, target)
        convert = field.converter
        taken = _converter_takes(convert)
        value = value if taken is None else self.value(value, path, target.of(taken))
        if value is _FAILED or self._guarded(lambda: convert(value), value, path) is _FAILED:
            return _FAILED
        return value

    def _validators(
        self, table_type: type[Any], given: Mapping[str, tuple[Any, Any]], path: str
    ) -> None:
        """Run each field's validator by itself, as the class would stop at the first."""
        shell = object.__new__(table_type)
        for field, value in given.values():
            stored = value if field.converter is None else field.converter(value)
            object.__setattr__(shell, field.name, stored)
        for key, (field, value) in given.items():
            if field.validator is None:
                continue
            stored = getattr(shell, field.name)
            try:
                self._guarded(
                    lambda validate=field.validator, at=field, this=stored: validate(
                        shell, at, this
                    ),
                    value,
                    joined(path, key),
                )
            except AttributeError:
                continue  # it looks at another field, which is wrong itself or has its default

    def _guarded(self, call: Callable[[], Any], value: object, path: str) -> Any:
        try:
            return call()
        except FakturakjerneError as error:
            nb, en = error.in_language("nb"), error.in_language("en")
        except ValueError as error:
            nb = en = str(error.args[0] if error.args else error)
        if value is None:
            return self.fail(path, catalogue.OPTION_TABLE_REFUSED, sentence_nb=nb, sentence_en=en)
        return self.fail(
            path, catalogue.OPTION_REFUSED, value=shown(value), sentence_nb=nb, sentence_en=en
        )

    # --- values

    def value(self, value: object, path: str, target: Target) -> Any:
        inner = optional_inner(target.type)
        if inner is not None:
            return None if value is None else self.value(value, path, target.of(inner))
        if target.type is object:
            return value
        if attrs.has(target.type) and target.type is not Template:
            return self._nested(value, path, target)
        origin = get_origin(target.type)
        if origin is tuple:
            return self._list(value, path, target)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(value, path, target)
        if members := members_of(target.type, choices=target.choices):
            return self._member(value, path, target, members)
        return self._simple(value, path, target)

    def _nested(self, value: object, path: str, target: Target) -> Any:
        value = _toml_of(value)
        if not isinstance(value, Mapping):
            return self.refuse(value, path, target)
        return self.table(target.type, value, path)

    def _list(self, value: object, path: str, target: Target) -> Any:
        value = _toml_of(value)
        if not isinstance(value, list | tuple):
            if isinstance(value, str) and not isinstance(value, AssignedText):
                return self.fail(path, catalogue.OPTION_BRACKETS, value=shown(value))
            return self.refuse(value, path, target)
        inner = target.of(get_args(target.type)[0])
        items = [self.value(item, f"{path}[{at}]", inner) for at, item in enumerate(value)]
        return _FAILED if any(item is _FAILED for item in items) else tuple(items)

    def _mapping(self, value: object, path: str, target: Target) -> Any:
        value = _toml_of(value)
        if not isinstance(value, Mapping):
            return self.refuse(value, path, target)
        inner = target.of(get_args(target.type)[1])
        key_type = Target(get_args(target.type)[0])
        items = {
            self.value(key, joined(path, key), key_type): self.value(item, joined(path, key), inner)
            for key, item in value.items()
        }
        return _FAILED if any(_FAILED in pair for pair in items.items()) else items

    def _member(self, value: object, path: str, target: Target, members: tuple[object, ...]) -> Any:
        for member in members:
            same = type(value) is type(member) and value == member
            if same or (isinstance(value, AssignedText) and value == _as_written(member)):
                is_enum = isinstance(target.type, type) and issubclass(target.type, Enum)
                return target.type(member) if is_enum else member
        return self.refuse(value, path, target)

    def _simple(self, value: object, path: str, target: Target) -> Any:
        if target.type in (str, Path, Template):
            return self._text(value, path, target)
        if target.type is bool:
            if isinstance(value, AssignedText) and value in ("true", "false"):
                return value == "true"
            return value if isinstance(value, bool) else self.refuse(value, path, target)
        if isinstance(value, bool):
            return self.refuse(value, path, target)
        if target.type is int:
            if isinstance(value, AssignedText) and _INTEGER.fullmatch(value):
                return int(value)
            return value if isinstance(value, int) else self.refuse(value, path, target)
        type_text(target.type)  # TypeError where the class asks for what nobody can give
        number = _decimal(value)
        return self.refuse(value, path, target) if number is None else number

    def _text(self, value: object, path: str, target: Target) -> Any:
        if isinstance(value, bool | int | Decimal):
            return self.fail(path, catalogue.OPTION_QUOTES, value=shown(value))
        if not isinstance(value, str) or (target.type is Path and ("\0" in value or not value)):
            return self.refuse(value, path, target)
        text = str(value)
        return self._guarded(lambda: target.type(text), text, path)


def _converter_takes(converter: Any) -> Any | None:
    """Return the annotation of what a converter takes, or None where it does not say."""
    try:
        parameters = inspect.signature(converter, eval_str=True).parameters
    except (TypeError, ValueError):  # a class or a builtin without a signature
        return None
    annotation = next((each.annotation for each in parameters.values()), inspect.Parameter.empty)
    return None if annotation in (inspect.Parameter.empty, Any) else annotation


def _toml_of(value: object) -> object:
    """Read assigned text as TOML, where a list or a table is wanted; itself where it is not."""
    if not isinstance(value, AssignedText):
        return value
    try:
        document = tomllib.loads(f"value = {value}", parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        return value
    parsed = document["value"]
    return value if len(document) > 1 or isinstance(parsed, str) else parsed


def _as_written(member: object) -> str:
    return str(member).lower() if isinstance(member, bool) else str(member)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Decimal) and _DECIMAL.fullmatch(str(value)):
        return value
    return None
