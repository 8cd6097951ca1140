"""Stories: the card in the feed, and what is said about one in private."""

from __future__ import annotations

from bot.features.lessons.card import lesson_block
from bot.features.ways_in import KIND, OPEN_STORY, THANK
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    channel_field,
    clip,
    context,
    form,
    mention,
    message_link,
    names,
    note,
    option,
    overflow,
    place,
    quoted,
    said,
    section,
)
from bot.slack.wording import begun, day, moment, spelled
from rituals.catalog import Catalog, UnknownMindset
from rituals.ids import ChannelId, PersonId
from rituals.stories import Credited, Kind, Reported, SaveState, Stage, Told, Took

CHOOSE_FEED = "feed:choose"
SET_FEED = "set_feed"
CHEER = "cheer"
STORY_MENU = "story:menu"
ME_TOO = "story:me_too"
TAKE = "story:take"
FINISH, REOPEN = "save:done", "save:reopen"
EDIT = "story:edit"
TAKE_DOWN = "story:take_down"
ABOUT_STORY = "story:poll"
JUDGE = "report:"
NOTES = "notes:"

BEYOND = "Not in the job description"
MOST_LINES = 5
MOST_CHEERING = 3
KINDS = {
    Kind.CUSTOMER_HELPED_US: (":seedling:", "A customer helped us"),
    Kind.GREAT_HUMAN_MOMENT: (":star2:", "A great human moment"),
    Kind.PROACTIVE_SAVE: (":umbrella:", "A save before it hurt"),
}
TOOK = {
    Took.PEOPLE: "people",
    Took.PROCESS: "a change of process",
    Took.TIME: "time",
    Took.MONEY: "money",
    Took.EFFORT: "effort",
}


def story_card(told: Told, catalog: Catalog) -> Message:
    """A story in the feed."""
    _, label = KINDS[told.kind]
    blocks = story_lines(told, catalog, with_step=True)
    if told.cheered_by:
        blocks.append(context(f":clap: {_cheering(told)}"))
    value = str(told.id)
    buttons = [
        button(f":clap: Cheer · {len(told.cheered_by)}" if told.cheered_by else ":clap: Cheer", CHEER, value),
        button("Me too", ME_TOO, value),
        *_next_step(told, value),
        *_poll(told, value),
        button("Add yours", OPEN_STORY, f"{KIND}{told.kind}"),
        overflow(STORY_MENU, _menu(told)),
    ]
    return Message(f"{label}: {said(told.text, 300)}", [*blocks, actions(*buttons)])


def story_lines(told: Told, catalog: Catalog, *, with_step: bool = False) -> list[Block]:
    """A story without its buttons, as lists show it; `with_step` adds the one for what it taught us."""
    emoji, label = KINDS[told.kind]
    blocks = [section(f"{emoji} *{label}*\n{quoted(told.text, 2900)}")]
    blocks += lesson_block(told, with_step=with_step)
    blocks += [section(line) for line in (what_we_do(told, 2900), _thanked(told), _voices(told)) if line]
    return [*blocks, context(*_about(told, catalog))]


def home_rows(told: Told, catalog: Catalog, reader: PersonId) -> list[Block]:
    """A story in App Home: one's own has a menu, another's can be cheered."""
    first, *others = story_lines(told, catalog)
    cheers = f" {len(told.cheered_by)}" if told.cheered_by else " Cheer"
    way = own_menu(told) if told.teller == reader else button(f":clap:{cheers}", CHEER, str(told.id))
    return [first | {"accessory": way}, *others]


def own_menu(told: Told) -> Element:
    """What the teller of a story can do with it."""
    thank = {"thank": "We thanked them"} if _waits_for_thanks(told) else {}
    entries = {"edit": "Edit", **thank, "down": "Take it down", "link": "Copy link"}
    return overflow(STORY_MENU, [option(text, f"{entry}:{told.id}") for entry, text in entries.items()])


def line_of(told: Told, place: tuple[str, str] | None, address: str | None) -> str:
    """A story in two lines: its first words with the way to the rest, and whom it thanks."""
    emoji, _ = KINDS[told.kind]
    words = said(clip(" ".join(told.text.split()), 140))
    link = f" · {message_link(address, *place, 'Read it')}" if address and place else ""
    thanks = names(_called(each) for each in told.telling.credits) if told.telling.credits else ""
    return f"{emoji} “{words}”{link}" + (f"\nThanks to {thanks}" if thanks else "")


def told_note(feed: ChannelId | None) -> View:
    """What the teller reads after sending the form; `feed` is where the story goes, if there's a channel."""
    if feed:
        return note("Thank you", f":seedling: Your story is on its way to {place(feed)}.")
    return note(
        "Your story is safe",
        ":seedling: I've kept your story, but there's no feed channel yet.",
        "Choose a channel, and I'll post your story there right away.",
        ways=[choose_feed()],
    )


