"""What `/readyz` answers: whether the bot can save, beats, and knows the time."""

from __future__ import annotations

from bot.app.web.slack_events import Ready
from bot.delivery.heartbeat import FAR_OFF, Heartbeat
from bot.service.house import House

# In seconds. A beat comes every second, and waits for the database at times.
LONGEST_SILENCE = 30
# A request that Slack signed longer ago, by the machine's own clock, is turned away.
SIGNED_WITHIN = 300


async def ready(house: House, heartbeat: Heartbeat) -> Ready:
    """Whether the bot can do its work, with a line for the operator."""
    silent, ahead = heartbeat.silent_for(), house.ahead().total_seconds()
    if reason := await _cannot_save(house):
        return Ready(False, f"not ready: {reason}")
    if silent > LONGEST_SILENCE:
        return Ready(False, f"not ready: nothing that was due has been done for {silent:.0f} seconds")
    if abs(ahead) <= FAR_OFF:
        return Ready(True, "ready")
    behind_or_ahead = "ahead of" if ahead > 0 else "behind"
    off = f"this machine's clock is {abs(ahead):.0f} seconds {behind_or_ahead} the database's"
    too_far = abs(ahead) >= SIGNED_WITHIN
    return Ready(not too_far, f"not ready: {off}" if too_far else f"ready, but {off}")


async def _cannot_save(house: House) -> str | None:
    try:
        trouble = await house.prove()
    except Exception as error:
        house.health.could_not("ready.cannot_save", error)
        return "nothing can be saved"
    return trouble.value if trouble else None
