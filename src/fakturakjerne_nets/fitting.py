"""Whether a record can be written: what is cut, replaced or refused in it, said before writing."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import CodecError
from fakturakjerne.plugin.cells import show
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.records import CHARSET, Record, coded, rewritten
from fakturakjerne_nets.records.cells import Cell, UnwritableError

RecordT = TypeVar("RecordT", bound=Record)

MAY_BE_CUT: Final = frozenset(
    {
        "first_name",
        "issuer_name",
        "last_name",
        "line_1",
        "line_2",
        "name",
        "place",
        "reference_text",
        "short_name",
        "text",
        "title",
    }
)
"""Columns of words, which stay what they are without their end; all others are refused."""


class Fitted(NamedTuple):
    """A record that can be written unless a finding blocks, and what is to be said about it."""

    record: Record
    findings: tuple[Finding, ...] = ()


def fit(record: Record, *, where: str) -> Fitted:
    """Cut what may be cut, and say so; say what is too long, or cannot stand where it is to stand.

    Args:
        record: to be written.
        where: what it is about, for the findings' path.

    Example:
        >>> from fakturakjerne_nets.records import PartyName
        >>> fitted = fit(PartyName(transaction=1, name="x" * 31), where="invoice 1")
        >>> len(fitted.record.name), fitted.findings[0].path
        (30, 'invoice 1 -> record 40, name')
    """
    changes: dict[str, str] = {}
    findings: list[Finding] = []
    for name, cell in record.form.cells.items():
        value = getattr(record, name)
        try:
            data = cell.write(value, transliterate=True)
        except UnwritableError:
            finding = _Speaker(record, where, name, cell)
            findings.append(finding.says(catalogue.UNWRITABLE, value=show(str(value))))
            continue
        if len(data) <= cell.width and (not isinstance(value, str) or value.isascii()):
            continue
        findings += _about(_Speaker(record, where, name, cell), value, data)
        if len(data) > cell.width and name in MAY_BE_CUT:
            changes[name] = data[: cell.width].decode("iso-8859-1")
    if changes:
        record = rewritten(record, **changes)
    return Fitted(record, tuple(findings))


def refuse(findings: Iterable[Finding]) -> None:
    """Raise the first finding that blocks, if one does.

    Raises:
        CodecError: with the finding's sentence.
    """
    for finding in findings:
        if finding.blocks:
            raise CodecError(finding.text, **finding.values)


class _Speaker(NamedTuple):
    """Says things about one column of one record."""

    record: Record
    where: str
    name: str
    cell: Cell

    def says(self, text: Text, *, severity: Severity = Severity.ERROR, **values: object) -> Finding:
        return Finding(
            severity=severity,
            text=text,
            path=f"{self.where} -> record {self.record.form.record}, {self.name}",
            values={
                **values,
                "column": self.name,
                "width": self.cell.width,
                **coded(self.cell.nets or self.record.form.nets),
            },
        )


def _about(speaker: _Speaker, value: object, data: bytes) -> Iterator[Finding]:
    shown = show(str(value))
    replaced = CHARSET.encode(value).replaced if isinstance(value, str) else ()
    if replaced:
        yield speaker.says(
            catalogue.REPLACED,
            severity=Severity.WARNING,
            value=shown,
            characters=" ".join(f"U+{ord(character):04X}" for character in replaced),
            written=show(data.decode("iso-8859-1")),
        )
    if len(data) > speaker.cell.width:
        may_cut = speaker.name in MAY_BE_CUT
        yield speaker.says(
            catalogue.CUT if may_cut else catalogue.OVERFLOW,
            severity=Severity.WARNING if may_cut else Severity.ERROR,
            value=shown,
        )
