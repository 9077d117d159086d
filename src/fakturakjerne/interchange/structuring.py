"""A document becomes a lease, or findings: the fast path first, the careful one where it fails."""

from collections.abc import Callable

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import shape
from fakturakjerne.interchange.building import LeaseBuilder, NotAsExpectedError
from fakturakjerne.interchange.problems import Examiner, Problem, unexplained


class Structurer:
    """Turns parsed documents into leases or findings; one a file.

    Example:
        >>> read = Structurer(test_identities=False).read([], where="leases.jsonl:3", root="$")
        >>> read.findings[0].path, read.findings[0].message
        ('leases.jsonl:3 $', '[…]: this must be an object: {...}')
    """

    def __init__(self, *, test_identities: bool) -> None:
        self._build = LeaseBuilder(test_identities=test_identities).build
        self._examiner = Examiner()

    def read(
        self,
        document: object,
        *,
        where: str,
        root: str = "$",
        place: Callable[[str], str] | None = None,
    ) -> Read[Lease]:
        """Return the lease, or everything that is wrong with the document.

        Args:
            document: a parsed JSON value, objects as tuples of pairs.
            where: file and line; the lease's origin.
            root: the path of the document in its file.
            place: turns the path of a problem into where a finding says it is; the path after
                file and line if None.
        """
        try:
            return Read(self._build(document, origin=where))
        except (NotAsExpectedError, ValueError, TypeError, RecursionError) as error:
            problems = self._problems(document, root) or [Problem(root, unexplained(error))]
        lease = _lease_id(document)
        return Read(
            None,
            tuple(
                finding(
                    f"{where} {problem.path}" if place is None else place(problem.path),
                    problem.reason,
                    lease=lease,
                )
                for problem in problems
            ),
        )

    def _problems(self, document: object, root: str) -> list[Problem]:
        try:
            return self._examiner.problems(document, root=root)
        except RecursionError:
            return [Problem(root, InvalidValueError(catalogue.INPUT_DEPTH))]


def refused(path: str, reason: InvalidValueError) -> Read[Lease]:
    """Return a reading that gave nothing but the reason why."""
    return Read(None, (finding(path, reason, lease=None),))


def finding(path: str, reason: InvalidValueError, *, lease: str | None) -> Finding:
    """Return the finding of severity error for a reason."""
    return Finding(
        severity=Severity.ERROR, text=reason.text, path=path, values=reason.values, lease=lease
    )


def _lease_id(document: object) -> str | None:
    members = dict(document) if isinstance(document, tuple) else {}
    try:
        return shape.IDENTIFIER.read(members.get("id"))
    except InvalidValueError:
        return None
