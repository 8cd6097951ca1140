"""functions.completeSuccess and completeError: how a step of a workflow ended."""

from __future__ import annotations

from bot.playground.backend import Backend
from bot.playground.entities import Json
from bot.playground.methods import Method
from bot.playground.refusals import Refused
from bot.playground.workflows import Execution


def succeeded(slack: Backend, args: Json) -> Json:
    execution, outputs = _running(slack, args), args["outputs"]
    wanted = slack.app.steps[execution.step]["output_parameters"]
    missing = set(wanted.get("required", ())) - outputs.keys()
    if missing or outputs.keys() - wanted["properties"].keys():
        raise Refused("parameter_validation_failed")
    slack.workflows.end(execution, None)
    return {}


def failed(slack: Backend, args: Json) -> Json:
    slack.workflows.end(_running(slack, args), args["error"])
    return {}


def _running(slack: Backend, args: Json) -> Execution:
    execution = slack.workflows.executions.get(args["function_execution_id"])
    if execution is None:
        raise Refused("function_execution_not_found")
    if execution.state != "running":
        raise Refused("execution_not_in_running_state")
    return execution


METHODS = {
    "functions.completeSuccess": Method(succeeded, "t3", (), ("function_execution_id", "outputs")),
    "functions.completeError": Method(failed, "t3", (), ("function_execution_id", "error")),
}
