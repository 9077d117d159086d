"""Where a record stands, and what is said about it there."""

from typing import Final, NamedTuple

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne_nets.records.cells import Cell

_KEY: Final = 8


class Place(NamedTuple):
    """Where a record stands in a file, for messages."""

    line: int
    raw: bytes
    name: str = ""

    def path(self, cell: Cell | None = None) -> str:
        """Return ``file: line 12, record 30 (NY420330), positions 16-21``."""
        if not self.raw:
            return f"{self.name}: line {self.line}" if self.name else f"line {self.line}"
        key = self.raw[:_KEY].decode("iso-8859-1")
        shown = key if key.isascii() and key.isalnum() else repr(key)
        before = f"{self.name}: " if self.name else ""
        number = f"{shown[6:]} ({shown})" if shown == key else shown
        record = f"{before}line {self.line}, record {number}"
        if cell is None:
            return record
        at = f"{cell.start}-{cell.end}" if cell.end > cell.start else str(cell.start)
        return f"{record}, position{'s' if cell.end > cell.start else ''} {at}"

    def finding(
        self,
        text: Text,
        /,
        *,
        nets: str = "",
        cell: Cell | None = None,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> Finding:
        """Return a finding at this record; ``nets`` is the error code of Nets."""
        return Finding(
            severity=severity, text=text, path=self.path(cell), values={**values, **coded(nets)}
        )


def coded(nets: str) -> dict[str, object]:
    """Return the values by which a message names the error code of Nets.

    Example:
        >>> coded("536")
        {'nets': ' (Nets 536)', 'code': '536'}
    """
    return {"nets": f" (Nets {nets})" if nets else "", "code": nets}
