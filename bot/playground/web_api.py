"""The Web API: which methods there are, and the way of a call from the token to the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.playground import arguments
from bot.playground.backend import Backend, Call
from bot.playground.entities import Json
from bot.playground.methods import (
    Method,
    app,
    chat,
    conversations,
    files,
    finding,
    functions,
    reactions,
    users,
    views,
)
from bot.playground.refusals import Refused, TooFast

# Written out, so that one can read what is covered; a test holds this list to the routes.
COVERED = (
    "apps.connections.open",
    "auth.test",
    "chat.delete",
    "chat.getPermalink",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.list",
    "conversations.members",
    "conversations.open",
    "conversations.replies",
    "files.completeUploadExternal",
    "files.delete",
    "files.getUploadURLExternal",
    "files.info",
    "functions.completeError",
    "functions.completeSuccess",
    "reactions.add",
    "reactions.get",
    "reactions.remove",
    "team.info",
    "usergroups.list",
    "usergroups.users.list",
    "users.conversations",
    "users.info",
    "users.list",
    "views.open",
    "views.publish",
    "views.push",
    "views.update",
)
METHODS: dict[str, Method] = {
    **app.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **functions.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}


@dataclass
class Reply:
    """What goes back over HTTP; `lost` means that the connection drops instead."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    lost: bool = False


async def call(slack: Backend, name: str, token: str | None, sent: Json) -> Reply:
    """Answer one call of the bot, mishaps included."""
    shown = {key: value for key, value in sent.items() if key != "token"}
    slack.calls.append(Call(name, shown))
    reply = _answer(slack, name, token, sent)
    await slack.faults.wait_for_holds(name)
    seen = (None, None) if reply.lost else (reply.body, reply.status)
    slack.wire.note("from_bot", "web_api", name, shown, *seen)
    return reply


def _answer(slack: Backend, name: str, token: str | None, sent: Json) -> Reply:
    fault = slack.faults.take(name)
    try:
        if fault and fault.kind == "broken":
            return Reply({"ok": False, "error": "internal_error"}, 500)
        if fault and fault.kind == "limited":
            raise TooFast(fault.retry_after)
        if fault and fault.kind == "refused":
            raise Refused(fault.error)
        body = {"ok": True, **_run(slack, name, token, sent)}
        return Reply(body, headers=_scopes(slack), lost=fault is not None)
    except TooFast as slow:
        return Reply(slow.body, slow.status, slow.headers)
    except Refused as no:
        return Reply(no.body, no.status)


def _run(slack: Backend, name: str, token: str | None, sent: Json) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise Refused("unknown_method", req_method=name)
    _check_token(slack, method, token)
    if method.scopes and not slack.app.scopes & set(method.scopes):
        raise Refused("missing_scope", needed=",".join(method.scopes), provided=finding.provided(slack))
    slack.limits.admit(name, method.tier, sent.get("channel"))
    return method.run(slack, arguments.checked(method, sent))


def _check_token(slack: Backend, method: Method, token: str | None) -> None:
    if not token:
        raise Refused("not_authed")
    if token not in (slack.bot_token, slack.app_token):
        raise Refused("invalid_auth")
    if token == slack.bot_token and not slack.app.installed:
        raise Refused("account_inactive")
    if (token == slack.app_token) != method.app_token:
        raise Refused("not_allowed_token_type")


def _scopes(slack: Backend) -> dict[str, str]:
    return {"x-oauth-scopes": finding.provided(slack)}
