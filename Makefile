# `make run` opens the dashboard, `make test` runs the tests; each makes its own Python environment first.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test test-slow check lock sample bench map
run: .venv/run
	$(BIN)/python -m dashboard $(ARGS)

test: .venv/dev check
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not slow"

test-slow: .venv/dev check
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: .venv/dev
	$(BIN)/ruff check .

# Adds what reads maps: surfaces by the metre from an OpenStreetMap extract. hiplog runs without it.
map: .venv/run
	$(PIP) -r requirements-map.txt

sample: .venv/run
	$(BIN)/python -m sample_data.make

# Takes about a quarter of an hour on a quiet machine and writes benchmarks/RESULTS.md; ARGS=--quick is a smoke test.
# The peers live in an environment of their own; one of them, fastgpx, needs BENCH_PYTHON=python3.12 or newer.
BENCH_PYTHON ?= $(PYTHON)
BENCH_PIP := .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check
bench: .venv-bench/peers
	.venv-bench/bin/python -m benchmarks $(ARGS)

.venv-bench/peers: requirements.txt benchmarks/peers.txt
	$(BENCH_PYTHON) -m venv .venv-bench
	$(BENCH_PIP) --require-hashes -r requirements.txt
	@grep -v '^#' benchmarks/peers.txt | while read -r peer; do \
	  $(BENCH_PIP) "$$peer" || echo "$$peer cannot be installed here and is left out"; done
	@touch $@

# Needs uv (https://docs.astral.sh/uv); the locks are universal: one file for every system and Python.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements-map.in -o requirements-map.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements-dev.in -o requirements-dev.txt

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hiplog needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/python requirements.txt
	$(PIP) -r requirements.txt
	@touch $@

.venv/dev: .venv/python requirements.txt requirements-map.txt requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@ .venv/run
