# Both `make run` and `make test` do all the set-up that a fresh machine needs.
ENVIRONMENT ?= .venv
BIN := $(ENVIRONMENT)/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check format bench screenshots recordings clean

help:
	@echo "make run          open the workbench"
	@echo "make test         run the tests"
	@echo "make check        lint, types, layers"
	@echo "make bench        measure, as ratios within one run"
	@echo "make screenshots  draw the documentation's pictures from the real app"
	@echo "make recordings   make the shipped recordings anew, by the window and by the oracles"

setup:
	@sh resources/setup.sh $(ENVIRONMENT) app,test

run: setup
	@$(BIN)/workbench

test: setup
	$(PYTEST) -n 2 --dist loadfile --max-worker-restart 0 -m "not xvfb and not long"
	sh tests/xvfb.sh $(BIN)/python -m pytest -m xvfb

test-long: setup
	$(PYTEST) -m long
	$(PYTEST) -m hypothesis --hypothesis-profile searching

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(PYTEST) -o addopts="--import-mode=importlib --strict-markers --strict-config" -p no:xdist -q tests/benchmarks

screenshots: setup
	sh tests/xvfb.sh $(BIN)/python -m workbench.ui.tour docs/pictures
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m workbench.ui.portraits

recordings: setup
	sh tests/xvfb.sh $(BIN)/python -m pytest tests/ui/make_recordings.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gyms.make_golds

clean:
	rm -rf $(ENVIRONMENT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
