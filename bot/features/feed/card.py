"""The feed as a list, in a private message and in App Home."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from bot.features.stories.card import KINDS, choose_feed, story_lines
from bot.features.ways_in import OPEN_STORY
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    field_block,
    mention,
    option,
    place,
    plain,
    said,
    section,
    select,
)
from bot.slack.home import Spot
from rituals.catalog import Catalog, UnknownMindset
from rituals.ids import ChannelId
from rituals.stories import EVERYTHING, Filter, Moved, Noticed, Page

OLDER = "feed:older"
NEWEST = "feed:newest"
FILTER = "feed:filter:"
MOST_WORDS = 150
ANY = "any"


def list_card(page: Page, spot: Spot, catalog: Catalog, feed: ChannelId | None) -> Message:
    """Some stories, for one person alone, with a way to the older ones."""
    wanted, before = spot.wanted, spot.before
    blocks: list[Block] = [context(_asked(wanted, catalog))]
    for told in page.stories:
        blocks += [*story_lines(told, catalog), divider()]
    if not page.stories:
        blocks.append(section(nothing(wanted, before)))
    ways = paging(page, wanted, before)
    if not page.stories and before is None:
        ways.append(button("Share a story", OPEN_STORY))
    if feed is None:
        ways.append(choose_feed())
    return Message("Stories", [*blocks, *([actions(*ways)] if ways else []), context(_hint(feed))])


def moved_card(moved: Moved) -> Message:
    """What the old and the new feed channel say when somebody has moved the feed."""
    text = "The story feed has moved to another channel."
    who = mention(moved.by) if moved.by else "Somebody"
    line = f":truck: {who} moved the story feed from {place(moved.before)} to {place(moved.after)}."
    return Message(text, [section(line), context("New stories go there. Earlier ones stay where they are.")])


def paging(page: Page, wanted: Filter, before: int | None) -> list[Element]:
    """The buttons that turn pages; what they ask for is in their values."""
    buttons = []
    if page.older is not None:
        buttons.append(button("Older stories", OLDER, Spot(wanted=wanted, before=page.older).written()))
    if before is not None:
        buttons.append(button("Newest", NEWEST, Spot(wanted=wanted).written()))
    return buttons


def filters(wanted: Filter, touchpoints: Sequence[str]) -> list[Block]:
    """The choices above the list in App Home."""
    kinds = [option("All kinds", ANY), *(option(f"{e} {label}", kind) for kind, (e, label) in KINDS.items())]
    elements = [select(f"{FILTER}kind", kinds, wanted.kind or ANY)]
    if touchpoints:
        points = [option("The whole journey", ANY), *(option(each, each) for each in touchpoints)]
        elements.append(select(f"{FILTER}touchpoint", points, wanted.touchpoint or ANY))
    who: Element = {
        "type": "users_select",
        "action_id": f"{FILTER}person",
        "placeholder": plain("Anybody", 150),
    }
    elements.append(who | ({"initial_user": wanted.person} if wanted.person else {}))
    words: Element = {
        "type": "plain_text_input",
        "action_id": f"{FILTER}words",
        "placeholder": plain("Search for words", 150),
        "max_length": MOST_WORDS,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    if wanted.words:
        words["initial_value"] = wanted.words
    # Slack keeps what was chosen as long as a block has the same name, even if it no longer applies.
    now = sha256(Spot(wanted=wanted).written().encode()).hexdigest()[:8]
    search = field_block("words", "Search the stories", words, optional=True)
    search |= {"dispatch_action": True, "block_id": f"words-{now}"}
    ways = [*elements]
    if wanted != EVERYTHING:
        ways.append(button("Show all", NEWEST, Spot().written()))
    return [actions(*ways, block_id=f"filters-{now}"), search]


def noticed_lines(noticed: Sequence[Noticed]) -> list[Block]:
    """Whose moments most colleagues noticed; only where an admin has turned it on."""
    if not noticed:
        return []
    names = " · ".join(f"{mention(each.person)} by {each.by}" for each in noticed)
    return [section(f":sparkles: *Noticed by many colleagues in the last 30 days:* {names}")]


def _asked(wanted: Filter, catalog: Catalog) -> str:
    parts = []
    if wanted.kind:
        parts.append(KINDS[wanted.kind][1])
    if wanted.mindset:
        parts.append(_mindset(wanted.mindset, catalog))
    if wanted.touchpoint:
        parts.append(said(wanted.touchpoint))
    if wanted.person:
        # Looking somebody up is no reason to call them.
        parts.append("by or about the person you named")
    if wanted.words:
        parts.append(f"with “{said(wanted.words, 300)}”")
    return f"Stories · {' · '.join(parts)}" if parts else "The latest stories"


def _mindset(key: str, catalog: Catalog) -> str:
    try:
        return said(catalog.mindset(key).label)
    except UnknownMindset:
        return said(key)


def nothing(wanted: Filter, before: int | None) -> str:
    """What is said where no story is."""
    if before is not None:
        return "You've reached the first story."
    if wanted == EVERYTHING:
        return "No stories yet. Yours could be the first."
    return "No story like that yet. Do you know one?"


def _hint(feed: ChannelId | None) -> str:
    where = f"The feed is {place(feed)}. " if feed else ""
    return f"{where}Narrow it down: `/mindset feed saves`, `… @somebody`, `… #when-it-breaks`, `… any words`."
