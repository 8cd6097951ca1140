"""The panels in which secret links are made, renewed and revoked."""

from __future__ import annotations

from collections.abc import Mapping

from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    header,
    mention,
    panel,
    place,
    plain,
    section,
)
from bot.slack.wording import moment
from rituals.ids import ChannelId
from rituals.links import LinkKind, Made

OPEN_LINKS = "links:open"
MAKE, REVOKE = "link:make:", "link:revoke:"
ABOUT = {
    LinkKind.WALL: (
        ":frame_with_picture: *The wall*\n"
        "A page of your newest stories for a screen in the office. It keeps itself up to date."
    ),
    LinkKind.FEED: (
        ":satellite_antenna: *The feed as Atom*\nThe same stories for a feed reader or your intranet."
    ),
}
CALENDAR = (
    ":calendar: *The rituals of {channel} in your calendar*\n"
    "Add the link to your calendar as a subscription. It shows when rituals come, and not what they say."
)
WHO_READS = (
    "Anybody who has one of these links can read it without Slack. Only stories of the public feed appear."
)
WHOSE = "The link is yours alone. It stops working when you leave the workspace, or a private channel."
COPY = "Copy it now, because I show it only once. If you lose it, make a new one."
NO_ADDRESS = (
    "I can't show pages yet. The person who runs me can change that: "
    "set `PUBLIC_URL`, as the host's guide says."
)


def links_panel(made: Mapping[LinkKind, Made | None], *, reachable: bool = True) -> View:
    """For admins: the links to the wall and the feed."""
    if not reachable:
        return panel("Wall and feed", [section(NO_ADDRESS)])
    blocks: list[Block] = []
    for kind, about in ABOUT.items():
        blocks += [section(about), *_state(kind, made[kind]), divider()]
    return panel("Wall and feed", [*blocks, context(WHO_READS)])


def calendar_panel(channel: ChannelId, made: Made | None, *, reachable: bool = True) -> View:
    """For somebody who may read the channel: their own link to the calendar of its rituals."""
    if not reachable:
        return panel("Calendar", [section(NO_ADDRESS)])
    about = section(CALENDAR.format(channel=place(channel)))
    state = _state(LinkKind.CALENDAR, made, channel)
    return panel("Calendar", [about, *state, context(WHOSE)])


def address_note(address: str) -> View:
    """The new link, this once. Nothing in it can be pressed: Slack sends all that is shown along."""
    return panel("Your link", [section(f"<{address}>"), context(COPY)])


def links_rows(made: Mapping[LinkKind, Made | None]) -> list[Block]:
    """For an admin's App Home: what there is, and the way to the panel."""
    there = [name for kind, name in ((LinkKind.WALL, "wall"), (LinkKind.FEED, "feed")) if made[kind]]
    said = (
        f"There's a link to the {' and the '.join(there)}."
        if there
        else "Nothing is shown outside Slack yet."
    )
    ways = actions(button("Wall and feed", OPEN_LINKS))
    return [header("Outside Slack"), section(f"A wall for the office screen, and a feed. {said}"), ways]


def _state(kind: LinkKind, made: Made | None, channel: str = "") -> list[Block]:
    if made is None:
        return [actions(button("Make a link", f"{MAKE}{kind}", channel, style="primary"))]
    ways = actions(
        button("New link", f"{MAKE}{kind}", channel) | _confirm("New link", "The old link stops working."),
        button("Revoke", f"{REVOKE}{kind}", channel, style="danger")
        | _confirm("Revoke", "Nobody can open the link any more."),
    )
    return [context(f"Made by {mention(made.by)}, {moment(made.at, '{date_short_pretty}')}."), ways]


def _confirm(yes: str, text: str) -> Element:
    return {
        "confirm": {
            "title": plain(f"{yes}?", 100),
            "text": plain(text, 300),
            "confirm": plain(yes, 30),
            "deny": plain("Cancel", 30),
        }
    }
