"""One running system for all plays of this process; each play has a wallet of its own in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# The browser and its pages are those of the browser suite.
from tests.browser.conftest import chromium, open_page  # noqa: F401  fixtures for the plays with eyes
from tests.threats.page import as_told, told
from tests.threats.rows import Row

if TYPE_CHECKING:
    from tests.browser.system import System
    from tests.threats.playing import Scene

if "ANSWERBACK_TEST_DATABASE_URL" in os.environ:
    # The demo that is attacked has a SQLite of its own whatever the tests run on: once is enough.
    collect_ignore_glob = ["test_*.py"]
ROWS = "ANSWERBACK_TEST_THREATS"  # the folder into which `make threats` has the rows written


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    from tests.browser.system import System

    system = System(tmp_path_factory.mktemp("threats")).start()
    yield system
    system.stop()


@pytest.fixture(scope="session")
def scenes(running: System) -> dict[str, Scene]:
    from tests.threats.playing import set_the_stage

    return set_the_stage(running)


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Iterator[Row]:
    """The row of the play in this module. When the play is over it must be what docs/threats.md tells."""
    filling = Row(request.module.ID, request.module.ATTACK)
    yield filling
    if not filling.is_whole:
        return  # the play has failed before its end
    if folder := os.environ.get(ROWS):
        Path(folder, f"{filling.id}.json").write_text(filling.to_json(), "utf-8")
    else:
        assert told(filling.id) == as_told(filling), "docs/threats.md is old: run make threats"


@pytest.fixture
def scene(request: pytest.FixtureRequest, scenes: dict[str, Scene]) -> Scene:
    """The stage of the play in this module: `ID = "T2"` plays on the stage `t02`."""
    return scenes[f"t{int(request.module.ID[1:]):02}"]


@pytest.fixture
def rival(scenes: dict[str, Scene]) -> Scene:
    """Another wallet of the same deployment."""
    return scenes["rival"]
