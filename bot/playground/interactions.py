"""Slash commands, buttons, shortcuts and modals: Slack's payloads, and what it does with the answers."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Literal

from bot.playground import block_kit, forms
from bot.playground.backend import Backend
from bot.playground.entities import Channel, Json, Message, User, View
from bot.playground.links import Answer
from bot.playground.payloads import channel_name
from bot.playground.refusals import Refused
from bot.playground.typed import as_stored, escaped
from bot.playground.workflows import SHOWN_WITHIN, step_of

Where = Message | View | Literal["home"]
UNKNOWN = Answer(None, error="unknown_command")
GONE = Answer(None, error="app_not_installed")


class Interactions:
    """Builds what the bot is asked, sends it, and carries out what it answers."""

    def __init__(self, slack: Backend) -> None:
        self._slack = slack

    async def _ask(self, kind: str, name: str, payload: Json) -> Answer:
        if not self._slack.app.installed:
            return GONE
        return await self._slack.delivery.ask(kind, name, payload)

    # --- slash commands

    async def command(self, user: User, channel: Channel, line: str) -> Answer:
        name, _, text = line.strip().partition(" ")
        known = self._slack.app.command(name)
        if known is None or user.outsider or not self._slack.app.installed:
            return UNKNOWN
        encode = known.get("should_escape", False)
        text = (
            as_stored(text.strip(), self._slack.workspace, labels=True) if encode else escaped(text.strip())
        )
        response_url = self._slack.hooks.make("commands", user.id, channel.id)
        payload = {
            "token": self._slack.app.verification_token,
            "team_id": self._slack.workspace.team_id,
            "team_domain": self._slack.workspace.domain,
            "channel_id": channel.id,
            "channel_name": channel_name(channel),
            "user_id": user.id,
            "user_name": user.name,
            "command": name,
            "text": text,
            "api_app_id": self._slack.app.app_id,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": self._slack.triggers.make(user.id, channel.id),
        }
        answer = await self._ask("slash_commands", name, payload)
        something = answer.body.get("text") or answer.body.get("blocks") or answer.body.get("delete_original")
        return self._show(answer, response_url) if answer.ok and something else answer

    def _show(self, answer: Answer, response_url: str) -> Answer:
        try:
            self._slack.hooks.acknowledged(response_url, answer.body)
        except Refused as no:
            # Slack shows the person a failure, and the reason to nobody but the app's own log.
            return Answer(answer.status, no.body, error=no.error)
        return answer

    # --- block actions

    async def press(
        self,
        user: User,
        where: Where,
        action_id: str,
        value: str | None,
        block_id: str | None,
        selected: Any,
        values: Json,
    ) -> Answer:
        place = self._slack.workspace.home_of(user.id) if where == "home" else where
        if place is None:
            raise LookupError(f"{user.real_name} has no App Home yet.")
        blocks = place.blocks or []
        block, element = find_element(blocks, action_id, value, block_id)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise LookupError(f"{action_id!r} only counts when its form is sent: it has no dispatch_action.")
        if isinstance(place, View):
            forms.fill(place, values)
        state = place["state"]["values"] if isinstance(place, View) else place.state
        if selected is None and values:
            selected = forms.plain(state.get(block["block_id"], {}).get(action_id))
        action = self._action(block, element, selected, state)
        payload = self._slack.payloads.interaction("block_actions", user)
        payload |= self._in_view(user, place) if isinstance(place, View) else self._on_message(user, place)
        self._slack.workspace.changed()
        return await self._ask("interactive", action_id, {**payload, "actions": [action]})

    def _action(self, block: Json, element: Json, selected: Any, state: Json) -> Json:
        shared = ("action_id", "type", "text", "value", "style", "url", "placeholder", "confirm")
        action = {name: element[name] for name in shared if name in element}
        if element["type"] in forms.HOLDS:
            entry = forms.held(element, selected)
            action |= {k: v for k, v in entry.items() if v is not None}
            if element["type"] != "overflow":
                state.setdefault(block["block_id"], {})[element["action_id"]] = entry
        return {**action, "block_id": block["block_id"], "action_ts": self._slack.workspace.next_ts()}

    def _in_view(self, user: User, view: View) -> Json:
        container = {"type": "view", "view_id": view["id"]}
        return {"container": container, "trigger_id": self._slack.triggers.make(user.id), "view": dict(view)}

    def _on_message(self, user: User, message: Message) -> Json:
        channel = self._slack.workspace.channels[message.channel]
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container |= {"is_ephemeral": message.ephemeral}
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        body = {
            "container": container,
            "trigger_id": self._slack.triggers.make(user.id, channel.id),
            "channel": {"id": channel.id, "name": channel_name(channel)},
            "state": {"values": message.state},
            "response_url": self._slack.hooks.make("actions", user.id, channel.id, message),
        }
        if not message.ephemeral:
            # Slack doesn't show an app the content of an ephemeral message again.
            body["message"] = self._slack.payloads.message(message)
        return body

    # --- shortcuts

    async def shortcut(self, user: User, callback_id: str, message: Message | None) -> Answer:
        kind = "message" if message else "global"
        if user.outsider:
            raise PermissionError("People of another organisation have no shortcuts of this app.")
        if not self._slack.app.knows_shortcut(callback_id, kind):
            raise LookupError(f"The app has no {kind} shortcut {callback_id!r}.")
        shared = self._slack.payloads.interaction("message_action" if message else "shortcut", user)
        shared |= {"callback_id": callback_id, "action_ts": self._slack.workspace.next_ts()}
        if message is None:
            payload = {**shared, "trigger_id": self._slack.triggers.make(user.id)}
        else:
            payload = {**shared, **self._about(user, message)}
        return await self._ask("interactive", callback_id, payload)

    def _about(self, user: User, message: Message) -> Json:
        channel = self._slack.workspace.channels[message.channel]
        return {
            "trigger_id": self._slack.triggers.make(user.id, channel.id),
            "response_url": self._slack.hooks.make("app", user.id, channel.id),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel_name(channel)},
            "message": self._slack.payloads.message(message),
        }

    # --- modals

    async def submit(self, user: User, view: View, values: Json) -> tuple[Answer, dict[str, str]]:
        forms.fill(view, values)
        self._slack.workspace.changed()
        errors = forms.complaints(view)
        if errors:
            return Answer(200), errors
        step = step_of(view)
        if step is not None:
            return Answer(200), await self._run_step(step, view)
        payload = self._slack.payloads.interaction("view_submission", user)
        payload |= {"trigger_id": self._slack.triggers.make(user.id), "view": dict(view)}
        payload["response_urls"] = self._response_urls(user, view)
        answer = await self._ask("interactive", view.callback_id, payload)
        if not answer.ok:
            return answer, {}
        try:
            return answer, self._follow(view, answer.body)
        except Refused as no:
            return Answer(answer.status, no.body, error=no.error), {}

    async def _run_step(self, step: str, view: View) -> dict[str, str]:
        """Run the step whose form this is; what the person reads in it if the step fails."""
        state = view["state"]["values"]
        filled = {name: forms.plain(entry[name]) for name, entry in state.items()}
        inputs = {name: value for name, value in filled.items() if value}
        execution = self._slack.workflows.begin(step, inputs)
        with suppress(TimeoutError):
            await asyncio.wait_for(execution.over.wait(), SHOWN_WITHIN)
        if execution.error is None:
            self._slack.views.close(view)
            return {}
        return {next(iter(state)): execution.error}

    def _follow(self, view: View, body: Json) -> dict[str, str]:
        """Do what the acknowledgement of a submission says; returns the errors to show in the modal."""
        what = body.get("response_action")
        if what is None:
            self._slack.views.close(view)
        elif what == "clear":
            self._slack.views.clear(view.owner)
        elif what == "errors":
            return self._errors(view, body.get("errors"))
        elif what in ("update", "push"):
            block_kit.check_view(body.get("view"), "modal")
            self._slack.files.check(body["view"]["blocks"], "invalid_arguments")
            if what == "update":
                self._slack.views.update(view, body["view"])
            else:
                self._slack.views.push(view.owner, body["view"])
        else:
            raise Refused("invalid_response", [f"unknown response_action: {what}"])
        return {}

    def _errors(self, view: View, errors: Any) -> dict[str, str]:
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or errors.keys() - inputs:
            raise Refused("invalid_response", ["errors must be keyed by the block_id of an input block"])
        return {str(block): str(said) for block, said in errors.items()}

    def _response_urls(self, user: User, view: View) -> list[Json]:
        urls = []
        for block, element in forms.inputs(view["blocks"]):
            entry = view["state"]["values"][block["block_id"]][element["action_id"]]
            channel = entry.get("selected_conversation") or entry.get("selected_channel")
            if element.get("response_url_enabled") and channel:
                where = {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                }
                urls.append({**where, "response_url": self._slack.hooks.make("app", user.id, channel)})
        return urls

    async def close(self, user: User, view: View, everything: bool) -> Answer:
        stack = self._slack.workspace.stacks.get(user.id, [])
        told = stack[0] if everything and stack else view
        if everything:
            self._slack.views.clear(user.id)
        else:
            self._slack.views.close(view)
        if not told["notify_on_close"]:
            return Answer(200)
        payload = self._slack.payloads.interaction("view_closed", user)
        # What was filled in isn't told: Slack's own sample of a closed view has an empty state.
        shut = {**told, "state": {"values": {}}}
        payload |= {"view": shut, "is_cleared": everything, "response_urls": []}
        return await self._ask("interactive", told.callback_id, payload)


def find_element(
    blocks: list[Json], action_id: str, value: str | None, block_id: str | None
) -> tuple[Json, Json]:
    """The block and element that a person means; LookupError if nothing there is called that.

    What they see may have been drawn again since, with new ids for its blocks: then the same element counts.
    """
    found = [
        (block, element)
        for block in blocks
        for element in block_kit.elements_of(block)
        if element.get("action_id") == action_id and value in (None, element.get("value"))
    ]
    named = [each for each in found if each[0]["block_id"] == block_id]
    if not found:
        raise LookupError(
            f"There is nothing to press called {action_id!r}{f' ({value})' if value else ''} here."
        )
    return (named or found)[0]
