"""From a parsed JSON document to a Lease: the fast path, which shares what is equal.

Objects arrive as tuples of (key, value) pairs, arrays as lists, so that doubled keys show and equal
objects can be looked up.  Whatever is not right makes :meth:`LeaseBuilder.build` raise; what exactly
is wrong, all of it and where, is then for :mod:`fakturakjerne.interchange.problems` to say.  A
property test holds the two together: one refuses exactly what the other has problems with.

A month of leases repeats its customers, articles, prices and times.  Each builder remembers the
values it has made, up to a limit, so that equal ones are one object: less to parse, less to hold.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import NO_DIMENSIONS, Dimensions
from fakturakjerne.domain.identifiers import CustomerId, UnusableId, parse_customer_id
from fakturakjerne.domain.lease import ONE, Charge, Lease, VatCode
from fakturakjerne.interchange import shape

Pairs = tuple[tuple[str, Any], ...]
"""A JSON object as it stood, in order, doubled keys included."""

_REMEMBERED: Final = 20_000
T = TypeVar("T")

_LEASE_KEYS: Final = shape.keys_of(shape.LeaseShape)
_CUSTOMER_KEYS: Final = shape.keys_of(shape.CustomerShape)
_ADDRESS_KEYS: Final = shape.keys_of(shape.AddressShape)
_CHARGE_KEYS: Final = shape.keys_of(shape.ChargeShape)
_VAT_KEYS: Final = shape.keys_of(shape.VatShape)


class NotAsExpectedError(Exception):
    """The fast path met something that it does not take; the careful one says what."""


class _Remembered(dict[Any, T], Generic[T]):
    """What was read before, by how it was written; forgets everything when it is full."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[Any], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, written: Any) -> T:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[written] = self._read(written)
        return value


