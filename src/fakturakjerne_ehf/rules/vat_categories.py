"""The nine families of rules about VAT categories, each rule stated once (EN 16931).

A family is a category and the letters of its ids: BR-S-01 to BR-S-10 are the ten rules below for
category S, BR-IC-01 to BR-IC-10 the same ten for category K.  Where a family's rule reads
otherwise, the family's row says so.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from attrs import frozen

from fakturakjerne_ehf.rules import vat_family_checks as checks
from fakturakjerne_ehf.rules.prepared import is_allowance, is_charge
from fakturakjerne_ehf.rules.rule import Check, Context, Rule
from fakturakjerne_ehf.rules.vat_use import codes_used, placed

__all__ = ["FAMILIES", "RULES", "Family"]


@frozen
class Family:
    """One category of VAT, and how its rules go.

    Attributes:
        code: the category, as the document names it.
        prefix: what the ids of its rules begin with.
        nb: what it means, in bokmål.
        en: what it means, in English.
        rate: what the rate must be: above zero, zero or above, zero, or absent.
        parties: which numbers of the parties its use asks for.
        reason: what a reason for exemption in the breakdown must be.
    """

    code: str
    prefix: str
    nb: str
    en: str
    rate: Literal["above", "any", "zero", "none"]
    parties: Literal["seller", "seller and buyer", "vat", "vat and buyer", "none"]
    reason: Literal["given", "absent"]


FAMILIES: Final = (
    Family("S", "BR-S", "alminnelig sats", "standard rated", "above", "seller", "absent"),
    Family("Z", "BR-Z", "nullsats", "zero rated", "zero", "seller", "absent"),
    Family("E", "BR-E", "unntatt", "exempt", "zero", "seller", "given"),
    Family(
        "AE", "BR-AE", "omvendt avgiftsplikt", "reverse charge", "zero", "seller and buyer", "given"
    ),
    Family(
        "K", "BR-IC", "handel innen EU", "intra-community supply", "zero", "vat and buyer", "given"
    ),
    Family("G", "BR-G", "eksport", "export", "zero", "vat", "given"),
    Family("O", "BR-O", "utenfor loven", "outside scope of VAT", "none", "none", "given"),
    Family("L", "BR-AF", "IGIC på Kanariøyene", "Canary Islands IGIC", "any", "seller", "absent"),
    Family(
        "M", "BR-AG", "IPSI i Ceuta og Melilla", "Ceuta and Melilla IPSI", "any", "seller", "absent"
    ),
)

_PARTIES_NB: Final = {
    "seller": "selgerens mva.- eller skattenummer (BT-31, BT-32) eller representantens mva.-nummer "
    "(BT-63)",
    "vat": "selgerens mva.-nummer (BT-31) eller representantens (BT-63)",
    "buyer": "kjøperens mva.-nummer (BT-48) eller organisasjonsnummer (BT-47)",
    "buyer vat": "kjøperens mva.-nummer (BT-48)",
}
_PARTIES_EN: Final = {
    "seller": "the seller's VAT or tax number (BT-31, BT-32) or the representative's VAT number "
    "(BT-63)",
    "vat": "the seller's VAT number (BT-31) or the representative's (BT-63)",
    "buyer": "the buyer's VAT number (BT-48) or legal registration (BT-47)",
    "buyer vat": "the buyer's VAT number (BT-48)",
}
_PARTIES: Final = {
    "seller": ("seller",),
    "seller and buyer": ("seller", "buyer"),
    "vat": ("vat",),
    "vat and buyer": ("vat", "buyer vat"),
}
_RATE_NB: Final = {
    "above": "større enn null",
    "any": "null eller større",
    "zero": "null",
    "none": "utelatt",
}
_RATE_EN: Final = {
    "above": "above zero",
    "any": "zero or above",
    "zero": "zero",
    "none": "left out",
}
_PLACES: Final = (  # bokmål, English, the term of the rate
    ("på linjene", "on the lines", "BT-152"),
    ("i en rabatt", "in an allowance", "BT-96"),
    ("i et gebyr", "in a charge", "BT-103"),
)


@cache
def _using(code: str) -> Context:
    """Return the document as a context where it names the category; elsewhere nothing can fire."""
    return Context("DOC", lambda view: (view.root,) if code in codes_used(view) else ())


def _usage_rule(family: Family) -> Rule:
    by_code: dict[str, Check] = {
        "S": checks.used_and_broken_down,
        "L": checks.used_and_broken_down_raw("L", vat=False),
        "M": checks.used_and_broken_down_raw("M", vat=True),
    }
    return Rule(
        f"{family.prefix}-01",
        _using(family.code),
        by_code.get(family.code) or checks.broken_down_once(family.code),
        nb=f"Mva.-kategori {family.code} ({family.nb}): bruken i dokumentet og mva.-fordelingen "
        "(BG-23) stemmer ikke overens; {found} slike i fordelingen.",
        en=f"VAT category {family.code} ({family.en}): its use in the document and the VAT "
        "breakdown (BG-23) do not agree; {found} of it in the breakdown.",
    )


def _party_rules(family: Family) -> Iterator[Rule]:
    triggers = (
        checks.on_line(family.code),
        checks.in_adjustment(family.code, is_allowance),
        checks.in_adjustment(family.code, is_charge),
    )
    for number, ((nb, en, _), trigger) in enumerate(zip(_PLACES, triggers, strict=True), 2):
        name_nb = f"Kategori {family.code} ({family.nb}) {nb}"
        name_en = f"Category {family.code} ({family.en}) {en}"
        needed = _PARTIES.get(family.parties)
        if needed is None:
            check = checks.no_vat_ids(trigger)
            says_nb = "da skal verken selger (BT-31), representant (BT-63) eller kjøper (BT-48) ha "
            says_nb += "mva.-nummer."
            says_en = "then neither seller (BT-31), representative (BT-63) nor buyer (BT-48) may "
            says_en += "have a VAT number."
        else:
            check = checks.has_numbers(trigger, needed)
            says_nb = f"da kreves {' og '.join(_PARTIES_NB[each] for each in needed)}."
            says_en = f"this asks for {' and '.join(_PARTIES_EN[each] for each in needed)}."
        if family.code == "S" and trigger is triggers[0]:
            check = checks.standard_rated_lines
        rule = f"{family.prefix}-0{number}"
        yield Rule(
            rule, _using(family.code), check, nb=f"{name_nb}: {says_nb}", en=f"{name_en}: {says_en}"
        )


def _rate_rules(family: Family) -> Iterator[Rule]:
    contexts = (
        ("LINE/Item/ClassifiedTaxCategory", "line"),
        ("AllowanceCharge/TaxCategory, an allowance", "allowance"),
        ("AllowanceCharge/TaxCategory, a charge", "charge"),
    )
    for number, ((label, place), (nb, en, term)) in enumerate(
        zip(contexts, _PLACES, strict=True), 5
    ):
        yield Rule(
            f"{family.prefix}-0{number}",
            _of_family(label, family.code, place),
            checks.rate(family.rate),
            nb=f"Kategori {family.code} ({family.nb}) {nb}: satsen ({term}) skal være "
            f"{_RATE_NB[family.rate]}, men er {{rate}}.",
            en=f"Category {family.code} ({family.en}) {en}: the rate ({term}) must be "
            f"{_RATE_EN[family.rate]}, but is {{rate}}.",
        )


def _of_family(label: str, code: str, place: str) -> Context:
    key = (place, code)
    return Context(f"{label}, {code} of VAT", lambda view: placed(view).get(key, ()))


def _breakdown_rules(family: Family) -> Iterator[Rule]:
    context = _of_family("DOC/TaxTotal/TaxSubtotal/TaxCategory", family.code, "breakdown")
    rated = family.rate in {"above", "any"}
    name_nb, name_en = f"{family.code} ({family.nb})", f"{family.code} ({family.en})"
    yield Rule(
        f"{family.prefix}-08",
        context,
        checks.base_by_rate(family.code) if rated else checks.base_exact(family.code),
        nb=f"Grunnlaget for mva.-kategori {name_nb} er oppgitt som {{stated}} (BT-116), men "
        "linjer, gebyrer og rabatter er til sammen {computed}.",
        en=f"The taxable amount of VAT category {name_en} is stated as {{stated}} (BT-116), but "
        "lines, charges and allowances are {computed} together.",
    )
    if rated:
        yield Rule(
            f"{family.prefix}-09",
            context,
            checks.tax_by_rate,
            nb=f"Mva. i kategori {name_nb} er oppgitt som {{stated}} (BT-117), {{rate}} % av "
            "{base} er beregnet til {computed}; de skal være mindre enn 1,00 fra hverandre.",
            en=f"VAT of category {name_en} is stated as {{stated}} (BT-117), {{rate}} % of "
            "{base} is computed to {computed}; they must be less than 1.00 apart.",
        )
    else:
        yield Rule(
            f"{family.prefix}-09",
            context,
            checks.no_tax,
            nb=f"Mva. i kategori {name_nb} skal være null (BT-117), men er {{stated}}.",
            en=f"VAT of category {name_en} must be zero (BT-117), but is {{stated}}.",
        )
    yield Rule(
        f"{family.prefix}-10",
        context,
        checks.reason(required=family.reason == "given"),
        nb=f"Mva.-kategori {name_nb} "
        + ("må" if family.reason == "given" else "kan ikke")
        + " ha begrunnelse for fritak (BT-120, BT-121).",
        en=f"VAT category {name_en} "
        + ("must" if family.reason == "given" else "cannot")
        + " have a reason for exemption (BT-120, BT-121).",
    )


_EXTRA: Final = (
    Rule(
        "BR-IC-11",
        _using("K"),
        checks.delivery_is_dated,
        nb="Mva.-kategori K (handel innen EU) krever leveringsdato (BT-72) eller fakturaperiode "
        "(BG-14).",
        en="VAT category K (intra-community supply) asks for a delivery date (BT-72) or an "
        "invoicing period (BG-14).",
    ),
    Rule(
        "BR-IC-12",
        _using("K"),
        checks.delivery_has_country,
        nb="Mva.-kategori K (handel innen EU) krever landet det er levert til (BT-80).",
        en="VAT category K (intra-community supply) asks for the country of delivery (BT-80).",
    ),
    *(
        Rule(
            rule,
            _using("O"),
            checks.nothing_else(select),
            nb=f"Mva.-kategori O (utenfor loven) kan ikke stå sammen med andre: {{codes}} {nb}.",
            en=f"VAT category O (outside scope) cannot stand with others: {{codes}} {en}.",
        )
        for rule, select, nb, en in (
            ("BR-O-11", lambda where: where.breakdown, "i fordelingen", "in the breakdown"),
            ("BR-O-12", lambda where: where.items, *_PLACES[0][:2]),
            ("BR-O-13", lambda where: where.allowances, *_PLACES[1][:2]),
            ("BR-O-14", lambda where: where.charges, *_PLACES[2][:2]),
        )
    ),
)

RULES: Final = (
    *(
        rule
        for family in FAMILIES
        for rule in (
            _usage_rule(family),
            *_party_rules(family),
            *_rate_rules(family),
            *_breakdown_rules(family),
        )
    ),
    *_EXTRA,
)
