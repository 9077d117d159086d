"""Text to bytes: what to do with a character that the encoding of a document does not have."""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from fakturakjerne.catalogue import ENCODING_UNUSABLE
from fakturakjerne.errors import EncodingError

# All that must be told apart from plain text: C0 and C1 controls, line and paragraph separators.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINE_BREAK: Final = re.compile("\r\n|[\r\n\t\x85\u2028\u2029]")
_ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))

_SUBSTITUTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "–": "-",
        "—": "-",
        "―": "-",
        "−": "-",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "€": "EUR",
        "•": "-",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ħ": "h",
        "Ħ": "H",
        "ŧ": "t",
        "Ŧ": "T",
        "ŋ": "n",
        "Ŋ": "N",
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ß": "ss",
        "ẞ": "SS",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
    }
)
"""Used only where the encoding lacks the character itself."""


@frozen
class Encoded:
    """A text as bytes.

    Attributes:
        data: the bytes, without any padding.
        replaced: the characters that stand there as something else, each once, in order.  Line
            breaks and tabs, which become spaces, are not among them.
    """

    data: bytes
    replaced: tuple[str, ...] = ()


@frozen
class Charset:
    r"""An encoding, and how to write what it lacks.

    In order: control characters become a space; dashes, quotes and the euro sign their plain
    spelling; letters their base letter (``ł`` to ``l``, ``č`` to ``c``); all else ``?``.

    Attributes:
        encoding: a name that Python knows; printable ASCII must be itself in it.

    Raises:
        EncodingError: if Python has no such encoding, or it is no superset of ASCII.

    Example:
        >>> latin = Charset("iso-8859-1")
        >>> latin.encode("Møte – 5 €")
        Encoded(data=b'M\xf8te - 5 EUR', replaced=('–', '€'))
    """

    encoding: str = field()

    @encoding.validator
    def _check(self, _attribute: object, encoding: str) -> None:
        try:
            codecs.lookup(encoding)
            usable = _ASCII.encode(encoding) == _ASCII.encode("ascii")
        except (LookupError, ValueError):
            usable = False
        if not usable:
            raise EncodingError(ENCODING_UNUSABLE, encoding=repr(encoding))

    def encode(self, text: str) -> Encoded:
        """Return the text as bytes, and what had to be replaced for it."""
        if not _CONTROL.search(text):
            try:
                return Encoded(text.encode(self.encoding))
            except UnicodeEncodeError:
                pass  # the slow path below says which characters
        replaced: dict[str, None] = {}
        written: list[str] = []
        for character in unicodedata.normalize("NFC", _LINE_BREAK.sub(" ", text)):
            substitute = self._substitute(character)
            if substitute != character:
                replaced[character] = None
            written.append(substitute)
        return Encoded("".join(written).encode(self.encoding), tuple(replaced))

    def cut(self, data: bytes, width: int) -> bytes:
        """Return at most so many bytes, and no half character.

        Example:
            >>> Charset("utf-8").cut("blåbær".encode(), 3)
            b'bl'
        """
        kept = data[:width].decode(self.encoding, "ignore")
        while len(encoded := kept.encode(self.encoding)) > width:
            kept = kept[:-1]  # a stateful encoding needs room to shift back
        return encoded

    def _has(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _substitute(self, character: str) -> str:
        if _CONTROL.match(character):
            return " "
        if self._has(character):
            return character
        return next(filter(self._has, _candidates(character)), "?")


def _candidates(character: str) -> Iterator[str]:
    if character in _SUBSTITUTES:
        yield _SUBSTITUTES[character]
    if unicodedata.category(character) in {"Mn", "Cf"}:
        yield ""  # a mark on the character before, or a joiner: nothing to see by itself
    apart = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in apart if not unicodedata.combining(part))
    if letters != character:
        yield letters
