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
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli import main
from bot.service.config import Config
from tests.faults.processes import FORKS, until


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int | None
    out: str
    err: str


class Command:
    """A command that is running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.err = ""

    async def says(self, word: str) -> None:
        """Wait until this stands in its log."""
        assert self._process.stderr is not None
        async with asyncio.timeout(20):
            while word not in self.err:
                line = await self._process.stderr.readline()
                assert line, f"It ended without saying {word!r}: {self.err}"
                self.err += line.decode()

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def ended(self, within: float = 20) -> Ended:
        async with asyncio.timeout(within):
            out, err = await self._process.communicate()
        return Ended(self._process.returncode, out.decode(), self.err + err.decode())


@asynccontextmanager
async def running(*arguments: str, **environment: str) -> AsyncIterator[Command]:
    """`headfirst` with these arguments; it is killed at the end if it is still there."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        env={"PATH": os.environ["PATH"], **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Command(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def headfirst(*arguments: str, largest_file: int | None = None, **environment: str) -> Ended:
    """Run a command to its end: in a process of its own too, but one that need not load Python first.

    On a system that lets it write no file larger than `largest_file`, as a quota or a full disk would.
    """
    with TemporaryDirectory() as folder:
        process = FORKS.Process(target=_main, args=(arguments, environment, folder, largest_file))
        process.start()
        try:
            await until(lambda: not process.is_alive(), f"headfirst {' '.join(arguments)} ends")
        finally:
            process.kill()
        return Ended(process.exitcode, _read(folder, "out"), _read(folder, "err"))


def _read(folder: str, name: str) -> str:
    return Path(folder, name).read_text()


def _main(
    arguments: tuple[str, ...], environment: dict[str, str], folder: str, largest_file: int | None
) -> None:
    for descriptor, name in ((1, "out"), (2, "err")):
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