def choose_feed() -> Element:
    """The button that opens `feed_form`."""
    return button("Choose the feed's channel", CHOOSE_FEED)


def feed_form(channel: ChannelId | None) -> View:
    """Asks which channel is the feed."""
    hint = "New stories go there. Earlier ones stay where they are."
    return form(SET_FEED, "The story feed", "Save", [channel_field("channel", "Channel", channel, hint=hint)])


def feed_answer(channel: ChannelId, waiting: int) -> str:
    """What the person reads who has set the feed."""
    answer = f"Stories now go to {place(channel)}."
    if not waiting:
        return answer
    if waiting == 1:
        return f"{answer} One story was waiting, and I'm posting it now."
    return f"{answer} {begun(spelled(waiting, 'story', 'stories'))} were waiting, and I'm posting them now."


def thanks_ask_card(told: Told, catalog: Catalog) -> Message:
    """The one gentle reminder to an author (mechanic 1)."""
    ask = "You told us about a customer who helped you. Did you find a way to thank them?"
    lesson: list[Block] = []
    if told.done:
        ask = "Something came of what your customer taught us. Would they like to hear it?"
        lesson = lesson_block(told)
    thank = button("Say how we thanked them", THANK, str(told.id), style="primary")
    ways = actions(thank, notes_button(on=False))
    hint = context("I only ask this once.")
    blocks = [section(f":seedling: {ask}"), *story_lines(told, catalog)[:1], *lesson, ways, hint]
    return Message(ask, blocks)


def credit_card(told: Told, catalog: Catalog, link: str | None) -> Message:
    """Tells somebody that a story credits them. `link` leads to it, if it's known where it stands."""
    text = "A story in the feed thanks you."
    who = f"{mention(told.teller)} told a story that thanks you." if told.teller else text
    if told.nominated:
        who = f"{names(told.nominated_by)} nominated a story that thanks you." if told.nominated_by else text
    ways = actions(button("Take it down", TAKE_DOWN, str(told.id)), notes_button(on=False))
    return Message(text, [section(f":bouquet: {who}"), *story_lines(told, catalog)[:1], *see(link), ways])


def see(link: str | None) -> list[Block]:
    """The way to a story in the feed."""
    return [section(f"*{link}*")] if link else []


def notes_button(*, on: bool) -> Element:
    """Turns private notes on or off, for those who read one where nobody can type."""
    return button("Turn notes on again" if on else "No more notes", f"{NOTES}{'on' if on else 'off'}")


def notes_answer(sentence: str, *, on: bool) -> Message:
    """What is said once they are on, or off, with the way back."""
    return Message(sentence, [section(sentence), actions(notes_button(on=not on))])


def report_card(reported: Reported, catalog: Catalog) -> Message:
    """What an admin is asked to look at."""
    ask = "A colleague asks you to look at a story."
    blocks = [section(f":eyes: {ask}"), section(quoted(reported.reason))]
    if reported.story is None:
        return Message(ask, [*blocks, context("The story has been taken down.")])
    blocks += story_lines(reported.story, catalog)
    if reported.answer is not None:
        return Message(ask, [*blocks, context("An admin has looked at the story and kept it.")])
    return Message(ask, [*blocks, _judge(reported)])


def report_rows(reported: Reported) -> list[Block]:
    """The same in App Home, in short."""
    story = quoted(reported.story.text, 600) if reported.story else ""
    return [section(f"{story}\n:eyes: {said(reported.reason, 600)}"), _judge(reported)]


def _judge(reported: Reported) -> Block:
    value = str(reported.id)
    down = button("Take it down", f"{JUDGE}taken_down", value, style="danger")
    return actions(down, button("Leave it", f"{JUDGE}left", value))


def mindset_tag(key: str | None, catalog: Catalog) -> str | None:
    """A mindset as a card shows it."""
    try:
        return said(catalog.mindset(key).label) if key else None
    except UnknownMindset:  # its pack has been taken away since
        return None


def touchpoint_tag(touchpoint: str | None) -> str | None:
    """A moment of the customer's journey as a card shows it."""
    return f":round_pushpin: {said(touchpoint)}" if touchpoint else None


def _waits_for_thanks(told: Told) -> bool:
    return told.kind is Kind.CUSTOMER_HELPED_US and not told.telling.thanked


def _next_step(told: Told, value: str) -> list[Element]:
    if _waits_for_thanks(told):
        return [button("We thanked them", THANK, value)]
    if told.kind is not Kind.PROACTIVE_SAVE:
        return []
    if told.settled:
        return [button("Reopen", REOPEN, value)]
    take = [] if told.owner else [button("I'll take it", TAKE, value)]
    return [*take, button("Done", FINISH, value)]


