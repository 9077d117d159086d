from __future__ import annotations

from typing import Any

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import describe, structure
from fakturakjerne_visma.factum_options import FactumOptions


def test_only_the_system_id_is_required() -> None:
    chosen = structure(FactumOptions, {"system_id": "XY"}, where="options")
    assert (chosen.form_type, chosen.line_type, chosen.text) == ("F", "KRV", ("text", "period"))
    assert [info.name for info in describe(FactumOptions) if str(info.default) == "REQUIRED"] == [
        "system_id"
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"dimensions": {"Ansvar": "ansvar"}}, "AnsvarDim"),
        ({"text_length": 256}, "1-255"),
        ({"text_length": 0}, "1-255"),
        ({"system_id": "LONGER"}, "6-255"),
        ({"encoding": "utf-7"}, "iso-8859-1"),
        ({"text": ["texts"]}, "text"),
        ({"reference": ["name"]}, "contact"),
    ],
)
def test_what_is_wrong_says_what_would_be_right(values: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionsError, match=said):
        structure(FactumOptions, {"system_id": "XY", **values}, where="options")
