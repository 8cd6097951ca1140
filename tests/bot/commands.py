"""`headfirst` as a host runs it: a process of its own, with an environment and nothing else."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli import main
from bot.service.config import Config
from tests.faults.processes import FORKS, PATIENCE, until

OUT, ERR = "out", "err"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int | None
    out: str
    err: str


class Command:
    """A command that is running."""

    def __init__(self, process: ForkServerProcess, called: str, folder: Path) -> None:
        self._process = process
        self._called = called
        self._out, self._err = folder / OUT, folder / ERR

    async def says(self, word: str) -> None:
        """Wait until this stands in its log."""
        await until(lambda: self._has_said(word) or not self._process.is_alive(), f"it says {word!r}")
        assert self._has_said(word), f"It ended without saying {word!r}: {self._err.read_text()}"

    def signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    async def ended(self, within: float = PATIENCE) -> Ended:
        """Wait for its end, that many seconds at most."""
        async with asyncio.timeout(within):
            await until(lambda: not self._process.is_alive(), f"{self._called} ends")
        return Ended(self._process.exitcode, self._out.read_text(), self._err.read_text())

    def _has_said(self, word: str) -> bool:
        return self._err.exists() and word in self._err.read_text()


@asynccontextmanager
async def running(
    *arguments: str, largest_file: int | None = None, **environment: str
) -> AsyncIterator[Command]:
    """`headfirst` with these arguments; it is killed at the end if it is still there.

    It is a process of its own, but one that need not load Python first. Its system lets it write no file
    larger than `largest_file`, as a quota or a full disk would.
    """
    with TemporaryDirectory() as folder:
        process = FORKS.Process(target=_main, args=(arguments, environment, folder, largest_file))
        process.start()
        try:
            yield Command(process, f"headfirst {' '.join(arguments)}", Path(folder))
        finally:
            process.kill()
            process.join()


async def headfirst(*arguments: str, largest_file: int | None = None, **environment: str) -> Ended:
    """Run a command to its end."""
    async with running(*arguments, largest_file=largest_file, **environment) as command:
        return await command.ended()


def _main(
    arguments: tuple[str, ...], environment: dict[str, str], folder: str, largest_file: int | None
) -> None:
    for descriptor, name in ((1, OUT), (2, ERR)):
        os.dup2(os.open(Path(folder, name), os.O_WRONLY | os.O_CREAT), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    sys.argv = ["headfirst", *arguments]
    main()


def environment(config: Config) -> dict[str, str]:
    """The settings as a host would set them."""
    return {name.upper(): str(value) for name, value in config.model_dump().items()}
