# What a person types. `make demo` shows the product, `make test` proves it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SERVE ?= 1
WORKERS ?= 2
LANGUAGE ?= en
BENCH := .venv-bench
NUMBER ?= 100000

.DEFAULT_GOAL := help
.PHONY: help demo test lint types format compile train tags bench-extraction fuzz screenshots bench-lookup bench-api clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/installed: requirements.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements-compile.txt $(VENV)/installed
	$(PY) -m pip install --quiet --requirement requirements-dev.txt
	touch $@

demo: export DEBUG = 1
demo: $(VENV)/installed  ## set up, import the sample articles, serve on 127.0.0.1:8000 (SERVE=0: do not serve)
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py import_articles fixtures/articles
	$(PY) manage.py extract fixtures/articles
	$(PY) manage.py create_demo_editor
ifneq ($(SERVE),0)
	@echo "Look-up: http://127.0.0.1:8000/   Admin: http://127.0.0.1:8000/admin/   API: http://127.0.0.1:8000/api/v1/docs/   (Ctrl-C stops)"
	$(PY) manage.py runserver --noreload 127.0.0.1:8000
endif

test: $(VENV)/installed-dev  ## the tests, on SQLite (DATABASE_URL=postgres://… for PostgreSQL)
	$(PY) -m pytest -n $(WORKERS) $(ARGS)

lint: $(VENV)/installed-dev  ## ruff
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: $(VENV)/installed-dev  ## put the code in form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

types: export DEBUG = 1
types: $(VENV)/installed-dev  ## mypy
	$(PY) -m mypy

compile: $(VENV)/installed  ## the engine as machine code: the same results, quicker (needs a C compiler)
	$(PY) -m pip install --quiet --requirement requirements-compile.txt
	$(PY) -m tools.compile

tags: $(VENV)/installed-dev  ## learn the parts of speech anew: make tags CORPUS=path/to/train.jsonl LANGUAGE=en
	$(PY) -m pip install --quiet --requirement requirements-train.txt
	$(PY) -m tools.training.tags $(CORPUS) --language $(LANGUAGE)

train: $(VENV)/installed-dev  ## learn the weights anew: make train CORPUS=path/to/train.jsonl LANGUAGE=en
	$(PY) -m tools.training.train $(CORPUS) --language $(LANGUAGE)

bench-extraction: SHARED := ../shared
bench-extraction: CORPUS ?= $(SHARED)/corpora/polnear/dev.jsonl
bench-extraction: SCORER ?= $(SHARED)/score.py
bench-extraction: TRAIN ?= $(dir $(CORPUS))train.jsonl
bench-extraction: GERMAN ?= $(SHARED)/corpora/de_wikinews/dev.jsonl
bench-extraction: ARTICLES ?= 2000
bench-extraction: ROUNDS ?= 3
bench-extraction: $(VENV)/installed  ## measure it beside others: make bench-extraction CORPUS=path/to/dev.jsonl SCORER=path/to/score.py
	@test -e $(BENCH)/installed || ( $(PYTHON) -m venv $(BENCH) \
	  && $(BENCH)/bin/python -m pip install --quiet --requirement requirements-bench.txt && touch $(BENCH)/installed ) \
	  || echo "textacy could not be installed (requirements-bench.txt): the table goes on without it."
	@$(MAKE) --no-print-directory compile || echo "The engine could not be compiled: it is measured as plain Python."
	$(PY) -m benchmarks.extraction "$(CORPUS)" --scorer "$(SCORER)" --train "$(TRAIN)" --german "$(GERMAN)" \
	  --articles $(ARTICLES) --rounds $(ROUNDS)

fuzz: MINUTES ?= 10
fuzz: $(VENV)/installed  ## any text whatever to the engine: make fuzz MINUTES=10 (of processor time)
	@$(PY) -c 'import atheris' 2>/dev/null || $(PY) -m pip install --quiet --requirement requirements-fuzz.txt \
	  || echo "atheris could not be installed (requirements-fuzz.txt): chance alone chooses."
	$(PY) -m tools.fuzz --minutes $(MINUTES)

screenshots: $(VENV)/installed-dev  ## the pictures in docs/, taken with Chromium from the sample articles
	$(PY) -m pytest tests/browser -q --screenshots docs/images

bench-lookup: $(VENV)/installed  ## how good and how quick look-up is: make bench-lookup NUMBER=100000
	$(PY) -m benchmarks.lookup --number $(NUMBER)
	$(PY) -m benchmarks.clustering

bench-api: $(VENV)/installed-dev  ## how long the API takes on the database of DATABASE_URL (fill it with make_statements)
	$(PY) -m benchmarks.api $(ARGS)

clean:  ## forget the environment and the demo database
	rm -rf $(VENV) $(BENCH) quotes.sqlite3* quotes/extraction/native
