"""Digests: what happened, and what was learned. Moments are celebrated, and nobody is ranked."""

from __future__ import annotations

import json

from bot.features.bonfire.card import burned_lines
from bot.features.lessons.card import progress
from bot.features.polls.notes import TREND
from bot.features.stories.card import line_of
from bot.features.trends.journey import invitation
from bot.features.ways_in import OPEN_STORY
from bot.slack.block_kit import (
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    mention,
    message_link,
    said,
    section,
)
from bot.slack.charts import MOST_CHARTS, bars, table
from bot.slack.wording import begun, day, in_words, listed, moment, several, spelled
from rituals.answers import Quoted
from rituals.catalog import Catalog
from rituals.digests import Digest, Moment, Seen
from rituals.stories import Kind

LINE = 140
MOST_SUBJECTS = 8
MOST_PLACES = 5
A_DATE = "{date_short_pretty}"
# The same whatever becomes of the stories: else Slack marks a digest as edited with each of them.
SUMMARY = "Digest: what happened, and what we learned"


def digest_card(digest: Digest, catalog: Catalog, *, charts: bool = False) -> Message:
    """A digest in its channel; with `charts` where the workspace shows Slack's own."""
    ways = [button("Share a story", OPEN_STORY, style="primary")]
    pictured = digest.seen and not charts
    ways += [button("See the trend", TREND, _trend_of(digest.seen[0]))] if pictured else []
    return Message(SUMMARY, [*_parts(digest, catalog, charts), actions(*ways)])


def digest_preview(digest: Digest, catalog: Catalog) -> list[Block]:
    """What a ritual would post now, for the person who asked to see it."""
    hint = ":eyes: Only you see this. The digest will also have whatever happens before it's posted."
    return [context(hint), *_parts(digest, catalog, charts=False)]


def _parts(digest: Digest, catalog: Catalog, charts: bool) -> list[Block]:
    since = moment(digest.since, A_DATE)
    name = "The month" if digest.monthly else "Digest"
    blocks = [context(f":newspaper: {name} · what's happened since {since}")]
    if digest.quiet:
        return [*blocks, *_quiet(), *_burned(digest), *_saves(digest)]
    looked_back = [*_stories(digest), *_lessons(digest), *_answers(digest), *_journey(digest, charts)]
    found = [*_seen(digest, catalog, charts), *_burned(digest)]
    return [*blocks, *looked_back, *found, *_saves(digest), *_ahead(digest)]


def _burned(digest: Digest) -> list[Block]:
    """The phrase that the team has retired, and that burns here."""
    return burned_lines(digest.burned) if digest.burned else []


def _ahead(digest: Digest) -> list[Block]:
    """One question for the time until the next digest."""
    time = "month" if digest.monthly else "week"
    return [section(f":bulb: *For the coming {time}:* {said(digest.question)}")] if digest.question else []


def _lessons(digest: Digest) -> list[Block]:
    """What customers taught us, what is new and what was done about it."""
    if not digest.lessons:
        return []
    new = begun(spelled(digest.taught, "new lesson", "new lessons"))
    head = section(f"*What customers taught us.* {new}. `/mindset lessons` shows all of them.")
    return [head, *(section(_lesson(each, digest.address)) for each in digest.lessons)]


def _lesson(each: Moment, address: str | None) -> str:
    taught = said(clip(" ".join((each.story.telling.taught or "").split()), LINE))
    return f":seedling: “{taught}”{_way(each, address)}\n{progress(each.story)}"


def _quiet() -> list[Block]:
    return [
        section("*A quiet time: nobody told a story.* Something small went well, though."),
        section("Who was the last customer who made you smile? Two sentences make a story."),
    ]


def _stories(digest: Digest) -> list[Block]:
    if not digest.stories and not digest.planned_saves:
        return []
    told = f"*{begun(spelled(digest.stories, 'story was', 'stories were'))} told:* {_kinds(digest)}."
    blocks = [section(told)] if digest.stories else []
    # Each in a block of its own: whatever a story's words open ends with it.
    blocks += [section(_line(each, digest.address)) for each in digest.moments]
    blocks += [section(f":bouquet: {_thanked(digest.thanked)}")] if digest.thanked else []
    return [
        *blocks,
        section(f"*Before the customer noticed:* {_before(digest)}\n*After it happened:* {_after(digest)}"),
    ]


def _kinds(digest: Digest) -> str:
    phrases = {
        Kind.GREAT_HUMAN_MOMENT: ("great human moment", "great human moments"),
        Kind.CUSTOMER_HELPED_US: ("customer who helped us", "customers who helped us"),
        Kind.PROACTIVE_SAVE: ("save before it hurt", "saves before it hurt"),
    }
    parts = [spelled(digest.told[kind], *words) for kind, words in phrases.items() if digest.told.get(kind)]
    return listed(parts)


