"""The settings: read once, understood with patience, and never shown."""

from __future__ import annotations

import os

import pytest

from bot.service import config as settings

# What Bolt and the SDK act on by themselves.
SILENT = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "PORT",
)
PLACES = ("DATA_DIR", "PUBLIC_URL")
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-very-secret",
    "SLACK_APP_TOKEN": "xapp-very-secret",
    "SLACK_SIGNING_SECRET": "very-secret",
    "DATABASE_URL": "postgresql://me:very-secret@127.0.0.1/x",
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No setting of this machine has a say."""
    for name in (
        *SILENT,
        "SLACK_APP_TOKEN",
        "SLACK_API_URL",
        "DATABASE_URL",
        "DATA_DIR",
        "HOST",
        "PUBLIC_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_without_any_setting_it_is_sqlite_in_the_data_folder_and_the_real_slack() -> None:
    config = settings.load()
    assert config.database == "sqlite:///data/headfirst.db"
    assert (config.port, config.slack_api_url) == (3000, "https://slack.com/api/")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_address_that_a_host_hands_out_means_the_driver_that_we_ship(
    bare: pytest.MonkeyPatch, scheme: str
) -> None:
    bare.setenv("DATABASE_URL", f"{scheme}://me:a+b@db.example/x?sslmode=require")
    assert settings.load().database == "postgresql+psycopg://me:a+b@db.example/x?sslmode=require"


def test_secrets_never_print(bare: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        bare.setenv(name, value)
    assert "very-secret" not in f"{settings.load()!r} {settings.load()!s}"


def test_blanks_that_came_along_with_a_token_are_not_part_of_it(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("SLACK_BOT_TOKEN", " xoxb-1\n")
    bare.setenv("PORT", " 8080 ")
    config = settings.load()
    assert (config.slack_bot_token, config.port) == ("xoxb-1", 8080)


def test_an_empty_setting_is_none(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("PORT", "")
    bare.setenv("DATABASE_URL", "")
    assert settings.load().port == 3000


def test_what_bolt_would_act_on_by_itself_is_taken_away(bare: pytest.MonkeyPatch) -> None:
    for name in SILENT:
        bare.setenv(name, "3001")
    config = settings.load()
    assert config.port == 3001
    assert not set(SILENT) & set(os.environ)


def test_with_both_ways_in_it_is_socket_mode(bare: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        bare.setenv(name, value)
    assert settings.load().socket_mode


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("https://headfirst.example/", "https://headfirst.example"),
        ("https://host.example/headfirst", "https://host.example/headfirst"),
        ("", ""),
    ],
)
def test_the_public_address_is_what_links_begin_with(bare: pytest.MonkeyPatch, said: str, meant: str) -> None:
    bare.setenv("PUBLIC_URL", said)
    assert settings.load().pages == meant


@pytest.mark.parametrize(
    "said", ["headfirst.example", "ftp://host.example", "https://h.example/?a=b", "https://"]
)
def test_a_public_address_that_is_none_is_said_to_be_wrong(bare: pytest.MonkeyPatch, said: str) -> None:
    bare.setenv("PUBLIC_URL", said)
    with pytest.raises(settings.ConfigError, match="PUBLIC_URL must be the address of your host"):
        settings.load()
