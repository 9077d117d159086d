"""What an option may be, told to people in both languages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import attrs

from fakturakjerne.catalogue import Text
from fakturakjerne.plugin.template import Template

_SIMPLE: Final[Mapping[Any, Text]] = {
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


def optional_inner(option_type: Any) -> Any | None:
    """Return X of ``X | None``, or None where the type is no such union."""
    if get_origin(option_type) not in (Union, UnionType):
        return None
    members = [member for member in get_args(option_type) if member is not NoneType]
    return members[0] if len(members) == 1 else None


def type_text(option_type: Any, *, choices: Sequence[str] = ()) -> Text:
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
    inner = optional_inner(option_type)
    if inner is not None:
        text = type_text(inner, choices=choices)
        return Text("type.optional", nb=text.nb, en=text.en)
    origin, arguments = get_origin(option_type), get_args(option_type)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...] has two
        text = type_text(arguments[0], choices=choices)
        return Text("type.list", nb=f"liste av {text.nb}", en=f"list of {text.en}")
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        text = type_text(arguments[1], choices=choices)
        return Text("type.table", nb=f"tabell av {text.nb}", en=f"table of {text.en}")
    if members := members_of(option_type, choices=choices):
        listed = literal(", ".join(str(member) for member in members))
        return Text("type.choice", nb=f"én av {listed}", en=f"one of {listed}")
    if attrs.has(option_type):
        return Text("type.keys", nb="tabell", en="table")
    if option_type in _SIMPLE:
        return _SIMPLE[option_type]
    raise TypeError(f"an option cannot be of type {option_type!r}")


def literal(text: str) -> str:
    """Escape braces, so that a Text renders them as they are."""
    return text.replace("{", "{{").replace("}", "}}")


def members_of(option_type: Any, *, choices: Sequence[str] = ()) -> tuple[object, ...]:
    """Return the values that a Literal, an Enum or choices allow; empty where any value goes."""
    if get_origin(option_type) is Literal:
        return get_args(option_type)
    if isinstance(option_type, type) and issubclass(option_type, Enum):
        return tuple(member.value for member in option_type)
    return tuple(choices) if option_type is str else ()
