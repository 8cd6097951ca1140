"""App Home: its pages, and the row of buttons that leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.bonfire import card as bonfire
from bot.features.experiments import card as experiments
from bot.features.exports.card import export_row
from bot.features.feed import card as feed
from bot.features.hello import hello_blocks
from bot.features.home import sections
from bot.features.lessons.card import lessons_section
from bot.features.links.card import links_rows
from bot.features.practice.form import practice_line
from bot.features.schedules import list_card
from bot.features.schedules.wording import next_line, what
from bot.features.settings.card import settings_rows
from bot.features.stories import card as stories
from bot.features.trends import card as trends
from bot.features.unheard import INVITE, unheard_line
from bot.features.ways_in import MY_PRACTICE, OPEN_POLL, OPEN_SCHEDULE, OPEN_STORY
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    header,
    place,
    section,
)
from bot.slack.home import HomePage, Spot
from rituals.bonfire import Phrase
from rituals.catalog import Catalog
from rituals.experiments import Drawn
from rituals.ids import ChannelId, PersonId
from rituals.lessons import LessonPage
from rituals.links import LinkKind, Made
from rituals.schedules import Ritual
from rituals.stories import EVERYTHING, Filter, Noticed, Page, Reported
from rituals.suggestions import Suggested
from rituals.trends import Trend
from rituals.workspaces import Settings

PAGE = "home:page:"
PAGES = {
    HomePage.TODAY: "Today",
    HomePage.STORIES: "Stories",
    HomePage.RITUALS: "Rituals",
    HomePage.TEAM: "Team",
    HomePage.SETUP: "Settings",
}
IN_A_LINE = "Each morning one small question about customers, and a place for the stories worth keeping."
# A view holds a hundred blocks, and a ritual takes one.
MOST_RITUALS = 20
MOST_IN_SHORT = 5


@dataclass(frozen=True, slots=True)
class StoryShelf:
    """The stories that App Home shows: a page of those that are wanted, and what is said above them.

    `unheard` are channels of the feed and of rituals in which reactions don't reach the bot.
    """

    page: Page
    spot: Spot
    touchpoints: Sequence[str]
    noticed: Sequence[Noticed]
    feed: ChannelId | None
    reader: PersonId
    unheard: Sequence[ChannelId] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """What the first page shows. `steps` is None where nobody asks the person to set anything up."""

    drawn: Drawn
    shelf: StoryShelf
    mine: sections.Mine
    rituals: Sequence[Ritual]
    trends: Sequence[Trend]
    practice: Ritual | None
    notes: bool
    steps: sections.Steps | None = None
    suggested: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page for admins shows."""

    steps: sections.Steps
    settings: Settings
    links: Mapping[LinkKind, Made | None]
    suggested: Sequence[Suggested] = ()
    reported: Sequence[Reported] = ()


def home_view(spot: Spot, blocks: Sequence[Block], *, admin: bool) -> View:
    """App Home at that spot; it remembers it, so that what's pressed there changes nothing else."""
    shown = [_pages(spot, admin), divider(), *blocks]
    return {"type": "home", "private_metadata": spot.written(), "blocks": shown}


def today_page(today: Today, catalog: Catalog) -> list[Block]:
    """The daily place: the day's question, what's the person's own, and the rest in short."""
    # Until the workspace has a ritual, what matters most is how it gets one.
    about = [context(IN_A_LINE)] if today.rituals else hello_blocks()
    steps = sections.checklist(today.steps) if today.steps and today.rituals else []
    return [
        *about,
        _ways_in(),
        divider(),
        *steps,
        *sections.waiting_line(today.suggested, today.reported),
        *_todays_experiment(today.drawn),
        *sections.for_you(today.mine),
        *_latest(today.shelf, catalog, said=today.steps if steps else None),
        *sections.my_stories(today.mine),
        *_rituals_in_short(today.rituals),
        *_trends_of(today.trends, catalog),
        *_just_for_me(today),
    ]


def stories_page(shelf: StoryShelf, catalog: Catalog) -> list[Block]:
    """All stories: filtered, searched, page by page."""
    wanted, before = shelf.spot.wanted, shelf.spot.before
    blocks = [header("Stories"), context(_where(shelf.feed), *_unheard(shelf))]
    blocks += feed.noticed_lines(shelf.noticed)
    # A search through nothing helps nobody.
    if shelf.page.stories or wanted != EVERYTHING:
        blocks += [actions(*_whose(wanted, shelf.reader)), *feed.filters(wanted, shelf.touchpoints)]
    for told in shelf.page.stories:
        blocks += stories.home_rows(told, catalog, shelf.reader)
    if not shelf.page.stories:
        blocks.append(section(feed.nothing(wanted, before)))
    ways = feed.paging(shelf.page, wanted, before)
    ways += [] if shelf.feed else [stories.choose_feed()]
    return [*blocks, *([actions(*ways)] if ways else [])]


