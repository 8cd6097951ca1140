"""Steps of people's workflows: what became of each, so that Slack asks twice and gets one answer."""

from rituals.steps.acts import Ended, end, ended, purge

__all__ = ["Ended", "end", "ended", "purge"]
