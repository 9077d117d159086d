"""What a rule is, and what a set of rules of one release is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from attrs import evolve, field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["EARLIER", "FIRES", "Check", "Context", "Level", "Rule", "RuleSet", "Values", "holds"]

Level = Literal["fatal", "warning"]
"""How the official lists flag a rule."""

Values = Mapping[str, object]
"""What disagrees: it fills the placeholders of the rule's sentence."""

Check = Callable[[Node, View], Values | None]
"""Looks at one context node; returns None where the rule holds, what disagrees where it fires."""

FIRES: Final[Values] = {}
"""What a check returns where the rule fires and there is nothing to add."""

EARLIER: Final = "earlier"
"""Since when, for rules that stood in the list before the first release that is kept here."""


def holds(_node: Node, _view: View) -> Values | None:
    """Say nothing ever: the check of the ids that exist and never fire."""
    return None


@frozen(eq=False)
class Context:
    """The nodes that a rule is evaluated for, one by one.

    Attributes:
        label: as the official lists write it, without prefixes.
        select: finds the nodes in the view.
        element: where no element of that name is in the document, nothing is selected.
        attribute: where no attribute of that name is in the document, nothing is selected.
    """

    label: str
    select: Callable[[View], Sequence[Node]] = field(repr=False)
    element: str = field(default="", repr=False, kw_only=True)
    attribute: str = field(default="", repr=False, kw_only=True)


@frozen
class Rule:
    """One row of the table.

    Attributes:
        id: as in the official list, such as ``BR-CO-15``.
        context: the nodes that it is about.
        check: the rule itself.
        nb: what is wrong where it fires, in bokmål; placeholders for what disagrees.
        en: the same in English.
        severity: ``fatal`` or ``warning``.
        since: the release that it came with.

    Example:
        >>> from fakturakjerne_ehf.rules.contexts import DOCUMENT
        >>> from fakturakjerne_ehf.rules.checks import filled
        >>> rule = Rule("BR-02", DOCUMENT, filled("ID"), nb="Mangler.", en="Missing.")
        >>> rule.text.code, rule.severity
        ('BR-02', 'fatal')
    """

    id: str
    context: Context
    check: Check = field(repr=False)
    nb: str = field(kw_only=True, repr=False)
    en: str = field(kw_only=True, repr=False)
    severity: Level = field(default="fatal", kw_only=True)
    since: str = field(default=EARLIER, kw_only=True)

    @property
    def text(self) -> Text:
        """The sentence in both languages, with the id as its code."""
        return Text(self.id, self.nb, self.en)


@frozen(kw_only=True)
class RuleSet:
    """The rules of one release.

    Attributes:
        version: the release, such as ``2026.5``.
        valid_from: the day from which receivers go by it.
        rules: in the order of the official lists.

    Example:
        >>> from datetime import date
        >>> first = RuleSet(version="1", valid_from=date(2026, 8, 17), rules=())
        >>> first.revised(version="2", valid_from=date(2027, 2, 15)).version
        '2'
    """

    version: str
    valid_from: date
    rules: tuple[Rule, ...] = field(repr=False)

    def revised(
        self,
        *,
        version: str,
        valid_from: date,
        removed: Iterable[str] = (),
        changed: Iterable[Rule] = (),
    ) -> "RuleSet":
        """Return the next release: what fell away, and what is new or reads otherwise.

        A changed rule takes the place of the one with its id; a new one comes last.
        """
        gone = set(removed)
        rules = {rule.id: rule for rule in self.rules if rule.id not in gone}
        rules.update((rule.id, rule) for rule in changed)
        return evolve(self, version=version, valid_from=valid_from, rules=tuple(rules.values()))
