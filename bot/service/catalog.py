"""The catalogue as this host has it: the built-in packs, and the team's own beside them."""

from __future__ import annotations

import structlog

from bot.service.config import Config, ConfigError
from rituals.catalog import Catalog, Gathered, gather, glossary

log = structlog.get_logger()


def catalog(config: Config) -> Catalog:
    """All packs that can be used. One with a problem is left out whole, and the log says why. ConfigError."""
    # Read now: nobody who has a draft checked is to wait for it.
    glossary()
    gathered = gathered_packs(config)
    for file, problems in gathered.refused.items():
        log.error("packs.refused", file=file, problems=len(problems))
        for problem in problems:
            log.error("packs.problem", file=file, field=problem.field, line=problem.line, what=problem.what)
    return gathered.catalog


def gathered_packs(config: Config) -> Gathered:
    """The packs, and the reasons against those that were refused. ConfigError."""
    own = config.own_packs
    if own and not own.is_dir():
        raise ConfigError(f"PACKS_DIR must be an existing folder. There's none at {own}.")
    return gather(own)
