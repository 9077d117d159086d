"""Tables of a config file, or of a command line, to frozen attrs classes.

The only code of its kind: the options of plugins and the config file itself go through it.  It
stops at nothing: every problem of a table is collected, with its path, before an error is raised.
That is why it is not cattrs: a field's validator, too, is tried by itself, and its path is known.
"""

import difflib
import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar, get_args, get_type_hints

import attrs

from fakturakjerne import catalogue
from fakturakjerne.errors import ConfigError, FakturakjerneError
from fakturakjerne.plugin.option_types import (
    Annotation,
    inner_of,
    members_of,
    shape_of,
    type_text,
)
from fakturakjerne.plugin.problems import Problems, joined, shown
from fakturakjerne.plugin.template import Template
from fakturakjerne.plugin.values import SIMPLE_VALUES, AssignedText, toml_of

T = TypeVar("T")
Structured: TypeAlias = Any
"""A value of the type that was asked for, which only the run knows."""

CHOICES: Final = "fakturakjerne.choices"
"""The key of a field's metadata that holds the texts it is limited to."""
HELP: Final = "fakturakjerne.help"
"""The key of a field's metadata that holds its help, a Text."""

_FAILED: Final = object()


def read_table(
    table_type: type[T],
    values: Mapping[str, object],
    *,
    path: str,
    title: str,
    error_type: type[ConfigError],
) -> T:
    """Make an attrs class of a table, or name everything that is wrong with it.

    Args:
        table_type: a frozen attrs class.
        values: what the table holds; an :class:`AssignedText` becomes what its field wants.
        path: where the table stands, dotted; empty at the top.
        title: what the error calls it.
        error_type: what to raise; its ``values["problems"]`` are the findings.

    Raises:
        ConfigError: of the class that was asked for, with every problem and its path.
        TypeError: if a field's type is not supported; a mistake of the class, not of the values.
    """
    reader = _Reader()
    table = reader.table(table_type, values, path)
    if reader.problems.found:
        raise reader.problems.error(error_type, title=title)
    return table  # type: ignore[no-any-return]  # the reader learns its types at run time


def fields_of(table_type: type[Any]) -> dict[str, "attrs.Attribute[Any]"]:
    """Return the fields of an attrs class that can be given, by their key in a table."""
    return {field.alias or field.name: field for field in attrs.fields(table_type) if field.init}


@attrs.frozen
class _Target:
    """What a value is to become: the annotation, and the texts it is limited to if it is."""

    type: Annotation
    choices: tuple[str, ...] = ()

    def of(self, inner: Annotation) -> "_Target":
        return _Target(inner, self.choices)

    @property
    def inner(self) -> "_Target":
        return self.of(inner_of(self.type))

    def expected(self, *, help_text: catalogue.Text | None = None) -> dict[str, str]:
        text = type_text(self.type, choices=self.choices)
        nb, en = text.render("nb", {}), text.render("en", {})
        if help_text is not None:
            nb, en = f"{nb} – {help_text.render('nb', {})}", f"{en} – {help_text.render('en', {})}"
        return {"expected_nb": nb, "expected_en": en}


