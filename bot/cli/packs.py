"""`headfirst packs`: for those who write packs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import fill
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.cli import pack_preview
from bot.service import config as settings
from bot.service.catalog import gathered_packs
from bot.slack.wording import several
from rituals.catalog import Framework, UnknownFramework
from rituals.catalog.acts.lint import lint as problems_of
from rituals.catalog.acts.load import BUILT_IN
from rituals.catalog.records import starter
from rituals.catalog.records.parsing import pack_files, read_pack
from rituals.catalog.rules.mix import mix, report
from rituals.catalog.rules.schema import MINDSET_NAME
from rituals.scripts import terms

COLUMNS = 80

packs = typer.Typer(help="Write packs of your own, and check them.", no_args_is_help=True)


@packs.command()
def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Pack files, or folders of them; the built-in packs and PACKS_DIR if none."),
    ] = None,
    english: Annotated[
        bool, typer.Option(help="Check for stiff words and hard reading; --no-english for other languages.")
    ] = True,
) -> None:
    """List every problem in these packs by file, line and field, and show how each pack is mixed."""
    files, missing = _files(paths or _where_packs_are())
    found = problems_of(files, english)
    for path, problems in found.items():
        for problem in problems:
            line = f":{problem.line}" if problem.line else ""
            advice = "advice: " if problem.advice else ""
            typer.echo(f"{path}{line}: {problem.field}: {advice}{problem.what}")
    for trouble in missing:
        typer.echo(trouble)
    for path in files:
        _show_mix(path)
    wrong = [problem for problems in found.values() for problem in problems if not problem.advice]
    count = len(wrong) + len(missing)
    if count:
        where = f" in {several(len(files), 'pack')}" if files else ""
        typer.echo(f"\n{several(count, 'problem')}{where}.", err=True)
        raise typer.Exit(1)
    typer.echo(f"No problems in {several(len(files), 'pack')}.")


@packs.command()
def preview(
    pack: Annotated[str, typer.Argument(help="A framework's key, or a pack file.", metavar="KEY-or-PATH")],
) -> None:
    """Show a pack as a whole, to read it aloud."""
    console = Console(highlight=False)
    console.width = min(console.width, COLUMNS)
    pack_preview.show(_framework(pack), console)


@packs.command()
def new(
    name: Annotated[str, typer.Argument(help='What people will call it, such as "The open door".')],
    folder: Annotated[Path, typer.Option(help="Where to put the file.")] = Path(),
    key: Annotated[
        str, typer.Option(help="Its name for machines. By default, it's made from the name.")
    ] = "",
) -> None:
    """Write a pack to start from, with comments that explain it. Never overwrites a file."""
    key = (
        re.sub(r"[^a-z0-9]+", "_", "_".join(terms(key or name))).strip("_")[: starter.LONGEST_KEY].strip("_")
    )
    if not key[:1].isalpha() or not name or len(name) > MINDSET_NAME or not name.isprintable():
        what = f"a name that begins with a letter from a to z, up to {MINDSET_NAME} characters long"
        _stop(f"Give it {what}. A name in another script also needs a key: --key open_door.")
    path = folder / f"{key}.yaml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter.text(key, json.dumps(name, ensure_ascii=False)))
    except FileExistsError:
        _stop(f"{path} is there already; choose another name, or remove it first.")
    except OSError as error:
        _stop(f"Can't write {path}: {error.strerror}.")
    typer.echo(f"Wrote {path}. Edit it, then run: headfirst packs lint {path}")


def _show_mix(path: Path) -> None:
    """To the other stream, so that the problems can be piped."""
    if experiments := read_pack(path).framework.experiments:
        lines = [
            fill(line, COLUMNS, initial_indent="  ", subsequent_indent="    ")
            for line in report(mix(experiments))
        ]
        typer.echo("\n".join([f"\n{path.name}", *lines]), err=True)


def _where_packs_are() -> list[Path]:
    own = settings.load().own_packs
    return [BUILT_IN, own] if own else [BUILT_IN]


def _files(paths: list[Path]) -> tuple[list[Path], list[str]]:
    """The pack files at these places, each once, and a sentence for every place that has none."""
    files: dict[Path, Path] = {}
    missing = []
    for path in paths:
        here = pack_files(path) if path.is_dir() else [path] if path.exists() else []
        if not here:
            why = "holds no .yaml file" if path.is_dir() else "isn't there"
            missing.append(f"{path}: {why}")
        for file in here:
            files.setdefault(file.resolve(), file)
    return list(files.values()), missing


def _framework(pack: str) -> Framework:
    path = Path(pack)
    if not path.is_file():
        try:
            return gathered_packs(settings.load()).catalog.framework(pack)
        except UnknownFramework:
            _stop(f"There's no pack and no file called {pack!r}.")
    found = read_pack(path)
    if found.faults:
        _stop(f"{path} can't be shown yet: `headfirst packs lint {path}` says why.")
    return found.framework


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
