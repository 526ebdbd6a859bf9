# make demo   seeds/ → dist/, spoken          make test   everything that decides whether a change is right
# make lock   refresh requirements.lock       make bench  speed and memory, as ratios
# make mutants  small mistakes, one at a time: do the tests notice? (long)
# make patterns  each pattern of the package against repeats made from its own tree (long)
# make fuzz   what strangers might send, for a night: FUZZ=100000 inputs from number FIRST=0 on
# make audit  licences, digests of weights, and wheels for each platform, of all that narrate brings along
# make year   a newsroom's year: 1,000 events, judged after each (long)
# make night  300 articles, a tenth broken, the online voice gone now and then, two kills (20 minutes)
# make edits  two editors, builds and kills: 200 random rounds (long)
# make races  two builds, or a build and a prune, at once: 50 rounds
# make release VERSION=0.2.0  changelog, wheel and sdist tried in empty environments, commit and tag; pushes nothing
# Each sets itself up: uv is taken from the PATH, or put into .uv.

export UV_PYTHON_DOWNLOADS = never
export UV_SYSTEM_CERTS = true
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin

.PHONY: demo test bench mutants patterns fuzz audit year night release lock setup clean edits races uploads

demo: setup
	$(BIN)/narrate build seeds --out dist
	@echo 'Listen: open dist/index.html in a browser. 用浏览器打开 dist/index.html 收听。'

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: setup
	$(BIN)/python benchmarks/table.py
	$(BIN)/python benchmarks/memory.py

mutants: setup
	$(BIN)/python tests/mutants.py

patterns: setup
	$(BIN)/python tests/patterns.py

fuzz: setup
	$(BIN)/python tests/fuzz/run.py $(or $(FUZZ),100000) $(or $(FIRST),0)

audit: setup
	$(BIN)/python tests/audit.py

year: setup
	NARRATE_EVENTS=1000 NARRATE_ARTICLES=30 $(BIN)/pytest -q -n0 tests/test_year.py

night: setup
	cd benchmarks && ../$(BIN)/python night.py

edits: setup
	$(BIN)/python tests/interleaving.py $(or $(ROUNDS),200) $(or $(SEED),1)

uploads: setup
	folder=$$(mktemp -d) && $(BIN)/python tests/uploading.py $(or $(ROUNDS),100) $(or $(ARTICLES),300) $$folder; rm -rf $$folder

races: setup
	folder=$$(mktemp -d) && $(BIN)/python tests/racing.py $(or $(ROUNDS),50) $$folder; rm -rf $$folder

release: test
	$(BIN)/python tests/releasing.py "$(VERSION)"

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@command -v $(UV) >/dev/null || { $(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet uv; }
	$(UV) venv --quiet --clear --python $(PYTHON) .venv
	$(UV) pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e .
	@touch $@

lock:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis build
