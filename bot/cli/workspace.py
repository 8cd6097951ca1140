"""Which workspace a command is about, where a database may have several."""

from __future__ import annotations

import re
from typing import Annotated, NoReturn

import typer

from bot.service.store import Acts
from rituals import exports
from rituals.ids import WorkspaceId

TEAM = re.compile(r"[TE][A-Z0-9]{2,}")

Workspace = Annotated[
    str | None, typer.Option(help="The workspace's Slack id (T…), if the database has several.")
]


def meant(act: Acts, named: str | None, *, there: bool) -> WorkspaceId:
    """The workspace that is meant. `there`: only one that the database knows will do."""
    known = act(exports.whose)
    if named is not None:
        if not TEAM.fullmatch(named):
            stop(f"--workspace must be a Slack id such as T012ABCDEF, not “{named}”.")
        if there and named not in known:
            stop(f"This database has no workspace {named}. It has {', '.join(known) or 'none yet'}.")
        return WorkspaceId(named)
    if not known:
        stop("This database has no workspace yet. Run the bot first, or name one: --workspace T012ABCDEF.")
    if len(known) > 1:
        stop(f"This database has several workspaces. Choose one with --workspace: {', '.join(known)}.")
    return known[0]


def stop(sentence: str, code: int = 2) -> NoReturn:
    """End the command with a sentence that says what to do."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
