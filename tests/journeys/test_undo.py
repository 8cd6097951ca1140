"""Reactions put on and taken off: the feed ends as the newest that was told of says, whatever went wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.playground.entities import Json, Message
from rituals.workspaces import Settings
from tests.journeys.stage import Stage
from tests.journeys.world import World, words

EXAMPLES = 20
NOMINATING = {"star2": "", "umbrella": "proactive_save"}
EMOJI = ("star2", "star2", "star2::skin-tone-3", "umbrella", "heart")
LABELS = {"star2": "A great human moment", "umbrella": "A save before it hurt"}
GESTURES = st.lists(
    st.tuples(st.sampled_from(("bruno", "bruno", "carla", "ana")), st.sampled_from(EMOJI)),
    min_size=5,
    max_size=10,
)


async def happens(world: World, gestures: list[tuple[str, str]]) -> Message:
    """Ana says something, and people put emoji on it, or take theirs off."""
    moment = await world.slack.hands.say("ana", "#support", "I stayed on the line until her mother picked up")
    for person, emoji in gestures:
        there = world.slack.workspace.find_user(person).id in moment.reactions.get(emoji, [])
        hands = world.slack.hands
        await (hands.unreact if there else hands.react)(person, moment, emoji)
    return moment


def standing(told_of: list[Json]) -> list[Json]:
    """The newest event that was told of for each person's emoji, if it says that the emoji is there."""
    newest: dict[tuple[str, str], Json] = {}
    for event in told_of:
        key = event["user"], event["reaction"]
        if key not in newest or newest[key]["event_ts"] < event["event_ts"]:
            newest[key] = event
    return sorted(
        (each for each in newest.values() if each["type"] == "reaction_added" and counts(each)),
        key=lambda each: str(each["event_ts"]),
    )


def counts(event: Json) -> bool:
    return event["user"] != event["item_user"] and event["reaction"] != "heart"


async def test_the_feed_ends_as_the_newest_known_reactions_say(world: World) -> None:
    stage = Stage(world)

    # To find the shortest failure would take many minutes more.
    @settings(max_examples=EXAMPLES, phases=[Phase.generate])
    @given(GESTURES, st.integers(1, 2), st.data())
    def undone(gestures: list[tuple[str, str]], threshold: int, data: Any) -> None:
        stage.afresh(Settings(emoji=NOMINATING, threshold=threshold))
        held = world.slack.faults.hold_events()
        stage.do(happens(world, gestures))
        # Some come late, some twice, and some never.
        places = range(len(gestures))
        lost, twice = (data.draw(st.sets(st.sampled_from(places), max_size=2)) for _ in range(2))
        order = data.draw(st.permutations([*(set(places) - lost), *twice]))
        stage.do(held.release(order))
        stage.do(world.beat())
        there = standing([held.envelopes[place]["event"] for place in order])
        people = list(dict.fromkeys(each["user"] for each in there))
        posts = world.posts("#kudos")
        assert len(posts) == (len(people) >= threshold)
        for post in posts:
            assert LABELS[there[0]["reaction"].split("::")[0]] in words(post)
            [by] = [line for line in words(post).splitlines() if "nominated by" in line]
            assert [who for who in people if f"<@{who}>" in by.partition("nominated by")[2]] == people

    await stage.play(undone)
