"""The ways in which Slack says no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A Web API call that Slack answers with `ok: false`, an error code, and sometimes reasons."""

    status = 200

    def __init__(self, error: str, messages: Sequence[str] = (), **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class TooFast(Refused):
    """429: ask again after `retry_after` whole seconds; or whatever a proxy makes of that."""

    status = 429

    def __init__(self, retry_after: int | str | None) -> None:
        super().__init__("ratelimited")
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
