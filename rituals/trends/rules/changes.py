"""What a trend says in words: which mindsets rose or fell, from how many of ten to how many. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rituals.trends.rules.shares import MindsetLine, Trend

MOST_SAID = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A mindset went from so many of ten votes to so many within so many weeks.

    `sure` if its two intervals don't touch: else it may be chance.
    """

    mindset: str
    before: int
    after: int
    weeks: int
    sure: bool


def changes(trend: Trend) -> tuple[Change, ...]:
    """What changed from the first week that is shown to the last one, the greatest change first.

    A mindset that is where it was says so only if nothing has changed; none if there is one week alone.
    """
    found = [_change(line) for line in trend.lines if len(line.points) > 1]
    moved = [each for each in found if each.before != each.after]
    moved.sort(key=lambda each: -abs(each.after - each.before))
    steady = sorted(found, key=lambda each: -each.after)[:1]
    return tuple(moved[:MOST_SAID] or steady)


def _change(line: MindsetLine) -> Change:
    first, last = line.points[0], line.points[-1]
    return Change(
        mindset=line.mindset,
        before=round(first.share * 10),
        after=round(last.share * 10),
        weeks=(last.week - first.week).days // 7,
        sure=first.high < last.low or last.high < first.low,
    )
