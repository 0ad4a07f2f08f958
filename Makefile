# Firewall Map. `make` alone lists what there is.

SHELL := /bin/bash
BIN := bin/firewallmap
VERSION ?=
FUZZTIME ?= 10s
LDFLAGS := -s -w $(if $(VERSION),-X main.version=$(VERSION))

.PHONY: help run build test check test-clients test-web data docs release bench relevance explorer map shots fuzz clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build, and serve the embedded dataset at 127.0.0.1:8080
	@$(BIN) serve

build: ## build the program to bin/firewallmap
	@mkdir -p bin
	go build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/firewallmap

test: ## all Go tests, then those of what runs at once with the race detector, where a C compiler is
	go test -timeout 30m ./...
	@if [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC | cut -d' ' -f1)" >/dev/null 2>&1; then \
	echo "with the race detector"; set -ex; \
	go test -race -short -timeout 30m ./api/... ./dataset/... ./indexer/...; \
	go test -race -short -timeout 30m -run 'Import|Turns|AtOnce|Recovery|Native|Serve' ./importers/... ./cmd/firewallmap; \
	else echo "without the race detector: no C compiler here"; fi

check: ## gofmt and go vet
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...

test-clients: build ## real clients and readers: GraphQL, TypeScript, Relay, Python, pandas, the reference validators
	tests/clients/run.sh $(BIN)

test-web: build ## the pages in Chromium; fails where it or Node.js is missing
	cd tests/web && npm ci --no-audit --no-fund --loglevel=error && npm test

shots: build ## screenshots of every page, to shots/
	cd tests/web && npm ci --no-audit --no-fund --loglevel=error && npm run shots

explorer: ## build the query explorer (GraphiQL) from npm; the next build embeds it
	cd api/explorer && npm ci --no-audit --no-fund --loglevel=error && npm run build

map: ## make the outlines of the map anew, from the npm package world-atlas
	cd tools/map && npm ci --no-audit --no-fund --loglevel=error && npm run map

data: ## write dataset/data in the writer's style, and the snapshot and the docs made from it
	go run ./cmd/firewallmap export --data dataset/data --format yaml --out dataset/data
	go run ./cmd/firewallmap export --data dataset/data --format json --out dataset/snapshot.json
	@$(MAKE) --no-print-directory docs

docs: ## make docs/codebook.md and the picture of the matrix from the data
	go run ./internal/docs

release: ## cut a release of the dataset: make release RELEASE=2026.12 DATE=2026-12-15
	@test -n "$(RELEASE)" -a -n "$(DATE)" || { echo "make release RELEASE=2026.12 DATE=2026-12-15"; exit 2; }
	go run ./internal/release $(RELEASE) $(DATE)
	@$(MAKE) --no-print-directory data

bench: ## the benchmarks of every package; those against other programs stand in bench/, a module of its own
	go test -run '^$$' -bench . -benchmem ./...

relevance: ## how well search finds what it should: nDCG@10, reciprocal rank, and what it misses
	go test ./indexer -run '^TestRelevance$$' -count 1 -v

fuzz: ## fuzz every border for a while: make fuzz FUZZTIME=1m
	@for target in $$(git grep -n '^func Fuzz' -- '*_test.go' | sed 's/\(.*\)\/[^/]*:.*func \(Fuzz[A-Za-z0-9]*\).*/\1:\2/'); do \
	  echo "$$target"; go test "./$${target%%:*}" -run '^$$' -fuzz "^$${target##*:}$$" -fuzztime "$(FUZZTIME)" || exit 1; done

clean: ## remove what was built
	rm -rf bin dist shots tests/clients/build
