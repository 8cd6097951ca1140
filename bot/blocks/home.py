"""App Home."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import experiments, handles, schedules, stories
from bot.blocks.kit import View, actions, button, context, divider, header, place, section
from bot.blocks.practice import MY_PRACTICE, practice_line
from rituals.catalog import Catalog
from rituals.experiments import Drawn
from rituals.ids import ChannelId
from rituals.schedules import Ritual
from rituals.stories import Told


def home_view(
    today: Drawn,
    latest: Sequence[Told],
    rituals: Sequence[Ritual],
    feed: ChannelId | None,
    practice: Ritual | None,
    catalog: Catalog,
) -> View:
    """Today's experiment, the ways in, the last stories, the rituals."""
    ways_in = actions(
        button("Share a story", experiments.OPEN_STORY, style="primary"),
        button("Start a poll", experiments.OPEN_POLL),
        button("New ritual", schedules.OPEN_SCHEDULE),
    )
    blocks = [header("Today's thought experiment"), *experiments.scene(today), ways_in, divider()]
    blocks.append(header("Latest stories"))
    blocks.append(context(_where(feed)))
    for told in latest:
        blocks += stories.story_lines(told, catalog)
    if not latest:
        blocks.append(section("No stories yet. The first is the hardest, and the one people remember."))
    blocks += [divider(), header("Rituals")]
    blocks += handles.ritual_rows(rituals, catalog) or [
        section("None yet. A good first one: a thought experiment every working day at 9.")
    ]
    if rituals:
        blocks.append(actions(button("Days off", handles.DAYS_OFF)))
    own = practice_line(practice)
    blocks += [
        divider(),
        header("My own practice"),
        section(own),
        actions(button("My own practice", MY_PRACTICE)),
    ]
    return {"type": "home", "blocks": blocks}


def _where(feed: ChannelId | None) -> str:
    if feed is None:
        return "There is no feed channel yet. Choose one with `/mindset feed #channel`."
    return f"The feed is {place(feed)}."
