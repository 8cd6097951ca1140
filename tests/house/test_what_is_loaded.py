"""A bot that runs on SQLite holds in memory what it needs, and loads the rest when somebody asks for it."""

import subprocess
import sys

# Together they take some forty megabytes.
NOT_NEEDED = {
    "psycopg": "another database",
    "alembic": "a database that isn't current",
    "holidays": "a ritual that goes by a country's holidays",
    "icalendar": "a calendar that somebody reads",
    "emoji": "a wall that somebody looks at",
    "matplotlib": "a picture of trends",
    "typer": "the command line",
    "bot.cli": "the command line",
    "bot.playground": "people who try it out",
}
LOADED = """
import sys
from bot.app import run
from rituals import catalog
from rituals.db import connect
catalog.load()
connect(sys.argv[1]).connect().close()
print(*sys.modules, sep="\\n")
"""


def test_a_bot_on_sqlite_loads_nothing_that_it_has_no_need_of(sqlite_url: str) -> None:
    program = [sys.executable, "-c", LOADED, sqlite_url]
    loaded = subprocess.run(program, check=True, stdout=subprocess.PIPE, text=True).stdout
    assert "bot.delivery.courier" in loaded.split()
    assert NOT_NEEDED.keys() & set(loaded.split()) == set()
