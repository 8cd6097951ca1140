"""The agenda: which act each kind of schedule runs. The top of the domain."""

from rituals.agenda.acts.beginning import begin
from rituals.agenda.acts.kinds import ADMIN_BOUNCE_NOTE, BOUNCE_NOTE, POST_KINDS
from rituals.agenda.acts.moving import close_channel, move_channel
from rituals.agenda.acts.parsing import read_plan
from rituals.agenda.acts.running import KINDS, Served, asked_by, post_now, run_due
from rituals.agenda.acts.settling import settle, try_again

__all__ = [
    "ADMIN_BOUNCE_NOTE",
    "BOUNCE_NOTE",
    "KINDS",
    "POST_KINDS",
    "Served",
    "asked_by",
    "begin",
    "close_channel",
    "move_channel",
    "post_now",
    "read_plan",
    "run_due",
    "settle",
    "try_again",
]
