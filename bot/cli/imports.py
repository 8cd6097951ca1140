"""`headfirst import`: what a team has told elsewhere."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.workspace import Workspace, meant, stop
from bot.service import config as settings
from bot.service import store
from bot.service.catalog import catalog
from bot.service.store import Acts
from bot.slack import markup
from bot.slack.wording import several, spelled
from rituals import imports, workspaces
from rituals.catalog import Catalog
from rituals.db import time_of
from rituals.imports import Brought, Expected, FileStory, ImportProblem, Ways
from rituals.scene import Scene, zone_named

# So many stories are brought in by one transaction: all of them or none. More come in parts.
AT_ONCE = 5000
PART = 500


class Importable(StrEnum):
    """What can be imported."""

    STORIES = "stories"


def bring_in(
    what: Annotated[Importable, typer.Argument(help="What to import.")],
    file: Annotated[
        Path, typer.Argument(help="A CSV file with the columns of the export; `text` is needed.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file without changing anything.")
    ] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out lines that have problems.")] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="Match a column to ours: “Message=text”. “id=” leaves a column out."),
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="The zone of times that name none, such as Europe/Lisbon.")
    ] = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How to read 3/4/2026.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Import stories from elsewhere. They'll be in the list and in search, but I don't post them."""
    config = settings.load()
    content, packs = _content(file), catalog(config)
    ways, called = Ways(_zone(zone), day_first), _called(columns or [])
    try:
        with store.beside(config) as act:
            scene = Scene(meant(act, workspace, there=False), act(time_of))
            known = _known(act, scene, packs, ways, called)
            entries = _entries(content, known, skip_bad)
            if dry_run:
                _say(act(imports.look, scene, entries), "would be new", "Nothing was changed.")
                return
        with store.opened(config) as engine:
            _say(
                _brought(Acts(engine, config), scene, entries),
                "imported",
                "You'll find them in the story list and search.",
            )
    except store.Occupied:
        stop(
            "The bot is running and uses its SQLite file alone. "
            "Stop it, import the stories, then start it again."
        )


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(imports.LARGEST + 1)
    except OSError as error:
        stop(f"Can't read {file}: {error.strerror}.")


def _zone(named: str | None) -> ZoneInfo | None:
    zone = zone_named(named) if named else None
    if named and zone is None:
        stop(f"--zone must be a zone such as Europe/Lisbon or UTC, not “{named}”.")
    return zone


def _called(pairs: list[str]) -> dict[str, str]:
    """What each column is here. A column's own name may have the mark in it; ours don't."""
    for pair in pairs:
        if not pair.rpartition("=")[0].strip():
            stop(f"--map must match a column to ours, such as “Message=text”, not “{pair}”.")
    return {theirs: ours for theirs, _, ours in (pair.rpartition("=") for pair in pairs)}


def _known(act: Acts, scene: Scene, packs: Catalog, ways: Ways, called: dict[str, str]) -> Expected:
    touchpoints = act(workspaces.settings, scene).touchpoints
    known = [mindset for framework in packs for mindset in framework.mindsets]
    mindsets = {each.name.lower(): each.key for each in known} | {each.key: each.key for each in known}
    return Expected(scene.now, touchpoints, mindsets, ways, markup.read_mrkdwn, called)


def _entries(content: bytes, known: Expected, skip_bad: bool) -> list[FileStory]:
    try:
        found = imports.read_file(content, known)
    except imports.Unreadable as error:
        stop(str(error))
    if found.ignored:
        typer.echo(f"These columns were left out: {', '.join(found.ignored)}.")
    for problem in found.problems:
        typer.echo(str(problem))
    if found.problems and not skip_bad:
        bad = _lines(found.problems)
        stop(f"Nothing was imported: {bad} wrong. Fix the file, or leave those lines out with --skip-bad.", 1)
    return found.entries


def _brought(act: Acts, scene: Scene, entries: list[FileStory]) -> Brought:
    """Bring them in: at once, or in parts if they are many."""
    if len(entries) <= AT_ONCE:
        return act(imports.bring_in, scene, entries)
    typer.echo(
        f"These are many stories, so I'll import them {PART} at a time. If this stops halfway, run it again."
    )
    left, new = iter(entries), 0
    while part := list(islice(left, PART)):
        new += act(imports.bring_in, scene, part).new
    return Brought(new, len(entries) - new)


def _say(brought: Brought, how: str, then: str) -> None:
    stories = several(brought.new, "story", "stories")
    here = f", {brought.here:,} were here already" if brought.here else ""
    typer.echo(f"{stories} {how}{here}. {then}")


def _lines(problems: list[ImportProblem]) -> str:
    return spelled(len({problem.line for problem in problems}), "line is", "lines are")
