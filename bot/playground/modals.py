"""Views as Slack keeps them: a stack of at most three modals for each person, and one App Home."""

from __future__ import annotations

import hashlib

from bot.playground import block_kit, forms
from bot.playground.entities import Json, View
from bot.playground.installation import Installation
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

DEEPEST = 3
KEPT = ("private_metadata", "callback_id", "external_id")


class Views:
    """Opens, pushes, updates, publishes and closes; every change gives a view a new hash."""

    def __init__(self, workspace: Workspace, app: Installation) -> None:
        self._workspace = workspace
        self._app = app
        self._versions = 0

    def open(self, user: str, body: Json, channel: str | None = None) -> View:
        """A first modal for this person; one that was open gives way."""
        view = self._made(body, user, channel)
        self._workspace.stacks[user] = [view]
        return self._placed(view, None)

    def push(self, user: str, body: Json, channel: str | None = None) -> View:
        """One more modal on top; Refused with push_limit_reached above three."""
        stack = self._workspace.stacks.get(user) or []
        if not stack:
            raise Refused("not_found")
        if len(stack) >= DEEPEST:
            raise Refused("push_limit_reached")
        view = self._made(body, user, channel)
        below = stack[-1]
        stack.append(view)
        return self._placed(view, below)

    def update(self, view: View, body: Json) -> View:
        """New content under the same id; what was typed stays where block_id and action_id stay."""
        fresh = self._made(body, view.owner, None, replaces=view)
        typed = view["state"]["values"]
        kept = {k: view[k] for k in ("id", "root_view_id", "previous_view_id")}
        view.clear()
        view.update({**fresh, **kept})
        forms.keep_typed(view, typed)
        self._workspace.changed()
        return view

    def publish(self, user: str, body: Json) -> View:
        """This person's App Home."""
        at_home = self._workspace.homes.get(user)
        if at_home is not None:
            return self.update(at_home, body)
        view = self._made(body, user, None)
        self._workspace.homes[user] = view
        return self._placed(view, None)

    def close(self, view: View) -> None:
        """Take one view off its owner's stack."""
        stack = self._workspace.stacks.get(view.owner, [])
        self._workspace.stacks[view.owner] = [v for v in stack if v is not view]
        self._workspace.changed()

    def clear(self, user: str) -> None:
        """Close all modals of a person."""
        self._workspace.stacks[user] = []
        self._workspace.changed()

    def _placed(self, view: View, below: View | None) -> View:
        view["root_view_id"] = below["root_view_id"] if below else view["id"]
        view["previous_view_id"] = below["id"] if below else None
        self._workspace.changed()
        return view

    def _made(self, body: Json, user: str, channel: str | None, replaces: View | None = None) -> View:
        self._external_id_is_free(body, replaces)
        workspace, app = self._workspace, self._app
        blocks = block_kit.completed(body["blocks"], workspace.block_id)
        if channel is not None:
            forms.start_at(blocks, channel)
        view = View(
            id=workspace.new_id("V"),
            team_id=workspace.team_id,
            type=body["type"],
            blocks=blocks,
            state={"values": {}},
            hash=self._hash(),
            **{name: body.get(name) or "" for name in KEPT},
            **{name: body.get(name) for name in ("title", "submit", "close")},
            **{name: bool(body.get(name)) for name in ("clear_on_close", "notify_on_close")},
            **{"root_view_id": None, "previous_view_id": None, "app_id": app.app_id, "bot_id": app.bot_id},
            app_installed_team_id=workspace.team_id,
        )
        view.owner = user
        view["state"]["values"] = forms.first_values(view)
        return view

    def _external_id_is_free(self, body: Json, replaces: View | None) -> None:
        wanted = body.get("external_id")
        taken = (v for v in self._workspace.views() if v is not replaces and v["external_id"] == wanted)
        if wanted and any(taken):
            raise Refused("duplicate_external_id")

    def _hash(self) -> str:
        self._versions += 1
        digest = hashlib.sha256(str(self._versions).encode()).hexdigest()[:8]
        return f"{int(self._workspace.clock.now().timestamp())}.{digest}"
