"""What a workspace can choose. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Blend(StrEnum):
    """How playful the thought experiments of a workspace's rituals are."""

    EARNEST = "earnest"
    AS_IT_COMES = "as_it_comes"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Settings:
    """`admins_only`: only admins set up and change rituals; else anybody does."""

    admins_only: bool = False
    blend: Blend = Blend.AS_IT_COMES
