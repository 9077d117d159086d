"""The errors that fakturakjerne raises.

::

    FakturakjerneError
    ├── InvalidValueError          a value object refused what it was given (also a ValueError)
    ├── BlockedError               findings of severity error stop a run; carries them all
    ├── ConfigError                config file or option: where, what, and what would be right
    │   └── OptionsError           the options of one plugin
    ├── PluginError
    │   ├── UnknownPluginError     no installed plugin has that name
    │   ├── DuplicatePluginError   two distributions register the same name
    │   └── BrokenPluginError      the plugin's module fails to import
    ├── CodecError                 a value that does not fit the bytes, or bytes that do not parse
    │   ├── ColumnOverflowError
    │   ├── EncodingError
    │   └── RecordError
    ├── ReconciliationError        leases, bases and bytes do not agree
    └── OutsideError               disk, database: nothing of ours is wrong, and nothing changed
        ├── LedgerError
        │   ├── LedgerBusyError    another process holds the ledger
        │   ├── DeliveryRefusedError  a document was, or may have been, delivered already
        │   └── SeriesExhaustedError
        └── TargetError            the folder or file to write

Every error carries its data as attributes, and a :class:`~fakturakjerne.catalogue.Text` with the
sentence in both languages; ``str(error)`` is the English one.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from fakturakjerne.catalogue import VALUE_INVALID, Language, Text

if TYPE_CHECKING:
    from fakturakjerne.domain.finding import Finding

__all__ = [
    "BlockedError",
    "BrokenPluginError",
    "CodecError",
    "ColumnOverflowError",
    "ConfigError",
    "DeliveryRefusedError",
    "DuplicatePluginError",
    "EncodingError",
    "FakturakjerneError",
    "InvalidValueError",
    "LedgerBusyError",
    "LedgerError",
    "OptionsError",
    "OutsideError",
    "PluginError",
    "ReconciliationError",
    "RecordError",
    "SeriesExhaustedError",
    "TargetError",
    "UnknownPluginError",
]


class FakturakjerneError(Exception):
    """Base of all errors of this library.

    Attributes:
        text: the sentence, in both languages.
        values: what fills its placeholders; personal values are masked by whoever raises.
    """

    default_text: ClassVar[Text] = Text("error", nb="{detail}", en="{detail}")

    def __init__(self, text: Text | None = None, /, **values: object) -> None:
        self.text = text or self.default_text
        self.values: Mapping[str, object] = values
        super().__init__(self.text.render("en", values))

    @property
    def code(self) -> str:
        """The stable code of the sentence."""
        return self.text.code

    def in_language(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.text.render(language, self.values)


class InvalidValueError(FakturakjerneError, ValueError):
    """A value object refused what it was given."""

    default_text = VALUE_INVALID


class BlockedError(FakturakjerneError):
    """Findings of severity error stop the work; nothing was written."""

    def __init__(self, text: Text, findings: "Sequence[Finding]", **values: object) -> None:
        super().__init__(text, **values)
        self.findings = tuple(findings)


class ConfigError(FakturakjerneError):
    """The config file or a setting is wrong."""


class OptionsError(ConfigError):
    """An option of a plugin is missing, unknown or wrong."""


class PluginError(FakturakjerneError):
    """A plugin cannot be used."""


class UnknownPluginError(PluginError):
    """No installed plugin has the name."""


class DuplicatePluginError(PluginError):
    """Two distributions register a plugin of the same name."""


class BrokenPluginError(PluginError):
    """A plugin's module fails to import."""


class CodecError(FakturakjerneError):
    """A value does not fit the bytes, or bytes do not parse."""


class ColumnOverflowError(CodecError):
    """A value is longer than its column, and the column may not be cut."""


class EncodingError(CodecError):
    """A character does not exist in the encoding of the document."""


class RecordError(CodecError):
    """A record of a file does not have the form that its layout asks for."""


class ReconciliationError(FakturakjerneError):
    """The points of reconciliation do not agree; nothing leaves the house."""


class OutsideError(FakturakjerneError):
    """Disk or database failed; the state before is intact."""


class LedgerError(OutsideError):
    """The ledger cannot be used."""


class LedgerBusyError(LedgerError):
    """Another process holds the ledger longer than we wait."""


class DeliveryRefusedError(LedgerError):
    """A document was, or may have been, delivered already; it is not sent again by itself."""


class SeriesExhaustedError(LedgerError):
    """A number series has too few numbers left for the batch."""


class TargetError(OutsideError):
    """A target folder or file cannot be written."""
