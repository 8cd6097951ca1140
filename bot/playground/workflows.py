"""Workflows that have come to one of the app's steps: what is told to the bot, and how each step ends."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.playground.entities import Json, View
from bot.playground.events import Events
from bot.playground.installation import Installation, secret
from bot.playground.workspace import Workspace

FORM = "slack:step:"
# In seconds: for so long the page waits for the end of a step.
SHOWN_WITHIN = 8.0
ELEMENTS = {"slack#/types/user_id": "users_select", "slack#/types/channel_id": "channels_select"}


@dataclass
class Execution:
    """One step of one run: `error` is what the person who runs it reads, if it failed."""

    id: str
    step: str
    state: str = "running"
    error: str | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Workflows:
    """Runs steps, and remembers what came of them."""

    def __init__(self, workspace: Workspace, app: Installation, events: Events) -> None:
        self._workspace = workspace
        self._app = app
        self._events = events
        self.executions: dict[str, Execution] = {}

    def begin(self, step: str, inputs: Json) -> Execution:
        """A workflow comes to this step. LookupError for a step that the manifest lacks, ValueError for
        inputs that it doesn't allow."""
        known = self._known(step)
        self._check(known["input_parameters"], inputs)
        execution = Execution(self._workspace.new_id("Fx"), step)
        self.executions[execution.id] = execution
        self._events.send(
            {
                "type": "function_executed",
                "function": self._described(step, known),
                "inputs": inputs,
                "function_execution_id": execution.id,
                "workflow_execution_id": self._workspace.new_id("Wx"),
                "event_ts": self._workspace.next_ts(),
                "bot_access_token": secret("xwfp-"),
            }
        )
        return execution

    def end(self, execution: Execution, error: str | None) -> None:
        """The bot says how it ended."""
        execution.state, execution.error = "failed" if error else "completed", error
        execution.over.set()
        self._workspace.changed()

    def form(self, step: str) -> Json:
        """A form for a step's inputs, as the Workflow Builder has one."""
        known = self._known(step)
        wanted = known["input_parameters"]
        return {
            "type": "modal",
            "callback_id": f"{FORM}{step}",
            "title": {"type": "plain_text", "text": "Run a workflow step"},
            "submit": {"type": "plain_text", "text": "Run"},
            "blocks": [
                {"type": "section", "text": {"type": "mrkdwn", "text": f"*{known['title']}*"}},
                *(
                    _field(name, about, name in wanted.get("required", ()))
                    for name, about in wanted["properties"].items()
                ),
            ],
        }

    def _known(self, step: str) -> Json:
        if step not in self._app.steps:
            raise LookupError(f"The app has no workflow step {step!r}.")
        known: Json = self._app.steps[step]
        return known

    def _check(self, wanted: Json, inputs: Json) -> None:
        missing = [name for name in wanted.get("required", ()) if inputs.get(name) in (None, "")]
        unknown = inputs.keys() - wanted["properties"].keys()
        if missing or unknown:
            raise ValueError(f"Missing inputs: {missing}; unknown ones: {sorted(unknown)}.")
        there: dict[str, Collection[str]] = {
            "slack#/types/user_id": self._workspace.users,
            "slack#/types/channel_id": self._workspace.channels,
        }
        for name, value in inputs.items():
            known = there.get(wanted["properties"][name]["type"], (value,))
            if value not in known:
                raise ValueError(f"{name} is {value!r}, which isn't in this workspace.")

    def _described(self, step: str, known: Json) -> Json:
        return {
            "id": f"Fn{step.upper()}",
            "callback_id": step,
            "title": known["title"],
            "description": known["description"],
            "type": "app",
            "input_parameters": _listed(known["input_parameters"]),
            "output_parameters": _listed(known["output_parameters"]),
            "app_id": self._app.app_id,
            "date_created": 0,
            "date_updated": 0,
            "date_deleted": 0,
        }


def step_of(view: View) -> str | None:
    """The step whose form this is; None for a form of the app's own."""
    return view.callback_id.removeprefix(FORM) if view.callback_id.startswith(FORM) else None


def _listed(parameters: Json) -> list[Json]:
    required = parameters.get("required", ())
    return [
        {"name": name, **about, "is_required": name in required}
        for name, about in parameters["properties"].items()
    ]


def _field(name: str, about: Json, required: bool) -> Json:
    kind = ELEMENTS.get(about["type"], "plain_text_input")
    element: Json = {"type": kind, "action_id": name}
    if kind == "plain_text_input":
        element["multiline"] = required
    hint = {"type": "plain_text", "text": about["description"]}
    label = {"type": "plain_text", "text": about["title"]}
    base = {"type": "input", "block_id": name, "label": label, "element": element, "hint": hint}
    return {**base, "optional": not required}
