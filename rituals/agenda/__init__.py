"""The agenda: which act each kind of schedule runs. The top of the domain."""

from rituals.agenda.acts.parsing import read_plan
from rituals.agenda.acts.running import KINDS, Served, asked_by, post_now, run_due, settle

__all__ = ["KINDS", "Served", "asked_by", "post_now", "read_plan", "run_due", "settle"]
