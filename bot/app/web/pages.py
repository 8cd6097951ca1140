"""Pages that people read without Slack, behind secret links: the wall, the feed, calendars.

A link that was never made, one that was revoked, and what is no link at all have one and the same answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.features.links.atom import atom_feed
from bot.features.links.calendar import calendar_file
from bot.features.links.page import ASSETS, VERSION, wall_page, wall_stories
from bot.features.links.reading import Pages
from bot.service.clock import Clock
from rituals.links import LinkKind, Opened

log = structlog.get_logger()

A_SECOND = timedelta(seconds=1)
# Nothing comes from elsewhere, and nothing of this goes elsewhere: not even where the page was.
SOURCES = {
    "default-src": "'none'",
    **dict.fromkeys(("style-src", "script-src", "connect-src", "img-src"), "'self'"),
    **dict.fromkeys(("base-uri", "form-action", "frame-ancestors"), "'none'"),
}
GUARDED = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in SOURCES.items()),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNKEPT = {"Cache-Control": "no-store"}
# Kept by the reader alone, who asks each time whether it has changed.
ASKED_FOR = {"Cache-Control": "private, no-cache"}
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
HTML, ATOM, CALENDAR = "text/html", "application/atom+xml", "text/calendar"

Show = Callable[[Request, Opened], Awaitable[Response]]


def page_routes(pages: Pages) -> list[Route]:
    """The routes; what they show comes from `pages`."""
    versions = Versions(pages.house.clock)

    async def wall(request: Request, _: Opened) -> Response:
        theme = request.query_params.get("theme", "")
        return _answer(wall_page(await pages.on_show(), theme), HTML, UNKEPT)

    async def wall_part(request: Request, opened: Opened) -> Response:
        body = wall_stories(await pages.on_show()).encode()
        return versions.answer(request, opened, body, HTML, UNKEPT | {"Wall-Version": VERSION})

    async def feed(request: Request, opened: Opened) -> Response:
        address = f"{pages.house.public_url}/feed/{request.path_params['secret']}"
        body = atom_feed(await pages.on_show(), pages.workspace, address, opened.made_at)
        return versions.answer(request, opened, body, ATOM, ASKED_FOR)

    async def calendar(request: Request, opened: Opened) -> Response:
        agenda = await pages.agenda(opened)
        if agenda is None:
            return _nowhere()
        return versions.answer(request, opened, calendar_file(agenda, pages.workspace), CALENDAR, ASKED_FOR)

    async def asset(request: Request) -> Response:
        found = ASSETS.get(request.path_params["name"])
        return _answer(found.content, found.media_type, FOR_GOOD) if found else _nowhere()

    return [
        Route("/wall/{secret}", _behind(pages, LinkKind.WALL, wall)),
        Route("/wall/{secret}/stories", _behind(pages, LinkKind.WALL, wall_part)),
        Route("/feed/{secret}", _behind(pages, LinkKind.FEED, feed)),
        Route("/calendar/{secret}.ics", _behind(pages, LinkKind.CALENDAR, calendar)),
        Route("/links/{name}", asset),
    ]


class Versions:
    """Tells readers who have the newest already that it is so, by its mark or by when it was new.

    The moment is when this process first saw it: a story that is taken down makes the feed new, too, though
    nothing in it is younger.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: dict[tuple[int, str], tuple[str, datetime]] = {}

    def answer(
        self, request: Request, opened: Opened, body: bytes, media_type: str, more: dict[str, str]
    ) -> Response:
        """The body, or 304 if the reader has it."""
        tag = f'"{sha256(body).hexdigest()[:32]}"'
        since = self._new_since((opened.id, media_type), tag)
        headers = more | {"ETag": tag, "Last-Modified": format_datetime(since, usegmt=True)}
        if _has_it(request, tag, since):
            return Response(None, 304, GUARDED | headers)
        return _answer(body, media_type, headers)

    def _new_since(self, what: tuple[int, str], tag: str) -> datetime:
        known, since = self._seen.get(what, ("", None))
        if known != tag or since is None:
            now = self._clock.now().replace(microsecond=0)
            # What changes twice within a second is new twice.
            since = max(now, since + A_SECOND) if since else now
            self._seen[what] = tag, since
        return since


def _behind(pages: Pages, kind: LinkKind, show: Show) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        try:
            opened = await pages.find(kind, request.path_params["secret"])
            return await show(request, opened) if opened else _nowhere()
        except Exception as error:
            # The type and no more: neither the words on the page nor its address belong into a log.
            log.warning("page.failed", page=kind.value, error=type(error).__name__)
            return _answer("Not available just now. Try again in a minute.", "text/plain", UNKEPT, 503)

    return answered


def _has_it(request: Request, tag: str, since: datetime) -> bool:
    asked = request.headers.get("if-none-match")
    if asked is not None:
        return any(each.strip().removeprefix("W/") in (tag, "*") for each in asked.split(","))
    try:
        return parsedate_to_datetime(request.headers["if-modified-since"]) >= since
    except (KeyError, TypeError, ValueError):
        return False


def _nowhere() -> Response:
    return _answer("Not found", "text/plain", UNKEPT, 404)


def _answer(body: str | bytes, media_type: str, more: dict[str, str], status: int = 200) -> Response:
    return Response(body, status, GUARDED | more, media_type)
