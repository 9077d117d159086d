"""Numbers of FACTUM: plain, with a point, and as few decimals as needed."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge
from fakturakjerne.domain.money import Ore, format_kroner, vat_of
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.cells import Cell, problem, show
from fakturakjerne_visma import factum_catalogue as catalogue

_EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP)
_WHOLE_DIGITS: Final = 16
_PLACES: Final = 10
_PRICE_PLACES: Final = Decimal("0.0001")


def kroner_text(amount: Ore) -> str:
    """Return øre as kroner.

    Example:
        >>> kroner_text(Ore(50000)), kroner_text(Ore(123450)), kroner_text(Ore(-29))
        ('500', '1234.5', '-0.29')
    """
    text = format_kroner(amount, thousands="", decimal=".")
    return text.rstrip("0").rstrip(".")


def decimal_text(value: Decimal) -> str | None:
    """Return a number as it is written; None for one that cannot be meant.

    Example:
        >>> decimal_text(Decimal("1.50")), decimal_text(Decimal("1E+2")), decimal_text(Decimal("NaN"))
        ('1.5', '100', None)
    """
    if not value.is_finite() or value.adjusted() >= _WHOLE_DIGITS:
        return None
    plain = value.normalize(_EXACT)
    exponent = plain.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_PLACES:
        return None
    return format(plain, "f") if plain else "0"


def quantity_cell(charge: Charge) -> Cell:
    """Return how many."""
    return _number(charge.quantity, "antall", "quantity")


def price_cell(charge: Charge) -> Cell:
    """Return what one costs without VAT: as stated, else the net divided by the quantity."""
    if charge.unit_price is not None:
        return _number(charge.unit_price, "enhetspris", "unit_price")
    net = Decimal(charge.net).scaleb(-2, _EXACT)
    quantity = charge.quantity
    if decimal_text(quantity) is None:
        return Cell()  # the quantity is refused already
    price = _EXACT.divide(net, quantity) if quantity else net
    written = _EXACT.quantize(price, _PRICE_PLACES)
    cell = _number(written, "enhetspris", "net")
    if cell.problems or _EXACT.multiply(written, quantity) == net:
        return cell
    rounded = problem(
        catalogue.PRICE_ROUNDED,
        "enhetspris",
        severity=Severity.WARNING,
        net=format_kroner(charge.net),
        quantity=str(quantity),
        price=cell.data.decode("ascii"),
    )
    return Cell(cell.data, (rounded.at("net", "charge"),))


def vat_of_charge(charge: Charge) -> Ore | None:
    """Return the VAT in øre; None where it is not known here.

    Raises:
        InvalidValueError: if it is beyond all amounts.
    """
    if charge.vat is None or charge.vat.rate is None:
        return None
    return vat_of(charge.net, charge.vat.rate)


def vat_cell(charge: Charge) -> Cell:
    """Return the VAT; empty where it is not known here."""
    rate = None if charge.vat is None else charge.vat.rate
    if rate is not None and decimal_text(rate) is None:
        return _refused(str(rate), "Avgift", "vat.rate")
    try:
        vat = vat_of_charge(charge)
    except InvalidValueError:
        return _refused(str(rate), "Avgift", "vat.rate")
    return Cell() if vat is None else Cell(kroner_text(vat).encode("ascii"))


def _number(value: Decimal, element: str, source: str) -> Cell:
    text = decimal_text(value)
    if text is None:
        return _refused(str(value), element, source)
    return Cell(text.encode("ascii"))


def _refused(value: str, element: str, source: str) -> Cell:
    refused = problem(catalogue.NUMBER, element, value=show(value))
    return Cell(b"", (refused.at(source, "charge"),))
