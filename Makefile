# The whole publication: `make html`, `make latexpdf`, `make epub`. `make help` lists the rest.
#
#   DRAFTS=1        html, latexpdf and epub with drafts, in _build/drafts/
#   BASEURL=…       the address that pages name as their own (conf.py has the usual one)
#   PYTHON=…        the Python that .venv is made from
#   J=…             processes that read (auto: one a core); PORT=… where `make live` listens
#   FROM=…          what `make import` brings in; IMPORTOPTS=… e.g. --dry-run
#   BENCH=…         quick, full or print: what `make bench` measures
#   SPHINXOPTS=…    for sphinx-build; empty: say what is done

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.NOTPARALLEL:  # the formats share one set of doctrees

PYTHON ?= python3
# Two take more CPU and memory than one, and no less time: benchmarks/results.md.
J ?= 1
PORT ?= 8000
SPHINXOPTS ?= --quiet
BASEURL ?=
DRAFTS ?=

BUILD := _build$(if $(filter-out 0,$(DRAFTS)),/drafts)
HTML := $(BUILD)/html

export PYTHON

# A locale that is not installed would end Sphinx and others; C is there, and Python writes UTF-8 in it.
ifneq ($(shell locale 2>&1 >/dev/null),)
override export LC_ALL := C
endif

# Named after its Python, so that an upgrade of the system's makes a new environment.
VENV := .venv
INSTALLED := $(VENV)/installed-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
RUN := $(VENV)/bin/python

# Checkers of e-books and pages that exist for Node only.
NODE := .node

# The DTD of articles as JATS, which no package that fits beside the others ships.
JATS := .jats

OVERRIDES = $(if $(filter-out 0,$(DRAFTS)),-D press_drafts=1) $(if $(BASEURL),-D html_baseurl=$(BASEURL))
OPTIONS = --doctree-dir $(BUILD)/doctrees --jobs $(J) $(OVERRIDES) $(SPHINXOPTS)
# sphinx-build with the speedups, and not at all where the site would only be built again as it is.
SPHINX = $(RUN) -m press.commands.build $(OPTIONS)
STRICT = --fail-on-warning

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: html
html: venv ## Build the site
	@$(SPHINX) $(STRICT) -b html . $(HTML)
	@echo "The site: $(HTML)/index.html"

