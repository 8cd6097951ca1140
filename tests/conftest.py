"""Fixtures for all tests. The people and places are in tests/cast.py.

`act` runs one act of the domain in one transaction, on both databases; `engine` and `database_url` are what
it runs on. A test that needs only one database asks for `sqlite_url` or `postgres_url`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from rituals.catalog import Catalog, load
from tests.databases import DATABASES, ENGINES, Act, Postgres, migrated_sqlite, running

# The same examples in every run: nobody's change is stopped by somebody else's bad luck.
settings.register_profile(
    "house",
    max_examples=120,
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# A few of them, for `make test`; `make test-all` runs these tests again, with all.
settings.register_profile("quick", settings.get_profile("house"), max_examples=20)
settings.load_profile("house")


# What takes long: kills and storms, attackers, generated days of a team, and two years of rituals. Cells of a
# matrix are marked where they stand: every promise is tried each time in one of them.
LONG = (
    "tests/browser/",
    "tests/faults/",
    "tests/journeys/test_leaks.py",
    "tests/journeys/test_undo.py",
    "tests/rituals/test_nominations_undo.py",
    "tests/rituals/test_polls_attack",
    "tests/rituals/test_polls_model.py",
    "tests/rituals/test_posts_storm.py",
    "tests/rituals/test_two_years.py",
)


# A browser takes half a second a page: these walk through all that a newcomer meets.
WALKED = (
    "tests/browser/test_first_day.py",
    "tests/browser/test_first_five_minutes.py",
    "tests/browser/test_wall.py",
)
# Where the two databases go different ways, both are tried every time.
ON_BOTH = (
    "tests/rituals/test_db.py",
    "tests/rituals/test_finding.py",
    "tests/rituals/test_migrations.py",
    "tests/rituals/test_posts_claims.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what takes long, and the second time of what runs on each database: on PostgreSQL."""
    for item in items:
        again = "postgresql" in item.nodeid and not item.nodeid.startswith(ON_BOTH)
        long = item.nodeid.startswith(LONG) and not item.nodeid.startswith(WALKED)
        if long or "[http-postgresql" in item.nodeid or again:
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The built-in packs."""
    return load()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The one PostgreSQL server of this run; started by the first test that asks for it."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("migrated") / "template.db")


@pytest.fixture
def sqlite_url(tmp_path: Path, _migrated_sqlite: Path) -> str:
    """A migrated SQLite file of the test's own."""
    path = shutil.copy(_migrated_sqlite, tmp_path / "headfirst.db")
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The engine that the bot would use."""
    with ENGINES.to(database_url) as engine:
        yield engine


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An engine on a SQLite file, `headfirst.db` in the test's tmp_path."""
    with ENGINES.to(sqlite_url) as engine:
        yield engine


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """An engine on PostgreSQL, for what SQLite's one writer at a time can't go wrong in."""
    with ENGINES.to(postgres_url) as engine:
        yield engine


@pytest.fixture
def act(engine: Engine) -> Act:
    """Runs one act in one transaction."""
    return Act(engine)
