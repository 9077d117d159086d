"""Dimensions: the customer's own names to values, frozen."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from fakturakjerne.domain.dimensions import NO_DIMENSIONS, Dimensions

HALL = Dimensions({"ansvar": "724300", "vår ref": "KARI N"})


def test_dimensions_are_a_mapping_in_the_order_given() -> None:
    assert list(HALL) == ["ansvar", "vår ref"]
    assert len(HALL) == 2
    assert HALL["vår ref"] == "KARI N"
    assert HALL.get("prosjekt") is None
    assert list(HALL.items()) == [("ansvar", "724300"), ("vår ref", "KARI N")]
    assert dict(HALL) == {"ansvar": "724300", "vår ref": "KARI N"}
    with pytest.raises(KeyError):
        HALL["prosjekt"]


def test_changes_are_laid_over_and_leave_the_original() -> None:
    assert HALL.over({"ansvar": "1", "objekt": "7"}) == Dimensions(
        {"ansvar": "1", "vår ref": "KARI N", "objekt": "7"}
    )
    assert HALL["ansvar"] == "724300"
    assert HALL.over({}) is HALL
    assert HALL.over(NO_DIMENSIONS) is HALL


def test_dimensions_copy_what_they_are_made_of() -> None:
    values = {"ansvar": "1"}
    made = Dimensions(values)
    values["ansvar"] = "2"
    assert made["ansvar"] == "1"


def test_dimensions_cannot_be_changed() -> None:
    changing: Any = HALL
    with pytest.raises(TypeError):
        changing["ansvar"] = "2"
    with pytest.raises(AttributeError):
        changing.other = 1


def test_equality_and_hash_know_no_order() -> None:
    turned = Dimensions({"vår ref": "KARI N", "ansvar": "724300"})
    assert turned == HALL
    assert hash(turned) == hash(HALL)
    fewer = Dimensions({"ansvar": "724300"})
    assert fewer != HALL
    plain: object = dict(HALL)
    assert plain != HALL
    assert len({turned, HALL}) == 1


def test_no_dimensions_are_empty() -> None:
    empty = Dimensions()
    assert hash(empty) == hash(NO_DIMENSIONS)
    assert empty.over({}) is empty
    assert len(NO_DIMENSIONS) == 0
    assert repr(NO_DIMENSIONS) == "Dimensions({})"


def test_dimensions_survive_copying_and_pickling() -> None:
    assert pickle.loads(pickle.dumps(HALL)) == HALL  # noqa: S301 - our own bytes
    assert copy.deepcopy(HALL) == HALL
