"""A workspace with forty rituals, what people do with them, and a bot that falls over again and again.

The clock only comes in, so two years take seconds. Diaries, which know nothing of rows, claims and
transactions, say what has to happen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event, select, update
from sqlalchemy.orm import Session

from rituals import agenda, ballots, experiments, schedules
from rituals.catalog import Catalog
from rituals.experiments.records import Draw
from rituals.ids import ChannelId, DrawId, PersonId, ScheduleId
from rituals.posts.records import Post
from rituals.posts.rules import State
from rituals.scene import Scene
from rituals.schedules import Rhythm, Wishes
from rituals.schedules.records.tables import Schedule
from tests.cast import HARBOUR, PEOPLE
from tests.databases import Act
from tests.rituals.diary import Diary

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
RITUALS, PRACTICES, CHANNELS = 39, 1, 9
DEEDS_A_DAY = 0.5
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OUTAGES = [timedelta(minutes=4), timedelta(minutes=50), 3 * HOUR, 9 * HOUR, DAY, 3 * DAY, 10 * DAY]
# Clocks that change at midnight, by half an hour, by a parliament's whim, or not at all.
ZONES = [
    "Africa/Cairo",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "Asia/Beirut",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Lisbon",
    "Pacific/Auckland",
    "UTC",
]
PLACES = [(), (), ("PT",), ("DE-BY",), ("US", "DE-BY", "PT")]
DEEDS = ["pause", "resume", "resume", "until", "skip", "skip", "move", "move", "off", "off"]
DEEDS += ["change", "hand_over", "now"]
TIMES = [time(0), time(0, 30), time(2, 30), time(9), time(9), time(16, 30), time(23, 30)]


class Killed(BaseException):
    """The process died here."""


class Town:
    """The workspace, its diaries, and a database connection that may be cut at any statement."""

    def __init__(self, engine: Engine, catalog: Catalog, seed: int) -> None:
        self.act, self.catalog, self.chance = Act(engine), catalog, Random(seed)
        self.now = START
        self.diaries: dict[ScheduleId, Diary] = {}
        self.coming: dict[ScheduleId, tuple[date, datetime] | None] = {}
        self.off: dict[str, list[tuple[date, date]]] = defaultdict(list)
        self.posted: dict[str, tuple[datetime, datetime]] = {}
        self.missed: list[tuple[ScheduleId, date]] = []
        self.reported: list[tuple[ScheduleId, date]] = []
        self.engaged: set[int] = set()
        self.kills = self.outages = 0
        self._statements_left: int | None = None
        event.listen(engine, "before_cursor_execute", self._maybe_die)

    def _maybe_die(self, *_: Any) -> None:
        if self._statements_left is None:
            return
        self._statements_left -= 1
        if self._statements_left < 0:
            self._statements_left = None
            self.kills += 1
            raise Killed

    def does(self, act: Callable[..., Any], *args: Any) -> Any:
        """Somebody's act, or the clock's. It may die half way; then it is done again, as people do."""
        if self.chance.random() < 0.1:
            # Not before the second statement: until then nothing has begun.
            self._statements_left = self.chance.randrange(1, 25)
        try:
            return self.act(act, *args)
        except Killed:
            return self.act(act, *args)
        finally:
            self._statements_left = None

    # --- setting up

    def set_up(self) -> None:
        # A story of the month is voted on once a month, however often its ritual comes: its own tests say so.
        kinds = sorted(kind for kind in agenda.KINDS if kind != ballots.KIND)
        frameworks = [framework.key for framework in self.catalog]
        for number in range(RITUALS):
            kind = kinds[number % len(kinds)]
            able = [each for each in frameworks if experiments.can_draw(self.catalog, kind, each)]
            channel = ChannelId(f"C{number % CHANNELS}")
            wished = self._wishes(number, channel, kind, self.chance.choice(able))
            self._diary(self.does(schedules.set_up, self._scene(), wished, f"form-{number}"))
        for number in range(PRACTICES):
            mine = (self._scene(PEOPLE[number]), frameworks[number], time(9), ZONES[number])
            self._diary(self.does(schedules.practise, *mine))

    def _wishes(self, number: int, channel: ChannelId, kind: str, framework: str) -> Wishes:
        rhythm = list(Rhythm)[number % 3]
        # Some are there on many days of the week, most on one.
        most = 4 if number % 20 == 0 else 1
        return Wishes(
            channel,
            framework,
            frozenset(self.chance.sample(range(7), most)),
            self.chance.choice(TIMES),
            ZONES[number % len(ZONES)],
            kind=kind,
            rhythm=rhythm,
            starts_on=START.date() + self.chance.choice([0, 0, 0, 1, 40]) * DAY,
            ends_on=date(2027, 9, 30) if number % 7 == 0 else None,
            holidays=self.chance.choice(PLACES),
            grace=self.chance.choice([timedelta(minutes=30), 2 * HOUR, 12 * HOUR]),
            game_plan_after=2 if number % 2 else None,
        )

    def _diary(self, ritual: schedules.Ritual) -> None:
        diary = self.diaries[ritual.id] = Diary(ritual.wishes, self.now, self.off[ritual.channel])
        self.coming[ritual.id] = diary.coming()

    def _scene(self, person: PersonId = PEOPLE[0]) -> Scene:
        return Scene(HARBOUR, self.now, person)

    # --- time passes

    def live(self) -> None:
        deeds = self._moments_of_deeds()
        deed = next(deeds)
        while self.now < END:
            upcoming = min((each[1] for each in self.coming.values() if each), default=END)
            if deed < upcoming:
                self.beat(deed)
                self._something_happens()
                deed = next(deeds)
            elif self.chance.random() < 0.02:
                self.outages += 1
                self.beat(upcoming + self.chance.random() * self.chance.choice(OUTAGES))
            else:
                self.beat(upcoming)
                if self.chance.random() < 0.1:
                    self._people_engage()
            # Nobody can do anything while the bot is down.
            while deed <= self.now:
                deed = next(deeds)

    def _moments_of_deeds(self) -> Iterator[datetime]:
        moment = START
        while True:
            moment += timedelta(days=self.chance.expovariate(DEEDS_A_DAY))
            yield moment

    def beat(self, now: datetime) -> None:
        """The diaries say what must be; the bot does what it does."""
        self.now = now
        for schedule, diary in self.diaries.items():
            coming = self.coming[schedule]
            if coming is None or coming[1] > now:
                continue
            # However many there were, only the last of them is worth anything.
            on, moment = diary.come(now)[-1]
            self.coming[schedule] = diary.coming()
            if now - moment <= diary.wishes.grace:
                self.posted[f"schedule:{schedule}:{on}"] = (moment, now)
            else:
                self.missed.append((schedule, on))
        while (served := self.does(agenda.run_due, now, self.catalog, b"chance")).count:
            assert served.empty == ()
            self.reported += [(each.schedule, each.on) for each in served.missed]
        self.act(_sent)

    # --- what people do

    def _something_happens(self) -> None:
        schedule = self.chance.choice(sorted(self.diaries))
        diary = self.diaries[schedule]
        name = self.chance.choice([*DEEDS, "travel"] if diary.wishes.personal else DEEDS)
        getattr(self, f"_{name}")(schedule, diary)
        self.act(_sent)
        self._compare(name)

    def _compare(self, deed: str) -> None:
        """After everything that people do, rows and diaries expect the same."""
        self.coming = {each: diary.coming() for each, diary in self.diaries.items()}
        rows = select(Schedule.id, Schedule.next_on, Schedule.next_at)
        for schedule, on, at in self.act(lambda db: db.execute(rows).all()):
            each = ScheduleId(schedule)
            assert (on, at) == (self.coming[each] or (None, None)), (deed, self.now, self.diaries[each])

    def _pause(self, schedule: ScheduleId, diary: Diary) -> None:
        self.does(schedules.pause, self._scene(), schedule)
        diary.paused, diary.rests_until = True, date.min
        diary.moved.clear()

    def _resume(self, schedule: ScheduleId, diary: Diary) -> None:
        self.does(schedules.resume, self._scene(), schedule)
        if diary.paused or diary.rests_until > date.min:
            diary.paused, diary.rests_until, diary.since = False, date.min, self.now
            diary.moved.clear()

    def _until(self, schedule: ScheduleId, diary: Diary) -> None:
        until = self.now.date() + self.chance.randrange(2, 20) * DAY
        self.does(schedules.pause, self._scene(), schedule, until)
        diary.paused, diary.rests_until, diary.since = False, until, self.now
        diary.moved.clear()

    def _skip(self, schedule: ScheduleId, diary: Diary) -> None:
        coming = diary.coming()
        self.does(schedules.skip_next, self._scene(), schedule)
        if coming:
            diary.over(coming[0])

    def _move(self, schedule: ScheduleId, diary: Diary) -> None:
        following = list(islice(diary.dates(), 2))
        if diary.moved or len(following) < 2:
            return
        first, second = following
        # At least a second from now, and before the one that follows.
        to = self.now + HOUR / 3600 + self.chance.random() * (second[1] - self.now - HOUR / 1800)
        self.does(schedules.move_next, self._scene(), schedule, to)
        diary.moved = {first[0]: to}

    def _off(self, schedule: ScheduleId, diary: Diary) -> None:
        ahead = [days for days in diary.off if days[0] > self.now.date() + DAY]
        here = [each for each in self.diaries.values() if each.wishes.channel == diary.wishes.channel]
        # What somebody moved stays the next one, and a date before it that is free again isn't called back.
        if ahead and not any(each.moved for each in here) and self.chance.random() < 0.5:
            days = self.chance.choice(ahead)
            self.does(schedules.take_on, self._scene(), diary.wishes.channel, *days)
            diary.off.remove(days)
            return
        first = self.now.date() + self.chance.randrange(2, 30) * DAY
        days = (first, first + self.chance.choice([0, 0, 1, 13]) * DAY)
        self.does(schedules.take_off, self._scene(), diary.wishes.channel, *days)
        if days not in diary.off:
            diary.off.append(days)

    def _change(self, schedule: ScheduleId, diary: Diary) -> None:
        # Nor one whose last day is over, unless it gets another.
        if diary.wishes.personal or (diary.wishes.ends_on or date.max) <= self.now.date() + DAY:
            return
        wished = replace(diary.wishes, at=self.chance.choice(TIMES), zone=self.chance.choice(ZONES))
        self.does(schedules.change, self._scene(), schedule, wished)
        if (wished.at, wished.zone) != (diary.wishes.at, diary.wishes.zone):
            diary.since = self.now
            diary.moved.clear()
        diary.wishes = wished

    def _travel(self, schedule: ScheduleId, diary: Diary) -> None:
        zone = self.chance.choice(ZONES)
        self.does(schedules.travel, self._scene(PersonId(diary.wishes.channel)), ZoneInfo(zone))
        if zone != diary.wishes.zone:
            diary.wishes, diary.since = replace(diary.wishes, zone=zone), self.now

    def _hand_over(self, schedule: ScheduleId, diary: Diary) -> None:
        self.does(schedules.hand_over, self._scene(), schedule, self.chance.choice(PEOPLE))

    def _now(self, schedule: ScheduleId, diary: Diary) -> None:
        self.does(agenda.post_now, self._scene(), self.catalog, schedule, b"chance")

    def _people_engage(self) -> None:
        """People answer what has just come."""
        just = self.act(lambda db: list(db.scalars(select(Draw).where(Draw.drawn_at == self.now))))
        for draw in just:
            for person in self.chance.sample(PEOPLE, self.chance.randrange(1, 4)):
                self.does(experiments.engage, self._scene(person), DrawId(draw.id))
            self.engaged.add(draw.id)


def _sent(db: Session) -> None:
    """Slack takes at once what is wanted."""
    shown = {"state": State.SHOWN, "ts": "1.0", "shown_in": Post.channel, "due_at": None}
    waiting = update(Post).where(Post.due_at.is_not(None))
    db.execute(waiting.values(shown | {"shown_version": Post.wanted_version}))
