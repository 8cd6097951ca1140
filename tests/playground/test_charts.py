"""Slack's own charts and tables in the stand-in: checked strictly, and unknown where a workspace lags."""

from typing import Any

import pytest

from bot.playground.block_kit import check_message, check_view
from bot.playground.refusals import Refused

LINE = {
    "type": "data_visualization",
    "title": "Calls a day",
    "chart": {
        "type": "line",
        "series": [{"name": "Calls", "data": [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 4.5}]}],
        "axis_config": {"categories": ["Mon", "Tue"], "y_label": "Calls"},
    },
}
PIE = {
    "type": "data_visualization",
    "title": "Which?",
    "chart": {"type": "pie", "segments": [{"label": "Human", "value": 3}]},
}
TABLE = {
    "type": "data_table",
    "caption": "Where",
    "rows": [
        [{"type": "raw_text", "text": "Place"}, {"type": "raw_text", "text": "Stories"}],
        [{"type": "raw_text", "text": "Billing"}, {"type": "raw_number", "value": 2, "text": "2"}],
    ],
}


def series(*names: str, labels: tuple[str, ...] = ("Mon", "Tue")) -> dict[str, Any]:
    data = [{"label": label, "value": 1} for label in labels]
    chart = {**LINE["chart"], "series": [{"name": name, "data": data} for name in names]}  # type: ignore[dict-item]
    return {**LINE, "chart": chart}


def test_well_made_ones_are_taken_in_messages() -> None:
    check_message([LINE, PIE, TABLE])


@pytest.mark.parametrize(
    "blocks",
    [
        [LINE, PIE, LINE],
        [{**PIE, "title": "x" * 51}],
        [{**PIE, "alt_text": "Which?"}],
        [{**PIE, "chart": {"type": "doughnut", "segments": []}}],
        [{**PIE, "chart": {"type": "pie", "segments": [{"label": "x" * 21, "value": 1}]}}],
        [{**PIE, "chart": {"type": "pie", "segments": [{"label": "x", "value": "1"}]}}],
        [series("Calls", "Calls")],
        [series("Calls", labels=("Mon", "Wed"))],
        [series("Calls", labels=("Mon",))],
        [series(*"ABCDEFG")],
        [{**TABLE, "rows": TABLE["rows"][:1]}],
        [{**TABLE, "rows": [*TABLE["rows"], [{"type": "raw_text", "text": "short"}]]}],
        [{"type": "data_table", "rows": TABLE["rows"]}],
    ],
)
def test_what_slack_might_refuse_is_refused(blocks: list[Any]) -> None:
    with pytest.raises(Refused, match="invalid_blocks"):
        check_message(blocks)


@pytest.mark.parametrize("block", [LINE, TABLE])
def test_where_a_workspace_lags_behind_they_are_unknown_and_in_views_they_always_are(block: Any) -> None:
    with pytest.raises(Refused, match="invalid_blocks"):
        check_message([block], lags=True)
    with pytest.raises(Refused, match="invalid_arguments"):
        check_view({"type": "home", "blocks": [block]}, "home")