def _thanked(thanked: int) -> str:
    customers = begun(spelled(thanked, "customer was", "customers were"))
    return f"{customers} thanked for their help."


def _before(digest: Digest) -> str:
    """Proactive beside reactive (mechanic 10)."""
    if not digest.before:
        return "no save this time. What could disappoint a customer next week?"
    saves = spelled(digest.before, "save", "saves")
    if not digest.done:
        return f"{saves}, still open"
    if digest.done == digest.before:
        return f"{saves}, done"
    return f"{saves}, {in_words(digest.done)} of them done"


def _after(digest: Digest) -> str:
    return spelled(digest.after, "moment", "moments")


def _saves(digest: Digest) -> list[Block]:
    if not digest.saves:
        return []
    head = section("*Still open.* `/mindset feed saves` shows all of them.")
    return [head, *(section(_open(each, digest.address)) for each in digest.saves)]


def _open(save: Moment, address: str | None) -> str:
    whose = f"Owner: {mention(save.story.owner)}" if save.story.owner else "No owner yet"
    due = f" · Due {day(save.story.due_on)}" if save.story.due_on else ""
    return f":large_blue_circle: {whose}{due} · {_words(save, address)}"


def _line(told: Moment, address: str | None) -> str:
    return line_of(told.story, told.place, address)


def _words(told: Moment, address: str | None) -> str:
    """One line of a story, with the way to the rest of it."""
    line = said(clip(" ".join(told.story.text.split()), LINE))
    return f"“{line}”{_way(told, address)}"


def _way(told: Moment, address: str | None) -> str:
    return f" · {message_link(address, *told.place, 'Read it')}" if address and told.place else ""


def _answers(digest: Digest) -> list[Block]:
    """What people answered that others cheered most; only what their authors let a digest show."""
    if not digest.answers:
        return []
    head = section("*Answers that got the most cheers:*")
    return [head, *(section(_answered(each, digest.address)) for each in digest.answers)]


def _answered(each: Quoted, address: str | None) -> str:
    link = f" · {message_link(address, *each.place, 'Read the thread')}" if address and each.place else ""
    return f":speech_balloon: {said(clip(each.question, LINE))}\n“{said(each.text)}”{link}"


def _journey(digest: Digest, charts: bool) -> list[Block]:
    """Where great moments happen, and where they never do (mechanic 11)."""
    told = digest.journey.told[:MOST_PLACES]
    invited = invitation(digest.journey.untold)
    if charts and told:
        shown = table("Where it happened", ("Touchpoint", "Stories"), told)
        return [*shown, *([section(invited)] if invited else [])]
    where = ", ".join(f"{said(' '.join(name.split()), 200)} {count}" for name, count in told)
    lines = [f":round_pushpin: *Where it happened:* {where}" if where else "", invited]
    text = "\n".join(line for line in lines if line)
    return [section(text)] if text else []


def _seen(digest: Digest, catalog: Catalog, charts: bool) -> list[Block]:
    if not digest.seen:
        return []
    lines = [section(_shares(each, catalog)) for each in digest.seen[:MOST_SUBJECTS]]
    pictures = [block for each in digest.seen for block in _bars(each, catalog)] if charts else []
    return [
        *lines,
        *pictures[:MOST_CHARTS],
        context(
            "`/mindset trends` shows mindsets week by week. `/mindset trends touchpoints` shows the journey."
        ),
    ]


def _bars(seen: Seen, catalog: Catalog) -> list[Block]:
    framework = catalog.framework(seen.subject.framework)
    title = "Head checks" if seen.subject.head_checks else framework.name
    votes = [(framework.mindset(key).name, round(100 * count / seen.voters)) for key, count in seen.votes]
    return bars(f"{clip(title, 35)}, in %", "Share of votes", votes)


def _trend_of(seen: Seen) -> str:
    return json.dumps({"framework": seen.subject.framework, "head_checks": seen.subject.head_checks})


def _shares(seen: Seen, catalog: Catalog) -> str:
    """One line of a framework's polls, or of head checks; a shadow stands among the others."""
    framework = catalog.framework(seen.subject.framework)
    head, what = f"{framework.emoji} *{said(framework.name)}*", "poll"
    if seen.subject.head_checks:
        head, what = ":dizzy: *Head checks*", "head check"
    named = [(framework.mindset(key), votes) for key, votes in seen.votes]
    shares = ", ".join(f"{each.emoji} {said(each.name)} {votes / seen.voters:.0%}" for each, votes in named)
    return f"{head}: {shares} · {several(seen.voters, 'vote')} in {spelled(seen.polls, what, what + 's')}"
