"""The agenda: which act each kind of schedule runs. The top of the domain."""

from rituals.agenda.acts import KINDS, Served, post_now, run_due, settle

__all__ = ["KINDS", "Served", "post_now", "run_due", "settle"]
