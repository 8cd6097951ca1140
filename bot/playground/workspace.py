"""The state of the stand-in's one workspace, and the small questions everybody asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.playground.entities import Channel, Group, Json, Message, Ping, User, View
from bot.playground.pings import pinged
from bot.service.clock import Clock


class Workspace:
    """People, channels, messages and views. Every change calls the `watchers`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.team_id, self.team_name, self.domain = "T0STANDIN", "Stand-in", "stand-in"
        self.address = "https://stand-in.slack.com"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, Group] = {}
        self.pings: list[Ping] = []
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.read_marks: dict[tuple[str, str], str] = {}
        # How far back a plan, or a retention rule, lets anybody look.
        self.shows: timedelta | None = None
        # It doesn't know the newest blocks yet.
        self.lags = False
        self.watchers: list[Callable[[], None]] = []
        self._last_ts = 0
        self._serial = 0

    def changed(self) -> None:
        """Tell everybody who watches that there is something new to see."""
        for watch in list(self.watchers):
            watch()

    # --- people and channels

    def find_user(self, who: str) -> User:
        """The person with this id or name ("ana", "@ana"); KeyError if there is none."""
        if who in self.users:
            return self.users[who]
        for user in self.users.values():
            if user.name == who.removeprefix("@").lower():
                return user
        raise KeyError(f"Nobody here is called {who!r}.")

    def find_channel(self, where: str) -> Channel:
        """The channel with this id or name ("#support"); KeyError if there is none."""
        if where in self.channels:
            return self.channels[where]
        for channel in self.channels.values():
            if channel.name and channel.name == where.removeprefix("#"):
                return channel
        raise KeyError(f"There is no channel {where!r}.")

    def direct(self, *people: str) -> Channel:
        """The direct message of exactly these people, opened if it wasn't there."""
        for channel in self.channels.values():
            if channel.kind in ("im", "mpim") and set(channel.members) == set(people):
                return channel
        if len(people) <= 2:
            return self.add_channel(Channel(self.new_id("D"), "", "im", list(people), creator=people[0]))
        name = f"mpdm-{'--'.join(self.users[one].name for one in people)}-1"
        return self.add_channel(Channel(self.new_id("G"), name, "mpim", list(people), creator=people[0]))

    def add_channel(self, channel: Channel) -> Channel:
        channel.created = channel.created or int(self.clock.now().timestamp())
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def give_id(self, channel: Channel, id: str) -> None:
        """The channel, with all that was said in it, has this id from now on."""
        del self.channels[channel.id]
        channel.id = id
        for message in channel.messages:
            message.channel = id
        self.channels[id] = channel
        self.changed()

    def meets(self, person: User, other: str) -> bool:
        """Whether two are in the same channel."""
        return any({person.id, other} <= set(place.members) for place in self.channels.values())

    def visible_to(self, user: str) -> list[Channel]:
        """The channels that this person may look into; outsiders see only those they were asked into."""
        home = not self.users[user].outsider
        return [c for c in self.channels.values() if (c.kind == "public" and home) or user in c.members]

    # --- messages

    def messages(self, channel: str) -> list[Message]:
        """All messages of a channel, oldest first, ephemeral ones included (see `Message.ephemeral`)."""
        return list(self.find_channel(channel).messages)

    def message(self, channel: str, ts: str | None) -> Message | None:
        """The message at this address, or None."""
        found = self.channels.get(channel)
        return found.by_ts.get(ts) if found and ts else None

    def is_past(self, message: Message) -> bool:
        """Whether it is older than the workspace's plan, or its retention rule, shows."""
        return self.shows is not None and float(message.ts) < (self.clock.now() - self.shows).timestamp()

    def replies(self, parent: Message) -> list[Message]:
        thread = self.channels[parent.channel].messages
        return [m for m in thread if m.thread_ts == parent.ts and m is not parent and not m.ephemeral]

    def post(self, message: Message) -> Message:
        """Add a message; a reply makes its parent the head of a thread."""
        channel = self.channels[message.channel]
        channel.messages.append(message)
        channel.by_ts[message.ts] = message
        parent = self.message(message.channel, message.thread_ts)
        if parent and not message.ephemeral:
            parent.thread_ts = parent.ts
        self.read_marks[message.user, message.channel] = message.ts
        self.changed()
        return message

    def discard(self, message: Message) -> None:
        """Take a message away for good."""
        channel = self.channels[message.channel]
        channel.messages.remove(message)
        del channel.by_ts[message.ts]
        self.changed()

    def note_pings(self, message: Message, autoparse: bool = False) -> None:
        """Write down whom a message of the bot notifies; `autoparse` as Slack's `parse=full`."""
        for kind, target in pinged(message.text, message.blocks, autoparse):
            self.pings.append(Ping(message.channel, message.ts, kind, target))

    def next_ts(self, moment: datetime | None = None) -> str:
        """A fresh message ts: the clock's time in microseconds, never twice the same and never going back."""
        now = moment or self.clock.now()
        micros = int(now.timestamp()) * 1_000_000 + now.microsecond
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, letter: str) -> str:
        """A fresh id of Slack's form, such as V0000000017."""
        self._serial += 1
        return f"{letter}{self._serial:010d}"

    def block_id(self) -> str:
        """A fresh id for a block or an element that came without one."""
        return self.new_id("b")

    def permalink(self, message: Message) -> str:
        link = f"{self.address}/archives/{message.channel}/p{message.ts.replace('.', '')}"
        return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else link

    # --- views

    def modal_of(self, user: str) -> View | None:
        """The modal that this person has on top, or None."""
        stack = self.stacks.get(self.find_user(user).id)
        return stack[-1] if stack else None

    def home_of(self, user: str) -> View | None:
        """The App Home last published for this person, or None."""
        return self.homes.get(self.find_user(user).id)

    def views(self) -> Iterator[View]:
        """All views that are open or published."""
        for stack in self.stacks.values():
            yield from stack
        yield from self.homes.values()

    def view(self, view_id: str) -> View | None:
        return next((v for v in self.views() if v["id"] == view_id), None)

    def team(self) -> Json:
        return {"id": self.team_id, "domain": self.domain}
