"""The command line: `headfirst`."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
import uvloop
import yaml

from bot.app.run import run as run_bot
from bot.cli.exports import export
from bot.cli.imports import bring_in
from bot.cli.packs import packs
from bot.service import config as settings
from bot.service import logs, manifest, store
from bot.service.clock import SharedClock
from bot.service.config import ConfigError
from rituals import posts

app = typer.Typer(
    help="Headfirst: a Slack bot with small daily rituals about customers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(packs, name="packs")
app.command(name="export")(export)
app.command(name="import")(bring_in)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"headfirst {version('headfirst')}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Headfirst: a Slack bot with small daily rituals about customers."""


@app.command()
def run() -> None:
    """Run the bot on a real Slack workspace, until stopped."""
    logs.set_up()
    uvloop.run(run_bot(settings.load(), SharedClock()))


@app.command()
def playground(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port of the page. If it's taken, a free one is used.")
    ] = 4646,
    wire_log: Annotated[
        Path | None, typer.Option(help="Write every exchange to this file, as JSON lines.")
    ] = None,
) -> None:
    """Try the bot in a stand-in Slack, in your browser, with no account. Everything stays on this machine."""
    from bot.cli.playground import play  # only this command needs the stand-in

    logs.set_up()
    uvloop.run(play(settings.load(), port, wire_log))


@app.command()
def migrate() -> None:
    """Bring the database to this version."""
    store.migrate(settings.load())
    typer.echo("The database is up to date.")


@app.command(name="manifest")
def show_manifest(
    url: Annotated[str | None, typer.Option(help="The public address of the bot, for HTTP.")] = None,
    workflow_steps: Annotated[
        bool, typer.Option("--workflow-steps", help="With steps for Slack's Workflow Builder.")
    ] = False,
) -> None:
    """Print the Slack app's manifest: for Socket Mode, or with --url for HTTP."""
    if url is not None and not url.startswith("https://"):
        raise ConfigError("--url must start with https://: Slack sends requests to nothing else.")
    if url is None and not workflow_steps:
        typer.echo(manifest.text(), nl=False)
        return
    steps = workflow_steps
    printed = manifest.over_http(url, steps=steps) if url else manifest.manifest(steps=steps)
    typer.echo(yaml.safe_dump(printed, sort_keys=False, allow_unicode=True), nl=False)


@app.command(name="posts")
def show_posts() -> None:
    """List the messages that need a human, because they're in doubt or Slack refused them."""
    with store.beside(settings.load()) as act:
        stuck = act(posts.unsettled)
    for post in stuck:
        typer.echo(f"{post.id}\t{post.state}\t{post.kind}\t{post.channel}\t{post.error or ''}")
    if not stuck:
        typer.echo("Every message is where it should be.")


def main() -> None:
    """Run the command; a setting that is missing or wrong ends it with one sentence."""
    try:
        app()
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise SystemExit(130) from None
