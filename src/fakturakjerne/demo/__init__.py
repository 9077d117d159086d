"""The demo month: February 2026 of Fjordvik, a municipality that does not exist.

Its people, clubs and numbers are invented.  Among its leases are some of each kind that a month
has: free, paid, cancelled, late and faulty ones.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["config", "leases"]


def leases() -> Traversable:
    """Return the leases, as JSON Lines.

    Example:
        >>> len(leases().read_bytes().splitlines()) > 400
        True
    """
    return files(__name__) / "leases.jsonl"


def config() -> Traversable:
    """Return the config file that bills them to an Agresso LG04 file.

    Example:
        >>> "[profiles.lg04]" in config().read_text(encoding="utf-8")
        True
    """
    return files(__name__) / "config.toml"
