"""The shapes in which Slack sends things, as far as anybody here reads them: all else is no request."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator


class Shape(BaseModel):
    """Fields of their type, not of one that could be turned into it; more fields than these do no harm."""

    model_config = ConfigDict(strict=True, extra="ignore")


class Named(Shape):
    id: str


# --- events


class AnyEvent(Shape):
    type: str


class Item(Shape):
    type: str
    channel: str | None = None
    ts: str | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> Item:
        if self.type == "message" and not (self.channel and self.ts):
            raise ValueError("a message stands somewhere")
        return self


class OfReaction(AnyEvent):
    user: str
    reaction: str
    event_ts: str
    item: Item
    item_user: str | None = None


class OfPerson(AnyEvent):
    user: str


class OfChannel(AnyEvent):
    channel: str


class Membership(OfPerson, OfChannel):
    pass


class Profile(Named):
    tz: str | None = None


class OfProfile(AnyEvent):
    user: Profile


class Tokens(Shape):
    oauth: list[str] | None = None
    bot: list[str] | None = None


class Revoked(AnyEvent):
    tokens: Tokens | None = None


class Envelope(Shape):
    event: AnyEvent
    event_id: str | None = None


# --- what people do


class Command(Shape):
    command: str
    text: str = ""
    user_id: str
    channel_id: str
    trigger_id: str
    response_url: str


class SelectedOption(Shape):
    value: str


class FieldState(Shape):
    """What stands in one field of a form."""

    value: str | None = None
    selected_option: SelectedOption | None = None
    selected_options: list[SelectedOption] | None = None
    selected_users: list[str] | None = None
    selected_user: str | None = None
    selected_conversation: str | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_date_time: int | None = None


class ViewState(Shape):
    values: dict[str, dict[str, FieldState]]


class Block(Shape):
    type: str
    block_id: str = ""


class View(Named):
    type: str
    hash: str
    callback_id: str
    private_metadata: str
    blocks: list[Block]
    state: ViewState | None = None


class Interaction(Shape):
    user: Named
    channel: Named | None = None
    response_url: str | None = None


class Action(Shape):
    action_id: str
    block_id: str = ""
    value: str | None = None
    selected_option: SelectedOption | None = None


class BlockActions(Interaction):
    type: Literal["block_actions"]
    trigger_id: str
    actions: list[Action] = Field(min_length=1)
    view: View | None = None


class FilledView(View):
    state: ViewState


class SentForm(Interaction):
    type: Literal["view_submission", "view_closed"]
    view: FilledView


class GlobalShortcut(Interaction):
    type: Literal["shortcut"]
    callback_id: str
    trigger_id: str


class Words(Shape):
    text: str | None = None
    user: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    thread_ts: str | None = None


class MessageShortcut(Interaction):
    type: Literal["message_action"]
    callback_id: str
    trigger_id: str
    channel: Named
    message_ts: str
    message: Words


class Challenge(Shape):
    type: Literal["url_verification"]
    challenge: str


class OfMove(AnyEvent):
    old_channel_id: str
    new_channel_id: str


EVENTS: dict[str, type[AnyEvent]] = {
    "reaction_added": OfReaction,
    "reaction_removed": OfReaction,
    "app_home_opened": OfPerson,
    "member_joined_channel": Membership,
    "member_left_channel": Membership,
    "channel_archive": OfChannel,
    "channel_unarchive": OfChannel,
    "group_archive": OfChannel,
    "group_unarchive": OfChannel,
    "channel_deleted": OfChannel,
    "group_deleted": OfChannel,
    "channel_id_changed": OfMove,
    "user_change": OfProfile,
    "tokens_revoked": Revoked,
}
OTHERS: dict[str, type[Shape]] = {
    "block_actions": BlockActions,
    "view_submission": SentForm,
    "view_closed": SentForm,
    "shortcut": GlobalShortcut,
    "message_action": MessageShortcut,
    "url_verification": Challenge,
}


def fits(body: dict[str, Any]) -> bool:
    """Whether Slack sends things of this shape."""
    try:
        if "event" in body:
            event = Envelope.model_validate(body).event
            EVENTS.get(event.type, AnyEvent).model_validate(body["event"])
        elif "command" in body:
            Command.model_validate(body)
        else:
            OTHERS[body["type"]].model_validate(body)
    except (ValidationError, KeyError, TypeError):
        return False
    return True
