# The front door. `make` builds what is missing and runs the demo; `make help` lists the rest.
# Works with GNU make 3.81 and newer; scripts/ does the work.

VENV := .venv
PYTHON_IN := $(VENV)/bin/python
PYTEST := $(PYTHON_IN) -m pytest
WITHOUT_DATABASE := calling chains docs fuzz guard numbers passport
CATALOGUES := $(wildcard src/answerback/*/locale/*/LC_MESSAGES/*.po)
PORT ?=
PYTHON ?=
ARGS ?=

export UV_PYTHON_DOWNLOADS := never
export PYTHON
ifneq ($(PORT),)
export PORT
export ANSWERBACK_PORT := $(PORT)
endif

.DEFAULT_GOAL := demo
.PHONY: demo setup test test-postgresql test-browser threats test-nodes test-all check format bench i18n reference lock clean help

demo: setup ## 运行演示 · build what is missing and run the demo (PORT=8000)
	@$(VENV)/bin/answerback demo

setup: $(VENV)/.runtime $(VENV)/.translations ## 只准备环境 · build the environment only
	@:

test: setup $(VENV)/.test ## 测试（SQLite）· the tests, on SQLite (ARGS= goes to pytest)
	@$(PYTEST) -m "not browser and not nodes" $(ARGS)

test-postgresql: setup $(VENV)/.test ## 测试（PostgreSQL）· all that use a database, on a real PostgreSQL, started for them
	@$(PYTEST) -m "not browser and not nodes" --database=postgresql $(WITHOUT_DATABASE:%=--ignore=tests/%) $(ARGS)

test-browser: setup $(VENV)/.browser ## 浏览器测试 · the browser tests, in the system's Chromium
	@$(PYTEST) -m browser $(ARGS)

threats: setup $(VENV)/.browser ## 演练十五种攻击 · play the fifteen attacks and write docs/threats.md
	@$(PYTHON_IN) -m tests.threats $(ARGS)

test-nodes: setup $(VENV)/.nodes ## 节点测试 · the look-ups against real chain nodes (npm installs them)
	@$(PYTEST) -m nodes $(ARGS)

test-all: export ANSWERBACK_REQUIRE := browser,postgresql,nodes,bitcoin
test-all: check ## 全部测试，缺一不可 · every check and test; a missing part is a failure
	@$(MAKE) --no-print-directory test test-postgresql test-browser test-nodes

check: setup $(VENV)/.test ## 检查代码 · style, types, import order, translations, house rules
	@sh scripts/check.sh

format: setup $(VENV)/.test ## 整理代码格式 · put imports and layout in order
	@$(VENV)/bin/ruff check --fix --quiet --select I . && $(VENV)/bin/ruff format --quiet .

bench: setup $(VENV)/.browser ## 测量 · run every measurement (docs/benchmarks)
	@sh scripts/measure_all.sh

i18n: setup ## 更新译文 · collect the sentences, then compile and check the translations
	@$(PYTHON_IN) scripts/i18n.py extract compile check

reference: setup ## 更新参考文档 · write docs/reference from the source
	@$(PYTHON_IN) -m scripts.reference

lock: setup ## 锁定依赖 · lock the dependencies again (ARGS=--upgrade for newer ones)
	@sh scripts/lock.sh $(ARGS)

clean: ## 清除环境和缓存，保留 var/ 里的数据 · remove what make built; data under var/ stays
	@rm -rf $(VENV) .boot .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete

help: ## 列出命令 · list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.runtime: requirements.txt requirements-boot.txt scripts/make_environment.sh scripts/link_package.py
	@sh scripts/make_environment.sh requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.runtime
	@sh scripts/make_environment.sh requirements-test.txt
	@touch $@

$(VENV)/.browser: requirements-browser.txt $(VENV)/.test
	@sh scripts/make_environment.sh requirements-browser.txt
	@touch $@

$(VENV)/.nodes: scripts/nodes.sh $(VENV)/.test
	@sh scripts/nodes.sh
	@touch $@

$(VENV)/.translations: $(CATALOGUES) scripts/i18n.py $(VENV)/.runtime
	@$(PYTHON_IN) scripts/i18n.py compile
	@touch $@
