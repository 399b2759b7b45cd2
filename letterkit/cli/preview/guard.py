"""Who may ask: the page of this preview on this machine, and no other site, machine or program."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says: nothing is loaded from elsewhere, kept, framed, or told to others."""


class Guard:
    """Lets requests through that name this host, come from its own page and know the token; refuses all others."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        # A site can let its own name lead to this machine; the name in the request then gives it away.
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"]).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        app = PlainTextResponse(f"{refusal}\n", 403) if refusal else self._app
        await app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> str:
        """Why a request is refused; "" when it is not."""
        headers = Headers(scope=scope)
        hosts, origin = headers.getlist("host"), headers.get("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return "letterkit preview answers only to this machine's own name."
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "letterkit preview does not answer other sites."
        if origin is not None and origin != f"http://{hosts[0]}":
            return "letterkit preview does not answer other sites."
        if scope["method"] not in ("GET", "HEAD") and origin is None:
            return "letterkit preview takes changes from its own page alone."
        given = scope["path"].split("/")[1]
        if not secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode()):
            return "The token in this address is not the one that letterkit preview printed."
        return ""
