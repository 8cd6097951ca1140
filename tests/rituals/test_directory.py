"""What Slack has said of people and channels is known until it's old, and forgotten with the person."""

from datetime import timedelta

from rituals import directory, erasure
from rituals.directory import About
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUMMIT, scene
from tests.databases import Act


def learned(act: Act, about: About, name: str, **facts: object) -> None:
    act(directory.learn, HARBOUR, about, name, facts, NOW)


def test_the_newest_word_of_slack_counts(act: Act) -> None:
    learned(act, About.PERSON, ANA, zone="Europe/Lisbon")
    learned(act, About.PERSON, ANA, zone="Asia/Tokyo")
    known = act(directory.known, HARBOUR, About.PERSON, ANA)
    assert known is not None
    assert (known.facts, known.seen_at) == ({"zone": "Asia/Tokyo"}, NOW)


def test_another_workspace_knows_nothing_of_it(act: Act) -> None:
    learned(act, About.CHANNEL, KUDOS, open=True)
    assert act(directory.known, SUMMIT, About.CHANNEL, KUDOS) is None


def test_several_are_looked_up_at_once_and_strangers_are_left_out(act: Act) -> None:
    learned(act, About.PERSON, ANA, zone="Europe/Lisbon")
    assert set(act(directory.known_of, HARBOUR, About.PERSON, [ANA, BRUNO])) == {ANA}


def test_forgetting_a_person_takes_their_name_and_where_they_are(act: Act) -> None:
    learned(act, About.PERSON, ANA, names=["Ana Duarte"])
    learned(act, About.MEMBER, f"{KUDOS}:{ANA}", inside=True)
    learned(act, About.MEMBER, f"{KUDOS}:{BRUNO}", inside=True)
    act(erasure.forget_me, scene(ANA), ["Ana Duarte"])
    assert act(directory.known, HARBOUR, About.PERSON, ANA) is None
    assert act(directory.known, HARBOUR, About.MEMBER, f"{KUDOS}:{ANA}") is None
    assert act(directory.known, HARBOUR, About.MEMBER, f"{KUDOS}:{BRUNO}") is not None


def test_what_nobody_has_asked_about_for_three_months_is_forgotten(act: Act) -> None:
    learned(act, About.PERSON, ANA, zone="Europe/Lisbon")
    act(directory.purge, NOW + timedelta(days=89))
    assert act(directory.known, HARBOUR, About.PERSON, ANA) is not None
    act(directory.purge, NOW + timedelta(days=91))
    assert act(directory.known, HARBOUR, About.PERSON, ANA) is None
