"""`headfirst export` and `headfirst import`: what a team has told, as files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.service import config as settings
from bot.service import store
from bot.service.catalog import catalog
from bot.service.store import Acts
from bot.slack import markup
from bot.slack.wording import several, spelled
from rituals import exports, imports, workspaces
from rituals.catalog import Catalog
from rituals.db import time_of
from rituals.exports import Format, Sheet, Writer
from rituals.ids import WorkspaceId
from rituals.imports import Brought, Expected, FileStory, ImportProblem, Ways
from rituals.scene import Scene, zone_named

TEAM = re.compile(r"[TE][A-Z0-9]{2,}")
# So many stories are brought in by one transaction: all of them or none. More come in parts.
AT_ONCE = 5000
PART = 500

Workspace = Annotated[str | None, typer.Option(help="Its Slack id, T…, if the database has several.")]


class Importable(StrEnum):
    """What can be brought in."""

    STORIES = "stories"


def export(
    what: Annotated[Sheet, typer.Argument(help="What to export.")],
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.CSV,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Leave out what is older than this day, in UTC."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="The file to write, instead of standard output.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Write stories, polls, rituals or answers as CSV or JSON. The bot may be running."""
    with store.beside(settings.load()) as act:
        scene = Scene(_workspace(act, workspace, there=True), act(time_of))
        if not act(exports.may_export, scene, what):
            _stop("This workspace keeps answers out of exports. An admin can allow them: /mindset settings.")
        pieces = _pieces(act, scene, what, form, since and since.replace(tzinfo=UTC))
        if output is None:
            _print(pieces)
        else:
            _write(output, pieces)


def bring_in(
    what: Annotated[Importable, typer.Argument(help="What to bring in.")],
    file: Annotated[
        Path, typer.Argument(help="A CSV file with the columns of the export; `text` is needed.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, and change nothing.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out the lines that are wrong.")] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="What a column is here: “Message=text”. “id=” leaves one out."),
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Where times without a zone are meant: Europe/Lisbon.")
    ] = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How 3/4/2026 is meant.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Bring in stories from elsewhere. They are in the list and the search, and are not posted."""
    config = settings.load()
    content, packs = _content(file), catalog(config)
    ways, called = Ways(_zone(zone), day_first), _called(columns or [])
    try:
        with store.beside(config) as act:
            scene = Scene(_workspace(act, workspace, there=False), act(time_of))
            known = _known(act, scene, packs, ways, called)
            entries = _entries(content, known, skip_bad)
            if dry_run:
                _say(act(imports.look, scene, entries), "would be new", "Nothing was changed.")
                return
        with store.opened(config) as engine:
            _say(
                _brought(Acts(engine, config), scene, entries),
                "brought in",
                "They are in the feed's list and search.",
            )
    except store.Occupied:
        _stop(
            "The bot is running, and its SQLite file is its own. Stop it, bring them in, and start it again."
        )


def _workspace(act: Acts, named: str | None, *, there: bool) -> WorkspaceId:
    """The one that is meant. `there`: only one that the database knows will do."""
    known = act(exports.whose)
    if named is not None:
        if not TEAM.fullmatch(named):
            _stop(f"--workspace must be a Slack id such as T012ABCDEF, and not “{named}”.")
        if there and named not in known:
            _stop(f"This database knows no workspace {named}. It has {', '.join(known) or 'none yet'}.")
        return WorkspaceId(named)
    if not known:
        _stop(
            "This database knows no workspace yet. Let the bot run first, or name it: --workspace T012ABCDEF."
        )
    if len(known) > 1:
        _stop(f"This database has several workspaces. Choose one with --workspace: {', '.join(known)}.")
    return known[0]


def _pieces(act: Acts, scene: Scene, what: Sheet, form: Format, since: datetime | None) -> Iterator[str]:
    writer, after = Writer(what, form), None
    yield writer.begin()
    while True:
        batch = act(exports.batch, scene, what, since, after)
        yield writer.rows(batch.rows)
        if (after := batch.after) is None:
            break
    yield writer.end()


def _print(pieces: Iterable[str]) -> None:
    # UTF-8 whatever the terminal says; no byte order mark, which the next program of a pipe would take for
    # a part of the first column's name.
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads, `head` perhaps, has seen enough; nobody is to hear of it when Python ends.
        with suppress(OSError):
            sys.stdout.close()


def _write(output: Path, pieces: Iterable[str]) -> None:
    # Under another name until it is whole: half an export looks like all of it.
    unfinished = output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode())
        unfinished.replace(output)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        _stop(f"Cannot write {output}: {error.strerror}.")
    typer.echo(f"It is in {output}.")


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(imports.LARGEST + 1)
    except OSError as error:
        _stop(f"Cannot read {file}: {error.strerror}.")


def _zone(named: str | None) -> ZoneInfo | None:
    zone = zone_named(named) if named else None
    if named and zone is None:
        _stop(f"--zone must be a zone such as Europe/Lisbon or UTC, and not “{named}”.")
    return zone


def _called(pairs: list[str]) -> dict[str, str]:
    """What each column is here. A column's own name may have the mark in it; ours do not."""
    for pair in pairs:
        if not pair.rpartition("=")[0].strip():
            _stop(f"--map must name a column and what it is here, such as “Message=text”, and not “{pair}”.")
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
        _stop(str(error))
    if found.ignored:
        typer.echo(f"These columns were left out: {', '.join(found.ignored)}.")
    for problem in found.problems:
        typer.echo(str(problem))
    if found.problems and not skip_bad:
        bad = _lines(found.problems)
        _stop(f"Nothing was brought in: {bad} wrong. Mend the file, or leave that out with --skip-bad.", 1)
    return found.entries


def _brought(act: Acts, scene: Scene, entries: list[FileStory]) -> Brought:
    """Bring them in: at once, or in parts if they are many."""
    if len(entries) <= AT_ONCE:
        return act(imports.bring_in, scene, entries)
    typer.echo(f"These are many stories, so they come in parts of {PART}. If this is cut off, run it again.")
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


def _stop(sentence: str, code: int = 2) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
