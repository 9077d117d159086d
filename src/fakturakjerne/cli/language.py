"""Which language a person reads: the option, else the locale."""

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from fakturakjerne.catalogue import Language

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])


def language_of(variables: Mapping[str, str]) -> Language:
    """Return the language of a locale: bokmål for a Norwegian one, English for any other.

    Example:
        >>> language_of({"LANG": "nb_NO.UTF-8"}), language_of({"LC_ALL": "C"})
        ('nb', 'en')
    """
    chosen = next(
        (variables[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if variables.get(name)), ""
    )
    return "nb" if chosen.lower().startswith(("nb", "nn", "no")) else "en"


def _default() -> Language:
    """Return what the command above was told, else what the locale asks for."""
    above = click.get_current_context().parent
    told = above.params.get("language") if above else None
    return "nb" if told == "nb" else "en" if told == "en" else language_of(os.environ)


def language_option(command: FunctionT) -> FunctionT:
    """Give a command the option --lang, passed as ``language``."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["nb", "en"]),
        default=_default,
        show_default="fra locale / by locale",
        help="Språk. / Language.",
    )(command)
