"""What people do most, each beside its floor in the same run: `python -m tests.bench paths`, JSON lines.

The bot, and bare Bolt, run on one core, everything else on the other; they take turns, so that whatever else
the machine does slows both. `share` is how many a second the bot makes of what the floor makes; `cost_share`
is the same by the processor's time that each has used, which a busy machine disturbs less. The floor of what
only reads, or does nothing, is bare Bolt with an empty listener; of what is written down, the same and one
row that is inserted and committed; of the courier, a bare loop of chat.postMessage.

`BENCH_BESIDE=3ad3cb5` measures that commit in turns with this one. `BENCH_PATHS=vote,cheer` measures only
those, `BENCH_DATABASES=sqlite` only there; `BENCH_ROUNDS` and `BENCH_COUNT` are how often and how many.
"""

from tests.bench.paths.running import run

__all__ = ["run"]
