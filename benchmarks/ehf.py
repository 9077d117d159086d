"""Both sides of reading suppliers' invoices: ``python -m benchmarks.ehf SIDE DOCUMENT``.

Our side is the importer ``ehf``: safe parsing, everything that the standard has, findings; or, as
``rules``, safe parsing and every rule of EN 16931, Peppol and Norway.  The peer
is the least that anybody could do: lxml's parse of the same bytes, with the safe settings, and
nothing read out of the tree.  No two lines share an amount.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import frozen
from lxml import etree

from benchmarks.measuring import stopwatch
from fakturakjerne_ehf.profiles import BILLING
from fakturakjerne_ehf.reader import read_document
from fakturakjerne_ehf.rules import validate
from fakturakjerne_ehf.tree import CAC

Measured = dict[str, Any]
_UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
_PDF: Final = b"%PDF-1.7\n" + bytes(range(256)) * 14_400


@frozen(kw_only=True)
class Sample:
    """A document to read.

    Attributes:
        what: for a person.
        lines: of the invoice.
        attachment: whether a file of 3.7 MB is inside.
        times: how often it is read in one measurement.
    """

    what: str
    lines: int
    attachment: bool = False
    times: int


SAMPLES: Final = {
    "ehf-read-5k": Sample(what="5 KB", lines=1, times=400),
    "ehf-read-50k": Sample(what="50 KB", lines=44, times=50),
    "ehf-read-5m": Sample(what="5 MB of lines", lines=4_750, times=2),
    "ehf-read-attachment": Sample(
        what="5 MB, most of it an attachment", lines=1, attachment=True, times=8
    ),
}


def side(name: str, sample: str) -> Measured:
    """Run a side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ehf", name, sample]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    measured: Measured = json.loads(output)
    return measured


def document(sample: Sample) -> bytes:
    """Return the invoice, the same at every call."""
    nets = [Decimal(10_000 + 7 * number) / 100 for number in range(sample.lines)]
    return "".join(_pieces(sample, nets)).encode()


def _pieces(sample: Sample, nets: list[Decimal]) -> Iterator[str]:
    net = sum(nets, Decimal(0))
    vat = (net / 4).quantize(Decimal("0.01"))
    yield f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="{_UBL}Invoice-2" xmlns:cac="{CAC[1:-1]}" xmlns:cbc="{_UBL}CommonBasicComponents-2">
  <cbc:CustomizationID>{BILLING}</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>1001</cbc:ID>
  <cbc:IssueDate>2026-03-02</cbc:IssueDate>
  <cbc:DueDate>2026-04-01</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>ref-7</cbc:BuyerReference>
"""
    if sample.attachment:
        yield f"""<cac:AdditionalDocumentReference><cbc:ID>V1</cbc:ID><cac:Attachment>
<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">{
            base64.b64encode(_PDF).decode()
        }</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
"""
    yield _party("AccountingSupplierParty", "974760673", "Vannverket AS")
    yield _party("AccountingCustomerParty", "311111116", "Eksempel kommune")
    yield f"""  <cac:PaymentMeans>
    <cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
    <cbc:PaymentID>1234567897</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>86011117947</cbc:ID></cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="NOK">{vat}</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="NOK">{net}</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="NOK">{vat}</cbc:TaxAmount>
      <cac:TaxCategory>{_VAT}</cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="NOK">{net}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="NOK">{net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="NOK">{net + vat}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="NOK">{net + vat}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
"""
    yield from (_line(number, each) for number, each in enumerate(nets, 1))
    yield "</Invoice>\n"


_VAT: Final = """
        <cbc:ID>S</cbc:ID>
        <cbc:Percent>25</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      """


def _party(role: str, number: str, name: str) -> str:
    return f"""  <cac:{role}>
    <cac:Party>
      <cbc:EndpointID schemeID="0192">{number}</cbc:EndpointID>
      <cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>
      <cac:PostalAddress>
        <cbc:StreetName>Gata 1</cbc:StreetName>
        <cbc:CityName>Bergen</cbc:CityName>
        <cbc:PostalZone>5003</cbc:PostalZone>
        <cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>NO{number}MVA</cbc:CompanyID>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>{name}</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0192">{number}</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>
  </cac:{role}>
"""


def _line(number: int, net: Decimal) -> str:
    return f"""  <cac:InvoiceLine>
    <cbc:ID>{number}</cbc:ID>
    <cbc:Note>Måler {number}</cbc:Note>
    <cbc:InvoicedQuantity unitCode="MTQ">10</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="NOK">{net}</cbc:LineExtensionAmount>
    <cbc:AccountingCost>4711</cbc:AccountingCost>
    <cac:InvoicePeriod>
      <cbc:StartDate>2026-02-01</cbc:StartDate>
      <cbc:EndDate>2026-02-28</cbc:EndDate>
    </cac:InvoicePeriod>
    <cac:OrderLineReference><cbc:LineID>{number}</cbc:LineID></cac:OrderLineReference>
    <cac:Item>
      <cbc:Description>Vann og avløp i februar, måler {number}</cbc:Description>
      <cbc:Name>Vann og avløp</cbc:Name>
      <cac:SellersItemIdentification><cbc:ID>V-{number}</cbc:ID></cac:SellersItemIdentification>
      <cac:ClassifiedTaxCategory>{_VAT}</cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>
      <cbc:PriceAmount currencyID="NOK">{net / 10}</cbc:PriceAmount>
    </cac:Price>
  </cac:InvoiceLine>
"""


def _ours(data: bytes, times: int) -> tuple[Measured, int]:
    read = read_document(data)
    with stopwatch() as measured:
        for _ in range(times):
            read = read_document(data)
    assert read.item is not None
    assert not read.findings
    return measured, len(read.item.lines)


def _rules(data: bytes, times: int) -> tuple[Measured, int]:
    found = validate(data)
    with stopwatch() as measured:
        for _ in range(times):
            found = validate(data)
    assert [each.code for each in found] == ["NO-R-002"]  # of limited companies alone
    return measured, data.count(b"<cac:InvoiceLine>")


def _peer(data: bytes, times: int) -> tuple[Measured, int]:
    root = etree.fromstring(data, _parser())
    with stopwatch() as measured:
        for _ in range(times):
            root = etree.fromstring(data, _parser())
    return measured, len(root.findall(f"{CAC}InvoiceLine"))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


if __name__ == "__main__":
    chosen = SAMPLES[sys.argv[2]]
    content = document(chosen)
    found, lines = {"ours": _ours, "rules": _rules, "peer": _peer}[sys.argv[1]](
        content, chosen.times
    )
    print(json.dumps(found | {"facts": {"bytes": len(content), "lines": lines}}))
