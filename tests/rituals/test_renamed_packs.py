"""A pack that gets another key keeps its rituals and its place in the rotation."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from rituals import experiments, schedules
from rituals.catalog import Catalog, Framework, UnknownFramework
from rituals.experiments import records
from tests.cast import HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes


def renamed(framework: Framework, key: str) -> Catalog:
    """A catalogue of that framework alone, under its new key."""
    scenes = tuple(replace(each, framework=key) for each in framework.experiments)
    new = replace(framework, key=key, experiments=scenes, formerly=(framework.key,))
    return Catalog(MappingProxyType({key: new}))


def test_the_old_key_still_finds_it(catalog: Catalog) -> None:
    later = renamed(catalog.framework("be_human"), "human_after_all")
    assert later.framework("be_human") is later.framework("human_after_all")
    with pytest.raises(UnknownFramework):
        later.framework("head_first")


def test_nothing_comes_twice_because_the_pack_has_another_name(act: Act, catalog: Catalog) -> None:
    pool = len(catalog.framework("be_human").experiments)
    later = renamed(catalog.framework("be_human"), "human_after_all")
    for day in range(pool):
        at = NOW + timedelta(days=day)
        pack = catalog if day < pool // 2 else later
        act(experiments.post_due, scene(now=at), pack, wishes(), f"day:{day}", at.date(), at)
    renamed_pack = [later.framework("human_after_all")]
    had = act(records.drawn_in, HARBOUR, SUPPORT, experiments.DrawKind.THOUGHT_EXPERIMENT, renamed_pack)
    assert len({each.key for each in had["human_after_all"]}) == pool


def test_a_channel_whose_pack_was_taken_away_gets_the_default_one(act: Act, catalog: Catalog) -> None:
    act(schedules.set_up, scene(), wishes(framework="be_human"), "form")
    alone = Catalog(MappingProxyType({"head_first": catalog.framework("head_first")}))
    assert act(experiments.framework_for, scene(), alone, SUPPORT).key == "head_first"


def test_todays_card_of_a_pack_that_was_taken_away_gives_way_to_another(act: Act, catalog: Catalog) -> None:
    act(experiments.post_due, scene(), catalog, wishes(), "day", NOW.date(), NOW)
    alone = Catalog(MappingProxyType({"head_first": catalog.framework("head_first")}))
    assert act(experiments.today, scene(), alone, SUPPORT, NOW.date()).framework.key == "head_first"
