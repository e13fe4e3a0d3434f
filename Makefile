# Everything is set up in ./.venv; a step that is done is not done again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps
# the lock files are complete, so nothing else is resolved
INSTALL := $(PIP) --require-hashes
DEMO := demo.duckdb
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

.PHONY: demo test test-all check format bench compiled readme site screens notebooks samples lock clean

# Ingest the sample plans through the Prefect flow and show targets against quarters.
demo: $(VENV)/.run
	@env -u PREFECT_API_URL PREFECT_HOME=$(CURDIR)/$(VENV)/prefect $(BIN)/xushi ingest --prefect --warehouse $(DEMO) samples/plans
	@echo
	@echo "Targets against quarters, 云溪市 2023:"
	@$(BIN)/xushi sql --warehouse $(DEMO) "SELECT number, object, action, unit, goal, q1, q2, q3, q4 \
	  FROM targets_by_quarter WHERE place = '云溪市' AND year = 2023 AND goal IS NOT NULL LIMIT 20"
	@echo "Next:"
	@echo "  $(BIN)/xushi sql --warehouse $(DEMO) \"SELECT canonical_unit, kind, sum(lead_tasks) AS lead, sum(support_tasks) AS support FROM responsibilities GROUP BY ALL ORDER BY lead DESC LIMIT 10\""
	@echo "  $(BIN)/xushi table samples/plans/yunxi-2023.pdf"
	@echo "  echo 完成6所学校工程立项、4所学校施工招标 | $(BIN)/xushi parse"
	@echo "  $(BIN)/xushi ingest YOUR.pdf"

# Check style and types, then run the tests; ends on pytest's closing line.
test: check
	@$(BIN)/python -m pytest -m "not full" --numprocesses auto --maxprocesses 4 --dist worksteal

# With every extra and the full counts; writes docs/testing.md.
test-all: $(VENV)/.all check
	@$(BIN)/python -m pytest --junit-xml=build/tests.xml && $(BIN)/python -m tests.report build/tests.xml docs/testing.md

check: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

format: $(VENV)/.dev
	@$(BIN)/ruff check --quiet --fix . && $(BIN)/ruff format --quiet .

# Speed and accuracy, printed with machine and date.
bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks

# A wheel in dist with the rules of quantities as machine code, and the same in build/compiled for the benchmarks; needs
# a C compiler. It is made from an archive: beside the sources the compiled modules would hide later changes of them.
compiled: $(VENV)/.dev
	@rm -rf build/sdist build/compiled dist/xushi-*-cp*.whl
	@$(BIN)/hatchling build --target sdist --directory build/sdist
	@tar -xzf build/sdist/*.tar.gz -C build/sdist --strip-components 1
	@cd build/sdist && HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(CURDIR)/$(BIN)/hatchling build --target wheel --directory $(CURDIR)/dist
	@$(PIP) --target build/compiled dist/xushi-*-cp*.whl

# Make anew what docs show of the code: references, results of queries and commands, README's picture, query and figures.
readme: $(VENV)/.dev
	@$(BIN)/python -m docs.dictionary
	@$(BIN)/python -m docs.reference
	@$(BIN)/python -m docs.consoles
	@$(BIN)/python -m docs.questions
	@$(BIN)/python -m docs.picture
	@$(BIN)/python -m docs.readme

# The documentation as pages in build/site; a broken link fails.
site: $(VENV)/.dev
	@$(BIN)/python -m properdocs build --strict

# Make the pictures of the review page and of Prefect's; needs chromium.
screens: $(VENV)/.all
	@$(BIN)/python -m docs.screens
	@$(BIN)/python -m docs.prefect_screens

# Run the notebooks over the sample plans and write what they show.
notebooks: $(VENV)/.all
	@$(BIN)/python -m notebooks

samples: $(VENV)/.dev
	@$(BIN)/python -m samples

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "xushi needs Python 3.11 or newer; set PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "setting up $(VENV) …"
	@$(INSTALL) -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "adding what the tests need …"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/.all: requirements-all.lock $(VENV)/.dev
	@echo "adding every extra …"
	@$(INSTALL) -r requirements-all.lock
	@touch $@

# Pin the newest versions that pyproject.toml allows.
lock: $(VENV)/.dev
	@$(BIN)/pip install --quiet uv
	@$(COMPILE) pyproject.toml --extra build --output-file requirements.lock
	@$(COMPILE) pyproject.toml --extra build --extra dev --extra docs --constraint requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) pyproject.toml --all-extras --constraint requirements-dev.lock --output-file requirements-all.lock

clean:
	@rm -rf $(VENV) build dist $(DEMO) $(DEMO).*
