from __future__ import annotations

import pytest

from fakturakjerne_nets.error_codes import TEXTS, error_text

# Section 3.6 of the facts.
KNOWN = [
    "000",
    "001",
    "040",
    "054",
    "055",
    "056",
    "057",
    "103",
    "145",
    "325",
    "354",
    "501",
    "502",
    "503",
    "504",
    "507",
    "524",
    "525",
    "526",
    "527",
    "529",
    "535",
    "536",
    "543",
    "549",
    "551",
    "552",
    "553",
    "555",
    "556",
    "557",
    "559",
    "560",
    "561",
    "562",
    "563",
    "564",
    "565",
    "566",
    "567",
    "568",
]


def test_every_code_has_a_sentence_of_its_own_in_both_languages() -> None:
    assert list(TEXTS) == [f"nets.code-{code}" for code in KNOWN]
    for language in ("nb", "en"):
        sentences = [getattr(text, language) for text in TEXTS.values()]
        assert len(set(sentences)) == len(sentences)
        assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("code", KNOWN)
def test_a_known_code_says_what_it_means(code: str) -> None:
    text = error_text(code)
    assert text.code == f"nets.code-{code}"
    assert code not in text.render("nb", {})


@pytest.mark.parametrize("code", ["999", "2", "", "{x}", "a b"])
def test_an_unknown_code_is_shown_as_it_is(code: str) -> None:
    assert code in error_text(code).render("nb", {})
    assert code in error_text(code).render("en", {})
