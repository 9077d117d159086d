"""Peppol's rules about numbers of registers, by the scheme that they name."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from fakturakjerne_ehf.rules import check_digits
from fakturakjerne_ehf.rules.checks import short
from fakturakjerne_ehf.rules.prepared import once
from fakturakjerne_ehf.rules.rule import EARLIER, Check, Context, Level, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_TEST = Callable[[str], bool]


@once
def _identifiers(view: View) -> dict[str, list[Node]]:
    """Return every endpoint, party identification and company id, by its scheme."""
    nodes = [*view.all("EndpointID"), *view.all("CompanyID")]
    nodes += [node for each in view.all("PartyIdentification") for node in each.all("ID")]
    by_scheme: dict[str, list[Node]] = {}
    for node in nodes:
        scheme = node.attributes.get("schemeID")
        if scheme is not None:
            by_scheme.setdefault(scheme, []).append(node)
    return by_scheme


@once
def _dutch(view: View) -> Sequence[Node]:
    """Return the Dutch VAT numbers of whatever scheme."""
    return [
        node
        for each in view.all("PartyTaxScheme")
        if any(scheme.trimmed == "VAT" for scheme in each.all("TaxScheme", "ID"))
        for node in each.all("CompanyID")
        if node.trimmed.startswith("NL")
    ]


def _matches(pattern: str) -> _TEST:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: bool(compiled.fullmatch(text))


def _check(test: _TEST, *, raw: bool = False) -> Check:
    def check(node: Node, _view: View) -> Values | None:
        value = node.text if raw else node.trimmed
        return None if test(value) else {"value": short(value)}

    return check


def _of_scheme(scheme: str, *, only: str = "") -> Context:
    label = f"{only or 'EndpointID, PartyIdentification/ID, CompanyID'} of scheme {scheme}"
    if not only:
        return Context(label, lambda view: _identifiers(view).get(scheme, ()), attribute="schemeID")
    return Context(
        label,
        lambda view: [node for node in _identifiers(view).get(scheme, ()) if node.name == only],
        attribute="schemeID",
    )


_DUTCH_FORM: Final = _check(_matches("NL[0-9]{9}B[0-9]{2}"))


class _Scheme(NamedTuple):
    """A rule about the numbers of one scheme."""

    number: str
    scheme: str
    check: Check
    nb: str
    en: str
    severity: Level = "fatal"
    since: str = EARLIER


_SCHEMES: Final = (
    _Scheme("040", "0088", _check(check_digits.is_gln), "GLN", "GLN"),
    _Scheme(
        "041",
        "0192",
        _check(check_digits.is_norwegian),
        "norsk organisasjonsnummer (ni sifre, modulus 11)",
        "Norwegian organisation number (nine digits, modulus 11)",
    ),
    _Scheme(
        "042",
        "0184",
        _check(_matches("(?:DK)?[0-9]{8}"), raw=True),
        "dansk CVR-nummer (åtte sifre)",
        "Danish CVR number (eight digits)",
    ),
    _Scheme(
        "043",
        "0208",
        _check(check_digits.is_belgian_enterprise),
        "belgisk foretaksnummer (ti sifre, modulus 97)",
        "Belgian enterprise number (ten digits, modulus 97)",
    ),
    _Scheme(
        "049",
        "0007",
        _check(check_digits.is_swedish),
        "svensk organisasjonsnummer (ti sifre, Luhn)",
        "Swedish organisation number (ten digits, Luhn)",
    ),
    _Scheme(
        "050",
        "0151",
        _check(check_digits.is_abn),
        "australsk ABN (elleve sifre)",
        "Australian ABN (eleven digits)",
    ),
    _Scheme(
        "052",
        "0096",
        _check(_matches("[0-9]{10}"), raw=True),
        "dansk P-nummer (ti sifre)",
        "Danish P number (ten digits)",
        since="2026.5",
    ),
    _Scheme(
        "053",
        "0198",
        _check(_matches("DK[0-9]{8}"), raw=True),
        "dansk SE-nummer (DK og åtte sifre)",
        "Danish SE number (DK and eight digits)",
        since="2026.5",
    ),
    _Scheme(
        "044",
        "0201",
        _check(_matches("[A-Za-z0-9]{6}")),
        "italiensk IPA-kode (seks tegn)",
        "Italian IPA code (six characters)",
        "warning",
    ),
    _Scheme(
        "045",
        "0210",
        _check(check_digits.is_italian_tax_code),
        "italiensk skattenummer",
        "Italian tax code",
        "warning",
    ),
    _Scheme(
        "046",
        "9907",
        _check(check_digits.is_italian_tax_code),
        "italiensk skattenummer",
        "Italian tax code",
        "warning",
    ),
    _Scheme(
        "047",
        "0211",
        _check(check_digits.is_italian_vat_number),
        "italiensk mva.-nummer",
        "Italian VAT number",
        "warning",
    ),
    _Scheme(
        "054",
        "0106",
        _check(_matches("[0-9]{8}")),
        "nederlandsk KVK-nummer (åtte sifre)",
        "Dutch KVK number (eight digits)",
        "warning",
        "2026.5",
    ),
    _Scheme(
        "055",
        "0190",
        _check(_matches("[0-9]{20}")),
        "nederlandsk OIN (tjue sifre)",
        "Dutch OIN (twenty digits)",
        "warning",
        "2026.5",
    ),
    _Scheme(
        "056-1",
        "9944",
        _DUTCH_FORM,
        "nederlandsk mva.-nummer (NL, ni sifre, B og to sifre)",
        "Dutch VAT number (NL, nine digits, B and two digits)",
        "warning",
        "2026.5",
    ),
)
_OWN_RULE: Final = frozenset(each.scheme for each in _SCHEMES)


def _dutch_without_own_rule(view: View) -> Sequence[Node]:
    """Return the Dutch VAT numbers that no rule before this one is about."""
    return [
        node
        for node in _dutch(view)
        if node.attributes.get("schemeID") not in _OWN_RULE - {"9907"}  # 9907: endpoints alone
    ]


def _supplier_numbers(view: View) -> Sequence[Node]:
    dutch = {id(node) for node in _dutch(view)}
    return [node for node in _identifiers(view).get("0217", ()) if id(node) not in dutch]


def _rule(number: str, context: Context, row: _Scheme) -> Rule:
    return Rule(
        f"PEPPOL-COMMON-R{number}",
        context,
        row.check,
        nb=f"{{value}} er ikke et {row.nb}.",
        en=f"{{value}} is no {row.en}.",
        severity=row.severity,
        since=row.since,
    )


RULES: Final = (
    *(
        _rule(
            row.number,
            _of_scheme(row.scheme, only="EndpointID" if row.scheme == "9907" else ""),
            row,
        )
        for row in _SCHEMES
    ),
    _rule(
        "056-2",
        Context("PartyTaxScheme of VAT/CompanyID beginning with NL", _dutch_without_own_rule),
        _SCHEMES[-1],
    ),
    _rule(
        "057",
        Context(
            "EndpointID, PartyIdentification/ID, CompanyID of scheme 0217",
            _supplier_numbers,
            attribute="schemeID",
        ),
        _Scheme(
            "057",
            "0217",
            _check(_matches("[0-9]{12}")),
            "nederlandsk filialnummer (tolv sifre)",
            "Dutch establishment number (twelve digits)",
            "warning",
            "2026.5",
        ),
    ),
)