def _poll(told: Told, value: str) -> list[Element]:
    # The menu of a save is full.
    return [button("Poll", ABOUT_STORY, value)] if told.kind is Kind.PROACTIVE_SAVE else []


def _menu(told: Told) -> list[Element]:
    entries = [
        option("Edit", f"edit:{told.id}"),
        option("Take it down", f"down:{told.id}"),
        option("Tell the admins", f"report:{told.id}"),
        option("Copy link", f"link:{told.id}"),
    ]
    if told.kind is Kind.PROACTIVE_SAVE:
        entries.append(option("Owner and due date", f"save:{told.id}"))
    else:
        entries.insert(1, option("Which mindset was this?", f"poll:{told.id}"))
    return entries


def _cheering(told: Told) -> str:
    first = ", ".join(mention(person) for person in told.cheered_by[:MOST_CHEERING])
    more = len(told.cheered_by) - MOST_CHEERING
    return f"{first} +{more}" if more > 0 else first


def _thanked(told: Told) -> str | None:
    thanked = told.telling.thanked
    return f":bouquet: *How we thanked them:* {said(thanked, 2900)}" if thanked else None


def _voices(told: Told) -> str | None:
    shown = told.lines[-MOST_LINES:]
    lines = [f":speech_balloon: {mention(voice.person)}: {said(voice.text, 550)}" for voice in shown]
    if len(told.lines) > MOST_LINES:
        lines.insert(0, f"_{len(told.lines) - MOST_LINES} earlier_")
    return "\n".join(lines) or None


def _about(told: Told, catalog: Catalog) -> list[str]:
    edited = " · edited" if told.edited else ""
    lines = [f"{credit_line(told)} · {moment(told.told_at, '{date_short_pretty}')}{edited}"]
    tags = [tag for tag in _tags(told, catalog) if tag]
    if tags:
        lines.append(" · ".join(tags))
    if told.kind is Kind.PROACTIVE_SAVE:
        lines.append(save_state(told))
    return lines


def credit_line(told: Told) -> str:
    """Who tells it, and whose work it was, in one line."""
    front, back = (_credited(told, stage) for stage in (Stage.FRONT, Stage.BACK))
    behind = f" · behind the scenes {back}" if back else ""
    if not told.nominated:
        if told.only_themselves:
            return f"{mention(told.teller)} told a story about their own work"
        thanks = f" · thanks to {front}" if front else ""
        return f"Told by {mention(told.teller)}{thanks}{behind}"
    by = f" · nominated by {names(told.nominated_by)}" if told.nominated_by else ""
    if not told.teller:
        return f"Thanks to {front or back}{behind if front else ''}{by}"
    others = {each.person for each in told.telling.credits} - {told.teller}
    thanks = f" · thanks to {front}" if front and others else ""
    return f"In {_teller(told)}'s words{thanks}{behind}{by}"


def _teller(told: Told) -> str:
    named = (each.name for each in told.telling.credits if each.person == told.teller and each.name)
    return mention(next(named, told.teller))


def _credited(told: Told, stage: Stage) -> str:
    people = [each for each in told.telling.credits if each.stage is stage]
    return names(_called(each) for each in people) if people else ""


def _called(credit: Credited) -> str:
    return credit.name or credit.person


def _tags(told: Told, catalog: Catalog) -> list[str | None]:
    telling = told.telling
    return [
        mindset_tag(telling.mindset, catalog),
        touchpoint_tag(telling.touchpoint),
        f"Customer: {said(telling.customer)}" if telling.customer else None,
        f"It took {', '.join(TOOK[each] for each in telling.took)}" if telling.took else None,
        BEYOND if telling.beyond_job else None,
        f"<{told.link}|See the message>" if told.link else None,
    ]


def save_state(told: Told) -> str:
    """Where a save stands: its state, its owner, and by when."""
    whose = f" · Owner: {mention(told.owner)}" if told.owner else ""
    match told.state:
        case SaveState.DONE:
            return f":white_check_mark: *Done*{whose}"
        case SaveState.DROPPED:
            return f":no_entry_sign: *Dropped*{whose}"
    whose = whose or " · No owner yet"
    due = f" · {'Was due' if told.overdue else 'Due'} {day(told.due_on)}" if told.due_on else ""
    if told.carried_from:
        return f":arrow_right: *Carried over* from {day(told.carried_from)}{whose}{due}"
    return f":large_blue_circle: *Open*{whose}{due}"


def what_we_do(told: Told, most: int) -> str | None:
    """What is done about it, or was, in a save."""
    remedy, head = told.telling.remedy, "What we did about it" if told.done else "What we do about it"
    return f"*{head}:* {said(remedy, most)}" if remedy else None
