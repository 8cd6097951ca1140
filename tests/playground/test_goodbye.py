"""Stopping, while pages are just being closed."""

import asyncio

from websockets.asyncio.client import connect

from bot.playground import StandIn, serve
from bot.service.clock import MovableClock


async def test_a_stop_does_not_mind_pages_that_say_goodbye_by_themselves() -> None:
    for turns in range(24):
        async with serve(StandIn(MovableClock(), town="quiet")) as url:
            pages = [await connect(f"{url.replace('http', 'ws')}/live?as=ana") for _ in range(3)]
            for page in pages:
                await page.recv()
            leaving = [asyncio.create_task(page.close()) for page in pages]
            # The stop meets each goodbye at another of its stages.
            for _ in range(turns % 12):
                await asyncio.sleep(0)
        await asyncio.gather(*leaving, return_exceptions=True)
