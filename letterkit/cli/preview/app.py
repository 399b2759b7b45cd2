"""The answers to the page: itself, what there is to see as it comes, pictures, lines of files, and edits of drafts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from letterkit.cli.exits import unusable
from letterkit.cli.preview.data import files_named, told
from letterkit.cli.preview.guard import Guard
from letterkit.cli.preview.live import Live
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.foundation.files import as_typed, real_path, shown
from letterkit.foundation.limits import MAX_DRAFT
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import MAX_BYTES
from letterkit.pipeline.preview.edit import Saved

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# A sign of life, so that a page that was closed is noticed.
_HEARTBEAT = 15.0
# Lines that are shown around one.
_AROUND = 6
# A draft and what it began as, in UTF-8, each character escaped.
_LARGEST = 2 * 12 * MAX_DRAFT


def application(live: Live, token: str, port: int, *, internal: bool = False) -> Guard:
    """The server's application, for requests to ``http://127.0.0.1:PORT/TOKEN/``."""
    page = _Page(live, internal)
    routes = [
        Route("/events", page.events),
        Route("/state", page.state),
        Route("/page/{name}.jpg", page.picture),
        Route("/letter.pdf", page.pdf),
        Route("/source", page.source),
        Route("/begin", page.begin, methods=["POST"]),
        Route("/save", page.save, methods=["POST"]),
        Route("/{name:path}", page.file),
    ]
    return Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)]), token, port)


class _Page:
    """What the page asks for."""

    def __init__(self, live: Live, internal: bool) -> None:
        self._live, self._internal = live, internal

    async def file(self, request: Request) -> Response:
        """A file of the page itself."""
        path = files(__package__).joinpath("page", request.path_params["name"] or "index.html")
        if Path(path.name).suffix not in _TYPES or "/" in request.path_params["name"] or not path.is_file():
            return Response(status_code=404)
        return Response(path.read_bytes(), media_type=_TYPES[Path(path.name).suffix])

    async def state(self, request: Request) -> Response:
        """What there is to see now."""
        return Response(self._told(request), media_type="application/json")

    async def events(self, request: Request) -> Response:
        """What there is to see, now and whenever it is another; of what came in between, a slow page gets the last."""
        live, name = self._live, request.query_params.get("letter", "")

        async def stream() -> AsyncIterator[str]:
            last = ""
            with live.looking_at(name):
                while not live.closed:
                    news, now = live.coming, self._told(request)
                    yield f"data: {now}\n\n" if now != last else ": still here\n\n"
                    last = now
                    await live.wait_for(news, _HEARTBEAT)

        return StreamingResponse(stream(), media_type="text/event-stream")

    def _told(self, request: Request) -> str:
        return told(self._live, request.query_params.get("letter", ""), internal=self._internal)

    async def picture(self, request: Request) -> Response:
        """The picture of a page."""
        page = self._live.board.page(request.path_params["name"])
        return Response(page.picture, media_type="image/jpeg") if page else Response(status_code=404)

    async def pdf(self, request: Request) -> Response:
        """A letter's last good PDF."""
        letter = self._live.board.letter(request.query_params.get("letter", ""))
        if letter is None or letter.printed is None:
            return Response(status_code=404)
        return Response(letter.printed.pdf, media_type="application/pdf")

    async def source(self, request: Request) -> Response:
        """A few lines of a file that the page names, around one of them."""
        asked = request.query_params
        name, line = asked.get("file", ""), asked.get("line", "")
        shown_now = {shown(self._live.session.place(one.name).draft): one for one in self._live.board.letters}
        if not line.isdecimal() or name not in {*files_named(self._live.board), *shown_now}:
            return Response(status_code=404)
        if name in shown_now and shown_now[name].written.text:
            lines = shown_now[name].written.text.split("\n")
        else:
            try:
                with Path(name).open(encoding="utf-8", errors="replace") as opened:
                    lines = as_typed(opened.read(MAX_BYTES)).split("\n")
            except OSError as error:
                return _refused(UserError([unusable(error)]))
        first = max(1, min(int(line), len(lines)) - _AROUND)
        excerpt = [visible(text) for text in lines[first - 1 : int(line) + _AROUND]]
        return JSONResponse({"file": name, "first": first, "lines": excerpt})

    async def begin(self, request: Request) -> Response:
        """A draft, brought up to date, to be edited."""
        said = await _said(request, "letter")
        if said is None or self._live.board.letter(said["letter"]) is None:
            return Response(status_code=400)
        return await self._edit(lambda: self._live.session.begin(said["letter"]), said["letter"])

    async def save(self, request: Request) -> Response:
        """A draft that was edited in the page."""
        said = await _said(request, "letter", "base", "text")
        if said is None or self._live.board.letter(said["letter"]) is None:
            return Response(status_code=400)
        letter, base, text = said["letter"], said["base"], said["text"]
        return await self._edit(lambda: self._live.session.save(letter, base, text), letter)

    async def _edit(self, work: Any, letter: str) -> Response:
        try:
            saved: Saved = await self._live.ask(work)
        except UserError as error:
            return _refused(error)
        except OSError as error:
            return _refused(UserError([unusable(error)]))
        # The system tells of the change as well, where it tells of any.
        self._live.change({real_path(self._live.session.place(letter).draft)})
        problems = problems_data(saved.problems)
        return JSONResponse({"text": saved.text, "how": saved.how, "problems": problems})


def _refused(error: UserError) -> Response:
    return JSONResponse({"problems": problems_data(error.problems)}, 409)


async def _said(request: Request, *keys: str) -> Mapping[str, str] | None:
    """What the page sends, when it is texts under these keys and no more than two drafts can be."""
    if request.headers.get("content-type") != "application/json":
        return None
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > _LARGEST:
            return None
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(said, dict) and all(isinstance(said.get(key), str) for key in keys)
    return said if fits else None
