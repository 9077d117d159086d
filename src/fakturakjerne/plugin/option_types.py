"""What an option may be: the shapes of its type, and how people are told."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin

import attrs

from fakturakjerne.catalogue import Text
from fakturakjerne.plugin.template import Template

Annotation: TypeAlias = Any
"""What stands after the colon of a field: a class, or a form such as ``tuple[str, ...]``."""

Shape = Literal["simple", "choice", "list", "table", "keys", "optional"]
"""A single value, one of several, ``tuple[X, ...]``, ``Mapping[str, X]``, an attrs class, or
``X | None``."""

_SIMPLE: Final[Mapping[Annotation, Text]] = {
    str: Text("type.text", nb="tekst", en="text"),
    bool: Text("type.bool", nb="true eller false", en="true or false"),
    int: Text("type.integer", nb="heltall", en="whole number"),
    Decimal: Text(
        "type.decimal", nb='desimaltall, slik: "12.50"', en='decimal number, such as "12.50"'
    ),
    Template: Text(
        "type.template",
        nb="mal med today, sequence, kind, batch i krøllparenteser",
        en="template with today, sequence, kind, batch in braces",
    ),
    Path: Text("type.path", nb="filsti", en="path"),
    object: Text("type.any", nb="hva som helst", en="anything"),
}
_TABLE: Final = Text("type.keys", nb="tabell", en="table")


def shape_of(option_type: Annotation, *, choices: Sequence[str] = ()) -> Shape:
    """Tell the shape of an option's type.

    Raises:
        TypeError: if options of that type are not supported; a mistake of the plugin.

    Example:
        >>> shape_of(Mapping[str, str]), shape_of(str | None), shape_of(str, choices=("a", "b"))
        ('table', 'optional', 'choice')
    """
    origin: Annotation = get_origin(option_type)  # mypy knows of no special forms here
    arguments = get_args(option_type)
    form: Shape | None = None
    if origin in (Union, UnionType):
        form = "optional" if NoneType in arguments and len(arguments) == len("XN") else None
    elif origin is tuple:
        form = "list" if arguments[-1:] == (Ellipsis,) else None
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        form = "table"
    elif members_of(option_type, choices=choices):
        form = "choice"
    elif option_type in _SIMPLE:
        form = "simple"
    elif attrs.has(option_type):
        form = "keys"
    if form is None:
        raise TypeError(f"an option cannot be of type {option_type!r}")
    return form


def inner_of(option_type: Annotation) -> Annotation:
    """Return what is in a list, the values of a table, or the X of ``X | None``; else itself.

    Example:
        >>> inner_of(Mapping[str, int]), inner_of(tuple[str, ...]), inner_of(bool | None)
        (<class 'int'>, <class 'str'>, <class 'bool'>)
    """
    inside = [each for each in get_args(option_type) if each not in (NoneType, Ellipsis)]
    return inside[-1] if inside else option_type


def type_text(option_type: Annotation, *, choices: Sequence[str] = ()) -> Text:
    """Say in words what an option may be.

    Args:
        option_type: the annotation of its field.
        choices: the texts that it is limited to, where it is.

    Raises:
        TypeError: if options of that type are not supported; a mistake of the plugin.

    Example:
        >>> type_text(Mapping[str, tuple[str, ...]]).en
        'table of list of text'
    """
    shape = shape_of(option_type, choices=choices)
    if shape == "simple":
        return _SIMPLE[option_type]
    if shape == "keys":
        return _TABLE
    if shape == "choice":
        members = members_of(option_type, choices=choices)
        listed = literal(", ".join(str(member) for member in members))
        return Text("type.choice", nb=f"én av {listed}", en=f"one of {listed}")
    inner = type_text(inner_of(option_type), choices=choices)
    if shape == "list":
        return Text("type.list", nb=f"liste av {inner.nb}", en=f"list of {inner.en}")
    if shape == "table":
        return Text("type.table", nb=f"tabell av {inner.nb}", en=f"table of {inner.en}")
    return inner


def members_of(option_type: Annotation, *, choices: Sequence[str] = ()) -> tuple[object, ...]:
    """Return the values that a Literal, an Enum or choices allow; empty where any value goes."""
    origin: Annotation = get_origin(option_type)  # as above
    if origin is Literal:
        return get_args(option_type)
    if isinstance(option_type, type) and issubclass(option_type, Enum):
        return tuple(member.value for member in option_type)
    return tuple(choices) if option_type is str else ()


def literal(text: str) -> str:
    """Escape braces, so that a Text renders them as they are."""
    return text.replace("{", "{{").replace("}", "}}")
