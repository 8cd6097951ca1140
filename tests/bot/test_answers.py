"""Sealed answers outlive the process: they appear when their time has come, whoever is there to see to it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from rituals import answers, schedules
from rituals.experiments.records import Draw
from rituals.ids import DrawId
from tests.bot.test_restored import NINE, a_life, a_town, forward
from tests.cast import ANA, BRUNO, scene
from tests.journeys.answering import said, thread
from tests.wishes import wishes

A_DAYS_WINDOW = timedelta(hours=8, minutes=1)


async def test_what_was_sealed_before_a_restart_appears_after_it(database_url: str) -> None:
    async with a_town() as (slack, url):
        async with a_life(slack, url, database_url) as world:
            await world.bot.house.act(schedules.set_up, scene(ANA), wishes(together=3), "form-1")
            await world.at(NINE)
            draw = DrawId(await world.bot.house.quietly(lambda db: db.scalars(select(Draw.id)).one()))
            for person in (ANA, BRUNO):
                await world.bot.house.act(answers.answer, scene(person, NINE), draw, "Tea.")
            await world.beat()
            [card] = world.posts("#support")
        forward(slack, A_DAYS_WINDOW)
        async with a_life(slack, url, database_url) as world:
            assert thread(world, card) == []
            await world.beat()
            assert said(world, card) == [f"<@{ANA}>: Tea.", f"<@{BRUNO}>: Tea."]
            assert "*2 answers.*" in str(card.blocks)
