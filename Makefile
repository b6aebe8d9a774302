# make site    sets up what is needed and builds site/
# make zip     the same in one archive, site.zip, that opens from a disk
# make wheel   packs the program into dist/, with everything that using it needs
# make test    sets up the rest, three browsers included, and runs all tests
# make fuzz    random inputs, many times as many as in the tests: make fuzz RUNS=100 SEED=7
# make check   formatting (of content too), linting and types
# make bench   builds beside Hugo and Pagefind: make bench SIZES="1000 5000" RUNS=5
#              make bench-search: searches beside Pagefind's; make bench-edits: any number of edits;
#              make bench-plans: plans in a browser
# make audit   content against official texts: make audit SOURCES=folder
# make lock    renews the locked versions after a change in pyproject.toml or package.json

PYTHON ?= python3
# Looks at everything and brings what is not there; done in a moment when nothing is missing.
SET_UP := "$(PYTHON)" set_up.py
BIN := .venv/bin
# With the Node.js that set-up puts into the virtual environment where the machine's is of no use.
WITH_NODE := PATH="$$PWD/$(BIN):$$PATH"
# What is meant for other programs in Python would keep this one from its packages and its words.
unexport PYTHONHOME PYTHONOPTIMIZE PYTHONPATH PYTHONSAFEPATH

.PHONY: site zip wheel test fuzz check format audit serve bench bench-search bench-edits bench-plans lock clean

site:
	$(SET_UP) site
	$(BIN)/python build.py

zip:
	$(SET_UP) site
	$(BIN)/python build.py zip

wheel:
	$(SET_UP) dev
	$(BIN)/python -m hatchling build --target wheel

test:
	$(SET_UP) test
	$(WITH_NODE) $(BIN)/python -m pytest -n 2 --dist loadgroup

# RUNS: how many times as many inputs as in `make test`; SEED: which ones.
fuzz: RUNS := 20
fuzz: SEED := $(shell date +%s)
fuzz:
	$(SET_UP) dev
	@echo "make fuzz RUNS=$(RUNS) SEED=$(SEED)"
	$(WITH_NODE) FUZZ_RUNS=$(RUNS) $(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-seed=$(SEED)

check:
	$(SET_UP) dev
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python build.py format --check
	$(WITH_NODE) node_modules/.bin/tsc -p static
	$(WITH_NODE) node_modules/.bin/tsc -p static/offline/worker

format:
	$(SET_UP) dev
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python build.py format

audit:
	$(SET_UP) site
	$(BIN)/python build.py audit $(SOURCES)

serve:
	$(SET_UP) site
	$(BIN)/python build.py serve

# SIZES: numbers of generated clauses; RUNS: how often everything is measured.
bench:
	$(SET_UP) bench
	$(WITH_NODE) $(BIN)/python -m bench builds $(SIZES) $(addprefix --runs ,$(RUNS))

# SIZES: the same, or content for the real content. LINES: slow-4g, 10-mbit.
bench-search:
	$(SET_UP) test
	$(WITH_NODE) $(BIN)/python -m bench search $(SIZES) $(addprefix --line ,$(LINES))

# EDITS: how many random edits; SEED: other ones.
bench-edits:
	$(SET_UP) dev
	$(BIN)/python -m bench edits $(EDITS) $(addprefix --seed ,$(SEED))

# BOOKS: how many generated ones.
bench-plans:
	$(SET_UP) test
	$(WITH_NODE) $(BIN)/python -m bench plans $(BOOKS)

# Hashes only: the locks name no download addresses. They agree with each other, because all of
# them are installed into one environment.
COMPILE := uv pip compile pyproject.toml --quiet --generate-hashes --universal \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header
lock:
	$(COMPILE) --output-file requirements/site.txt
	for extra in dev bench node; do \
		$(COMPILE) --constraint requirements/site.txt --extra $$extra \
			--output-file requirements/$$extra.txt || exit 1; \
	done
	$(WITH_NODE) npm install --package-lock-only

clean:
	rm -rf .venv node_modules dist site site.zip .site-build
