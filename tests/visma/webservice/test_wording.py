from __future__ import annotations

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice.wording import not_sent, said, sentences

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
