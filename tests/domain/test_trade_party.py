from __future__ import annotations

import pytest

from fakturakjerne.domain.trade_party import Identifier, TradeParty


def number_of(party: TradeParty) -> str | None:
    found = party.organization_number
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("party", "number"),
    [
        (TradeParty(), None),
        (TradeParty(legal_id=Identifier("974760673", "0192")), "974760673"),
        (TradeParty(legal_id=Identifier("974 760 673 MVA")), "974760673"),
        (TradeParty(legal_id=Identifier("974760674", "0192")), None),
        (TradeParty(legal_id=Identifier("974760673", "0007")), None),
        (TradeParty(tax_ids=(Identifier("no974760673mva", "VAT"),)), "974760673"),
        (TradeParty(tax_ids=(Identifier("974760673", "TAX"),)), None),
        (TradeParty(tax_ids=(Identifier("SE974760673", "VAT"),)), None),
        (TradeParty(endpoint=Identifier("974760673", "0192")), "974760673"),
        (TradeParty(endpoint=Identifier("NO974760673MVA", "9908")), "974760673"),
        (TradeParty(endpoint=Identifier("974760673", "0088")), None),
        (TradeParty(endpoint=Identifier("9747606730", "0192")), None),
    ],
)
def test_the_number_to_know_a_party_by(party: TradeParty, number: str | None) -> None:
    assert number_of(party) == number


def test_the_legal_id_counts_before_the_others_unless_it_is_wrong() -> None:
    party = TradeParty(
        legal_id=Identifier("311111116"), tax_ids=(Identifier("NO974760673MVA", "VAT"),)
    )
    assert number_of(party) == "311111116"
    wrong = TradeParty(legal_id=Identifier("311111117"), tax_ids=party.tax_ids)
    assert number_of(wrong) == "974760673"


def test_the_vat_id_is_as_stated() -> None:
    ids = (Identifier("Foretaksregisteret", "TAX"), Identifier("NO 974 760 673 MVA", "VAT"))
    assert TradeParty(tax_ids=ids).vat_id == "NO 974 760 673 MVA"
    assert TradeParty().vat_id == ""
