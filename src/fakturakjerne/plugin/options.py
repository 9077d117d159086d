"""Options of a plugin: one frozen attrs class gives config keys, ``--set``, help and reference."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, TypeVar, get_type_hints

import attrs
from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.option_types import inner_of, literal, members_of, shape_of, type_text
from fakturakjerne.plugin.problems import shown, toml_text
from fakturakjerne.plugin.structure import CHOICES, HELP, fields_of, read_table
from fakturakjerne.plugin.template import Template
from fakturakjerne.plugin.values import AssignedText

__all__ = [
    "REQUIRED",
    "AssignedText",
    "OptionInfo",
    "Required",
    "describe",
    "dump",
    "option",
    "overlay",
    "parse_assignments",
    "structure",
]

T = TypeVar("T")

_KEY: Final = r'(?:"[^"]+"|[^."=\s]+)'
_ASSIGNMENT: Final = re.compile(rf"({_KEY}(?:\.{_KEY})*)=(.*)", re.DOTALL)


class Required(Enum):
    """The type of :data:`REQUIRED`."""

    REQUIRED = "required"

    def __repr__(self) -> str:
        """Show the name that one writes."""
        return self.name

    __str__ = __repr__


REQUIRED: Final = Required.REQUIRED
"""In place of a default: the option must be given."""


def option(
    *,
    nb: str,
    en: str,
    default: object = REQUIRED,
    choices: Sequence[str] | None = None,
    **settings: Any,
) -> Any:
    """Declare an option: a field of a frozen attrs class with help in both languages.

    Args:
        nb: the help in Norwegian bokmål.
        en: the help in English.
        default: its value where none is given.
        choices: the texts that it, its list's items or its table's values are limited to.
        settings: for ``attrs.field``: ``factory`` in place of the default, ``converter`` and
            ``validator``.  A converter whose parameter is annotated gets a value of that type,
            else the value as it was given.  What either raises (FakturakjerneError or ValueError)
            is reported with the option's path.

    Example:
        >>> @frozen(kw_only=True)
        ... class PaperOptions:
        ...     client: str = option(nb="Klienten.", en="The client.")
        ...     copies: int = option(nb="Antall.", en="How many.", default=1)
        >>> structure(PaperOptions, {"client": "XY"}, where="profiles.paper.options")
        PaperOptions(client='XY', copies=1)
        >>> structure(PaperOptions, {"copys": "2"}, where="profiles.paper.options")
        Traceback (most recent call last):
        fakturakjerne.errors.OptionsError: profiles.paper.options is wrong:
          profiles.paper.options.copys: unknown key; did you mean copies?
          profiles.paper.options.client: missing, and required: text
    """
    help_text = Text("option.help", nb=literal(nb), en=literal(en))
    if default is not REQUIRED:
        settings["default"] = default
    return attrs.field(metadata={HELP: help_text, CHOICES: tuple(choices or ())}, **settings)


def structure(options_type: type[T], values: Mapping[str, object], *, where: str) -> T:
    """Make a plugin's options of what a config file or a command line says.

    Args:
        options_type: the plugin's class.
        values: as TOML or JSON gives them; from :func:`parse_assignments` they are texts, which
            become what the option wants.
        where: the dotted path of the table, such as ``profiles.lg04.options``.

    Raises:
        OptionsError: naming everything that is wrong, each with its path, the value and what would
            be right; ``error.values["problems"]`` are the same as findings.
    """
    return read_table(
        options_type, values, path=where, title=where or "--set", error_type=OptionsError
    )


@frozen(kw_only=True)
class OptionInfo:
    """One option, as help and reference show it.

    Attributes:
        name: the key; dotted inside a table.
        type: what it may be, in words.
        default: as TOML would write it, empty for nothing, or REQUIRED.
        help: what it means.
        choices: the values that it is limited to; empty where it is not.
    """

    name: str
    type: Text
    default: str | Required
    help: Text
    choices: tuple[str, ...] = ()


def describe(options_type: type[Any]) -> tuple[OptionInfo, ...]:
    """Return the options of a class in the order of their declaration, tables flattened.

    Raises:
        TypeError: if an option has a type that is not supported; a mistake of the plugin.
    """
    return tuple(_described(options_type, "", default=None))


def _described(options_type: type[Any], prefix: str, *, default: object) -> Iterable[OptionInfo]:
    hints = get_type_hints(options_type)
    for key, field in fields_of(options_type).items():
        hint, choices = hints[field.name], field.metadata.get(CHOICES, ())
        value = _default_of(field) if default is None else getattr(default, field.name)
        inner = inner_of(hint) if shape_of(hint) == "optional" else hint
        if shape_of(inner, choices=choices) == "keys":
            nested = None if value is REQUIRED else value
            yield from _described(inner, f"{prefix}{key}.", default=nested)
            continue
        members = members_of(inner, choices=choices) or choices
        yield OptionInfo(
            name=f"{prefix}{key}",
            type=type_text(hint, choices=choices),
            default=value if value is REQUIRED else _readable(value),
            help=field.metadata.get(HELP, Text("option.help", nb="", en="")),
            choices=tuple(str(member) for member in members),
        )


def _default_of(field: "attrs.Attribute[Any]") -> Any:
    if field.default is attrs.NOTHING:
        return REQUIRED
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()


def _readable(value: object) -> str:
    return "" if value is None else toml_text(_plain(value))


def dump(options: object) -> dict[str, Any]:
    """Return options as JSON can hold them, for the ledger.

    Example:
        >>> @frozen
        ... class NameOptions:
        ...     name: Template = option(nb="Navn.", en="Name.", default=Template("{kind}.txt"))
        >>> dump(NameOptions())
        {'name': '{kind}.txt'}
    """
    return {
        key: _plain(getattr(options, field.name)) for key, field in fields_of(type(options)).items()
    }


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Template) or not attrs.has(type(value)):
        return str(value)
    return dump(value)


def parse_assignments(assignments: Iterable[str]) -> dict[str, Any]:
    """Read ``--set key=value`` into nested tables of texts.

    What a text becomes is for :func:`structure` to say, by the option's type: ``layout=5.3`` stays
    a text, ``final_newline=false`` becomes a bool; lists and tables are written as in TOML.

    Raises:
        OptionsError: for a text without ``=``, or a key that is set twice.

    Example:
        >>> parse_assignments(["layout=5.3", "attributes.att_1_id=A4"])
        {'layout': '5.3', 'attributes': {'att_1_id': 'A4'}}
    """
    tables: dict[str, Any] = {}
    for assignment in assignments:
        match = _ASSIGNMENT.fullmatch(assignment)
        if match is None:
            raise OptionsError(catalogue.ASSIGNMENT_FORM, value=shown(assignment))
        *parents, last = (key.strip('"') for key in re.findall(_KEY, match[1]))
        table: Any = tables
        for key in parents:
            table = table.setdefault(key, {}) if isinstance(table, dict) else table
        if not isinstance(table, dict) or last in table:
            raise OptionsError(
                catalogue.ASSIGNMENT_TWICE, value=shown(assignment), key=mask(match[1])
            )
        table[last] = AssignedText(match[2])
    return tables


def overlay(values: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Lay assignments over what a profile says, table by table.

    Example:
        >>> overlay({"client": "XY", "attributes": {"a": "1"}}, {"attributes": {"b": "2"}})
        {'client': 'XY', 'attributes': {'a': '1', 'b': '2'}}
    """
    result = dict(values)
    for key, change in changes.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(change, Mapping)
        result[key] = overlay(old, change) if both else change  # type: ignore[arg-type]  # both says so
    return result
