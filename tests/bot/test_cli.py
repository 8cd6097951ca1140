"""The command line: what a host reads when a setting is missing or wrong; what small commands print."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml
from sqlalchemy import create_engine, inspect, text

from bot.playground import StandIn, serve
from bot.service import manifest
from bot.service.clock import WallClock
from tests.bot.commands import Ended, headfirst
from tests.databases import Postgres
from tests.journeys.world import free_port

ROOT = Path(__file__).parents[2]
BOT = "SLACK_BOT_TOKEN"
APP = "SLACK_APP_TOKEN"
SECRET = "SLACK_SIGNING_SECRET"
URL = "SLACK_API_URL"
PAGE = "api.slack.com/apps"


def test_it_says_its_version_also_when_python_has_to_be_loaded_for_it() -> None:
    command = [sys.executable, "-m", "bot", "--version"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"headfirst \d+\.\d+\.\d+\n", said.stdout)


@pytest.fixture
async def slack() -> AsyncIterator[StandIn]:
    standin = StandIn(WallClock(), town="quiet")
    standin.configure(manifest.manifest())
    async with serve(standin):
        yield standin


def sentence(ended: Ended) -> str:
    """The one sentence with which a start ended."""
    assert ended.code == 2, ended
    # What the log says on the way isn't addressed to anybody who has to act.
    said = [line for line in ended.err.splitlines() if "level=info" not in line]
    assert len(said) == 1, ended
    assert re.search(r"[.!?]$", said[0]), said
    assert ended.out == ""
    return said[0]


async def every(environments: dict[str, dict[str, str]], folder: Path) -> dict[str, str]:
    """Start with each of these settings, two at a time; the sentences with which they ended."""
    two = asyncio.Semaphore(2)
    # Never the real Slack, whatever slips through.
    nowhere = f"http://127.0.0.1:{free_port()}/"

    async def one(case: str, environment: dict[str, str]) -> str:
        async with two:
            base = {"DATA_DIR": str(folder / case), URL: nowhere}
            return sentence(await headfirst("run", **(base | environment)))

    said = await asyncio.gather(*(one(*case) for case in environments.items()))
    return dict(zip(environments, said, strict=True))


async def test_settings_that_are_missing_or_of_the_wrong_form_are_named_with_the_place_to_find_them(
    tmp_path: Path,
) -> None:
    good = {BOT: "xoxb-1", APP: "xapp-1"}
    said = await every(
        {
            "nothing": {},
            "a token of a person": {BOT: "xoxp-1", APP: "xapp-1"},
            "no way in": {BOT: "xoxb-1"},
            "a blank way in": {BOT: "xoxb-1", SECRET: "  "},
            "a bot token for the app": {BOT: "xoxb-1", APP: "xoxb-1"},
            "a port in words": good | {"PORT": "three thousand"},
            "a port too high": good | {"PORT": "70000"},
            "another protocol": good | {URL: "ftp://slack.example"},
            "half an address": good | {URL: "http://["},
        },
        tmp_path,
    )
    assert BOT in said["nothing"]
    assert "xoxb-" in said["nothing"]
    assert "xoxb-" in said["a token of a person"]
    for way in (APP, SECRET, "Basic Information"):
        assert way in said["no way in"]
        assert way in said["a blank way in"]
    assert "xapp-" in said["a bot token for the app"]
    assert "PORT" in said["a port in words"]
    assert "PORT" in said["a port too high"]
    assert URL in said["another protocol"]
    assert URL in said["half an address"]
    for case in ("nothing", "a token of a person", "no way in", "a bot token for the app"):
        assert PAGE in said[case]


async def test_a_slack_that_cannot_be_reached_or_does_not_know_us_is_named(
    slack: StandIn, tmp_path: Path
) -> None:
    here = {BOT: slack.bot_token, APP: slack.app_token, URL: f"{slack.url}/api/"}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = await every(
            {
                "nobody there": here | {URL: f"http://127.0.0.1:{free_port()}/api/"},
                "somebody else there": here | {URL: f"{slack.url}/page/"},
                "another bot token": here | {BOT: "xoxb-wrong"},
                "another app token": here | {APP: "xapp-wrong"},
                "port taken": {BOT: slack.bot_token, SECRET: "s", URL: here[URL], "HOST": "127.0.0.1"}
                | {"PORT": port},
            },
            tmp_path,
        )
    assert URL in said["nobody there"]
    assert "isn't Slack" in said["somebody else there"]
    assert URL in said["somebody else there"]
    assert f"{BOT} (invalid_auth)" in said["another bot token"]
    assert f"{APP} (invalid_auth)" in said["another app token"]
    assert "connections:write" in said["another app token"]
    assert "PORT" in said["port taken"]


async def test_a_database_that_cannot_be_used_is_named(
    slack: StandIn, tmp_path: Path, postgres: Postgres
) -> None:
    here = {BOT: slack.bot_token, APP: slack.app_token, URL: f"{slack.url}/api/"}
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "letter.db").write_text("Dear diary, " * 1000)
    with postgres.bare() as fresh:
        said = await every(
            {
                "no address": here | {"DATABASE_URL": "our database"},
                "a port in words": here | {"DATABASE_URL": "postgresql://me@127.0.0.1:port/x"},
                "no file": here | {"DATABASE_URL": "sqlite:///"},
                "one that we do not know": here | {"DATABASE_URL": "mysql://me@127.0.0.1/x"},
                "one that is not there": here | {"DATABASE_URL": "postgresql://me@127.0.0.1:1/x"},
                "one that is not migrated": here | {"DATABASE_URL": fresh},
                "a folder that is none": here | {"DATA_DIR": str(tmp_path / "file")},
                "a folder that takes no files": here | {"DATA_DIR": "/proc"},
                "a file that is no database": here | {"DATABASE_URL": f"sqlite:///{tmp_path}/letter.db"},
            },
            tmp_path,
        )
    for case in (
        *("no address", "a port in words", "no file"),
        "one that we do not know",
        "one that is not there",
    ):
        assert "DATABASE_URL" in said[case]
    assert "`headfirst migrate`" in said["one that is not migrated"]
    assert "DATA_DIR" in said["a folder that is none"]
    assert "DATA_DIR" in said["a folder that takes no files"]
    assert "letter.db" in said["a file that is no database"]


@pytest.mark.parametrize("port", ["99999", "-1", "many"])
async def test_a_playground_on_a_port_that_cannot_be_says_so(port: str) -> None:
    ended = await headfirst("playground", "--port", port)
    assert ended.code == 2
    assert "Invalid value for '--port'" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("file", ["nowhere/wire.jsonl", "."])
async def test_a_wire_log_that_cannot_be_written_is_named(tmp_path: Path, file: str) -> None:
    said = sentence(await headfirst("playground", "--wire-log", str(tmp_path / file)))
    assert str(tmp_path / file) in said
    assert "--wire-log" in said


# --- the manifest


async def test_the_manifest_is_printed_byte_for_byte() -> None:
    printed = await headfirst("manifest")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.encode() == (ROOT / "app.yaml").read_bytes()


async def test_the_manifest_has_steps_for_workflows_when_asked() -> None:
    printed = await headfirst("manifest", "--workflow-steps")
    assert yaml.safe_load(printed.out) == manifest.manifest(steps=True)
    printed = await headfirst("manifest", "--workflow-steps", "--url", "https://bot.example")
    assert yaml.safe_load(printed.out) == manifest.over_http("https://bot.example", steps=True)


async def test_the_manifest_for_http_has_the_address_everywhere_and_no_socket() -> None:
    printed = await headfirst("manifest", "--url", "https://bot.example/")
    assert yaml.safe_load(printed.out) == manifest.over_http("https://bot.example")
    refused = await headfirst("manifest", "--url", "http://bot.example")
    assert "https://" in sentence(refused)


# --- the database


async def test_migrate_makes_the_database_and_is_harmless_the_second_time(
    tmp_path: Path, postgres: Postgres
) -> None:
    with postgres.bare() as fresh:
        for url in (f"sqlite:///{tmp_path}/new/headfirst.db", fresh):
            for _ in range(2):
                done = await headfirst("migrate", DATABASE_URL=url)
                assert (done.code, done.out, done.err) == (0, "The database is up to date.\n", "")
            engine = create_engine(url)
            assert {"posts", "stories", "schedules", "polls"} <= set(inspect(engine).get_table_names())
            engine.dispose()


async def test_migrate_and_posts_say_it_when_there_is_no_database() -> None:
    nowhere = "postgresql://me@127.0.0.1:1/x"
    for command in ("migrate", "posts"):
        assert "DATABASE_URL" in sentence(await headfirst(command, DATABASE_URL=nowhere))


async def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/headfirst.db"
    await headfirst("migrate", DATABASE_URL=url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "newer" in sentence(await headfirst("migrate", DATABASE_URL=url))


async def test_posts_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    ended = await headfirst("posts", DATABASE_URL=f"sqlite:///{tmp_path}/headfirst.db")
    assert "`headfirst migrate`" in sentence(ended)
