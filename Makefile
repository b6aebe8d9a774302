# make site    sets up what is needed and builds site/
# make zip     the same in one archive, site.zip, that opens from a disk
# make test    sets up the rest, a browser included, and runs all tests
# make fuzz   random inputs, many times as many as in the tests: make fuzz RUNS=100 SEED=7
# make check   formatting (of content too), linting and types
# make bench   builds beside Hugo and Pagefind: make bench SIZES="1000 5000" RUNS=5
#              make bench-search: searches beside Pagefind's; make bench-edits: any number of edits
# make audit   content against official texts: make audit SOURCES=folder
# make lock    renews the locked versions after a change in pyproject.toml or package.json

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Node.js of the machine, or the one that set-up puts into the virtual environment.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: site zip test fuzz check format audit serve bench bench-search bench-edits lock clean

site: $(VENV)/.site-ready
	$(BIN)/python build.py

zip: $(VENV)/.site-ready
	$(BIN)/python build.py zip

test: $(VENV)/.test-ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# RUNS: how many times as many inputs as in `make test`; SEED: which ones.
fuzz: RUNS := 20
fuzz: SEED := $(shell date +%s)
fuzz: $(VENV)/.dev-ready
	@echo "make fuzz RUNS=$(RUNS) SEED=$(SEED)"
	FUZZ_RUNS=$(RUNS) $(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-seed=$(SEED)

check: $(VENV)/.dev-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python build.py format --check
	node_modules/.bin/tsc -p static
	node_modules/.bin/tsc -p static/offline/worker

format: $(VENV)/.dev-ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python build.py format

audit: $(VENV)/.site-ready
	$(BIN)/python build.py audit $(SOURCES)

serve: $(VENV)/.site-ready
	$(BIN)/python build.py serve

# SIZES: numbers of generated clauses; RUNS: how often everything is measured.
bench: $(VENV)/.bench-ready
	$(BIN)/python -m bench builds $(SIZES) $(addprefix --runs ,$(RUNS))

# SIZES: the same, or content for the real content. LINES: slow-4g, 10-mbit.
bench-search: $(VENV)/.test-ready
	$(BIN)/python -m bench search $(SIZES) $(addprefix --line ,$(LINES))

# EDITS: how many random edits; SEED: other ones.
bench-edits: $(VENV)/.dev-ready
	$(BIN)/python -m bench edits $(EDITS) $(addprefix --seed ,$(SEED))

$(VENV)/.site-ready: requirements/site.txt requirements/node.txt package-lock.json setup.sh
	PYTHON=$(PYTHON) sh setup.sh site
	touch $@

$(VENV)/.dev-ready: requirements/dev.txt $(VENV)/.site-ready
	PYTHON=$(PYTHON) sh setup.sh dev
	touch $@

$(VENV)/.test-ready: $(VENV)/.dev-ready
	PYTHON=$(PYTHON) sh setup.sh browser
	touch $@

$(VENV)/.bench-ready: requirements/bench.txt $(VENV)/.dev-ready
	PYTHON=$(PYTHON) sh setup.sh bench
	touch $@

# Hashes only: the locks name no download addresses.
COMPILE := uv pip compile pyproject.toml --quiet --generate-hashes --universal \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header
lock:
	$(COMPILE) --output-file requirements/site.txt
	$(COMPILE) --extra dev --output-file requirements/dev.txt
	$(COMPILE) --extra bench --output-file requirements/bench.txt
	$(COMPILE) --extra node --output-file requirements/node.txt
	npm install --package-lock-only

clean:
	rm -rf $(VENV) node_modules site site.zip .site-build
