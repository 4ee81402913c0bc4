# Arbeit on one machine. `make run` and `make test` need Python 3.11 and Node 20.19, and nothing else; see the README.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Where it is set, every start would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help bootstrap run dev test browser portal portal-modules portal-checks portal-tests frontend lint format bench demo dead-letters logs reset lock lock-check generate documents-check up deploy-check

PY := .venv/bin/python
SOURCES := shared/events/src shared/kit/src $(wildcard services/*/src) gateway/src deploy/local/src
SERVICES := $(addprefix arbeit_,$(notdir $(wildcard services/*)))
MEMBERS := $(wildcard shared/*/pyproject.toml services/*/pyproject.toml) gateway/pyproject.toml deploy/local/pyproject.toml
COMPILE := uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate --no-emit-package arbeit-events --no-emit-package arbeit-kit --group dev $(MEMBERS)
# An index named in the environment must not find its way into the pins.
BARE := env -u UV_DEFAULT_INDEX -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS PATH="$(CURDIR)/.cache/tools/bin:$$PATH"

# The whole run has three lanes, each with a database and a broker of its own (tests/lanes.py).
LANES := -n 3 --no-loadscope-reorder --durations=12

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## the Python environment, .venv, exactly as pinned (every other target does it too)
	@deploy/local/bootstrap.sh

run: bootstrap ## the whole system on http://localhost:8080 (PORT=...); Ctrl-C stops it, the data stays (PORTAL=no: the API alone)
	@$(if $(filter no,$(PORTAL)),,deploy/local/frontend.sh build)
	@exec $(PY) -m arbeit_local run

dev: bootstrap ## the same with hot reload of the portal on http://localhost:5173 (WEB_PORT=...)
	@exec deploy/local/frontend.sh dev

test: bootstrap ## everything that must hold: lint, types, walls, all tests (ARGS="-k booking" narrows the tests)
	@$(MAKE) --no-print-directory -j2 --output-sync=target $(if $(ARGS),,portal-checks portal-tests) lint
	@$(PY) -m pytest $(or $(ARGS),$(LANES))

frontend: ## builds the portal's pages, when something they are made of has changed
	@deploy/local/frontend.sh build

portal: portal-checks portal-tests ## the portal's own checks: lint, types, tests, build, size budgets

portal-modules: bootstrap
	@deploy/local/frontend.sh modules

portal-checks: portal-modules
	@deploy/local/frontend.sh check

portal-tests: portal-modules
	@deploy/local/frontend.sh test

browser: bootstrap portal ## the portal in a browser, on a system of its own (SPEC=candidate narrows; CHROMIUM_PATH=...)
	@$(PY) -m pytest tests/browser

lint: bootstrap documents-check ## style, types, import walls, bare pins, fresh generated documents
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet . || { echo "not formatted: run make format"; exit 1; }
	@$(PY) -m mypy --no-error-summary $(SOURCES)
	@.venv/bin/lint-imports --no-logo >.cache/walls.txt 2>&1 || { cat .cache/walls.txt; exit 1; }
	@deploy/local/bare-pins.sh

format: bootstrap ## puts the code into the house's format
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format --quiet .

bench: bootstrap ## the figures of the README, measured here (BENCH_MONGO_URL=... for another MongoDB)
	@$(PY) -m tests.bench $(ARGS)

demo: bootstrap ## more demo data into the running system: N=10000 candidates
	@$(PY) -m arbeit_local demo --candidates $(or $(N),1000)

dead-letters: bootstrap ## lists the messages that were given up; REQUEUE=all or REQUEUE=<queue> sends them again
	@$(PY) -m arbeit_local dead-letters $(if $(REQUEUE),--requeue "$(REQUEUE)")

logs: bootstrap ## follows the logs of all services (SERVICE=jobs for one)
	@$(PY) -m arbeit_local logs $(SERVICE)

reset: ## deletes all local data, after asking (YES=1 does not ask)
	@if [ -x $(PY) ]; then $(PY) -m arbeit_local reset $(if $(YES),--yes); else rm -rf .data; fi

up: ## the whole system in containers (needs Docker with compose); mails at http://localhost:8025
	@deploy/docker/secrets.sh
	@docker compose up --build --detach

deploy-check: bootstrap ## deploy/ judged by hadolint, kubectl, promtool ... as far as they can be had (INSTALL=jobs)
	@deploy/check.sh

lock: bootstrap ## writes requirements.lock anew from the pyproject.toml files (UPGRADE=1 takes newer versions)
	@$(BARE) $(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements.lock
	@deploy/local/bare-pins.sh

lock-check: bootstrap ## fails when requirements.lock does not follow from the pyproject.toml files (needs a package index)
	@cp requirements.lock .cache/pins.lock
	@$(BARE) $(COMPILE) -o .cache/pins.lock >/dev/null
	@diff -u requirements.lock .cache/pins.lock || { echo "requirements.lock is stale: run make lock"; exit 1; }

generate: bootstrap ## writes the generated documents anew: event schemas, AsyncAPI, OpenAPI
	@$(PY) -m arbeit_events.schemas
	@$(PY) -m arbeit_events.asyncapi
	@$(PY) -m arbeit_kit.messaging.definitions
	@$(PY) -m arbeit_kit.openapi $(SERVICES)
	@$(PY) -m arbeit_gateway.openapi

# Fails when one of them does not follow from the code.
documents-check: bootstrap
	@for what in arbeit_events.schemas arbeit_events.asyncapi arbeit_kit.messaging.definitions "arbeit_kit.openapi $(SERVICES)" arbeit_gateway.openapi; do \
	  $(PY) -m $$what --check || { echo "generated documents are stale: run make generate"; exit 1; }; done
