"""`headfirst import stories`: what a host types about a file of another program, and reads afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.commands import Ended, headfirst

KUDOS = (
    "When;Who;Whom;Praise;Points;\n"
    '13/02/2026 18:05;<@U0IRIS22|iris>;@u0karim33, @U0LENA44;"<@U0KARIM33> found a bed &amp; a kettle";3;\n'
    "04/02/2026 09:10;U0KARIM33;Sam from the depot;Kept the depot open for one late lorry;1;\n"
)
COLUMNS = (
    "--map",
    "praise=text",
    "--map",
    "Who=teller",
    "--map",
    "Whom=credits_front",
    "--map",
    "When=told_at",
)


async def brought_in(folder: Path, *options: str, content: str = KUDOS) -> Ended:
    await headfirst("migrate", DATA_DIR=str(folder / "data"))
    file = folder / "kudos.csv"
    file.write_bytes(content.encode())
    command = "import", "stories", str(file), "--workspace", "T0HARBOUR"
    return await headfirst(*command, *options, DATA_DIR=str(folder / "data"))


async def stories(folder: Path) -> list[str]:
    ended = await headfirst("export", "stories", DATA_DIR=str(folder / "data"))
    return ended.out.splitlines()[1:]


async def test_the_export_of_a_kudos_program_comes_in_once(tmp_path: Path) -> None:
    ended = await brought_in(tmp_path, *COLUMNS, "--zone", "America/Bogota")
    assert ended.code == 0, ended
    assert ended.out.splitlines() == [
        "These columns were left out: Points, column 6 without a name.",
        "2 stories imported. You'll find them in the story list and search.",
    ]
    early, late = await stories(tmp_path)
    assert "2026-02-13T23:05:00Z" in late
    assert "@a teammate found a bed & a kettle,U0IRIS22,U0KARIM33; U0LENA44" in late
    assert "2026-02-04T14:10:00Z" in early
    assert "U0KARIM33,Sam from the depot" in early
    windows = KUDOS.replace("\n", "\r\n")
    again = await brought_in(tmp_path, *COLUMNS, "--zone", "America/Bogota", content=windows)
    assert "0 stories imported, 2 were here already." in again.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            (),
            "There's no column text, which holds what happened. The file has When, Who, Whom, Praise",
        ),
        (("--map", "praise"), "--map must match a column to ours, such as “Message=text”"),
        (("--map", "prase=text"), "The file has no column prase."),
        ((*COLUMNS, "--zone", "Bogota/America"), "--zone must be a zone such as Europe/Lisbon or UTC"),
    ],
)
async def test_what_is_typed_wrongly_is_answered_with_a_sentence(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ended = await brought_in(tmp_path, *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


async def test_times_without_a_zone_ask_for_one(tmp_path: Path) -> None:
    ended = await brought_in(tmp_path, *COLUMNS)
    assert ended.code == 1
    assert "line 2, told_at: “13/02/2026 18:05” doesn't say in which zone" in ended.out
    assert "Nothing was imported: two lines are wrong." in ended.err