class _Reader:
    """Reads one table, and keeps what is wrong."""

    def __init__(self) -> None:
        self.problems = Problems()

    # --- attrs classes

    def table(self, table_type: type[Any], values: Mapping[str, object], path: str) -> Structured:
        before = len(self.problems.found)
        fields, hints = fields_of(table_type), get_type_hints(table_type)
        self._unknown_keys(values, fields, path)
        given: dict[str, Structured] = {}
        for key, field in fields.items():
            target = _Target(hints[field.name], field.metadata.get(CHOICES, ()))
            if key in values:
                value = self._field(field, values[key], joined(path, key), target)
                if value is not _FAILED:
                    given[key] = value
            elif field.default is attrs.NOTHING:
                expected = target.expected(help_text=field.metadata.get(HELP))
                self.problems.add(joined(path, key), catalogue.OPTION_MISSING, **expected)
        self._validate(table_type, given, path)
        if len(self.problems.found) > before:
            return _FAILED
        return self._guarded(lambda: table_type(**given), None, path)

    def _unknown_keys(
        self, values: Mapping[str, object], known: Mapping[str, object], path: str
    ) -> None:
        for key in values:
            if key in known:
                continue
            nearest = difflib.get_close_matches(key, known, n=1)
            if nearest:
                text, values_of_text = catalogue.OPTION_UNKNOWN_NEAREST, {"nearest": nearest[0]}
            else:
                text, values_of_text = catalogue.OPTION_UNKNOWN, {"known": ", ".join(known)}
            self.problems.add(joined(path, key), text, **values_of_text)

    def _field(
        self, field: "attrs.Attribute[Any]", value: object, path: str, target: _Target
    ) -> Structured:
        """Return what the class is to be called with; a converter is tried, not applied."""
        if field.converter is None:
            return self.value(value, path, target)
        convert = _function_of(field.converter)
        taken = _parameter_of(convert)
        value = value if taken is None else self.value(value, path, target.of(taken))
        if value is _FAILED or self._guarded(lambda: convert(value), value, path) is _FAILED:
            return _FAILED
        return value

    def _validate(self, table_type: type[Any], given: Mapping[str, Structured], path: str) -> None:
        """Run each field's validator by itself; the class would stop at the first."""
        fields, shell = fields_of(table_type), object.__new__(table_type)
        stored = {
            key: _function_of(fields[key].converter)(value) if fields[key].converter else value
            for key, value in given.items()
        }
        for key, value in stored.items():
            object.__setattr__(shell, fields[key].name, value)
        for key, value in stored.items():
            check, field = fields[key].validator, fields[key]
            if check is not None:
                self._guarded(_call_of(check, shell, field, value), given[key], joined(path, key))

    def _guarded(self, call: Callable[[], object], value: object, path: str) -> Structured:
        """Call, and note what is raised as a problem with the value, or of the whole table."""
        try:
            return call()
        except FakturakjerneError as error:
            nb, en = error.in_language("nb"), error.in_language("en")
        except ValueError as error:
            nb = en = str(error.args[0]) if error.args else type(error).__name__
        if value is None:
            self.problems.add(path, catalogue.OPTION_TABLE_REFUSED, sentence_nb=nb, sentence_en=en)
        else:
            sentences = {"sentence_nb": nb, "sentence_en": en}
            self.problems.add(path, catalogue.OPTION_REFUSED, value=shown(value), **sentences)
        return _FAILED

    # --- values

    def value(self, value: object, path: str, target: _Target) -> Structured:
        shape = shape_of(target.type, choices=target.choices)
        if shape == "optional":
            return None if value is None else self.value(value, path, target.inner)
        readers = {
            "keys": self._keys,
            "list": self._list,
            "table": self._mapping,
            "choice": self._choice,
            "simple": self._simple,
        }
        return readers[shape](value, path, target)

    def _keys(self, value: object, path: str, target: _Target) -> Structured:
        table = toml_of(value)
        if isinstance(table, Mapping):
            return self.table(target.type, table, path)
        return self._refuse(value, path, target)

    def _list(self, value: object, path: str, target: _Target) -> Structured:
        items = toml_of(value)
        if isinstance(items, list | tuple):
            read = [
                self.value(each, f"{path}[{at}]", target.inner) for at, each in enumerate(items)
            ]
            return _FAILED if _FAILED in read else tuple(read)
        if isinstance(value, str) and not value.startswith("["):
            self.problems.add(path, catalogue.OPTION_BRACKETS, value=shown(value))
            return _FAILED
        return self._refuse(value, path, target)

    def _mapping(self, value: object, path: str, target: _Target) -> Structured:
        table = toml_of(value)
        if not isinstance(table, Mapping):
            return self._refuse(value, path, target)
        key_target = _Target(get_args(target.type)[0])
        read = {
            self.value(AssignedText(key), joined(path, key), key_target): self.value(
                each, joined(path, key), target.inner
            )
            for key, each in table.items()
        }
        return _FAILED if _FAILED in read or _FAILED in read.values() else read

    def _choice(self, value: object, path: str, target: _Target) -> Structured:
        for member in members_of(target.type, choices=target.choices):
            same = type(value) is type(member) and value == member
            written = str(member).lower() if isinstance(member, bool) else str(member)
            if same or (isinstance(value, AssignedText) and value == written):
                is_enum = isinstance(target.type, type) and issubclass(target.type, Enum)
                return target.type(member) if is_enum else member
        return self._refuse(value, path, target)

    def _simple(self, value: object, path: str, target: _Target) -> Structured:
        if target.type in (str, Path, Template):
            return self._text(value, path, target)
        read = SIMPLE_VALUES[target.type](value)
        return self._refuse(value, path, target) if read is None else read

    def _text(self, value: object, path: str, target: _Target) -> Structured:
        if isinstance(value, int | Decimal):
            self.problems.add(path, catalogue.OPTION_QUOTES, value=shown(value))
            return _FAILED
        if not isinstance(value, str) or (target.type is Path and ("\0" in value or not value)):
            return self._refuse(value, path, target)
        return self._guarded(lambda: target.type(str(value)), value, path)

    def _refuse(self, value: object, path: str, target: _Target) -> object:
        self.problems.add(path, catalogue.OPTION_WRONG, value=shown(value), **target.expected())
        return _FAILED


def _function_of(converter: Any) -> Callable[[Any], Any]:
    return getattr(converter, "converter", converter)  # type: ignore[no-any-return]  # as above


def _parameter_of(converter: Callable[[Any], Any]) -> Annotation | None:
    """Return the annotation of what a converter takes, or None where it does not say."""
    try:
        parameters = inspect.signature(converter, eval_str=True).parameters
    except (TypeError, ValueError):  # a builtin without a signature
        return None
    annotation = next((each.annotation for each in parameters.values()), inspect.Parameter.empty)
    return None if annotation in (inspect.Parameter.empty, Any) else annotation


def _call_of(
    validator: Callable[..., object], instance: object, field: "attrs.Attribute[Any]", value: object
) -> Callable[[], None]:
    def call() -> None:
        try:
            validator(instance, field, value)
        except AttributeError:
            return  # it looks at another field, which is wrong itself or not given

    return call
