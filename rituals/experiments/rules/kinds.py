"""The messages that thought experiments bring about."""

from rituals.posts.rules import PostKind

# That of a ritual is keyed by its occasion, this is for what a person shares.
CARD = PostKind("experiment", "shared:{}:{}:{}:{}")
GAME_PLAN = PostKind("game_plan", "game_plan:{}")
