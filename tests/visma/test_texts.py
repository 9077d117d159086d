from __future__ import annotations

from fakturakjerne.domain.finding import Severity
from tests.visma.examples import (
    basis,
    batch,
    charge,
    findings,
    lease,
    options,
    said,
    texts,
)


class TestTexts:
    def test_the_charge_and_its_period_by_default(self) -> None:
        assert texts(batch(basis(lease())), options()) == [
            "Hall A".ljust(50),
            "2026-02-02 18:00 - 2026-02-02 20:00".ljust(50),
        ]

    def test_texts_come_in_the_order_asked_for_and_an_empty_one_has_none(self) -> None:
        made = batch(basis(lease(note="  ", text="")))
        found = texts(made, options(text_rows=("lease", "note", "period", "resource", "text")))
        assert [text.rstrip() for text in found] == [
            "9001",
            "2026-02-02 18:00 - 2026-02-02 20:00",
            "Hall A",
            "Hall A",
        ]

    def test_a_long_text_is_wrapped_between_words(self) -> None:
        long = "Bestilling 4500123 gjelder cup i håndball for jenter og gutter, alle haller, søndag"
        found = texts(batch(basis(lease(note=long))), options(text_rows=("note",)))
        assert [text.rstrip() for text in found] == [
            "Bestilling 4500123 gjelder cup i håndball for",
            "jenter og gutter, alle haller, søndag",
        ]
        assert {len(text) for text in found} == {50}

    def test_a_long_word_is_broken(self) -> None:
        found = texts(
            batch(basis(lease(1, charge(1, text="x" * 120)))), options(text_rows=("text",))
        )
        assert [len(text.rstrip()) for text in found] == [50, 50, 20]

    def test_line_breaks_and_tabs_are_blanks(self) -> None:
        made = batch(basis(lease(1, charge(1, text="a\r\nb\tc\x00d"))))
        assert texts(made, options(text_rows=("text",))) == ["a b c d".ljust(50)]

    def test_no_text_asked_for_is_none_missed(self) -> None:
        assert texts(batch(basis(lease())), options(text_rows=())) == []
        assert said(batch(basis(lease())), options(text_rows=())) == []

    def test_a_line_without_a_text_is_a_warning(self) -> None:
        made = batch(basis(lease(1, charge(1, text=" "))))
        [found] = findings(made, options(text_rows=("text",)))
        assert (found.code, found.severity) == ("visma.text-missing", Severity.WARNING)
        assert texts(made, options(text_rows=("text",))) == []

    def test_the_numbers_of_the_texts_end_at_99(self) -> None:
        most = charge(1, text=" ".join(["x" * 50] * 99))
        chosen = options(text_rows=("text",))
        assert len(texts(batch(basis(lease(1, most))), chosen)) == 99
        made = batch(basis(lease(1, charge(1, text=most.text + " y"))))
        assert said(made, chosen) == [("visma.too-many-texts", "charges[0].text -> linjenr", "1")]

    def test_replaced_characters_are_said_where_they_come_from(self) -> None:
        made = batch(basis(lease(1, charge(1, text="Łódź"), note="–", resource="😀")))
        chosen = options(text_rows=("text", "note", "resource"))
        assert said(made, chosen) == [
            ("visma.characters-replaced", "charges[0].text -> tekst", "1"),
            ("visma.characters-replaced", "note -> tekst", "1"),
            ("visma.characters-replaced", "resource -> tekst", "1"),
        ]
        assert [text.rstrip() for text in texts(made, chosen)] == ["Lódz", "-", "?"]
        refused = findings(made, options(text_rows=("note",), transliterate=False))
        assert [(each.code, each.blocks) for each in refused] == [
            ("visma.characters-refused", True)
        ]
