"""What a receipt says: a sentence in both languages, because who reads it is not known."""

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import FakturakjerneError

__all__ = ["not_sent", "said", "sentences"]


def said(text: Text, /, **values: object) -> str:
    """Return a sentence in both languages.

    Example:
        >>> said(Text("x.y", nb="Avvist: {why}", en="Rejected: {why}"), why=1)
        'Avvist: 1 / Rejected: 1'
    """
    return f"{text.render('nb', values)} / {text.render('en', values)}"


def sentences(error: FakturakjerneError) -> dict[str, str]:
    """Return what an error says, as values of a sentence around it."""
    return {"sentence_nb": error.in_language("nb"), "sentence_en": error.in_language("en")}


def not_sent(text: Text, /, **values: object) -> Receipt:
    """Return the receipt of an order that did not go out; the next would fare no better."""
    return Receipt(ReceiptStatus.NOT_SENT, messages=[said(text, **values)], stop=True)
