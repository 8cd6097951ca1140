"""Slack's own charts and tables, which it has had since June 2026; not every workspace shows them yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.slack.block_kit import Block, clip

CHARTS = ("data_visualization", "data_table")
# Published sources differ; these are the stricter limits.
TITLE = 50
NAME = 20
MOST_SERIES = 6
MOST_POINTS = 20
MOST_ROWS = 100
# Of one message.
MOST_CHARTS = 2

Series = Sequence[tuple[str, float]]


def bars(title: str, name: str, values: Series) -> list[Block]:
    """A bar for each value; empty where Slack couldn't draw them."""
    return _chart("bar", title, [label for label, _ in values], [(name, values)])


def lines(
    title: str, labels: Sequence[str], series: Sequence[tuple[str, Series]], y_label: str
) -> list[Block]:
    """A line for each series over the same labels; empty where Slack couldn't draw them."""
    return _chart("line", title, labels, series, y_label)


def table(caption: str, head: tuple[str, str], rows: Sequence[tuple[str, int]]) -> list[Block]:
    """A table with a name and a number in each row; empty without rows."""
    if not rows:
        return []
    first = [{"type": "raw_text", "text": text} for text in head]
    shown = [
        [{"type": "raw_text", "text": name}, {"type": "raw_number", "value": count, "text": f"{count:,}"}]
        for name, count in rows[:MOST_ROWS]
    ]
    return [{"type": "data_table", "caption": clip(caption, TITLE), "rows": [first, *shown]}]


def has_charts(blocks: Iterable[Block]) -> bool:
    """Whether a workspace that lags behind would refuse these blocks."""
    return any(block.get("type") in CHARTS for block in blocks)


def _chart(
    kind: str, title: str, labels: Sequence[str], series: Sequence[tuple[str, Series]], y_label: str = ""
) -> list[Block]:
    short = [clip(label, NAME) for label in labels]
    called = [clip(name, NAME) for name, _ in series]
    # Two that read the same would be one to Slack, and it takes no chart without a point.
    if len(set(short)) < len(short) or len(set(called)) < len(called):
        return []
    if not (0 < len(short) <= MOST_POINTS and 0 < len(called) <= MOST_SERIES):
        return []
    drawn = [
        {
            "name": name,
            "data": [_point(label, value) for label, (_, value) in zip(short, values, strict=True)],
        }
        for name, (_, values) in zip(called, series, strict=True)
    ]
    axes = {"categories": short} | ({"y_label": clip(y_label, TITLE)} if y_label else {})
    chart = {"type": kind, "series": drawn, "axis_config": axes}
    return [{"type": "data_visualization", "title": clip(title, TITLE), "chart": chart}]


def _point(label: str, value: float) -> Block:
    return {"label": label, "value": value}
