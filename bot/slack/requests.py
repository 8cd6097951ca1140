"""What comes in from Slack, parsed once at the door: one frozen, typed object for each way in.

Beyond this module nobody reads Slack's own JSON of a request.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.service.house import House
from bot.slack.contents import SlackMessage
from bot.slack.directory import Directory
from bot.slack.home import Spot, read_spot
from bot.slack.people import Person
from bot.slack.submitted import Answers
from rituals import inbox
from rituals.catalog import Catalog
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.nominations import Reaction
from rituals.scene import NOBODY, Scene

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")
# Brings the requester's App Home up to date, at that spot.
Publish: TypeAlias = Callable[["Request", Spot], Coroutine[Any, Any, None]]

HOME = "home"
# As it stands in databases.
PROMISE = "errand"
# What was picked, where no option was.
PICKED_TOP = (
    "selected_conversation",
    "selected_channel",
    "selected_user",
    "selected_date",
    "selected_time",
)


@dataclass(frozen=True, slots=True)
class OpenView:
    """A form on somebody's screen, or their App Home. `memory` is what the form was given to keep."""

    id: str
    hash: str
    type: str
    callback: str
    memory: str
    answers: Answers
    _raw: dict[str, Any] = field(repr=False)

    @property
    def fields(self) -> list[str]:
        """The names of its fields, from the top."""
        return [str(block["block_id"]) for block in self._raw.get("blocks") or () if block["type"] == "input"]

    @property
    def blanks(self) -> list[str]:
        """The fields that ask for words and mustn't be empty, in which nothing can be seen."""
        asked = [block for block in self._raw.get("blocks") or () if block["type"] == "input"]
        words = [block for block in asked if block["element"]["type"] == "plain_text_input"]
        must = [str(block["block_id"]) for block in words if not block.get("optional")]
        return [name for name in must if not self.answers.text(name)]

    @property
    def at_home(self) -> bool:
        """Whether it's App Home, and no form."""
        return self.type == HOME


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's request: who, where and when, and what's needed to serve it.

    `response_url` reaches the place of the request for half an hour; empty where Slack gives none.
    `trigger` opens one form, within three seconds. `team` is the person's own workspace, if Slack says it.
    """

    house: House
    slack: AsyncWebClient
    directory: Directory
    scene: Scene
    _publish: Publish = field(repr=False)
    channel: ChannelId | None = None
    trigger: str = ""
    response_url: str = field(default="", repr=False)
    team: str = ""
    _afterwards: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list, repr=False)

    @property
    def catalog(self) -> Catalog:
        return self.house.catalog

    @property
    def person(self) -> PersonId:
        return self.scene.person

    @property
    def workspace(self) -> WorkspaceId:
        return self.scene.workspace

    async def act(
        self, act: Callable[Concatenate[Session, Scene, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an act of the domain, in this scene and in one transaction. It returns after the commit."""
        return await self.house.act(act, self.scene, *args, **kwargs)

    async def together(
        self, act: Callable[[Session, Sequence[Item]], Sequence[T]], item: Item, about: Hashable
    ) -> T:
        """The same for an act on something that many press at once: with all who wait by then."""
        done = await self.house.together(act, item, (self.workspace, about))
        self.house.woken.set()
        return done

    async def look(
        self, query: Callable[Concatenate[Session, Scene, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query of the domain in this scene. It may not write."""
        return await self.house.read(query, self.scene, *args, **kwargs)

    async def recall(self, query: Callable[..., T], *args: Hashable) -> T:
        """The same for facts that don't depend on the person, a second old at most. Don't change them."""
        return await self.house.recall(query, self.scene.as_person(NOBODY), *args)

    async def look_up(
        self, query: Callable[Concatenate[Session, WorkspaceId, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for a query that needs to know the workspace, and not who asks."""
        return await self.house.read(query, self.workspace, *args, **kwargs)

    async def own_words(self, text: str) -> str:
        """What a person typed to us, with names for mentions: a channel has the name that they wrote."""
        return await self.directory.own_words(self.workspace, text)

    async def promise(self, what: str, **facts: str) -> None:
        """Somebody is told that something will come: it's kept, and done by this process or the next."""
        body = {"type": PROMISE, "errand": what, "person": self.person, "facts": facts}
        key = f"errand:{what}:{self.trigger}"
        await self.house.quietly(inbox.keep, self.scene, key, body)
        self.house.came.set()

    async def show_home(self, spot: Spot | None = None) -> None:
        """Bring the person's App Home up to date, at that spot; else where they are in it, or at its top."""
        await self._publish(self, spot or self.spot)

    @property
    def spot(self) -> Spot:
        """Where in App Home the person is, as far as the request says so."""
        return Spot()

    async def plain_words(self, text: str) -> str:
        """Slack's own writing (`<@U1>`, `&amp;`) as the words a person reads."""
        return await self.directory.plain_words(self.workspace, text)

    def then(self, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Go on with this after the answer. Slack's acknowledgement doesn't wait for it."""
        self._afterwards.append(lambda: work(*args, **kwargs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Request):
    """A line typed as a slash command: `/mindset word rest`. `channel` is where it was typed.

    `word` is the `first` one in small letters, without what people put around it.
    """

    word: str
    rest: str
    first: str
    command: str = "/mindset"

    @property
    def here(self) -> ChannelId:
        """Where the line was typed."""
        assert self.channel is not None
        return self.channel

    @property
    def typed(self) -> str:
        """The whole line, as it can be typed again."""
        return " ".join(part for part in (self.command, self.first, self.rest) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Request):
    """A button was pressed, or an entry of a menu was chosen.

    `value` is what the button, or the chosen option, stands for; `view` the form or App Home it stands in,
    `ts` the message; a private answer of ours has `ephemeral`. `at` is when it was pressed, by Slack's clock;
    None if that can't be read.
    """

    action: str
    value: str = ""
    block: str = ""
    view: OpenView | None = None
    ts: str = ""
    ephemeral: bool = False
    at: datetime | None = None

    def after(self, prefix: str) -> str:
        """What the action's name says after the prefix that its listener is registered for."""
        return self.action.removeprefix(prefix)

    @property
    def number(self) -> int:
        """The value, where it's the number of a row."""
        return int(self.value)

    @property
    def form(self) -> OpenView:
        """The form or App Home in which it was pressed."""
        assert self.view is not None
        return self.view

    @property
    def at_home(self) -> bool:
        """Whether it was pressed in App Home."""
        return self.view is not None and self.view.at_home

    @property
    def spot(self) -> Spot:
        return read_spot(self.view.memory) if self.view and self.view.at_home else Spot()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Request):
    """A form was sent, or closed without being sent."""

    form: OpenView
    closed: bool = False

    @property
    def answers(self) -> Answers:
        return self.form.answers

    def after(self, prefix: str) -> str:
        """What the form's name says after the prefix that its listener is registered for."""
        return self.form.callback.removeprefix(prefix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut(Request):
    """An entry of Slack's own menus was chosen: of all shortcuts, or of a message's.

    Of all shortcuts, the `message` is one that says nothing.
    """

    name: str
    message: SlackMessage = field(repr=False)
    ts: str = ""


@dataclass(frozen=True, slots=True)
class StepRun:
    """A workflow has come to the step of that name. `inputs` are what its fields hold, by their names."""

    name: str
    execution: str
    inputs: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Request):
    """Something happened in the workspace. `id` is the same when Slack sends it again.

    What follows is told by some kinds of event, and empty in all others. `tab` and `view_hash` are of App
    Home as it was opened. `inviter` brought whoever joined. `thread` and `by_app` are of a message that
    mentions the bot. `reaction` is one on a message, which `reacted_to` wrote. `profile` is somebody's as it
    is now. `moved` are a channel's old id and its new one. `group`: the channel is a private one.
    `token_gone`: the bot's own token was revoked.
    """

    kind: str
    id: str
    bot_user: PersonId
    tab: str = ""
    view_hash: str = ""
    inviter: PersonId = NOBODY
    thread: str = ""
    by_app: bool = False
    reaction: Reaction | None = None
    reacted_to: PersonId = NOBODY
    step: StepRun | None = None
    profile: Person | None = None
    moved: tuple[ChannelId, ChannelId] | None = None
    group: bool = False
    token_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Request):
    """Something that was promised, with what is needed to do it."""

    name: str
    facts: dict[str, str]
