"""The laws of the house: which way imports point, who reads the clock, and how long a function may get."""

import ast
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from rituals import agenda, erasure, nominations, workspaces  # noqa: F401 - together they know every table
from rituals.db import Base

HOUSE = Path(__file__).parents[2]
DOMAIN = sorted((HOUSE / "rituals").rglob("*.py"))
EDGE = sorted((HOUSE / "bot").rglob("*.py"))
PLAYGROUND = HOUSE / "bot" / "playground"
FEATURES = HOUSE / "bot" / "features"
# What works with requests and is no listener: shared by those, or a part of one.
NOT_PURE = {
    "bot.features.channels",
    "bot.features.features",
    "bot.features.giving_back",
    "bot.features.greeting",
    "bot.features.home.publishing",
    "bot.features.links.reading",
    "bot.features.polls.typed",
    "bot.features.rights",
    "bot.features.schedules.lists",
    "bot.features.schedules.previews",
}
MIGRATIONS = HOUSE / "rituals" / "db" / "migrations"
DOORS = sorted((HOUSE / "rituals").glob("*/__init__.py"))
LONGEST_FUNCTION = 45

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last part of what is called: `db.commit()` is a call of `commit`."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


def place(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(HOUSE)}:{getattr(node, 'lineno', 1)}"


# --- which way imports point ---


@pytest.mark.long  # `make check` looks too, and remembers what hasn't changed.
def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(HOUSE)
    found = lint_imports(no_cache=True, no_logo=True)
    assert found == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_ritual_is_seen_by_the_contract_of_rooms() -> None:
    # A contract doesn't miss a package that nobody has named to it.
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [rooms] = [each for each in contracts if each["name"].startswith("In each ritual")]
    packages = {f"rituals.{door.parent.name}" for door in DOORS}
    assert set(rooms["containers"]) == packages - {"rituals.db"}


def test_whatever_does_not_listen_route_or_draw_is_pure_by_contract() -> None:
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [pure] = [each for each in contracts if each["name"].startswith("Cards, forms and menus are pure")]
    modules = [path.relative_to(HOUSE).with_suffix("") for path in EDGE if FEATURES in path.parents]
    missing = [
        ".".join(module.parts)
        for module in modules
        if module.name != "__init__" and not module.name.endswith(("listeners", "routes", "draws"))
        if ".".join(module.parts) not in NOT_PURE
        if not any(module.match(each.replace(".", "/")) for each in pure["source_modules"])
    ]
    assert missing == [], "name it in the contract, or here if it works with Slack or the house"


def test_the_domain_has_no_way_back_to_the_edge() -> None:
    # The contract above sees imports at the top of files and inside functions; this sees strings, too.
    dynamic = [place(path, call) for path in DOMAIN for name, call in calls(path) if name == "import_module"]
    assert dynamic == []


def test_the_playground_needs_nothing_of_the_bot_but_its_clock() -> None:
    ours = {"bot", "rituals"}
    needed = {
        node.module
        for path in EDGE
        if PLAYGROUND in path.parents
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ours
    }
    assert {name for name in needed if not name.startswith("bot.playground")} == {"bot.service.clock"}


def test_no_feature_handles_the_json_of_a_request() -> None:
    # The door makes typed values of what Slack sends; features read attributes.
    untyped = [
        place(path, node)
        for path in EDGE
        if FEATURES in path.parents
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Subscript)
        if ast.unparse(node) in ("dict[str, Any]", "Mapping[str, Any]")
        # A draft as it was kept, by whichever version: read there, and nowhere else.
        if path.name != "written.py"
    ]
    assert untyped == []


