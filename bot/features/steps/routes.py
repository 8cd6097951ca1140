"""What steps of workflows answer to."""

from bot.features.steps import listeners
from bot.slack.routes import Feature, Heard

STEPS = Feature("steps", events={"function_executed": Heard(listeners.executed, key=listeners.by_execution)})
