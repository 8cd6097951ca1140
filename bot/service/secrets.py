"""The only place that makes secrets and names by chance. Everything else is given them."""

from __future__ import annotations

import secrets


def fresh_key() -> bytes:
    """A key for one poll, which nobody can guess."""
    return secrets.token_bytes(32)


def fresh_name() -> str:
    """A name for one process, unlike any other's."""
    return secrets.token_hex(8)
