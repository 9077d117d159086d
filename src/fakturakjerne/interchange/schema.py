"""The JSON Schema of a lease, generated from the shape that the readers use."""

from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs

from fakturakjerne.interchange import shape

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NULL: Final[dict[str, Any]] = {"type": "null"}


def _having(*keys: str) -> dict[str, Any]:
    """Return the schema of an object that has these keys, and more in them than ``null``."""
    return {"required": [*keys], "properties": {key: {"not": _NULL} for key in keys}}


_ALTERNATIVES: Final[dict[type, dict[str, Any]]] = {
    shape.CustomerShape: {"not": _having("address", "addresses")},
    shape.ChargeShape: {"anyOf": [_having("net"), _having("unit_price")]},
}


def lease_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one lease: a line of JSON Lines, or an array's element.

    It says all that such a schema can say.  Beyond it, the readers refuse a key that stands twice,
    an end before the start and a number that was written with a point but is whole (``400.0``).

    Example:
        >>> sorted(lease_schema()["required"])
        ['customer', 'end', 'id', 'start']
    """
    return {"$schema": _DIALECT, "title": "Lease", **_object(shape.LeaseShape)}


def _object(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    attributes = attrs.fields(cls)
    about = (cls.__doc__ or "").split("\n", 1)[0]
    return {
        "description": about,
        "type": "object",
        "properties": {
            attribute.name: _described(attribute, _member(attribute, hints[attribute.name]))
            for attribute in attributes
        },
        "required": [a.name for a in attributes if a.default is attrs.NOTHING],
        "additionalProperties": False,
        **_ALTERNATIVES.get(cls, {}),
    }


def _member(attribute: "attrs.Attribute[Any]", hint: Any) -> dict[str, Any]:
    """Return the schema of a value; ``null`` is as good as absent where that is allowed."""
    schema = _value(hint)
    return schema if attribute.default is attrs.NOTHING else {"anyOf": [schema, _NULL]}


def _described(attribute: "attrs.Attribute[Any]", schema: dict[str, Any]) -> dict[str, Any]:
    about = attribute.metadata.get("about")
    return {**schema, "description": about} if about else schema


def _value(hint: Any) -> dict[str, Any]:
    if attrs.has(hint):
        return _object(hint)
    if hasattr(hint, "__metadata__"):
        schema: dict[str, Any] = hint.__metadata__[0].schema()
        return schema
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(arguments[0])}
    if get_origin(hint) is dict:
        return {
            "type": "object",
            "propertyNames": _value(arguments[0]),
            "additionalProperties": {"anyOf": [_value(arguments[1]), _NULL]},
        }
    return _value(arguments[0])
