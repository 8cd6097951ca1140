"""The picture of a trend: it shows what is known and nothing else, and leaves no trace on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.features.trends.card import alt_text, scope, table, title
from bot.features.trends.picture import CHALK, COLOURS, FIELD, SHADOW, SLATE, draw, spread
from rituals.catalog import Framework, Tone
from rituals.trends import Trend
from tests.bot.samples import CATALOG, a_trend

HOUSE = Path(__file__).parents[2]
# Slack's own backgrounds, in the light and in the dark theme.
THEMES = ("#ffffff", "#1a1d21")
HEAD_FIRST = CATALOG.framework("head_first")


def drawn(trend: Trend, framework: Framework | None = None) -> Image.Image:
    """The picture that somebody gets."""
    assert trend.subject is not None
    framework = framework or CATALOG.framework(trend.subject.framework)
    return Image.open(BytesIO(draw(trend, framework, title(trend, CATALOG), scope(trend))))


def differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is not None


def contrast(one: str, other: str) -> float:
    """The ratio that WCAG asks for: 4.5 for text, 3 for lines."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# --- the picture


def test_twelve_weeks_of_three_mindsets_are_a_png_of_1200_by_700() -> None:
    picture = drawn(a_trend())
    assert (picture.format, picture.size) == ("PNG", (1200, 700))
    assert len(HEAD_FIRST.mindsets) == 3


def test_other_numbers_are_another_picture_and_the_same_are_the_same() -> None:
    same, other = a_trend(), a_trend(gaps=(3,))
    assert not differ(drawn(same), drawn(a_trend()))
    assert differ(drawn(same), drawn(other))


def test_every_mindset_has_its_colour_and_a_shadow_is_chalk() -> None:
    seen = {colour for _, colour in drawn(a_trend()).convert("RGB").getcolors(2**20) or ()}
    for colour in (*COLOURS[:2], SHADOW):
        assert tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5)) in seen


def test_a_gap_is_left_empty() -> None:
    """Between the weeks before and after it, nothing is drawn but the grid behind."""
    picture = drawn(a_trend(gaps=(5,))).convert("RGB")
    # The sixth of twelve weeks, with four days of room at either side.
    middle = int(1200 * (FIELD[0] + FIELD[2] * (4 + 5 * 7) / (8 + 11 * 7)))
    column = {picture.getpixel((middle, y)) for y in range(140, 540)}
    assert len(column) < 10
    full = drawn(a_trend()).convert("RGB")
    assert len({full.getpixel((middle, y)) for y in range(140, 540)}) > 20


@pytest.mark.parametrize("colour", [CHALK, SHADOW, *COLOURS])
def test_whatever_is_written_can_be_read(colour: str) -> None:
    assert contrast(colour, SLATE) > 4.5


def test_the_picture_has_its_own_background_in_every_theme() -> None:
    picture = drawn(a_trend()).convert("RGBA")
    assert picture.getchannel("A").getextrema() == (255, 255)
    for theme in THEMES:
        page = Image.new("RGBA", picture.size, theme)
        page.alpha_composite(picture)
        assert not differ(page, picture)


def test_one_week_is_drawn_and_so_are_two_years() -> None:
    for weeks in (1, 104):
        assert drawn(a_trend(weeks=weeks)).size == (1200, 700)


@pytest.mark.parametrize("name", ["🎉🎉", "שלום", "मानव", "$x^2$ and $\\frac{1}{", "W" * 60, "a b " * 15])
def test_mindsets_of_a_team_may_be_called_anything(name: str) -> None:
    mindsets = tuple(replace(mindset, name=name) for mindset in HEAD_FIRST.mindsets)
    assert drawn(a_trend(), replace(HEAD_FIRST, mindsets=mindsets)).size == (1200, 700)


def test_ten_mindsets_find_room() -> None:
    mindset, line = HEAD_FIRST.mindsets[0], a_trend().lines[0]
    many = [replace(mindset, key=f"m{n}", tone=Tone.SHADOW if n % 2 else Tone.ASPIRE) for n in range(10)]
    lines = tuple(replace(line, mindset=each.key) for each in many)
    assert drawn(a_trend(lines=lines), replace(HEAD_FIRST, mindsets=tuple(many))).size == (1200, 700)


def test_pictures_asked_for_at_once_are_each_their_own() -> None:
    asked = [a_trend(gaps=range(n)) for n in (0, 3, 6)]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(drawn, asked))
    assert not any(differ(drawn(trend), picture) for trend, picture in zip(asked, together, strict=True))


LABELS = st.lists(st.tuples(st.floats(0, 1), st.floats(0.05, 0.2)), min_size=1, max_size=5)


@given(LABELS)
@example([(0.0, 0.1), (0.0, 0.1)])
@example([(1.0, 0.2)] * 5)
def test_names_stand_in_order_and_never_on_each_other(labels: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(centre for centre, _ in labels), [height for _, height in labels]
    places = spread(wanted, heights)
    edges = [(place - height / 2, place + height / 2) for place, height in zip(places, heights, strict=True)]
    assert all(upper[0] >= lower[1] - 1e-9 for lower, upper in pairwise(edges))
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= 1 + 1e-9


@pytest.mark.parametrize("where", ["home", pytest.param("/proc/no/such/home", marks=pytest.mark.long)])
def test_drawing_writes_nothing_at_home_and_complains_of_nothing(tmp_path: Path, where: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import os; before = dict(os.environ); import bot.features.trends.picture; "
        "assert dict(os.environ) == before"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / where), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", code]
    ran = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == [home]
    assert list(home.iterdir()) == []


def test_a_bot_that_draws_nothing_does_not_load_the_library() -> None:
    code = (
        "import sys, bot.app.run; assert not [name for name in sys.modules if name.startswith('matplotlib')]"
    )
    subprocess.run([sys.executable, "-c", code], cwd=HOUSE, check=True)


# --- what stands beside it


def test_the_alt_text_has_the_numbers_of_the_newest_weeks() -> None:
    trend = a_trend(weeks=4, gaps=(1,))
    text = alt_text(trend, CATALOG)
    assert text.startswith(
        "Line chart. Head first, game plan second. Last 4 weeks. Week of 2 Mar, 12 votes: "
    )
    for line in trend.lines:
        last = line.points[-1]
        name = HEAD_FIRST.mindset(line.mindset).name
        assert f"{name} {last.share:.0%} ({100 * last.low:.0f} to {last.high:.0%})" in text
    assert [part.split(",")[0] for part in text.split("Week of ")[1:]] == ["2 Mar", "23 Feb", "9 Feb"]


def test_an_alt_text_that_grows_too_long_says_what_it_leaves_out() -> None:
    text = alt_text(a_trend(weeks=52), CATALOG)
    assert 800 < len(text) <= 1000
    assert text.endswith(" Earlier weeks are left out.")
    assert "2 Mar, 60 votes" in text


def test_the_table_fits_a_phone_and_shows_gaps_as_gaps() -> None:
    for framework in ("head_first", "unusual_three"):
        lines = table(a_trend(framework, gaps=(10,))).splitlines()
        assert max(map(len, lines)) <= 34
        assert len(lines) == 13
        assert set(lines[-2].split()[2:]) == {"–"}


def test_many_mindsets_are_two_tables_under_each_other() -> None:
    line = a_trend().lines[0]
    lines = table(a_trend(lines=(line,) * 7)).splitlines()
    assert [head.split() for head in lines if "votes" in head] == [
        ["in", "%", *"ABCDE", "votes"],
        ["in", "%", *"FG", "votes"],
    ]
    assert max(map(len, lines)) <= 34
