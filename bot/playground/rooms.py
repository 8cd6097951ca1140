"""Who is where: channels and direct messages, comings and goings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.playground.entities import Channel, User
from bot.playground.events import Events
from bot.playground.workspace import Workspace


class Rooms:
    """The part of the hands that opens, fills and shuts rooms."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def _person(self, who: str | User) -> User:
        return who if isinstance(who, User) else self._workspace.find_user(who)

    def _place(self, where: str | Channel) -> Channel:
        return where if isinstance(where, Channel) else self._workspace.find_channel(where)

    # --- people

    async def travel(self, person: str | User, tz: str) -> None:
        """A person is in another zone now, as Slack has it; it may be one that this Python doesn't know."""
        user = self._person(person)
        user.tz = tz
        self._workspace.changed()
        self._events.user_changed(user)

    async def welcome(self, name: str, channels: Sequence[str]) -> User:
        """Somebody new comes to the workspace, and into these channels."""
        workspace = self._workspace
        user = User(workspace.new_id("U"), name, name.capitalize())
        workspace.users[user.id] = user
        for channel in channels:
            self._place(channel).members.append(user.id)
        workspace.changed()
        return user

    async def deactivate(self, person: str | User) -> None:
        """A person has left the organisation: gone from every room, and known as deleted."""
        user = self._person(person)
        user.deleted = True
        for place in self._workspace.channels.values():
            if user.id in place.members and place.kind != "im":
                place.members.remove(user.id)
        self._workspace.changed()
        self._events.user_changed(user)

    # --- rooms

    def show_only(self, last: timedelta | None) -> None:
        """A plan, or a retention rule, shows no message that is older than that; None: it shows all again."""
        self._workspace.shows = last
        self._workspace.changed()

    def lag_behind(self, lags: bool = True) -> None:
        """The workspace doesn't know Slack's newest blocks yet, and refuses messages that have them."""
        self._workspace.lags = lags

    def direct(self, people: Sequence[str | User]) -> Channel:
        """The direct message of two people, or the group's of more; the bot is in it only if it is named."""
        return self._workspace.direct(*(self._person(one).id for one in people))

    async def new_channel(
        self, name: str, private: bool = False, members: list[str] | None = None
    ) -> Channel:
        """A fresh channel; the first member is its creator."""
        ids = [self._person(member).id for member in members or []]
        kind = "private" if private else "public"
        channel = Channel(self._workspace.new_id("C"), name, kind, ids, creator=ids[0] if ids else "")
        return self._workspace.add_channel(channel)

    async def invite(self, channel: str | Channel, who: str | User, by: str | User | None = None) -> None:
        """Bring a person or the bot into a channel."""
        place, user = self._place(channel), self._person(who)
        if user.id not in place.members:
            place.members.append(user.id)
            self._workspace.changed()
            self._events.joined(place, user, self._person(by) if by else None)

    async def remove(self, channel: str | Channel, who: str | User) -> None:
        """Take a person or the bot out of a channel."""
        place, user = self._place(channel), self._person(who)
        if user.id in place.members:
            place.members.remove(user.id)
            self._workspace.changed()
            self._events.left(place, user)

    async def share(
        self, channel: str | Channel, team_id: str = "T0PADARIASO", team: str = "Padaria Sol"
    ) -> None:
        """From now on a channel is shared with another organisation, whose people may be invited.

        A private one has another id then, as Slack may give it, and nothing answers to the old one.
        """
        place = self._place(channel)
        if place.kind == "private" and not place.shared_with:
            old = place.id
            self._workspace.give_id(place, self._workspace.new_id("C"))
            self._events.moved(place, old)
        place.shared_with[team_id] = team
        self._workspace.changed()
        self._events.shared(place, team_id, True)

    async def unshare(self, channel: str | Channel) -> None:
        """The other organisations, and their people, leave a channel."""
        place = self._place(channel)
        gone, place.shared_with = list(place.shared_with), {}
        users = self._workspace.users
        place.members = [one for one in place.members if not users[one].outsider]
        self._workspace.changed()
        for team_id in gone:
            self._events.shared(place, team_id, False)

    async def archive(self, channel: str | Channel, by: str | User = "ana") -> None:
        await self._archived(channel, by, True)

    async def unarchive(self, channel: str | Channel, by: str | User = "ana") -> None:
        await self._archived(channel, by, False)

    async def _archived(self, channel: str | Channel, by: str | User, archived: bool) -> None:
        place = self._place(channel)
        place.archived = archived
        self._workspace.changed()
        self._events.archived(place, self._person(by), archived)

    async def limit(self, channel: str | Channel, how: str = "read_only") -> None:
        """The bot may not post there now: `read_only`, `thread_only` or `untold`; "" lets it again."""
        self._place(channel).limited = how
        self._workspace.changed()

    async def delete_channel(self, channel: str | Channel) -> None:
        """A channel is gone for good, with all that was said in it."""
        place = self._place(channel)
        del self._workspace.channels[place.id]
        self._workspace.changed()
        self._events.deleted(place)

    async def rename(self, channel: str | Channel, name: str) -> None:
        """Give a channel another name."""
        place = self._place(channel)
        place.name = name
        self._workspace.changed()
        self._events.renamed(place)
