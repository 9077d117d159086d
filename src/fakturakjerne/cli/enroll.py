"""``fakturakjerne enroll``: who wants eFaktura, and what we answer."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli import desk_wording as words
from fakturakjerne.cli.desk import echo, opened, shared, today_option
from fakturakjerne.cli.enroll_report import EnrollReport
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.enrollment import AnswerError
from fakturakjerne.engine.matching import Proposal
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.enrollment_records import DecisionOutcome
from fakturakjerne.workflow.answering import find_file, finish
from fakturakjerne.workflow.bank_files import inbox
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.enrollment import (
    Verdict,
    answers_receipted,
    decide,
    read_enrollments,
    review,
    show,
)

_PATH = click.Path(path_type=Path)
_REASON = click.option(
    "--reason", default="", metavar="TEXT", help="Hvorfor, med egne ord. / Why, in your own words."
)


@click.group()
def enroll() -> None:
    """Av- og påmeldinger til eFaktura. / Enrollments for eFaktura."""


@enroll.command("inbox")
@shared
def list_inbox(
    config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Filene som ikke er lest inn ennå. / The files that were not read yet."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        found = inbox(desk)
        for each in found:
            report.findings(each.findings)
        if not found:
            report.say(catalogue.INBOX_EMPTY, inbox=desk.inbox)
        EnrollReport(language, as_json=as_json).inbox(found)


@enroll.command()
@click.argument("file", type=_PATH)
@shared
def read(
    *, file: Path, config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Les inn en fil fra mappen for inngående filer. / Read a file of the incoming folder."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        done = read_enrollments(desk, file)
        report.findings(done.findings)
        if done.receipts is not None:
            report.findings(done.receipts.findings)
        EnrollReport(language, as_json=as_json).read(done)


@enroll.command("review")
@shared
def show_review(
    config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Hver ny påmelding ved siden av kunden, med forslag. / Each enrollment, with a proposal."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        found = review(desk)
        if not any(each.new for each in found):
            report.say(catalogue.ENROLLMENTS_NONE)
        EnrollReport(language, as_json=as_json).review(found, answers_receipted(desk))


@enroll.command("show")
@click.argument("number", type=int, metavar="N")
@click.option(
    "--address",
    type=int,
    metavar="N",
    help="Sammenlign med denne av kundens adresser. / Compare with this one of the customer's "
    "addresses.",
)
@shared
def show_one(
    *,
    number: int,
    address: int | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Alt om én påmelding: filen over, registeret under. / All of one: file above, register below."""
    with (
        failures(Report(language, as_json=as_json)),
        opened(config_file, ledger, language) as desk,
    ):
        EnrollReport(language, as_json=as_json).show(show(desk, number, address=address))


@enroll.command()
@click.argument("numbers", type=int, nargs=-1, metavar="[N]...")
@click.option(
    "--proposed",
    is_flag=True,
    help="Alle som foreslås godtatt og ikke er avgjort. / All that are proposed to be accepted and "
    "are undecided.",
)
@_REASON
@shared
def accept(
    *,
    numbers: Sequence[int],
    proposed: bool,
    reason: str,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Godta påmeldinger. / Accept enrollments."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        chosen = [*numbers, *(_proposed(desk) if proposed else ())]
        if not chosen and not proposed:
            raise ConfigError(catalogue.ENROLLMENT_NO_NUMBERS)
        _decide(desk, chosen, Verdict(outcome=DecisionOutcome.ACCEPT, reason=reason), as_json)


@enroll.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="N...")
@click.option(
    "--code",
    type=click.Choice([each.value for each in AnswerError]),
    help="01 ukjent referanse, 02 feil person, 03 tilbys ikke. / 01 unknown reference, 02 "
    "different person, 03 not offered. [02; 01 for ukjent / unknown]",
)
@_REASON
@shared
def reject(
    *,
    numbers: Sequence[int],
    code: str | None,
    reason: str,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Avvis påmeldinger. / Reject enrollments."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        error = None if code is None else AnswerError(code)
        verdict = Verdict(outcome=DecisionOutcome.REJECT, error=error, reason=reason)
        _decide(desk, numbers, verdict, as_json)


@enroll.command("finish")
@click.argument("file", required=False)
@click.option(
    "--reject-rest",
    is_flag=True,
    help="Avvis dem som ikke er avgjort (02). / Reject the undecided (02).",
)
@today_option
@shared
def finish_file(
    *,
    file: str | None,
    reject_rest: bool,
    today: datetime | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Skriv svaret, før protokollen, flytt filen. / Write the answer, note it, move the file."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language, today=today) as desk:
        done = finish(desk, find_file(desk, file), reject_rest=reject_rest)
        report.findings(done.findings)
        EnrollReport(language, as_json=as_json).finished(done)


def _proposed(desk: Desk) -> list[int]:
    return [
        each.enrollment.id
        for file in review(desk)
        for each in file.new
        if each.match.proposal is Proposal.ACCEPT and each.enrollment.decision is None
    ]


def _decide(desk: Desk, numbers: Sequence[int], verdict: Verdict, as_json: bool) -> None:
    """Decide one by one; each decision stands, whatever becomes of the next."""
    told = []
    try:
        for number in numbers:
            taken = decide(desk, number, verdict)
            told.append(EnrollReport(desk.language, as_json=as_json).reviewed(taken))
            decision = taken.enrollment.decision
            if not as_json and decision is not None:
                values = {
                    "enrollment": number,
                    "outcome": words.OUTCOMES[decision.outcome].render(desk.language, {}),
                    "reason": decision.reason,
                }
                click.echo(catalogue.ENROLLMENT_DECIDED.render(desk.language, values))
    finally:
        if as_json:
            echo(told)
