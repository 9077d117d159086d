from __future__ import annotations

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import describe, dump, structure
from fakturakjerne_nets.efaktura_options import EfakturaOptions


def test_only_the_sender_is_required() -> None:
    options = structure(EfakturaOptions, {"sender": "10200"}, where="o")
    assert options.sender == "00010200"
    assert structure(EfakturaOptions, dump(options), where="o") == options


@pytest.mark.parametrize(
    "name", ["label_amount", "label_due_date", "label_invoice_date", "label_invoice_number"]
)
def test_labels_have_twenty_characters(name: str) -> None:
    structure(EfakturaOptions, {"sender": "1", name: "x" * 20}, where="o")
    with pytest.raises(OptionsError, match=rf"o\.{name}.*20 characters"):
        structure(EfakturaOptions, {"sender": "1", name: "x" * 21}, where="o")


def test_a_test_file_is_marked_as_one_unless_production_is_asked_for() -> None:
    assert EfakturaOptions(sender="1").production is False


def test_every_option_has_help_in_both_languages() -> None:
    assert all(each.help.nb and each.help.en for each in describe(EfakturaOptions))
