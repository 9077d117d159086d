"""A lease as it stands in a file, and mistakes made in it."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

LEASE: dict[str, Any] = {
    "id": "9001",
    "customer": {
        "id": "311111116",
        "number": "1001",
        "kind": "external",
        "name": "Ålesund Turnforening",
        "contact": "Anne Ås",
        "address": {
            "lines": ["Hallveien 1"],
            "postal_code": "6002",
            "place": "ÅLESUND",
            "country": "NO",
        },
    },
    "building": "Idrettshallen",
    "resource": "Hall A",
    "start": "2026-02-02T18:00",
    "end": "2026-02-02T20:00",
    "text": "Idrettshallen: Hall A",
    "note": "Bestillingsnr 4500123",
    "dimensions": {"ansvar": "724300", "vår ref": "KARI N"},
    "charges": [
        {
            "article": "3801",
            "text": "Hall A",
            "quantity": "2",
            "unit_price": "400.00",
            "net": "800.00",
            "vat": {"code": "12", "rate": "25"},
        }
    ],
    "active": True,
    "paid": False,
}


def lease(**changes: object) -> dict[str, Any]:
    """Return the lease above with other values; ``customer__name`` reaches inside, ... removes."""
    document = copy.deepcopy(LEASE)
    for path, value in changes.items():
        *outer, last = path.split("__")
        inside: Any = document
        for key in outer:
            inside = inside[int(key) if key.isdigit() else key]
        if value is ...:
            del inside[last]
        else:
            inside[last] = copy.deepcopy(value)
    return document


def line(**changes: object) -> bytes:
    """Return the lease as a line of JSON Lines."""
    return json.dumps(lease(**changes), ensure_ascii=False).encode() + b"\n"


KEYS = st.sampled_from(
    ("id", "customer", "kind", "address", "addresses", "lines", "charges", "net", "unit_price",
     "vat", "code", "rate", "dimensions", "start", "end", "text", "bulding", "15819010029", "")
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(("external", "internal", "2026-02-02T19:00", "2026-02-02T19:00+01:00",
                       "400,00", "1e3", "٤", " 1", "\x00", "\ud800", "9" * 17, 0, "-0")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


LIKELY: tuple[dict[str, Any], ...] = (
    {},
    {"end": "2026-02-02T17:59"},
    {"customer__addresses": []},
    {"customer": [""]},
    {"customer__address": ["id", "no"]},
    {"customer__addresses": [{"lines": ["Gata 1"]}], "customer__address": ...},
    {"charges__0__net": ..., "charges__0__unit_price": ...},
    {"charges__0__net": ...},
    {"charges__0__net": None, "charges__0__quantity": "9" * 12, "charges__0__unit_price": "9" * 14},
    {"charges__0__vat": {"rate": "25"}},
    {"charges__0__dimensions": {"ansvar": None, "": "1"}},
)


@st.composite
def mistaken_texts(draw: st.DrawFn) -> str:
    """Make the JSON text of a lease with up to three mistakes, or of something else entirely."""
    document: Any = lease(**draw(st.sampled_from(LIKELY)))
    for _ in range(draw(st.integers(0, 3))):
        document = _mistake(draw, document)
    text = json.dumps(document)
    if draw(st.booleans()):
        text = text.replace('"text"', draw(st.sampled_from(('"id"', '"text"', '"note"'))), 1)
    return text


def _mistake(draw: st.DrawFn, document: object) -> object:
    inside: Any = document
    while isinstance(inside, dict | list) and inside:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = draw(st.sampled_from(keys))
        if isinstance(inside[key], dict | list) and draw(st.booleans()):
            inside = inside[key]
            continue
        match draw(st.sampled_from(("replace", "remove", "add"))):
            case "replace":
                inside[key] = draw(VALUES)
            case "remove":
                del inside[key]
            case _ if isinstance(inside, dict):
                inside[draw(KEYS)] = draw(VALUES)
            case _:
                inside.append(draw(VALUES))
        return document
    return draw(VALUES)
