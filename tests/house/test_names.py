"""STYLE habit 14: names say what a thing is; and nothing is left for later."""

import ast
import re

from tests.house.sources import HOUSE, ROOT, modules, nothing

FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "managers",
    "services",
    "misc",
}
# Django finds a database backend by the name `base`.
REQUIRED = {"src/answerback/storage/sqlite/base.py"}
# Built from pieces, so that this file does not find itself.
LATER = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK")))


def test_file_or_folder_is_never_named_after_nothing():
    found = [path for path in HOUSE.rglob("*") if path.suffix in ("", ".py") and path.stem in FORBIDDEN]
    names = {path.relative_to(ROOT).as_posix() for path in found if "templates" not in path.parts}
    nothing(sorted(names - REQUIRED))


def test_source_never_promises_to_be_finished_later():
    found = [
        f"{module.name}:{number}"
        for folder in ("src", "tests", "scripts")
        for module in modules(ROOT / folder)
        for number, line in enumerate(module.lines, 1)
        if LATER.search(line)
    ]
    nothing(found)


def test_module_says_in_its_docstring_what_it_is():
    # An apps.py or urls.py holds only what Django asks for.
    speaking = [m for m in modules() if m.tree.body and m.path.name not in ("apps.py", "urls.py")]
    nothing([m.name for m in speaking if not ast.get_docstring(m.tree)])
