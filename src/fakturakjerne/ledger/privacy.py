"""Keeps personal data in the ledger to the one table that can be redacted."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from typing import Final

from fakturakjerne.domain.identifiers import mask
from fakturakjerne.ledger.records import Party

_PERSONAL_NUMBER: Final = re.compile(r"(?<!\d)\d{6}[ -]?\d{5}(?!\d)")
_LETTER: Final = re.compile(r"[^\W\d_]")
LEFT_OUT: Final = "…"
"""Stands where words were left out of the values of a finding."""


def party_row(party: Party) -> tuple[str, str, str, str | None, str]:
    """Return the row of a party: digest, salt, id, number, name.

    The digest is what an order, and later the hash chain, refers to.  It is salted, so that a
    personal number cannot be found by trying them all once the salt is redacted with the rest.
    """
    salt = secrets.token_hex(16)
    content = json.dumps([salt, party.id, party.number, party.name])
    digest = hashlib.sha256(content.encode()).hexdigest()
    return (digest, salt, party.id, party.number, party.name)


def options_text(options: Mapping[str, object]) -> str:
    """Return options as JSON, the same text for the same options, personal numbers masked.

    Example:
        >>> options_text({"own": "999999999", "heading": "Leie, 15819010029"})
        '{"heading": "Leie, 15*********", "own": "999999999"}'
    """
    plain = json.loads(json.dumps(options, default=str))
    return json.dumps(_masked(plain), ensure_ascii=False, sort_keys=True)


def values_text(values: Mapping[str, object]) -> str:
    """Return the values of a finding as JSON, without what may be or hold a name.

    Example:
        >>> values_text({"net": "-12,00", "customer": "Kari Nordmann (15*********)"})
        '{"customer": "…", "net": "-12,00"}'
    """
    kept = {key: _without_words(str(value)) for key, value in values.items()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _without_words(text: str) -> str:
    return LEFT_OUT if _LETTER.search(text) else mask(text)


def _masked(value: object) -> object:
    if isinstance(value, dict):
        return {str(_masked(key)): _masked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each) for each in value]
    if isinstance(value, str | int) and not isinstance(value, bool):
        text = str(value)
        hidden = _PERSONAL_NUMBER.sub(lambda found: mask(found[0]), text)
        return value if hidden == text else hidden
    return value
