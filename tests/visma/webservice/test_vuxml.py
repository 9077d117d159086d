from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.vuxml import Vuxml
from tests.visma.webservice.order_examples import contents, month, options

DIALECT = Vuxml()
FIRST, *_ = contents(month(), options(company="42"))


def test_a_document_leaves_as_it_is() -> None:
    request = DIALECT.request(FIRST, name="external_34500001.xml")
    assert request.content == FIRST
    assert request.content_type == "text/xml; charset=UTF-8"


def test_the_company_is_that_of_the_document() -> None:
    assert DIALECT.company_of(FIRST) == "42"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<VUXML/>",
        FIRST.replace(b"VUXML", b"Vuxml"),
        FIRST.replace(b' company="42"', b""),
        FIRST.replace(b"<fakturagrunnlag ", b'<fakturagrunnlag company="1"/><fakturagrunnlag '),
        FIRST.replace(b"fakturagrunnlagListe", b"liste"),
        FIRST.replace(b"<fakturagrunnlag ", b"<x ").replace(b"</fakturagrunnlag>", b"</x>"),
    ],
)
def test_a_document_of_no_or_several_companies_is_of_none(content: bytes) -> None:
    assert DIALECT.company_of(content) == ""


def test_a_reply_is_read_whatever_its_content_type() -> None:
    content = (
        b"<VUXML><fakturagrunnlagListe><fakturagrunnlag eksternRef='7' errorFlag='SUCCESS'/>"
        b"</fakturagrunnlagListe></VUXML>"
    )
    for content_type in ("", "text/html", "application/xml"):
        receipt = DIALECT.receipt(content, content_type=content_type, orders=[7])
        assert receipt == Receipt(ReceiptStatus.ACCEPTED, "7")


def test_a_document_that_comes_back_as_it_went_is_no_answer() -> None:
    receipt = DIALECT.receipt(FIRST, content_type="text/xml", orders=[34500001])
    assert receipt.status is ReceiptStatus.UNKNOWN


@given(st.binary(max_size=300))
def test_never_raises(content: bytes) -> None:
    assert DIALECT.company_of(content) == ""
    assert all(DIALECT.messages(content))
    assert DIALECT.receipt(content, content_type="", orders=[7]).status is ReceiptStatus.UNKNOWN
