"""The consumer register ``consumers-csv``: a list that a provider hands out, as CSV."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.errors import ConfigError, OutsideError
from fakturakjerne.plugin.consumer_register import ConsumerAnswer, ConsumerQuery
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option

_YES: Final = frozenset({"", "1", "true", "ja", "yes", "j", "y"})
_LARGEST: Final = 1 << 28


@frozen(kw_only=True)
class CsvConsumerOptions:
    """Where the list lies, and how to read it.

    Example:
        >>> CsvConsumerOptions(path=Path("consumers.csv")).key
        'number'
    """

    path: Path = option(nb="Filen med listen.", en="The file with the list.")
    encoding: str = option(
        nb="Tegnsettet som filen er lagret med.",
        en="The encoding that the file is saved in.",
        default="utf-8",
        choices=("utf-8", "cp1252"),
    )
    key: str = option(
        nb="Kolonnen med det kunden kjennes igjen på: kundenummer, referanse, id eller e-post.",
        en="The column that tells the customer: customer number, reference, id or e-mail.",
        default="number",
    )
    key_is: str = option(
        nb="Hva den kolonnen inneholder.",
        en="What that column holds.",
        default="number",
        choices=("number", "reference", "id", "email"),
    )
    identifier: str = option(
        nb="Kolonnen med det eFaktura adresseres til; tom: den referansen vi har.",
        en="The column with what eFaktura is addressed to; empty: the reference that we have.",
        default="",
    )
    accepts: str = option(
        nb="Kolonnen som sier om kunden tar imot (ja/nei); tom: alle i listen gjør det.",
        en="The column that says whether the customer accepts (yes/no); empty: all listed do.",
        default="",
    )


@frozen
class CsvConsumers:
    """A list that was read; made by :class:`CsvConsumerRegister`."""

    _options: CsvConsumerOptions
    _rows: Mapping[str, Mapping[str, str]] = field(repr=False)

    def lookup(self, queries: Sequence[ConsumerQuery]) -> Sequence[ConsumerAnswer]:
        """Return the answers that stand in the list."""
        found = ((query, self._rows.get(self._key(query))) for query in queries)
        return tuple(self._answer(query, row) for query, row in found if row is not None)

    def _key(self, query: ConsumerQuery) -> str:
        keys = {
            "number": query.key,
            "reference": query.reference,
            "id": query.id.text if query.id is not None else "",
            "email": query.email.casefold(),
        }
        return keys[self._options.key_is]

    def _answer(self, query: ConsumerQuery, row: Mapping[str, str]) -> ConsumerAnswer:
        written = row[self._options.accepts] if self._options.accepts else ""
        return ConsumerAnswer(
            key=query.key,
            identifier=row[self._options.identifier] if self._options.identifier else "",
            accepts=written.casefold() in _YES,
            reason="" if written.casefold() in _YES else f"{self._options.accepts}: {written}",
        )


class CsvConsumerRegister:
    """Reads a provider's list of consumers; delimiter ``;`` or ``,``, the first line has names.

    Example:
        >>> CsvConsumerRegister().info.name
        'consumers-csv'
    """

    info = PluginInfo(
        name="consumers-csv",
        title=Text("consumers-csv", nb="Liste over forbrukere, CSV", en="List of consumers, CSV"),
        item_type=ConsumerAnswer,
        media_type="text/csv",
        encoding="utf-8",
    )
    options_type = CsvConsumerOptions

    @contextmanager
    def open(self, options: CsvConsumerOptions) -> Iterator[CsvConsumers]:
        """Read the list.

        Raises:
            OutsideError: if it cannot be read.
            ConfigError: if it is no CSV in that encoding, or a column that the options name is
                missing.
        """
        rows = _rows(options)
        fold = str.casefold if options.key_is == "email" else str
        yield CsvConsumers(
            options, {fold(row[options.key]): row for row in rows if row[options.key]}
        )


def _rows(options: CsvConsumerOptions) -> list[dict[str, str]]:
    try:
        with options.path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(
            catalogue.INPUT_UNREADABLE, path=str(options.path), reason=reason
        ) from error
    try:
        text = content.decode(options.encoding).removeprefix("\ufeff")
        lines = text.splitlines(keepends=True)
        first = lines[0] if lines else ""
        delimiter = ";" if first.count(";") >= first.count(",") else ","
        reader = csv.DictReader(lines, delimiter=delimiter, strict=True, restval="")
        names = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = names
        rows = [{name: (row[name] or "").strip() for name in names} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(
            catalogue.CONSUMERS_UNREADABLE, path=str(options.path), encoding=options.encoding
        ) from error
    for name in (options.key, options.identifier, options.accepts):
        if name and name not in names:
            raise ConfigError(
                catalogue.CONSUMERS_COLUMN,
                path=str(options.path),
                column=name,
                known=", ".join(names) or "-",
            )
    return rows
