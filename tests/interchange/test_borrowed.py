"""A customer alone is read by the rules of a customer in a lease."""

from __future__ import annotations

from fakturakjerne.interchange.borrowed import read_parts, taken
from fakturakjerne.interchange.structuring import Structurer


def test_what_is_wrong_stands_where_it_is_and_names_no_lease() -> None:
    structurer = Structurer(test_identities=False)
    customer = (("kind", "external"), ("nam", "Kari"))
    read = read_parts(structurer, customer=customer, place=lambda path: f"file {path}")
    [finding] = read.findings
    assert (finding.path, finding.lease) == ("file $.customer.nam", None)


def test_a_customer_and_lines_are_read() -> None:
    read = read_parts(
        Structurer(test_identities=False),
        customer=(("kind", "external"),),
        charges=[(("net", "1.00"),)],
        place=str,
    )
    assert read.item is not None
    assert read.item.net == 100


def test_a_key_that_stands_twice_is_left_to_be_refused() -> None:
    assert taken((("a", None), ("a", 2)), "a") == ({"a": 2}, ())
    assert taken((("a", 1), ("a", 2)), "a") == ({"a": 1}, (("a", 2),))
