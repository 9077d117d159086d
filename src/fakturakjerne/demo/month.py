"""Where the demo month lies."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def leases() -> Traversable:
    """Return the leases, as JSON Lines.

    Example:
        >>> len(leases().read_bytes().splitlines()) > 400
        True
    """
    return files("fakturakjerne.demo") / "leases.jsonl"


def config() -> Traversable:
    """Return the config file that bills them to an Agresso LG04 file.

    Example:
        >>> "[profiles.lg04]" in config().read_text(encoding="utf-8")
        True
    """
    return files("fakturakjerne.demo") / "config.toml"
