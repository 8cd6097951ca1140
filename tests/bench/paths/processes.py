"""The bot, its floor and Slack as processes of their own, each on its core; and what they have cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.paths.floor import SECRET
from tests.faults.pressing import listens
from tests.journeys.world import free_port

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# What is measured has a core of its own, all else shares the other ones.
CORES = sorted(os.sched_getaffinity(0))
MEASURED, OTHERS = {CORES[0]}, set(CORES[1:]) or {CORES[0]}
MEGABYTE = 1024


@dataclass(frozen=True)
class Served:
    """Something that listens, in one process or several."""

    pids: list[int]
    ports: list[int]

    def cost(self) -> float:
        """Seconds of a processor that its processes have used so far, all threads."""
        files = (each for pid in self.pids for each in Path(f"/proc/{pid}/task").glob("*/schedstat"))
        return sum(int(each.read_text().split()[0]) for each in files) / 1e9

    def memory(self) -> float:
        """Megabytes that are resident, of its largest process."""
        sizes = []
        for pid in self.pids:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            sizes += [int(line.split()[1]) for line in lines if line.startswith("VmRSS")]
        return max(sizes) / MEGABYTE


@contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """A folder with that commit's code."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE
        ).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=packed, check=True)
        yield Path(folder)


def slack_url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


@contextmanager
def a_slack() -> Iterator[str]:
    """Where it listens."""
    port = free_port()
    with _process([HERE / "slack.py", port], OTHERS, {}):
        yield slack_url(port)


@contextmanager
def a_floor(slack: str, database: str) -> Iterator[Served]:
    """Bare Bolt."""
    port = free_port()
    with _process([HERE / "floor.py", "bolt", port, f"{slack}/api/", database], MEASURED, {}) as pid:
        yield Served([pid], [port])


@contextmanager
def bots(slack: str, database: str, checkout: Path, count: int = 1) -> Iterator[Served]:
    """So many bots of a checkout on one database."""
    with ExitStack() as stack:
        ports = [free_port() for _ in range(count)]
        environments = [_environment(slack, database, checkout) | {"PORT": str(port)} for port in ports]
        cores = MEASURED if count == 1 else MEASURED | OTHERS
        pids = [stack.enter_context(_process([HERE / "bot.py", "run"], cores, each)) for each in environments]
        yield Served(pids, ports)


def ask(slack: str, database: str, checkout: Path, *what: object) -> str:
    """What `bot.py` prints of a checkout."""
    return _run([HERE / "bot.py", *what], OTHERS, _environment(slack, database, checkout))


def bare_loop(slack: str, count: int) -> float:
    """Messages a second."""
    return float(_run([HERE / "floor.py", "loop", f"{slack}/api/", count], MEASURED, {}))


async def awake(*served: Served) -> None:
    """All of them listen."""
    for each in served:
        for port in each.ports:
            await listens(port)


def _environment(slack: str, database: str, checkout: Path) -> dict[str, str]:
    bot = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{slack}/api/"}
    return bot | {"DATABASE_URL": database, "HOST": "127.0.0.1", "PYTHONPATH": str(checkout)}


def _command(what: list[object], cores: set[int]) -> list[str]:
    # Without the script's own folder on the path: it would hide the modules of others.
    pinned = ["taskset", "-c", ",".join(map(str, sorted(cores)))]
    return [*pinned, sys.executable, "-P", *map(str, what)]


def _run(what: list[object], cores: set[int], environment: dict[str, str]) -> str:
    done = subprocess.run(
        _command(what, cores),
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
    )
    return done.stdout


@contextmanager
def _process(what: list[object], cores: set[int], environment: dict[str, str]) -> Iterator[int]:
    log = subprocess.DEVNULL if not os.environ.get("BENCH_LOG") else None
    process = subprocess.Popen(_command(what, cores), env=os.environ | environment, stderr=log, cwd="/")
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()
