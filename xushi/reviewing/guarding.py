"""Who may speak to the page: a browser on this machine that was given the address with its token, and no other site.

Any page on the web can have a browser ask 127.0.0.1, and a name that it owns may be made to lead there. So the Host is
compared, a cookie proves that the token was known, and what changes something must come from the page itself.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # with no-referrer browsers would not say where a form comes from
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# a visit from elsewhere brings no strict cookie along, nor does what it is led on to; what this page leads to does
_WELCOME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>xushi review</title>
</head><body><a href="/">xushi review</a></body></html>
"""
_STRANGER = "Open the address that `xushi review` printed.\n"


class Guard:
    """Lets through to the page those who may, and says with each answer what a browser may do with it."""

    def __init__(self, app: App, port: int, token: str) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self._token = token.encode()
        # cookies know no ports: two of these pages must not overwrite each other's
        self._cookie = f"xushi_review_{port}"
        self._session = secrets.token_urlsafe(32)

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Answer a request, or have the page answer it."""
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers) or self._app
        await answer(scope, receive, self._marked(send))

    def _refusal(self, scope: _Scope, headers: Headers) -> Response | None:
        """What those are told who are not let through, or who come for the first time."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This is not the address of this page.\n", 421)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("This page is read and answered, nothing else.\n", 405)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token") if scope["path"] == "/" else None
        if given:
            return self._welcome() if _same(given[0], self._token) else PlainTextResponse(_STRANGER, 403)
        if not _same(self._session_in(headers), self._session.encode()):
            return PlainTextResponse(_STRANGER, 403)
        if scope["method"] == "POST" and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("What changes something must come from the page itself.\n", 403)
        return None

    def _welcome(self) -> Response:
        answer = HTMLResponse(_WELCOME)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer

    def _session_in(self, headers: Headers) -> str:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return cookie.value if cookie else ""

    @staticmethod
    def _marked(send: _Send) -> _Send:
        async def marked(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return marked


def _same(given: str, kept: bytes) -> bool:
    """Compare in a time that tells nothing of how much is the same."""
    return hmac.compare_digest(given.encode(), kept)
