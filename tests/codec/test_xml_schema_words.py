from __future__ import annotations

import pytest

from fakturakjerne.codec.xml_schema_words import expected_children, expected_value

TYPE = "SCHEMAV_CVC_DATATYPE_VALID_1_2_1"


@pytest.mark.parametrize(
    ("kind", "message", "nb"),
    [
        (TYPE, "Element 'a': 'x' is not a valid value of the atomic type 'xs:int'.", "et heltall"),
        (TYPE, "'x' is not a valid value of the local union type.", "en annen verdi"),
        (
            TYPE,
            "'x' is not a valid value of the atomic type '{urn:x}kode'.",
            "en verdi av typen kode",
        ),
        (TYPE, "something new", "en annen verdi"),
        ("X", "[facet 'length'] this differs from the allowed length of '3'.", "akkurat 3 tegn"),
        ("X", "[facet 'whiteSpace'] something new", "noe annet (whiteSpace)"),
        ("X", "[facet 'length'] something new", "noe annet (length)"),
        ("SCHEMAV_CVC_ELT_1", "No matching global declaration", None),
    ],
)
def test_what_a_value_should_be(kind: str, message: str, nb: str | None) -> None:
    words = expected_value(kind, message)
    assert (words.nb if words else None) == nb


def test_a_pattern_with_braces_stays_as_it_is() -> None:
    words = expected_value("X", "[facet 'pattern'] is not accepted by the pattern '[0-9]{4}'.")
    assert words is not None
    assert words.en == "something that matches the pattern [0-9]{4}"


def test_children_are_named_without_their_namespaces() -> None:
    words = expected_children("Expected is one of ( {urn:x}a, b ).")
    assert words == ("a eller b", "a or b")
    assert expected_children("This element is not expected.").nb == "ingenting mer"
