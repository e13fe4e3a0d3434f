"""Fetching files over http(s): from allowed hosts alone, from the addresses that were looked at, and never too much."""

import ipaddress
import re
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch

import httpx

from extractors.documents.document import MOST_BYTES
from extractors.errors import UnreadableError

SCHEMES = ("http://", "https://")
"""How addresses begin."""

_MOST_REDIRECTS = 5
_MEGABYTE = 1_000_000
_PORTS = {"http": 80, "https": 443}
# parameters of addresses whose values open something
_SECRET = re.compile(r"(?i)([?&][^=&]*(?:token|key|secret|sign|passw|auth|session)[^=&]*=)[^&#]*")
_HTML = re.compile(rb"(?i)^\s*(?:<!doctype html|<html|<head|<script)")


@dataclass(frozen=True, slots=True)
class Fetching:
    """What fetching may do: which hosts it may ask, and what a file may take."""

    hosts: Sequence[str] = ()
    allow_private: bool = False
    megabytes: int = MOST_BYTES // _MEGABYTE
    seconds: float = 60.0


def public_name(url: str) -> str:
    """Give the address without what opens it: no user, no password, no values of parameters such as token."""
    parts = httpx.URL(url)
    return _SECRET.sub(r"\1…", str(parts.copy_with(userinfo=b"")))


def fetch(url: str, may: Fetching) -> bytes:
    """Give the bytes of the file at an address; raises UnreadableError in a sentence where that may not be, or fails.

    Each address on the way, redirects among them, is checked against the allowed hosts; each host is resolved once,
    and what is connected to is the address that was checked. Nothing is taken from the environment (no proxies), and
    certificates are verified.
    """
    name = public_name(url)
    deadline = time.monotonic() + may.seconds
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=may.seconds) as client:
        at = httpx.URL(url)
        for _ in range(_MOST_REDIRECTS + 1):
            with _asked(client, at, name, may) as response:
                if response.has_redirect_location:
                    at = at.join(response.headers["location"])
                    continue
                content = _body(response, name, may, deadline)
            _refuse_page(content, at, name)
            return content
    raise UnreadableError(f"{name}: leads from one address to the next more than {_MOST_REDIRECTS} times.")


@contextmanager
def _asked(client: httpx.Client, url: httpx.URL, name: str, may: Fetching) -> Iterator[httpx.Response]:
    address = _checked_address(url, name, may)
    host = url.host
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.rpartition(b"@")[2].decode("ascii")},
        extensions={"sni_hostname": host},
    )
    try:
        response = client.send(request, stream=True, auth=_auth(url))
        try:
            yield response
        finally:
            response.close()
    except httpx.TimeoutException:
        raise UnreadableError(f"{name}: did not answer in {may.seconds:g} seconds; try again later.") from None
    except httpx.HTTPError as error:
        told = str(error) or type(error).__name__
        raise UnreadableError(f"{name}: can't be fetched ({told}); check the address.") from None


def _auth(url: httpx.URL) -> httpx.BasicAuth | None:
    return httpx.BasicAuth(url.username, url.password) if url.userinfo else None


def _checked_address(url: httpx.URL, name: str, may: Fetching) -> str:
    """The address of the host, which may be asked; each that its name resolves to is looked at."""
    if url.scheme not in _PORTS or not url.host:
        raise UnreadableError(f"{name}: is, or leads to, no http(s) address; it is not fetched.")
    if not any(fnmatch(url.host, pattern) for pattern in may.hosts):
        raise UnreadableError(f"{name}: its host {url.host} is not among allowed_hosts; add it there to fetch from it.")
    try:
        found = socket.getaddrinfo(url.host, url.port or _PORTS[url.scheme], type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnreadableError(f"{name}: its host {url.host} is not found ({error}); check the address.") from None
    addresses = [str(one[4][0]) for one in found]
    private = [one for one in addresses if not ipaddress.ip_address(one.partition("%")[0]).is_global]
    if private and not may.allow_private:
        raise UnreadableError(
            f"{name}: its host {url.host} has the private address {private[0]}; it is not fetched unless"
            " allow_private_hosts is set."
        )
    return addresses[0]


def _body(response: httpx.Response, name: str, may: Fetching, deadline: float) -> bytes:
    if response.status_code != httpx.codes.OK:
        told = f"{response.status_code} {response.reason_phrase}".strip()
        raise UnreadableError(f"{name}: the server answers {told}; check the address.")
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > may.megabytes * _MEGABYTE:
            raise UnreadableError(f"{name}: has more than {may.megabytes} MB (fetch_megabytes); it is not fetched.")
        if time.monotonic() > deadline:
            raise UnreadableError(f"{name}: takes more than {may.seconds:g} seconds (fetch_seconds); try again later.")
    return bytes(content)


def _refuse_page(content: bytes, url: httpx.URL, name: str) -> None:
    """A web page in a PDF's place is a login or an error, and no plan."""
    if url.path.lower().endswith(".pdf") and _HTML.match(content):
        raise UnreadableError(f"{name}: serves a web page instead of a PDF; open it in a browser to see what it says.")
