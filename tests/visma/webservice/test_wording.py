from __future__ import annotations

import pytest

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice import client_catalogue
from fakturakjerne_visma.webservice.wording import not_sent, said, sentences
from tests.test_catalogue import placeholders, without_language

TEXTS = client_catalogue.TEXTS
TEXT = Text("x.y", nb="Ikke {what}", en="Not {what}")


def test_both_languages_are_said() -> None:
    assert said(TEXT, what="{a}") == "Ikke {a} / Not {a}"


def test_an_error_is_said_within_another_sentence() -> None:
    assert sentences(ConfigError(TEXT, what="a")) == {
        "sentence_nb": "Ikke a",
        "sentence_en": "Not a",
    }


def test_what_did_not_go_out_stops() -> None:
    expected = Receipt(ReceiptStatus.NOT_SENT, messages=["Ikke a / Not a"], stop=True)
    assert not_sent(TEXT, what="a") == expected


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_each_sentence_is_the_same_in_both_languages(text: Text) -> None:
    norwegian, english = placeholders(text.nb), placeholders(text.en)
    assert without_language(norwegian) == without_language(english)
    assert not any(name.endswith("_en") for name in norwegian)
    assert not any(name.endswith("_nb") for name in english)
    assert text.nb != text.en or text.nb == "{detail}"