.PHONY: latexpdf
latexpdf: venv print-packages ## Build the printed publication (PDF)
	@$(SPHINX) $(STRICT) -b latex . $(BUILD)/latex
	@tools/typeset $(BUILD)/latex/*.tex

# Into an empty folder: Sphinx packs whatever lies in it, a deleted article's page too.
.PHONY: epub
epub: venv ## Build the e-book (EPUB)
	@rm -rf $(BUILD)/epub
	@$(SPHINX) $(STRICT) -b epub . $(BUILD)/epub
	@echo "The e-book: $$(echo $(BUILD)/epub/*.epub)"

# What a volume shows decides whether it is made again, so its folders are kept. The e-book comes
# after the PDF: it marks where the printed pages begin. The site's copy is
# made where `press_volume_files` says that the site links to it: Sphinx leaves a note.
VOLUMES = $(BUILD)/volumes
BY_VOLUME = $(SPHINX) $(STRICT) -D press_by_volume=1

.PHONY: volumes
volumes: venv print-packages ## Build each year's PDF and e-book, where it changed
	@$(BY_VOLUME) -b latex . $(VOLUMES)/latex
	@find $(VOLUMES)/latex -name '*.tex' -print0 | sort -z \
		| xargs -0 --no-run-if-empty -n 1 -P $$(nproc) tools/typeset > /dev/null
	@find $(VOLUMES)/latex -name '*.tex' | sed 's/\.tex$$//' | sort | while read -r volume; do \
		pdftotext -layout "$$volume.pdf" "$$volume.txt"; done
	@$(BY_VOLUME) -D press_printed=$(VOLUMES)/latex -b epub . $(VOLUMES)/epub
	@find $(VOLUMES) -maxdepth 1 -type f -delete
	@find $(VOLUMES)/latex -name '*.tex' | while read -r tex; do cp -p "$${tex%.tex}.pdf" $(VOLUMES); done
	@find $(VOLUMES)/epub -maxdepth 1 -name '*.epub' -exec cp -p -t $(VOLUMES) {} +
	@if [ -e $(VOLUMES)/latex/on-the-site ]; then \
		rm -rf $(HTML)/volumes; \
		find $(VOLUMES) -maxdepth 1 -type f -exec install -D -p -t $(HTML)/volumes {} +; fi
	@echo "The volumes: $(VOLUMES)/"

# Sphinx writes each article's EPUB and a page for print; what has changed of these becomes a PDF.
# The copies lie beside the articles, which link to them where `press_offprints` says so.
OFFPRINTS = $(BUILD)/offprints

.PHONY: offprints
offprints: venv print-packages ## Build each article's PDF and EPUB, where it changed
	@$(SPHINX) $(STRICT) -b offprints . $(OFFPRINTS)
	@$(RUN) -m press.offprints $(OFFPRINTS) --site $(HTML)
	@echo "The offprints: $(OFFPRINTS)/articles/"

# 1: something for a person to decide, which is no failure of make's.
.PHONY: import
import: venv ## Bring an archive in (FROM=…): text, Markdown, pages, WordPress, Ghost, Substack
	@$(RUN) -m press import $(FROM) $(IMPORTOPTS) || test $$? -eq 1

.PHONY: import-bench
import-bench: venv ## Measure the import: words lost, time and memory on 1,500 pages
	@$(RUN) -m benchmarks.importing

.PHONY: live
live: BUILD := _build/live
live: DRAFTS := 1
live: venv ## Show the site with its drafts at http://127.0.0.1:8000, again at each save
	@$(RUN) -m sphinx_autobuild --doctree-dir $(BUILD)/doctrees --jobs $(J) $(OVERRIDES) $(SPHINXOPTS) \
		--pre-build '$(RUN) -m press keys' --port $(PORT) --ignore _build --ignore .venv --ignore .node --ignore .jats --ignore .git --re-ignore '_cache(__)?/' \
		-b html . $(BUILD)/html

.PHONY: check
check: venv ## Check the code and the articles without building
	@$(RUN) -m ruff format --check --quiet .
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m mypy --no-error-summary
	@$(RUN) -m press schema --check
	@$(RUN) -m press settings --check
	@$(RUN) -m press check

# A file of tests on one core: its tests share what they build.
WORKERS = --numprocesses auto --dist loadfile

.PHONY: test
test: venv print-packages test-packages $(NODE)/installed $(JATS)/installed ## Run every test, of the PDF and the e-book too
	@$(RUN) -m pytest $(WORKERS) $(PYTESTOPTS)

.PHONY: test-fast
test-fast: venv ## Run the tests that need no LaTeX, no browser and few builds (two minutes)
	@$(RUN) -m pytest $(WORKERS) -m "not slow and not browser and not tex" $(PYTESTOPTS)

.PHONY: test-random
test-random: venv ## Try new inputs in the tests that make theirs up
	@$(RUN) -m pytest $(WORKERS) --hypothesis-profile=random -m hypothesis $(PYTESTOPTS)

$(NODE)/installed: tools/node/package-lock.json
	@tools/system-packages test
	@echo "Making $(NODE) from $<: half a minute, once"
	@mkdir -p $(NODE) && cp tools/node/package*.json $(NODE)
	@npm ci --prefix $(NODE) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(JATS)/installed: tools/jats/requirements.txt | venv
	@rm -rf $(JATS)
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-input --no-deps \
		--require-hashes --only-binary :all: --target $(JATS) --requirement $<
	@touch $@

# The peers get an environment of their own: what they need is no business of this publication.
PEERS := _build/bench/peers

.PHONY: bench
bench: venv print-packages $(PEERS)/installed ## Measure this publication and its peers (BENCH=quick, full or print)
	@$(RUN) -m benchmarks run $(BENCH)

$(PEERS)/installed: benchmarks/requirements.txt
	@echo "Making $(PEERS) from $<: a minute, once"
	@$(PYTHON) -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --no-input \
		--require-hashes --only-binary :all: --requirement $<
	@touch $@

.PHONY: exactness
exactness: venv ## Compare thousands of edits and builds with clean builds (half an hour or more)
	@EXACTNESS=long $(RUN) -m pytest tests/exactness $(PYTESTOPTS)

.PHONY: audit-site
audit-site: html test-packages $(NODE)/installed ## Measure the site: axe, keyboard, Lighthouse, bytes, policy, validity
	@$(RUN) -m tools.audit $(HTML)

.PHONY: linkcheck
linkcheck: venv ## Ask every web address that the articles name
	@$(SPHINX) -b linkcheck . $(BUILD)/linkcheck
	@echo "Every address answered: $(BUILD)/linkcheck/output.txt"

.PHONY: clean
clean: ## Remove everything that was built (.venv stays)
	@rm -rf _build

.PHONY: venv
venv: $(INSTALLED) ## Make .venv from requirements.txt (the other targets do it)

# A new folder at each change of the lock, so that .venv never holds more than the lock says.
$(INSTALLED): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is" \
			"$$($(PYTHON) --version 2>/dev/null || echo missing)." \
			"Install it, or name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@test ! -L $(VENV) || { echo "$(VENV) is a link to another folder, which would be emptied:" \
		"bring that one up to date, or delete the link." >&2; exit 1; }
	@tools/system-packages environment
	@echo "Making $(VENV) from requirements.txt: a minute or two, once"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-input \
		--require-hashes --only-binary :all: --no-binary jstyleson --requirement requirements.txt
	@touch $@

.PHONY: print-packages test-packages
print-packages test-packages: %-packages:
	@tools/system-packages $*

DEPENDENCY_GROUPS := build import test lint live lock

.PHONY: lock
lock: venv ## Renew requirements.txt from the groups of pyproject.toml
	@$(RUN) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command 'make lock' \
		$(DEPENDENCY_GROUPS:%=--group %) --output-file requirements.txt
	@$(RUN) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command 'make lock' \
		benchmarks/requirements.in --output-file benchmarks/requirements.txt
	@echo "Renewed requirements.txt and that of benchmarks/: the next make installs them"
