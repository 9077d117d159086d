"""A document against the rules: what fires, and where."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import localcontext
from typing import Final, NamedTuple

from fakturakjerne.catalogue import VALUE_INVALID
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_ehf.rules.catalogue import ROOT, UNREADABLE
from fakturakjerne_ehf.rules.checks import short
from fakturakjerne_ehf.rules.numbers import EXACT
from fakturakjerne_ehf.rules.releases import LATEST, RELEASES
from fakturakjerne_ehf.rules.rule import FIRES, Check, Context, Rule, Values, holds
from fakturakjerne_ehf.rules.ubl_warnings import UNWANTED_RULES, unwanted
from fakturakjerne_ehf.rules.view import Node, Unreadable, View, element_of, gather
from fakturakjerne_ehf.tree import Tree, name_of, parse

__all__ = ["validate"]

_SEVERITIES: Final = {"fatal": Severity.ERROR, "warning": Severity.WARNING}
_LOOKED_UP: Final = frozenset(rule.id for rule in UNWANTED_RULES)


class _Group(NamedTuple):
    """The rules of one context, so that its nodes are found once."""

    context: Context
    attribute: str
    checks: tuple[tuple[int, Check], ...]


class _Plan(NamedTuple):
    """What is to be tried.

    Attributes:
        rules: in the order of the table.
        groups: of those that have a check of their own, by the element that they need; "" for none.
        looked_up: the place in the table of those that :func:`.ubl_warnings.unwanted` finds.
    """

    rules: tuple[Rule, ...]
    groups: Mapping[str, tuple[_Group, ...]]
    looked_up: dict[str, int]


def _plan(rules: Iterable[Rule]) -> _Plan:
    table = tuple(rules)
    looked_up = {rule.id: index for index, rule in enumerate(table) if rule.id in _LOOKED_UP}
    by_context: dict[Context, list[tuple[int, Check]]] = {}
    for index, rule in enumerate(table):
        if rule.check is not holds:
            by_context.setdefault(rule.context, []).append((index, rule.check))
    groups: dict[str, tuple[_Group, ...]] = {}
    for context, checks in by_context.items():
        group = _Group(context, context.attribute, tuple(checks))
        groups[context.element] = (*groups.get(context.element, ()), group)
    return _Plan(table, groups, looked_up)


_PLANS: Final = {version: _plan(release.rules) for version, release in RELEASES.items()}


def validate(
    data: bytes | Iterable[bytes] | Tree,
    *,
    only: Collection[str] | None = None,
    rules: str = LATEST,
) -> list[Finding]:
    """Check an invoice or credit note against the rules of EN 16931, Peppol and Norway.

    The code of a finding is the id of the rule; one that is fatal is an error.  A rule speaks once
    for every place where it does not hold, and not at all where what it is about is missing: so a
    part of a document can be checked too, with the rules that it is about in ``only``.

    Args:
        data: the document, or the tree that it was read into.
        only: the ids of the rules to try; all where None.  Ids of no rule are passed over: other
            countries' rules, and those that fell away.
        rules: the release to go by.

    Returns:
        The findings in the order of the table, then of the document.  Numbers that cannot be read
        are findings of their own, with the rules that were not tried for them.

    Raises:
        RecordError: if the document cannot be read at all; see :func:`.tree.parse`.
        InvalidValueError: if there is no such release.

    Example:
        >>> ubl = "urn:oasis:names:specification:ubl:schema:xsd"
        >>> part = f'<Invoice xmlns="{ubl}:Invoice-2"/>'.encode()
        >>> [(finding.code, finding.message) for finding in validate(part, only={"BR-02"})]
        [('BR-02', 'The invoice number (BT-1) is missing.')]
    """
    plan = _plan_of(rules, only)
    tree = data if isinstance(data, Tree) else parse(data)
    if tree.kind is None:
        values = {"name": name_of(tree.root)}
        return [
            Finding(severity=Severity.ERROR, text=ROOT, path=tree.place(tree.root), values=values)
        ]
    with localcontext(EXACT):
        view = gather(tree.root)
        unread: dict[Node, list[str]] = {}
        fired = [*_fired(view, plan, unread), *_looked_up(view, plan)]
    return [
        *(
            _finding(plan.rules[index], tree, node, values)
            for index, node, values in sorted(fired, key=_row)
        ),
        *(_unreadable(tree, node, ids) for node, ids in unread.items()),
    ]


def _plan_of(version: str, only: Collection[str] | None) -> _Plan:
    if version not in _PLANS:
        known = ", ".join(_PLANS)
        raise InvalidValueError(
            VALUE_INVALID,
            field="rules",
            value=repr(version),
            expected_nb=f"utgavene er {known}",
            expected_en=f"the releases are {known}",
        )
    if only is None:
        return _PLANS[version]
    return _plan(rule for rule in RELEASES[version].rules if rule.id in only)


def _fired(
    view: View, plan: _Plan, unread: dict[Node, list[str]]
) -> Iterator[tuple[int, Node, Values]]:
    for context, attribute, checks in _groups(view, plan):
        if attribute and attribute not in view.attributed:
            continue
        for node in context.select(view):
            for index, check in checks:
                try:
                    values = check(node, view)
                except Unreadable as problem:
                    unread.setdefault(problem.node, []).append(plan.rules[index].id)
                else:
                    if values is not None:
                        yield index, node, values


def _groups(view: View, plan: _Plan) -> Iterator[_Group]:
    """Yield the groups whose element is in the document."""
    yield from plan.groups.get("", ())
    for name in view.by_name:
        yield from plan.groups.get(name, ())


def _looked_up(view: View, plan: _Plan) -> Iterator[tuple[int, Node, Values]]:
    """Yield what fires of the rules that are looked up in one go."""
    found = unwanted(view) if plan.looked_up else {}
    for rule, node in found.items():
        if rule in plan.looked_up:
            yield plan.looked_up[rule], node, FIRES


def _row(fired: tuple[int, Node, Values]) -> int:
    return fired[0]


def _finding(rule: Rule, tree: Tree, node: Node, values: Values) -> Finding:
    return Finding(
        severity=_SEVERITIES[rule.severity],
        text=rule.text,
        path=tree.place(element_of(node, tree.root)),
        values={name: mask_within(str(value)) for name, value in values.items()},
    )


def _unreadable(tree: Tree, node: Node, rules: list[str]) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        text=UNREADABLE,
        path=tree.place(element_of(node, tree.root)),
        values={
            "value": f"«{mask_within(short(node.text))}»",
            "rules": ", ".join(dict.fromkeys(rules)),
        },
    )
