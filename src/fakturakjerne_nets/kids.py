"""Check digits of many KIDs at once.

A column of digits is one large number whose bytes are the digits: adding up the columns, each
translated to what its digits weigh, adds up all KIDs side by side.  No byte overflows, since 25
digits that weigh 10 at most are 250.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from fakturakjerne.domain.kid import ANY_METHOD, LONGEST, SHORTEST, KidMethod, kid_problem
from fakturakjerne.errors import InvalidValueError

_ZERO: Final = ord("0")
_DASH: Final = ord("-")


def _weights(method: KidMethod, place: int) -> bytes:
    """Return what each byte weighs so many places from the right; 0 where it is no digit."""
    table = bytearray(256)
    for digit in range(10):
        if method is KidMethod.MOD10:
            weighed = sum(divmod(digit * (1 + place % 2), 10))
        else:
            weighed = digit * (2 + (place - 1) % 6 if place else 1) % 11
        table[_ZERO + digit] = weighed
    if method is KidMethod.MOD11 and not place:
        table[_DASH] = 10
    return bytes(table)


def _remainder(modulus: int) -> bytes:
    return bytes(value % modulus for value in range(256))


_WEIGHTS: Final[Mapping[KidMethod, tuple[bytes, ...]]] = MappingProxyType(
    {
        method: tuple(_weights(method, LONGEST - 1 - position) for position in range(LONGEST))
        for method in KidMethod
    }
)
_REMAINDERS: Final = MappingProxyType(
    {KidMethod.MOD10: _remainder(10), KidMethod.MOD11: _remainder(11)}
)


@frozen
class KidCheck:
    """Tells which KIDs of a file are wrong.

    Attributes:
        methods: the check digit must be right by one of these; none at all checks nothing.

    Example:
        >>> check = KidCheck((KidMethod.MOD10,))
        >>> check.suspects(["123456782".rjust(25), "123456783".rjust(25)])
        {1}
        >>> print(check.problem("123456783"))
        '123456783' is no KID: its check digit is wrong; right would be 2
    """

    methods: tuple[KidMethod, ...] = ANY_METHOD

    def problem(self, kid: str) -> InvalidValueError | None:
        """Say why one is wrong; None where it is right."""
        return kid_problem(kid, methods=self.methods) if self.methods else None

    def suspects(self, cells: Sequence[str]) -> set[int]:
        """Return the places of all that are wrong, and perhaps of some that are not.

        Args:
            cells: each of 25 characters, as they stand in the file.
        """
        if not self.methods:
            return set()
        joined = "".join(cells).encode("iso-8859-1")
        found = set(_wrong(joined, self.methods))
        ends = joined[LONGEST - 1 :: LONGEST] + joined[LONGEST - SHORTEST :: LONGEST]
        if not (ends.isdigit() and all(map(str.isdecimal, map(str.lstrip, cells)))):
            found.update(at for at, cell in enumerate(cells) if not _is_form(cell))
        return found


def _is_form(cell: str) -> bool:
    """Whether a KID is digits alone and stands at the right."""
    kid = cell.lstrip(" ")
    return kid.isdecimal() and len(kid) >= SHORTEST


def _wrong(joined: bytes, methods: Sequence[KidMethod]) -> Sequence[int]:
    """Return the places of the KIDs whose check digit is wrong by every method."""
    wrong: Sequence[int] = range(len(joined) // LONGEST)
    for method in methods:
        sums = _sums(joined, method)
        if not any(sums):
            return ()
        wrong = [place for place in wrong if sums[place]]
    return wrong


def _sums(joined: bytes, method: KidMethod) -> bytes:
    """Return the weighed sum of each KID, modulo 10 or 11."""
    total = sum(
        int.from_bytes(joined[position::LONGEST].translate(weights), "big")
        for position, weights in enumerate(_WEIGHTS[method])
    )
    count = len(joined) // LONGEST
    return total.to_bytes(count, "big").translate(_REMAINDERS[method])
