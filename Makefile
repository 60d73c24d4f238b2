# Two commands do everything on a machine that has Python 3.11 or newer, and make:
#   make run     serve the seeds          make test    run the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint format types check schema requirements bench fuzz clean

run: $(VENV)/.run
	$(BIN)/storyfold run

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test

# The JSON Schema of the configuration, from the same models that read it.
schema: $(VENV)/.dev
	$(BIN)/python -m bot.config.schema

# Labelled news is not part of the project: name the folder that has it.
DATA ?= ../shared/data
bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.labelled --data $(DATA)

# Pins every package with its hashes. Names no registry: pip asks the one it is set up for.
COMPILE := pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host
requirements: $(VENV)/.dev
	$(BIN)/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/$(COMPILE) --output-file requirements.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

# Any bytes give entries or one clear error. SECONDS of fuzzing, in an environment of its own; see fuzz/fuzz_formats.py.
SECONDS ?= 3600
fuzz: $(VENV)-fuzz/.made
	mkdir -p data/fuzz/found
	$(VENV)-fuzz/bin/python fuzz/fuzz_formats.py -max_total_time=$(SECONDS)

$(VENV)-fuzz/.made:
	$(PYTHON) -m venv $(VENV)-fuzz
	$(VENV)-fuzz/bin/pip install --quiet --disable-pip-version-check atheris --editable .
	@touch $@

clean:
	rm -rf $(VENV) data dist

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed, {sys.executable} is {sys.version.split()[0]}: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The kernel of the clusterer is compiled while the package is installed, by a compiler that pip fetches for it.
$(VENV)/.run: requirements.txt pyproject.toml hatch_build.py $(wildcard bot/clustering/*.c) | $(VENV)/.made
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
