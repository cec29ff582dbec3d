# Everything here works in a fresh clone on Debian 12 with Swift 6.2 or later.

SWIFT ?= swift
# Options for `make demo`, as in: make demo ARGS=--once
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help deps demo test build format lint clean debug \
	test-discordpy test-webhooks test-openai test-litellm test-openapi test-browser test-journey test-crash \
	test-examples test-docs docs bench bench-quick bench-store bench-webhooks bench-edge

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install missing system packages (apt), check the Swift version
	@Scripts/install-dependencies.sh

demo: debug ## six prompts through it all, nothing to configure (ARGS=--once ends by itself)
	@.build/debug/promptgate demo $(ARGS)

test: deps ## build and run the unit tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: deps ## release build: .build/release/promptgate
	$(SWIFT) build -c release --product promptgate

debug: deps # the binary that the demo and the black-box tests run; shares its folder with `test`
	@$(SWIFT) build --product promptgate

test-discordpy: debug ## a stock discord.py bot against the fake Discord
	@Scripts/install-dependencies.sh --with-python
	Tests/Interop/run-discordpy.sh

test-webhooks: debug ## webhooks checked by the reference library standardwebhooks
	@Scripts/install-dependencies.sh --with-python
	Tests/Interop/run-webhooks.sh

test-browser: debug ## the admin page in Chromium; pictures go to .build/screenshots
	@Scripts/install-dependencies.sh --with-browser
	Tests/Browser/run.sh

test-openai: debug ## OpenAI's own client against the moderation call
	@Scripts/install-dependencies.sh --with-python
	Tests/Interop/run-openai.sh

test-litellm: debug ## LiteLLM's own proxy with the gateway as its guardrail (750 MB of packages)
	@Scripts/install-dependencies.sh --with-python
	Tests/Interop/run-litellm.sh

test-openapi: debug ## schemathesis against all calls of /openapi.json (a few minutes)
	@Scripts/install-dependencies.sh --with-python
	Tests/Interop/run-openapi.sh

test-journey: debug ## black-box tests of the whole gateway (slow)
	Tests/Journey/run.sh

test-crash: debug ## kill -9 again and again (CRASH_TASKS=1000 CRASH_KILLS=50 for the long run)
	Tests/Journey/run.sh .build/debug/promptgate tests_crash

test-docs: debug ## run the commands that the documentation shows
	@Scripts/install-dependencies.sh --with-python
	python3 Tests/Docs/run.py .build/debug/promptgate

test-examples: deps ## build and test the example stage outside the gateway
	$(SWIFT) test --package-path Examples/Curfew --scratch-path .build/examples

bench-store: deps ## measure what shared transactions are worth on this disk
	$(SWIFT) build --build-tests
	PROMPTGATE_BENCH_STORE=1 $(SWIFT) test --skip-build --filter ThroughputTests

bench-webhooks: build ## what dead webhook receivers cost the healthy ones (minutes)
	PROMPTGATE_BENCH_WEBHOOKS=1 Tests/Journey/run.sh .build/release/promptgate \
		test_dead_receivers_do_not_delay_other_tenants

bench-edge: deps ## measure the edge against FastAPI on one machine (ARGS=--seconds 10; docs/performance.md)
	@Scripts/install-dependencies.sh --with-bench
	$(SWIFT) build -c release --product promptgate
	python3 Benchmarks/Edge/edge.py $(ARGS)

bench: deps ## measure the rule engine against its peers (ARGS=--help; docs/benchmarks.md)
	$(SWIFT) run -c release --package-path Benchmarks rule-benchmarks $(ARGS)

bench-quick: deps ## the same in two minutes; fails when a target is missed by far
	$(SWIFT) run -c release --package-path Benchmarks rule-benchmarks --quick --check --slack 2 $(ARGS)

format: ## lay out all Swift files
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift Benchmarks/Package.swift Benchmarks/Sources Examples/Curfew

lint: ## fail where a Swift file is not laid out
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift Benchmarks/Package.swift Benchmarks/Sources Examples/Curfew

docs: deps ## build the documentation of GateCore (.build/docs); fails on a broken link
	@Scripts/build-docs.sh

clean: ## remove what was built, keep what was downloaded
	$(SWIFT) package clean
