"""Runs every benchmark of this package, or those that are named: `python -m tests.bench feed planning`."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import tests.bench


def main(names: list[str]) -> None:
    """A benchmark is a module with a `run`."""
    known = [found.name for found in iter_modules(tests.bench.__path__) if not found.name.startswith("_")]
    for name in names or known:
        module = import_module(f"tests.bench.{name}")
        if hasattr(module, "run"):
            module.run()


main(sys.argv[1:])
