from __future__ import annotations

from typing import get_args

import pytest

from fakturakjerne_visma.webservice.dialect import DialectName, dialect


@pytest.mark.parametrize("name", get_args(DialectName))
def test_a_dialect_has_its_name_and_is_not_verified(name: DialectName) -> None:
    found = dialect(name)
    assert (found.name, found.verified) == (name, False)


def test_each_takes_its_own_documents() -> None:
    assert dialect("vuxml").media_type == "application/xml"
    assert dialect("flatfile-upload").media_type == "text/plain"


def test_a_request_shows_nothing_of_its_content() -> None:
    request = dialect("flatfile-upload").request(b"15819010029", name="a.txt")
    assert b"15819010029" in request.content
    assert "15819010029" not in repr(request)
