"""users.info, users.list, usergroups.list, usergroups.users.list."""

from __future__ import annotations

from bot.playground.backend import Backend
from bot.playground.entities import Group, Json, User
from bot.playground.methods import Method, finding
from bot.playground.payloads import SLACKBOT
from bot.playground.refusals import Refused


def info(slack: Backend, args: Json) -> Json:
    person = SLACKBOT if args["user"] == SLACKBOT.id else finding.user(slack, args["user"])
    return {"user": _shown(slack, person, args)}


def listed(slack: Backend, args: Json) -> Json:
    # People who have left are still listed; people of other organisations never are.
    everybody = [SLACKBOT, *(user for user in slack.workspace.users.values() if not user.outsider)]
    shown, more = finding.page(everybody, args, len(everybody), most=max(1000, len(everybody)))
    members = [_shown(slack, person, args) for person in shown]
    return {"members": members, "cache_ts": int(slack.clock.now().timestamp()), **more}


def _shown(slack: Backend, person: User, args: Json) -> Json:
    shown = slack.payloads.user(person)
    # The language of people of other organisations isn't told.
    return {**shown, "locale": "en-GB"} if args.get("include_locale") and not person.outsider else shown


def groups(slack: Backend, args: Json) -> Json:
    found = [
        one for one in slack.workspace.groups.values() if args.get("include_disabled") or not one.disabled
    ]
    return {"usergroups": [_group(slack, one, args) for one in found]}


def _group(slack: Backend, group: Group, args: Json) -> Json:
    shown: Json = {"id": group.id, "team_id": slack.workspace.team_id, "is_usergroup": True}
    shown |= {"name": group.name, "description": group.description, "handle": group.handle}
    shown |= {"is_external": False, "date_create": group.created, "date_update": group.created}
    shown |= {"date_delete": group.created if group.disabled else 0, "auto_type": None}
    shown |= {"created_by": SLACKBOT.id, "updated_by": SLACKBOT.id, "deleted_by": None}
    shown["prefs"] = {"channels": [], "groups": []}
    if args.get("include_users"):
        shown["users"] = group.members
    if args.get("include_count"):
        # A string: so it stands in Slack's own sample.
        shown["user_count"] = str(len(group.members))
    return shown


def in_group(slack: Backend, args: Json) -> Json:
    group = slack.workspace.groups.get(args["usergroup"])
    if group is None or (group.disabled and not args.get("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": group.members}


METHODS = {
    "users.info": Method(info, "t4", ("users:read",), ("user",)),
    "users.list": Method(listed, "t2", ("users:read",)),
    "usergroups.list": Method(groups, "t2", ("usergroups:read",)),
    "usergroups.users.list": Method(in_group, "t2", ("usergroups:read",), ("usergroup",)),
}
