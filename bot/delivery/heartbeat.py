"""The beat: once a second, what is due is done. APScheduler keeps the beat and holds no schedules."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.service.clock import WallClock, steady
from bot.service.house import House
from bot.service.secrets import fresh_key
from rituals import agenda, erasure

log = structlog.get_logger()

# In seconds.
LOOK_EVERY = 5
PURGE_EVERY = 3600
# Erasing, and reading a large file, take as long as they take; but not for ever.
PURGE_WITHIN = 600
# How long a stop waits for what has begun.
PATIENCE = 2.0
# A machine's own clock that differs by more from the one that all processes share is worth a line.
FAR_OFF = 30


class Heartbeat:
    """Calls `beat` once a second, never twice at a time, and never makes up for beats it missed.

    `looks` are called more rarely, beside it: they wait for Slack, and the beat waits for nobody.
    """

    def __init__(self, house: House, *looks: Callable[[], Awaitable[None]]) -> None:
        self.house = house
        self.looks = looks
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._beating = asyncio.Lock()
        self._looking = asyncio.Lock()
        self._purging = asyncio.Lock()
        # Once at the start as well: the last process may have been stopped before it could.
        self._to_scrub = True
        self._last_beat: float | None = None
        self._far_off = False
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._last_beat = steady()
        self._scheduler.add_job(self.beat, "interval", seconds=1, **once)
        self._scheduler.add_job(self._glance, "interval", seconds=LOOK_EVERY, **once)
        # Once at the start as well: a process may never live for an hour.
        at_once = WallClock().now()
        self._scheduler.add_job(self.purge, "interval", seconds=PURGE_EVERY, next_run_time=at_once, **once)
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """No beat begins any more; one that is under way is finished."""
        if self._watching:
            self._watching.cancel()
        self._scheduler.remove_all_jobs()
        # A beat that was called for just now takes the lock first: shutting down would cut it in half.
        await asyncio.sleep(0)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE), self._beating, self._looking, self._purging:
                pass
        self._scheduler.shutdown(wait=False)

    def silent_for(self) -> float:
        """Seconds since the last beat that did all that was due; 0 where no beat is to be expected yet."""
        return 0.0 if self._last_beat is None else steady() - self._last_beat

    async def _watch(self) -> None:
        # APScheduler goes by the machine's clock. If that is put back, it sleeps until the old time has come
        # again; the loop counts steadily, and wakes it.
        while True:
            await asyncio.sleep(1)
            now = WallClock().now()
            for job in self._scheduler.get_jobs():
                if job.next_run_time - now > job.trigger.interval:
                    job.modify(next_run_time=now)

    async def beat(self) -> None:
        """Serve everything that is due at this moment."""
        try:
            async with self._beating:
                await self._serve_all()
        except Exception as error:
            # The next beat tries again; what wasn't committed is still due.
            self.house.health.could_not("heartbeat.failed", error)

    async def _glance(self) -> None:
        async with self._looking:
            if self.house.health.trouble:
                await self.house.prove()
            for look in self.looks:
                try:
                    await look()
                except Exception as error:
                    self.house.health.could_not("heartbeat.cannot_look", error)

    async def purge(self) -> None:
        """Erase what nobody may keep any longer."""
        try:
            async with self._purging:
                await self._purge()
        except Exception as error:
            self.house.health.could_not("heartbeat.cannot_purge", error)

    async def _purge(self) -> None:
        with self.house.within(PURGE_WITHIN):
            await self.house.examine()
            for gone in await self.house.quietly(erasure.erase_left, self.house.clock.now()):
                log.info("workspace.erased", workspace=gone)
            await self.house.quietly(erasure.purge, self.house.clock.now())
        # Of what people removed, or had forgotten, meanwhile nothing lingers in the files either.
        self._to_scrub = True

    async def _serve_all(self) -> None:
        # First, and impatiently: so everybody knows soon that there is nothing to wait for.
        await self.house.ping()
        await self._keep_time()
        while (served := await self._serve()).count:
            self.house.woken.set()
            self._to_scrub = self._to_scrub or bool(served.closed)
            _report(served)
        # Who reads the file from end to end holds the scrubbing up, and that in turn everybody else.
        if self._to_scrub and not self._purging.locked():
            with self.house.within(PURGE_WITHIN):
                self._to_scrub = not await self.house.scrub()

    async def _keep_time(self) -> None:
        await self.house.keep_time()
        ahead = self.house.ahead().total_seconds()
        far_off = abs(ahead) > FAR_OFF
        if far_off != self._far_off:
            self._far_off = far_off
            log.warning("clock.far_off" if far_off else "clock.right_again", ahead=round(ahead))

    async def _serve(self) -> agenda.Served:
        now, catalog = self.house.clock.now(), self.house.catalog
        served = await self.house.quietly(agenda.run_due, now, catalog, fresh_key())
        self._last_beat = steady()
        return served


def _report(served: agenda.Served) -> None:
    for missed in served.missed:
        log.warning("ritual.missed", schedule=missed.schedule, on=missed.on.isoformat())
    for stale in served.stale:
        log.warning("ritual.too_late", schedule=stale.ritual, planned=stale.planned.isoformat())
    for broken, error in served.broken:
        log.error("ritual.failed", schedule=broken.schedule, on=broken.on.isoformat(), error=error)
    for empty in served.empty:
        log.warning("ritual.nothing_to_post", schedule=empty.schedule, on=empty.on.isoformat())
