"""The files of the house, read and parsed once for all checks of this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "answerback"
ENGINES = ("guard", "numbers", "chains", "pacing", "passport", "calling")


@dataclass(frozen=True)
class Module:
    """One Python file: its path, its place below `src/answerback`, its lines and its syntax tree."""

    path: Path
    lines: tuple[str, ...]
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def folder(self) -> str:
        """The folder of the house it lives in, or the name of the module that stands beside the house."""
        first = self.path.relative_to(HOUSE).parts[0]
        return first.removesuffix(".py")

    def has_comment(self, node: ast.AST, marker: str) -> bool:
        """Whether a comment with `marker` and a reason stands in the lines of this node or the one above."""
        first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        return any(
            len(line.partition(marker)[2].split()) >= 2
            for line in self.lines[max(first - 2, 0) : last]
            if marker in line
        )


@cache
def modules(folder: Path = HOUSE) -> tuple[Module, ...]:
    """Every Python file below a folder, migrations left out."""
    return tuple(_read(path) for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def _read(path: Path) -> Module:
    text = path.read_text("utf-8")
    return Module(path, tuple(text.splitlines()), ast.parse(text, filename=str(path)))


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, also nested ones."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its docstring and decorators not counted."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Every absolute import as (dotted name, line)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


@cache
def templates() -> tuple[Path, ...]:
    """Every Django template: HTML and plain text."""
    kinds = {".html", ".txt", ".svg"}
    return tuple(path for path in sorted(HOUSE.rglob("templates/**/*")) if path.suffix in kinds)


def line_of(text: str, position: int) -> int:
    """The line number (from 1) of a position in a text."""
    return text.count("\n", 0, position) + 1


def nothing(found: list[str]) -> None:
    """Fail with every finding on a line of its own."""
    assert not found, "\n" + "\n".join(found)
