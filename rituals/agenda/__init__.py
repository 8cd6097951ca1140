"""The agenda: which act each kind of schedule runs. The top of the domain."""

from rituals.agenda.acts import post_now, preview, run_due

__all__ = ["post_now", "preview", "run_due"]
