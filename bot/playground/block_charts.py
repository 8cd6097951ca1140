"""Slack's charts and tables of 2026. Published limits differ; these are the stricter ones."""

from __future__ import annotations

from typing import Any

from bot.playground.block_rules import (
    Fields,
    Inspection,
    items,
    look_over,
    may,
    needs,
    number,
    obj,
    string,
    typed,
)

# What a workspace that lags behind doesn't know.
NEWEST = ("data_visualization", "data_table")
MOST_ROWS, MOST_CELLS = 101, 20


def _amount(value: Any, path: str, seen: Inspection) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        seen.wrong("must be a number", path)


POINT: Fields = {"label": needs(string(20, 1)), "value": needs(_amount)}
SERIES: Fields = {"name": needs(string(20, 1)), "data": needs(items(obj(POINT), 1, 20))}
AXES: Fields = {
    "categories": needs(items(string(20, 1), 1, 20)),
    "x_label": may(string(50)),
    "y_label": may(string(50)),
}
XY: Fields = {"series": needs(items(obj(SERIES), 1, 6)), "axis_config": needs(obj(AXES))}


def _xy(value: Any, path: str, seen: Inspection) -> None:
    before = len(seen.problems)
    look_over(value, path, XY, seen)
    if len(seen.problems) > before:
        return
    names = [series["name"] for series in value["series"]]
    if len(set(names)) < len(names):
        seen.wrong("series names must be unique", f"{path}/series")
    for place, series in enumerate(value["series"]):
        if [point["label"] for point in series["data"]] != value["axis_config"]["categories"]:
            seen.wrong("labels must match the categories", f"{path}/series/{place}/data")


def _rows(value: Any, path: str, seen: Inspection) -> None:
    before = len(seen.problems)
    items(items(CELL, 1, MOST_CELLS), 2, MOST_ROWS)(value, path, seen)
    if len(seen.problems) == before and len({len(row) for row in value}) > 1:
        seen.wrong("rows must be equally long", path)


CELL = typed(
    {
        "raw_text": obj({"text": needs(string(3000, 1))}),
        "raw_number": obj({"value": needs(_amount), "text": needs(string(3000, 1))}),
    },
    ("raw_text", "raw_number"),
)
CHARTS = {
    "pie": obj({"segments": needs(items(obj(POINT), 1, 6))}),
    **dict.fromkeys(("bar", "area", "line"), _xy),
}
DATA_VISUALIZATION: Fields = {"title": needs(string(50, 1)), "chart": needs(typed(CHARTS, CHARTS))}
DATA_TABLE: Fields = {
    "caption": needs(string(3000, 1)),
    "rows": needs(_rows),
    "page_size": may(number(1, 100)),
    "row_header_column_index": may(number(0, MOST_CELLS - 1)),
}
