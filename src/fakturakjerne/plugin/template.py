"""Names that are composed of the day, the running number, the kind and the batch."""

import re
from datetime import date
from string import Formatter
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.errors import InvalidValueError

PLACEHOLDERS: Final = ("today", "sequence", "kind", "batch")
"""What may stand in braces."""

DATE_DIRECTIVES: Final = "YymdjGVuwUW%"
"""The strftime directives that mean the same on every machine and in every language."""

_DATE_FORMAT: Final = re.compile(rf"(?:[^%]|%[{DATE_DIRECTIVES}])*")
_NUMBER_FORMAT: Final = re.compile(r"(?:0?[1-9][0-9]?)?d?")
_LONGEST: Final = 200


@frozen
class Template:
    """A text with the placeholders today, sequence, kind and batch, checked when it is made.

    A format may follow ``today`` (strftime, digits only: ``{today:%y%m%d}``) and ``sequence``
    (``{sequence:03d}``).  Nothing else of Python's format language is accepted, so that a text
    from a config file reaches nothing but these four values.

    Raises:
        InvalidValueError: for an unknown placeholder or anything else that would not render.

    Example:
        >>> name = Template("FK{today:%y%m%d}{sequence}")
        >>> name.render(today=date(2026, 3, 2), sequence=1, kind="external", batch="260302-1")
        'FK2603021'
        >>> sorted(name.names)
        ['sequence', 'today']
    """

    text: str = field()

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if len(text) > _LONGEST:
            raise _refuse(catalogue.TEMPLATE_LONG, text, longest=_LONGEST)
        try:
            parts = list(Formatter().parse(text))
        except ValueError:
            raise _refuse(catalogue.TEMPLATE_BRACES, text) from None
        for _, name, form, conversion in parts:
            if name is not None:
                _check_placeholder(text, name, form or "", conversion)

    @property
    def names(self) -> frozenset[str]:
        """The placeholders that it uses."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name)

    def render(self, *, today: date, sequence: int, kind: str, batch: str) -> str:
        """Fill the placeholders.

        Args:
            today: the day the batch is made.
            sequence: the running number of the day's files, from 1.
            kind: what the document is about, such as ``external``.
            batch: the batch in the ledger.
        """
        return self.text.format(today=today, sequence=sequence, kind=kind, batch=batch)

    def __str__(self) -> str:
        return self.text


def _check_placeholder(text: str, name: str, form: str, conversion: str | None) -> None:
    if name not in PLACEHOLDERS or conversion is not None:
        shown = name if conversion is None else f"{name}!{conversion}"
        raise _refuse(
            catalogue.TEMPLATE_UNKNOWN, text, name=repr(shown), known=", ".join(PLACEHOLDERS)
        )
    if name == "today":
        if not _DATE_FORMAT.fullmatch(form) or "{" in form:
            allowed = " ".join(f"%{directive}" for directive in DATE_DIRECTIVES)
            raise _refuse(catalogue.TEMPLATE_DATE, text, form=repr(form), allowed=allowed)
    elif name == "sequence":
        if not _NUMBER_FORMAT.fullmatch(form):
            raise _refuse(catalogue.TEMPLATE_NUMBER, text, form=repr(form))
    elif form:
        raise _refuse(catalogue.TEMPLATE_FORM, text, name=repr(name), form=repr(form))


def _refuse(sentence: Text, text: str, **values: object) -> InvalidValueError:
    return InvalidValueError(sentence, value=repr(text[:_LONGEST]), **values)
