"""Digests: what happened, and what was learned. Moments are celebrated, and nobody is ranked."""

from __future__ import annotations

from bot.features.stories.card import KINDS
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


def digest_card(digest: Digest, catalog: Catalog) -> Message:
    """A digest in its channel."""
    ways = actions(button("Share a story", OPEN_STORY, style="primary"))
    return Message(SUMMARY, [*_parts(digest, catalog), ways])


def digest_preview(digest: Digest, catalog: Catalog) -> list[Block]:
    """What a ritual would post now, for the person who asked to see it."""
    hint = ":eyes: Only you see this. The digest will also have what happens until it's posted."
    return [context(hint), *_parts(digest, catalog)]


def _parts(digest: Digest, catalog: Catalog) -> list[Block]:
    since = moment(digest.since, A_DATE)
    blocks = [context(f":newspaper: Digest · what happened since {since}")]
    if digest.quiet:
        return [*blocks, *_quiet(), *_saves(digest)]
    looked_back = [*_stories(digest), *_answers(digest), *_journey(digest), *_seen(digest, catalog)]
    return [*blocks, *looked_back, *_saves(digest)]


def _quiet() -> list[Block]:
    return [
        section("*A quiet time: nobody told a story.* Something small went well, though."),
        section("Who was the last customer who made you smile? Two sentences make a story."),
    ]


def _stories(digest: Digest) -> list[Block]:
    if not digest.stories:
        return []
    blocks = [
        section(f"*{begun(spelled(digest.stories, 'story was', 'stories were'))} told:* {_kinds(digest)}.")
    ]
    # Each in a block of its own: whatever a story's words open ends with it.
    blocks += [section(_line(each, digest.address)) for each in digest.moments]
    blocks += [section(f":bouquet: {_thanked(digest.thanked)}")] if digest.thanked else []
    return [
        *blocks,
        section(f"*Before the customer noticed:* {_before(digest)}\n*Afterwards:* {_after(digest)}"),
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
    return begun(spelled(thanked, "customer was thanked for it.", "customers were thanked for it."))


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
    emoji, _ = KINDS[told.story.kind]
    return f"{emoji} {_words(told, address)}"


def _words(told: Moment, address: str | None) -> str:
    """One line of a story, with the way to the rest of it."""
    line = said(clip(" ".join(told.story.text.split()), LINE))
    link = f" · {message_link(address, *told.place, 'Read it')}" if address and told.place else ""
    return f"“{line}”{link}"


def _answers(digest: Digest) -> list[Block]:
    """What people answered that others cheered most; only what their authors let a digest show."""
    if not digest.answers:
        return []
    head = section("*Answers that got the most cheers:*")
    return [head, *(section(_answered(each, digest.address)) for each in digest.answers)]


def _answered(each: Quoted, address: str | None) -> str:
    link = f" · {message_link(address, *each.place, 'Read the thread')}" if address and each.place else ""
    return f":speech_balloon: {said(clip(each.question, LINE))}\n“{said(each.text)}”{link}"


def _journey(digest: Digest) -> list[Block]:
    """Where great moments happen, and where they never do (mechanic 11)."""
    told = digest.journey.told[:MOST_PLACES]
    where = ", ".join(f"{said(' '.join(name.split()), 200)} {count}" for name, count in told)
    invited = invitation(digest.journey.untold)
    lines = [f":round_pushpin: *Where it happened:* {where}" if where else "", invited]
    text = "\n".join(line for line in lines if line)
    return [section(text)] if text else []


def _seen(digest: Digest, catalog: Catalog) -> list[Block]:
    if not digest.seen:
        return []
    lines = [section(_shares(each, catalog)) for each in digest.seen[:MOST_SUBJECTS]]
    return [
        *lines,
        context(
            "`/mindset trends` shows mindsets week by week. `/mindset trends touchpoints` shows the journey."
        ),
    ]


def _shares(seen: Seen, catalog: Catalog) -> str:
    """One line of a framework's polls, or of head checks; a shadow stands among the others."""
    framework = catalog.framework(seen.subject.framework)
    head, what = f"{framework.emoji} *{said(framework.name)}*", "poll"
    if seen.subject.head_checks:
        head, what = ":dizzy: *Head checks*", "head check"
    names = [(said(framework.mindset(key).name), votes) for key, votes in seen.votes]
    shares = ", ".join(f"{name} {votes / seen.voters:.0%}" for name, votes in names)
    return f"{head}: {shares} · {several(seen.voters, 'vote')} in {spelled(seen.polls, what, what + 's')}"