class LeaseBuilder:
    """Builds leases; equal parts of them are the same object.

    Example:
        >>> builder = LeaseBuilder(test_identities=False)
        >>> lease = builder.build(
        ...     (
        ...         ("id", "9001"),
        ...         ("customer", (("kind", "external"),)),
        ...         ("start", "2026-02-02T18:00"),
        ...         ("end", "2026-02-02T20:00"),
        ...     ),
        ...     origin="leases.jsonl:1",
        ... )
        >>> lease.is_free
        True
    """

    def __init__(self, *, test_identities: bool) -> None:
        self._test_identities = test_identities
        self._lines = _Remembered(_or_empty(shape.LINE.read))
        self._optional_lines = _Remembered(_or_none(shape.LINE.read))
        self._prose = _Remembered(_or_empty(shape.PROSE.read))
        self._notes = _Remembered(_or_none(shape.PROSE.read))
        self._names = _Remembered(_or_none(shape.IDENTIFIER.read))
        self._moments = _Remembered(shape.MOMENT.read)
        self._prices = _Remembered(_or_none(shape.UNIT_PRICE.read))
        self._quantities = _Remembered(shape.QUANTITY.read)
        self._nets = _Remembered(_or_none(shape.NET.read))
        self._rates = _Remembered(_or_none(shape.RATE.read))
        self._vats = _Remembered(self._vat)
        self._dimensions = _Remembered(self._new_dimensions)
        self._charges = _Remembered(self._charge)
        self._customers: dict[tuple[Any, ...], tuple[Any, Customer]] = {}

    def build(self, document: object, *, origin: str) -> Lease:
        """Return the lease of one JSON object.

        Args:
            document: as :data:`Pairs`.
            origin: where it stands.

        Raises:
            Exception: of many kinds, if anything is wrong; see the module.
        """
        get = _members(document, _LEASE_KEYS).get
        start, end = self._moments[get("start")], self._moments[get("end")]
        if end < start:
            raise NotAsExpectedError
        charge = self._charges.__getitem__
        return Lease(
            id=shape.IDENTIFIER.read(get("id")),
            customer=self._known_customer(get("customer")),
            start=start,
            end=end,
            charges=tuple([charge(pairs) for pairs in _array(get("charges"))]),
            building=self._lines[get("building")],
            resource=self._lines[get("resource")],
            text=self._prose[get("text")],
            note=self._notes[get("note")],
            dimensions=self._dimensions[get("dimensions")],
            active=_flag(get("active"), default=True),
            paid=_flag(get("paid"), default=False),
            origin=origin,
        )

    def _known_customer(self, pairs: Any) -> Customer:
        """Return the customer that was read from equal pairs, looked up by what tells most apart."""
        get = _members(pairs, _CUSTOMER_KEYS).get
        key = (get("id"), get("number"), get("name"), get("contact"))
        known = self._customers.get(key)
        if known is None or known[0] != pairs:
            if len(self._customers) >= _REMEMBERED:
                self._customers.clear()
            known = self._customers[key] = pairs, self._customer(get)
        return known[1]

    def _customer(self, get: Callable[[str], Any]) -> Customer:
        kind = CustomerKind(shape.CUSTOMER_KIND.read(get("kind")))
        return Customer(
            kind=kind,
            id=self._customer_id(get("id"), kind=kind),
            number=self._names[get("number")],
            name=self._lines[get("name")],
            contact=self._optional_lines[get("contact")],
            addresses=self._addresses(get("address"), get("addresses")),
            payer=self._customer_id(get("payer"), kind=kind),
            email=self._optional_lines[get("email")],
            efaktura_reference=self._optional_lines[get("efaktura_reference")],
        )

    def _customer_id(self, value: object, *, kind: CustomerKind) -> CustomerId | UnusableId | None:
        if value is None:
            return None
        return parse_customer_id(
            shape.LINE.read(value),
            internal=kind is CustomerKind.INTERNAL,
            test_identities=self._test_identities,
        )

    def _addresses(self, one: Any, several: Any) -> tuple[Address, ...]:
        if several is None:
            return () if one is None else (self._address(one),)
        if one is not None:
            raise NotAsExpectedError
        return tuple(self._address(address) for address in _array(several))

    def _address(self, pairs: Any) -> Address:
        get = _members(pairs, _ADDRESS_KEYS).get
        lines, country = get("lines"), get("country")
        return Address(
            lines=() if lines is None else tuple(shape.LINE.read(line) for line in _array(lines)),
            postal_code=self._lines[get("postal_code")],
            place=self._lines[get("place")],
            country="NO" if country is None else self._lines[country],
        )

    def _charge(self, pairs: Any) -> Charge:
        get = _members(pairs, _CHARGE_KEYS).get
        quantity, vat = get("quantity"), get("vat")
        return Charge(
            text=self._prose[get("text")],
            quantity=ONE if quantity is None else self._quantities[quantity],
            unit_price=self._prices[get("unit_price")],
            net=self._nets[get("net")],  # type: ignore[arg-type]  # None: Charge computes it
            article=self._names[get("article")],
            account=self._names[get("account")],
            vat=None if vat is None else self._vats[vat],
            dimensions=self._dimensions[get("dimensions")],
        )

    def _vat(self, pairs: Any) -> VatCode:
        get = _members(pairs, _VAT_KEYS).get
        return VatCode(shape.IDENTIFIER.read(get("code")), self._rates[get("rate")])

    def _new_dimensions(self, pairs: Any) -> Dimensions:
        if pairs is None:
            return NO_DIMENSIONS
        _members(pairs, None)
        return Dimensions(
            {
                shape.IDENTIFIER.read(name): self._lines[value]
                for name, value in pairs
                if value is not None
            }
        )


def _members(pairs: Any, keys: frozenset[str] | None) -> dict[str, Any]:
    if pairs.__class__ is not tuple:
        raise NotAsExpectedError
    members: dict[str, Any] = dict(pairs)
    if len(members) != len(pairs) or (keys is not None and not keys.issuperset(members)):
        raise NotAsExpectedError
    return members


def _array(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    if value.__class__ is not list:
        raise NotAsExpectedError
    array: list[Any] = value
    return array


def _flag(value: object, *, default: bool) -> bool:
    return default if value is None else shape.FLAG.read(value)


def _or_none(read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    return lambda written: None if written is None else read(written)


def _or_empty(read: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda written: "" if written is None else read(written)
