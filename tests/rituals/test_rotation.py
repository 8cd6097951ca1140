"""Rotation: each kind of ritual has a bag of its own, and nothing private or playful disturbs it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from rituals import experiments, suggestions, workspaces
from rituals.catalog import Catalog, Framework
from rituals.experiments import NothingToDraw
from rituals.experiments.records import Draw
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
    near = min(3, size - 1)
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
    drawn = play(blended, draw(act, blended, 16))
    match blend:
        case Blend.EARNEST:
            assert drawn == [False] * 16
        case Blend.PLAYFUL:
            assert drawn == [True] * 16
        case Blend.HALF:
            # In turns, until one half has come to its end; then the rest of the round.
            assert drawn == [False, True, False, True, False, True, False, False] * 2


def test_half_and_half_is_what_a_workspace_starts_with(act: Act, blended: Catalog) -> None:
    assert play(blended, draw(act, blended, 4)) == [False, True, False, True]


def test_half_and_half_repeats_nothing_before_all_have_come(act: Act, blended: Catalog) -> None:
    drawn = draw(act, blended, 24)
    assert all(set(drawn[n : n + 8]) == keys(blended.framework(PACK)) for n in (0, 8, 16))


@pytest.mark.parametrize("blend", Blend)
def test_what_people_draw_for_themselves_is_as_the_workspace_likes_it(
    act: Act, blended: Catalog, blend: Blend
) -> None:
    act(workspaces.change_settings, scene(ANA), Settings(blend=blend))
    one_pack = replace(blended, frameworks={PACK: blended.framework(PACK)})
    shown = [
        act(experiments.today, scene(ANA), one_pack, KUDOS, MONDAY + n * DAY).experiment.key
        for n in range(12)
    ]
    some = {
        Blend.EARNEST: {False},
        Blend.PLAYFUL: {True},
        Blend.HALF: {True, False},
    }
    assert set(play(blended, shown)) == some[blend]
    if blend is Blend.HALF:
        assert all(one != other for one, other in pairwise(play(blended, shown)))


# --- what touches on grief or illness ---


@pytest.fixture
def tender(catalog: Catalog) -> Catalog:
    """Six experiments; the first of them and the fourth are tender."""
    pack = smaller(catalog).framework(PACK)
    some = [replace(each, tender=number in (0, 3)) for number, each in enumerate(pack.experiments)]
    return replace(catalog, frameworks={PACK: replace(pack, experiments=tuple(some))})


def tender_ones(catalog: Catalog) -> set[str]:
    return {each.key for each in catalog.framework(PACK).experiments if each.tender}


def test_what_touches_on_grief_never_comes_on_a_monday(act: Act, tender: Catalog) -> None:
    drawn = draw(act, tender, 70)
    assert not tender_ones(tender) & set(drawn[::7])
    assert tender_ones(tender) <= set(drawn)
    own = [act(experiments.today, scene(), tender, KUDOS, MONDAY + n * DAY).experiment.key for n in range(70)]
    assert not tender_ones(tender) & set(own[::7])
    assert tender_ones(tender) <= set(own)


def test_a_workspace_may_leave_out_what_touches_on_grief(act: Act, tender: Catalog) -> None:
    act(workspaces.change_settings, scene(ANA), Settings(tender=False))
    assert set(draw(act, tender, 20)) == keys(tender.framework(PACK)) - tender_ones(tender)
    own = [act(experiments.today, scene(), tender, KUDOS, MONDAY + n * DAY).experiment.key for n in range(20)]
    assert not tender_ones(tender) & set(own)


# --- all schools in turn ---


@pytest.fixture
def three(catalog: Catalog) -> Catalog:
    """Three schools, of five, three and two experiments."""
    sizes = {"unusual_three": 5, PACK: 3, "head_first": 2}
    packs = {key: catalog.framework(key) for key in sizes}
    short = {key: replace(each, experiments=each.experiments[: sizes[key]]) for key, each in packs.items()}
    return replace(catalog, frameworks=short)


def test_all_schools_take_turns_and_nothing_repeats_before_all_have_come(act: Act, three: Catalog) -> None:
    drawn = draw(act, three, 30, framework="all_schools")
    school = {each.key: pack.key for pack in three for each in pack.experiments}
    assert [school[key] for key in drawn[:6]] == ["unusual_three", PACK, "head_first"] * 2
    assert all(set(drawn[n : n + 10]) == set(school) for n in (0, 10, 20))


def test_all_schools_have_heroes_and_case_studies_of_each(act: Act, catalog: Catalog) -> None:
    draw(act, catalog, 5, framework="all_schools", kind="case_study")
    of = act(lambda db: list(db.scalars(select(Draw.framework).order_by(Draw.id))))
    assert len(set(of)) == 5


def test_what_draws_nothing_needs_nothing_of_any_school(catalog: Catalog) -> None:
    assert experiments.can_draw(catalog, "head_check", "all_schools")
    assert experiments.can_draw(catalog, "thought_experiment", "all_schools")


def test_a_pack_without_case_studies_has_none_to_draw(act: Act, catalog: Catalog) -> None:
    bare = replace(catalog.framework(PACK), case_studies=())
    with pytest.raises(NothingToDraw):
        draw(act, replace(catalog, frameworks={PACK: bare}), 1, kind="case_study")
