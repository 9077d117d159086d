from __future__ import annotations

import pytest

from fakturakjerne.domain.finding import Severity
from fakturakjerne_ehf.profiles import BILLING, refusal_of
from fakturakjerne_ehf.tree import parse
from tests.ehf.examples import SAMPLES, changed, credit_note, invoice

EHF_2 = (
    "urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.peppol.eu:bis:peppol4a:"
    "ver2.0:extended:urn:www.difi.no:ehf:faktura:ver2.0"
)


def refused(data: bytes) -> tuple[str, str]:
    finding = refusal_of(parse(data))
    assert finding is not None
    assert finding.severity is Severity.ERROR
    return finding.code, finding.message


@pytest.mark.parametrize("data", [invoice(), credit_note(), changed(BILLING, f"\n {BILLING}\n")])
def test_what_is_read(data: bytes) -> None:
    assert refusal_of(parse(data)) is None


@pytest.mark.parametrize(
    ("stated", "code", "words"),
    [
        (EHF_2, "ehf.profile-old", "EHF 2.0 or older"),
        ("", "ehf.profile-missing", BILLING),
        ("urn:cen.eu:en16931:2017", "ehf.profile-other", "EN 16931 without the rules of Peppol"),
        (
            "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
            "ehf.profile-other",
            "the German XRechnung",
        ),
        (BILLING.replace("billing", "selfbilling"), "ehf.profile-other", "self-billing"),
        ("urn:peppol:pint:billing-1@jp-1", "ehf.profile-other", "Peppol PINT"),
        ("something", "ehf.profile-other", "an unknown format ('something')"),
    ],
)
def test_other_profiles_are_named(stated: str, code: str, words: str) -> None:
    found, message = refused(changed(BILLING, stated))
    assert found == code
    assert words in message


def test_other_documents_are_named() -> None:
    assert "is 'CrossIndustryInvoice'" in refused(b'<x:CrossIndustryInvoice xmlns:x="u"/>')[1]
    assert refused(invoice().replace(b"Invoice-2", b"Invoice-1"))[0] == "ehf.root-other"
    envelope = b"<s:StandardBusinessDocument xmlns:s='u'>" + b"</s:StandardBusinessDocument>"
    assert refused(envelope)[0] == "ehf.root-envelope"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are kept beside the repository")
def test_the_old_sample_is_refused() -> None:
    data = (SAMPLES / "ehf-norway" / "ehf-2-faktura-1.xml").read_bytes()
    assert refused(data)[0] == "ehf.profile-old"
