from __future__ import annotations

from fakturakjerne.interchange.shape import AddressShape, keys_of


def test_keys_are_those_that_a_file_may_have() -> None:
    assert keys_of(AddressShape) == {"lines", "postal_code", "place", "country"}
