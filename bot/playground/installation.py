"""The app as it is installed: who it is, its secrets, what it asked for and what it was given."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.playground.entities import Json

ALL_SCOPES = frozenset(
    {f"{family}:{right}" for family in ("channels", "groups", "im", "mpim") for right in ("read", "history")}
    | {"im:write", "mpim:write", "groups:write", "channels:manage", "commands", "app_mentions:read"}
    | {"chat:write", "chat:write.public", "reactions:read", "reactions:write", "team:read", "users:read"}
    | {"usergroups:read", "files:read", "files:write"}
)


def secret(prefix: str = "") -> str:
    """A string that nobody guesses."""
    return f"{prefix}{secrets.token_hex(16)}"


@dataclass
class Installation:
    """Without a manifest everything is granted, every event is sent, and every command is known."""

    app_id: str = "A0HEADFIRST"
    bot_user: str = "U0HEADFIRST"
    bot_id: str = "B0HEADFIRST"
    bot_token: str = field(default_factory=lambda: secret("xoxb-"))
    app_token: str = field(default_factory=lambda: secret("xapp-"))
    signing_secret: str = field(default_factory=secret)
    verification_token: str = field(default_factory=secret)
    scopes: set[str] = field(default_factory=lambda: set(ALL_SCOPES))
    events: set[str] | None = None
    commands: list[Json] | None = None
    shortcuts: list[Json] | None = None
    # Steps for workflows, by their callback_id.
    steps: dict[str, Json] = field(default_factory=dict)
    installed: bool = True
    home_tab: bool = True
    # Whether people may write to the bot in its Messages tab.
    messages_open: bool = True

    def read(self, manifest: Json) -> None:
        """Take over an app manifest: what it asks for is granted, its optional scopes included."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        asked = manifest.get("oauth_config", {}).get("scopes", {})
        self.scopes = {*asked.get("bot", []), *asked.get("bot_optional", [])}
        self.events = set(settings.get("event_subscriptions", {}).get("bot_events", []))
        self.commands = list(features.get("slash_commands", []))
        self.shortcuts = list(features.get("shortcuts", []))
        # Slack runs the steps of no other app.
        ready = settings.get("org_deploy_enabled") and settings.get("function_runtime") == "remote"
        self.steps = dict(manifest.get("functions", {})) if ready else {}
        home = features.get("app_home", {})
        self.home_tab = bool(home.get("home_tab_enabled", False))
        self.messages_open = not home.get("messages_tab_read_only_enabled", False)

    def listens_to(self, event: str) -> bool:
        return self.installed and (self.events is None or event in self.events)

    def command(self, name: str) -> Json | None:
        """What the manifest says of this slash command; None if it isn't one of the app's."""
        if self.commands is None:
            return {"command": name, "should_escape": True}
        return next((c for c in self.commands if c["command"] == name), None)

    def knows_shortcut(self, callback_id: str, kind: str) -> bool:
        if self.shortcuts is None:
            return True
        return any(s["callback_id"] == callback_id and s["type"] == kind for s in self.shortcuts)

    @property
    def hidden(self) -> list[str]:
        """The strings that may never be written anywhere."""
        return [self.bot_token, self.app_token, self.signing_secret, self.verification_token]
