"""Control totals from the bytes of an LG04 file; it shares the layout with the writer, no more."""

from collections.abc import Iterable

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_agresso import catalogue


def read_totals(chunks: Iterable[bytes], layout: Layout) -> ControlTotals:
    """Count the rows and sum the amounts; every row must belong where it stands.

    Args:
        chunks: the file, cut anywhere.
        layout: of its rows.

    Raises:
        RecordError: if a row has another length, a number is no number, or a row stands out of
            order: after a header its lines, numbered from 1, each with its texts.
    """
    sum_of = _Sum(layout)
    reader = layout.reader(("order_id", "line_no", "sequence_no", "amount"))
    sum_of.add(reader.records(chunks))
    return sum_of.totals()


class _Sum:
    def __init__(self, layout: Layout) -> None:
        self._widths = {name: layout[name].width for name in ("line_no", "sequence_no", "amount")}
        self._orders = self._lines = self._texts = self._net = 0
        self._first: int | None = None
        self._last: int | None = None
        self._record = 0

    def totals(self) -> ControlTotals:
        return ControlTotals(
            orders=self._orders,
            lines=self._lines,
            texts=self._texts,
            net=Ore(self._net),
            first_order=self._first,
            last_order=self._last,
        )

    def add(self, records: Iterable[tuple[bytes, ...]]) -> None:
        """Walk the rows; what is compared as bytes is as good as read, and faster."""
        no_line = (b"0" * self._widths["line_no"], b" " * self._widths["line_no"])
        line_itself = b"0" * self._widths["sequence_no"]
        no_amount = b" " * self._widths["amount"]
        order = line = b""
        line_number = sequence_number = net = 0
        lines = texts = 0
        for self._record, (order_id, line_no, sequence_no, amount) in enumerate(records, start=1):
            if line_no in no_line:
                self._order(order_id)
                self._same("amount", amount, no_amount)
                order, line, line_number = order_id, b"", 0
                continue
            if order_id != order:
                raise self._wrong(catalogue.RECORD_ORDER, "order_id", order_id, expected=order)
            if sequence_no == line_itself:
                line_number += 1
                if not line_no.isdigit() or int(line_no) != line_number:
                    raise self._wrong(
                        catalogue.RECORD_ORDER, "line_no", line_no, expected=line_number
                    )
                line, sequence_number = line_no, 0
                lines += 1
                net += int(amount) if amount.isdigit() else self._signed(amount)
                continue
            sequence_number += 1
            if line_no != line:
                raise self._wrong(catalogue.RECORD_ORDER, "line_no", line_no, expected=line)
            if not sequence_no.isdigit() or int(sequence_no) != sequence_number:
                raise self._wrong(
                    catalogue.RECORD_ORDER, "sequence_no", sequence_no, expected=sequence_number
                )
            if amount != no_amount:
                raise self._wrong(catalogue.RECORD_ORDER, "amount", amount, expected="")
            texts += 1
        self._lines, self._texts, self._net = lines, texts, net

    def _order(self, order_id: bytes) -> None:
        if not order_id.isdigit():
            raise self._wrong(catalogue.RECORD_FIELD, "order_id", order_id)
        number = int(order_id)
        self._orders += 1
        self._first = number if self._first is None else min(self._first, number)
        self._last = number if self._last is None else max(self._last, number)

    def _signed(self, amount: bytes) -> int:
        """Read a negative amount: its sign stands in the first position."""
        if amount[:1] != b"-" or not amount[1:].isdigit():
            raise self._wrong(catalogue.RECORD_FIELD, "amount", amount)
        return -int(amount[1:])

    def _same(self, column: str, found: bytes, expected: bytes) -> None:
        if found != expected:
            raise self._wrong(catalogue.RECORD_ORDER, column, found, expected=expected)

    def _wrong(
        self, text: Text, column: str, found: bytes, *, expected: object = ""
    ) -> RecordError:
        wanted = expected.decode("ascii", "replace") if isinstance(expected, bytes) else expected
        return RecordError(
            text,
            record=self._record,
            column=column,
            found=repr(found.decode("iso-8859-1")),
            expected=repr(wanted),
        )
