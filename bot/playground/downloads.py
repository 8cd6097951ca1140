"""The bytes of files over the network: where a bot sends them, and where they are fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.entities import File
from bot.playground.files import PICTURES
from bot.playground.refusals import Refused

if TYPE_CHECKING:
    from bot.playground.standin import StandIn


class Downloads:
    """The routes under /upload and /files-pri."""

    def __init__(self, slack: StandIn) -> None:
        self._slack = slack

    def routes(self) -> list[Route]:
        return [
            Route("/upload/v1/{ticket}", self.upload, methods=["POST"]),
            Route("/files-pri/{where}/{rest:path}", self.download),
        ]

    async def upload(self, request: Request) -> Response:
        """Take a file's bytes, bare or in a form, as Slack does."""
        fault = self._slack.faults.take("upload")
        if fault is not None:
            return PlainTextResponse("upload failed", 500)
        content = await _content(request)
        try:
            file = self._slack.files.receive(request.path_params["ticket"], content)
        except Refused as no:
            status, said = 404 if no.error == "file_not_found" else 400, no.error
        else:
            status, said = 200, f"OK - {len(content)}"
            self._slack.wire.note("from_bot", "http", "upload", {"file": file.id}, said, status)
        return PlainTextResponse(said, status)

    async def download(self, request: Request) -> Response:
        """Give a file's bytes to the page, or to a bot that shows a token which may read files."""
        team, _, file_id = request.path_params["where"].partition("-")
        file = self._slack.files.find(file_id)
        if file is None or file.content is None or team != self._slack.workspace.team_id:
            return PlainTextResponse("There is no such file.", 404)
        if not self._may_read(request):
            # Slack shows its sign-in page here, with a 200; a refusal is harder to mistake for the file.
            return PlainTextResponse("Sign in to see this file.", 403)
        return Response(file.content, headers=_headers(file, request.path_params["rest"]))

    def _may_read(self, request: Request) -> bool:
        # The browser says so of itself, and no other program does: the page needs no token.
        if request.headers.get("sec-fetch-site") in ("same-origin", "none"):
            return True
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        app = self._slack.app
        return token == app.bot_token and app.installed and "files:read" in app.scopes


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        parts = [part for part in form.values() if isinstance(part, UploadFile)]
        return await parts[0].read() if parts else b""


def _headers(file: File, rest: str) -> dict[str, str]:
    # Nothing that somebody uploaded may run as a part of the page.
    in_place = file.mimetype in PICTURES and not rest.startswith("download/")
    name = f"filename*=UTF-8''{quote(file.name)}"
    return {
        "Content-Type": file.mimetype,
        "Content-Disposition": f"{'inline' if in_place else 'attachment'}; {name}",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
