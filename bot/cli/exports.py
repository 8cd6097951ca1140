"""`headfirst export`: what a team has told, as files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.workspace import Workspace, meant, stop
from bot.service import config as settings
from bot.service import store
from bot.service.store import Acts
from rituals import exports
from rituals.db import time_of
from rituals.exports import Format, Sheet, Writer
from rituals.scene import Scene


def export(
    what: Annotated[Sheet, typer.Argument(help="What to export.")],
    form: Annotated[Format, typer.Option("--format", help="The format of the file.")] = Format.CSV,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Leave out everything before this day, in UTC."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="The file to write, instead of standard output.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Write stories, polls, rituals or answers as CSV or JSON. The bot may be running."""
    with store.beside(settings.load()) as act:
        scene = Scene(meant(act, workspace, there=True), act(time_of))
        if not act(exports.may_export, scene, what):
            stop("This workspace keeps answers out of exports. An admin can allow them: /mindset settings.")
        pieces = _pieces(act, scene, what, form, since and since.replace(tzinfo=UTC))
        if output is None:
            _print(pieces)
        else:
            _write(output, pieces)


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
        stop(f"Can't write {output}: {error.strerror}.")
    typer.echo(f"Wrote {output}.")
