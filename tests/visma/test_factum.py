from __future__ import annotations

import tracemalloc
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xmlschema
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from fakturakjerne.codec.xml_schema import Schema
from fakturakjerne.domain.batch import ControlTotals, ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import NationalIdentityNumber, OrganizationNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, EncodingError
from fakturakjerne_visma.factum import FactumExporter, schema
from fakturakjerne_visma.factum_importer import FactumImporter, FactumImportOptions
from fakturakjerne_visma.factum_records import FactumBasis, write
from tests.agresso.examples import CREDIT, HALL, UNIT, WASH, basis, batch, lease
from tests.visma.factum_examples import invoices, lines, options, said, texts, written

SCHEMA = Schema("factum.xsd", {"factum.xsd": schema()}.get)
SECOND_OPINION = xmlschema.XMLSchema10(schema().decode())
FREE = Charge(text="Nøkkel", net=Ore(0), article="3806")


def month() -> ExportBatch[InvoiceBasis]:
    return batch(
        basis(lease(9001, HALL, FREE, WASH), lease(9002, CREDIT)),
        basis(
            lease(9003, Charge(text="Møterom – lite", net=Ore(30010), article="a1"), customer=UNIT),
            number=34500002,
        ),
    )


def valid(data: bytes) -> bool:
    text = data.decode("iso-8859-1").partition("?>")[2]
    ours, theirs = not list(SCHEMA.problems(data)), SECOND_OPINION.is_valid(text)
    assert ours == theirs
    return ours


def test_an_invoice_and_its_lines() -> None:
    data = written(month(), options())
    first, second = invoices(data)
    assert data.startswith(
        b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<BkPffFakturagrunnlags>\n'
    )
    assert data.endswith(b"</BkPffFakturagrunnlag>\n</BkPffFakturagrunnlags>")
    assert texts(first) == {
        "Blanketttype": "F",
        "datoendr": "02.03.2026",
        "Deresref": "1001",
        "Fagsystemkundeid": "311111116",
        "Fakturalinjer": "\n\n\n\n",
        "Systemid": "XY  ",
    }
    assert texts(second)["Fagsystemkundeid"] == "28120"
    hall, wash, credit, room = lines(data)
    assert wash == {
        "AnsvarDim": "999999",
        "antall": "1.5",
        "ArtDim": "",
        "Avgift": "37.5",
        "BalanseDim": "",
        "Grunnlagstype": "KRV",
        "enhetspris": "99.9933",
        "Fagsystemkontoid": "",
        "FeiletLinjeFelt": "",
        "fradato": "02.02.2026",
        "ObjektDim": "12345",
        "SumPrisUtenAvgift": "149.99",
        "tildato": "02.02.2026",
        "Tilleggstekst": "Vask & rydding - 2026-02-02 18:00 - 2026-02-02 20:00",
        "Varekode": "3805",
        "Fakturaorgkode": "",
        "Fakturaoverskrift": "Leie av kommunale lokaler",
        "contact_name": "Anne Ås",
        "Linjenr": "2",
        "mvakode": "12",
    }
    assert (hall["Avgift"], hall["enhetspris"], "mvakode" in hall) == ("", "400", False)
    assert (credit["SumPrisUtenAvgift"], credit["antall"], credit["enhetspris"]) == (
        "-50",
        "-1",
        "50",
    )
    assert ("Fakturaorgkode" in credit, credit["Linjenr"]) == (False, "3")
    assert ("FormalDim" in hall, room["FormalDim"], room["Linjenr"]) == (False, "38010", "1")
    assert room["Tilleggstekst"].startswith("Møterom - lite - ")
    assert valid(data)


def test_the_document_says_what_the_items_hold() -> None:
    (document,) = FactumExporter().export(month(), options())
    assert (document.name, document.orders) == ("external_2603021.xml", (34500001, 34500002))
    assert document.period == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert document.totals == ControlTotals(
        orders=2, lines=4, net=Ore(80000 + 14999 - 5000 + 30010)
    )
    assert b"".join(document.open()) == b"".join(document.open())


def test_with_vat_on_every_line_the_gross_is_proven_too() -> None:
    (document,) = FactumExporter().export(batch(basis(lease(9001, WASH, WASH))), options())
    assert document.totals.gross == 2 * (14999 + 3750)
    assert FactumExporter().read_totals(document.open(), options()) == document.totals


def test_a_batch_without_items_gives_no_document() -> None:
    assert list(FactumExporter().export(batch(), options())) == []


