# `make` sets everything up and builds the site with its PDFs into site/. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
SYSTEM := generator/tools/system-packages.sh

# Hashes make sure of what is downloaded; wheels only, so that nothing unlocked is fetched to build something.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all: -r
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' --quiet $(UPGRADE)

.PHONY: site pdf serve check test test-fast expected bench lock clean help
.DELETE_ON_ERROR:

site: .venv/.run .venv/.pango  ## build the site and its PDFs into site/ (plain `make` does this)
	$(BIN)/kithbook build

pdf: site  ## the same: pages and PDFs come from one build

serve: .venv/.run  ## show the pages at a local address and follow every edit
	$(BIN)/kithbook serve

check: .venv/.test  ## lint, format, types, and whether generated files are fresh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m kithbook.schema --check

test: check .venv/.pango  ## check, then every test
	$(SYSTEM) chromium
	$(BIN)/python -m pytest -n auto

test-fast: .venv/.test .venv/.pango  ## the tests that need neither a browser nor patience
	$(BIN)/python -m pytest -n auto -m 'not browser and not slow'

expected: .venv/.test .venv/.pango  ## write the expected files of the tests anew; `git diff` shows what changed
	$(BIN)/python -m pytest --update-expected

bench: .venv/.test .venv/.pango  ## measure speed and memory, side by side with plain MkDocs
	$(BIN)/python -m tests.bench.run

lock: .venv/.test  ## write requirements/ anew from pyproject.toml (newest versions: make lock UPGRADE=--upgrade)
	$(LOCK) --group build --output-file requirements/run.txt
	$(LOCK) --group test --constraints requirements/run.txt --output-file requirements/test.txt

clean:  ## remove what was built; .venv stays
	rm -rf site build dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20

# Each file below says that a step was done, so that the next `make` does not do it again.
.venv/.run: requirements/run.txt pyproject.toml
	@$(SYSTEM) venv $(PYTHON)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages into .venv ..."
	$(LOCKED) requirements/run.txt
	$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	@echo "Installing what the tests need into .venv ..."
	$(LOCKED) requirements/test.txt
	$(BIN)/python -m pip check
	@touch $@

.venv/.pango: .venv/.run
	@$(SYSTEM) pango $(BIN)/python
	@touch $@
