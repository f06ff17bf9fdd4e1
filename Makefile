# The commands of the README. Needs git, make and one Python of 3.11 to 3.13 with venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# The first Python that is in range and can make an environment; name another with PYTHON=...
CAN := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c "$(CAN)" 2>/dev/null && { echo "$$p"; break; }; done)

JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
BIN := .venv/bin
READY := .venv/ready
EVAL := $(BIN)/santitham-eval
AXE := tests/node_modules/.package-lock.json

# One thread of linear algebra everywhere: another number of threads changes the last digits.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

.PHONY: help study tables first print test axe notebook lab pictures replicate check proof bench docs lock clean

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(READY): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo 'ต้องมี Python 3.11-3.13 พร้อม venv (เช่น apt install python3-venv) หรือระบุ make PYTHON=...'; \
	  echo 'Python 3.11-3.13 with venv is needed (for instance apt install python3-venv), or say make PYTHON=...'; exit 2; } >&2
	rm -rf .venv
	"$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m santitham_eval.batch.warm install
	touch $@

study: $(READY)  ## make the environment, then every report of the demo study
	$(EVAL) run --study study.toml --jobs $(JOBS)

tables: $(READY)  ## only the built tables and the estimates, no reports
	$(EVAL) build --study study.toml
	$(EVAL) estimate --study study.toml

first: tables  ## the shortest way to a report: that of one tambon
	$(EVAL) report --study study.toml --tambon 990102

# Without npm, or off the network, the rest of the tests runs all the same.
$(AXE): tests/package-lock.json
	@npm ci --prefix tests --ignore-scripts --no-audit --no-fund --silent || \
	  echo 'ไม่มี axe-core จึงข้ามการทดสอบนั้น / no axe-core (it comes by npm): its test will be skipped' >&2

axe: $(AXE)  ## fetch what looks for barriers in the pages (needs npm)

print: $(READY)  ## the reports that are there as PDF: briefs; with a Chromium, pages and sheets too
	$(EVAL) print --jobs $(JOBS)

test: $(READY) $(AXE)  ## all tests but the slow proofs; nbval on the notebooks is one of them
	$(BIN)/python -m pytest -n 2 --dist loadscope

lab: tables  ## open the starting notebook in JupyterLab
	$(BIN)/jupyter lab notebooks/start_here.ipynb

# Everything comes out of the zip: its program, its lock. What is installed here is not used.
RELEASE ?= demo-release.zip
replicate:  ## take a release apart and make it anew in a fresh environment: make replicate RELEASE=FILE.zip
	@[ -n "$(PYTHON)" ] && [ -f "$(RELEASE)" ] || { echo 'ต้องมี Python 3.11-3.13 และแฟ้ม RELEASE=... / Python 3.11-3.13 and RELEASE=FILE.zip are needed'; exit 2; } >&2
	at=$$(mktemp -d); trap 'rm -rf "$$at"' EXIT; unset PYTHONPATH; \
	"$(PYTHON)" -m zipfile -e "$(RELEASE)" "$$at/release"; \
	"$(PYTHON)" -m venv "$$at/venv"; \
	"$$at/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$$at/release/requirements.lock"; \
	"$$at/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e "$$at/release"; \
	"$$at/venv/bin/santitham-eval" verify --release "$(RELEASE)" --jobs $(JOBS)

check: $(READY)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

proof: $(READY)  ## the slow proofs of calibration
	$(BIN)/python -m pytest -m proof -s

bench: $(READY)  ## what each step costs, and how fast other packages are
	$(BIN)/python -m santitham_eval.batch.bench

notebook: tables  ## run the stored notebooks anew, after a change of the demo, the method or the words
	cd notebooks && ../$(BIN)/jupyter nbconvert --to notebook --execute --inplace \
	  --ExecutePreprocessor.record_timing=False start_here.ipynb tambon_impact.ipynb tambon_outside.ipynb \
	  programme_impact.ipynb lessons_learned.ipynb data_quality.ipynb validation.ipynb

pictures: study  ## take the pictures of the README anew (needs Chromium)
	$(BIN)/python tests/pictures.py

docs: $(READY)  ## write docs/glossary.md and docs/architecture.svg anew, after a change of words or rooms
	$(BIN)/python tests/docs_written.py

lock:  ## resolve the dependencies anew (needs uv)
	env -u PIP_FIND_LINKS uv --no-config pip compile pyproject.toml --extra dev --universal --generate-hashes \
	  --python-version 3.11 --no-annotate --no-header --upgrade --quiet -o requirements.lock
	env -u PIP_FIND_LINKS uv --no-config pip compile requirements-peers.in --universal --generate-hashes \
	  --python-version 3.11 --no-annotate --no-header --upgrade --quiet -o requirements-peers.lock

clean:  ## remove what can be made again, but for the environment
	find data/processed reports -mindepth 1 ! -name README.md -delete
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find santitham_eval tests -name __pycache__ -type d -prune -exec rm -rf {} +
