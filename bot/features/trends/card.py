"""Trends: in words, as a small table, and what stands beside the picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from string import ascii_uppercase

from bot.features.polls.notes import TREND
from bot.slack.block_kit import Block, Element, Message, actions, button, clip, context, place, said, section
from bot.slack.charts import lines
from bot.slack.wording import begun, listed, several, short_day, spelled
from rituals.catalog import Catalog, Framework, Mindset, Tone
from rituals.trends import Change, MindsetLine, Point, Subject, Trend, Wanted, changes

PICTURE = "trends:picture"
# Five mindsets beside each other are 32 characters, which a phone shows without breaking the line.
COLUMNS = 5
ROWS = 12
# As Slack takes it for a file.
LONGEST_ALT = 1000
NONE = "–"
ON_ITS_WAY = "Your picture is on its way to our direct messages."


def trend_card(
    trend: Trend, catalog: Catalog, lost: str = "", *, charts: bool = False, coming: bool = False
) -> Message:
    """The trend for one person alone: what it says, the picture, and the numbers below.

    `lost` is what they typed that wasn't understood. With `charts` the picture is one of Slack's own; else
    it may be `coming` by direct message.
    """
    blocks = left_out(lost)
    blocks.append(context(f":chart_with_upwards_trend: {_heading(trend, catalog)}"))
    if trend.latest is None or trend.subject is None:
        blocks.append(section(none_yet(trend)))
    else:
        framework = catalog.framework(trend.subject.framework)
        blocks += [section(in_words(trend, framework)), *(_chart(trend, framework) if charts else [])]
        blocks += [context(ON_ITS_WAY)] if coming else []
        blocks += _question(trend, framework)
        blocks += [section(_lines(trend, framework)), section(f"```{table(trend)}```")]
        blocks.append(context(_reading(trend, trend.latest)))
        blocks += [] if coming else [actions(_picture(trend))]
    if trend.others:
        blocks.append(context(f"More trends: {_others(trend.others)}"))
    return Message(f"Trend: {said(title(trend, catalog), 200)}", blocks)


def left_out(lost: str) -> list[Block]:
    """What is said of words that weren't understood."""
    return [context(f"I didn't understand “{said(lost, 200)}”, so I ignored it.")] if lost else []


def period(weeks: int) -> str:
    """So many weeks up to now, in words."""
    return "this week" if weeks == 1 else f"last {weeks} weeks"


def trend_lines(trend: Trend, catalog: Catalog) -> list[Block]:
    """The same in short, for App Home; nothing where there is no trend yet."""
    if trend.latest is None or trend.subject is None:
        return []
    framework = catalog.framework(trend.subject.framework)
    return [
        section(f"*{_heading(trend, catalog)}*\n{in_words(trend, framework)}"),
        section(_lines(trend, framework, letters=False)),
        context(_reading(trend, trend.latest)),
        actions(button("Week by week", TREND, written(trend)), _picture(trend)),
    ]


def in_words(trend: Trend, framework: Framework) -> str:
    """What the trend says, as a person would say it."""
    found = changes(trend)
    if not found:
        return "One week is a start. After the second one, you can read here what has changed."
    lines_said = [_said(each, framework.mindset(each.mindset)) for each in found]
    moved = [each for each in found if each.before != each.after]
    chance = ["With so few votes, that may be chance."] if moved and not any(e.sure for e in moved) else []
    return "\n".join(lines_said + chance)


def none_yet(trend: Trend) -> str:
    """What a trend needs, where there is none yet."""
    voters = several(trend.minimum, "voter")
    if trend.subject.head_checks if trend.subject else trend.wanted.head_checks:
        return (
            f"No trend here yet. It starts with a closed head check that has at least {voters}. "
            "To set up head checks for a channel, type `/mindset schedule`."
        )
    return (
        f"No trend here yet. It starts with a closed poll that has at least {voters}. "
        "To start a poll, type `/mindset poll`."
    )


def picture_comment(trend: Trend, catalog: Catalog) -> str:
    """What comes with the picture."""
    return f":chart_with_upwards_trend: {_heading(trend, catalog)}"


def alt_text(trend: Trend, catalog: Catalog) -> str:
    """The picture's numbers, the newest week first; those that find no room are left out."""
    text = f"Line chart. {title(trend, catalog)}. {scope(trend)}."
    if trend.subject is None:
        return clip(text, LONGEST_ALT)
    framework, left_out = catalog.framework(trend.subject.framework), " Earlier weeks are left out."
    for week in sorted({point.week for line in trend.lines for point in line.points}, reverse=True):
        votes = several(trend.voters(week), "vote")
        more = f" Week of {short_day(week)}, {votes}: {_numbers(trend, framework, week)}."
        if len(text) + len(more) + len(left_out) > LONGEST_ALT:
            return clip(text + left_out, LONGEST_ALT)
        text += more
    return text


def title(trend: Trend, catalog: Catalog) -> str:
    """What the trend is of, as plain words."""
    if trend.subject is None:
        return "Head checks" if trend.wanted.head_checks else "Polls"
    return _name(trend.subject, catalog.framework(trend.subject.framework))


def scope(trend: Trend) -> str:
    """Its time and place, in plain words; a channel isn't named, since its name may be secret."""
    parts = [begun(_period(trend))]
    parts += ["one channel"] if trend.wanted.channel else []
    parts += [trend.wanted.touchpoint] if trend.wanted.touchpoint else []
    return ", ".join(parts)


