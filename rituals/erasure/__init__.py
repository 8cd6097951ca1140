"""Erasure: a person, or a whole workspace, is forgotten."""

from rituals.erasure.acts import erase_left, forget_me, purge

__all__ = ["erase_left", "forget_me", "purge"]
