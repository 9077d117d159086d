"""What a schema expects, in words: read out of the sentences of libxml2, which lxml passes on."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_TYPE: Final = re.compile(r"is not a valid value of the .*type(?: '(?P<type>[^']*)')?\.?$")
_FACET: Final = re.compile(r"\[facet '(?P<facet>\w+)'\]")
_PATTERN: Final = re.compile(r"is not accepted by the pattern '(?P<limit>.*)'\.$", re.DOTALL)
_SET: Final = re.compile(r"is not an element of the set \{(?P<limit>.*)\}\.$", re.DOTALL)
_LAST: Final = re.compile(r"'(?P<limit>[^']*)'\)?\.$")
_EXPECTED: Final = re.compile(r"Expected is (?:one of )?\( (?P<names>.*) \)\.")
_NAMESPACE: Final = re.compile(r"\{[^}]*\}")
_SHOWN: Final = 200


class Expected(NamedTuple):
    """What would be right, in both languages."""

    nb: str
    en: str


_NUMBER: Final = Expected("et desimaltall, slik: 1234.5", "a decimal number, such as 1234.5")
_WHOLE: Final = Expected("et heltall", "a whole number")
_TYPES: Final[Mapping[str, Expected]] = {
    "decimal": _NUMBER,
    **dict.fromkeys(("integer", "int", "long", "short", "byte"), _WHOLE),
    **dict.fromkeys(
        ("nonNegativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
        Expected("et heltall fra 0 og oppover", "a whole number from 0 upwards"),
    ),
    "positiveInteger": Expected("et heltall fra 1 og oppover", "a whole number from 1 upwards"),
    "date": Expected("en dato, slik: 2026-03-02", "a date, such as 2026-03-02"),
    "dateTime": Expected(
        "dato og klokkeslett, slik: 2026-03-02T18:00:00",
        "date and time, such as 2026-03-02T18:00:00",
    ),
    "boolean": Expected("true eller false", "true or false"),
}
_FACETS: Final[Mapping[str, Expected]] = {
    "pattern": Expected("noe som passer i mønsteret {}", "something that matches the pattern {}"),
    "enumeration": Expected("en av {}", "one of {}"),
    "length": Expected("akkurat {} tegn", "exactly {} characters"),
    "minLength": Expected("minst {} tegn", "at least {} characters"),
    "maxLength": Expected("høyst {} tegn", "at most {} characters"),
    "minInclusive": Expected("{} eller mer", "{} or more"),
    "maxInclusive": Expected("{} eller mindre", "{} or less"),
    "minExclusive": Expected("mer enn {}", "more than {}"),
    "maxExclusive": Expected("mindre enn {}", "less than {}"),
    "totalDigits": Expected("høyst {} sifre", "at most {} digits"),
    "fractionDigits": Expected(
        "høyst {} sifre etter punktumet", "at most {} digits after the point"
    ),
}


def expected_value(kind: str, message: str) -> Expected | None:
    """Return what a value should be; None where the message is not about a value.

    Args:
        kind: libxml2's name of the rule.
        message: its sentence.

    Example:
        >>> expected_value("SCHEMAV_CVC_MAXLENGTH_VALID", "Element 'c': [facet 'maxLength'] The "
        ... "value has a length of '5'; this exceeds the allowed maximum length of '4'.").en
        'at most 4 characters'
    """
    facet = _FACET.search(message)
    if facet is not None:
        return _facet(facet["facet"], message)
    if not kind.startswith("SCHEMAV_CVC_DATATYPE_VALID"):
        return None
    match = _TYPE.search(message)
    name = (match["type"] if match else None) or ""
    known = _TYPES.get(name.removeprefix("xs:"))
    return known or Expected(*_of_type(_NAMESPACE.sub("", name)))


def expected_children(message: str) -> Expected:
    """Return which elements should stand where another does, or none does.

    Example:
        >>> expected_children("Element 'b': This element is not expected. Expected is ( a ).").nb
        'a'
    """
    match = _EXPECTED.search(message)
    if match is None:
        return Expected("ingenting mer", "nothing more")
    names = _NAMESPACE.sub("", match["names"])[:_SHOWN].split(", ")
    return Expected(" eller ".join(names), " or ".join(names))


def _facet(name: str, message: str) -> Expected:
    form = {"pattern": _PATTERN, "enumeration": _SET}.get(name, _LAST)
    match = form.search(message)
    words = _FACETS.get(name)
    if match is None or words is None:
        return Expected(f"noe annet ({name})", f"something else ({name})")
    limit = match["limit"][:_SHOWN]
    return Expected(words.nb.replace("{}", limit), words.en.replace("{}", limit))


def _of_type(name: str) -> tuple[str, str]:
    if not name:
        return "en annen verdi", "another value"
    return f"en verdi av typen {name}", f"a value of the type {name}"