def rituals_page(rituals: Sequence[Ritual], catalog: Catalog, skip: int) -> list[Block]:
    """Every ritual, with *Manage*."""
    blocks: list[Block] = [header("Rituals")]
    for ritual in rituals[skip : skip + MOST_RITUALS]:
        manage = button("Manage", list_card.MANAGE, str(ritual.id))
        line = f"{what(ritual, catalog)}\n{next_line(ritual)}"
        blocks.append(section(line, accessory=manage))
    if not rituals:
        blocks.append(section(list_card.NONE_YET))
    further = _further(len(rituals), skip)
    ways = [button("New ritual", OPEN_SCHEDULE, style="primary"), button("Days off", list_card.DAYS_OFF)]
    return [*blocks, *([actions(*further)] if further else []), divider(), actions(*ways)]


def team_page(
    learned: LessonPage, retired: Sequence[Phrase], shown: Sequence[Trend], catalog: Catalog
) -> list[Block]:
    """What the team has learned: from customers, and about itself."""
    going = _trends_of(shown, catalog) or [header("Trends"), section("Trends start once a poll has closed.")]
    phrases = [header("Retired phrases"), *bonfire.home_rows(retired), divider()]
    return [header("Lessons"), *lessons_section(learned), divider(), *phrases, *going]


def setup_page(setup: Desk, catalog: Catalog) -> list[Block]:
    """For admins: what's to be decided, every setting, packs, exports."""
    return [
        *sections.checklist(setup.steps),
        *sections.waiting(setup.suggested, setup.reported, catalog),
        header("Settings"),
        *settings_rows(setup.settings),
        divider(),
        *links_rows(setup.links),
        divider(),
        *sections.packs(catalog),
        export_row(answers=setup.settings.answers_exported),
    ]


def _ways_in() -> Block:
    return actions(
        button("Share a story", OPEN_STORY, style="primary"),
        button("Start a poll", OPEN_POLL),
        button("New ritual", OPEN_SCHEDULE),
    )


def _todays_experiment(drawn: Drawn) -> list[Block]:
    blocks = [header("Today's thought experiment"), *experiments.scene(drawn)]
    ways = experiments.answer_ways(drawn)
    return [*blocks, *([actions(*ways)] if ways else []), divider()]


def _latest(shelf: StoryShelf, catalog: Catalog, said: sections.Steps | None) -> list[Block]:
    """The newest stories; `said` is what the page has already listed as still to be set up."""
    unheard = [] if said and said.deaf else _unheard(shelf)
    blocks = [header("Stories"), context(_where(shelf.feed), *unheard)]
    for told in shelf.page.stories:
        blocks += stories.home_rows(told, catalog, shelf.reader)
    if not shelf.page.stories:
        blocks.append(section(feed.nothing(EVERYTHING, None)))
    ways = [_to(HomePage.STORIES, "All stories")] if shelf.page.stories else []
    ways += [] if shelf.feed or said else [stories.choose_feed()]
    return [*blocks, *([actions(*ways)] if ways else []), divider()]


def _rituals_in_short(rituals: Sequence[Ritual]) -> list[Block]:
    if not rituals:
        return [header("Rituals"), section(list_card.NONE_YET), divider()]
    lines = [list_card.home_line(each) for each in rituals[:MOST_IN_SHORT]]
    ways = actions(_to(HomePage.RITUALS, "All rituals"))
    return [header("Rituals"), section("\n".join(lines)), ways, divider()]


def _just_for_me(today: Today) -> list[Block]:
    own = button("My own practice", MY_PRACTICE)
    notes = "You hear from me privately about your stories." if today.notes else "Private notes are off."
    return [
        header("Just for me"),
        section(practice_line(today.practice)),
        section(notes),
        actions(own, stories.notes_button(on=not today.notes)),
    ]


def _trends_of(shown: Sequence[Trend], catalog: Catalog) -> list[Block]:
    """The trends of each kind, in short; nothing while there's no trend yet."""
    blocks = [block for trend in shown for block in trends.trend_lines(trend, catalog)]
    return [header("Trends"), *blocks, divider()] if blocks else []


def _pages(spot: Spot, admin: bool) -> Block:
    shown = [page for page in PAGES if admin or page is not HomePage.SETUP]
    return actions(*(_to(page, PAGES[page], current=page is spot.page) for page in shown))


def _to(page: HomePage, label: str, *, current: bool = False) -> Element:
    return button(label, f"{PAGE}{page}", style="primary" if current else None)


def _whose(wanted: Filter, reader: PersonId) -> list[Element]:
    mine, thanks = wanted.teller == reader, wanted.thanked == reader
    kinds = {
        "All": (not mine and not thanks, Filter()),
        "Mine": (mine, Filter(teller=reader)),
        "Thanks to me": (thanks, Filter(thanked=reader)),
    }
    return [
        button(
            label, f"{sections.WHOSE}{n}", Spot(wanted=each).written(), style="primary" if chosen else None
        )
        for n, (label, (chosen, each)) in enumerate(kinds.items())
    ]


def _further(count: int, skip: int) -> list[Element]:
    ways = []
    if skip + MOST_RITUALS < count:
        ways.append(button("More rituals", sections.MORE_RITUALS, str(skip + MOST_RITUALS)))
    if skip:
        ways.append(button("First ones", sections.FIRST_RITUALS, "0"))
    return ways


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
