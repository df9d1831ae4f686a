# make help lists what can be made. Go alone is enough for `go build ./...` and
# `go test ./...`; this file adds what the pages and the browser tests need.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# VERSION names a release; without one the program names the commit, so that a
# program that reads otherwise reads anew.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS := $(if $(VERSION),-X github.com/stemma/stemma/internal/cli.release=$(VERSION))
WEB := internal/web

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1 \2/' \
		| awk '{ printf "  make %-8s", $$2; $$1 = $$2 = ""; sub(/^ +/, ""); print }'

.PHONY: build
build: islands ## build bin/stemma, with the pages' islands where Node is there
	@go build -trimpath -ldflags '$(LDFLAGS)' -o bin/stemma ./cmd/stemma
	@echo "built bin/stemma" >&2

# The islands are built from npm packages, which are never committed. Every
# page works without them.
.PHONY: islands
islands:
	@if command -v npm >/dev/null; then \
		$(MAKE) -s --no-print-directory $(WEB)/node_modules/.package-lock.json; \
		cd $(WEB) && npm run --silent build >&2; \
	else \
		echo "make: Node and npm are not here, so the pages are built without their scripts and fonts." >&2; \
		echo "  Every page works without them. To have them: install Node 18 or later, then make build." >&2; \
	fi

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json
	@cd $(WEB) && npm ci --silent --no-audit --no-fund >&2
	@touch $@

.PHONY: demo
demo: build ## read the invented dossier and show it in the browser (DEMO_EXIT=1: only print)
	@bin/stemma demo

.PHONY: test
test: browser node islands ## run every test, browser tests included
	@unformatted="$$(find . -name '*.go' -not -path '*/node_modules/*' -print0 | xargs -0 gofmt -l)"; \
		if [ -n "$$unformatted" ]; then echo "make: gofmt -w is needed on:" $$unformatted >&2; exit 1; fi
	go vet ./...
	STEMMA_BROWSER=1 go test -timeout 9m ./...

# The browser that the page tests drive.
.PHONY: browser
browser:
	@for b in chromium chromium-browser google-chrome; do if command -v $$b >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >&2; \
	else \
		echo "make: the browser tests need Chromium." >&2; \
		echo "  try: sudo apt-get install chromium    (or go test ./..., which leaves them out)" >&2; exit 1; \
	fi

# Node brings the islands and axe-core, which checks that the pages are
# accessible. Where CI is set nothing may be left out.
.PHONY: node
node:
	@if command -v npm >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends nodejs npm >&2; \
	elif [ -n "$${CI:-}" ]; then \
		echo "make: the accessibility tests need Node and npm." >&2; \
		echo "  try: sudo apt-get install nodejs npm" >&2; exit 1; \
	fi

.PHONY: eval
eval: ## measure against STEMMA_DATA or ../shared/data; fails below a floor
	go run ./cmd/stemma-eval

# The packages come one after another, so that none slows another down.
.PHONY: bench
bench: ## measure speed, start-up and memory
	go test -run '^$$' -bench . -benchmem -p 1 ./...

# The weights are committed; this makes the same bytes again, each file with
# the seed and the settings that cmd/nlptrain states.
.PHONY: models
models: ## learn all weights again from STEMMA_DATA or ../shared/data
	go run ./cmd/nlptrain all

.PHONY: clean
clean: ## remove what was built
	@rm -rf bin build $(WEB)/node_modules
	@find $(WEB)/built -type f ! -name README -delete
