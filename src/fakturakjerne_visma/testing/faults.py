"""What a rehearsal server does with a request, and how it is chosen."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from fakturakjerne.errors import InvalidValueError

__all__ = ["Fault", "Plan"]


class Fault(Enum):
    """What the server does.

    Each member says what the client sees; :attr:`takes` says whether the order is then in the books
    of the made-up installation, which the client may not be able to see.

    Members:
        ACCEPT: 200, and a reference.
        REJECT: 200, the order has errorFlag ERROR, messages at batch, order and line.
        REJECT_BATCH: the same, with a message at the batch only.
        REJECT_ORDER: the same, with a message at the order only.
        REJECT_LINE: the same, with a message at the line only.
        ERROR_FLAG: the same, without a message.
        OTHER_ORDER: 200, and a reply that speaks of another order; it is taken.
        LOGIN_PAGE: 200, and an HTML page that asks for a password.
        EMPTY: 200, and nothing; it is taken.
        BAD_REQUEST: 400 with a message.
        UNPROCESSABLE: 422 with messages.
        UNAUTHORIZED: 401, whatever the password.
        FORBIDDEN: 403.
        NOT_FOUND: 404.
        TOO_MANY: 429 with Retry-After, once for each order; then it is accepted.
        UNAVAILABLE: 503 with Retry-After, once for each order; then it is accepted.
        SERVER_ERROR: 500, not taken.
        SERVER_ERROR_TAKEN: 500, yet taken.
        HANG_BEFORE: no answer; the body is not read.
        HANG: no answer after the body; not taken.
        HANG_TAKEN: no answer after the body, yet taken.
        DROP_BEFORE: the connection is closed before the body is read.
        DROP_TAKEN: the connection is closed after the body, which is taken.
        REDIRECT_LOGIN: 302 to a page that asks for a password.
        REDIRECT_SAME: 307 to another path of this server, where it would be accepted.
        REDIRECT_OTHER: 307 to a host of another name.
        FLOOD: 200, taken, and a reply that does not end before the server's ``flood`` bytes.
        DRIP: 200, accepted, one byte each ``drip`` milliseconds.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    REJECT_BATCH = "reject-batch"
    REJECT_ORDER = "reject-order"
    REJECT_LINE = "reject-line"
    ERROR_FLAG = "error-flag"
    OTHER_ORDER = "other-order"
    LOGIN_PAGE = "login-page"
    EMPTY = "empty"
    BAD_REQUEST = "bad-request"
    UNPROCESSABLE = "unprocessable"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    TOO_MANY = "too-many"
    UNAVAILABLE = "unavailable"
    SERVER_ERROR = "server-error"
    SERVER_ERROR_TAKEN = "server-error-taken"
    HANG_BEFORE = "hang-before"
    HANG = "hang"
    HANG_TAKEN = "hang-taken"
    DROP_BEFORE = "drop-before"
    DROP_TAKEN = "drop-taken"
    REDIRECT_LOGIN = "redirect-login"
    REDIRECT_SAME = "redirect-same"
    REDIRECT_OTHER = "redirect-other"
    FLOOD = "flood"
    DRIP = "drip"

    @property
    def takes(self) -> bool:
        """Whether the order is in the books afterwards."""
        return self in _TAKING

    @property
    def is_before_the_body(self) -> bool:
        """Whether the body is not read."""
        return self in _BEFORE

    @property
    def is_over_soon(self) -> bool:
        """Whether the same order is accepted when it comes again."""
        return self in _ONCE


_TAKING: Final = frozenset(
    {
        Fault.ACCEPT,
        Fault.OTHER_ORDER,
        Fault.EMPTY,
        Fault.SERVER_ERROR_TAKEN,
        Fault.HANG_TAKEN,
        Fault.DROP_TAKEN,
        Fault.FLOOD,
        Fault.DRIP,
    }
)
_BEFORE: Final = frozenset({Fault.HANG_BEFORE, Fault.DROP_BEFORE})
_ONCE: Final = frozenset({Fault.TOO_MANY, Fault.UNAVAILABLE})


def _frozen_faults(given: Mapping[int, Fault]) -> Mapping[int, Fault]:
    return MappingProxyType(dict(given))


def _frozen_weights(given: Mapping[Fault, int]) -> Mapping[Fault, int]:
    return MappingProxyType(dict(given))


@frozen(kw_only=True)
class Plan:
    """Which fault each request meets; the first that applies counts.

    Attributes:
        orders: faults of single orders, by number; while there are any, every body is read, as the
            order is known only then.
        reject_every: one in so many submissions is rejected; 0 for none.
        weights: faults to draw from, each with its weight.
        default: what is done where nothing else applies.
        seed: of the drawing; the same seed draws the same faults.
        probe: what the connection probe meets.

    Raises:
        InvalidValueError: if nothing can be drawn from the weights, or a number is negative.

    Example:
        >>> Plan(orders={34500002: Fault.REJECT}).default
        <Fault.ACCEPT: 'accept'>
    """

    orders: Mapping[int, Fault] = field(factory=dict[int, Fault], converter=_frozen_faults)
    reject_every: int = 0
    weights: Mapping[Fault, int] = field(factory=dict[Fault, int], converter=_frozen_weights)
    default: Fault = Fault.ACCEPT
    seed: int = 0
    probe: Fault = Fault.ACCEPT

    def __attrs_post_init__(self) -> None:
        """Refuse what could only fail when a request comes."""
        weights = self.weights.values()
        if weights and (min(weights) < 0 or not any(weights)):
            raise InvalidValueError(
                field="weights",
                value=sorted(weights),
                expected_nb="ingen vekt under 0, og minst én over",
                expected_en="no weight below 0, and at least one above",
            )
        if self.reject_every < 0:
            raise InvalidValueError(
                field="reject_every",
                value=self.reject_every,
                expected_nb="0 for ingen, eller hver så mange",
                expected_en="0 for none, or one in so many",
            )
