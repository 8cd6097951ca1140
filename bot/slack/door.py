"""The door: what Slack sends becomes a request, and the answer of its listener an acknowledgement.

Nobody waits for Slack here. A listener that hasn't answered after PATIENCE goes on beside the
acknowledgement: its request is kept first, so that another process finishes what this one can't, and its
answer reaches the person by another way. An event is kept, acknowledged, and worked on afterwards.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeGuard

import structlog
from slack_bolt import BoltResponse

from bot.service.house import Budget, House
from bot.slack import telling
from bot.slack.parsing import NotUnderstood, Parser
from bot.slack.replies import Refuse, Replies
from bot.slack.requests import Event, Line, Press, Promise, Request, Shortcut, Submission
from bot.slack.routes import Heard, Routes
from bot.slack.sentences import A_FEW_WORDS
from rituals import inbox
from rituals.errors import ColleaguesOnly, RitualError

log = structlog.get_logger()

# In seconds. Slack waits for three, people for less.
PATIENCE = 0.3
JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json"}
OPEN_AGAIN = "open_again"
# Nobody needs them to finish the work, and some are secrets.
NOT_KEPT = ("token", "api_app_id", "team_domain", "is_enterprise_install", "enterprise")


class Door:
    """Hears everything, keeps what can't be answered at once, and finishes what was kept.

    `name` tells this process from others.
    """

    def __init__(self, house: House, routes: Routes, parser: Parser, name: str) -> None:
        self.house = house
        self.routes = routes
        self.parser = parser
        self.name = name
        self.patience = PATIENCE
        self._turn = asyncio.Lock()

    async def heard(self, body: dict[str, Any]) -> BoltResponse:
        """Serve one request of Slack's, or keep it; what Slack is told."""
        budget = self.house.answering()
        try:
            request = self.parser.request(body)
        except NotUnderstood:
            return BoltResponse(status=400, body="not understood")
        if isinstance(request, Event):
            return await self._keep_event(request, body)
        if isinstance(request, Press) and request.action == OPEN_AGAIN:
            return await self._open_again(request, body)
        return await self._answer(request, body, budget)

    async def run(self, stopping: asyncio.Event) -> None:
        """Finish what was kept, until `stopping` is set."""
        while not stopping.is_set():
            self.house.came.clear()
            try:
                served = await self.finish_kept()
            except Exception as error:
                log.error("inbox.cannot_claim", error=telling.name(error))
                served = 0
            if not served:
                # The time-out is the tick: retries and leases fall due without anybody calling.
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.house.came.wait(), 1)

    async def finish_kept(self, limit: int = 20) -> int:
        """Work on requests that were kept and are due, one batch after the other; how many there were."""
        async with self._turn:
            now = self.house.clock.now()
            claimed = await self.house.quietly(inbox.claim, now, by=self.name, limit=limit)
            finished = await asyncio.gather(*(self._finish(each) for each in claimed))
            pairs = zip(claimed, finished, strict=True)
            done = {each.id: each.repeats for each, is_done in pairs if is_done}
            if done:
                await self.house.quietly(inbox.all_done, self.house.clock.now(), done)
        return len(claimed)

    # --- what people do

    async def _answer(self, request: Request, body: dict[str, Any], budget: Budget) -> BoltResponse:
        listener = self._listener(request)
        if listener is None:
            replies = None if isinstance(request, Submission) and request.closed else telling.of_old(request)
            self.house.later(telling.after(request, replies, None))
            return _acknowledged(telling.in_time(request, replies))
        asks = self.parser.directory.pace.watched()
        serving = asyncio.create_task(self._served(request, listener))
        secret = self._is_secret(request)
        # What can't be kept can't be promised.
        if not (secret or await self._in_time(serving, asks)) and await self._keep(request, body):
            budget.lift()
            self.house.later(self._answer_late(request, body, serving))
            return _acknowledged(telling.one_moment(request))
        replies = await serving
        if telling.goes_on(request, replies):
            offer = None if secret else self._offer(request, body)
            self.house.later(telling.after(request, replies, offer))
        return _acknowledged(telling.in_time(request, replies))

    async def _keep(self, request: Request, body: dict[str, Any]) -> bool:
        try:
            await self.house.quietly(inbox.keep, request.scene, _key(request), _kept(body), by=self.name)
        except Exception as error:
            log.error("request.not_kept", error=telling.name(error), what=type(request).__name__)
            return False
        return True

    async def _in_time(self, serving: asyncio.Task[Replies], asks: asyncio.Event) -> bool:
        """Whether the answer comes soon enough. A Slack that has been slow lately isn't waited for."""
        # What waits for nothing is there after its first step, and needs no watch.
        await asyncio.sleep(0)
        if serving.done():
            return True
        asked = asyncio.create_task(asks.wait())
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                await asyncio.wait({serving, asked}, return_when=asyncio.FIRST_COMPLETED)
                if self.parser.directory.pace.slowest() < self.patience:
                    await asyncio.wait({serving})
        asked.cancel()
        return serving.done()

    async def _answer_late(
        self, request: Request, body: dict[str, Any], serving: asyncio.Task[Replies]
    ) -> None:
        replies = await serving
        await telling.late(request, replies, self._offer(request, body))
        await self.house.quietly(inbox.done_with, request.scene, _key(request))

    async def _served(
        self, request: Request, listener: Callable[[Any], Awaitable[Replies]], *, again: bool = False
    ) -> Replies:
        """What the listener answers; if it fails, what the person is told of that."""
        try:
            await self._check_admitted(request)
            if isinstance(request, Submission) and not request.closed and request.form.blanks:
                # Slack takes white space, and what has no width, for words.
                return Refuse(dict.fromkeys(request.form.blanks, A_FEW_WORDS))
            return await listener(request)
        except Exception as error:
            if again and not isinstance(error, RitualError):
                raise
            if not isinstance(error, RitualError):
                log.error("listener.failed", error=telling.name(error), what=type(request).__name__)
            return telling.refusal(request, error)

    def _is_secret(self, request: Request) -> bool:
        """Whether a request must not be kept: a row with a vote would undo a poll's promise.

        So would one with somebody's draft; a word that nothing follows has none in it.
        """
        match request:
            case Line():
                name = request.word if request.rest else None
            case Shortcut():
                name = request.name
            case _:
                name = _name(request)
        return bool(name and self.routes.never_kept.find(name))

    async def _check_admitted(self, request: Request) -> None:
        """ColleaguesOnly if somebody of another organisation presses, or sends, what isn't for them."""
        name = _name(request)
        if request.team == request.workspace or not name or self.routes.for_everybody.find(name):
            return
        # On Enterprise Grid a colleague may come with another workspace of the organisation, or with none.
        found = await self.parser.directory.person(request.workspace, request.person)
        if found is None or found.outsider:
            raise ColleaguesOnly

    def _listener(self, request: Request) -> Callable[[Any], Awaitable[Replies]] | None:
        match request:
            case Line():
                return self.routes.words.find(request.word.lower())
            case Press():
                return self.routes.presses.find(request.action)
            case Submission():
                known = self.routes.closed if request.closed else self.routes.forms
                return known.find(request.form.callback)
            case Shortcut():
                return self.routes.shortcuts.find(request.name)
        return None

    # --- forms that couldn't be opened

    def _offer(self, request: Request, body: dict[str, Any]) -> Callable[[], Awaitable[int]]:
        """Keeps the request, so that a button can open its form later; the number for the button."""

        async def offer() -> int:
            return await self.house.quietly(inbox.offer, request.scene, _key(request), _kept(body))

        return offer

    async def _open_again(self, press: Press, body: dict[str, Any]) -> BoltResponse:
        try:
            kept = await self.house.read(inbox.offered, press.scene, int(press.value))
        except (RitualError, ValueError) as error:
            self.house.later(telling.after(press, telling.refusal(press, error), None))
            return BoltResponse(status=200, body="")
        handles = {name: body[name] for name in ("trigger_id", "response_url") if name in body}
        return await self.heard(kept | handles)

    # --- what happens

    async def _keep_event(self, event: Event, body: dict[str, Any]) -> BoltResponse:
        heard = self.routes.events.find(event.kind)
        try:
            if heard is not None and await heard.matters(event):
                key = heard.key(event)
                await self.house.together(inbox.keep_each, inbox.Arrival(event.scene, key, _kept(body)))
                self.house.came.set()
        except Exception as error:
            # Not kept: Slack will send it again.
            log.error("event.not_kept", error=telling.name(error), what=event.kind)
            return BoltResponse(status=500, body="not saved")
        return BoltResponse(status=200, body="")

    async def _finish(self, kept: inbox.KeptRequest) -> bool:
        """Work on it; whether it is done."""
        try:
            await self._work_on(kept)
        except Exception as error:
            log.warning("inbox.failed", error=telling.name(error), attempt=kept.attempts)
            await self._put_back(kept, error)
            return False
        return True

    async def _put_back(self, kept: inbox.KeptRequest, error: Exception) -> None:
        try:
            if not await self.house.quietly(inbox.failed, self.house.clock.now(), kept.id):
                log.error("inbox.gave_up", error=telling.name(error))
                await self._give_up(kept)
        except Exception as worse:
            # It's due again when its lease runs out. The others are done all the same.
            log.error("inbox.not_put_back", error=telling.name(worse))

    async def _work_on(self, kept: inbox.KeptRequest) -> None:
        request = self.parser.request(kept.body)
        if isinstance(request, Event | Promise):
            await self._serve(request)
            await telling.afterwards(request)
            return
        listener = self._listener(request)
        if listener is not None:
            replies = await self._served(request, listener, again=True)
            await telling.late(request, replies, self._offer(request, kept.body))

    async def _serve(self, request: Event | Promise) -> None:
        if isinstance(request, Promise):
            await self._keep_promise(request)
            return
        heard: Heard | None = self.routes.events.find(request.kind)
        if heard is not None:
            await heard.listener(request)

    async def _keep_promise(self, promise: Promise) -> None:
        """Do what was promised. It's done again only after a crash: its listener tells of what fails."""
        doing = self.routes.promises.find(promise.name)
        try:
            if doing is not None:
                await doing(promise)
        except Exception as error:
            log.error("promise.failed", error=telling.name(error), what=promise.name)

    async def _give_up(self, kept: inbox.KeptRequest) -> None:
        # What an earlier version kept may have a shape that this one no longer understands.
        with suppress(NotUnderstood):
            request = self.parser.request(kept.body)
            if not isinstance(request, Event):
                await telling.late(request, telling.lost(request), None)


def _name(request: Request) -> str | None:
    """What was pressed or sent; None for what is neither."""
    match request:
        case Press():
            return request.action
        case Submission():
            return request.form.callback
    return None


def _key(request: Request) -> str:
    return f"asked:{request.trigger}" if request.trigger else f"asked:{request.response_url}"


def _kept(body: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in body.items() if name not in NOT_KEPT}
    event = kept.get("event")
    # A step of a workflow comes with its own token.
    return kept | {"event": event | {"bot_access_token": ""}} if _has_token(event) else kept


def _has_token(event: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(event, dict) and "bot_access_token" in event


def _acknowledged(body: dict[str, Any]) -> BoltResponse:
    if not body:
        return BoltResponse(status=200, body="")
    return BoltResponse(status=200, body=json.dumps(body), headers=JSON)
