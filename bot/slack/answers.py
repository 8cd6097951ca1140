"""The ways in which a person gets an answer at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.mindset.help import back_card
from bot.service.house import House
from bot.slack.block_kit import Message, View, section
from bot.slack.lookups import own_words
from bot.slack.refusals import code_of
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.words import Word, is_blank

log = structlog.get_logger()
OVERTAKEN = {"hash_conflict", "not_found", "view_not_found"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A line typed as a slash command: its first `word`, and the `rest` as Slack writes it."""

    ack: AsyncAck
    slack: AsyncWebClient
    house: House
    scene: Scene
    channel: ChannelId
    trigger: str
    word: str
    rest: str


class Untold(Exception):
    """Slack did not take a private answer to a press."""


async def answer(ack: AsyncAck, message: Message) -> None:
    """Answer a slash command within its acknowledgement; only the person sees it."""
    await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


async def tell(ack: AsyncAck, sentence: str) -> None:
    """Answer a slash command with one sentence."""
    await answer(ack, Message(sentence, [section(sentence)]))


async def give_back(typed: Typed, why: str, words: Sequence[Word] = (), *examples: str) -> None:
    """Nothing was done: say why, and give back what was typed, with the words in question marked."""
    pieces, at = [(f"/mindset {typed.word} ", False)], 0
    for word in words:
        pieces += [(typed.rest[at : word.start], False), (typed.rest[word.start : word.end], True)]
        at = word.end
    pieces.append((typed.rest[at:], False))
    shown = [(await _as_typed(typed.slack, piece), marked) for piece, marked in pieces if piece]
    await answer(typed.ack, back_card(why, shown, examples))


async def _as_typed(slack: AsyncWebClient, piece: str) -> str:
    # White space at its ends counts here: it stands between the pieces.
    inner = piece.strip()
    before, _, after = piece.partition(inner) if inner else (piece, "", "")
    return f"{before}{await own_words(slack, inner)}{after}"


async def open_form(slack: AsyncWebClient, trigger: str, view: View) -> None:
    await slack.views_open(trigger_id=trigger, view=view)


async def redraw(slack: AsyncWebClient, view: dict[str, Any], anew: View) -> None:
    """The form on the person's screen becomes this one, unless it has changed or been closed meanwhile."""
    try:
        await slack.views_update(view_id=view["id"], hash=view["hash"], view=anew)
    except SlackApiError as error:
        # A redraw that came too late is nobody's error: a newer one is on its way, or nobody looks any more.
        if code_of(error) not in OVERTAKEN:
            raise


async def whisper(respond: AsyncRespond, sentence: str) -> None:
    """A private line under the message whose button was pressed; the message stays."""
    await _hooked(respond, text=sentence, response_type="ephemeral", replace_original=False)


async def replace(respond: AsyncRespond, message: Message) -> None:
    """The private message whose button was pressed becomes this one."""
    await _hooked(respond, text=message.text, blocks=message.blocks, replace_original=True)


async def whisper_card(respond: AsyncRespond, card: Message) -> None:
    """A private card under the message whose button was pressed; the message stays."""
    shown = {"text": card.text, "blocks": card.blocks}
    await _hooked(respond, **shown, response_type="ephemeral", replace_original=False)


async def _hooked(respond: AsyncRespond, **said: Any) -> None:
    answer = await respond(**said)
    # The client says nothing about an answer that is a no.
    if answer.status_code != HTTPStatus.OK:
        raise Untold


def pressed_at(action: dict[str, Any]) -> datetime | None:
    """When a button was pressed, by Slack's clock; None if that cannot be read."""
    try:
        return datetime.fromtimestamp(float(action["action_ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def conversation_of(body: dict[str, Any]) -> ChannelId | None:
    """Where a button was pressed; None in App Home and in modals."""
    channel = body.get("channel")
    return ChannelId(channel["id"]) if channel else None


@contextmanager
def saved_already() -> Iterator[None]:
    """What was asked for is done; if Slack will not show it now, nobody is told that it was not saved."""
    try:
        yield
    except (SlackApiError, ClientError, TimeoutError, Untold) as error:
        log.warning("listener.could_not_show", error=type(error).__name__)


# Where Slack puts what was picked, by the kind of picker.
PICKED = (
    "selected_conversation",
    "selected_user",
    "selected_date",
    "selected_time",
    "selected_date_time",
)


class Answers:
    """What a sent form says, by block: the form's fields have one element each."""

    def __init__(self, view: dict[str, Any]) -> None:
        self._values: dict[str, dict[str, Any]] = {
            block: next(iter(fields.values()), {}) for block, fields in view["state"]["values"].items()
        }

    def asks(self, block: str) -> bool:
        """Whether the form has that field."""
        return block in self._values

    def text(self, block: str) -> str:
        """What was typed, without the white space around it; nothing if none of it can be seen."""
        text = str(self._values.get(block, {}).get("value") or "").strip()
        return "" if is_blank(text) else text

    def choice(self, block: str) -> str | None:
        """The chosen option's value; or the channel, person, date, time or moment (in seconds)."""
        field = self._values.get(block, {})
        option = field.get("selected_option")
        picked = option["value"] if option else next((field[key] for key in PICKED if field.get(key)), None)
        return str(picked) if picked else None

    def chosen(self, block: str) -> str:
        """Like choice, for a field that Slack does not let people leave empty."""
        return self.choice(block) or ""

    def choices(self, block: str) -> list[str]:
        """The values of the chosen options, or the chosen people."""
        field = self._values.get(block, {})
        people = [str(person) for person in field.get("selected_users") or ()]
        return people or [str(option["value"]) for option in field.get("selected_options") or ()]


def day_of(answers: Answers, field: str) -> date | None:
    """The date that was picked, if any."""
    chosen = answers.choice(field)
    return date.fromisoformat(chosen) if chosen else None
