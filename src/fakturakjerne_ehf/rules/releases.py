"""The releases of the rules that are kept, each with the day from which it holds.

The next release is the one before it, :meth:`~.rule.RuleSet.revised` by what changed.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from fakturakjerne_ehf.rules import (
    allowances,
    code_lists,
    document,
    identifiers,
    lines,
    norway,
    parties,
    payment,
    peppol,
    peppol_codes,
    peppol_prices,
    split_payment,
    totals,
    ubl_structure,
    ubl_warnings,
    vat_breakdown,
    vat_categories,
)
from fakturakjerne_ehf.rules.rule import RuleSet

__all__ = ["LATEST", "RELEASES"]

_RELEASE_2026_5: Final = RuleSet(  # EN 16931 for UBL 1.3.16, Peppol BIS Billing 3 of May 2026
    version="2026.5",
    valid_from=date(2026, 8, 17),
    rules=(
        *document.RULES,
        *parties.RULES,
        *totals.RULES,
        *allowances.RULES,
        *lines.RULES,
        *payment.RULES,
        *vat_breakdown.RULES,
        *vat_categories.RULES,
        *split_payment.RULES,
        *code_lists.RULES,
        *ubl_structure.RULES,
        *peppol.RULES,
        *peppol_prices.RULES,
        *peppol_codes.RULES,
        *identifiers.RULES,
        *norway.RULES,
        *ubl_warnings.UNWANTED_RULES,
        *ubl_warnings.RULES,
    ),
)

RELEASES: Final[Mapping[str, RuleSet]] = MappingProxyType(
    {release.version: release for release in (_RELEASE_2026_5,)}
)
"""Every release, by version."""

LATEST: Final = _RELEASE_2026_5.version
