"""The manifest beside each document: what it holds, and which leases it leaves out and why."""

import json
from datetime import date

from attrs import asdict, frozen

from fakturakjerne.catalogue import Language
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.finding import Finding


@frozen
class Exclusion:
    """A lease, or a charge of it, that is not billed.

    Attributes:
        lease: its id; None where not even that could be read.
        code: of the finding, such as ``lease.free``.
        message: the finding's sentence, with its place in front where it has one.
    """

    lease: str | None
    code: str
    message: str

    @classmethod
    def of(cls, finding: Finding, language: Language) -> "Exclusion":
        """Make the entry of one finding."""
        message = finding.in_language(language)
        return cls(
            finding.lease, finding.code, f"{finding.path}: {message}" if finding.path else message
        )


@frozen(kw_only=True)
class Manifest:
    """What a person or a program may want to know of a document without opening it.

    Attributes:
        format: the exporter's name.
        batch: the batch in the ledger.
        document: its file name; None in the manifest of messages, and in that of a batch, which
            lists the leases that belong to no document.
        messages: how many messages it is about, which are handed over by a transport; None where
            it is about a file.
        sha256: of its bytes, hexadecimal; None without document.
        bytes: its size.
        orders, lines, texts: as read back from its bytes; orders as the exporter states them
            where the format has no order number.
        net_ore: the same, øre without VAT; None where the format carries amounts with VAT.
        gross_ore: øre with VAT where the format carries that.
        first_order, last_order: lowest and highest order number; None without orders.
        excluded: what is not billed, and why.
        created_for: the day that the run was told is today.
    """

    format: str
    batch: str
    document: str | None = None
    messages: int | None = None
    sha256: str | None = None
    bytes: int = 0
    orders: int = 0
    lines: int = 0
    texts: int = 0
    net_ore: int | None = 0
    gross_ore: int | None = None
    first_order: int | None = None
    last_order: int | None = None
    excluded: tuple[Exclusion, ...] = ()
    created_for: date

    @classmethod
    def of_totals(cls, totals: ControlTotals, **others: object) -> "Manifest":
        """Make a manifest of what was read back from a document."""
        return cls(
            orders=totals.orders or 0,
            lines=totals.lines,
            texts=totals.texts or 0,
            net_ore=totals.net,
            gross_ore=totals.gross,
            first_order=totals.first_order,
            last_order=totals.last_order,
            **others,  # type: ignore[arg-type]  # the remaining fields, checked by attrs
        )

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON's own types.

        ``gross_ore`` stands only where the format carries it, ``messages`` where there are such.
        """
        content = asdict(self)
        content["created_for"] = self.created_for.isoformat()
        content["excluded"] = [asdict(exclusion) for exclusion in self.excluded]
        for name in ("gross_ore", "messages"):
            if content[name] is None:
                del content[name]
        return content

    def as_json(self) -> str:
        """Return the text of the manifest file: indented, with a final newline."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2) + "\n"
