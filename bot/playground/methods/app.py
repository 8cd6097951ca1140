"""auth.test, apps.connections.open, team.info."""

from __future__ import annotations

from bot.playground.backend import Backend
from bot.playground.entities import Json
from bot.playground.methods import Method
from bot.playground.refusals import Refused


def auth_test(slack: Backend, args: Json) -> Json:
    app, workspace = slack.app, slack.workspace
    who = {"user": workspace.users[app.bot_user].name, "user_id": app.bot_user, "bot_id": app.bot_id}
    team = {"team": workspace.team_name, "team_id": workspace.team_id}
    return {"url": f"{workspace.address}/", **team, **who, "is_enterprise_install": False}


def open_connection(slack: Backend, args: Json) -> Json:
    address = slack.workspace.address.replace("http://", "ws://", 1)
    return {"url": f"{address}/socket/?ticket={slack.sockets.ticket()}&app_id={slack.app.app_id}"}


def team_info(slack: Backend, args: Json) -> Json:
    if args.get("team") not in (None, "", slack.workspace.team_id):
        raise Refused("team_not_found")
    workspace = slack.workspace
    about = {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.domain}
    return {"team": {**about, "email_domain": "", "icon": {"image_default": True}}}


METHODS = {
    "auth.test": Method(auth_test, "special"),
    "apps.connections.open": Method(open_connection, "t3", app_token=True),
    "team.info": Method(team_info, "t3", ("team:read",)),
}
