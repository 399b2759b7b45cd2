# make demo   sets everything up and drafts the letters of all campaigns
# make test   sets everything up and runs every check
#
# Both install the versions of constraints.txt and no others: what somebody else releases does not change them.

PYTHON ?= python3
PYTEST_ARGS ?= -n auto --dist loadgroup --no-loadscope-reorder
# All versions go up with "make constraints"; with UPGRADE= only those that setup.cfg no longer allows.
UPGRADE ?= --upgrade

VENV := .venv
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := $(VENV)/$(SCRIPTS)
# An environment knows its folder by its full path: in a checkout that was moved or copied the stamps are not found.
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
INSTALLED := $(VENV)/.installed-$(HERE)
INSTALLED_DEV := $(VENV)/.installed-dev-$(HERE)
CONSTRAINTS := constraints.txt
# pip builds packages in environments of their own. What is installed there obeys, depending on pip's version, the
# first variable or the second.
PIP := PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) \
	$(BIN)/python -m pip --disable-pip-version-check -qq install
# Not the project's environment: that cannot be made while constraints.txt contradicts setup.cfg.
RESOLVER := .venv-constraints

# Ten minutes of CPU time; FUZZ_ARGS='--seconds 60' is one, FUZZ_ARGS='--seed N' one try again.
FUZZ_ARGS ?=

.PHONY: help docs site bench demo test test-every test-latest fuzz mutation lint types format constraints clean libraries libraries-dev
.NOTPARALLEL:
# A half-made environment must not count as made.
.DELETE_ON_ERROR:

help:
	@echo "make demo         set everything up, draft the letters of all campaigns into output/"
	@echo "make test         set everything up, lint, check types, run the tests (the wheel's among them)"
	@echo "make test-every   the same as test, with every case of what is otherwise sampled (half an hour)"
	@echo "make quick        the most telling tests, in twenty seconds"
	@echo "make lint         only the linter, the order of imports, and the bounds of the structure"
	@echo "make types        only the type checker"
	@echo "make format       put the code into its standard form"
	@echo "make docs         write the pages that are made from the program: commands, clauses"
	@echo "make site         build the documentation as a site with search, into build/site"
	@echo "make test-latest  the same as test, with the newest libraries that setup.cfg allows"
	@echo "make fuzz         damage files at random, and look for faults for ten minutes of CPU time"
	@echo "make constraints  write constraints.txt with the newest versions that setup.cfg allows"
	@echo "make bench        print what letterkit costs beside the plain ways to do the same (some minutes)"
	@echo "make clean        remove the environments and all caches; output/ stays"

demo: $(INSTALLED)
	@$(BIN)/letterkit schema --into schemas > /dev/null
	@$(BIN)/letterkit draft campaigns/*.yml
	@echo "The drafts (.md) and their PDF proofs are in $$(pwd)/output"

# What the type checker says is shown at the end: it runs beside the tests, since neither needs all cores all the time.
test: lint
	@$(BIN)/python -m mypy --strict letterkit > $(VENV)/types.txt 2>&1 & types=$$!; \
		$(BIN)/python -m pytest $(PYTEST_ARGS); tests=$$?; \
		wait $$types; typed=$$?; cat $(VENV)/types.txt; exit $$((tests | typed))

test-every:
	@$(MAKE) --no-print-directory PYTEST_ARGS='$(PYTEST_ARGS) --every' test

quick: $(INSTALLED_DEV)
	@$(BIN)/python -m pytest $(PYTEST_ARGS) -m quick $$(grep -rl --include='test_*.py' 'mark\.quick' tests)

lint: $(INSTALLED_DEV)
	@$(BIN)/python -m ruff check --quiet
	@$(BIN)/python -m ruff format --check --quiet || { echo "'make format' mends the form of these files:"; \
		$(BIN)/python -m ruff format --check; exit 1; }
	@$(BIN)/lint-imports --no-cache >/dev/null || { $(BIN)/lint-imports --no-cache; exit 1; }
	@$(BIN)/python scripts/rooms.py

types: $(INSTALLED_DEV)
	@$(BIN)/python -m mypy --strict letterkit

format: $(INSTALLED_DEV)
	@$(BIN)/python -m ruff check --fix --quiet
	@$(BIN)/python -m ruff format

docs: $(INSTALLED)
	@$(BIN)/python scripts/reference.py

# A tool of its own, with an environment of its own: 90 MB that nothing else needs.
site:
	@$(PYTHON) -m venv .venv-site
	@.venv-site/$(SCRIPTS)/python -m pip --disable-pip-version-check -qq install zensical==0.0.73
	@$(PYTHON) scripts/site.py .site
	@.venv-site/$(SCRIPTS)/zensical build --clean --strict
	@echo "Open $$(pwd)/build/site/index.html"

bench: $(INSTALLED)
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/many.py

fuzz: $(INSTALLED_DEV)
	@$(BIN)/python scripts/fuzz.py $(FUZZ_ARGS)

mutation: $(INSTALLED_DEV)
	@$(BIN)/python scripts/mutation.py $(MUTATION_ARGS)

# Made anew each time, since an environment keeps a library that is old and still allowed.
test-latest:
	@rm -rf .venv-latest
	@$(MAKE) --no-print-directory VENV=.venv-latest CONSTRAINTS= PYTEST_ARGS='$(PYTEST_ARGS) --latest' test

# setuptools builds letterkit; some pip wants wheel, too, for a library that comes as source.
constraints:
	@$(PYTHON) -m venv --clear $(RESOLVER)
	@$(RESOLVER)/$(SCRIPTS)/python -m pip --disable-pip-version-check -qq install 'uv>=0.13.9,<1'
	@$(PYTHON) -c 'import tomllib; project = tomllib.load(open("pyproject.toml", "rb")); \
		print(*project["build-system"]["requires"], "wheel", sep="\n")' > $(RESOLVER)/builders.txt
	@$(RESOLVER)/$(SCRIPTS)/uv pip compile --quiet --system-certs --universal --python-version 3.11 $(UPGRADE) \
		--no-annotate --custom-compile-command 'make constraints' --extra dev --output-file constraints.txt \
		setup.cfg $(RESOLVER)/builders.txt

clean:
	rm -rf $(VENV) .venv-* .site build dist pictures-that-differ *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
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
	@$(BIN)/python scripts/system.py weasyprint pdftotext java browser token

$(INSTALLED): setup.cfg pyproject.toml constraints.txt | libraries
	@echo "Installing letterkit and its libraries into $(VENV)"
	@rm -f $(VENV)/.installed-*
	@$(PIP) --editable '.[preview,sign]'
	@touch $@

$(INSTALLED_DEV): setup.cfg pyproject.toml constraints.txt | libraries-dev
	@echo "Installing letterkit, its libraries and its development tools into $(VENV)"
	@rm -f $(VENV)/.installed-*
	@$(PIP) --editable '.[dev]'
	@touch $(INSTALLED) $@
