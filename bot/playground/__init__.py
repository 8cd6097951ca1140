"""The stand-in Slack: what a newcomer runs, and what the tests of the edge run against.

standin = StandIn(clock)
async with serve(standin) as url:
    ...  # point a bot at f"{url}/api/", or open `url` in a browser
"""

from bot.playground.server import serve
from bot.playground.standin import StandIn

__all__ = ["StandIn", "serve"]
