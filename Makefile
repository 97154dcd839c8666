# Two commands for a new user: `make demo` and `make test`. Everything else serves the people who build Stemma.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_HTML := out/demo.html
DATA ?=

.PHONY: demo setup test test-all check eval bench soak wheel screenshots model model-small lock clean help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: setup ## report on the shipped examples: stories on screen, page in out/demo.html
	@mkdir -p out
	$(BIN)/stemma report src/stemma/examples --html $(DEMO_HTML)

setup: $(VENV)/.ready ## make .venv from the hashed lock

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Stemma needs Python 3.11, 3.12 or 3.13; say: make PYTHON=python3.12 demo" if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

test: setup ## run the tests
	$(BIN)/python -m pytest -n 2 -q -m "not soak" tests

check: setup ## style, types, tests
	$(BIN)/ruff check src tests evals training
	$(BIN)/ruff format --check src tests evals training
	$(BIN)/mypy src
	$(BIN)/python -m pytest -n 2 -q -m "not soak" tests

eval: setup ## score every task; make eval DATA=path/to/corpora
	$(BIN)/python -m evals $(if $(DATA),--corpora $(DATA))

bench: setup ## time, peak memory and quality of the same run at three sizes
	$(BIN)/python benchmarks/whole_flow.py --json benchmarks/last.json
	$(BIN)/python benchmarks/tables.py

wheel: setup ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

screenshots: $(VENV)/.consumers ## pictures of the report page at three widths, light and dark, in out/screenshots (needs chromium)
	@mkdir -p out
	$(BIN)/stemma report src/stemma/examples --html out/examples.html
	$(BIN)/python tests/browser/screenshots.py out/examples.html out/screenshots

lock: ## renew requirements.lock (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev --extra pdf --extra web --extra mcp pyproject.toml -o requirements.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) dist build out

TRAIN := $(BIN)/python training/train.py --documents build/documents.json.gz --names uner:1.5,wikigold:1.2,wnut:0.3

build/documents.json.gz:
	@test -n "$(DATA)" || { echo "say where the corpora are: make model DATA=FOLDER (training/README.md lists them)"; exit 2; }
	$(BIN)/python training/prepare.py --data $(DATA) --out $@

model: build/documents.json.gz ## train the reader as it is shipped, on one GPU: make model DATA=path/to/corpora (needs the extra "train")
	for k in 0 1 2 3 4; do $(TRAIN) --out build/fold-$$k --seed 1$$k --fold uner:$$((k % 2))/2,wikigold:$$k/10 --workers 4 \
		--steps 1100 --pieces 3000 --rate 4e-4 --head-rate 2e-3; done
	for k in 5 6 7 8 9; do $(TRAIN) --out build/fold-$$k --seed 1$$k --fold uner:$$((k % 2))/2,wikigold:$$k/10 --workers 4 \
		--steps 1460 --pieces 1500 --rate 3e-4 --head-rate 1.5e-3; done
	$(TRAIN) --out build/reader --seed 21 --workers 4 --steps 2837 --pieces 3000 --rate 4e-4 --head-rate 2e-3 \
		--teachers build/fold-*/reader.pt --texts 0.4
	@echo "then export and score as training/README.md says"

model-small: build/documents.json.gz ## train a slightly weaker reader on two cores in under three hours, same corpora
	$(TRAIN) --out build/one --steps 2212 --seed 7 --pieces 800 --rate 2.5e-4 --fold uner:1/2,wikigold:9/10
	$(TRAIN) --out build/two --start build/one/reader.pt --steps 902 --seed 8 --pieces 800 --rate 1.1e-4 --head-rate 5e-4
	$(TRAIN) --out build/three --start build/two/reader.pt --steps 502 --seed 9 --pieces 800 --rate 1e-4 --head-rate 4e-4
	$(TRAIN) --out build/four --start build/three/reader.pt --teachers build/one/reader.pt build/two/reader.pt build/three/reader.pt \
		--texts 0.2 --steps 700 --seed 10 --pieces 800 --rate 1.2e-4 --head-rate 5e-4
	$(BIN)/python training/average.py build/three build/four --out build/reader
	@echo "then export and score as training/README.md says"

test-all: $(VENV)/.consumers ## everything, nothing skipped (needs chromium, graphviz, libicu-dev, pkg-config, a C++ compiler)
	STEMMA_TEST_ALL=1 $(BIN)/python -m pytest -n 2 -q tests -m "soak or not soak"

$(VENV)/.consumers: $(VENV)/.ready tests/consumers.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/consumers.txt
	@touch $@

soak: setup ## the long runs: 20,000 pages, kills, full disks, feeds; results in benchmarks/soak.json and docs/benchmarks.md
	$(BIN)/python -m pytest -q tests -m soak
	$(BIN)/python benchmarks/tables.py
