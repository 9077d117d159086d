from __future__ import annotations

import base64
import random
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.supplier_invoice import SupplierInvoice
from fakturakjerne.domain.trade_party import Identifier
from fakturakjerne_ehf.attachments import AttachmentLimits
from fakturakjerne_ehf.reader import ORIGIN, ReadLimits, read_document, read_tree
from fakturakjerne_ehf.tree import TreeLimits, name_of, parse
from tests.ehf.examples import SAMPLES, changed, credit_note, invoice

WHOLE = sorted(path for path in SAMPLES.glob("*/*.xml") if path.name != "ehf-2-faktura-1.xml")
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples are kept beside the repository"
)


def item_of(data: bytes) -> SupplierInvoice:
    read = read_document(data)
    assert read.item is not None, read.findings
    return read.item


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(each.code, each.path.partition(", ")[2]) for each in read_document(data).findings]


def parts(value: object) -> Iterator[object]:
    """Yield all that an object is made of."""
    yield value
    kind = type(value)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)
    elif isinstance(value, dict):
        yield from parts(tuple(value.items()))


def leaves(value: object) -> list[object]:
    return [each for each in parts(value) if not attrs.has(type(each)) and type(each) is not tuple]


@pytest.mark.parametrize("data", [invoice(), credit_note()])
def test_everything_that_the_standard_has_is_read(data: bytes) -> None:
    read = read_document(data)
    assert read.findings == ()
    item = read.item
    assert item is not None
    assert item.origin == ORIGIN
    stated = (item.number, item.issue_date, item.due_date, item.currency, item.vat_currency)
    assert stated == ("1001", date(2026, 3, 2), date(2026, 4, 1), "NOK", "EUR")
    assert (item.notes, item.accounting_cost, item.buyer_reference) == (("Hei",), "1234", "ref-7")
    assert (item.order, item.sales_order, item.project) == ("PO-1", "SO-1", "P1")
    references = (item.despatch_advice, item.receiving_advice, item.tender, item.contract)
    assert references == ("D1", "R1", "T1", "C1")
    assert [(each.number, each.issue_date) for each in item.preceding] == [
        ("1000", date(2026, 2, 2))
    ]
    assert item.object_ids == (Identifier("OBJ-1", "ABT"),)
    file, link = item.documents
    assert (file.number, file.description, link.uri) == (
        "V1",
        "Timeliste",
        "https://example.com/v2",
    )
    assert file.attachment is not None
    assert (file.attachment.content, file.attachment.size) == (b"a;b\n", 4)
    assert item.seller.ids == (Identifier("7300010000001", "0088"), Identifier("K-1"))
    assert item.seller.tax_ids[1] == Identifier("Foretaksregisteret", "TAX")
    assert item.seller.address is not None
    assert "" not in attrs.astuple(item.seller.address)
    assert item.payee is not None
    assert item.payee.trading_name == "Factoring AS"
    assert item.tax_representative is not None
    assert item.delivery is not None
    assert (item.delivery.day, item.delivery.party_name) == (date(2026, 2, 28), "Skolen")
    assert item.delivery.location == Identifier("7300010000002", "0088")
    bank, sepa = item.payment_means
    assert (bank.code, bank.name, bank.payment_id) == ("30", "Bank", "1234567897")
    assert (bank.account, bank.bank, bank.mandate) == ("86011117947", "DNBANOKK", "M1")
    assert (sepa.code, item.payment_terms) == ("58", "30 dager")
    [charge] = item.allowances_charges
    assert (charge.is_charge, charge.amount, charge.percent) == (
        True,
        Decimal("10.00"),
        Decimal(10),
    )
    assert (item.vat_amount, item.vat_totals[1].amount) == (Decimal("27.50"), Decimal("2.40"))
    [line] = item.lines
    assert (line.id, line.quantity, line.unit, line.net) == (
        "1",
        Decimal(40),
        "MTQ",
        Decimal(100),
    )
    assert line.object_id == Identifier("M-7", "ABZ")
    assert line.item.classifications[0].code == "86140000"
    assert line.price is not None
    assert (line.price.discount, line.price.gross) == (Decimal("0.75"), Decimal("27.00"))
    assert line.computed_net == line.net
    assert item.computed_totals == attrs.evolve(
        item.totals, allowances=item.computed_totals.allowances
    )


