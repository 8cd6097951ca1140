"""The wire log: every exchange between the bot and the stand-in, one JSON object a line, without secrets.

Who pressed a button, or sent a form, is one too: in an anonymous poll that would be who voted what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.service.clock import Clock

HIDDEN = "[redacted]"
SECRET_FIELDS = frozenset(
    {"token", "bot_access_token", "response_url", "trigger_id", "authorization", "ticket", "upload_url"}
)
# Interactions that a person begins, and calls whose answer only one person sees.
PERSONAL = frozenset({"block_actions", "view_submission", "view_closed", "shortcut", "message_action"})
WHISPERS = frozenset({"chat.postEphemeral"})
TICKET = re.compile(r"(ticket=|/hooks/\w+/\w+/\d+/)[\w-]+")
TOKEN = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")


def redacted(value: Any, secrets: Iterable[str]) -> Any:
    """The same value with every secret blacked out: by the name of its field, and by its own text."""
    if isinstance(value, dict):
        return {k: HIDDEN if k.lower() in SECRET_FIELDS else redacted(v, secrets) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(item, secrets) for item in value]
    return _text(value, secrets) if isinstance(value, str) else value


def _text(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return TICKET.sub(rf"\g<1>{HIDDEN}", TOKEN.sub(HIDDEN, text))


def faceless(name: str, body: Any) -> Any:
    """The same exchange, without the person who pressed, sent, or is answered alone."""
    if not isinstance(body, dict) or not (body.get("type") in PERSONAL or name in WHISPERS):
        return body
    return {**body, "user": HIDDEN}


class WireLog:
    """Writes to a file; with no file it does nothing."""

    def __init__(self, path: Path | None, clock: Clock, secrets: Iterable[str]) -> None:
        self._clock, self._secrets = clock, list(secrets)
        self._file = path.open("a", encoding="utf-8", buffering=1) if path else None

    def note(self, direction: str, kind: str, name: str, body: Any, answer: Any, status: int | None) -> None:
        """Write one exchange: `direction` is to_bot or from_bot, `kind` socket, http or web_api."""
        if self._file is None:
            return
        line = {"at": self._clock.now().isoformat(), "dir": direction, "kind": kind, "name": name}
        line |= {
            "body": redacted(faceless(name, body), self._secrets),
            "answer": redacted(answer, self._secrets),
        }
        self._file.write(json.dumps({**line, "status": status}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
