"""A pack to start from."""

from pathlib import Path

FILE = Path(__file__).parents[1] / "starter.yaml"
# The keys of its mindsets begin with its own, and have to fit as well.
LONGEST_KEY = 30


def text(key: str, name: str) -> str:
    """The file of a new pack, with comments. `name` comes as YAML, in quotes where it needs them."""
    return FILE.read_text(encoding="utf-8").replace("{key}", key).replace("{name}", name)
