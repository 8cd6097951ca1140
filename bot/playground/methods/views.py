"""views.open, push, update, publish."""

from __future__ import annotations

from typing import Any

from bot.playground import block_kit
from bot.playground.backend import Backend
from bot.playground.entities import Json, View
from bot.playground.methods import Method
from bot.playground.refusals import Refused


def opened(slack: Backend, args: Json) -> Json:
    # The view is looked at first: a trigger isn't used up by a view that Slack would refuse.
    _check(slack, args["view"], "modal")
    trigger = slack.triggers.exchange(_trigger(args))
    return _shown(slack.views.open(trigger.user, args["view"], trigger.channel))


def pushed(slack: Backend, args: Json) -> Json:
    _check(slack, args["view"], "modal")
    trigger = slack.triggers.exchange(_trigger(args))
    return _shown(slack.views.push(trigger.user, args["view"], trigger.channel))


def updated(slack: Backend, args: Json) -> Json:
    view = _wanted(slack, args)
    _check(slack, args["view"], str(view["type"]))
    _fresh(view, args)
    return _shown(slack.views.update(view, args["view"]))


def published(slack: Backend, args: Json) -> Json:
    if not slack.app.home_tab:
        raise Refused("not_enabled")
    person = slack.workspace.users.get(args["user_id"])
    # The app has no Home with people of another organisation.
    if person is None or person.is_bot or person.outsider:
        raise Refused("invalid_arguments", ["invalid `user_id`"])
    _check(slack, args["view"], "home")
    at_home = slack.workspace.home_of(person.id)
    if at_home is not None:
        _fresh(at_home, args)
    return _shown(slack.views.publish(person.id, args["view"]))


def _check(slack: Backend, view: Any, kind: str) -> None:
    block_kit.check_view(view, kind)
    slack.files.check(view["blocks"], "invalid_arguments")


def _trigger(args: Json) -> str:
    name = args.get("trigger_id") or args.get("interactivity_pointer")
    if not name:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return str(name)


def _wanted(slack: Backend, args: Json) -> View:
    view_id, external_id = args.get("view_id"), args.get("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view_id"])
    for view in slack.workspace.views():
        if (view_id and view["id"] == view_id) or (external_id and view["external_id"] == external_id):
            return view
    raise Refused("not_found")


def _fresh(view: View, args: Json) -> None:
    """A `hash` guards against writing over a version that the bot hasn't seen."""
    if args.get("hash") and args["hash"] != view["hash"]:
        raise Refused("hash_conflict")


def _shown(view: View) -> Json:
    return {"view": dict(view)}


METHODS = {
    "views.open": Method(opened, "t4", (), ("view",)),
    "views.push": Method(pushed, "t4", (), ("view",)),
    "views.update": Method(updated, "t4", (), ("view",)),
    "views.publish": Method(published, "t4", (), ("user_id", "view")),
}
