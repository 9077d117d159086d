"""Where a command works: the config, and the ledger that it opens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import field, frozen

from fakturakjerne.config import Config, load_config, read_environment
from fakturakjerne.ledger.opening import default_url, file_url, open_ledger
from fakturakjerne.ledger.sql import SqlLedger


@frozen(kw_only=True)
class House:
    """Where a command works.

    Attributes:
        config: what the config file says; the defaults without one.
        url: of the ledger's database.
    """

    config: Config
    url: str = field(repr=False)

    @classmethod
    def of(cls, config_file: Path | None, ledger: str | None) -> "House":
        """Read what was named on the command line, else in the environment, else in the config.

        Raises:
            ConfigError: if the config cannot be read, or is wrong.
        """
        environment = read_environment(os.environ)
        path = config_file or environment.config
        config = load_config(path) if path else Config()
        return cls(config=config, url=ledger_url(ledger or environment.ledger or config.ledger.url))

    @contextmanager
    def ledger(self, *, dry_run: bool = False) -> Iterator[SqlLedger]:
        """Open the ledger, and close it at the end.

        Args:
            dry_run: whether it forgets everything.

        Raises:
            OutsideError: if it cannot be opened.
        """
        kept = self.config.ledger
        with open_ledger(
            self.url, lock_timeout=kept.lock_timeout, dry_run=dry_run, documents=kept.documents
        ) as opened:
            yield opened


def ledger_url(given: str | None) -> str:
    """Return a database URL: a bare path is a SQLite file; without one, the user's own ledger."""
    if given is None:
        return default_url()
    return given if "://" in given else file_url(Path(given).absolute())
