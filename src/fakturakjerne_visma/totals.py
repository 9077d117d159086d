"""Control totals from the bytes of a flat file; it shares the layout with the writer, no more."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne.plugin.cells import REMEMBERED, show
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.layouts import EXTENDED_MARK, RecordKind, layout_of
from fakturakjerne_visma.options import VismaOptions

_LONGEST: Final = 20_000
_TEXTS_AT_ONCE: Final = 9
_MOST: Final = 99
_SHOWN: Final = 40
_DIGITS: Final = "0-9"
_TWO_DIGITS: Final = tuple(b"%02d" % number for number in range(100))
_KEY: Final = ("kundenr", "oppdrgnr", "varenr", "lopenr")
_SIGNS: Final = (b" ", b"-")

# PRIS, GRUNNLAG and BELØP stand side by side, in both formats.
_PRICE, _PRICE_SIGN = slice(0, 8), slice(8, 9)
_QUANTITY = slice(9, 18)
_AMOUNT, _AMOUNT_SIGN = slice(18, 28), slice(28, 29)


def read_totals(chunks: Iterable[bytes], options: VismaOptions) -> ControlTotals:
    """Count the records and sum the amounts; every record must belong where it stands.

    Args:
        chunks: the file, cut anywhere.
        options: which format, whether amounts are with VAT, how a quantity is written.

    Raises:
        RecordError: if a record has another length or stands out of order, a running number is not
            the next one, a text does not belong to the line before it, BELØP is not PRIS x
            GRUNNLAG, or SL counts otherwise.
    """
    reader = _Reader(options)
    reader.read(chunks)
    return reader.totals()


class _Reader:
    """Walks the records of one file.

    Most of a file is read by one regular expression a block: lines with their texts, each text
    with the key of its line and the next number.  A block that it does not match to the last byte
    is read record by record, which finds out what is wrong.
    """

    def __init__(self, options: VismaOptions) -> None:
        self._options = options
        self._layouts: dict[RecordKind, Layout] = {
            kind: layout_of(options.format, kind) for kind in ("ST", "FL", "LT", "SL")
        }
        self._extended = options.format == "extended"
        self._unit = 10**options.quantity_decimals
        self._amount_of = lru_cache(REMEMBERED)(self._signed_amount)
        self._record = 0
        self._ended = False
        self._key, self._text = b"", 0
        self._lines = self._texts = self._amount = self._orders = 0
        self._order = b""
        self._first: int | None = None
        self._last: int | None = None
        self._used: dict[bytes, int] = {}

    def totals(self) -> ControlTotals:
        if not self._ended:
            raise RecordError(catalogue.READ_END)
        gross = self._options.amounts == "gross"
        amount = Ore(self._amount)
        return ControlTotals(
            orders=self._orders if self._extended else None,
            lines=self._lines,
            texts=self._texts,
            net=None if gross else amount,
            gross=amount if gross else None,
            first_order=self._first,
            last_order=self._last,
        )

    def read(self, chunks: Iterable[bytes]) -> None:
        """Walk the file; the first record says whether lines end with LF or CRLF."""
        rest, end = b"", b""
        pattern = re.compile(b"")
        for chunk in chunks:
            rest += chunk
            if not end:
                first, newline, after = rest.partition(b"\n")
                if newline:
                    end = b"\r\n" if first.endswith(b"\r") else b"\n"
                    pattern = self._pattern(end)
                    self._single(first.removesuffix(b"\r"))
                    rest = after
            last = rest.rfind(end + b"FL") + len(end) if end else -1
            if last > len(end):
                self._block(rest[:last], pattern, end)
                rest = rest[last:]
            if len(rest) > _LONGEST:
                break  # no line is so long, with all its texts; what follows says so
        records = rest.split(end or b"\n")
        for record in records if records[-1] else records[:-1]:
            self._single(record)

    # --- a block of lines ----------------------------------------------------------------------

    def _pattern(self, end: bytes) -> re.Pattern[bytes]:
        """Return what matches a line with its texts."""
        spans, length = self._layouts["FL"].spans, self._layouts["FL"].length
        gap = spans["oppdrgnr"].start - spans["kundenr"].stop
        if self._extended:
            between = spans["ordreref"].start - spans["belop"].stop
            after = rb".{%d}(?=\d+ *%b)(.{20})" % (between, end)
        else:
            after = b".{%d}()" % (length - spans["belop"].stop)
        texts = b""
        for number in range(_TEXTS_AT_ONCE, 0, -1):
            form = rb"(?:LT\1\2\3(?:%02d).{50}%b%b)?"
            texts = form % (number, end, texts)
        line = rb"FL(\d{11}).{%d}(\d{7})(\d\d)(\d{8}([ -])\d{19}\5)%b%b(%b)"
        return re.compile(line % (gap, after, end, texts), re.DOTALL)

    def _block(self, block: bytes, pattern: re.Pattern[bytes], end: bytes) -> None:
        """Add lines with all their texts."""
        found = pattern.findall(block)
        amounts = [self._amount_of(each[3]) for each in found]
        known = [amount for amount in amounts if amount is not None]
        text_bytes = sum([len(each[6]) for each in found])
        stride = self._layouts["LT"].length + len(end)
        texts = text_bytes // stride
        whole = len(found) * (self._layouts["FL"].length + len(end)) + text_bytes == len(block)
        if not whole or block.count(b"\n") != len(found) + texts or len(known) < len(found):
            for record in block.removesuffix(end).split(end):
                self._single(record)
            return
        used, order = self._used, self._order
        for at, (customer, item, running, _, _, written, _) in enumerate(found):
            line = customer + item
            number = used.get(line, 0) + 1
            if number > _MOST or running != _TWO_DIGITS[number]:
                texts_before = sum([len(each[6]) for each in found[:at]]) // stride
                self._record += at + texts_before + 1
                raise self._wrong("lopenr", running, f"{number:02}")
            used[line] = number
            if written != order:
                self._see_order(written)
                order = written
        self._record += len(found) + texts
        self._lines += len(found)
        self._texts += texts
        self._amount += sum(known)

    def _signed_amount(self, numbers: bytes) -> int | None:
        """Return BELØP, or None where it is not PRIS x GRUNNLAG."""
        amount = int(numbers[_AMOUNT])
        negative = numbers[_AMOUNT_SIGN] == b"-"
        if self._product(numbers) != amount or (negative and not amount):
            return None
        return -amount if negative else amount

    def _product(self, numbers: bytes) -> int:
        unit: int = self._unit
        exact = 2 * int(numbers[_PRICE]) * int(numbers[_QUANTITY])
        return (exact + unit) // (2 * unit)

    # --- record by record ----------------------------------------------------------------------

    def _single(self, record: bytes) -> None:
        """Read one record, wherever it stands."""
        self._record += 1
        kind = record[:2]
        if self._ended:
            raise self._wrong("posttype", kind, "")
        if kind == b"FL" and self._record > 1:
            self._key, self._text = self._line(record), 0
        elif kind == b"LT" and self._key:
            self._text += 1
            self._see_text(record)
            self._texts += 1
        else:
            self._around(record, kind)

    # --- ST and SL -----------------------------------------------------------------------------

    def _around(self, record: bytes, kind: bytes) -> None:
        """Read the first and the last record; anything else stands in the wrong place."""
        expected = b"ST" if self._record == 1 else b"SL"
        if kind != expected:
            raise self._wrong("posttype", kind, expected.decode("ascii"))
        if kind == b"ST":
            self._see_length("ST", record)
            if self._extended and record[-1:] != EXTENDED_MARK:
                raise self._wrong("format", record[-1:], EXTENDED_MARK.decode("ascii"))
            return
        self._see_length("SL", record)
        counted = record[self._layouts["SL"].spans["antpost"]]
        if counted != b"%08d" % self._record:
            raise self._wrong("antpost", counted, f"{self._record:08}")
        self._ended = True

    def _see_length(self, kind: RecordKind, record: bytes) -> None:
        length = self._layouts[kind].length
        if len(record) != length:
            raise RecordError(
                catalogue.READ_LENGTH,
                record=self._record,
                kind=kind,
                found=len(record),
                length=length,
            )

    # --- FL ------------------------------------------------------------------------------------

    def _line(self, record: bytes) -> bytes:
        """Add a line, and return the key that its texts must have."""
        self._see_length("FL", record)
        spans = self._layouts["FL"].spans
        key = b"".join(record[spans[name]] for name in _KEY)
        numbers = record[spans["pris"].start : spans["belop"].stop]
        digits = numbers[_PRICE] + numbers[_QUANTITY] + numbers[_AMOUNT]
        sign = numbers[_AMOUNT_SIGN]
        if not (key + digits).isdigit() or sign not in _SIGNS or numbers[_PRICE_SIGN] != sign:
            raise self._no_number(record)
        self._see_number(key)
        amount = self._amount_of(numbers)
        if amount is None:
            product = self._product(numbers)
            expected = f"{product:010}{sign.decode('ascii') if product else ' '}"
            raise self._wrong("belop", numbers[_AMOUNT.start :], expected)
        self._lines += 1
        self._amount += amount
        if self._extended and record[spans["ordreref"]] != self._order:
            self._see_order(record[spans["ordreref"]])
        return key

    def _see_number(self, key: bytes) -> None:
        """See that LØPENR is the next one of its customer, principal and item."""
        line = key[:-2]
        number = self._used.get(line, 0) + 1
        self._used[line] = number
        if number > _MOST or key[-2:] != _TWO_DIGITS[number]:
            raise self._wrong("lopenr", key[-2:], f"{number:02}")

    def _see_order(self, column: bytes) -> None:
        written = column.rstrip(b" ")
        if not written.isdigit():
            raise self._wrong("ordreref", column, _DIGITS)
        number = int(written)
        self._order = column
        self._orders += 1
        self._first = number if self._first is None else min(self._first, number)
        self._last = number if self._last is None else max(self._last, number)

    # --- what is wrong -------------------------------------------------------------------------

    def _no_number(self, record: bytes) -> RecordError:
        """Name the column that holds no number."""
        spans = self._layouts["FL"].spans
        for name in (*_KEY, "grunnlag"):
            if not record[spans[name]].isdigit():
                return self._wrong(name, record[spans[name]], _DIGITS)
        for name in ("pris", "belop"):
            found = record[spans[name]]
            if not found[:-1].isdigit() or found[-1:] not in _SIGNS:
                return self._wrong(name, found, f"{_DIGITS} -")
        return self._wrong("pris", record[spans["pris"]], record[spans["belop"]][-1:].decode())

    def _see_text(self, record: bytes) -> None:
        """See that a text is the next one of its line."""
        self._see_length("LT", record)
        spans = self._layouts["LT"].spans
        expected = dict(zip(_KEY, _parts_of(self._key), strict=True))
        expected["linjenr"] = b"%02d" % self._text
        for name, wanted in expected.items():
            if record[spans[name]] != wanted:
                raise self._wrong(name, record[spans[name]], wanted.decode("ascii"))

    def _wrong(self, column: str, found: bytes, expected: str) -> RecordError:
        return RecordError(
            catalogue.READ_FIELD,
            record=self._record,
            column=column,
            found=show(found[:_SHOWN].decode("iso-8859-1")),
            expected=show(expected),
        )


def _parts_of(key: bytes) -> tuple[bytes, ...]:
    return key[:11], key[11:14], key[14:18], key[18:]
