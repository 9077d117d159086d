"""What a plugin may write about a lease as text: when, where, and what the customer noted."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fakturakjerne.domain.lease import Lease

TEXT_SOURCES: Final = ("period", "resource", "note", "lease")
"""The names that an option may list."""

TEXT_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"period": "start", "resource": "resource", "note": "note", "lease": "id"}
)
"""Where each comes from, for the path of a finding."""


def texts_of(lease: Lease, sources: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the texts of a lease with where they come from; an empty one is left out.

    Args:
        lease: whose texts they are.
        sources: of :data:`TEXT_SOURCES`, in order.
    """
    texts = ((source, _text_of(lease, source)) for source in sources)
    return [each for each in texts if each[1] and not each[1].isspace()]


def _text_of(lease: Lease, source: str) -> str:
    if source == "period":
        return lease.when
    text: str | None = getattr(lease, TEXT_KEYS[source])
    return text or ""
