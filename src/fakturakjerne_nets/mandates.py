"""The importer ``avtalegiro-mandates``: the payers who have AvtaleGiro with us."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.mandate import Mandate, MandateKind
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import catalogue, giro_catalogue
from fakturakjerne_nets.giro_events import findings_of, own_events
from fakturakjerne_nets.giro_options import KID_METHODS, KidChecking
from fakturakjerne_nets.kids import KidCheck
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    MandateRecord,
    Place,
    Record,
)
from fakturakjerne_nets.transmission import Transaction

SPEC: Final = (
    SpecReference(
        document="AvtaleGiro systemspesifikasjon (Nets)",
        version="3.3, November 2016",
        section="egne kunders faste betalingsoppdrag",
        trust="vendor",
    ),
)
_MANDATES: Final = "24"
_KINDS: Final = {kind.value: kind for kind in MandateKind}
_NOTICES: Final = {"J": True, "N": False}


@frozen(kw_only=True)
class MandateOptions:
    """Options of the importer.

    Example:
        >>> MandateOptions().kid
        'either'
    """

    kid: KidChecking = option(
        nb="Kontrollsiffer i KID: mod10, mod11, either for begge, none for ingen kontroll. En feil "
        "er en advarsel.",
        en="Check digit of KIDs: mod10, mod11, either for both, none for no check. A wrong one is "
        "a warning.",
        default="either",
    )


class MandateImporter:
    """Reads mandates; one of kind FULL replaces, with the others, all that is known of the account.

    Assignments of other services in the same file are left to their own importers.

    Example:
        >>> MandateImporter().recognize(b"NY000010" + b"0" * 72 + b"NY212420", name="a.txt")
        True
    """

    info = PluginInfo(
        name="avtalegiro-mandates",
        title=Text(
            "giro.title-mandates",
            nb="AvtaleGiro, egne kunders faste betalingsoppdrag (FBO)",
            en="AvtaleGiro, mandates of our own customers",
        ),
        item_type=Mandate,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        texts={**catalogue.TEXTS, **giro_catalogue.TEXTS},
    )
    options_type = MandateOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - Nets binds no names
        """Whether it is a transmission that begins with mandates, or has some near its beginning."""
        return head.startswith(b"NY000010") and b"NY212420" in head

    def read(self, chunks: Iterable[bytes], options: MandateOptions) -> Iterator[Read[Mandate]]:
        """Yield mandates with what is wrong with each, and what is wrong with the file between."""
        check = KidCheck(KID_METHODS[options.kid])
        for start, event in own_events(read_transmission(chunks), is_own=_is_own):
            if isinstance(event, Transaction) and isinstance(start, AvtaleGiroAssignmentStart):
                yield from _mandates(start, event, check)
            elif findings := findings_of(event):
                yield Read(None, findings)


def _is_own(start: Record) -> bool:
    return isinstance(start, AvtaleGiroAssignmentStart) and start.type == _MANDATES


def _mandates(
    start: AvtaleGiroAssignmentStart, event: Transaction, check: KidCheck
) -> Iterator[Read[Mandate]]:
    """Yield a mandate for each record 70, of which there should be one."""
    records = event.every(MandateRecord)
    findings = event.findings
    for record in records:
        yield _mandate(start, record, check, findings)
        findings = ()
    if findings:
        yield Read(None, findings)


def _mandate(
    start: AvtaleGiroAssignmentStart,
    record: MandateRecord,
    check: KidCheck,
    findings: tuple[Finding, ...],
) -> Read[Mandate]:
    found = (*findings, *_judge(record, check))
    if any(finding.blocks and "column" in finding.values for finding in found):
        return Read(None, found)
    mandate = Mandate(
        account=start.account,
        number=record.transaction,
        kind=_KINDS[record.registration],
        kid=record.kid,
        notice=_NOTICES.get(record.notice, True),
        assignment=start.assignment,
        origin=f"line {record.line}",
    )
    return Read(mandate, found)


def _judge(record: MandateRecord, check: KidCheck) -> Iterator[Finding]:
    place, cells = Place(record.line, record.raw), record.form.cells
    if record.registration not in _KINDS:
        yield place.finding(
            giro_catalogue.REGISTRATION,
            cell=cells["registration"],
            column="registration",
            found=record.registration,
        )
    if record.notice not in _NOTICES:
        yield place.finding(
            giro_catalogue.NOTICE,
            cell=cells["notice"],
            severity=Severity.WARNING,
            found=repr(record.notice),
        )
    if problem := check.problem(record.kid):
        yield place.finding(
            problem.text,
            nets="325",
            cell=cells["kid"],
            severity=Severity.WARNING,
            **problem.values,
        )
