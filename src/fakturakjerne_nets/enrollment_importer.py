"""The importer ``efaktura-enrollment``: enrollments, changes and ends from Nets (av/påmeldinger)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.enrollment import (
    EnrollmentAction as Action,
)
from fakturakjerne.domain.enrollment import (
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.finding import Finding
from fakturakjerne.plugin.cells import show
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.incoming import ENROLLMENT, Whose, recognized
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentName,
    EnrollmentState,
    EnrollmentUser,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
    Place,
    Record,
    TransmissionStart,
)
from fakturakjerne_nets.transmission import Closed, Event, Opened, Run, Transaction

SPEC: Final = (
    SpecReference(
        document="leiebasen (kyegil), a landlord's reader and writer of service 42",
        version="2017",
        section="av/påmeldingsfil and return file: records 37-41, 22, 23, 28",
        trust="implementation",
    ),
    SpecReference(
        document="Kvitteringsfiler fra Nets fakturahotell (its introduction)",
        section="the same records are used in the enrollment file and the answer file",
        trust="vendor",
    ),
)
TYPE: Final = "94"
CONSUMER: Final = 2

_BLANK: Final = b" "
_NORWAY: Final = "NO"


@frozen(kw_only=True)
class EnrollmentImportOptions:
    """Options of ``efaktura-enrollment``.

    Example:
        >>> EnrollmentImportOptions().issuer
        ''
    """

    issuer: str = option(
        nb="Referanse fakturautsteder; oppdrag for andre meldes og tas ikke med. Tomt: alle.",
        en="The issuer's reference; assignments of others are reported and left. Empty: all.",
        default="",
    )
    name: str = option(nb="Filens navn.", en="The file's name.", default="")


class EnrollmentImporter:
    """Reads a file of enrollments, each with what its bank and its consumer said.

    Confirmations of earlier answers come as records too; ``is_confirmation`` tells them apart.
    Receipts in the same file are for ``efaktura-receipt``, which a finding says.

    Example:
        >>> [read] = EnrollmentImporter().read([], EnrollmentImportOptions())
        >>> read.item, read.findings[0].message
        (None, 'The file has no record (Nets 565).')
    """

    info = PluginInfo(
        name="efaktura-enrollment",
        title=Text(
            "efaktura.title-enrollment",
            nb="eFaktura: av- og påmeldinger fra Nets",
            en="eFaktura: enrollments from Nets",
        ),
        item_type=EnrollmentRecord,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        texts=catalogue.TEXTS,
    )
    options_type = EnrollmentImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - the file has no name of its own
        """Whether it is a transmission from Nets that holds, or may go on to hold, enrollments."""
        return recognized(head, keys=[ENROLLMENT], from_nets=True)

    def read(
        self, chunks: Iterable[bytes], options: EnrollmentImportOptions
    ) -> Iterator[Read[EnrollmentRecord]]:
        """Yield what each transaction became, and what is wrong with the file."""
        reader = _Reader(options)
        for event in read_transmission(chunks, name=options.name):
            read = reader.event(event)
            if read.item is not None or read.findings:
                yield read


class _Reader:
    """Remembers in whose assignment of which transmission it is."""

    def __init__(self, options: EnrollmentImportOptions) -> None:
        self._name = options.name
        self._whose = Whose(
            importer=EnrollmentImporter.info.name, issuer=options.issuer, name=options.name
        )
        self._transmission = 0
        self._assignment: EfakturaAssignmentStart | None = None

    def event(self, event: Event) -> Read[EnrollmentRecord]:
        match event:
            case Opened():
                return Read(None, (*event.findings, *self._opened(event)))
            case Transaction() if self._assignment is not None:
                return self._transaction(event, self._assignment)
            case Transaction():
                return Read(None)
            case Closed():
                self._assignment = None
        return Read(None, () if isinstance(event, Run) else event.findings)

    def _opened(self, opened: Opened) -> tuple[Finding, ...]:
        record = opened.record
        self._assignment = None
        if isinstance(record, TransmissionStart):
            self._transmission = record.number
            return self._whose.foreign(record, line=opened.line)
        if not isinstance(record, EfakturaAssignmentStart) or record.type != TYPE:
            return self._whose.others(opened)
        left = self._whose.stranger(opened, issuer=record.issuer)
        if not left and self._whose.is_from_nets:
            self._assignment = record
        return left

    def _transaction(
        self, transaction: Transaction, assignment: EfakturaAssignmentStart
    ) -> Read[EnrollmentRecord]:
        parts = _Parts.of(transaction)
        place = Place(transaction.line, transaction.records[0].raw, self._name)
        findings = list(transaction.findings)
        action, state = parts.action, parts.state
        for record, cls in ((action, EnrollmentAction), (state, EnrollmentState)):
            if record is None:
                findings.append(
                    place.finding(
                        catalogue.RECORD_MISSING,
                        nets="568",
                        transaction=transaction.number,
                        record=cls.form.record,
                    )
                )
        if action is None or state is None:
            return Read(None, tuple(findings))
        known = (
            _known(Action, action, "action", self._name),
            _known(EnrollmentStatus, state, "status", self._name),
        )
        findings += [each for each in known if isinstance(each, Finding)]
        done, status = known
        if not isinstance(done, Action) or not isinstance(status, EnrollmentStatus):
            return Read(None, tuple(findings))
        item = EnrollmentRecord(
            issuer=assignment.issuer,
            account=assignment.account,
            transmission=self._transmission,
            assignment=assignment.assignment,
            transaction=transaction.number,
            action=done,
            status=status,
            error_code=state.error_code,
            error_text=state.error_text,
            reference=action.reference,
            first_name=parts.name.first_name,
            last_name=parts.name.last_name,
            address=parts.postal,
            phone=parts.phone.phone,
            fax=parts.phone.fax,
            email=parts.email.email,
            user_id=parts.user.user_id,
            unknown=parts.unknown,
            extra=parts.extra,
            origin=place.path().partition(", record")[0],
        )
        return Read(item, tuple(findings))


def _known(
    kinds: type[Action] | type[EnrollmentStatus], record: Record, column: str, name: str
) -> Action | EnrollmentStatus | Finding:
    value = getattr(record, column)
    for kind in kinds:
        if kind.value == value:
            return kind
    return Place(record.line, record.raw, name).finding(
        catalogue.VALUE_UNKNOWN,
        cell=record.form.cells[column],
        column=column,
        found=show(value),
        known=", ".join(kind.value for kind in kinds),
    )


@frozen(kw_only=True)
class _Parts:
    """The records of an enrollment, blank ones in place of those that are not there."""

    action: EnrollmentAction | None = None
    state: EnrollmentState | None = None
    name: EnrollmentName = EnrollmentName()  # noqa: RUF009 - frozen, a value
    place: PartyName = PartyName()  # noqa: RUF009 - frozen, a value
    address: PartyAddress = PartyAddress()  # noqa: RUF009 - frozen, a value
    phone: PartyPhone = PartyPhone()  # noqa: RUF009 - frozen, a value
    email: PartyEmail = PartyEmail()  # noqa: RUF009 - frozen, a value
    user: EnrollmentUser = EnrollmentUser()  # noqa: RUF009 - frozen, a value
    extra: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, transaction: Transaction) -> "_Parts":
        """Sort the records of a transaction; what has no place, or comes twice, is extra."""
        found: dict[str, Record] = {}
        extra: list[bytes] = []
        for record in transaction.records:
            part = _PARTS.get(type(record))
            party = getattr(record, "party", CONSUMER)
            if part is None or part in found or party != CONSUMER:
                extra.append(record.raw)
            else:
                found[part] = record
        return cls(**found, extra=tuple(extra))  # type: ignore[arg-type]  # _PARTS holds their types

    @property
    def postal(self) -> Address:
        """The consumer's address; Norway where no country is said."""
        lines = (self.address.line_1, self.address.line_2)
        return Address(
            lines=tuple(line for line in lines if line),
            postal_code=self.place.postal_code,
            place=self.place.place,
            country=self.address.country.strip() or _NORWAY,
        )

    @property
    def unknown(self) -> Mapping[str, str]:
        """What nobody explains: position 17 of record 37, and a name in record 40."""
        gaps: dict[str, str] = {}
        if self.action is not None and self.action.raw_17 != _BLANK:
            gaps["37.17"] = self.action.raw_17.decode("iso-8859-1")
        if self.place.name:
            gaps["40.17"] = self.place.name
        return gaps


_PARTS: Final[Mapping[type[Record], str]] = {
    EnrollmentAction: "action",
    EnrollmentState: "state",
    EnrollmentName: "name",
    PartyName: "place",
    PartyAddress: "address",
    PartyPhone: "phone",
    PartyEmail: "email",
    EnrollmentUser: "user",
}
