"""The records of claims, made by the thousand: what each type binds is compiled once.

The compiled rows are equal to what the record classes write: a property test holds them together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from fakturakjerne.codec.fixedwidth import Column, Layout
from fakturakjerne.domain.claim import Claim
from fakturakjerne.errors import CodecError, ColumnOverflowError
from fakturakjerne_nets import notice
from fakturakjerne_nets.records import (
    LENGTH,
    ClaimAmount,
    ClaimReference,
    ClaimText,
    Record,
    date_digits,
)
from fakturakjerne_nets.writing import Rendered

_NOTIFIED: Final = "21"
_UNNOTIFIED: Final = "02"
_CANCELLED: Final = "93"
_Frame = tuple[bytes, bytes, bytes]
_Row = Callable[[tuple[bytes | int, ...]], bytes]
_COLUMN: Final = notice.COLUMN
_SHORT_NAME: Final = ClaimReference.form.cells["short_name"].width


def claim_rows(claims: Iterable[Claim], *, cancels: bool) -> Iterator[Rendered]:
    """Yield the lines of the claims, or of the cancellations, numbered from 1."""
    kinds = (_CANCELLED,) if cancels else (_UNNOTIFIED, _NOTIFIED)
    writers = [_Writer(kind) for kind in kinds]
    number = 0
    for claim in claims:
        if claim.cancels is cancels:
            number += 1
            yield writers[0 if cancels else claim.bank_notice].claim(number, claim)


def records_of(claim: Claim, *, number: int, kind: str) -> tuple[Record, ...]:
    """Return the records of a claim: what the compiled rows must be equal to.

    Args:
        claim: of any kind.
        number: of the transaction.
        kind: 02, 21 or 93.
    """
    short_name = notice.latin(claim.payer_name)[:_SHORT_NAME].decode("iso-8859-1")
    texts = notice.parts(claim.lines) if kind == _NOTIFIED else ()
    return (
        ClaimAmount(
            type=kind,
            transaction=number,
            due_date=claim.due_date,
            amount=claim.amount,
            kid=claim.kid.text,
        ),
        ClaimReference(
            type=kind, transaction=number, short_name=short_name, reference=claim.reference
        ),
        *(
            ClaimText(
                type=kind,
                transaction=number,
                line_number=part.line,
                column=part.column,
                text=part.text.decode("iso-8859-1"),
            )
            for part in texts
        ),
    )


class _Writer:
    """Writes the records of one type; what the type binds is compiled once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._both = _compiled(kind)
        self._frames = _frames() if kind == _NOTIFIED else ()
        self._days: dict[date, bytes] = {}

    def claim(self, number: int, claim: Claim) -> Rendered:
        """Return the records of a claim.

        Raises:
            CodecError: for what check reports as an error of width.
        """
        day = self._days.get(claim.due_date)
        if day is None:
            day = self._days[claim.due_date] = date_digits(claim.due_date).encode("ascii")
        name = notice.latin(claim.payer_name)[:_SHORT_NAME]
        reference = notice.latin(claim.reference)
        kid, amount = claim.kid.text.encode(), claim.amount
        try:
            both = self._both((number, amount, number, day, kid, name, reference))
            lines: tuple[bytes, ...] = (both[:LENGTH], both[LENGTH:])
        except ColumnOverflowError:
            records = records_of(claim, number=number, kind=self._kind)
            lines = tuple(record.write() for record in records)  # raises, and says where
        if self._frames and claim.lines:
            lines += self._texts(b"%07d" % number, claim.lines)
        return Rendered(number, lines, amount, claim.due_date)

    def _texts(self, number: bytes, lines: Sequence[str]) -> tuple[bytes, ...]:
        texts = []
        longest = 0
        for line, (left, right) in zip(lines, self._frames, strict=False):
            first, second = notice.halves(line)
            if first:
                texts.append(left[0] + number + left[1] + first.ljust(_COLUMN) + left[2])
            if second:
                texts.append(right[0] + number + right[1] + second.ljust(_COLUMN) + right[2])
                longest = max(longest, len(second))
        if longest > _COLUMN or len(lines) > notice.MOST_LINES:
            trouble = next(notice.troubles(lines))
            raise CodecError(trouble.text, **trouble.values)
        return tuple(texts)


def _frames() -> tuple[tuple[_Frame, _Frame], ...]:
    """Return what stands around number and text in each line and column of a notice."""
    return tuple(
        (_frame(line, column=1), _frame(line, column=2)) for line in range(1, notice.MOST_LINES + 1)
    )


def _frame(line: int, *, column: int) -> _Frame:
    whole = ClaimText(type=_NOTIFIED, line_number=line, column=column).write()
    number, text = ClaimText.form.cells["transaction"], ClaimText.form.cells["text"]
    return whole[: number.start - 1], whole[number.end : text.start - 1], whole[text.end :]


def _compiled(kind: str) -> _Row:
    """Return what writes records 30 and 31 of one type: one formatting call for both."""
    forms = (ClaimAmount.form, ClaimReference.form)
    columns = [
        Column(f"{form.record}.{column.name}", column.width, column.kind)
        for form in forms
        for column in form.layout.columns
    ]
    given = (
        *("30.transaction", "30.amount", "31.transaction"),
        *("30.due_date", "30.kid", "31.short_name", "31.reference"),
    )
    constants = {
        f"{form.record}.{name}": form.fill[span]
        for form in forms
        for name, span in form.layout.spans.items()
    }
    keys = {f"{form.record}.key": f"NY21{kind}{form.record}".encode("ascii") for form in forms}
    layout = Layout("Claim", tuple(columns), length=2 * LENGTH, source="5.1 (AG)", trust="official")
    return layout.writer(
        numbers=given[:3],
        texts=given[3:],
        constants={name: fill for name, fill in (constants | keys).items() if name not in given},
    ).row
