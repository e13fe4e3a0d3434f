"""Fetching: what is fetched from whom, and what is refused."""

import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from extractors.errors import UnreadableError
from flows.fetching import Fetching, fetch, public_name
from tests.flows.serving import content, redirect, web

HERE = Fetching(hosts=["127.0.0.1"], allow_private=True, megabytes=1, seconds=2)
PAGE = b"<!DOCTYPE html><html><body>log in</body></html>"


def refused(url: str, may: Fetching = HERE) -> str:
    """The sentence that fetching ends with."""
    with pytest.raises(UnreadableError) as error:
        fetch(url, may)
    return str(error.value)


def slow(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2.5)


def trickle(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b"x")
        time.sleep(0.1)


def test_a_file_is_fetched_over_a_redirect() -> None:
    with web({"/a": redirect("/b.pdf"), "/b.pdf": content(b"%PDF-1.7 x")}) as (at, asked):
        assert fetch(f"{at}/a", HERE) == b"%PDF-1.7 x"
    assert asked == ["/a", "/b.pdf"]


def test_only_allowed_hosts_are_asked() -> None:
    with web({"/a": redirect("http://localhost:1/b")}) as (at, asked):
        told = refused(f"{at}/a", Fetching(hosts=["*.example.org"], allow_private=True))
        assert told == f"{at}/a: its host 127.0.0.1 is not among allowed_hosts; add it there to fetch from it."
        assert asked == []
        # each address on the way is looked at
        assert "its host localhost is not among allowed_hosts" in refused(f"{at}/a")


def test_private_addresses_are_not_asked_unless_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    with web({"/a": content(b"x")}) as (at, asked):
        assert "has the private address 127.0.0.1" in refused(f"{at}/a", Fetching(hosts=["127.0.0.1"]))
        # a name may resolve to public and private addresses at once
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "169.254.169.254")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert "169.254.169.254" in refused("http://plans.example.org/a", Fetching(hosts=["*.example.org"]))
        assert asked == []


def test_what_was_looked_at_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves otherwise the second time gains nothing."""
    with web({"/a": content(b"x")}) as (at, _):
        port = int(at.rpartition(":")[2])
        calls: list[str] = []

        def resolve(host: str, *_: object, **__: object) -> list[object]:
            calls.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        with monkeypatch.context() as patched:
            real = socket.getaddrinfo
            patched.setattr(
                socket, "getaddrinfo", lambda host, *a, **k: resolve(host) if "example" in host else real(host, *a, **k)
            )
            got = fetch(f"http://plans.example.org:{port}/a", Fetching(hosts=["plans.example.org"], allow_private=True))
    assert (got, calls) == (b"x", ["plans.example.org"])


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/missing", "the server answers 404 Not Found; check the address."),
        ("/round", "leads from one address to the next more than 5 times."),
        ("/large", "has more than 1 MB (fetch_megabytes); it is not fetched."),
        ("/page.pdf", "serves a web page instead of a PDF; open it in a browser to see what it says."),
        ("/slow", "did not answer in 2 seconds; try again later."),
        ("/trickle", "takes more than 2 seconds (fetch_seconds); try again later."),
        ("/file", "is, or leads to, no http(s) address; it is not fetched."),
    ],
)
def test_what_cannot_be_fetched_is_told(path: str, sentence: str) -> None:
    pages = {
        "/round": redirect("/round"),
        "/large": content(b"x" * 1_100_000),
        "/page.pdf": content(PAGE),
        "/slow": slow,
        "/trickle": trickle,
        "/file": redirect("file:///etc/passwd"),
    }
    with web(pages) as (at, _):
        assert refused(f"{at}{path}") == f"{at}{path}: {sentence}"


def test_nobody_at_the_address() -> None:
    assert "can't be fetched" in refused("http://127.0.0.1:9/a")


def test_credentials_open_and_are_not_told() -> None:
    with web({"/a": content(b"x")}) as (at, asked):
        url = at.replace("http://", "http://user:word@") + "/a?token=abc&page=1"
        assert fetch(url, HERE) == b"x"
        assert asked[0].startswith("/a?token=abc&page=1 Basic ")
        assert public_name(url) == f"{at}/a?token=…&page=1"
        told = refused(url.replace("/a?", "/b?"))
    assert "word" not in told and "abc" not in told
