# Two commands are the whole story on a fresh machine: `make run` and `make test`.
.PHONY: help setup setup-dev system run test coverage check fix golden eval eval-themes theme-words eval-reading eval-layouts eval-reading-peers ablation unseen bench model samples clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
HOST ?= 127.0.0.1
PORT ?= 8000
# Folder with the training texts of the default model, and judged real documents; neither is in the repository.
TRAINING ?= $(PRAKSIS_REAL)/training

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(VENV)/.run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Praksis needs Python 3.11 or newer; say which: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

setup: $(VENV)/.run ## the virtual environment with Praksis in it
setup-dev: $(VENV)/.dev ## the same with the test tools

run: setup ## read the sample documents and serve the page
	@# An index made by an older version is refused: then it is made anew from the store.
	$(BIN)/praksis ingest corpus/samples --data $(DATA) || { $(BIN)/praksis rebuild --data $(DATA) && $(BIN)/praksis ingest corpus/samples --data $(DATA); }
	$(BIN)/praksis serve --data $(DATA) --host $(HOST) --port $(PORT)

test: setup-dev ## everything: format, lint, types, spelling, tests
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m tests.system_tools
	$(BIN)/python -m pytest -n 2

coverage: setup-dev ## the tests with branch coverage; half as long again
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

check: setup-dev ## the quick half: format, lint, types, spelling, import arrows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/python -m pytest -q tests/test_layout.py

fix: setup-dev ## format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: setup-dev ## write the golden files anew; read the diff
	PRAKSIS_GOLDEN=1 $(BIN)/python -m pytest -q tests/test_golden.py

eval: setup-dev ## reading against gold, search against judged queries
	$(BIN)/python -m tests.measure_quality

eval-themes: setup-dev ## themes, facts, kinds of claim and aspects against labels
	$(BIN)/python -m tests.measure_themes --rebuild
	$(BIN)/python -m tests.learn_theme_words --held-out
	$(BIN)/python -m tests.measure_facts

theme-words: setup-dev ## learn from all labels how far words lean towards the themes; PRAKSIS_REAL must be set
	$(BIN)/python -m tests.learn_theme_words

eval-reading: setup-dev ## how well and how fast we read, document by document
	$(BIN)/python -m tests.measure_reading

eval-layouts: setup-dev ## the samples as Chromium and WeasyPrint print them in twelve looks; real documents too where PRAKSIS_REAL is set
	$(BIN)/python -m tests.printed_layouts
	test -z "$$PRAKSIS_REAL" || $(BIN)/python -m tests.printed_layouts --real

.venv-peers/.peers: pyproject.toml
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv-peers/bin/python -m pip install --quiet --group peers
	touch $@

eval-reading-peers: setup-dev .venv-peers/.peers ## the same beside other readers; installs 2.6 GB, takes minutes
	$(BIN)/python -m tests.measure_reading --peers --further

ablation: setup-dev ## what each part of the search is worth, and the curve over sizes (PRAKSIS_REAL for more)
	$(BIN)/python -m tests.measure_search

unseen: setup-dev ## the search among 557 passages that a model of its own has not seen (PRAKSIS_REAL)
	$(BIN)/python -m tests.measure_unseen

bench: setup-dev ## speed of ingest and search, beside plain pdfplumber in the same run
	$(BIN)/python -m tests.measure_speed

model: setup-dev ## train the default model from $(TRAINING)
	$(BIN)/python -m index.training $(TRAINING)

samples: setup-dev ## set the sample PDFs from their text sources
	$(BIN)/python corpus/samples/set_samples.py

clean: ## everything that can be made again, but not the data
	rm -rf $(VENV) .venv-peers build dist *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
