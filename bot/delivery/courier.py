"""Brings Slack to what the rows of `posts` say: claims, renders, sends, and settles what came of it."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery import history
from bot.delivery.drawing import Drawing, drawings
from bot.delivery.failures import CannotRender, classify, unknown
from bot.delivery.lateness import said_late
from bot.delivery.rate_limit import CHANGE_PACE, of_changes
from bot.service.house import House
from bot.slack.block_kit import Message
from bot.slack.charts import has_charts
from bot.slack.refusals import code_of
from bot.slack.routes import Routes
from rituals import agenda, posts, workspaces
from rituals.db import trouble_of
from rituals.errors import RitualError
from rituals.ids import WorkspaceId
from rituals.posts import Claimed, Errand, Outcome, Verdict, text_mark
from rituals.scene import Scene

log = structlog.get_logger()
Send: TypeAlias = Callable[[Claimed, Message], Awaitable[AsyncSlackResponse]]

# So many sends are under way at most; and there is room for so many before more are claimed, for what is done
# for thirty together costs little more than for one.
ABREAST, TOGETHER = 60, 30
EVENT_TYPE = "headfirst_post"
# Slack allows one message a second in a channel; edits share the pace, so that a hundred votes in a
# second become one update.
PACE = 1.0
# As a part of it: what comes in a rush is claimed together, for a claim takes as long as an act.
RUSH = 0.05
# In seconds: while many sends are under way, so long they're waited for, to be settled together.
GATHERING = 0.01
# In seconds: how long a stop waits for the sends under way, and then again for their outcomes to be saved.
PATIENCE = 1.5


SHOWING = (Errand.POST, Errand.UPDATE)


class Courier:
    """Handles up to ABREAST posts at a time. `routes` tell how each kind is drawn.

    `name` tells this process from others in the claims.
    """

    def __init__(
        self,
        house: House,
        slack: AsyncWebClient,
        routes: Routes,
        name: str,
        pace: float = PACE,
    ) -> None:
        self.house = house
        self.slack = slack
        self.routes = routes
        self.name = name
        self.pace = pace
        self._started = house.clock.now()
        self._changes = of_changes(pace)
        self._underway: set[asyncio.Task[None]] = set()
        self._resting: dict[str, float] = {}
        self._drawn: dict[int, Drawing] = {}
        self._outcomes: asyncio.Queue[Outcome] = asyncio.Queue()

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set, then finish what is under way."""
        settling = asyncio.create_task(self._settle_for_ever())
        while not stopping.is_set():
            self.house.woken.clear()
            if not await self._round():
                await self._pause()
        await self.finish(PATIENCE)
        settling.cancel()

    async def deliver(self) -> None:
        """Work until nothing is due, and return when all of it is settled."""
        settling = asyncio.create_task(self._settle_for_ever())
        while await self._round():
            await self.finish()
        settling.cancel()

    async def finish(self, patience: float | None = None) -> None:
        """Wait for the sends under way and for their outcomes to be written down.

        What takes longer than `patience` seconds is given up; the next process looks what came of it.
        """
        underway = list(self._underway)
        if underway:
            _, late = await asyncio.wait(underway, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*underway, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._outcomes.join()

    async def _round(self) -> int:
        room = ABREAST - len(self._underway)
        if room < TOGETHER:
            return 0
        try:
            now = self.house.clock.now()
            errands = await self.house.quietly(
                posts.claim, now, by=self.name, resting=self._at_rest(), limit=room, calm=self._calm()
            )
        except Exception as error:
            self.house.health.could_not("courier.cannot_claim", error)
            return 0
        await self._draw([each for each in errands if each.errand in SHOWING and not self._is_old(each)])
        for errand in errands:
            if errand.errand is Errand.UPDATE:
                self._changes.use(time.monotonic())
            if errand.errand is not Errand.LOOK:
                # Until its answer has come, and before the next claim: else the next message of the channel
                # overtakes a slow one.
                self._resting[errand.channel] = math.inf
            task = asyncio.create_task(self._carry(errand))
            self._underway.add(task)
            task.add_done_callback(self._carried)
        return len(errands)

    def _carried(self, task: asyncio.Task[None]) -> None:
        self._underway.discard(task)
        if len(self._underway) == ABREAST - TOGETHER:
            # There is room again for as many as are claimed together.
            self.house.woken.set()

    async def _pause(self) -> None:
        # Asked before the wait: a courier that has its hands full goes on as soon as some are free.
        idle = not self._underway
        # The time-out is the tick: retries and leases fall due without anybody calling.
        with suppress(TimeoutError):
            await asyncio.wait_for(self.house.woken.wait(), min(1.0, self.pace or 1.0))
        if idle:
            await asyncio.sleep(RUSH * self.pace)

    def _at_rest(self) -> list[str]:
        now = time.monotonic()
        self._resting = {channel: until for channel, until in self._resting.items() if until > now}
        return list(self._resting)

    def _calm(self) -> timedelta | None:
        """How long a message must have stood before it is changed again; None while too many changed."""
        allowed = self._changes.left(time.monotonic())
        return timedelta(seconds=CHANGE_PACE * self.pace) if allowed else None

    async def _carry(self, errand: Claimed) -> None:
        # Whatever goes wrong, even while an error is judged: without an outcome the channel rests for ever.
        outcome = unknown(errand, "cut_off")
        try:
            outcome = await self._tried(errand)
        finally:
            self._drawn.pop(errand.id, None)
            self._rest(errand, outcome)
            self._outcomes.put_nowait(outcome)

    async def _tried(self, errand: Claimed) -> Outcome:
        try:
            return await ERRANDS[errand.errand](self, errand)
        except Exception as error:
            outcome = classify(error, errand, self.house.clock.now())
            log.warning("courier.not_sent", post=errand.id, kind=errand.kind, error=outcome.error)
            return outcome

    def _rest(self, errand: Claimed, outcome: Outcome) -> None:
        pause = outcome.pause.total_seconds() if outcome.pause else 0.0
        if errand.errand is not Errand.LOOK or pause:
            self._resting[errand.channel] = time.monotonic() + max(self.pace, pause)
        if errand.errand is Errand.UPDATE and pause:
            # It is said to one message, and meant for all changes.
            self._changes.rest(time.monotonic() + pause)

    async def _post(self, errand: Claimed) -> Outcome:
        if self._is_old(errand):
            known = await self._sent_before(errand)
            if known is not None:
                return known
        message, answer = await self._taken(errand, self._say)
        ts, channel = answer["ts"], answer["channel"]
        if ts and channel and history.strayed(errand, ts, answer.get("message") or {}):
            return history.stray(errand, ts, channel)
        return _shown(errand, ts, channel, message)

    async def _say(self, errand: Claimed, message: Message) -> AsyncSlackResponse:
        # Not `chat_postMessage`, which looks through each block for what ours never have.
        body = {
            "channel": errand.channel,
            "text": message.text,
            "blocks": message.blocks,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": errand.key}},
            "unfurl_links": False,
            "unfurl_media": False,
            "parse": "none",
        }
        if errand.thread:
            body["thread_ts"] = errand.thread
        return await self.slack.api_call("chat.postMessage", json=body)

    async def _taken(self, errand: Claimed, send: Send) -> tuple[Message, AsyncSlackResponse]:
        """Draw and send it: without Slack's own charts if the workspace takes none, which is remembered."""
        message = await self._render(errand)
        if not has_charts(message.blocks):
            return message, await send(errand, message)
        there = Scene(WorkspaceId(errand.workspace), self.house.clock.now())
        try:
            answer = await send(errand, message)
            await self.house.quietly(workspaces.charts_shown, there)
            return message, answer
        except SlackApiError as error:
            if code_of(error) != "invalid_blocks":
                raise
        # A refusal is known not to have posted anything, so it can be sent again at once.
        await self.house.quietly(workspaces.charts_refused, there)
        message = await self._render(errand)
        try:
            return message, await send(errand, message)
        except SlackApiError:
            # Without charts it's refused, too: so it wasn't the charts.
            await self.house.quietly(workspaces.charts_refused, there, refused=False)
            raise

    async def _sent_before(self, errand: Claimed) -> Outcome | None:
        """What is older than this process may have been sent, and a database from a backup has forgotten it.

        None if it isn't there, or nobody may look: by the books it was never sent.
        """
        try:
            outcome = await self._look(replace(errand, sent_at=errand.since))
        except Exception as error:
            look = replace(errand, errand=Errand.LOOK)
            outcome = classify(error, look, self.house.clock.now())
        known = (Verdict.FOUND, Verdict.STRAY, Verdict.AGAIN)
        return outcome if outcome.verdict in known else None

    async def _update(self, errand: Claimed) -> Outcome:
        message, _ = await self._taken(errand, self._change)
        return _shown(errand, errand.ts, errand.channel, message)

    async def _change(self, errand: Claimed, message: Message) -> AsyncSlackResponse:
        # Parsed like nothing, since an update would otherwise turn a typed @here into a live one.
        changes = {"channel": errand.channel, "ts": errand.ts, "blocks": message.blocks, "parse": "none"}
        mark = text_mark(errand.key, message.text)
        if mark != errand.text_mark:
            # Words that are erased go from notifications and the search, too. Otherwise without `text`, so
            # that Slack doesn't mark the message as edited at every vote.
            await self.house.quietly(posts.text_changes, errand.id)
            changes["text"] = message.text
        return await self.slack.api_call("chat.update", json=changes)

    async def _delete(self, errand: Claimed) -> Outcome:
        await self.slack.chat_delete(channel=errand.channel, ts=errand.ts or "")
        return Outcome(errand.id, Verdict.DELETED)

    async def _abandon(self, errand: Claimed) -> Outcome:
        return Outcome(errand.id, Verdict.REFUSED, version=errand.version, error=posts.THREAD_GONE)

    async def _look(self, errand: Claimed) -> Outcome:
        return await history.look(self.slack, errand)

    def _is_old(self, errand: Claimed) -> bool:
        """Whether an earlier process may have sent it: then it's looked for first."""
        return errand.errand is Errand.POST and errand.since < self._started

    async def _draw(self, errands: list[Claimed]) -> None:
        """Draw all that is about to be sent in one go."""
        # Where the database is in trouble, each tries for itself, and says what came of it.
        with suppress(Exception):
            if errands:
                found = await self.house.read(drawings, self.house.catalog, self.routes, errands)
                self._drawn.update(zip([each.id for each in errands], found, strict=True))

    async def _render(self, errand: Claimed) -> Message:
        drawn = self._drawn.pop(errand.id, None)
        if drawn is None:
            [drawn] = await self.house.read(drawings, self.house.catalog, self.routes, [errand])
        if isinstance(drawn, RitualError):
            raise drawn
        if isinstance(drawn, Exception):
            raise CannotRender(type(drawn).__name__) from drawn
        return said_late(drawn, errand.planned, self._comes(errand))

    def _comes(self, errand: Claimed) -> datetime:
        return datetime.fromtimestamp(float(errand.ts), UTC) if errand.ts else self.house.clock.now()

    async def _settle_for_ever(self) -> None:
        while True:
            batch = [await self._outcomes.get()]
            if len(self._underway) > TOGETHER:
                await asyncio.sleep(GATHERING)
            while not self._outcomes.empty():
                batch.append(self._outcomes.get_nowait())
            await self._settle(batch)
            for _ in batch:
                self._outcomes.task_done()

    async def _settle(self, batch: list[Outcome]) -> None:
        try:
            for each in await self.house.act(agenda.settle, self.house.clock.now(), batch):
                log.error("post.stuck", post=each.id, kind=each.kind, state=each.state, error=each.error)
        except Exception as error:
            if len(batch) > 1 and not trouble_of(error):
                # One that can't be written down doesn't take the others along.
                for outcome in batch:
                    await self._settle([outcome])
                return
            # The leases run out, and the posts are looked for: nothing is lost, nothing doubled.
            unsettled = [outcome.post for outcome in batch]
            self.house.health.could_not("courier.cannot_settle", error, posts=unsettled)


ERRANDS: dict[Errand, Callable[[Courier, Claimed], Awaitable[Outcome]]] = {
    Errand.POST: Courier._post,
    Errand.UPDATE: Courier._update,
    Errand.DELETE: Courier._delete,
    Errand.LOOK: Courier._look,
    Errand.ABANDON: Courier._abandon,
}


def _shown(errand: Claimed, ts: str | None, channel: str | None, message: Message) -> Outcome:
    if not (ts and channel):
        # Half an answer: a message that can't be found again isn't shown, but looked for.
        return unknown(errand, "half_an_answer")
    mark = text_mark(errand.key, message.text)
    return Outcome(errand.id, Verdict.SHOWN, version=errand.version, ts=ts, shown_in=channel, text_mark=mark)
