"""Files that were read, the enrollments in them, and what was decided."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from attrs import field, frozen

from fakturakjerne.domain.enrollment import EnrollmentRecord


class FileState(Enum):
    """How far a file that came in is; it goes forward only."""

    READ = "read"
    """What it says is in the ledger."""
    ANSWERED = "answered"
    """All is decided, and the answer, if there is one, stands in the document store."""
    MOVED = "moved"
    """It lies in the folder of read files."""


@frozen(kw_only=True)
class IncomingFile:
    """A file that is about to be read into the ledger.

    Attributes:
        name: without folder.
        sha256: of its bytes; the same bytes are read once by one importer.
        importer: the name of the plugin that read it.
        actor: who has it read.
    """

    name: str
    sha256: str
    importer: str
    actor: str


@frozen(kw_only=True)
class ReadFile:
    """A file that was read into the ledger.

    Attributes:
        id: of its row.
        name, sha256, importer, actor: as it was read.
        read_at: when.
        state: how far it is.
        answer: the transmission that answers it; None where none does.
        is_new: whether this call read it; False where it had been read before.
    """

    id: int
    name: str
    sha256: str
    importer: str
    actor: str
    read_at: datetime
    state: FileState
    answer: int | None = None
    is_new: bool = field(default=False, eq=False)


class EnrollmentKind(Enum):
    """What an enrollment asks of us."""

    NEW = "new"
    """A decision and an answer."""
    DELETION = "deletion"
    """Nothing: the customer was switched off when it was read."""
    CONFIRMATION = "confirmation"
    """Nothing: it confirms an earlier answer of ours."""


class DecisionOutcome(Enum):
    """Yes or no."""

    ACCEPT = "accept"
    REJECT = "reject"


@frozen(kw_only=True)
class Decision:
    """What was decided about one enrollment.

    Attributes:
        outcome: accept or reject.
        code: empty where it is accepted; else 01 (no such reference), 02 (personal data do not
            agree) or 03 (not offered).
        reason: why, for people; kept with personal numbers masked.
        proposal: what the rule had proposed; a code such as ``accept`` or ``near``.
        actor: who decided.
        at: when; None until it is recorded.
    """

    outcome: DecisionOutcome
    code: str = ""
    reason: str
    proposal: str = ""
    actor: str
    at: datetime | None = None


@frozen(kw_only=True)
class Enrollment:
    """One enrollment of a file.

    Attributes:
        id: of its row; what a person names it by.
        file: the id of the file.
        position: in the file, from 1.
        kind: what it asks of us.
        record: all that the file says; None where it was redacted.
        customer: the id, in the register, of the customer with that reference when the file was
            read or the decision taken; None where there is none, or more than one.
        decision: the last one; None where nothing is decided, or nothing is to be.
        confirms: the id of the enrollment whose answer a confirmation confirms; None where the
            ledger knows none.
    """

    id: int
    file: int
    position: int
    kind: EnrollmentKind
    record: EnrollmentRecord | None = field(repr=False)
    customer: int | None
    decision: Decision | None = None
    confirms: int | None = None


@frozen(kw_only=True)
class EnrollmentFile:
    """A file and all its enrollments, in order."""

    file: ReadFile
    enrollments: Sequence[Enrollment]

    @property
    def undecided(self) -> Sequence[Enrollment]:
        """The new ones that nobody has decided yet."""
        return tuple(
            each
            for each in self.enrollments
            if each.kind is EnrollmentKind.NEW and each.decision is None
        )
