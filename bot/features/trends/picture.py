"""Draws a trend as a PNG that can be read on a phone, whatever the theme of Slack.

Loading this module takes half a second and some tens of megabytes: who draws nothing leaves it alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from tempfile import TemporaryDirectory
from textwrap import shorten, wrap
from threading import Lock

from bot.slack.wording import several, short_day
from rituals.catalog import Framework, Mindset, Tone
from rituals.trends import MindsetLine, Point, Trend

# matplotlib keeps settings and a list of fonts in the home folder; where a host has made that read-only,
# it complains on every start. All that it needs is in memory once it is loaded.
with TemporaryDirectory() as _folder:
    _before = os.environ.get("MPLCONFIGDIR")
    os.environ["MPLCONFIGDIR"] = _folder
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import findfont, get_font

    if _before is None:
        del os.environ["MPLCONFIGDIR"]
    else:
        os.environ["MPLCONFIGDIR"] = _before

# In inches and dots an inch: 1200 x 700 points, with letters large enough after shrinking to a phone.
SIZE, DOTS = (6.0, 3.5), 200
# A slate of its own, neither of Slack's backgrounds: light and dark themes show the same picture.
SLATE, CHALK, FAINT = "#2b3542", "#f2efe9", "#536171"
LEFT, LONGEST_TITLE, LONGEST_SUBTITLE = 0.022, 42, 60
# Left, bottom, width and height of the lines' field, as shares of the picture.
FIELD = (0.1, 0.24, 0.59, 0.53)
READING = "Bigger dots: more votes. Bands: where the share lies, 95% sure."
# Colours of Okabe and Ito, which colour-blind eyes can tell apart, lightened for the slate.
COLOURS = ("#62bdf0", "#f2ae3d", "#45cfa4", "#ee9fcb", "#f3e86b", "#ff9068")
# A shadow is something to wonder about: no alarm, only chalk and dashes.
SHADOW = "#d3d8de"
MARKS = ("o", "s", "D", "^", "v", "P", "X", "h")
# Areas of dots, for no votes and for the most.
SMALL, LARGE = 14.0, 110.0
# In letters, lines for all labels together, and shares of the height of the lines' field.
LABEL_WIDTH, LABEL_LINES = 17, 9
LINE_HEIGHT, GAP = 0.098, 0.03
FEWEST_WEEKS = 4
MOST_TICKS = 4
# From so many weeks on the dots shrink, or they would hide the lines.
CROWDED = 14

# The library isn't made for several threads at once, and a picture takes a fraction of a second.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a mindset's line is drawn."""

    colour: str
    mark: str
    shadow: bool


def draw(trend: Trend, framework: Framework, title: str, subtitle: str) -> bytes:
    """The trend as a PNG of 1200 x 700: a line with dots and a band for each mindset, named at its end."""
    with _one_at_a_time:
        figure = Figure(figsize=SIZE, dpi=DOTS, facecolor=SLATE)
        FigureCanvasAgg(figure)
        # parse_math: a name with two dollar signs would be taken for a formula.
        write = partial(figure.text, LEFT, color=CHALK, parse_math=False)
        write(0.905, shorten(_drawable(title), LONGEST_TITLE), size=14.5, weight="bold")
        write(0.825, shorten(_drawable(subtitle), LONGEST_SUBTITLE), size=11, alpha=0.9)
        write(0.03, READING, size=10, alpha=0.8)
        axes = figure.add_axes(FIELD, facecolor=SLATE)
        weeks = _shown_weeks(trend)
        _frame(axes, trend, weeks)
        _lines(axes, trend, framework, min(1.0, CROWDED / len(weeks)))
        picture = BytesIO()
        figure.savefig(picture, format="png", facecolor=SLATE)
        return picture.getvalue()


def _shown_weeks(trend: Trend) -> Sequence[date]:
    """The weeks from the first one with a point to the present one."""
    first = min((point.week for line in trend.lines for point in line.points), default=trend.weeks[-1])
    first = min(first, trend.weeks[-1] - timedelta(weeks=FEWEST_WEEKS - 1))
    count = (trend.weeks[-1] - first).days // 7 + 1
    return [first + timedelta(weeks=n) for n in range(count)]


