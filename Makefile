# Peta Jepara. `make run` serves the map, `make test` runs every test; both install what is missing first.
# Settings are environment variables: PORT, HOST, GIS_HOME, GIS_DATABASE_URL and more; gis/settings.py has them all.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

bin := .venv/bin
# Finds a fit Python and prepares for one purpose; quick when nothing is missing.
prepare = python=$$(PYTHON='$(PYTHON)' sh tools/setup/python.sh) && "$$python" -m tools.setup
# On this machine only, and asking no address outside for news or newer versions.
jupyter = --ip=127.0.0.1 --notebook-dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root) \
	--LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate
# Extra words for pytest: make test T="tests/unit -k desa"
T ?= tests
# Extra words for the benchmarks: make bench B="--only tiles --quick"
B ?=

.PHONY: help run test test-kill test-qgis fuzz conformance bench lint format lock web notebook records sample migration doctor clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: ## install what is missing, start the database, load the sample the first time, serve
	@$(prepare) run
	@exec $(bin)/gis up

test: ## install what is missing and run every check and every test
	@$(prepare) test
	@$(MAKE) lint
	@$(prepare) web-check
	@$(bin)/python -m pytest -n 2 --dist loadfile -m "not heavy and not qgis" $(T)

test-kill: ## imports killed with kill -9, and their database, twenty times at every stage: some ten minutes
	@$(prepare) test
	@$(bin)/python -m pytest tests/db/test_kill.py

test-qgis: ## QGIS's own providers against the service; installs Debian's QGIS, some 500 MB
	@$(prepare) qgis
	@$(bin)/python -m pytest tests/qgis

fuzz: ## more than ten thousand made-up requests that the interface's description allows or nearly allows: some minutes
	@$(prepare) test
	@$(bin)/python -m pytest -rP tests/fuzz/test_described.py --cases 13000

conformance: ## OGC's test suites, or without them what they ask: docs/conformance.md
	@$(prepare) test
	@$(bin)/python -m tools.conformance \
		$(if $(ETS_FEATURES),--features '$(ETS_FEATURES)') $(if $(ETS_TILES),--tiles '$(ETS_TILES)')

bench: ## the benchmarks, against a peer, as ratios
	@$(prepare) bench
	@$(bin)/python -m benchmarks $(B)

lint: ## style, types and who may import whom
	@$(prepare) tools
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

format: ## put the code in its usual form
	@$(prepare) tools
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

records: ## the records of all layers against the schemas of ISO 19115-3
	@$(prepare) tools
	@$(bin)/python -m tools.records

lock: ## resolve the newest packages the project allows, and write them down with their hashes
	@$(prepare) tools
	@$(bin)/python -m tools.setup.lock

web: ## build the map page
	@$(prepare) web

notebook: ## JupyterLab on this machine only, in notebooks/
	@$(prepare) notebook
	@exec $(bin)/jupyter lab $(jupyter)

sample: ## make the sample data again, from its sources
	@$(prepare) tools
	@$(bin)/python -m tools.sample

migration: ## write the migration from the database to the declarations: make migration m="what changes"
	@test -n '$(m)' || { echo 'usage: make migration m="what changes"' >&2; exit 2; }
	@$(prepare) run
	@$(bin)/gis schema revision -m '$(m)'

doctor: ## what is missing, and what to type
	@$(prepare) run
	@$(bin)/gis doctor

clean: ## remove what was installed and built here; never the data
	rm -rf .venv .venv-bench .cache-bench api/web/dist api/web/node_modules dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find gis layers api tools tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
