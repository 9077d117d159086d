"""A customer's wish to get eFaktura, or not any longer, and our answer to it (påmelding)."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.errors import InvalidValueError

_NO_GAPS: Final[Mapping[str, str]] = {}


class EnrollmentAction(Enum):
    """What the customer did in the bank (avtalevalg).

    Members:
        ADD: enrolled for the first time.
        CHANGE: enrolled again; treated as ADD is.
        DELETE: wants no eFaktura any longer; gets no answer.
    """

    ADD = "A"
    CHANGE = "C"
    DELETE = "D"


class EnrollmentStatus(Enum):
    """Where an enrollment stands (avtalestatus).

    Members:
        PENDING: waits for our answer.
        ACTIVE: approved.
        DELETED: ended.
        NOT_ACTIVE: refused.
    """

    PENDING = "P"
    ACTIVE = "A"
    DELETED = "D"
    NOT_ACTIVE = "N"


@frozen(kw_only=True)
class EnrollmentRecord:
    """One enrollment, change or end of eFaktura, as the file says it.

    Nothing here is checked against a register: the account may have a wrong check digit, and the
    reference may belong to nobody.

    Attributes:
        issuer: whom the customer wants eFaktura from, such as ``NOR974760673-1``.
        account: the issuer's account, as written.
        transmission, assignment, transaction: the numbers that the sender gave.
        error_code, error_text: why an earlier one was refused; blank in a new one.
        reference: the eFaktura reference, most often the customer number.
        user_id: the sender's own id of the customer; the answer repeats it.
        unknown: what stands in columns whose meaning nobody has told, by name.
        extra: records of unknown type inside the transaction, as they came.
        origin: where it was read, such as ``enroll.txt:12``; no part of what it says.

    Example:
        >>> wish = EnrollmentRecord(
        ...     issuer="NOR974760673-1",
        ...     account="12345678903",
        ...     transmission=4711,
        ...     assignment=1,
        ...     transaction=1,
        ...     action=EnrollmentAction.ADD,
        ...     status=EnrollmentStatus.PENDING,
        ...     reference="1001",
        ...     first_name="Kari",
        ...     last_name="Nordmann",
        ...     address=Address(("Storgata 1",), "7030", "TRONDHEIM"),
        ... )
        >>> wish.is_new, wish.is_deletion, wish.is_confirmation
        (True, False, False)
        >>> "Kari" in repr(wish)
        False
    """

    issuer: str
    account: str = field(repr=masked_repr)
    transmission: int
    assignment: int
    transaction: int
    action: EnrollmentAction
    status: EnrollmentStatus
    error_code: str = ""
    error_text: str = field(default="", repr=False)
    reference: str = field(repr=masked_repr)
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    address: Address = field(default=Address(), repr=False)
    phone: str = field(default="", repr=False)
    fax: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    user_id: str = field(default="", repr=False)
    unknown: Mapping[str, str] = field(default=_NO_GAPS, repr=False, hash=False)
    extra: tuple[bytes, ...] = field(default=(), repr=False)
    origin: str = field(default="", eq=False, repr=False)

    @property
    def is_deletion(self) -> bool:
        """Whether the customer ends eFaktura: done at once, never answered."""
        return self.action is EnrollmentAction.DELETE

    @property
    def is_new(self) -> bool:
        """Whether it waits for our answer."""
        return self.status is EnrollmentStatus.PENDING and not self.is_deletion

    @property
    def is_confirmation(self) -> bool:
        """Whether it repeats, as settled, what we answered before; not answered again."""
        return not self.is_new and not self.is_deletion


class AnswerError(Enum):
    """Why an enrollment is refused.

    Members:
        UNKNOWN_REFERENCE: no customer has the eFaktura reference.
        DIFFERENT_PERSON: name or address is another than the register's.
        NOT_OFFERED: eFaktura is not offered for this.
    """

    UNKNOWN_REFERENCE = "01"
    DIFFERENT_PERSON = "02"
    NOT_OFFERED = "03"


@frozen
class EnrollmentAnswer:
    """What we answer to a new enrollment.

    Attributes:
        record: what is answered.
        status: active or not active.
        error_code: why not; blank where it is active.

    Raises:
        InvalidValueError: if the record wants no answer, the status is no answer, or a refusal
            has no error code, or an approval has one.

    Example:
        >>> wish = EnrollmentRecord(
        ...     issuer="NOR974760673-1",
        ...     account="12345678903",
        ...     transmission=4711,
        ...     assignment=1,
        ...     transaction=1,
        ...     action=EnrollmentAction.ADD,
        ...     status=EnrollmentStatus.PENDING,
        ...     reference="1001",
        ... )
        >>> EnrollmentAnswer(wish, EnrollmentStatus.NOT_ACTIVE, "02").is_active
        False
    """

    record: EnrollmentRecord
    status: EnrollmentStatus
    error_code: str = field(default="")

    def __attrs_post_init__(self) -> None:
        """Refuse what no answer says."""
        if not self.record.is_new:
            raise InvalidValueError(
                field="record",
                value=f"{self.record.action.value}/{self.record.status.value}",
                expected_nb="bare en ny påmelding (A eller C, status P) besvares",
                expected_en="only a new enrollment (A or C, status P) is answered",
            )
        if self.status not in (EnrollmentStatus.ACTIVE, EnrollmentStatus.NOT_ACTIVE):
            raise InvalidValueError(
                field="status",
                value=self.status.value,
                expected_nb="svaret er A (godtatt) eller N (avvist)",
                expected_en="the answer is A (accepted) or N (refused)",
            )
        if self.error_code not in (_NONE if self.is_active else _ERROR_CODES):
            raise InvalidValueError(
                field="error_code",
                value=repr(self.error_code),
                expected_nb="01, 02 eller 03 ved N, ellers tomt",
                expected_en="01, 02 or 03 with N, otherwise blank",
            )

    @property
    def is_active(self) -> bool:
        """Whether the customer gets eFaktura."""
        return self.status is EnrollmentStatus.ACTIVE


_NONE: Final = ("",)
_ERROR_CODES: Final = tuple(error.value for error in AnswerError)
