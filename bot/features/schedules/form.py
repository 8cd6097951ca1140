"""The form that sets a ritual up or changes it: what matters first, the rest under *More*."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from bot.features.schedules.fields import (
    clock,
    date_field,
    grace_field,
    kinds,
    rhythms,
    schools,
    week,
    zone_field,
)
from bot.features.schedules.holidays import holiday_fields
from bot.features.schedules.thread import thread_fields
from bot.features.schedules.wording import OF_ALL
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    channel_field,
    context,
    field_block,
    form,
    said,
    section,
    select,
)
from bot.slack.submitted import Answers
from rituals.catalog import Catalog
from rituals.experiments import ALL_SCHOOLS, ANSWERED, can_draw
from rituals.polls import Setup
from rituals.schedules import THOUGHT_EXPERIMENT, Wishes, usual

SET_UP_RITUAL = "set_up_ritual"
TURNED = "ritual_form:turned:"
MORE = "ritual_form:more"
SEE = "ritual_form:see"
POLL = "poll"
NEVER = "0"
TWIN = "There's one like this already, at the same time in the same channel. To have both, press *{submit}*."


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form, field by field, shown or not: values of options, dates and texts.

    `days` are numbers from Monday on; `at` is such as "09:00"; `grace` is in minutes.
    """

    channel: str | None = None
    kind: str = THOUGHT_EXPERIMENT
    framework: str = ""
    days: tuple[str, ...] = ()
    at: str = ""
    zone: str = "UTC"
    rhythm: str = "weekly"
    starts_on: str | None = None
    ends_on: str | None = None
    country: tuple[str, ...] = ()
    region: str = ""
    together: str = NEVER
    game_plan: str = NEVER
    grace: str = "120"

    @classmethod
    def proposed(cls, kind: str, framework: str, zone: str, channel: str | None) -> Filled:
        """A good plan for somebody who has no other in mind."""
        return replace(_usual(kind), channel=channel, framework=framework, zone=zone)

    @classmethod
    def of(cls, wishes: Wishes) -> Filled:
        """A ritual as it is."""
        return cls(
            channel=wishes.channel,
            kind=wishes.kind,
            framework=wishes.framework,
            days=tuple(str(day) for day in sorted(wishes.weekdays)),
            at=f"{wishes.at:%H:%M}",
            zone=wishes.zone,
            rhythm=str(wishes.rhythm),
            ends_on=wishes.ends_on.isoformat() if wishes.ends_on else None,
            country=tuple(each for each in wishes.holidays if "-" not in each),
            region=", ".join(each for each in wishes.holidays if "-" in each),
            together=str(wishes.together or 0),
            game_plan=str(wishes.game_plan_after or 0),
            grace=str(int(wishes.grace.total_seconds() // 60)),
        )

    def but(self, answers: Answers, shown: Sequence[str]) -> Filled:
        """With what somebody has put into the fields that are `shown`, by the names of their blocks."""
        found = {name_of(block): block for block in shown}

        def picked(name: str, before: str | None) -> str:
            return (answers.choice(found[name]) if name in found else before) or ""

        def typed(name: str, before: str) -> str:
            return answers.text(found[name]) if name in found else before

        def ticked(name: str, before: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(answers.choices(found[name])) if name in found else before

        return Filled(
            channel=picked("channel", self.channel) or None,
            kind=picked("kind", self.kind),
            framework=picked("framework", self.framework),
            days=ticked("days", self.days),
            at=picked("at", self.at),
            zone=typed("zone", self.zone),
            rhythm=picked("rhythm", self.rhythm),
            starts_on=picked("starts_on", self.starts_on) or None,
            ends_on=picked("ends_on", self.ends_on) or None,
            country=ticked("country", self.country),
            region=typed("region", self.region),
            together=picked("together", self.together),
            game_plan=picked("game_plan", self.game_plan),
            grace=picked("grace", self.grace),
        )

    def turned_to(self, kind: str) -> Filled:
        """For another kind: what is usual for it, but for what somebody has chosen."""
        before, usually = _usual(self.kind), _usual(kind)
        return replace(
            self,
            kind=kind,
            days=usually.days if self.days == before.days else self.days,
            at=usually.at if self.at == before.at else self.at,
            rhythm=usually.rhythm if self.rhythm == before.rhythm else self.rhythm,
        )

    @property
    def rare(self) -> bool:
        """Whether anything under *More* is chosen that most people don't choose."""
        plain = Filled()
        names = ("rhythm", "starts_on", "ends_on", "country", "region", "together", "game_plan", "grace")
        return any(getattr(self, name) != getattr(plain, name) for name in names)


@dataclass(frozen=True, slots=True)
class FormMemory:
    """What the form remembers. `about` is as `lists.memory` writes it; `kept` is what stood in it when drawn.

    `more` if it's unfolded, `warned` if its person knows of a ritual just like it. `turn` counts the changes
    of kind: a field with another name starts over, where Slack would keep what stands in one that it knows.
    """

    about: str
    kept: Filled
    more: bool = False
    warned: bool = False
    turn: int = 0

    def written(self) -> str:
        """As the form carries it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> FormMemory:
        """From what the form carried."""
        if not text.startswith("{"):
            # An earlier version opened it, with all fields in it.
            return cls(text, Filled())
        known = json.loads(text)
        kept = known.pop("kept")
        lists = {name: tuple(kept[name]) for name in ("days", "country")}
        return cls(**known, kept=Filled(**{**kept, **lists}))


def name_of(block: str) -> str:
    """The field that a block asks for, whichever turn it's from."""
    return block.partition("~")[0]


def ritual_form(
    catalog: Catalog,
    filled: Filled,
    memory: FormMemory,
    *,
    hints: Sequence[str] = (),
    asks: Setup | None = None,
) -> View:
    """Asks what, where and when; then what fits the kind. `asks` is the poll that is repeated."""
    filled = replace(filled, framework=_framework_for(catalog, filled, asks))
    memory = replace(memory, kept=filled, more=memory.more or filled.rare)
    changes = not memory.about.startswith("|")
    submit = ("Save" if changes else "Start") + (" anyway" if memory.warned else "")
    blocks = [
        *([section(f":warning: {TWIN.format(submit=submit)}")] if memory.warned else []),
        _redraws(field_block("kind", "What to post", select(f"{TURNED}kind", kinds(), filled.kind))),
        *([section(f":bar_chart: *{said(asks.question)}*")] if asks and filled.kind == POLL else []),
        _channel(filled.channel),
        *([context(*hints)] if hints else []),
        *_when(filled, memory),
        *_framework(catalog, filled, memory, asks),
        *(_more(filled, memory) if memory.more else []),
        actions(
            button("See it now", SEE),
            *([] if memory.more else [button("More", MORE)]),
            block_id="ways",
        ),
    ]
    title = "Change the ritual" if changes else "A ritual for a channel"
    return form(SET_UP_RITUAL, title, submit, blocks, memory.written())


def _channel(channel: str | None) -> Block:
    field = channel_field("channel", "Channel", channel)
    return _redraws(field | {"element": field["element"] | {"action_id": f"{TURNED}channel"}})


def _when(filled: Filled, memory: FormMemory) -> list[Block]:
    hint = None if memory.more else f"Time zone: {filled.zone}. To change it, press More."
    return [
        field_block(_named("days", memory), "Days", week(frozenset(map(int, filled.days)))),
        field_block(_named("at", memory), "Time", clock(filled.at), hint=hint),
    ]


def _framework(catalog: Catalog, filled: Filled, memory: FormMemory, asks: Setup | None) -> list[Block]:
    if filled.kind in OF_ALL:
        return []
    offered = _schools_for(catalog, filled.kind, asks)
    return [
        field_block(_named("framework", memory), "Framework", select("framework", offered, filled.framework))
    ]


def _schools_for(catalog: Catalog, kind: str, asks: Setup | None) -> list[Element]:
    """Those that have something of the kind. A poll has the options of one of them."""
    fitting = [each for each in schools(catalog) if can_draw(catalog, kind, each["value"])]
    alone = kind == POLL and asks is None
    return [each for each in fitting if not (alone and each["value"] == ALL_SCHOOLS)]


def _framework_for(catalog: Catalog, filled: Filled, asks: Setup | None) -> str:
    offered = [each["value"] for each in _schools_for(catalog, filled.kind, asks)]
    own = filled.kind not in OF_ALL and filled.framework not in offered
    return offered[0] if own else filled.framework


def _more(filled: Filled, memory: FormMemory) -> list[Block]:
    days_and_regions = (*filled.country, *(each.strip() for each in filled.region.split(",") if each.strip()))
    return [
        field_block(_named("rhythm", memory), "How often", select("rhythm", rhythms(), filled.rhythm)),
        zone_field(filled.zone),
        date_field("starts_on", "First day", _day(filled.starts_on)),
        date_field("ends_on", "Last day", _day(filled.ends_on)),
        *holiday_fields(days_and_regions),
        *(thread_fields(int(filled.together), int(filled.game_plan)) if filled.kind in ANSWERED else []),
        grace_field(filled.grace),
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _named(field: str, memory: FormMemory) -> str:
    return f"{field}~{memory.turn}" if memory.turn else field


def _redraws(field: Block) -> Block:
    return field | {"dispatch_action": True}


def _usual(kind: str) -> Filled:
    days, at, rhythm = usual(kind)
    return Filled(
        kind=kind, days=tuple(str(day) for day in sorted(days)), at=f"{at:%H:%M}", rhythm=str(rhythm)
    )
