"""The checks that many rules share, each made for the path or list that a row names."""

from decimal import Decimal

from fakturakjerne_ehf.rules.codes import codes
from fakturakjerne_ehf.rules.numbers import shown
from fakturakjerne_ehf.rules.rule import FIRES, Check, Values
from fakturakjerne_ehf.rules.view import SPACE, Node, View

__all__ = [
    "at_most_one",
    "attribute_in",
    "differ",
    "filled",
    "has_attribute",
    "present",
    "short",
    "text_in",
    "two_decimals",
]

_SHOWN = 60
_DECIMALS = 2


def present(*paths: str) -> Check:
    """Ask for an element at one of some paths, filled or not."""
    if all("/" not in path for path in paths):

        def check(node: Node, _view: View) -> Values | None:
            for path in paths:
                if path in node.children:
                    return None
            return FIRES

        return check
    ways = [path.split("/") for path in paths]

    def check_ways(node: Node, _view: View) -> Values | None:
        for way in ways:
            if node.first(*way) is not None:
                return None
        return FIRES

    return check_ways


def filled(*paths: str) -> Check:
    """Ask for more than space at one of some paths."""
    ways = [path.split("/") for path in paths]

    def check(node: Node, _view: View) -> Values | None:
        for way in ways:
            found = node.first(*way)
            if found is not None and found.text.strip(SPACE):
                return None
        return FIRES

    return check


def at_most_one(path: str) -> Check:
    """Ask for no more than one element at a path, counted over all parents."""
    way = path.split("/")

    def check(node: Node, _view: View) -> Values | None:
        if way[0] not in node.children:
            return None
        count = len(node.all(*way))
        return None if count <= 1 else {"count": count}

    return check


def has_attribute(name: str) -> Check:
    """Ask for an attribute, whatever it holds."""
    return lambda node, _view: None if name in node.attributes else {"value": short(node.text)}


def two_decimals(name: str | None = None) -> Check:
    """Ask for at most two characters after the point, in a child or in the node itself."""

    def check(node: Node, _view: View) -> Values | None:
        found = node if name is None else node.first(name)
        if found is None:
            return None
        _, _, decimals = found.text.partition(".")
        return None if len(decimals) <= _DECIMALS else {"value": short(found.text)}

    return check


def text_in(list_name: str, *, upper: bool = False) -> Check:
    """Ask for a text that is, trimmed, in a code list."""
    members = codes(list_name)

    def check(node: Node, _view: View) -> Values | None:
        text = node.text
        if text in members:
            return None
        text = node.trimmed.upper() if upper else node.trimmed
        return None if text in members else {"value": short(node.text)}

    return check


def attribute_in(list_name: str, attribute: str, *, raw: bool = False) -> Check:
    """Ask for an attribute that is in a code list, trimmed or as it stands."""
    members = codes(list_name)

    def check(node: Node, _view: View) -> Values | None:
        value = node.attributes.get(attribute)
        if value in members:
            return None
        if value is not None and not raw and value.strip(SPACE) in members:
            return None
        return {"value": short(value or "")}

    return check


def differ(stated: Decimal | None, computed: Decimal | None) -> Values | None:
    """Compare two amounts; a missing one equals none."""
    if stated is not None and stated == computed:
        return None
    return {"stated": shown(stated), "computed": shown(computed)}


def short(text: str) -> str:
    """Return as much of a text as a sentence has room for."""
    text = " ".join(text[: 2 * _SHOWN].split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