def test_an_invoice_whose_first_lease_is_free() -> None:
    made = batch(basis(lease(9001, FREE), lease(9002, HALL), lease(9003, HALL)))
    found = lines(written(made, options()))
    assert ["Fakturaorgkode" in line for line in found] == [True, False]
    assert [line["Linjenr"] for line in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("charge", "changes", "error", "code"),
    [
        (evolve(HALL, article=None), {}, CodecError, "factum.article-missing"),
        (evolve(HALL, quantity=Decimal("NaN")), {}, CodecError, "factum.number"),
        (
            evolve(HALL, net=Ore(10**18 - 1), vat=VatCode("12", Decimal(1000))),
            {},
            CodecError,
            "factum.number",
        ),
        (
            evolve(HALL, text="ł"),
            {"transliterate": False},
            EncodingError,
            "factum.characters-refused",
        ),
        (
            HALL,
            {"heading": "ł", "transliterate": False},
            EncodingError,
            "factum.characters-refused",
        ),
        (HALL, {"customer_id": "payer"}, None, None),
    ],
)
def test_what_check_calls_an_error_stops_the_bytes(
    charge: Charge, changes: dict[str, Any], error: type[CodecError] | None, code: str | None
) -> None:
    made, chosen = batch(basis(lease(9001, charge))), options(**changes)
    assert [each for each, *_ in said(made, chosen)] == ([code] if code else [])
    if error is None:
        assert valid(written(made, chosen))
        return
    with pytest.raises(error) as caught:
        written(made, chosen)
    assert caught.value.code == code


def test_memory_does_not_grow_with_the_batch() -> None:
    class Many:
        """Items that are never all in memory."""

        def __init__(self, count: int) -> None:
            self.count = count

        def __iter__(self) -> object:
            return (basis(lease(number), number=number) for number in range(1, self.count))

    def peak(count: int) -> int:
        made: ExportBatch[InvoiceBasis] = evolve(batch(), items=Many(count))  # type: ignore[arg-type]  # an iterable of bases, made as it goes
        tracemalloc.start()
        (document,) = FactumExporter().export(made, options())
        totals = FactumExporter().read_totals(document.open(), options())
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert totals == document.totals
        return top

    peak(10)
    assert peak(2000) < peak(200) + 2_000_000


strings = st.text(st.characters(exclude_categories=()), max_size=30)
codes = st.none() | st.text("Aa1ł<& \n\x01", max_size=9)
rates = st.none() | st.decimals(-100, 100, places=2)


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    return Charge(
        text=draw(strings),
        net=Ore(draw(st.integers(-(10**18) + 1, 10**18 - 1) | st.integers(-3, 3))),
        quantity=draw(
            st.decimals(-1000, 1000, places=2) | st.decimals() | st.just(Decimal("1E+60"))
        ),
        unit_price=draw(st.none() | st.decimals(-1000, 1000, places=4)),
        article=draw(codes),
        vat=draw(st.none() | st.builds(VatCode, st.text("1ł", max_size=3), rates)),
        dimensions=Dimensions(draw(st.dictionaries(st.sampled_from(["ansvar", "x"]), strings))),
    )


@st.composite
def bases(draw: st.DrawFn) -> InvoiceBasis:
    ids = [None, OrganizationNumber("311111116"), NationalIdentityNumber("15819010029")]
    customer = Customer(
        kind=draw(st.sampled_from(CustomerKind)),
        id=draw(st.sampled_from(ids)),
        number=draw(st.none() | strings),
        contact=draw(st.none() | strings),
    )
    leases = [
        lease(number, *draw(st.lists(charges(), max_size=2)), customer=customer, note=draw(strings))
        for number in range(draw(st.integers(1, 2)))
    ]
    return basis(*leases, number=draw(st.none() | st.integers(1, 10**10)))


@settings(max_examples=150)
@given(
    made=st.lists(bases(), min_size=1, max_size=3),
    encoding=st.sampled_from(["iso-8859-1", "utf-8", "windows-1252"]),
    transliterate=st.booleans(),
    sources=st.lists(st.sampled_from(["text", "period", "note", "order", "lease"]), max_size=3),
)
def test_bytes_are_made_exactly_when_check_finds_no_error(
    made: list[InvoiceBasis], encoding: str, transliterate: bool, sources: list[str]
) -> None:
    """And they are valid, say what the items hold, and can be read and written back."""
    chosen = options(encoding=encoding, transliterate=transliterate, text=tuple(sources))
    (document,) = FactumExporter().export(batch(*made), chosen)
    errors = [each for each in FactumExporter().check(batch(*made), chosen) if each.blocks]
    if errors:
        with pytest.raises(CodecError) as caught:
            b"".join(document.open())
        assert "15819010029" not in str(caught.value)
        return
    data = b"".join(document.open())
    assert list(SCHEMA.problems(data)) == []
    assert FactumExporter().read_totals([data], chosen) == document.totals
    reads = list(FactumImporter().read([data], FactumImportOptions()))
    assert [finding for read in reads for finding in read.findings] == []
    assert b"".join(write(read.item for read in reads if read.item)) == data
    nets = [
        line.net for read in reads if isinstance(read.item, FactumBasis) for line in read.item.lines
    ]
    assert nets == [line.charge.net for each in made for line in each.lines]
