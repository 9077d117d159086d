"""A whole file with one JSON array: its elements, objects as tuples of pairs."""

import json
from collections.abc import Iterable
from typing import Any, Final

from fakturakjerne import catalogue
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.json_leases import json_decoder
from fakturakjerne.interchange.lines import UTF8_BOM, not_decodable

_MOST_MEBIBYTES: Final = 512


def whole(chunks: Iterable[bytes]) -> bytes:
    """Return a file's bytes, without a byte order mark.

    Raises:
        InvalidValueError: if they are too many, or none.
    """
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > _MOST_MEBIBYTES << 20:
            raise InvalidValueError(catalogue.INPUT_SIZE, limit=_MOST_MEBIBYTES)
    if not content.strip():
        raise InvalidValueError(catalogue.INPUT_EMPTY)
    return bytes(content).removeprefix(UTF8_BOM)


def text_of(content: bytes, encoding: str = "utf-8") -> str:
    """Return the text of a file.

    Raises:
        InvalidValueError: if a byte is none of the encoding.
    """
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise not_decodable(error, encoding=encoding) from None


def elements(text: str) -> list[Any]:
    """Return the elements of a JSON array; one object counts as an array of it.

    Raises:
        InvalidValueError: if it is no JSON, or something else.

    Example:
        >>> elements('[{"number": "1001"}]')
        [(('number', '1001'),)]
    """
    try:
        value = json_decoder().decode(text)
    except RecursionError:
        raise InvalidValueError(catalogue.INPUT_DEPTH) from None
    except json.JSONDecodeError as error:
        raise InvalidValueError(
            catalogue.INPUT_JSON, line=error.lineno, column=error.colno
        ) from None
    found = [value] if isinstance(value, tuple) else value
    if not isinstance(found, list):
        raise InvalidValueError(
            catalogue.INPUT_FORMAT,
            format_nb="en JSON-liste",
            format_en="a JSON array",
            hint_nb="den skal begynne slik: [{",
            hint_en="it must begin with [{",
        )
    return found
