"""The JSON Schema of a lease, generated from the shape that the readers use."""

from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs

from fakturakjerne.interchange import shape

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ALTERNATIVES: Final[dict[type, dict[str, Any]]] = {
    shape.CustomerShape: {"not": {"required": ["address", "addresses"]}},
    shape.ChargeShape: {"anyOf": [{"required": ["net"]}, {"required": ["unit_price"]}]},
}


def lease_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one lease: a line of JSON Lines, or an array's element.

    It says all that such a schema can say.  Beyond it, the readers refuse a key that stands twice,
    an end before the start and a number that was written with a point but is whole (``400.0``);
    and they take ``null``, which the schema does not know, as absent.

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
            attribute.name: _described(attribute, _value(hints[attribute.name]))
            for attribute in attributes
        },
        "required": [a.name for a in attributes if a.default is attrs.NOTHING],
        "additionalProperties": False,
        **_ALTERNATIVES.get(cls, {}),
    }


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
            "additionalProperties": _value(arguments[1]),
        }
    return _value(arguments[0])
