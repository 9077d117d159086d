from __future__ import annotations

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import REQUIRED, describe, structure
from fakturakjerne_visma.webservice.options import WebserviceOptions
from tests.visma.webservice.order_examples import GIVEN, options

OPTIONS = {option.name: option for option in describe(WebserviceOptions)}


def test_what_must_be_said() -> None:
    required = {name for name, option in OPTIONS.items() if option.default is REQUIRED}
    assert required == {"dialect", "company", "amounts", "customer_number"}


def test_what_one_order_a_document_leaves_no_choice_of() -> None:
    assert not {"format", "on_overflow", "encoding", "charset"} & OPTIONS.keys()
    assert (options().format, options().encoding) == ("extended", "iso-8859-1")


def test_options_come_from_a_table() -> None:
    assert structure(WebserviceOptions, GIVEN, where="profiles.visma.options") == options()


@pytest.mark.parametrize("company", ["", "x", "1 ", "-1", "1234567890", "１", "1,2"])
def test_a_company_is_a_number(company: str) -> None:
    with pytest.raises(OptionsError, match="one to nine digits") as caught:
        options(company=company)
    assert caught.value.code == "visma.company-form"


def test_a_personal_number_in_place_of_the_company_is_masked() -> None:
    with pytest.raises(OptionsError) as caught:
        options(company="15819010029")
    assert "15819010029" not in str(caught.value)


def test_the_flat_file_s_own_rules_hold() -> None:
    with pytest.raises(OptionsError, match="kb11"):
        options(dimensions={"kb11": "ansvar"})


@pytest.mark.parametrize(("company", "kept"), [("1", "1"), ("007", "007"), ("123456789",) * 2])
def test_a_company_stands_as_it_was_given(company: str, kept: str) -> None:
    assert options(company=company).company == kept
