"""Warnings about UBL that EN 16931 has no use for (UBL-CR, UBL-DT); none makes a document invalid.

Each is reported at most once a document, at the first place.  There are seven hundred of them, and
an invoice rarely sets off one: so the elements of :mod:`.unwanted_elements` are looked up in one
go through the document, by :func:`unwanted`, instead of one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from fakturakjerne_ehf.rules.code_lists import OBJECT_TYPE
from fakturakjerne_ehf.rules.contexts import DOCUMENT, anywhere, in_the_root, with_attribute
from fakturakjerne_ehf.rules.rule import FIRES, Check, Context, Rule, Values, holds
from fakturakjerne_ehf.rules.unwanted_elements import UNWANTED
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES", "UNWANTED_RULES", "unwanted"]

_EXTENSIONS: Final = "{urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2}"
_NAMES: Final = {"ext:": _EXTENSIONS, "^": "", "": ""}
_LINES: Final = ("InvoiceLine", "CreditNoteLine")
_NOT_IN_UBL: Final = frozenset(
    # Asked for among the basic components, where UBL has no such element: its aggregates are fine.
    (
        "LINE/Price/ValidityPeriod",
        "LINE/Price/PriceList",
        "LINE/Item/ClassifiedTaxCategory/TierRange",
    )
)


@frozen
class _Place:
    """A place in the document, and what lies below it in the table.

    Attributes:
        unwanted: the rule for every name that should not stand there.
        below: the places below it, by name.
    """

    unwanted: dict[str, Rule] = field(factory=dict)
    below: dict[str, "_Place"] = field(factory=dict)


def _table() -> Iterator[tuple[str, str, Rule]]:
    """Yield place, name and rule of every row."""
    for place, words in UNWANTED:
        for word in words.split():
            number, _, marked = word.partition(":")
            mark = next(mark for mark in _NAMES if marked.startswith(mark))
            name = marked.removeprefix(mark)
            path = f"{place}/{name}"
            rule = Rule(
                f"UBL-CR-{number}",
                Context(path, lambda _view: ()),
                holds,
                nb=f"{name} bør ikke stå i {place}.",
                en=f"{name} should not stand in {place}.",
                severity="warning",
            )
            yield place, _NAMES[mark] + name if path not in _NOT_IN_UBL else "", rule


_ROWS: Final = tuple(_table())
UNWANTED_RULES: Final = tuple(rule for _, _, rule in _ROWS)
"""The rules that :func:`unwanted` looks after; their own checks and contexts are empty."""


def _tree(rows: Iterable[tuple[str, str, Rule]]) -> _Place:
    root = _Place()
    for place, name, rule in rows:
        at = root
        for step in place.removeprefix("DOC").strip("/").split("/") if place != "DOC" else ():
            at = at.below.setdefault(step, _Place())
        at.unwanted[name] = rule
    root.below.update(dict.fromkeys(_LINES, root.below.pop("LINE")))
    return root


_TREE: Final = _tree(_ROWS)


def unwanted(view: View) -> Mapping[str, Node]:
    """Return the first element of each kind that should not stand where it stands, by rule id."""
    found: dict[str, Node] = {}
    _look(view.root, _TREE, found)
    return found


def _look(node: Node, place: _Place, found: dict[str, Node]) -> None:
    for name, children in node.children.items():
        rule = place.unwanted.get(name)
        if rule is not None:
            found.setdefault(rule.id, children[0])
        below = place.below.get(name)
        if below is not None:
            for child in children:
                if child.children:
                    _look(child, below, found)


# --- the others, one by one -----------------------------------------------------------------------


def _fires(_node: Node, _view: View) -> Values | None:
    return FIRES


def _warning(rule: str, context: Context, what: str, check: Check = _fires) -> Rule:
    return Rule(
        rule,
        Context(
            context.label,
            lambda view: context.select(view)[:1],
            element=context.element,
            attribute=context.attribute,
        ),
        check,
        nb=f"{what} bør ikke stå.",
        en=f"{what} should not stand.",
        severity="warning",
    )


def _anywhere_with(attribute: str, rule: str) -> Rule:
    context = Context(
        f"@{attribute}", lambda view: (view.attributed[attribute],), attribute=attribute
    )
    return _warning(rule, context, f"@{attribute}")


def _named(view: View) -> Sequence[Node]:
    return [
        node
        for name, nodes in view.by_name.items()
        if name != "PaymentMeansCode"
        for node in nodes
        if "name" in node.attributes
    ]


def _scheme_without_type(view: View) -> Sequence[Node]:
    return [
        node
        for each in view.all("AdditionalDocumentReference")
        if not any(code.text == OBJECT_TYPE for code in each.all("DocumentTypeCode"))
        for node in each.all("ID")
        if "schemeID" in node.attributes
    ]


def _wrong_version(root: Node, _view: View) -> Values | None:
    version = root.first("UBLVersionID")
    return None if version is None or version.text == "2.1" else {"value": version.trimmed[:20]}


def _due_date_in_invoice(root: Node, view: View) -> Values | None:
    due = root.first("PaymentMeans", "PaymentDueDate")
    return FIRES if due is not None and view.is_invoice else None


_ANYWHERE: Final = (  # id, path, attribute
    ("UBL-CR-652", "PartyTaxScheme/CompanyID", "schemeID"),
    ("UBL-CR-660", "Country/IdentificationCode", "listID"),
    ("UBL-CR-662", "AllowanceChargeReasonCode", "listID"),
    ("UBL-CR-664", "FinancialInstitution", ""),
    ("UBL-CR-667", "BuyersItemIdentification/ID", "schemeID"),
    ("UBL-CR-668", "SellersItemIdentification/ID", "schemeID"),
    ("UBL-CR-669", "Price/AllowanceCharge/AllowanceChargeReasonCode", ""),
    ("UBL-CR-670", "Price/AllowanceCharge/AllowanceChargeReason", ""),
    ("UBL-CR-671", "Price/AllowanceCharge/MultiplierFactorNumeric", ""),
    ("UBL-CR-674", "PrimaryAccountNumberID", "schemeID"),
    ("UBL-CR-675", "CardAccount/NetworkID", "schemeID"),
    ("UBL-CR-676", "PaymentMandate/ID", "schemeID"),
    ("UBL-CR-677", "PaymentMandate/PayerFinancialAccount/ID", "schemeID"),
    ("UBL-CR-678", "TaxCategory/ID", "schemeID"),
    ("UBL-CR-679", "ClassifiedTaxCategory/ID", "schemeID"),
    ("UBL-CR-680", "PaymentMeans/PayerFinancialAccount", ""),
)
_IN_THE_ROOT: Final = (  # id, path, attribute
    ("UBL-CR-648", "CustomizationID", "schemeID"),
    ("UBL-CR-649", "ProfileID", "schemeID"),
    ("UBL-CR-650", "ID", "schemeID"),
    ("UBL-CR-651", "SalesOrderID", "schemeID"),
    ("UBL-CR-653", "PaymentMeans/PaymentID", "schemeID"),
    ("UBL-CR-654", "PaymentMeans/PayeeFinancialAccount/ID", "schemeID"),
    ("UBL-CR-655", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID", "schemeID"),
    ("UBL-CR-656", "InvoiceTypeCode", "listID"),
    ("UBL-CR-657", "DocumentCurrencyCode", "listID"),
    ("UBL-CR-658", "TaxCurrencyCode", "listID"),
    ("UBL-CR-659", "AdditionalDocumentReference/DocumentTypeCode", "listID"),
    ("UBL-CR-661", "PaymentMeans/PaymentMeansCode", "listID"),
    ("UBL-CR-672", "CreditNoteTypeCode", "listID"),
)
_ATTRIBUTES: Final = (  # number in UBL-DT, attribute
    ("08", "schemeName"),
    ("09", "schemeAgencyName"),
    ("10", "schemeDataURI"),
    ("11", "schemeURI"),
    ("12", "format"),
    ("13", "unitCodeListIdentifier"),
    ("14", "unitCodeListAgencyIdentifier"),
    ("15", "unitCodeListAgencyName"),
    ("16", "listAgencyName"),
    ("17", "listName"),
    ("19", "languageID"),
    ("20", "listURI"),
    ("21", "listSchemeURI"),
    ("22", "languageLocaleID"),
    ("23", "uri"),
    ("24", "currencyCodeListVersionID"),
    ("25", "characterSetCode"),
    ("26", "encodingCode"),
    ("27", "schemeAgencyID"),
    ("28", "listAgencyID"),
)


def _rows(rows: Iterable[tuple[str, str, str]], place: Callable[[str], Context]) -> Iterator[Rule]:
    for rule, path, attribute in rows:
        context = place(path)
        if attribute:
            yield _warning(rule, with_attribute(context, attribute), f"{path}/@{attribute}")
        else:
            yield _warning(rule, context, path)


RULES: Final = (
    Rule(
        "UBL-CR-002",
        DOCUMENT,
        _wrong_version,
        nb="UBLVersionID er {value}; den skal være 2.1 eller ikke stå.",
        en="UBLVersionID is {value}; it should be 2.1 or not stand.",
        severity="warning",
    ),
    Rule(
        "UBL-CR-412",
        DOCUMENT,
        _due_date_in_invoice,
        nb="PaymentMeans/PaymentDueDate bør bare stå i en kreditnota; en faktura har DueDate (BT-9).",
        en="PaymentMeans/PaymentDueDate should stand only in a credit note; an invoice has DueDate "
        "(BT-9).",
        severity="warning",
    ),
    *_rows(_ANYWHERE, anywhere),
    _anywhere_with("unitCodeListID", "UBL-CR-663"),
    _warning(
        "UBL-CR-665",
        Context(
            "AdditionalDocumentReference, not of type 130/ID/@schemeID",
            _scheme_without_type,
            attribute="schemeID",
        ),
        "AdditionalDocumentReference/ID/@schemeID uten/without type 130",
    ),
    *_rows(_IN_THE_ROOT, in_the_root),
    *(_anywhere_with(attribute, f"UBL-DT-{number}") for number, attribute in _ATTRIBUTES),
    _warning(
        "UBL-DT-18", Context("@name, not of PaymentMeansCode", _named, attribute="name"), "@name"
    ),
)
