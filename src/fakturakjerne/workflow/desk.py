"""Where a person works on files of the banks: the ledger, the config, and the folders."""

import getpass
from datetime import date
from pathlib import Path

from attrs import Factory, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.config import Config
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.observer import Observer, Unwatched


@frozen(kw_only=True)
class Desk:
    """What all the steps about customers, enrollments and invoices need.

    Attributes:
        ledger: where everything is recorded.
        config: the folders, the formats, and who issues invoices.
        registry: what is installed.
        today: the day it is.
        language: of the reasons that the ledger keeps.
        actor: who works.
        observer: told of each step.
    """

    ledger: Ledger
    config: Config = field(repr=False)
    registry: Registry = field(repr=False)
    today: date
    language: Language = "en"
    actor: str = field(factory=getpass.getuser)
    observer: Observer = field(default=Factory(Unwatched))

    @property
    def inbox(self) -> Path:
        """The folder of incoming files.

        Raises:
            ConfigError: if the config does not name it.
        """
        return _folder(self.config.efaktura.inbox, "inbox")

    @property
    def read_folder(self) -> Path:
        """The folder of files that were read."""
        return (self.config.efaktura.read_folder or self.inbox / "read").absolute()

    @property
    def outbox(self) -> Path:
        """The folder of files for Nets.

        Raises:
            ConfigError: if the config does not name it.
        """
        return _folder(self.config.efaktura.outbox, "outbox")


def _folder(path: Path | None, key: str) -> Path:
    if path is None:
        raise ConfigError(catalogue.EFAKTURA_FOLDER, key=key)
    return path.absolute()
