# make site    建站 / build the site and the handbooks into site/
# make serve   预览 / build, watch and preview
# make check   检查 menus/ / check the entries
# make test    测试 / lint, types and tests
# make mutate  变异测试 / small faults put in on purpose: does a test notice?
# make torture 折磨 / commands killed at 1,000 random moments: does everything stay whole?
# make fuzz    乱试 / ten minutes of texts that nobody would type: what ends in a traceback?
# make sbom    物料清单 / packages and licences of an installation, as CycloneDX
# make oldest  最低版本 / the core of the tests on the oldest versions allowed
# make bench   测速 / benchmarks
# make docs    重写 docs/ 里生成的说明，做文档网站 docs-site/ / the generated pages of docs/, and the site of the documentation
# make words   列出还没有英文的词 / the words of pages that lack English
# make wheel   试安装包 / the package in empty environments, with each Python from 3.11 to 3.14 that is here
# make lock    重写依赖锁 / write the lock files anew (ARGS=--upgrade for newer versions)
# make clean   清除生成的文件 / remove what was generated
# ARGS="..." is handed to the command, e.g. make site ARGS="--today 2026-05-01"

ARGS :=
BIN := .venv/bin

# The first Python that is new enough; written for make 3.81 too, which macOS ships.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
SETUP = $(if $(PYTHON),$(PYTHON),$(error 需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed)) scripts/setup.py

# Compiled modules are kept, whatever the shell says: hundreds of commands of the tests would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

INPUTS := pyproject.toml package-lock.json scripts/setup.py

.PHONY: site serve check test mutate torture fuzz sbom oldest bench looks docs words wheel lock clean distclean
.DEFAULT_GOAL := site

site: .venv/site.ready
	@$(BIN)/gridpress build $(ARGS)

serve: .venv/site.ready
	@$(BIN)/gridpress serve $(ARGS)

check: .venv/site.ready
	@$(BIN)/gridpress check $(ARGS)

test: .venv/test.ready
	@echo '▸ 代码风格 / lint'
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo '▸ 类型 / types'
	@$(BIN)/mypy
	@$(BIN)/mypy --platform win32
	@echo '▸ 测试 / tests'
	@$(BIN)/python -m pytest -p scripts.mutate.reach -n auto --dist loadfile --no-loadscope-reorder $(ARGS)
ifeq ($(ARGS),)
	@echo '▸ 变异 / mutants'
	@$(BIN)/python -m scripts.mutate
endif

mutate: .venv/test.ready
	@$(BIN)/python -m scripts.mutate $(ARGS)

torture: .venv/test.ready
	@$(BIN)/python -m scripts.torture $(ARGS)

fuzz: .venv/test.ready
	@$(BIN)/python -m scripts.fuzz $(ARGS)

sbom: .venv/site.ready
	@$(BIN)/python -m scripts.sbom $(ARGS)

oldest:
	@$(PYTHON) -m scripts.oldest

bench: .venv/bench.ready
	@$(BIN)/python -m scripts.bench $(ARGS)

looks: .venv/test.ready
	@$(BIN)/python -m scripts.looks $(ARGS)

docs: .venv/site.ready
	@$(BIN)/python -m scripts.write_docs
	@$(BIN)/python -m scripts.docs_site $(ARGS)

words: .venv/site.ready
	@$(BIN)/python -m scripts.words

wheel: .venv/test.ready
	@$(BIN)/python -m scripts.wheel

lock:
	@$(SETUP) --lock $(ARGS)

clean:
	rm -rf site docs-site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

distclean: clean
	rm -rf .venv node_modules

.venv/site.ready: requirements.lock $(INPUTS)
	@$(SETUP)

.venv/test.ready: requirements-dev.lock $(INPUTS)
	@$(SETUP) --test

.venv/bench.ready: requirements-bench.lock scripts/bench/package-lock.json $(INPUTS)
	@$(SETUP) --bench
