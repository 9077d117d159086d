"""Leases in JSON Lines and in one JSON array."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.kinds import JsonFloat, JsonInteger
from fakturakjerne.interchange.lines import (
    UTF8_BOM,
    NumberedLine,
    not_decodable,
    numbered_lines,
)
from fakturakjerne.interchange.options import JsonOptions, LeaseFileOptions
from fakturakjerne.interchange.structuring import Structurer, refused
from fakturakjerne.plugin.interface import PluginInfo

_LOOKED_AT: Final = 20
_HEAD: Final = 4096
_BLANK: Final = " \t\r\n"
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n]*")
_Decode = Callable[[str, int], tuple[Any, int]]


class JsonLinesLeases:
    r"""Reads JSON Lines: one lease a line, in constant memory.

    Example:
        >>> line = (
        ...     b'{"id": "9001", "customer": {"kind": "external", "id": "311111116"},'
        ...     b' "start": "2026-02-02T18:00", "end": "2026-02-02T20:00",'
        ...     b' "charges": [{"text": "Hall A", "net": "800.00"}]}\n'
        ... )
        >>> [read] = JsonLinesLeases().read([line], LeaseFileOptions(name="leases.jsonl"))
        >>> read.item.net, read.item.origin
        (80000, 'leases.jsonl:1')
    """

    info = PluginInfo(
        name="leases-jsonl",
        title=Text("leases-jsonl", nb="Leieforhold, JSON Lines", en="Leases, JSON Lines"),
        item_type=Lease,
        media_type="application/jsonl",
        encoding="utf-8",
    )
    options_type = LeaseFileOptions

    def recognize(self, head: bytes, *, name: str) -> bool:
        """Whether the name ends in ``.jsonl``, or, without any suffix, the bytes look like it."""
        if "." in name:
            return name.lower().endswith(".jsonl")
        return _start_of(head).startswith(b"{")

    def read(self, chunks: Iterable[bytes], options: LeaseFileOptions) -> Iterator[Read[Lease]]:
        """Yield what each line became; blank lines are skipped."""
        name = options.shown_name
        lines = (line for line in numbered_lines(chunks) if line.raw is None or line.raw.strip())
        head = list(islice(lines, _LOOKED_AT))
        if not head:
            yield refused(name, InvalidValueError(catalogue.INPUT_EMPTY))
            return
        if _is_something_else(head):
            yield refused(f"{name}:{head[0].number}", not_json_lines())
            return
        structurer = Structurer(test_identities=options.test_identities)
        decode = json_decoder().raw_decode
        for line in chain(head, lines):
            where = f"{name}:{line.number}"
            try:
                text = line.decoded(options.encoding).strip(_BLANK)
                document = _one_value(decode, text, number=line.number)
            except InvalidValueError as reason:
                yield refused(where, reason)
            else:
                yield structurer.read(document, where=where, root="$")


class JsonLeases:
    """Reads one JSON array of leases, which is held in memory while it is read.

    Example:
        >>> [read] = JsonLeases().read([b"[4]"], JsonOptions(name="leases.json"))
        >>> read.findings[0].path, read.findings[0].message
        ('leases.json:1 $[0]', '4: this must be an object: {...}')
    """

    info = PluginInfo(
        name="leases-json",
        title=Text("leases-json", nb="Leieforhold, JSON-liste", en="Leases, JSON array"),
        item_type=Lease,
        media_type="application/json",
        encoding="utf-8",
    )
    options_type = JsonOptions

    def recognize(self, head: bytes, *, name: str) -> bool:
        """Whether the name ends in ``.json``, or, without any suffix, the bytes look like it."""
        if "." in name:
            return name.lower().endswith(".json")
        return _start_of(head).startswith(b"[")

    def read(self, chunks: Iterable[bytes], options: JsonOptions) -> Iterator[Read[Lease]]:
        """Yield what each element became; an empty array yields nothing."""
        name = options.shown_name
        try:
            array = _JsonArray(_whole_text(chunks, options))
        except InvalidValueError as reason:
            yield refused(name, reason)
            return
        structurer = Structurer(test_identities=options.test_identities)
        try:
            for number, document in enumerate(array.elements()):
                where = f"{name}:{array.line}"
                yield structurer.read(document, where=where, root=f"$[{number}]")
        except InvalidValueError as reason:
            yield refused(f"{name}:{reason.values.get('line', array.line)}", reason)


def _whole_text(chunks: Iterable[bytes], options: JsonOptions) -> str:
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > options.max_mebibytes * 2**20:
            raise InvalidValueError(catalogue.INPUT_SIZE, limit=options.max_mebibytes)
    raw = bytes(whole).removeprefix(UTF8_BOM)
    if not raw.strip():
        raise InvalidValueError(catalogue.INPUT_EMPTY)
    if b"\0" in raw[:_HEAD] or not raw.lstrip().startswith(b"["):
        raise _not_json_array()
    try:
        return raw.decode(options.encoding)
    except UnicodeDecodeError as error:
        raise not_decodable(error, encoding=options.encoding) from None


def json_decoder() -> json.JSONDecoder:
    """Return a decoder that loses nothing: objects as pairs, numbers as they were written."""
    return json.JSONDecoder(
        object_pairs_hook=tuple,
        parse_int=JsonInteger,
        parse_float=JsonFloat,
        parse_constant=JsonFloat,
    )


def not_json_lines() -> InvalidValueError:
    """Return what to say of a file that is something else than JSON Lines."""
    return InvalidValueError(
        catalogue.INPUT_FORMAT,
        format_nb="JSON Lines",
        format_en="JSON Lines",
        hint_nb='hver linje skal være ett leieforhold, slik: {"id": "9001", ...}',
        hint_en='each line must be one lease, such as {"id": "9001", ...}',
    )


def _not_json_array() -> InvalidValueError:
    return InvalidValueError(
        catalogue.INPUT_FORMAT,
        format_nb="en JSON-liste",
        format_en="a JSON array",
        hint_nb='den skal begynne slik: [{"id": "9001", ... (ett leieforhold på hver linje er '
        "JSON Lines, .jsonl)",
        hint_en='it must begin with [{"id": "9001", ... (one lease a line is JSON Lines, .jsonl)',
    )


def _is_something_else(head: Sequence[NumberedLine]) -> bool:
    """Whether the first lines are those of another format, not of JSON Lines with mistakes."""
    first = head[0].raw or b""
    if b"\0" in first:
        return True
    if any(_looks_like_object(line.raw or b"") for line in head):
        return False
    return len(head) == _LOOKED_AT or not first.lstrip().startswith(b"{")


def _looks_like_object(raw: bytes) -> bool:
    line = raw.strip()
    return line.startswith(b"{") and line.endswith(b"}")


def _one_value(decode: _Decode, text: str, *, number: int) -> object:
    """Return the one JSON value of a line."""
    value, end = _value_at(decode, text, 0, line=number)
    if end != len(text):
        raise InvalidValueError(catalogue.INPUT_JSON, line=number, column=end + 1)
    return value


def _value_at(decode: _Decode, text: str, position: int, *, line: int) -> tuple[object, int]:
    """Return the JSON value at a position and where it ends; ``line`` is that of the position."""
    try:
        return decode(text, position)
    except RecursionError:
        raise InvalidValueError(catalogue.INPUT_DEPTH) from None
    except json.JSONDecodeError as error:
        raise InvalidValueError(
            catalogue.INPUT_JSON,
            line=line + text.count("\n", position, error.pos),
            column=error.pos - text.rfind("\n", 0, error.pos),
        ) from None


class _JsonArray:
    """One reading of a JSON array, element by element."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json_decoder().raw_decode
        self._position = 0
        self.line = 1

    def elements(self) -> Iterator[object]:
        """Yield the elements; ``line`` is where the current one begins.

        Raises:
            InvalidValueError: where it is no JSON array any more.
        """
        if self._next_mark() != "[":
            raise _not_json_array()
        self._advance(self._position + 1)
        mark = self._next_mark()
        while mark != "]":
            value, end = _value_at(self._decode, self._text, self._position, line=self.line)
            yield value
            self._advance(end)
            mark = self._next_mark()
            if mark == ",":
                self._advance(self._position + 1)
                self._next_mark()
            elif mark != "]":
                raise self._broken()
        self._advance(self._position + 1)
        if self._next_mark():
            raise self._broken()

    def _next_mark(self) -> str:
        """Skip white space and return the character after it, or nothing at the end."""
        blank = _WHITE_SPACE.match(self._text, self._position)
        self._advance(blank.end() if blank else self._position)
        return self._text[self._position : self._position + 1]

    def _advance(self, position: int) -> None:
        self.line += self._text.count("\n", self._position, position)
        self._position = position

    def _broken(self) -> InvalidValueError:
        column = self._position - self._text.rfind("\n", 0, self._position)
        return InvalidValueError(catalogue.INPUT_JSON, line=self.line, column=column)


def _start_of(head: bytes) -> bytes:
    return head.removeprefix(UTF8_BOM).lstrip()
