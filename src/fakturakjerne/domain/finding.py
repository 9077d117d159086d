"""Findings: what is wrong, unusual or left out, as data."""

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from fakturakjerne.catalogue import Language, Text

_NO_VALUES: Mapping[str, object] = {}


class Severity(Enum):
    """How much a finding matters: an error blocks, a warning or an info never does."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen(kw_only=True)
class Finding:
    """One thing that a person should know about the input or the output.

    Attributes:
        severity: whether it blocks.
        text: the sentence in both languages; its code is the finding's code.
        path: where: file and line, path inside a lease, or column.  Never a personal number.
        values: what fills the sentence's placeholders; personal values masked.
        lease: id of the lease that it is about, if it is about one.

    Example:
        >>> from fakturakjerne.catalogue import LEASE_PAID
        >>> finding = Finding(severity=Severity.INFO, text=LEASE_PAID, lease="9001")
        >>> finding.code, finding.message
        ('lease.paid', 'Paid already.')
    """

    severity: Severity
    text: Text
    path: str = ""
    values: Mapping[str, object] = field(default=_NO_VALUES, hash=False)
    lease: str | None = None

    @property
    def code(self) -> str:
        """The stable code, such as ``lease.paid``."""
        return self.text.code

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.text.render("en", self.values)

    @property
    def blocks(self) -> bool:
        """Whether this finding stops a run."""
        return self.severity is Severity.ERROR

    def in_language(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.text.render(language, self.values)
