# Every command of the project. `make` alone lists them.
#
# PORT=8000     where `make demo` answers
# ARGS=         handed to pytest:  make test ARGS="tests/house -k arrow"
# PYTHON=       the Python that makes .venv, when it is not found by itself
# SYSTEM_PACKAGES=no   never call apt-get

PORT ?= 8000
ARGS ?=
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$name"; break; }; done)
PY := .venv/bin/python
DEMO := $(PY) -m safeguard.demo

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test check fix migrate bench lock services stop system-packages

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make the environment in .venv (and nowhere else)
	@test -n "$(PYTHON)" || { echo "safeguard: Python 3.11 or newer is needed. Install it, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -I safeguard/demo/environment.py

system-packages: setup ## install Pango and Chromium where we may, else say how
	@$(DEMO) packages --browser

demo: setup ## run a sample trust at http://localhost:8000 until Ctrl-C
	@exec $(DEMO) up --port $(PORT)

demo-reset: setup ## stop the demo and delete its data, and nothing else
	@$(DEMO) reset

test: setup system-packages ## run every test, with services of its own
	@exec $(DEMO) test -- $(ARGS)

check: setup ## lint, formatting, types, the one-way arrow, templates, migrations
	@$(DEMO) check

fix: setup ## mend what the checkers can mend themselves
	@$(DEMO) fix

migrate: setup ## bring the development database up to date
	@$(DEMO) manage migrate --database=owner

services: setup ## start the development database and broker, and print their addresses
	@$(DEMO) services start

stop: setup ## stop them
	@$(DEMO) services stop

bench: setup ## time the hot paths (none are measured yet)
	@$(DEMO) bench

lock: setup ## pin pyproject.toml's ranges, with hashes, in requirements/*.txt
	@$(DEMO) lock
