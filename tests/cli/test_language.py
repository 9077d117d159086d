"""Which language the locale asks for."""

from __future__ import annotations

import pytest

from fakturakjerne.cli.language import language_of


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "nb_NO.UTF-8"}, "en"),
        ({"LC_ALL": "nb_NO", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "nb"),
        ({"LC_ALL": "", "LANG": "nb_NO"}, "nb"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_a_norwegian_locale_reads_norwegian(variables: dict[str, str], language: str) -> None:
    assert language_of(variables) == language
