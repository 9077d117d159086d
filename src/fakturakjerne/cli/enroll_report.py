"""What the commands about enrollments tell."""

from collections.abc import Mapping, Sequence

import click
from attrs import asdict, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language, Text
from fakturakjerne.cli import desk_wording as words
from fakturakjerne.cli.customers import address_text, as_dict, field_rows
from fakturakjerne.cli.desk import echo, table
from fakturakjerne.domain.enrollment import EnrollmentRecord
from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.ledger.enrollment_records import Decision, EnrollmentKind
from fakturakjerne.ledger.invoice_records import Transmission
from fakturakjerne.workflow.answering import Finished
from fakturakjerne.workflow.bank_files import InboxFile
from fakturakjerne.workflow.enrollment import EnrollmentsRead, Review, Reviewed, Shown


@frozen
class EnrollReport:
    """Tells a person, or with ``as_json`` a program, about enrollments."""

    language: Language
    as_json: bool

    def inbox(self, files: Sequence[InboxFile]) -> None:
        """List the files that were not read yet."""
        if self.as_json:
            echo(
                [
                    {"file": each.path.name, "kinds": list(each.kinds), "readable": each.readable}
                    for each in files
                ]
            )
            return
        rows = [
            (
                each.path.name,
                ", ".join(each.kinds) or self._(words.UNKNOWN),
                self._(words.YES if each.readable else words.NO),
            )
            for each in files
        ]
        table(words.INBOX_HEADINGS, rows, self.language)

    def read(self, done: EnrollmentsRead) -> None:
        """Tell what a file holds."""
        values = {
            "file": done.file.name,
            "new": done.counts[EnrollmentKind.NEW],
            "deletions": done.counts[EnrollmentKind.DELETION],
            "confirmations": done.counts[EnrollmentKind.CONFIRMATION],
            "receipts": 0 if done.receipts is None else done.receipts.count,
        }
        if self.as_json:
            echo({**values, "is_new": done.file.is_new, "state": done.file.state.value})
            return
        click.echo(self._(catalogue.FILE_READ, **values))
        if not done.file.is_new:
            click.echo(self._(catalogue.FILE_READ_BEFORE, file=done.file.name))

    def review(self, files: Sequence[Review], answers: Sequence[Transmission]) -> None:
        """Show each file: the new ones, the ended ones, and what is about earlier answers."""
        if self.as_json:
            reviews = [self._review(each) for each in files]
            echo({"files": reviews, "answers": [_answer(each) for each in answers]})
            return
        for each in files:
            name = each.file.name
            self._part(each.new, words.FILE_TITLE, name)
            self._part(each.deletions, words.DELETIONS_TITLE, name)
            earlier = [self._earlier(one) for one in each.confirmations]
            title = self._(words.EARLIER_TITLE, file=name)
            table(words.EARLIER_HEADINGS, earlier, self.language, title=title)
        lines = [
            (str(each.number), each.name, self._(words.SENDINGS[each.state]), each.code)
            for each in answers
        ]
        table(words.ANSWER_HEADINGS, lines, self.language, title=self._(words.ANSWERS_TITLE))

    def show(self, shown: Shown) -> None:
        """Show one enrollment: the file above, the register below, differences marked."""
        if self.as_json:
            echo(self._shown(shown))
            return
        reviewed = shown.reviewed
        title = self._(words.IN_FILE_TITLE, n=reviewed.enrollment.id)
        table(words.FIELD_HEADINGS, self._file_rows(reviewed.record), self.language, title=title)
        if reviewed.customer is None:
            click.echo(self._(catalogue.ENROLLMENT_NO_CUSTOMER))
        else:
            addresses = reviewed.customer.customer.addresses
            below = self._(words.IN_REGISTER_TITLE)
            rows = field_rows(reviewed.customer, self.language)
            table(words.FIELD_HEADINGS, rows, self.language, title=below)
            self._pairs(shown, count=len(addresses))
            choices = [(str(n), address_text(each)) for n, each in enumerate(addresses, start=1)]
            table(words.ADDRESS_HEADINGS, choices, self.language)
        click.echo(f"{self._(words.PROPOSALS[reviewed.match.proposal])}: {self._why(reviewed)}")
        decision = self._decision(reviewed.enrollment.decision)
        if decision:
            click.echo(decision)

    def finished(self, done: Finished) -> None:
        """Tell what finishing a file did."""
        if self.as_json:
            echo(
                {
                    "file": done.file.name,
                    "state": done.file.state.value,
                    "answer": None if done.answer is None else str(done.answer),
                    "accepted": done.accepted,
                    "rejected": done.rejected,
                    "moved": None if done.moved is None else str(done.moved),
                }
            )
            return
        if done.answer is not None:
            counts = {"accepted": done.accepted, "rejected": done.rejected}
            click.echo(self._(catalogue.ANSWER_WRITTEN, path=done.answer, **counts))
        elif done.file.answer is None:
            click.echo(self._(catalogue.ANSWER_NONE, file=done.file.name))
        if done.moved is not None:
            click.echo(self._(catalogue.FILE_MOVED, file=done.file.name, path=done.moved))
        else:
            click.echo(self._(catalogue.FILE_DONE_BEFORE, file=done.file.name))

    def reviewed(self, each: Reviewed) -> dict[str, object]:
        """Return an enrollment beside its customer, for a program."""
        record, decision = each.enrollment.record, each.enrollment.decision
        return {
            "n": each.enrollment.id,
            "kind": each.enrollment.kind.value,
            "customer": None if each.customer is None else each.customer.number,
            "name": None if each.customer is None else each.customer.customer.name,
            "reference": "" if record is None else record.reference,
            "first_name": "" if record is None else record.first_name,
            "last_name": "" if record is None else record.last_name,
            "action": "" if record is None else record.action.value,
            "status": "" if record is None else record.status.value,
            "proposal": each.match.proposal.value,
            "reasons": [
                {"code": one.code, "message": one.in_language(self.language)}
                for one in each.match.reasons
            ],
            "confirms": each.enrollment.confirms,
            "decision": decision
            and {
                "outcome": decision.outcome.value,
                "code": decision.code,
                "reason": decision.reason,
                "actor": decision.actor,
                "at": decision.at and decision.at.isoformat(),
            },
        }

    def _review(self, review: Review) -> dict[str, object]:
        return {
            "file": review.file.name,
            "new": [self.reviewed(each) for each in review.new],
            "deletions": [self.reviewed(each) for each in review.deletions],
            "confirmations": [self.reviewed(each) for each in review.confirmations],
        }

    def _shown(self, shown: Shown) -> dict[str, object]:
        reviewed = shown.reviewed
        customer = reviewed.customer
        pairs = [
            {
                "field": each.name,
                "file": each.file,
                "register": each.register,
                "agreement": each.agreement.value,
            }
            for each in shown.pairs
        ]
        return {
            **self.reviewed(reviewed),
            "file": _record(reviewed.record),
            "register": None if customer is None else as_dict(customer),
            "address": shown.address,
            "compared": pairs,
        }

    def _part(self, part: Sequence[Reviewed], title: Text, file: str) -> None:
        rows = [self._line(each) for each in part]
        table(words.REVIEW_HEADINGS, rows, self.language, title=self._(title, file=file))

    def _line(self, each: Reviewed) -> tuple[str, ...]:
        record, customer = each.enrollment.record, each.customer
        is_new = each.enrollment.kind is EnrollmentKind.NEW
        return (
            str(each.enrollment.id),
            "" if customer is None else customer.number,
            "" if customer is None else customer.customer.name,
            "" if record is None else record.first_name,
            "" if record is None else record.last_name,
            "" if record is None else self._(words.ACTIONS[record.action]),
            self._(words.PROPOSALS[each.match.proposal]) if is_new else "",
            self._why(each) if is_new else "",
            self._decision(each.enrollment.decision),
        )

    def _earlier(self, each: Reviewed) -> tuple[str, ...]:
        record, customer = each.enrollment.record, each.customer
        status = "" if record is None else self._(words.STATUSES[record.status])
        error = "" if record is None else f"{record.error_code} {record.error_text}".strip()
        return (
            str(each.enrollment.id),
            "" if customer is None else customer.number,
            "" if customer is None else customer.customer.name,
            f"{status} {error}".strip(),
            "" if each.enrollment.confirms is None else f"N {each.enrollment.confirms}",
        )

    def _pairs(self, shown: Shown, *, count: int) -> None:
        rows = [
            (
                self._(words.FIELDS[each.name]),
                each.file,
                each.register,
                self._(words.AGREEMENTS[each.agreement]),
            )
            for each in shown.pairs
        ]
        title = self._(words.COMPARED_TITLE, address=shown.address, count=count)
        table(words.PAIR_HEADINGS, rows, self.language, title=title)

    def _file_rows(self, record: EnrollmentRecord) -> list[tuple[str, str]]:
        values: Mapping[str, str] = {
            "action": self._(words.ACTIONS[record.action]),
            "status": self._(words.STATUSES[record.status]),
            "reference": record.reference,
            "first_name": record.first_name,
            "last_name": record.last_name,
            "address": address_text(record.address),
            "phone": record.phone,
            "fax": record.fax,
            "email": record.email,
            "user_id": record.user_id,
            "error": f"{record.error_code} {record.error_text}".strip(),
            "issuer": record.issuer,
            "account": masked_repr(record.account),
            "numbers": f"{record.transmission}, {record.assignment}, {record.transaction}",
            "unknown": ", ".join(f"{name}={value}" for name, value in record.unknown.items()),
        }
        return [(self._(words.FIELDS[name]), value) for name, value in values.items()]

    def _why(self, each: Reviewed) -> str:
        return " ".join(one.in_language(self.language) for one in each.match.reasons)

    def _decision(self, decision: Decision | None) -> str:
        if decision is None:
            return ""
        outcome = f"{self._(words.OUTCOMES[decision.outcome])} {decision.code}".strip()
        return f"{outcome}: {decision.reason} ({decision.actor})"

    def _(self, text: Text, **values: object) -> str:
        return text.render(self.language, values)


def _record(record: EnrollmentRecord) -> dict[str, object]:
    return {
        "action": record.action.value,
        "status": record.status.value,
        "error_code": record.error_code,
        "error_text": record.error_text,
        "reference": record.reference,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "address": asdict(record.address),
        "phone": record.phone,
        "fax": record.fax,
        "email": record.email,
        "user_id": record.user_id,
        "issuer": record.issuer,
        "transmission": record.transmission,
        "assignment": record.assignment,
        "transaction": record.transaction,
        "unknown": dict(record.unknown),
    }


def _answer(each: Transmission) -> dict[str, object]:
    return {
        "transmission": each.number,
        "file": each.name,
        "state": each.state.value,
        "code": each.code,
    }
