"""A workspace's settings are its own."""

from rituals import workspaces
from tests.cast import ANA, KUDOS, SUPPORT, elsewhere, scene
from tests.databases import Act


def test_a_workspace_has_no_feed_until_somebody_chooses_one(act: Act) -> None:
    assert act(workspaces.feed, scene(ANA)) is None


def test_the_feed_is_the_channel_chosen_last(act: Act) -> None:
    act(workspaces.set_feed, scene(ANA), SUPPORT)
    act(workspaces.set_feed, scene(ANA), KUDOS)
    assert act(workspaces.feed, scene(ANA)) == KUDOS


def test_another_workspace_has_a_feed_of_its_own(act: Act) -> None:
    act(workspaces.set_feed, scene(ANA), KUDOS)
    assert act(workspaces.feed, elsewhere()) is None
    act(workspaces.set_feed, elsewhere(), SUPPORT)
    assert act(workspaces.feed, scene(ANA)) == KUDOS
