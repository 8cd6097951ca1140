"""What happens to channels and people, as far as the bot is concerned."""

from __future__ import annotations

from bot.features.onboarding.listeners import brought_in
from bot.slack.refusals import Refusal
from bot.slack.requests import Event
from rituals import agenda, lessons, saves, schedules
from rituals.ids import ChannelId
from rituals.scene import zone_named


async def archived(event: Event) -> None:
    """A channel was archived: its rituals pause themselves, and their owners hear of it."""
    await event.directory.unlearn_channel(event.workspace, _channel(event))
    await event.act(schedules.hold, _channel(event), Refusal.ARCHIVED)


async def unarchived(event: Event) -> None:
    """A channel is open again: owners are asked to resume."""
    await event.directory.unlearn_channel(event.workspace, _channel(event))
    await event.act(schedules.reopen, _channel(event))


async def moved(event: Event) -> None:
    """A channel has another id, as when a private one becomes shared: everything follows it."""
    if event.moved is not None:
        await event.act(agenda.move_channel, *event.moved)


async def deleted(event: Event) -> None:
    """A channel was deleted: its rituals pause themselves, and stories wait for another feed."""
    await event.act(agenda.close_channel, _channel(event))


async def joined(event: Event) -> None:
    """Somebody joined a channel. If it is the bot, it says hello, and owners are asked to resume."""
    await event.directory.unlearn_member(event.workspace, _channel(event), event.person)
    if event.person == event.bot_user:
        await event.directory.unlearn_channel(event.workspace, _channel(event))
        await event.act(schedules.reopen, _channel(event))
        await brought_in(event, _channel(event))


async def left(event: Event) -> None:
    """Somebody left a channel. The bot's being taken out of a private one pauses what it posts there.

    In a public channel it can still post. Slack may not tell: then the next post is refused, to the same end.
    """
    await event.directory.unlearn_member(event.workspace, _channel(event), event.person)
    if event.person == event.bot_user:
        await event.directory.unlearn_channel(event.workspace, _channel(event))
        if event.group:
            await event.act(schedules.hold, _channel(event), Refusal.OUTSIDE)


async def changed(event: Event) -> None:
    """Somebody's profile changed: their own practice follows them to another zone.

    What they had taken is anybody's again once their account is closed.
    """
    person = event.profile
    if person is None:
        return
    await event.directory.learn_person(event.workspace, person)
    if person.gone:
        await event.house.act(saves.release, event.scene.as_person(person.id))
        await event.house.act(lessons.let_go, event.scene.as_person(person.id))
    zone = zone_named(person.zone)
    # In a zone that this Python doesn't know, nine o'clock stays where it was.
    if person.zone and zone is not None:
        await event.house.act(schedules.travel, event.scene.as_person(person.id), zone)


def _channel(event: Event) -> ChannelId:
    return event.channel or ChannelId("")