def _frame(axes: Axes, trend: Trend, weeks: Sequence[date]) -> None:
    axes.set_xlim(weeks[0].toordinal() - 4, weeks[-1].toordinal() + 4)
    axes.set_ylim(-0.04, 1.04)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100%"])
    # Counted from the end, since the present is what people look for.
    step = -(-len(weeks) // MOST_TICKS)
    ticks = list(weeks)[::-step]
    axes.set_xticks([week.toordinal() for week in ticks], [_tick(week, trend) for week in ticks])
    axes.tick_params(colors=CHALK, labelsize=10.5, length=0, pad=5)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _tick(week: date, trend: Trend) -> str:
    voters = trend.voters(week)
    votes = "no votes" if not voters else several(voters, "vote")
    return f"{short_day(week)}\n{votes}"


def _lines(axes: Axes, trend: Trend, framework: Framework, scale: float) -> None:
    most = max(point.voters for line in trend.lines for point in line.points)
    looks = _looks(framework.mindsets)
    drawn = [line for line in trend.lines if line.points]
    for line in drawn:
        for run in _runs(line.points):
            _run(axes, run, looks[line.mindset], scale / most)
    _names(axes, drawn, framework, looks)


def _looks(mindsets: Sequence[Mindset]) -> dict[str, LineStyle]:
    bright = iter(COLOURS * len(mindsets))
    looks = {}
    for number, mindset in enumerate(mindsets):
        shadow = mindset.tone is Tone.SHADOW
        looks[mindset.key] = LineStyle(SHADOW if shadow else next(bright), MARKS[number % len(MARKS)], shadow)
    return looks


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points of weeks without a gap between them."""
    run: list[Point] = []
    for point in points:
        if run and point.week - run[-1].week > timedelta(weeks=1):
            yield run
            run = []
        run.append(point)
    yield run


def _run(axes: Axes, run: Sequence[Point], look: LineStyle, scale: float) -> None:
    weeks = [point.week.toordinal() for point in run]
    lows, highs = [point.low for point in run], [point.high for point in run]
    shares = [point.share for point in run]
    if len(run) == 1:
        axes.vlines(weeks, lows, highs, color=look.colour, linewidth=5, alpha=0.22)
    axes.fill_between(weeks, lows, highs, color=look.colour, alpha=0.1, linewidth=0)
    for edge in (lows, highs):
        axes.plot(weeks, edge, color=look.colour, linewidth=0.7, alpha=0.35)
    axes.plot(weeks, shares, color=look.colour, linewidth=2, linestyle="--" if look.shadow else "-")
    sizes = [SMALL + (LARGE - SMALL) * point.voters * scale for point in run]
    inside = SLATE if look.shadow else look.colour
    axes.scatter(
        weeks,
        shares,
        s=sizes,
        marker=look.mark,
        c=inside,
        edgecolors=look.colour,
        linewidths=1.4,
        zorder=3,
        clip_on=False,
    )


def _names(
    axes: Axes, drawn: Sequence[MindsetLine], framework: Framework, looks: dict[str, LineStyle]
) -> None:
    """The mindsets' names beside the ends of their lines, moved apart where they would touch."""
    ends = sorted(drawn, key=lambda line: line.points[-1].share)
    most = max(LABEL_LINES // len(ends), 1)
    texts = [_label(framework.mindset(line.mindset), line.points[-1], most) for line in ends]
    heights = [LINE_HEIGHT * (text.count("\n") + 1) + GAP for text in texts]
    places = spread([line.points[-1].share for line in ends], heights)
    for line, text, place in zip(ends, texts, places, strict=True):
        _name(axes, line.points[-1], text, place, looks[line.mindset].colour)


def _name(axes: Axes, last: Point, text: str, place: float, colour: str) -> None:
    left, right = axes.get_xlim()
    room = (right - left) * 0.015
    to, at = [last.week.toordinal(), right + room], right + 2 * room
    axes.plot(to, [last.share, place], color=colour, linewidth=0.8, alpha=0.6, linestyle=":", clip_on=False)
    axes.text(at, place, text, color=colour, size=11.5, va="center", linespacing=1.1, parse_math=False)


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Places on the way up from 0 to 1, near the wanted ones (which rise), where nothing overlaps."""
    places: list[float] = []
    below = 0.0
    for centre, height in zip(wanted, heights, strict=True):
        places.append(max(centre, below + height / 2))
        below = places[-1] + height / 2
    above = 1.0
    for number in reversed(range(len(places))):
        places[number] = min(places[number], above - heights[number] / 2)
        above = places[number] - heights[number] / 2
    return places


def _label(mindset: Mindset, last: Point, most: int) -> str:
    name, share = _drawable(mindset.name) or mindset.key, f"{last.share:.0%}"
    lines = wrap(f"{name} {share}", LABEL_WIDTH)
    if len(lines) > most:
        lines = wrap(name, LABEL_WIDTH - len(share) - 1, max_lines=most, placeholder=" …")
        lines[-1] += f" {share}"
    return "\n".join(lines)


def _drawable(text: str) -> str:
    """The text without what the font has no picture for, such as emoji."""
    font = get_font(findfont("DejaVu Sans"))
    return " ".join("".join(char for char in text if font.get_char_index(ord(char))).split())