def test_nothing_of_an_invoice_is_lost() -> None:
    """Every text of the document is a leaf of the object, as often as it is there."""
    for data in (invoice(), credit_note()):
        held = leaves(item_of(data))
        texts = sorted(shown(each) for each in held)
        for element in parse(data).root.iter():
            text = (element.text or "").strip()
            if text and not len(element) and not text.startswith("YTti"):
                if (text, name_of(element).rpartition(":")[2]) in PASSED:
                    continue
                assert text in texts, element
                texts.remove(text)


PASSED = {("130", "DocumentTypeCode"), ("50", "DocumentTypeCode"), ("false", "ChargeIndicator")}


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("data", [invoice(), credit_note()])
def test_no_type_of_the_library_leaks(data: bytes) -> None:
    broken = data.replace(b"2026-02-28", b"yesterday").replace(b"Telephone", b"Fax")
    known = {str, int, bool, Decimal, date, type(None), tuple, dict, bytes}
    for read in (read_document(data), read_document(broken)):
        for each in parts(read):
            if not attrs.has(type(each)) and not isinstance(each, Enum):
                assert type(each) in known, type(each)


@needs_samples
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_whole_sample_is_read_without_loss(path: Path) -> None:
    data = path.read_bytes()
    read = read_document(data)
    assert read.item is not None
    assert {each.code for each in read.findings} <= {"ehf.attachment-content"}
    attachments = [each.attachment for each in read.item.documents if each.attachment]
    embedded = etree.fromstring(data).iter("{*}EmbeddedDocumentBinaryObject")
    assert [each.content for each in attachments] == [
        base64.b64decode(element.text or "") for element in embedded
    ]
    texts = sorted(map(shown, leaves(read.item)))
    for element in parse(data).root.iter():
        name = name_of(element).rpartition(":")[2]
        text = (element.text or "").strip(" \t\r\n")
        if text and not len(element) and name != "EmbeddedDocumentBinaryObject":
            if (text, name) in PASSED:
                continue
            assert text in texts, (name, text)
            texts.remove(text)


@needs_samples
def test_there_are_samples() -> None:
    assert len(WHOLE) == 25


TOTALS = {
    "lines": "LineExtensionAmount",
    "without_vat": "TaxExclusiveAmount",
    "with_vat": "TaxInclusiveAmount",
    "allowances": "AllowanceTotalAmount",
    "charges": "ChargeTotalAmount",
    "prepaid": "PrepaidAmount",
    "rounding": "PayableRoundingAmount",
    "payable": "PayableAmount",
}


@needs_samples
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_totals_in_the_object_are_the_totals_in_the_file(path: Path) -> None:
    data = path.read_bytes()
    item = item_of(data)
    totals = etree.fromstring(data).find("{*}LegalMonetaryTotal")
    assert totals is not None
    for name, element in TOTALS.items():
        stated = totals.findtext(f"{{*}}{element}")
        held = getattr(item.totals, name)
        assert (None if held is None else str(held)) == stated
        assert stated is None or getattr(item.computed_totals, name) == Decimal(stated)
    assert [line.computed_net for line in item.lines] == [line.net for line in item.lines]


