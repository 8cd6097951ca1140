"""The environment, read once into one frozen value."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SLACK = "https://slack.com/api/"
# Bolt and the SDK act on these by themselves; only this module may decide what they mean.
SILENT = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "PORT",
)


class ConfigError(Exception):
    """A setting is missing or wrong; the text is one sentence that says what to set and where to find it."""


class Config(BaseSettings):
    """What the host has set. Secrets never print."""

    # Stripped, for what is pasted brings spaces along.
    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, str_strip_whitespace=True
    )

    slack_bot_token: str = Field(default="", repr=False)
    slack_app_token: str = Field(default="", repr=False)
    slack_signing_secret: str = Field(default="", repr=False)
    slack_api_url: str = SLACK
    port: int = Field(default=3000, ge=1, le=65535)
    host: str = "0.0.0.0"
    database_url: str = Field(default="", repr=False)
    data_dir: Path = Path("data")
    packs_dir: str = ""
    public_url: str = ""

    @property
    def database(self) -> str:
        """The database's URL; without one, a SQLite file in the data folder."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'headfirst.db'}"
        # The plain name that hosts hand out means the driver that we ship.
        return url.replace("postgres://", "postgresql://", 1).replace(
            "postgresql://", "postgresql+psycopg://", 1
        )

    @property
    def own_packs(self) -> Path | None:
        """The folder of the team's own packs, if it has one."""
        return Path(self.packs_dir) if self.packs_dir else None

    @property
    def pages(self) -> str:
        """Where people reach the bot's pages, without a slash at the end; empty if they can't."""
        return self.public_url.rstrip("/")

    @property
    def socket_mode(self) -> bool:
        return bool(self.slack_app_token)


def load() -> Config:
    """The settings of the environment, with what Bolt would read on its own taken away; ConfigError."""
    try:
        config = Config()
    except ValidationError as wrong:
        raise ConfigError(_sentence(wrong)) from None
    for name in SILENT:
        os.environ.pop(name, None)
    _check_database(config)
    _check_public_url(config)
    return config


def _check_database(config: Config) -> None:
    try:
        url = make_url(config.database)
        known = url.get_backend_name() in ("sqlite", "postgresql")
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise ConfigError("DATABASE_URL isn't a database address I know. Try postgresql://user@host/name.")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ConfigError("DATABASE_URL names no file: write it like sqlite:////srv/headfirst.db.")


def check_slack(config: Config) -> None:
    """ConfigError unless the settings say how to reach Slack, and how Slack reaches us."""
    page = "your app's page on api.slack.com/apps"
    if not config.slack_bot_token:
        raise ConfigError(
            f"Set SLACK_BOT_TOKEN to the bot token (xoxb-…): see OAuth & Permissions on {page}."
        )
    if not config.slack_bot_token.startswith("xoxb-"):
        raise ConfigError(
            f"SLACK_BOT_TOKEN must start with xoxb-: take it from OAuth & Permissions on {page}."
        )
    if not (config.slack_app_token or config.slack_signing_secret):
        raise ConfigError(
            "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP: "
            f"both are under Basic Information on {page}."
        )
    if config.slack_app_token and not config.slack_app_token.startswith("xapp-"):
        raise ConfigError(
            "SLACK_APP_TOKEN must start with xapp-: make one, with the scope connections:write, "
            f"under Basic Information on {page}."
        )
    if not _is_web_address(config.slack_api_url):
        raise ConfigError("SLACK_API_URL must be a web address such as https://slack.com/api/.")


def _check_public_url(config: Config) -> None:
    parts = urlsplit(config.public_url)
    if config.public_url and (not _is_web_address(config.public_url) or parts.query or parts.fragment):
        raise ConfigError("PUBLIC_URL must be the address of your host, such as https://headfirst.example.")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _sentence(wrong: ValidationError) -> str:
    names = ", ".join(sorted(str(error["loc"][0]).upper() for error in wrong.errors()))
    if names == "PORT":
        return "PORT must be a number from 1 to 65535."
    return f"Something is wrong with {names}: look at the list of settings in docs/operations.md."
