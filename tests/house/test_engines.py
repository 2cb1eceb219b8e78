"""The engines are pure: no Django, no network, no clock of their own; their docstrings' examples hold."""

import ast
import doctest
import importlib

import pytest

from tests.house.sources import ENGINES, HOUSE, Module, imports, modules, nothing

IMPURE = {
    "django",
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "httpx",
    "asyncio",
    "subprocess",
    "structlog",
    "answerback.ui",
}
CLOCKS = {"now", "utcnow", "today", "localtime", "time_ns"}
ENGINE_MODULES = [module for module in modules() if module.folder in ENGINES]


def impure_imports(module: Module) -> list[str]:
    return [
        f"{module.name}:{line}: {name}"
        for name, line in imports(module)
        if any(name == impure or name.startswith(f"{impure}.") for impure in IMPURE)
    ]


def clocks_read(module: Module) -> list[str]:
    return [
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and (node.attr in CLOCKS or ast.unparse(node) == "time.time")
    ]


def test_engine_imports_neither_django_nor_network():
    nothing([found for module in ENGINE_MODULES for found in impure_imports(module)])


def test_engine_has_no_clock_of_its_own():
    nothing([found for module in ENGINE_MODULES for found in clocks_read(module)])


@pytest.mark.parametrize("module", ENGINE_MODULES, ids=lambda module: module.name)
def test_example_in_a_docstring_gives_what_it_says(module):
    dotted = (
        module.path.relative_to(HOUSE.parent)
        .with_suffix("")
        .as_posix()
        .replace("/", ".")
        .removesuffix(".__init__")
    )
    if dotted.endswith("__main__"):
        return
    assert doctest.testmod(importlib.import_module(dotted), verbose=False).failed == 0