def test_all_problems_are_told_at_once_with_path_and_line() -> None:
    data = changed("2026-04-01", "soon")
    data = changed(">40<", ">4e1<", data)
    data = changed("<cbc:Percent>25</cbc:Percent>", "<cbc:Percent>٢٥</cbc:Percent>", data)
    data = changed("<cbc:Name>Kari</cbc:Name>", "<cbc:Name>Kari<b/></cbc:Name>", data)
    assert codes(data) == [
        ("ehf.date", "/Invoice/cbc:DueDate"),
        ("ehf.nested", "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:Contact/cbc:Name"),
        ("ehf.number", "/Invoice/cac:AllowanceCharge/cac:TaxCategory/cbc:Percent"),
        ("ehf.number", "/Invoice/cac:InvoiceLine/cbc:InvoicedQuantity"),
    ]
    item = item_of(data)
    assert (item.due_date, item.lines[0].quantity, item.number) == (None, None, "1001")
    line = data[: data.index(b"soon")].count(b"\n") + 1
    assert read_document(data).findings[0].path.startswith(f"line {line}, ")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<cbc:ID>1001</cbc:ID>", "", "ehf.missing"),
        ("<cbc:ID>1001</cbc:ID>", "<cbc:ID> </cbc:ID>", "ehf.missing"),
        ("<cbc:IssueDate>2026-03-02", "<cbc:IssueDate>2026-03-02Z", "ehf.date"),
        (">131.00<", ">1E9<", "ehf.number"),
        (">131.00<", ">NaN<", "ehf.number"),
        (">131.00<", ">١٣١<", "ehf.number"),
        (">131.00<", "><", "ehf.number"),
        ('currencyID="NOK">131', 'currencyID="SEK">131', "ehf.currency"),
        ('currencyID="NOK">131', ">131", "ehf.currency"),
        ("<cbc:ChargeIndicator>true", "<cbc:ChargeIndicator>ja", "ehf.flag"),
        ('<cbc:TaxAmount currencyID="EUR">2.40</cbc:TaxAmount>', "", "ehf.missing"),
    ],
)
def test_without_what_must_be_there_there_is_no_item(old: str, new: str, code: str) -> None:
    read = read_document(changed(old, new))
    assert read.item is None
    assert [each.code for each in read.findings] == [code]
    assert read.findings[0].severity is Severity.ERROR


def test_a_document_without_anything_says_all_that_is_missing() -> None:
    data = re.sub(rb"(</cbc:ProfileID>).*(</Invoice>)", rb"\1\2", invoice(), flags=re.DOTALL)
    findings = read_document(data).findings
    assert [each.values["element"] for each in findings] == [
        *("cbc:ID", "cbc:IssueDate", "cbc:DocumentCurrencyCode", "cac:AccountingSupplierParty"),
        *("cac:AccountingCustomerParty", "cac:LegalMonetaryTotal", "cbc:InvoiceTypeCode"),
        "cac:InvoiceLine",
    ]


def test_a_line_that_cannot_be_read_takes_the_invoice_with_it_and_is_told_once() -> None:
    data = changed(
        '<cbc:LineExtensionAmount currencyID="NOK">100.00</cbc:LineExtensionAmount>\n<cbc:Acc',
        "<cbc:Acc",
    )
    assert read_document(data).item is None
    assert codes(data) == [("ehf.missing", "/Invoice/cac:InvoiceLine")]


def test_a_comment_inside_an_id_does_not_cut_it() -> None:
    item = item_of(changed("86011117947", "8601<!-- x -->1117<?y?>947"))
    assert item.payment_means[0].account == "86011117947"


def test_what_does_not_belong_is_reported_and_the_rest_is_read() -> None:
    data = changed("<cbc:ID>1001", "<cbc:UUID>7</cbc:UUID><cbc:ID>1001")
    read = read_document(data)
    assert read.item is not None
    assert [(each.code, each.severity) for each in read.findings] == [
        ("ehf.unknown-element", Severity.WARNING)
    ]


def test_a_second_number_does_not_replace_the_first() -> None:
    data = changed("<cbc:ID>1001</cbc:ID>", "<cbc:ID>1001</cbc:ID><cbc:ID>1002</cbc:ID>")
    assert codes(data) == [("ehf.twice", "/Invoice/cbc:ID[2]")]
    assert item_of(data).number == "1001"


