from __future__ import annotations

from attrs import evolve

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne_visma.factum_check import findings
from tests.agresso.examples import CLUB, HALL, basis, batch, lease
from tests.visma.factum_examples import options, said


def test_a_sound_batch_has_no_findings() -> None:
    assert list(findings(batch(basis(lease())), options())) == []


def test_what_belongs_to_a_lease_is_said_once_for_it_and_what_belongs_to_a_charge_for_each() -> (
    None
):
    customer = evolve(CLUB, contact="Łucja")
    charge = evolve(HALL, text="ł")
    one = lease(9001, charge, charge, customer=customer, dimensions=Dimensions({"ansvar": "€"}))
    assert said(batch(basis(one)), options(text=("text",))) == [
        ("factum.characters-replaced", "dimensions.ansvar -> AnsvarDim", "9001"),
        ("factum.characters-replaced", "charges[0].text (text) -> Tilleggstekst", "9001"),
        ("factum.characters-replaced", "customer.contact -> contact_name", "9001"),
        ("factum.characters-replaced", "charges[1].text (text) -> Tilleggstekst", "9001"),
    ]


def test_a_personal_number_is_masked() -> None:
    charge = evolve(HALL, text="15819010029 ł", article=None)
    for finding in findings(batch(basis(lease(9001, charge))), options()):
        assert "15819010029" not in finding.message
