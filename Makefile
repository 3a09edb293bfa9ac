# FOI Desk. Needs make and Python 3.11 or 3.12; brings the rest (config/bootstrap.py).
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null && { echo $$p; break; }; done)
SET_UP = @$(if $(PYTHON),,echo "Install Python 3.11 or 3.12 first." >&2; exit 1;) $(PYTHON) config/bootstrap.py

NEEDS_FILE = $(if $(FILE),,$(error Say which backup: make $@ FILE=...))

.PHONY: help setup run test bench soak deploy-check backup backup-check restore lock

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything (packages, browser, assets) and stop
	$(SET_UP) setup

run: ## Start the product with a demonstration office; Ctrl-C stops it
	$(SET_UP) run

test: ## Run every test, with real PostgreSQL, Redis, SMTP and Chromium
	$(SET_UP) test

bench: ## Print figures of pages, timed tasks and letters; FULL=1 for a million cases as well
	$(SET_UP) bench $(if $(FULL),--full)

soak: ## Run the long campaigns, of which `make test` runs a fixed slice [ONLY=words of their names, as pytest -k]
	$(SET_UP) soak $(if $(ONLY),-k "$(ONLY)")

deploy-check: ## Run Django's deployment check on an office in production; a warning is an error
	$(SET_UP) deploy-check

backup: ## Back up the database and the files together [TO=folder] [KEEP=how many]
	$(SET_UP) backup $(if $(TO),--to "$(TO)") $(if $(KEEP),--keep "$(KEEP)")

backup-check: ## Check a backup and restore nothing: FILE=...
	$(NEEDS_FILE)$(SET_UP) restore --check-only "$(FILE)"

restore: ## Restore a backup: FILE=... [REPLACE=yes] [MAIL=send]
	$(NEEDS_FILE)$(SET_UP) restore $(if $(filter yes,$(REPLACE)),--replace) $(if $(filter send,$(MAIL)),--send-waiting-mail) "$(FILE)"

lock: ## Choose the newest allowed packages and write the locks anew (after `make setup`)
	for lock in runtime test node; do \
		$(if $(wildcard .venv/bin/uv),.venv/bin/uv,uv) pip compile --quiet --universal --generate-hashes --upgrade --python-version 3.11 \
			--no-header --no-emit-index-url $$([ $$lock = test ] && echo --constraint requirements/runtime.txt) \
			--output-file requirements/$$lock.txt requirements/$$lock.in || exit 1; done
	npm install --package-lock-only
