"""App Home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.experiments import card as experiments
from bot.features.feed import card as feed
from bot.features.hello import hello_blocks
from bot.features.links.card import links_rows
from bot.features.practice.form import practice_line
from bot.features.schedules import list_card
from bot.features.stories import card as stories
from bot.features.suggestions import card as suggestions
from bot.features.trends import card as trends
from bot.features.unheard import INVITE, unheard_line
from bot.features.ways_in import MY_PRACTICE, OPEN_POLL, OPEN_SCHEDULE, OPEN_STORY
from bot.slack.block_kit import Block, View, actions, button, context, divider, header, place, section
from rituals.catalog import Catalog
from rituals.experiments import Drawn
from rituals.ids import ChannelId
from rituals.links import LinkKind, Made
from rituals.schedules import Ritual
from rituals.stories import EVERYTHING, Filter, Noticed, Page
from rituals.suggestions import Suggested
from rituals.trends import Trend

# A view holds a hundred blocks, and a ritual takes three.
MOST_RITUALS = 12


@dataclass(frozen=True, slots=True)
class StoryShelf:
    """The stories that App Home shows: a page of those that are wanted, and what is said above them.

    `unheard` are channels of the feed and of rituals in which reactions do not reach the bot.
    """

    page: Page
    wanted: Filter
    before: int | None
    touchpoints: Sequence[str]
    noticed: Sequence[Noticed]
    feed: ChannelId | None
    unheard: Sequence[ChannelId] = ()


def home_view(
    today: Drawn,
    shelf: StoryShelf,
    rituals: Sequence[Ritual],
    practice: Ritual | None,
    trend: Trend,
    catalog: Catalog,
    suggested: Sequence[Suggested] = (),
    outside: Mapping[LinkKind, Made | None] | None = None,
) -> View:
    """Today's experiment, the ways in, the stories, the trend where there is one, the rituals.

    `suggested` is what waits for this person's decision, if it is an admin; `outside` are the links to what
    is shown outside Slack, for an admin too.
    """
    ways_in = actions(
        button("Share a story", OPEN_STORY, style="primary"),
        button("Start a poll", OPEN_POLL),
        button("New ritual", OPEN_SCHEDULE),
    )
    # Until the workspace has a ritual, what matters most is how it gets one.
    hello = [] if rituals else [*hello_blocks(), divider()]
    blocks = [*hello, header("Today's thought experiment"), *experiments.scene(today), ways_in, divider()]
    waiting = suggestions.home_rows(suggested, catalog)
    blocks += [header("Suggestions for you to decide"), *waiting, divider()] if waiting else []
    blocks += [header("Stories"), *_stories(shelf, catalog), divider()]
    going = trends.trend_lines(trend, catalog)
    blocks += [header("Trends"), *going, divider()] if going else []
    blocks.append(header("Rituals"))
    blocks += list_card.ritual_rows(rituals, catalog, MOST_RITUALS) or [
        section("No rituals yet. A good first one is a thought experiment every working day at 9.")
    ]
    if rituals:
        blocks.append(actions(button("Days off", list_card.DAYS_OFF)))
    own = practice_line(practice)
    blocks += [
        divider(),
        header("My own practice"),
        section(own),
        actions(button("My own practice", MY_PRACTICE)),
    ]
    blocks += [] if outside is None else [divider(), *links_rows(outside)]
    return {"type": "home", "blocks": blocks}


def _stories(shelf: StoryShelf, catalog: Catalog) -> list[Block]:
    blocks = [context(_where(shelf.feed), *_unheard(shelf)), *feed.noticed_lines(shelf.noticed)]
    # A search through nothing helps nobody.
    if shelf.page.stories or shelf.wanted != EVERYTHING:
        blocks += feed.filters(shelf.wanted, shelf.touchpoints)
    for told in shelf.page.stories:
        blocks += stories.story_lines(told, catalog)
    if not shelf.page.stories:
        blocks.append(section(feed.nothing(shelf.wanted, shelf.before)))
    ways = feed.paging(shelf.page, shelf.wanted, shelf.before)
    ways += [] if shelf.feed else [stories.choose_feed()]
    return [*blocks, *([actions(*ways)] if ways else [])]


def _unheard(shelf: StoryShelf) -> list[str]:
    if shelf.unheard:
        return [unheard_line(shelf.unheard)]
    if shelf.page.stories or shelf.feed:
        return []
    return [
        ":ear: In any channel I'm in, :star2: on a message nominates it as a story. "
        f"To add me to a channel, type {INVITE} there."
    ]


def _where(channel: ChannelId | None) -> str:
    if channel is None:
        return "There's no feed channel yet, so stories appear only here."
    return f"The feed is {place(channel)}."
