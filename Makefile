# Two commands matter: `make run` and `make test`. Both set up all they need, and are quick the second time.
# `make test-all` adds what takes long: kills, storms, attackers, two years, generated input in all its variety, and most
# things a second time, on PostgreSQL.
PYTHON ?= python3
BIN := .venv/bin
# Compiled modules are kept, whatever the environment says: with them, every process of the tests begins sooner.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-all bench performance install browser check clean

run: install
	@$(BIN)/headfirst playground

# Three at once on two cores: a third of the time they wait, for a browser or for another process.
test: install browser check
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m "not long" --hypothesis-profile quick

test-all: test
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "long or hypothesis"

# What grows with use and what does not, as JSON lines: `make -s bench > bench.jsonl`.
bench: install
	@$(BIN)/python -m tests.bench

# The tables of docs/performance.md, this version beside an old one: about twenty minutes, on a quiet machine.
performance: install
	@BENCH_WRITE=1 BENCH_BESIDE=3ad3cb5 $(BIN)/python -m tests.bench paths

install: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Headfirst needs Python 3.11 or newer: set PYTHON=python3.11, say." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

# A browser for the page's tests: the one on the PATH, else the system's package.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v $$name >/dev/null && exit 0; done; .ci/browser

check: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.house.voice

clean:
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
