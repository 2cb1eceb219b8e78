"""STYLE habit 12: anything but a refusal is a bug and rises; a broad `except` gives its reason."""

import ast

from tests.house.sources import Module, modules, nothing

BROAD = {"Exception", "BaseException"}


def broad_handlers(module: Module) -> list[ast.ExceptHandler]:
    handlers = [node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)]
    return [handler for handler in handlers if handler.type is None or _names(handler.type) & BROAD]


def _names(caught: ast.expr) -> set[str]:
    parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return {part.id for part in parts if isinstance(part, ast.Name)}


def _reason(module: Module, handler: ast.ExceptHandler) -> str:
    return module.lines[handler.lineno - 1].partition("#")[2].replace("noqa: BLE001", "").strip(" :,-")


def test_broad_except_always_gives_its_reason_on_its_line():
    silent = [
        f"{module.name}:{handler.lineno}"
        for module in modules()
        for handler in broad_handlers(module)
        if len(_reason(module, handler).split()) < 3
    ]
    nothing(silent)
