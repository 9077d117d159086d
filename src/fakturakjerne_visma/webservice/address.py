"""Where the web service is: its address, cut to its base, and the paths below it."""

import ipaddress
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from fakturakjerne.catalogue import Text
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.problems import shown
from fakturakjerne_visma.webservice import client_catalogue as catalogue

__all__ = ["base_url", "check_path", "expanded", "host_of", "same_origin"]

_SEGMENT: Final = "fakturering_ws"
_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\\]")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,;=@-]+)*/*")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=@-]+(?:/[A-Za-z0-9._~!$&'()*+,;=@-]+)*/?")
_FIELDS: Final = {"{company}": "company", "{username}": "username"}
_LONGEST: Final = 2000
_PATH_EXAMPLE: Final = "secure/tasks/username/{username}"


def base_url(text: str, *, allow_http: bool = False) -> str:
    """Cut an address as Visma hands it out to the base of the web services.

    Raises:
        OptionsError: for anything that is no such address; never shows it, because an address
            that is wrong may hold a password.

    Example:
        >>> base_url(" https://visma.example.no:8290/fakturering_ws/secure/tasks ")
        'https://visma.example.no:8290/fakturering_ws/'
    """
    text = text.strip()
    if _UNFIT.search(text) or len(text) > _LONGEST:
        raise _refused(catalogue.URL_CHARACTERS)
    if "?" in text or "#" in text:
        raise _refused(catalogue.URL_QUERY)
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in _PORTS:
        raise _refused(catalogue.URL_SCHEME)
    authority, _, path = rest.partition("/")
    if "@" in authority:
        raise _refused(catalogue.URL_USER)
    if scheme == "http" and not allow_http:
        raise _refused(catalogue.URL_HTTP)
    return f"{scheme}://{_authority(f'//{authority}', scheme)}{_cut(f'/{path}')}"


def _authority(text: str, scheme: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:  # brackets that hold no address
        raise _refused(catalogue.URL_HOST) from None
    if ":" in host:
        host = _bracketed(host)
    else:
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise _refused(catalogue.URL_HOST) from None
        if not _HOST.fullmatch(host):
            raise _refused(catalogue.URL_HOST)
    try:
        port = parts.port
    except ValueError:
        raise _refused(catalogue.URL_PORT) from None
    if port == 0:
        raise _refused(catalogue.URL_PORT)
    return host if port in (None, _PORTS[scheme]) else f"{host}:{port}"


def _bracketed(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        raise _refused(catalogue.URL_HOST) from None
    if address.scope_id:
        raise _refused(catalogue.URL_HOST)
    return f"[{address}]"


def _cut(path: str) -> str:
    segments = path.split("/")
    if _SEGMENT not in segments:
        raise _refused(catalogue.URL_SEGMENT)
    kept = "/".join(segments[: segments.index(_SEGMENT) + 1])
    if not _PATH.fullmatch(kept) or {".", ".."} & set(segments):
        raise _refused(catalogue.URL_PATH)
    return f"{kept}/"


def _refused(text: Text) -> OptionsError:
    return OptionsError(text, example=catalogue.URL_EXAMPLE)


def check_path(path: str, *, option: str) -> None:
    """See that a path below the base is one, whatever is filled into it.

    Raises:
        OptionsError: if it is absolute, leads out of the base, or has a query or other characters.

    Example:
        >>> check_path("secure/tasks/username/{username}", option="probe_path")
    """
    plain = path
    for placeholder in _FIELDS:
        plain = plain.replace(placeholder, "x")
    if not _RELATIVE.fullmatch(plain) or _climbs(plain) or len(path) > _LONGEST:
        raise OptionsError(
            catalogue.PATH_FORM,
            option=option,
            value=shown(path),
            example=_PATH_EXAMPLE,
        )


def expanded(path: str, *, option: str, values: Mapping[str, str]) -> str:
    """Fill ``{company}`` and ``{username}`` into a path, percent-encoded.

    Raises:
        OptionsError: if the path would then lead out of the base.

    Example:
        >>> expanded("secure/{company}", option="submit_path", values={"company": "7/../8"})
        'secure/7%2F..%2F8'
    """
    result = path
    for placeholder, name in _FIELDS.items():
        if placeholder in result:
            result = result.replace(placeholder, quote(values[name], safe=""))
    if _climbs(result):
        raise OptionsError(
            catalogue.PATH_FORM,
            option=option,
            value=shown(result),
            example=_PATH_EXAMPLE,
        )
    return result


def _climbs(path: str) -> bool:
    return bool({".", ".."} & set(path.split("/")))


def host_of(url: str) -> str:
    """Return scheme, host and port of an address, for messages.

    Example:
        >>> host_of("https://visma.example.no:8290/fakturering_ws/secure?x=1")
        'https://visma.example.no:8290'
    """
    scheme, host, port = _origin(url)
    shown_host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown_host}" + ("" if port == _PORTS.get(scheme) else f":{port}")


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have the same scheme, host and port, and no user in them.

    Example:
        >>> same_origin("https://visma.example.no/a", "https://VISMA.example.no:443/b")
        True
    """
    return "@" not in one + other and _origin(one) == _origin(other)


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return "", "", None
    return parts.scheme, parts.hostname or "", port
