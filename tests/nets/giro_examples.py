"""Claims, payments and files for the tests of AvtaleGiro and OCR giro."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ExportBatch, Read
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.mandate import Mandate
from fakturakjerne.domain.money import Ore
from fakturakjerne.domain.payment import Payment
from fakturakjerne_nets.avtalegiro import AvtaleGiroExporter
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from fakturakjerne_nets.giro_options import KidChecking
from fakturakjerne_nets.mandates import MandateImporter, MandateOptions
from fakturakjerne_nets.ocr_giro import OcrGiroImporter, OcrGiroOptions
from tests.nets.examples import DAYS, texts

TODAY = date(2026, 11, 20)
OPTIONS = AvtaleGiroOptions(sender="10200", account="12345678903")
CLAIM = Claim(
    kid=Kid("0010010000015"),
    due_date=date(2026, 12, 15),
    amount=Ore(123450),
    payer_name="NORDMANN KARI",
    reference="Faktura 20261",
)
NOTIFIED = evolve(CLAIM, bank_notice=True, lines=("Vann 1.000,00", "", "x" * 80))
CANCELLED = evolve(NOTIFIED, cancels=True)
OCR = OcrGiroImporter()
MANDATES = MandateImporter()

CLAIMS = st.builds(
    Claim,
    kid=st.text("0123456789", min_size=1, max_size=24).map(Kid.of),
    due_date=DAYS,
    amount=st.integers(0, 10**12).map(Ore),
    payer_name=st.text("abcÆØÅ €-", max_size=30),
    reference=texts(25),
    bank_notice=st.booleans(),
    lines=st.lists(texts(80), max_size=4).map(tuple),
    cancels=st.booleans(),
)


def batch(*claims: Claim, sequence: int = 1) -> ExportBatch[Claim]:
    return ExportBatch(id="261120-1", today=TODAY, sequence=sequence, kind="all", items=claims)


def written(*claims: Claim, options: AvtaleGiroOptions = OPTIONS, sequence: int = 1) -> bytes:
    """The bytes of the file."""
    [document] = AvtaleGiroExporter().export(batch(*claims, sequence=sequence), options)
    return b"".join(document.open())


def checked(
    *claims: Claim, options: AvtaleGiroOptions = OPTIONS, sequence: int = 1
) -> list[Finding]:
    return list(AvtaleGiroExporter().check(batch(*claims, sequence=sequence), options))


def payments(
    data: bytes, *, kid: KidChecking = "either", first_year: int = 2000
) -> list[Read[Payment]]:
    return list(OCR.read([data], OcrGiroOptions(kid=kid, first_year=first_year)))


def mandates(data: bytes, *, kid: KidChecking = "either") -> list[Read[Mandate]]:
    return list(MANDATES.read([data], MandateOptions(kid=kid)))


def said(reads: Iterable[Read[object]]) -> list[tuple[str, str]]:
    """Path and code of all findings."""
    return [(each.path, each.code) for read in reads for each in read.findings]
