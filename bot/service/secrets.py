"""The only place that makes secrets and names by chance. Everything else is given them."""

from __future__ import annotations

import secrets


def fresh_key() -> bytes:
    """A key for one poll, which nobody can guess."""
    return secrets.token_bytes(32)


def fresh_name() -> str:
    """A name for one process, unlike any other's."""
    return secrets.token_hex(8)


def fresh_secret() -> str:
    """The secret of a link: 43 letters that are safe in an address, and 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)
