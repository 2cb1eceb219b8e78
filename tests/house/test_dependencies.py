"""docs/reference/dependencies.md is the law: what may be used, and in which folder."""

import re
import sys

from tests.house.sources import ROOT, Module, imports, modules, nothing

TABLE = ROOT / "docs" / "reference" / "dependencies.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ASKED = re.compile(r"^([a-z0-9][\w.-]*)", re.MULTILINE | re.IGNORECASE)


def rows() -> list[tuple[str, str, str, str, str]]:
    """(package, imported as, licence, reason, folders) of every dependency."""
    return [
        (a, b.strip(), c.strip(), d.strip(), e.strip())
        for a, b, c, d, e in ROW.findall(TABLE.read_text("utf-8"))
    ]


def allowed() -> dict[str, set[str]]:
    """Import name to the folders that may use it; `anywhere` is every folder but the engines."""
    found: dict[str, set[str]] = {}
    for _package, names, _licence, _reason, folders in rows():
        for name in re.findall(r"`([^`]+)`", names):
            found.setdefault(name, set()).update(re.findall(r"[a-z_]+", folders))
    return found


def asked_for() -> set[str]:
    return {
        name.lower()
        for source in ROOT.glob("requirements*.in")
        for name in ASKED.findall(source.read_text("utf-8"))
    }


def strangers(module: Module) -> list[str]:
    """Third-party imports of a module that the table does not allow where it lives."""
    permitted = allowed()
    found = []
    for name, line in imports(module):
        first = name.partition(".")[0]
        if first in sys.stdlib_module_names or first == "answerback":
            continue
        folders = permitted.get(first, set())
        if not folders & {module.folder, "anywhere"}:
            found.append(f"{module.name}:{line}: {first}")
    return found


def test_table_lists_exactly_what_the_requirements_ask_for():
    assert {package.lower() for package, *_ in rows()} == asked_for()


def test_dependency_is_imported_only_in_the_folder_that_may():
    nothing([found for module in modules() for found in strangers(module)])


def test_notice_names_every_licence_that_asks_for_it():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    nothing(
        [
            package
            for package, _, licence, *_ in rows()
            if "GPL" in licence and package.partition("[")[0] not in notice
        ]
    )
