"""The password: read when a session opens, kept in one object, and taken out of what others say."""

import html
import json
import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, quote_plus

from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.settings import WebserviceSettings

__all__ = ["Secret", "read_secret"]

_LONGEST: Final = 4096
_MASK: Final = "***"


class Secret:
    """A user's password; neither ``repr`` nor ``str`` nor a comparison gives it away.

    Example:
        >>> secret = Secret(username="ABC", password="hunter2")
        >>> secret
        Secret()
        >>> secret.scrub("ABC:hunter2 is QUJDOmh1bnRlcjI=")
        'ABC:*** is ***'
    """

    __slots__ = ("_authorization", "_forms")

    def __init__(self, *, username: str, password: str) -> None:
        pair = f"{username}:{password}"
        encoded = b64encode(pair.encode()).decode()
        self._authorization = f"Basic {encoded}"
        forms = {form.rstrip("=") for text in (pair, password) for form in _encoded(text)}
        forms |= set(_written(password)) | {form + "=" * n for form in forms for n in (1, 2)}
        self._forms = sorted(forms, key=lambda form: (-len(form), form))

    def __repr__(self) -> str:
        """Show nothing."""
        return f"{type(self).__name__}()"

    @property
    def authorization(self) -> str:
        """The header ``Authorization``: Basic, in UTF-8."""
        return self._authorization

    def scrub(self, text: str) -> str:
        """Take the password out of a text, in each form in which a server may repeat it."""
        for form in self._forms:
            text = text.replace(form, _MASK)
        return text


def _encoded(text: str) -> list[str]:
    """Return the base64 of a text, in both encodings of Basic."""
    forms = [b64encode(text.encode()).decode()]
    if text.isascii():
        return forms
    return [*forms, b64encode(text.encode("latin-1", "replace")).decode()]


def _written(password: str) -> list[str]:
    """Return a password as it stands in plain text, XML, JSON, addresses and Python's bytes."""
    mojibake = password.encode().decode("latin-1")
    return [
        password,
        " ".join(password.split()) or password,
        html.escape(password),
        html.escape(password, quote=False),
        quote(password),
        quote(password, safe=""),
        quote_plus(password),
        json.dumps(password)[1:-1],
        repr(password)[1:-1],
        repr(password.encode())[2:-1],
        mojibake,
    ]


def read_secret(
    settings: WebserviceSettings, *, environment: Mapping[str, str] | None = None
) -> Secret:
    """Read the password from where the settings say.

    A file's first line is taken, without its line ending.  Who may read the file is for the
    machine's administrator to say: it should belong to the user that fakturakjerne runs as, and
    nobody else should be able to read it.

    Args:
        settings: name the variable or the file.
        environment: where the variable is looked for; that of the process where None.

    Raises:
        ConfigError: naming the variable or the file, never what it holds.
    """
    if settings.password_env:
        variables = os.environ if environment is None else environment
        password = variables.get(settings.password_env, "")
        if not _is_usable(password):
            raise ConfigError(catalogue.PASSWORD_VARIABLE, name=settings.password_env)
    else:
        password = _from_file(Path(settings.password_file or ""))
    return Secret(username=settings.username, password=password)


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(catalogue.PASSWORD_FILE, name=str(path), reason=reason) from None
    try:
        password = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise ConfigError(catalogue.PASSWORD_FILE, name=str(path), reason="UTF-8") from None
    if not _is_usable(password):
        reason = "tom, eller kontrolltegn / empty, or control characters"
        raise ConfigError(catalogue.PASSWORD_FILE, name=str(path), reason=reason)
    return password


def _is_usable(password: str) -> bool:
    """Whether Basic can carry it: something, without control characters or lone surrogates."""
    return bool(password) and not any(
        character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff"
        for character in password
    )
