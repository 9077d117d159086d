"""What is wrong with a table, all of it, each with its path."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from attrs import define, field

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language, Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import ConfigError

_BARE_KEY: Final = re.compile(r"[\w-]+")
_SHOWN: Final = 80
_FOUR_DIGITS: Final = 0xFFFF


@define
class Problems:
    """Collects problems, and becomes one error.

    Example:
        >>> problems = Problems()
        >>> problems.add("series.external", catalogue.OPTION_UNKNOWN, known="default")
        >>> print(problems.error(ConfigError, title="config.toml"))
        config.toml is wrong:
          series.external: unknown key; known are: default
    """

    found: list[Finding] = field(factory=list)

    def add(self, path: str, text: Text, **values: object) -> None:
        """Note what is wrong at a dotted path."""
        self.found.append(Finding(severity=Severity.ERROR, text=text, path=path, values=values))

    def error(self, error_type: type[ConfigError], *, title: str) -> ConfigError:
        """Return an error of a line a problem; its ``values["problems"]`` are the findings."""
        return error_type(
            catalogue.OPTIONS_INVALID,
            where=title,
            problems_nb=self._lines("nb"),
            problems_en=self._lines("en"),
            problems=tuple(self.found),
        )

    def _lines(self, language: Language) -> str:
        return "\n".join(
            "  " + (f"{at.path}: " if at.path else "") + at.in_language(language)
            for at in self.found
        )


def joined(path: str, key: str) -> str:
    """Append a key to a dotted path, in quotes where TOML wants them, masked where personal.

    Example:
        >>> joined("options.line_dimensions", "vår ref")
        'options.line_dimensions."vår ref"'
    """
    known = mask(key[:_SHOWN])
    step = known if _BARE_KEY.fullmatch(known) else _quoted(known)
    return f"{path}.{step}" if path else step


def shown(value: object) -> str:
    """Return a value as an error may show it: short, personal numbers masked.

    Example:
        >>> shown("15819010029"), shown(True)
        ('"15*********"', 'true')
    """
    if isinstance(value, str):
        text = mask(value)
        return _quoted(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
    text = mask(toml_text(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def toml_text(value: object) -> str:
    """Write a value the way TOML does.

    Example:
        >>> toml_text({"a": ["x", 1, False]})
        '{ a = ["x", 1, false] }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal) or isinstance(value, float):  # noqa: SIM101 - a float stands alone where it is refused
        return str(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{joined('', key)} = {toml_text(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_text(item) for item in value)}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    readable = "".join(each if each.isprintable() else _escaped(each) for each in escaped)
    return f'"{readable}"'


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= _FOUR_DIGITS else f"\\U{number:08x}"
