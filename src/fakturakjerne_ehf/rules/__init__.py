"""The rules of EHF: EN 16931, Peppol BIS Billing 3 and Norway's own, as tables of small checks.

A module is a section of the official lists; its ``RULES`` are the rows.  :mod:`.view` is what a
check looks at, :mod:`.validation` tries them all, :mod:`.releases` says which rules hold when.
"""

from fakturakjerne_ehf.rules.releases import LATEST, RELEASES
from fakturakjerne_ehf.rules.rule import Rule, RuleSet
from fakturakjerne_ehf.rules.validation import validate

__all__ = ["LATEST", "RELEASES", "Rule", "RuleSet", "validate"]
