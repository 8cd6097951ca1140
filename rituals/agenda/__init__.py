"""The agenda: which act each kind of schedule runs. The top of the domain."""

from rituals.agenda.acts import KINDS, Served, asked_by, post_now, run_due, settle
from rituals.agenda.reading import read_plan

__all__ = ["KINDS", "Served", "asked_by", "post_now", "read_plan", "run_due", "settle"]
