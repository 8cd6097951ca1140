"""Forgetting a person: their words, and that they pointed at others'."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.db import insert_once
from rituals.nominations.acts.settling import ask_key, vanish
from rituals.nominations.records import Nominated, Nomination
from rituals.nominations.rules import NominationWishes
from rituals.scene import NOBODY, Scene


def forget(db: Session, scene: Scene) -> None:
    """The person's words are gone, and so is their name wherever they pointed or were pointed at.

    What they pointed at still counts as pointed at, by somebody.
    """
    here = Nominated.workspace == scene.workspace
    for row in db.scalars(select(Nominated).where(here, Nominated.author == scene.person)):
        vanish(db, scene, row)
        row.author, row.author_name = NOBODY, None
    for row in db.scalars(
        select(Nominated).where(here, cast(Nominated.wishes, String).contains(scene.person))
    ):
        wishes = NominationWishes.read(row.wishes)
        others = tuple(each for each in wishes.credits if each.person != scene.person)
        lines = tuple(each for each in wishes.lines if each.person != scene.person)
        row.wishes = replace(wishes, credits=others, lines=lines).stored()
        posts.touch(db, scene, ask_key(row))
    theirs = select(Nomination).where(Nomination.workspace == scene.workspace, Nomination.by == scene.person)
    for nomination in db.scalars(theirs).all():
        names = ("workspace", "channel", "ts", "emoji", "standing", "at")
        values = {name: getattr(nomination, name) for name in names}
        db.delete(nomination)
        db.flush()
        insert_once(db, Nomination, values | {"by": NOBODY})
        posts.touch(db, scene, ask_key(nomination))
