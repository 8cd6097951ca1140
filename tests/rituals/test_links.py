"""Secret links: the newest one counts, nobody else's calendar is touched, and no secret is kept."""

from __future__ import annotations

from sqlalchemy import select

from rituals import agenda, links, workspaces
from rituals.ids import ChannelId
from rituals.links import LinkKind, Opened
from rituals.links.records import SecretLink
from tests.cast import ANA, BRUNO, ESCALATIONS, HARBOUR, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act


def found(act: Act, secret: str, kind: LinkKind = LinkKind.CALENDAR) -> Opened | None:
    return act(links.find, HARBOUR, kind, secret)


def test_a_secret_leads_where_it_was_made_for_and_nowhere_else(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.WALL, "secret")
    assert found(act, "secret", LinkKind.WALL) is not None
    assert found(act, "secret", LinkKind.FEED) is None
    assert found(act, "Secret", LinkKind.WALL) is None
    assert found(act, "", LinkKind.WALL) is None


def test_a_new_link_ends_the_one_before_it_whoever_makes_it(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.WALL, "old")
    act(links.make, scene(BRUNO), LinkKind.WALL, "new")
    assert found(act, "old", LinkKind.WALL) is None
    assert act(links.made, scene(), LinkKind.WALL) == links.Made(BRUNO, NOW)


def test_a_calendar_is_one_person_s_and_one_channel_s(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.CALENDAR, "ana's", SUPPORT)
    act(links.make, scene(BRUNO), LinkKind.CALENDAR, "bruno's", SUPPORT)
    act(links.make, scene(ANA), LinkKind.CALENDAR, "another", ESCALATIONS)
    act(links.revoke, scene(BRUNO), LinkKind.CALENDAR, SUPPORT)
    hers = found(act, "ana's")
    assert hers is not None
    assert (hers.channel, hers.person) == (SUPPORT, ANA)
    assert found(act, "bruno's") is None
    assert found(act, "another") is not None
    assert act(links.made, scene(BRUNO), LinkKind.CALENDAR, SUPPORT) is None


def test_what_is_kept_of_a_secret_is_not_the_secret(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.WALL, "very-secret")
    [kept] = act(lambda db: db.execute(select(SecretLink.__table__)).all())
    assert "very-secret" not in str(kept)


def test_a_link_follows_its_channel_to_another_id(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.CALENDAR, "ana's", SUPPORT)
    act(agenda.move_channel, scene(), SUPPORT, ChannelId("C0MOVED"))
    hers = found(act, "ana's")
    assert hers is not None
    assert hers.channel == "C0MOVED"


def test_another_workspace_finds_nothing(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.WALL, "secret")
    assert act(links.find, elsewhere().workspace, LinkKind.WALL, "secret") is None


def test_once_the_app_is_uninstalled_no_link_leads_anywhere(act: Act) -> None:
    act(links.make, scene(ANA), LinkKind.WALL, "secret")
    act(workspaces.leave, scene())
    assert found(act, "secret", LinkKind.WALL) is None
    act(workspaces.come_back, scene())
    assert found(act, "secret", LinkKind.WALL) is not None
