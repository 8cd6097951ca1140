"""What people do in Slack. Each gesture changes the workspace and tells the bot what Slack would."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message, User, View
from bot.playground.interactions import Interactions, Where
from bot.playground.links import Answer
from bot.playground.rooms import Rooms
from bot.playground.typed import as_stored
from bot.playground.workflows import Execution

# In seconds: longer than a trigger lasts, for a busy machine.
A_FORM_COMES_WITHIN = 5.0


@dataclass(frozen=True)
class Answered:
    """What came of a gesture, as the person in front of the screen sees it."""

    ok: bool = True
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    error: str | None = None
    body: Json = field(default_factory=dict)

    @classmethod
    def of(cls, answer: Answer) -> Answered:
        return cls(
            answer.ok and answer.error is None, answer.status or 0, error=answer.error, body=answer.body
        )


class Hands(Rooms):
    """The hands of all people of the workspace. People and channels are named by id or by name."""

    def __init__(self, slack: Backend) -> None:
        super().__init__(slack.workspace, slack.events)
        self._slack = slack
        self._interactions = Interactions(slack)

    # --- messages

    async def say(
        self,
        person: str | User,
        channel: str | Channel,
        text: str,
        thread: str | Message | None = None,
        blocks: list[Json] | None = None,
    ) -> Message:
        """A person writes; the text is stored the way Slack stores what is typed."""
        speaker, place = self._person(person), self._place(channel)
        head = thread.thread_ts or thread.ts if isinstance(thread, Message) else thread
        said = Message(
            place.id,
            self._slack.workspace.next_ts(),
            speaker.id,
            as_stored(text, self._slack.workspace),
            blocks,
            thread_ts=head,
            bot_id=speaker.bot_id,
        )
        if place.archived:
            raise ValueError(f"#{place.name} is archived.")
        self._slack.workspace.post(said)
        self._slack.events.posted(said)
        return said

    async def relay(
        self,
        app: str | User,
        channel: str | Channel,
        text: str,
        username: str,
        blocks: list[Json] | None = None,
        attachments: list[Json] | None = None,
    ) -> Message:
        """Another app writes under a name of its choice, as for a person: a `bot_message` without a user."""
        by, place = self._person(app), self._place(channel)
        if by.bot_id is None:
            raise ValueError(f"{by.real_name} is no app.")
        said = Message(place.id, self._slack.workspace.next_ts(), by.id, text, blocks, attachments)
        said.bot_id, said.subtype, said.hooked, said.username = by.bot_id, "bot_message", True, username
        self._slack.workspace.post(said)
        self._slack.events.posted(said)
        return said

    async def notice(self, person: str | User, channel: str | Channel, subtype: str, text: str) -> Message:
        """Slack itself says in a channel what a person did there: `channel_join`, `pinned_item`, …"""
        by, place = self._person(person), self._place(channel)
        said = Message(place.id, self._slack.workspace.next_ts(), by.id, text, subtype=subtype)
        self._slack.workspace.post(said)
        self._slack.events.posted(said)
        return said

    async def edit(self, person: str | User, message: Message, text: str) -> Message:
        """The author changes a message."""
        self._own(person, message)
        before = self._slack.payloads.message(message)
        message.text, message.blocks = as_stored(text, self._slack.workspace), None
        message.edited = self._slack.workspace.next_ts()
        self._slack.workspace.changed()
        self._slack.events.message_changed(message, before)
        return message

    async def delete(self, person: str | User, message: Message) -> None:
        """The author takes a message back; anybody may dismiss an ephemeral message they see."""
        if message.ephemeral:
            self._slack.workspace.discard(message)
            return
        self._own(person, message)
        self._slack.posting.remove(message)

    def _own(self, person: str | User, message: Message) -> None:
        if self._person(person).id != message.user:
            raise PermissionError("Only the author may do that.")

    async def react(self, person: str | User, message: Message, name: str) -> None:
        """Add a reaction; a second time changes nothing and tells nobody."""
        user, people = self._person(person), message.reactions.setdefault(name, [])
        if user.id not in people:
            people.append(user.id)
            self._slack.workspace.changed()
            self._slack.events.reacted("reaction_added", user, message, name)

    async def unreact(self, person: str | User, message: Message, name: str) -> None:
        """Take a reaction back."""
        user, people = self._person(person), message.reactions.get(name, [])
        if user.id not in people:
            return
        people.remove(user.id)
        if not people:
            del message.reactions[name]
        self._slack.workspace.changed()
        self._slack.events.reacted("reaction_removed", user, message, name)

    # --- commands, buttons, shortcuts, modals

    async def command(self, person: str | User, channel: str | Channel, line: str) -> Answered:
        """Type a slash command; the answer in its acknowledgement is shown."""
        return Answered.of(await self._interactions.command(self._person(person), self._place(channel), line))

    async def press(
        self,
        person: str | User,
        where: Where,
        action_id: str,
        value: str | None = None,
        block_id: str | None = None,
        selected: Any = None,
        values: Json | None = None,
    ) -> Answered:
        """Press a button, or choose or type `selected` in any other element; one of an input block needs
        `dispatch_action`. `where` is a Message, a View or "home"; `values` is what stands in the inputs of
        the view at that moment, as in `submit`."""
        user = self._person(person)
        act = self._interactions.press(user, where, action_id, value, block_id, selected, values or {})
        return Answered.of(await act)

    async def shortcut(
        self, person: str | User, callback_id: str, message: Message | None = None
    ) -> Answered:
        """Use a message shortcut, or a global one if no message is given."""
        return Answered.of(await self._interactions.shortcut(self._person(person), callback_id, message))

    async def run_step(self, callback_id: str, **inputs: str) -> Execution:
        """A workflow comes to one of the app's steps, with these inputs; what becomes of it."""
        return self._slack.workflows.begin(callback_id, inputs)

    async def open_step(self, person: str | User, callback_id: str) -> View:
        """Open a form that runs one of the app's steps."""
        return self._slack.views.open(self._person(person).id, self._slack.workflows.form(callback_id))

    async def submit(
        self, person: str | User, values: Json | None = None, view: View | None = None
    ) -> Answered:
        """Fill in a modal (the top one) and submit it; inputs not named keep what they hold."""
        user = self._person(person)
        top = await self._top(user, view)
        answer, errors = await self._interactions.submit(user, top, values or {})
        ok = answer.ok and answer.error is None and not errors
        return Answered(ok, answer.status or 0, errors, answer.error, answer.body)

    async def close(self, person: str | User, view: View | None = None, everything: bool = False) -> Answered:
        """Close a modal by its Cancel button, or the whole stack by its X."""
        user = self._person(person)
        return Answered.of(await self._interactions.close(user, await self._top(user, view), everything))

    async def _top(self, user: User, view: View | None) -> View:
        if view is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(A_FORM_COMES_WITHIN):
                    await self._modal(user)
        found = view or self._slack.workspace.modal_of(user.id)
        if found is None:
            raise LookupError(f"{user.real_name} has no modal open.")
        return found

    async def _modal(self, user: User) -> None:
        """Wait until the person sees a form: it may open after the bot has answered."""
        news, workspace = asyncio.Event(), self._slack.workspace
        workspace.watchers.append(news.set)
        try:
            while workspace.modal_of(user.id) is None:
                await news.wait()
                news.clear()
        finally:
            workspace.watchers.remove(news.set)

    # --- the app itself

    async def uninstall(self) -> None:
        """An admin takes the app out of the workspace: it is told, and its tokens answer `account_inactive`.
        The app-level token goes on, as it belongs to the app and not to the workspace."""
        if self._slack.app.installed:
            self._slack.events.uninstalled()
            self._slack.app.installed = False
            self._slack.workspace.changed()

    async def reinstall(self) -> None:
        """The app comes back with the same tokens; nobody tells it."""
        self._slack.app.installed = True
        self._slack.workspace.changed()

    async def open_home(self, person: str | User, tab: str = "home") -> View | None:
        """Look at the bot's App Home; what the bot published for this person by then, if anything."""
        user = self._person(person)
        if user.outsider and tab == "home":
            raise PermissionError("The app has no Home with people of another organisation.")
        place = self._slack.workspace.direct(user.id, self._slack.app.bot_user)
        heard = self._slack.events.home_opened(user, place, tab)
        if heard is not None:
            await heard
        return self._slack.workspace.home_of(user.id)
