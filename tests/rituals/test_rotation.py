"""Rotation: each kind of ritual has a bag of its own, and nothing private or playful disturbs it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from rituals import experiments, suggestions, workspaces
from rituals.catalog import Catalog, Framework
from rituals.experiments import NothingToDraw
from rituals.experiments.records import Draw
from rituals.experiments.rules.choosing import SEAM
from rituals.workspaces import Blend, Settings
from tests.cast import ANA, BRUNO, KUDOS, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

MONDAY, DAY = date(2026, 3, 2), timedelta(days=1)
PACK = "be_human"


def draw(act: Act, catalog: Catalog, count: int, **wished: object) -> list[str]:
    """What the ritual draws on so many days, by key."""
    begin = act(lambda db: len(db.scalars(select(Draw.id)).all()))
    for n in range(begin, begin + count):
        key = (f"schedule:1:{n}", MONDAY + n * DAY, NOW)
        assert act(experiments.post_due, scene(), catalog, wishes(**wished), *key)
    return act(lambda db: list(db.scalars(select(Draw.experiment).order_by(Draw.id))))[begin:]


def smaller(catalog: Catalog, keep: set[str] | None = None, size: int = 6) -> Catalog:
    """The pack with its first experiments only, or with those that are kept."""
    pack = catalog.framework(PACK)
    some = tuple(each for each in pack.experiments if keep is None or each.key in keep)[:size]
    return replace(catalog, frameworks={**catalog.frameworks, PACK: replace(pack, experiments=some)})


@pytest.fixture
def small(catalog: Catalog) -> Catalog:
    """Six experiments."""
    return smaller(catalog)


def keys(pack: Framework) -> set[str]:
    return {each.key for each in pack.experiments}


@pytest.mark.parametrize(
    ("kind", "material"),
    [("thought_experiment", "experiments"), ("case_study", "case_studies"), ("story_call", "story_prompts")],
)
def test_nothing_comes_again_before_all_has_come_nor_near_the_seam(
    act: Act, catalog: Catalog, kind: str, material: str
) -> None:
    size = min(len(getattr(catalog.framework(PACK), material)), 12)
    pack = replace(catalog.framework(PACK), **{material: getattr(catalog.framework(PACK), material)[:size]})
    shortened = replace(catalog, frameworks={**catalog.frameworks, PACK: pack})
    drawn = draw(act, shortened, 3 * size, kind=kind)
    assert all(len(set(drawn[n : n + size])) == size for n in range(0, 3 * size, size))
    near = min(SEAM, size - 1)
    assert all(key not in drawn[max(n - near, 0) : n] for n, key in enumerate(drawn))


def test_kinds_of_one_channel_do_not_take_from_each_other(act: Act, small: Catalog) -> None:
    mixed = [draw(act, small, 1, kind=kind)[0] for kind in ["thought_experiment", "story_call"] * 6]
    assert set(mixed[::2]) == keys(small.framework(PACK))


def test_channels_have_bags_of_their_own(act: Act, small: Catalog) -> None:
    mixed = [draw(act, small, 1, channel=channel)[0] for channel in [SUPPORT, KUDOS] * 6]
    assert set(mixed[::2]) == set(mixed[1::2]) == keys(small.framework(PACK))


def test_what_people_draw_for_themselves_changes_nothing(act: Act, small: Catalog) -> None:
    first = draw(act, small, 2)
    before = act(lambda db: db.scalars(select(Draw.id)).all())
    for person in (ANA, BRUNO):
        for again in range(9):
            act(experiments.today, scene(person), small, SUPPORT, MONDAY + again * DAY, again)
    assert act(lambda db: db.scalars(select(Draw.id)).all()) == before
    assert set(first + draw(act, small, 4)) == keys(small.framework(PACK))


def test_asking_for_another_shows_others_and_everybody_the_same(act: Act, small: Catalog) -> None:
    def shown(person: str, again: int) -> str:
        return act(experiments.today, scene(person), small, KUDOS, MONDAY, again).experiment.key  # type: ignore[arg-type, union-attr]

    assert [shown(ANA, n) for n in range(4)] == [shown(BRUNO, n) for n in range(4)]
    assert len({shown(ANA, n) for n in range(2)}) == 2


def test_what_was_drawn_stays_drawn_when_the_pack_loses_what_began_the_round(
    act: Act, catalog: Catalog
) -> None:
    pack = smaller(catalog, size=14)
    first = draw(act, pack, 8)
    fewer = smaller(pack, keys(pack.framework(PACK)) - {first[0]}, size=14)
    assert set(draw(act, fewer, 6)) == keys(pack.framework(PACK)) - set(first)


def test_what_is_new_in_the_pack_joins_the_next_round(act: Act, catalog: Catalog, small: Catalog) -> None:
    draw(act, small, 4)
    bigger = smaller(catalog, size=8)
    new = keys(bigger.framework(PACK)) - keys(small.framework(PACK))
    assert not new & set(draw(act, bigger, 2))
    assert new <= set(draw(act, bigger, 8))


def test_an_approved_suggestion_joins_the_next_round(act: Act, small: Catalog) -> None:
    draw(act, small, 4)
    words = {"title": "The last bus", "text": "It rains.", "question": "Who?", "request": "form-1"}
    idea = act(suggestions.suggest, scene(ANA), framework=PACK, mindset="human", **words)
    act(suggestions.decide, scene(BRUNO), idea.id, True)
    assert idea.experiment.key not in draw(act, small, 2)
    assert idea.experiment.key in draw(act, small, 7)


# --- the blend ---


@pytest.fixture
def blended(catalog: Catalog) -> Catalog:
    """Three playful ones and five earnest ones."""
    pack = catalog.framework(PACK)
    playful = [each.key for each in pack.experiments if each.playful][:3]
    earnest = [each.key for each in pack.experiments if not each.playful][:5]
    return smaller(catalog, {*playful, *earnest}, size=8)


def play(catalog: Catalog, drawn: list[str]) -> list[bool]:
    return [catalog.framework(PACK).experiment(key).playful for key in drawn]


@pytest.mark.parametrize("blend", Blend)
def test_a_workspace_has_the_blend_that_it_chose(act: Act, blended: Catalog, blend: Blend) -> None:
    act(workspaces.change_settings, scene(ANA), Settings(blend=blend))
    drawn = draw(act, blended, 16)
    match blend:
        case Blend.EARNEST:
            assert not any(play(blended, drawn))
        case Blend.HALF:
            assert play(blended, drawn) == [False, True] * 8
        case Blend.AS_IT_COMES:
            assert sum(play(blended, drawn)) == 6


def test_half_and_half_has_a_round_of_the_playful_and_one_of_the_earnest(act: Act, blended: Catalog) -> None:
    act(workspaces.change_settings, scene(ANA), Settings(blend=Blend.HALF))
    drawn = draw(act, blended, 20)
    earnest, playful = drawn[::2], drawn[1::2]
    assert all(len(set(earnest[n : n + 5])) == 5 for n in (0, 5))
    assert all(len(set(playful[n : n + 3])) == 3 for n in (0, 3, 6))


def test_a_pack_without_case_studies_has_none_to_draw(act: Act, catalog: Catalog) -> None:
    bare = replace(catalog.framework(PACK), case_studies=())
    with pytest.raises(NothingToDraw):
        draw(act, replace(catalog, frameworks={PACK: bare}), 1, kind="case_study")
