"""docs/threats.md names only tests that exist, and every threat once."""

import re

from tests.house.sources import ROOT, nothing

PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_test_that_answers_a_threat_is_there() -> None:
    missing = []
    for path, name in NAMED.findall(PAGE):
        file = ROOT / path
        source = file.read_text("utf-8") if file.exists() else ""
        if not source or f"def {name}" not in source:
            missing.append(f"{path}::{name}")

    nothing(missing)


def test_every_threat_of_the_design_has_its_row() -> None:
    assert re.findall(r"^\| (T\d+) \|", PAGE, re.MULTILINE) == [f"T{number}" for number in range(1, 16)]
