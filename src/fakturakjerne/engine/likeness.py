"""How alike two names or two addresses are, for a person who has to tell one customer from another.

Case, punctuation, spaces and accents as in é and ü do not count; æ, ø and å always do.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Final

from fakturakjerne.domain.customer import Address

__all__ = ["Agreement", "address_line", "addresses_agree", "folded", "names_agree", "values_agree"]

_RING: Final = "\u030a"
_LONG_ENOUGH: Final = 4  # for one letter to be a slip rather than another word
_PARTS_OF_A_NAME: Final = 2
_BEGINNING: Final = 4  # letters of a street that its abbreviation keeps


class Agreement(Enum):
    """How two values agree.

    Members:
        SAME: equal but for case, punctuation, spaces and accents.
        NEAR: so alike that it may be a slip.
        OTHER: different.
        ABSENT: one of them is missing, or both.
    """

    SAME = "same"
    NEAR = "near"
    OTHER = "other"
    ABSENT = "absent"


def names_agree(first: str, last: str, registered: str) -> Agreement:
    """Compare first and last name, in either order, with a whole name.

    They are near where they differ by a middle name, by an initial for a given name, or by one
    letter in a name of at least four.

    Example:
        >>> names_agree("Atle Børge", "Olle", "Olle, Atle Børge"), names_agree("A", "B", "C D")
        (<Agreement.SAME: 'same'>, <Agreement.OTHER: 'other'>)
        >>> names_agree("Atle Børge", "Olle", "Atle B. Olle")
        <Agreement.NEAR: 'near'>
    """
    whole = folded(registered)
    if whole and whole in (folded(f"{first} {last}"), folded(f"{last} {first}")):
        return Agreement.SAME
    if not (whole and folded(first) and folded(last)):
        return Agreement.ABSENT
    file = _words(f"{first} {last}")
    words = _words(registered)
    turns = (words[turn:] + words[:turn] for turn in range(len(words)))
    near = any(_name_is_near(file, turned) for turned in turns)
    return Agreement.NEAR if near else Agreement.OTHER


def addresses_agree(one: Address, other: Address) -> Agreement:
    """Compare postal code (the place, where a code is absent) and first line.

    They are near where one of the two agrees, and the other is missing or nearly does; or where
    the first line agrees, and the town does not.  Two first lines are near where they differ by
    one letter, or begin alike and have the same numbers, as abbreviations do.

    Example:
        >>> addresses_agree(Address(("Storgata 1",), "7030"), Address(("STORGT. 1",), "7030"))
        <Agreement.NEAR: 'near'>
        >>> addresses_agree(Address(("Storgata 1",), "7030"), Address(("Storgata 11",), "7030"))
        <Agreement.OTHER: 'other'>
    """
    town = _towns(one, other)
    street = _streets(address_line(one, 0), address_line(other, 0))
    if town is street is Agreement.SAME:
        return Agreement.SAME
    if town is street is Agreement.ABSENT:
        return Agreement.ABSENT
    if Agreement.OTHER in (town, street):
        near = Agreement.SAME in (town, street) and street is not Agreement.OTHER
        return Agreement.NEAR if near else Agreement.OTHER
    return Agreement.NEAR


def values_agree(one: str, other: str) -> Agreement:
    """Compare two texts; near where they differ by one letter.

    Example:
        >>> values_agree("Storgata 1", "Stortgata 1"), values_agree("Storgata 1", "Storgata 11")
        (<Agreement.NEAR: 'near'>, <Agreement.OTHER: 'other'>)
    """
    a, b = folded(one), folded(other)
    if not a or not b:
        return Agreement.ABSENT
    if a == b:
        return Agreement.SAME
    return Agreement.NEAR if _is_near(a, b) else Agreement.OTHER


def address_line(address: Address, index: int) -> str:
    """Return one line of an address, from 0; blank where it has none."""
    return address.lines[index] if index < len(address.lines) else ""


def folded(text: str) -> str:
    """Return what of a text counts: letters and digits, without case and accents.

    Digits that something stood between stay apart: ``Storgata 1, 11`` is not ``Storgata 11 1``.

    Example:
        >>> folded("Müller-Bjørnæs, André"), folded("Åsgata 1 A"), folded("1, 11")
        ('mullerbjørnæsandre', 'åsgata1a', '1 11')
    """
    kept: list[str] = []
    apart = False
    for character in _without_accents(text):
        if not character.isalnum():
            apart = True
            continue
        if apart and kept and kept[-1].isdigit() and character.isdigit():
            kept.append(" ")
        kept.append(character)
        apart = False
    return "".join(kept)


def _without_accents(text: str) -> Iterator[str]:
    """Yield the characters in lower case; å stays what it is, as æ and ø do by themselves."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    for index, character in enumerate(decomposed):
        if character == "a" and _RING in _marks_after(decomposed, index):
            yield "å"
        elif not unicodedata.combining(character):
            yield character


def _marks_after(decomposed: str, index: int) -> str:
    end = index + 1
    while end < len(decomposed) and unicodedata.combining(decomposed[end]):
        end += 1
    return decomposed[index + 1 : end]


def _streets(one: str, other: str) -> Agreement:
    """Compare two first lines."""
    agreement = values_agree(one, other)
    if agreement is not Agreement.OTHER:
        return agreement
    a, b = folded(one), folded(other)
    alike = a[:_BEGINNING] == b[:_BEGINNING] and a[:_BEGINNING].isalpha()
    return Agreement.NEAR if alike and _numbers(a) == _numbers(b) else Agreement.OTHER


def _numbers(text: str) -> list[str]:
    return "".join(each if each.isdigit() else " " for each in text).split()


def _towns(one: Address, other: Address) -> Agreement:
    """Compare by postal code, by place where a code is absent."""
    if folded(one.postal_code) and folded(other.postal_code):
        return values_agree(one.postal_code, other.postal_code)
    return values_agree(one.place, other.place)


def _words(name: str) -> list[str]:
    spaced = "".join(each if each.isalnum() else " " for each in _without_accents(name))
    return spaced.split()


def _name_is_near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether first and last word agree, and what is between them does not contradict."""
    if min(len(one), len(other)) < _PARTS_OF_A_NAME:
        return False
    few, many = sorted((one[1:-1], other[1:-1]), key=len)
    return _is_near(one[-1], other[-1]) and _may_be(one[0], other[0]) and _stand_among(few, many)


def _stand_among(few: Iterable[str], many: Iterable[str]) -> bool:
    """Whether all of a few middle names stand among many, in order."""
    rest = iter(many)
    return all(any(_may_be(one, other) for other in rest) for one in few)


def _may_be(one: str, other: str) -> bool:
    """Whether two given names may be one: equal but for a slip, or one an initial."""
    initial = min(len(one), len(other)) == 1 and one[0] == other[0]
    return initial or _is_near(one, other)


def _is_near(one: str, other: str) -> bool:
    """Whether two texts are equal but for one letter: another, one more, or two swapped.

    A digit is no letter: number 11 is another house than number 1.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or abs(len(one) - len(other)) > 1:
        return False
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    start = next((at for at, (a, b) in enumerate(pairs) if a != b), shorter)
    a, b = one[start:], other[start:]
    if len(a) != len(b):
        longer, rest = (a, b) if len(a) > len(b) else (b, a)
        return longer[1:] == rest and longer[0].isalpha()
    swapped = a[:2] == b[1::-1]
    changed = 2 if swapped else 1
    return a[changed:] == b[changed:] and (a[:changed] + b[:changed]).isalpha()