def test_a_flood_of_findings_ends() -> None:
    data = changed("<cbc:ID>1001", "<cbc:X/>" * 5000 + "<cbc:ID>1001")
    findings = read_document(data).findings
    assert len(findings) == 501
    assert findings[-1].code == "ehf.more"


def test_a_credit_note_without_a_due_date() -> None:
    data = changed("<cbc:PaymentDueDate>2026-04-01</cbc:PaymentDueDate>", "", credit_note())
    item = item_of(data)
    assert (item.kind, item.due_date, item.type_code) == ("credit_note", None, "381")


def test_refusals_are_findings() -> None:
    assert [each.code for each in read_document(b"<Order/>").findings] == ["ehf.root-other"]
    assert [each.code for each in read_document(b"<!DOCTYPE a><a/>").findings] == ["xml.doctype"]


def test_limits_are_the_callers() -> None:
    limits = ReadLimits(tree=TreeLimits(markup=10))
    assert read_document(invoice(), limits=limits).findings[0].code == "ehf.xml-markup"
    read = read_tree(parse(invoice()), limits=AttachmentLimits(mebibytes=0))
    assert [each.code for each in read.findings] == ["ehf.attachment-size"]


def test_an_attachment_of_ten_megabytes_of_text_is_read_and_a_larger_one_left_out() -> None:
    for mebibytes, expected in ((8, []), (11, ["ehf.attachment-size"])):
        content = b"a;b\n" * (mebibytes << 18)
        data = invoice().replace(b"YTti\nCg==", base64.b64encode(content))
        read = read_document(data)
        assert [each.code for each in read.findings] == expected
        assert read.item is not None
        attachment = read.item.documents[0].attachment
        assert attachment is not None
        assert attachment.size == len(content)
        assert attachment.content == (None if expected else content)


def test_a_path_in_a_file_name_is_reported_and_never_used() -> None:
    read = read_document(changed("timer.csv", "../../home/timer.csv"))
    assert [each.code for each in read.findings] == ["ehf.attachment-name"]
    assert read.item is not None
    attachment = read.item.documents[0].attachment
    assert attachment is not None
    assert attachment.file_name(1) == "attachment-1.csv"
    assert attachment.content == b"a;b\n"


def test_personal_numbers_show_in_no_repr_and_no_finding() -> None:
    data = changed("Vann AS", "Ola 15819010029")
    data = changed("<cbc:DueDate>2026-04-01", "<cbc:DueDate>15819010029", data)
    read: Read[SupplierInvoice] = read_document(data)
    assert read.item is not None
    assert read.item.seller.name == "Ola 15819010029"
    assert "15819010029" not in repr(read.item) + repr(read.findings)
    assert "15*********" in repr(read.item)


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    assert read_document(data).findings


@given(st.data())
def test_no_mutation_of_a_document_raises(data: st.DataObject) -> None:
    document = bytearray(data.draw(st.sampled_from([invoice(), credit_note()])))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(document)))
        length = data.draw(st.integers(0, 60))
        piece = data.draw(st.sampled_from([b"", b"<", b"\0", b"<a/>", b"9", b"-", b"&x;", b"\xff"]))
        document[start : start + length] = piece
    read = read_document(bytes(document))
    assert read.item is not None or read.findings
    assert all(each.message and each.in_language("nb") for each in read.findings)


@given(st.randoms(use_true_random=False))
def test_elements_that_move_or_vanish_raise_nothing(chance: random.Random) -> None:
    root = parse(invoice()).root
    elements = list(root.iter())[1:]
    for _ in range(3):
        element, target = chance.sample(elements, 2)
        parent = element.getparent()
        if parent is None:
            continue
        parent.remove(element)
        if (
            chance.random() < 0.5
            and element is not target
            and element not in target.iterancestors()
        ):
            target.append(element)
    read = read_document(etree.tostring(root))
    assert read.item is not None or read.findings


def test_times_are_dates() -> None:
    assert not [each for each in leaves(item_of(invoice())) if isinstance(each, datetime)]
