"""What a plugin's command finds on the command line that it joins.

A distribution adds a command with an entry point in the group ``fakturakjerne.commands``: a click
command or group, in a module of its own called ``commands.py``, which is imported when the command
is asked for and at no other time.  What it gets is here, and knows nothing of click.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from fakturakjerne.catalogue import Language
from fakturakjerne.plugin.interface import Clock

__all__ = ["CommandHost"]


class CommandHost(Protocol):
    """The command line, as a plugin's command sees it: click's ``pass_obj`` hands it over.

    Attributes:
        clock: the machine's.
    """

    @property
    def clock(self) -> Clock:
        """The machine's clock."""
        ...

    def language(self, told: Language | None) -> Language:
        """Return the language to speak: what the user told, else that of the locale."""
        ...

    def transport_options(self, profile: str, *, config: Path | None) -> Any:
        """Return the options of ``[transports.PROFILE]``, of the transport's own options type.

        Args:
            profile: its name.
            config: the config file; where None, the one that the environment names.

        Raises:
            ConfigError: if there is no such profile, or its options are wrong.
            PluginError: if its transport is not installed or broken.
        """
        ...

    def failures(self, language: Language, *, as_json: bool) -> AbstractContextManager[None]:
        """Return a block whose errors of ours end the command as those of other commands do.

        The error is told on standard error, as a JSON line if ``as_json``, and the exit code is
        that of its kind.
        """
        ...
