# make run and make test set everything up by themselves; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install run test check format translations lock clean

help: ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

install: $(VENV)/.dev ## set up .venv with everything pinned

run: $(VENV)/.run ## serve on Telegram, or chat in the terminal without a token
	@$(BIN)/python run_bot.py

test: $(VENV)/.dev ## format and lint check, types, tests, knowledge check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q
	$(BIN)/python run_bot.py check --quiet

check: $(VENV)/.run ## check the knowledge and the translations
	@$(BIN)/python run_bot.py check

translations: $(VENV)/.run ## take changed German texts into all languages, and report
	@$(BIN)/python run_bot.py translations --update

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## pin all packages anew (needs uv)
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url -o requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean: ## remove what can be made again
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build