def table(trend: Trend) -> str:
    """The shares in percent by week, the newest last, with the votes behind them; `–` is a week without."""
    weeks = _weeks(trend)[-ROWS:]
    groups = [range(start, len(trend.lines))[:COLUMNS] for start in range(0, len(trend.lines), COLUMNS)]
    return "\n\n".join(_columns(trend, weeks, group) for group in groups)


def written(trend: Trend) -> str:
    """What a button remembers: exactly the trend that is seen."""
    shown, subject = trend.wanted, trend.subject
    if subject is not None:
        shown = replace(shown, framework=subject.framework, head_checks=subject.head_checks)
    return json.dumps(asdict(shown))


def read_trend(value: str) -> Wanted:
    """What `written` wrote down."""
    return Wanted(**json.loads(value))


def _heading(trend: Trend, catalog: Catalog) -> str:
    emoji = catalog.framework(trend.subject.framework).emoji + " " if trend.subject else ""
    where = f" in {place(trend.wanted.channel)}" if trend.wanted.channel else ""
    about = f" · {said(trend.wanted.touchpoint)}" if trend.wanted.touchpoint else ""
    return f"{emoji}{said(title(trend, catalog), 200)}{where}{about} · {_period(trend)}"


def _said(change: Change, mindset: Mindset) -> str:
    name, time = f"{mindset.emoji} *{said(mindset.name)}*", spelled(change.weeks, "week")
    if change.before == change.after:
        return f"{name} is where it was {time} ago: {change.after} of 10."
    way = "rose" if change.after > change.before else "fell"
    return f"{name} {way} from {change.before} to {change.after} of 10 in {time}."


def _chart(trend: Trend, framework: Framework) -> list[Block]:
    """The lines that Slack can draw: of the weeks that all of them have, the newest."""
    known = [line for line in trend.lines if line.points]
    weeks = sorted(set.intersection(*({point.week for point in line.points} for line in known)))[-ROWS:]
    shares = [(line, {point.week: point.share for point in line.points}) for line in known]
    series = [
        (framework.mindset(line.mindset).name, [(short_day(w), round(100 * of[w])) for w in weeks])
        for line, of in shares
    ]
    name = f"{clip(_name(trend.subject, framework) if trend.subject else '', 30)}, week by week"
    return lines(name, [short_day(week) for week in weeks], series, "Share of votes in %")


def _period(trend: Trend) -> str:
    return period(len(trend.weeks))


def _name(subject: Subject, framework: Framework) -> str:
    return "Head checks" if subject.head_checks else framework.name


def _lines(trend: Trend, framework: Framework, *, letters: bool = True) -> str:
    shown = []
    for letter, line in zip(ascii_uppercase, trend.lines, strict=False):
        mindset = framework.mindset(line.mindset)
        shown.append(
            f"{f'`{letter}` ' if letters else ''}{mindset.emoji} *{said(mindset.name)}* {_last(line)}"
        )
    return "\n".join(shown)


def _last(line: MindsetLine) -> str:
    return _share(line.points[-1]) if line.points else "no votes yet"


def _share(point: Point) -> str:
    return f"{_percents(point)}, {point.votes} of {point.voters}"


def _percents(point: Point) -> str:
    return f"{point.share:.0%} ({point.low * 100:.0f} to {point.high:.0%})"


def _numbers(trend: Trend, framework: Framework, week: date) -> str:
    return ", ".join(
        f"{framework.mindset(line.mindset).name} {_percents(point)}"
        for line in trend.lines
        for point in line.points
        if point.week == week
    )


def _weeks(trend: Trend) -> list[date]:
    """The weeks from the first point to the last; those between without one are a gap that is seen."""
    known = [point.week for line in trend.lines for point in line.points]
    first, last = min(known), max(known)
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _columns(trend: Trend, weeks: Sequence[date], group: range) -> str:
    head = "".join(f"{ascii_uppercase[number % 26]:>4}" for number in group)
    rows = [f"{'in %':<6}{head}{'votes':>6}"]
    for week in weeks:
        shares = "".join(f"{_percent(trend.lines[number], week):>4}" for number in group)
        rows.append(f"{short_day(week):>6}{shares}{trend.voters(week) or NONE:>6}")
    return "\n".join(rows)


def _percent(line: MindsetLine, week: date) -> str:
    return next((f"{point.share:.0%}"[:-1] for point in line.points if point.week == week), NONE)


def _reading(trend: Trend, latest: date) -> str:
    return (
        f"Week of {short_day(latest)}. The brackets show where the true share lies, with 95% confidence. "
        f"Polls with fewer than {several(trend.minimum, 'voter')} aren't counted."
    )


def _question(trend: Trend, framework: Framework) -> list[Block]:
    """A shadow that was seen is something to talk about, and nobody's fault."""
    seen = [
        framework.mindset(line.mindset)
        for line in trend.lines
        if line.points and line.points[-1].votes and _is_shadow(framework.mindset(line.mindset))
    ]
    if not seen:
        return []
    names = listed([f"*{said(mindset.name)}*" for mindset in seen])
    ask = f"We all slip into {names} sometimes. What makes it hard now, and what would help?"
    return [section(f":speech_balloon: Worth a talk. {ask}")]


def _is_shadow(mindset: Mindset) -> bool:
    return mindset.tone is Tone.SHADOW


def _picture(trend: Trend) -> Element:
    return button("Send me the picture", PICTURE, written(trend))


def _others(others: Sequence[Subject]) -> str:
    return ", ".join(f"`/mindset trends {_typed(each)}`" for each in others[:5])


def _typed(subject: Subject) -> str:
    return "head check" if subject.head_checks else subject.framework.replace("_", " ")
