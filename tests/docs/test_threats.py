"""docs/threats.md has one row and one section for each threat of the design, and each has its play."""

from __future__ import annotations

import re

from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
FIFTEEN = [f"T{number}" for number in range(1, 16)]
ROW = re.compile(
    r"^\| \[(T\d+)\]\(#t\d+\) \| [^|]+ \| \*\*(stopped|told|not stopped)\*\* \| [^|]+ \|$", re.MULTILINE
)
SECTION = re.compile(r"^## (T\d+)$", re.MULTILINE)


def plays() -> list[str]:
    """The threats that the modules of tests/threats play, in the order of their names."""
    modules = sorted((ROOT / "tests" / "threats").glob("test_t*.py"))
    return [re.findall(r'^ID = "(T\d+)"$', one.read_text("utf-8"), re.MULTILINE)[0] for one in modules]


def test_every_threat_of_the_design_has_its_row_its_section_and_its_play() -> None:
    rows = [identifier for identifier, _verdict in ROW.findall(PAGE)]

    assert (rows, SECTION.findall(PAGE), plays()) == (FIFTEEN, FIFTEEN, FIFTEEN)


def test_what_nothing_stops_is_called_so() -> None:
    verdicts = dict(ROW.findall(PAGE))

    assert (verdicts["T3"], verdicts["T11"]) == ("not stopped", "not stopped")
