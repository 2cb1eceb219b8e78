"""Writes the pages of docs/reference that can be read off the source, and openapi.json.

    python -m scripts.reference

`tests/house/test_reference.py` fails while one of them lacks something. settings.md and dependencies.md are
written by hand.
"""

import ast
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import typer

from scripts import i18n

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "answerback"
PAGES = ROOT / "docs" / "reference"
SCHEMAS = HOUSE / "intake" / "schema"
WRITTEN = "<!-- Written by scripts/reference.py (make reference): change the source, not this page. -->\n\n"


@dataclass(frozen=True)
class RefusalRow:
    """One refusal as the source declares it; `status` is the HTTP status."""

    code: str
    status: int
    sentence: str


def refusals() -> list[RefusalRow]:
    """Every class that descends from Refusal and has a code of its own, by code."""
    nodes = [node for path in sorted(HOUSE.rglob("*.py")) for node in _classes(path)]
    classes = {node.name: node for node in nodes}
    rows = [
        RefusalRow(code, _status(node, classes), str(_inherited(node, "says", classes) or ""))
        for node in nodes
        if _descends(node, classes) and isinstance(code := _own(node, "code"), str)
    ]
    return sorted(rows, key=lambda row: row.code)


def _status(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> int:
    status = _inherited(node, "status", classes)
    return status if isinstance(status, int) else 409


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    yield from (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)
    )


def _parents(node: ast.ClassDef) -> list[str]:
    return [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]


def _descends(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> bool:
    above = _parents(node)
    return "Refusal" in above or any(
        _descends(classes[name], classes) for name in above if _known(name, node, classes)
    )


def _inherited(node: ast.ClassDef, attribute: str, classes: dict[str, ast.ClassDef]) -> object:
    found = _own(node, attribute)
    above = [classes[name] for name in _parents(node) if _known(name, node, classes)]
    values = (_inherited(parent, attribute, classes) for parent in above)
    return found if found is not None else next((value for value in values if value is not None), None)


def _known(name: str, node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> bool:
    return name in classes and classes[name] is not node and name != node.name


def _own(node: ast.ClassDef, attribute: str) -> object:
    """The literal that a class body gives to an attribute, also inside `_( )`."""
    for line in node.body:
        targets = (
            line.targets
            if isinstance(line, ast.Assign)
            else [line.target]
            if isinstance(line, ast.AnnAssign)
            else []
        )
        value = getattr(line, "value", None)
        if any(getattr(target, "id", "") == attribute for target in targets) and value is not None:
            value = value.args[0] if isinstance(value, ast.Call) and value.args else value
            return value.value if isinstance(value, ast.Constant) else None
    return None


def refusals_page() -> str:
    """A table of codes with the sentence in both languages."""
    chinese = {
        message.id: message.string
        for folder in i18n.folders()
        for message in i18n.catalogue_of(folder)
        if message.id
    }
    lines = [
        f"| `{r.code}` | {r.status} | {_cell(r.sentence)} | {_cell(chinese.get(r.sentence, ''))} |"
        for r in refusals()
    ]
    return (
        "# Refusals\n\nA verb that was asked properly and says no gives a stable code, an HTTP status and a\n"
        "sentence in the reader's language. Machines read the code, in problem+json (RFC 9457) as `code`.\n\n"
        "| Code | HTTP | English | 中文 |\n| --- | --- | --- | --- |\n" + "\n".join(lines) + "\n"
    )


def _cell(text: object) -> str:
    return str(text or "").replace("|", "\\|").replace("\n", " ")


def events() -> Iterable[Path]:
    """The committed schema of every event kind."""
    return sorted(SCHEMAS.glob("*.json"))


def events_page() -> str:
    """Each event type with its fields."""
    parts = [
        "# Events\n\nCloudEvents 1.0 to `POST /api/v1/events`; schemas in `src/answerback/intake/schema/`.\n"
    ]
    for path in events():
        schema = json.loads(path.read_text("utf-8"))
        parts.append(
            f"\n## `answerback.{path.stem}.v1`\n\n{schema.get('title', '')} {schema.get('description', '')}\n"
        )
        parts.append("\n| Field | Required | Meaning |\n| --- | --- | --- |")
        for name, field in schema.get("properties", {}).items():
            required = "yes" if name in schema.get("required", []) else ""
            allowed = (
                f" One of {', '.join(f'`{value}`' for value in field['enum'])}." if "enum" in field else ""
            )
            parts.append(f"| `{name}` | {required} | {_cell(field.get('description', ''))}{_cell(allowed)} |")
    return "\n".join(parts) + "\n"


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the command line, by its full name."""
    from answerback.ops.cli import app

    yield from _below("answerback", typer.main.get_command(app))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for word, sub in sorted((inner or {}).items()):
        yield from _below(f"{name} {word}", sub)


def engines() -> list[str]:
    """The engines that the entry point runs by name, before anything else is imported."""
    from answerback.ops.entry import ENGINES

    return sorted(ENGINES)


def commands_page() -> str:
    """Each command with its arguments and options."""
    parts = [
        "# Commands\n\nEngines read lines or JSON lines and write JSON lines; they start without Django.\n"
    ]
    parts += [f"- `answerback {name}`" for name in engines()]
    for name, command in commands():
        parts.append(f"\n## `{name}`\n\n{command.help or ''}\n")
        for parameter in command.params:
            word = parameter.opts[0] if parameter.param_type_name == "option" else str(parameter.name).upper()
            parts.append(f"- `{word}` {getattr(parameter, 'help', None) or ''}".rstrip())
    return "\n".join(parts) + "\n"


def openapi_text() -> str:
    """The OpenAPI document of the API, as it is served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    django.setup()
    from answerback.api.v1 import openapi_document

    return json.dumps(openapi_document(), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the three pages and the OpenAPI document."""
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "openapi.json").write_text(openapi_text(), encoding="utf-8")
    for name, page in (("refusals", refusals_page), ("events", events_page), ("commands", commands_page)):
        (PAGES / f"{name}.md").write_text(WRITTEN + re.sub(r"\n{3,}", "\n\n", page()), encoding="utf-8")


if __name__ == "__main__":
    main()
