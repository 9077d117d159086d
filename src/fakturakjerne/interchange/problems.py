"""Everything that is wrong with one JSON document, each with its path: the careful path.

It runs only for a document that the fast path refused, so it may take its time.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Final, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from fakturakjerne import catalogue
from fakturakjerne.domain.money import multiply
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import shape
from fakturakjerne.interchange.kinds import Kind, expected, shown

_LONGEST_KEY: Final = 60
_Hook = Callable[[Any, Any], Any]


@frozen
class Problem:
    """One thing wrong, and where: a JSONPath such as ``$.charges[0].net``."""

    path: str
    reason: InvalidValueError


class Examiner:
    """Finds all that is wrong with a document.

    Example:
        >>> document = (("id", "1"), ("customer", (("kind", "extern"),)), ("end", None))
        >>> for problem in Examiner().problems(document, root="$"):
        ...     print(problem.path, problem.reason)
        $.customer.kind 'extern': this must be one of external, internal
        $.start start is missing; it is required.
        $.end end is missing; it is required.
    """

    @cached_property
    def _converter(self) -> Converter:
        converter = Converter(detailed_validation=True)
        _register(converter)
        return converter

    def problems(self, document: object, *, root: str) -> list[Problem]:
        """Return the problems of a lease.

        Args:
            document: a parsed JSON value, objects as tuples of pairs.
            root: the path of the document itself.
        """
        twice: list[Problem] = []
        plain = _plain(document, root, twice)
        return [*twice, *self._structured(plain, root), *_across(plain, root)]

    def _structured(self, plain: object, root: str) -> Iterator[Problem]:
        try:
            self._converter.structure(plain, shape.LeaseShape)
        except (BaseValidationError, InvalidValueError) as error:
            yield from _leaves(error, root)


def step(key: str) -> str:
    """Return a key as a step of a path, a personal number in it masked.

    Example:
        >>> step("net"), step("vår ref")
        ('.net', "['vår ref']")
    """
    return f".{key}" if key.isidentifier() and len(key) <= _LONGEST_KEY else f"[{shown(key)}]"


def unknown_key(key: str, known: Iterable[str]) -> InvalidValueError:
    """Return the error for a key that does not exist, with the nearest that does."""
    names = list(known)
    nearest = difflib.get_close_matches(key[:_LONGEST_KEY], names, n=1, cutoff=0.0)
    return InvalidValueError(
        catalogue.INPUT_KEY_UNKNOWN,
        key=shown(key),
        suggestion=nearest[0],
        known=", ".join(names),
    )


def unexplained(error: Exception) -> InvalidValueError:
    """Return what to say of a refusal that is none of ours: not the value, only its kind."""
    return InvalidValueError(catalogue.INPUT_LEASE, detail=type(error).__name__)


def _register(converter: Converter) -> None:
    """Teach the converter our kinds, and to look at the type before it looks inside."""

    def of_object(cls: type) -> _Hook:
        members: _Hook = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )
        return lambda value, _: members(_object(value), cls)

    def of_array(cls: Any) -> _Hook:
        item = get_args(cls)[0]
        read = converter.get_structure_hook(item)
        return lambda value, _: _each(enumerate(_array(value)), lambda one: read(one, item), cls)

    def of_table(cls: Any) -> _Hook:
        kinds = [kind.__metadata__[0] for kind in get_args(cls)]
        return lambda value, _: _each(_object(value).items(), kinds[1].read, cls, key=kinds[0].read)

    def of_kind(cls: Any) -> _Hook:
        read = cls.__metadata__[0].read
        return lambda value, _: read(value)

    register = converter.register_structure_hook_factory
    register(attrs.has, of_object)
    register(_has_origin(tuple), of_array)
    register(_has_origin(dict), of_table)
    register(_has_origin(Annotated), of_kind)


def _has_origin(origin: object) -> Callable[[Any], bool]:
    return lambda cls: bool(get_origin(cls) == origin)


def _each(
    items: Iterable[tuple[Any, Any]],
    read: Callable[[Any], Any],
    cls: Any,
    *,
    key: Callable[[Any], Any] | None = None,
) -> None:
    """Read all items, then raise for all that were refused."""
    refused: list[Exception] = []
    for index, item in items:
        try:
            if key is not None:
                key(index)
            read(item)
        except (BaseValidationError, InvalidValueError) as error:
            error.add_note(IterableValidationNote("", index, cls))
            refused.append(error)
    if refused:
        raise IterableValidationError("", refused, cls)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise expected(value, nb="et objekt: {...}", en="an object: {...}")
    return value


def _array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise expected(value, nb="en liste: [...]", en="an array: [...]")
    return value


def _leaves(error: Exception, path: str) -> Iterator[Problem]:
    """Yield the problems inside cattrs' groups, each with its path."""
    if isinstance(error, ClassValidationError):
        attributes, others = error.group_exceptions()
        for inner, note in attributes:
            if isinstance(inner, KeyError):
                reason = InvalidValueError(catalogue.INPUT_KEY_MISSING, key=note.name)
                yield Problem(path + step(note.name), reason)
            else:
                yield from _leaves(inner, path + step(note.name))
        for other in others:
            yield from _leaves(other, path)
    elif isinstance(error, IterableValidationError):
        for inner, index in error.group_exceptions()[0]:
            at = f"[{index.index}]" if isinstance(index.index, int) else step(index.index)
            yield from _leaves(inner, path + at)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [attribute.name for attribute in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield Problem(path + step(key), unknown_key(key, known))
    else:
        yield Problem(path, error if isinstance(error, InvalidValueError) else unexplained(error))


def _plain(value: Any, path: str, twice: list[Problem]) -> Any:
    """Return pairs as a dict without its nulls; a key that stands twice is a problem."""
    if isinstance(value, list):
        return [_plain(item, f"{path}[{n}]", twice) for n, item in enumerate(value)]
    if not isinstance(value, tuple):
        return value
    members: dict[str, Any] = {}
    seen: set[str] = set()
    for key, member in value:
        at = path + step(key)
        if key in seen:
            reason = InvalidValueError(catalogue.INPUT_KEY_TWICE, key=shown(key))
            twice.append(Problem(at, reason))
        seen.add(key)
        if member is not None:
            members[key] = _plain(member, at, twice)
    return members


def _across(plain: Any, root: str) -> Iterator[Problem]:
    """Yield what is wrong between two values that are right by themselves."""
    lease = plain if isinstance(plain, dict) else {}
    yield from _time_order(lease, root)
    customer = lease.get("customer")
    if isinstance(customer, dict) and {"address", "addresses"} <= customer.keys():
        yield Problem(f"{root}.customer.addresses", InvalidValueError(catalogue.INPUT_ADDRESSES))
    charges = lease.get("charges")
    for number, charge in enumerate(charges if isinstance(charges, list) else ()):
        if isinstance(charge, dict) and "net" not in charge:
            yield from _computed_net(charge, f"{root}.charges[{number}]")


def _time_order(lease: Mapping[str, Any], root: str) -> Iterator[Problem]:
    start, end = (_read(shape.MOMENT, lease.get(key)) for key in ("start", "end"))
    if start is not None and end is not None and end < start:
        reason = InvalidValueError(
            catalogue.INPUT_TIME_ORDER, start=lease["start"], end=lease["end"]
        )
        yield Problem(f"{root}.end", reason)


def _computed_net(charge: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if "unit_price" not in charge:
        yield Problem(path, InvalidValueError(catalogue.INPUT_NO_AMOUNT))
        return
    price = _read(shape.UNIT_PRICE, charge["unit_price"])
    quantity = _read(shape.QUANTITY, charge.get("quantity", "1"))
    try:
        if price is not None and quantity is not None:
            multiply(quantity, price)
    except InvalidValueError as reason:
        yield Problem(path, reason)


def _read(kind: Kind, value: object) -> Any:
    """Return the value, or None where it is refused: that is a problem of its own."""
    try:
        return kind.read(value)
    except InvalidValueError:
        return None
