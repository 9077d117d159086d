from __future__ import annotations

import pytest

from fakturakjerne.codec.fixedwidth import Kind
from fakturakjerne_visma.layouts import POSTING_COLUMNS, TABLES, FormatName, RecordKind, layout_of

FORMATS: list[FormatName] = ["standard", "extended"]
RECORDS: list[RecordKind] = ["ST", "FL", "LT", "SL"]

# The vendor's tables, as facts/visma.md 1.2-1.5 state them: from and to, counted from 1.
POSITIONS: dict[tuple[str, str], dict[str, tuple[int, int]]] = {
    ("standard", "ST"): {"posttype": (1, 2), "referanse": (3, 62)},
    ("extended", "ST"): {"posttype": (1, 2), "referanse": (3, 62), "format": (63, 63)},
    ("standard", "FL"): {
        "posttype": (1, 2),
        "kundenr": (3, 13),
        "navn": (14, 43),
        "adresse1": (44, 73),
        "adresse2": (74, 103),
        "postnr": (104, 107),
        "betform": (108, 109),
        "oppdrgnr": (110, 112),
        "varenr": (113, 116),
        "lopenr": (117, 118),
        "pris": (119, 127),
        "grunnlag": (128, 136),
        "belop": (137, 147),
        "saksnr": (148, 163),
    },
    ("extended", "FL"): {
        "posttype": (1, 2),
        "kundenr": (3, 13),
        "navn": (14, 53),
        "adresse1": (54, 93),
        "adresse2": (94, 133),
        "postnr": (134, 137),
        "betform": (138, 139),
        "oppdrgnr": (140, 142),
        "varenr": (143, 146),
        "lopenr": (147, 148),
        "pris": (149, 157),
        "grunnlag": (158, 166),
        "belop": (167, 177),
        "saksnr": (178, 193),
        "intfakt": (194, 194),
        "kb01": (195, 206),
        "kb02": (207, 218),
        "kb03": (219, 230),
        "kb04": (231, 242),
        "kb05": (243, 254),
        "kb06": (255, 266),
        "kb07": (267, 278),
        "kb08": (279, 290),
        "kb09": (291, 302),
        "kb10": (303, 314),
        "mvakode": (315, 317),
        "profil": (318, 337),
        "deresref": (338, 377),
        "ordreref": (378, 397),
    },
    **{
        (name, record): positions
        for name in FORMATS
        for record, positions in {
            "LT": {
                "posttype": (1, 2),
                "kundenr": (3, 13),
                "oppdrgnr": (14, 16),
                "varenr": (17, 20),
                "lopenr": (21, 22),
                "linjenr": (23, 24),
                "tekst": (25, 74),
            },
            "SL": {"posttype": (1, 2), "antpost": (3, 10)},
        }.items()
    },
}


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("name", FORMATS)
def test_columns_lie_where_the_vendor_says(name: FormatName, record: RecordKind) -> None:
    layout = layout_of(name, record)
    found = {column: (span.start + 1, span.stop) for column, span in layout.spans.items()}
    assert found == POSITIONS[name, record]
    assert layout.source
    assert layout.trust == "vendor"


def test_only_st_and_fl_differ() -> None:
    standard, extended = TABLES["standard"], TABLES["extended"]
    assert [kind for kind in RECORDS if standard[kind] != extended[kind]] == ["ST", "FL"]
    assert tuple(f"kb{number:02}" for number in range(1, 11)) == POSTING_COLUMNS


def test_no_number_or_code_may_be_cut() -> None:
    line = layout_of("extended", "FL")
    may_cut = {column.name for column in line.columns if column.may_cut}
    assert may_cut == {"navn", "adresse1", "adresse2", "deresref"}
    assert line["mvakode"].kind is Kind.RIGHT
    assert {column.name for column in line.columns if column.kind is Kind.NUMBER} == {
        "kundenr",
        "oppdrgnr",
        "varenr",
        "lopenr",
        "grunnlag",
    }
