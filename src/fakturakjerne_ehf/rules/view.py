"""What the rules look at: one walk over a document's tree, and what it gathered.

The walk turns the elements into nodes that hold no more than the rules ask for (name, text,
attributes, children by name, parent) and files every node under its name.  What several rules
ask for (the VAT categories, the currency, the profile) stands in :mod:`.prepared`, computed at the
first question.

Names are without prefix: an element of the two component namespaces of UBL, and a root of UBL, is
its local name; any other is its ``{namespace}name``.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from fakturakjerne_ehf.rules import numbers
from fakturakjerne_ehf.tree import Element

__all__ = ["SPACE", "Node", "Unreadable", "View", "element_of", "gather", "trimmed"]

SPACE: Final = " \t\r\n"
"""What XML counts as white space; nothing else is trimmed."""

_UBL: Final = "{urn:oasis:names:specification:ubl:schema:xsd:"
_ROOTS: Final = {
    f"{_UBL}Invoice-2}}Invoice": "Invoice",
    f"{_UBL}CreditNote-2}}CreditNote": "CreditNote",
}
_COMPONENTS: Final = (f"{_UBL}CommonBasicComponents-2}}", f"{_UBL}CommonAggregateComponents-2}}")
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})
_NO_NODES: Final[Mapping[str, list["Node"]]] = MappingProxyType({})
_NONE: Final[list["Node"]] = []
"""Of everybody who asks for what is not there: a list that :meth:`Node.all` returns is only read."""
_NOT_READ: Final = Decimal("NaN")


class Unreadable(Exception):  # noqa: N818 - a signal from a check to the loop around it, no error
    """A check needs a number that cannot be read: the rule says nothing, the node is reported."""

    def __init__(self, node: "Node") -> None:
        super().__init__(node.name)
        self.node = node


class Node:
    """One element, as the rules see it.

    Attributes:
        name: without namespace, where it is UBL's.
        text: its raw text; "" where it has none.
        attributes: by name.
        children: by name, in order.
        parent: None for the root.
        index: its place among all children of its parent, from 0.
    """

    __slots__ = ("_number", "attributes", "children", "index", "name", "parent", "text")

    def __init__(
        self, name: str, text: str, attributes: Mapping[str, str], parent: "Node | None", index: int
    ) -> None:
        self.name = name
        self.text = text
        self.attributes = attributes
        self.children: Mapping[str, list[Node]] = _NO_NODES
        self.parent = parent
        self.index = index
        self._number: Decimal = _NOT_READ

    def __repr__(self) -> str:
        """Show its name, and nothing of what it holds."""
        return f"Node({self.name!r})"

    @property
    def trimmed(self) -> str:
        """Its text without space around it, and one space for every run inside."""
        return trimmed(self.text)

    @property
    def number(self) -> Decimal:
        """Its text as a number.

        Raises:
            Unreadable: if the text is no number.
        """
        if self._number is _NOT_READ:
            number = numbers.parse(self.text)
            if number is None:
                raise Unreadable(self)
            self._number = number
        return self._number

    def has(self, name: str) -> bool:
        """Whether it has a child of that name, filled or not."""
        return name in self.children

    def all(self, *names: str) -> list["Node"]:
        """Return the nodes below it that a path of names leads to, in order; not to be changed."""
        nodes: list[Node] = [self]
        for name in names:
            if len(nodes) == 1:
                nodes = nodes[0].children.get(name, _NONE)
            else:
                nodes = [child for node in nodes for child in node.children.get(name, _NONE)]
        return nodes

    def first(self, *names: str) -> "Node | None":
        """Return the first node that a path of names leads to."""
        node = self
        forked = False
        for name in names:
            found = node.children.get(name)
            if found is None:  # but another namesake on the way may have it
                return next(iter(self.all(*names)), None) if forked else None
            forked = forked or len(found) > 1
            node = found[0]
        return node

    def amount(self, *names: str) -> Decimal | None:
        """Return the number at a path, or None where nothing stands there.

        Raises:
            Unreadable: if the text there is no number.
        """
        node = self.first(*names)
        return None if node is None else node.number


class View:
    """A document as the rules see it.

    Attributes:
        root: the invoice or credit note.
        by_name: all nodes of a name, in the order of the document.
        empty: the nodes without children and without text.
        attributed: the first node that carries an attribute of that name.
        answers: what was asked of it before; see :mod:`.prepared`.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.by_name: dict[str, list[Node]] = {root.name: [root]}
        self.empty: list[Node] = []
        self.attributed: dict[str, Node] = dict.fromkeys(root.attributes, root)
        self.answers: dict[object, object] = {}

    def all(self, name: str) -> Sequence[Node]:
        """Return the nodes of a name anywhere, in the order of the document."""
        return self.by_name.get(name, ())

    @property
    def is_invoice(self) -> bool:
        """Whether the root is an Invoice; a CreditNote otherwise."""
        return self.root.name == "Invoice"


def gather(root: Element) -> View:
    """Walk over a tree once and gather what the rules look at."""
    view = View(Node(_name(str(root.tag)), root.text or "", dict(root.items()), None, 0))
    _walk(root, view.root, view)
    if not len(root):
        view.empty.append(view.root)
    return view


def element_of(node: Node, root: Element) -> Element:
    """Return the element of the tree that a node was made of."""
    return root if node.parent is None else element_of(node.parent, root)[node.index]


def _walk(element: Element, node: Node, view: View) -> None:
    by_name, attributed = view.by_name, view.attributed
    children: dict[str, list[Node]] = {}
    for index, part in enumerate(element):
        name = _name(str(part.tag))
        attributes = part.items()
        text = part.text or ""
        child = Node(name, text, dict(attributes) if attributes else _NO_ATTRIBUTES, node, index)
        if attributes:
            for attribute, _ in attributes:
                attributed.setdefault(attribute, child)
        if name in children:
            children[name].append(child)
        else:
            children[name] = [child]
        if name in by_name:
            by_name[name].append(child)
        else:
            by_name[name] = [child]
        if len(part):
            _walk(part, child, view)
        elif not text.strip(SPACE):
            view.empty.append(child)
    node.children = children


@lru_cache(maxsize=2048)
def _name(tag: str) -> str:
    if tag in _ROOTS:
        return _ROOTS[tag]
    return tag.rpartition("}")[2] if tag.startswith(_COMPONENTS) else tag


def trimmed(text: str) -> str:
    """Return a text without space around it, and with one space for every run inside.

    Example:
        >>> trimmed(" a  b ")
        'a b'
    """
    if text.isalnum():
        return text
    if text.isascii():  # where str.split() knows no more space than XML does
        return " ".join(text.split())
    for space in "\t\r\n":
        text = text.replace(space, " ")
    return " ".join(part for part in text.split(" ") if part)
