# make demo   sets everything up and drafts the letters of all campaigns
# make test   sets everything up and runs every check

PYTHON ?= python3
PYTEST_ARGS ?= -n auto --dist loadgroup

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# An environment knows its folder by its full path: in a checkout that was moved or copied the stamps are not found.
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
INSTALLED := $(VENV)/.installed-$(HERE)
INSTALLED_DEV := $(VENV)/.installed-dev-$(HERE)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install

.PHONY: help demo test lint types format clean libraries libraries-dev
.NOTPARALLEL:
# A half-made environment must not count as made.
.DELETE_ON_ERROR:

help:
	@echo "make demo     set everything up, draft the letters of all campaigns into output/"
	@echo "make test     set everything up, lint, check types, run the tests (the wheel's among them)"
	@echo "make lint     only the linter"
	@echo "make types    only the type checker"
	@echo "make format   put the code into its standard form"
	@echo "make clean    remove the environment and all caches; output/ stays"

demo: $(INSTALLED)
	@$(BIN)/letterkit draft campaigns/*.yml
	@echo "The drafts (.md) and their PDF proofs are in $$(pwd)/output"

test: lint types
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(INSTALLED_DEV)
	@$(BIN)/python -m ruff check --quiet
	@$(BIN)/python -m ruff format --check --quiet || { echo "'make format' mends the form of these files:"; \
		$(BIN)/python -m ruff format --check; exit 1; }

types: $(INSTALLED_DEV)
	@$(BIN)/python -m mypy --strict letterkit

format: $(INSTALLED_DEV)
	@$(BIN)/python -m ruff check --fix --quiet
	@$(BIN)/python -m ruff format

clean:
	rm -rf $(VENV) build dist pictures-that-differ *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find letterkit scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "letterkit needs Python 3.11 or newer, and there is no '$(PYTHON)' here." >&2; \
		echo "Get one from your system's packages or https://www.python.org/downloads/," >&2; \
		echo "or name yours: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "letterkit needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name a newer one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) scripts/system.py venv
	@echo "Creating $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)

libraries: | $(BIN)/python
	@$(BIN)/python scripts/system.py weasyprint

libraries-dev: | $(BIN)/python
	@$(BIN)/python scripts/system.py weasyprint pdftotext java

$(INSTALLED): setup.cfg pyproject.toml | libraries
	@echo "Installing letterkit and its libraries into $(VENV)"
	@rm -f $(VENV)/.installed-*
	@$(PIP) --editable .
	@touch $@

$(INSTALLED_DEV): setup.cfg pyproject.toml | libraries-dev
	@echo "Installing letterkit, its libraries and its development tools into $(VENV)"
	@rm -f $(VENV)/.installed-*
	@$(PIP) --editable '.[dev]'
	@touch $(INSTALLED) $@
