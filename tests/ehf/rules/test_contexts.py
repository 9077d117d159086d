from __future__ import annotations

import pytest

from fakturakjerne_ehf.rules import contexts
from fakturakjerne_ehf.rules.rule import Context
from fakturakjerne_ehf.rules.view import gather
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import part

BODY = (
    '<A><B x="1">1</B><B>2</B></A><B>3</B><X><A><B>4</B></A></X><InvoiceLine><A><B>5</B></A>'
    "<C>6</C></InvoiceLine><C>7</C><X><C>8</C></X>"
)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (contexts.anywhere("B"), "12345"),
        (contexts.anywhere("A/B"), "1245"),
        (contexts.anywhere("X/A/B"), "4"),
        (contexts.anywhere("A/B", "C", "D"), "1245678"),
        (contexts.in_the_root("A/B"), "12"),
        (contexts.on_a_line("A/B"), "5"),
        (contexts.in_the_root_or_its_lines("C"), "67"),
        (contexts.with_attribute(contexts.anywhere("B"), "x"), "1"),
    ],
)
def test_where_rules_look(context: Context, expected: str) -> None:
    view = gather(parse(part(BODY)).root)
    assert sorted(node.text for node in context.select(view)) == list(expected)
    assert context.element in {"", "B", "C"}


def test_a_context_is_made_once_so_that_its_nodes_are_found_once() -> None:
    assert contexts.anywhere("A/B") is contexts.anywhere("A/B")