# --- time, chance and tenant are arguments ---


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import UTC, datetime\nnow = datetime.now(UTC)",
        "import datetime as dt\nnow = dt.datetime.utcnow()",
        "from datetime import date\ntoday = date.today()",
        "import time\nnow = time.time()",
        "from time import time\nnow = time()",
        "import secrets",
        "import random\nrandom.shuffle([])",
        "from random import choice",
        "from uuid import uuid4",
        "import os\nos.urandom(8)",
    ],
)
@pytest.mark.parametrize("file", ["rituals/polls/rules/tallying.py", "bot/delivery/courier.py"])
def test_nobody_else_reads_the_clock_or_makes_chance(code: str, file: str) -> None:
    assert "TID251" in ruff(code, file)


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("from datetime import UTC, datetime\nprint(datetime.now(UTC))", "bot/service/clock.py"),
        ("import secrets\nprint(secrets)", "bot/service/secrets.py"),
        ("import time\nprint(time.monotonic())", "bot/delivery/courier.py"),
        ("from random import Random\nprint(Random('a seed'))", "rituals/polls/rules/tallying.py"),
    ],
)
def test_the_clock_and_chance_have_their_places(code: str, file: str) -> None:
    assert "TID251" not in ruff(code, file)


def test_chance_has_a_seed_that_came_in() -> None:
    bare = [
        place(path, call)
        for path in chain(DOMAIN, EDGE)
        for name, call in calls(path)
        if name == "Random" and not call.args and not call.keywords
    ]
    assert bare == []


def test_every_table_says_whose_it_is() -> None:
    homeless = [name for name, table in Base.metadata.tables.items() if "workspace" not in table.c]
    assert homeless == ["workspaces"]


def ruff(code: str, file: str) -> str:
    """What ruff would say of the code if it stood in that file."""
    command = [str(Path(sys.executable).with_name("ruff")), "check", "--select", "TID251"]
    command += ["--output-format", "concise"]
    command += ["--stdin-filename", str(HOUSE / file), "-"]
    return subprocess.run(command, cwd=HOUSE, input=code, capture_output=True, text=True, check=False).stdout


# --- one transaction per act ---


def test_acts_neither_open_nor_end_transactions() -> None:
    forbidden = {"commit", "rollback", "begin", "transaction", "Session", "sessionmaker", "connect"}
    rooms = [path for path in DOMAIN if (HOUSE / "rituals" / "db") not in path.parents]
    assert [place(path, call) for path in rooms for name, call in calls(path) if name in forbidden] == []


def test_the_edge_opens_transactions_in_its_composition_root_only() -> None:
    opening = {path.name for path in EDGE for name, _ in calls(path) if name == "transaction"}
    assert opening <= {"house.py", "store.py"}


# --- nothing gets long, and every door says what it gives ---


def test_no_function_is_longer_than_a_screen() -> None:
    sources = [path for path in chain(DOMAIN, EDGE) if MIGRATIONS not in path.parents]
    lengths = {
        f"{place(path, each)} {each.name}": (each.end_lineno or each.lineno) - each.lineno + 1
        for path in sources
        for each in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_two_classes_have_one_name() -> None:
    # The playground is Slack, and has Slack's words: its channels and messages aren't ours.
    named = defaultdict(list)
    for path in (path for path in chain(DOMAIN, EDGE) if PLAYGROUND not in path.parents):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                named[node.name].append(place(path, node))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_no_function_is_just_called_read() -> None:
    # Of what? Methods may be, since their class says so.
    sources = [path for path in chain(DOMAIN, EDGE) if MIGRATIONS not in path.parents]
    bare = [
        place(path, node)
        for path in sources
        for node in parsed(path).body
        if isinstance(node, Function) and node.name in ("read", "reads", "reading")
    ]
    assert bare == []


def test_what_the_doors_of_the_domain_offer_says_what_it_gives() -> None:
    untold = [
        f"{place(path, node)} {node.name}"
        for door in DOORS
        for path in sorted(door.parent.glob("*.py"))
        for node in parsed(path).body
        if isinstance(node, Function | ast.ClassDef) and node.name in offered(door)
        if not ast.get_docstring(node)
    ]
    assert untold == []


def test_every_door_says_what_is_behind_it() -> None:
    assert [place(door) for door in DOORS if not ast.get_docstring(parsed(door))] == []


def offered(door: Path) -> set[str]:
    """The names that a door exports."""
    for node in parsed(door).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    raise AssertionError(f"{place(door)} says nowhere what it offers: it needs an __all__.")
