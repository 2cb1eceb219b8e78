"""Parts a machine may lack (a browser, PostgreSQL, chain nodes): their tests are then *not run*, and say so loudly.

`ANSWERBACK_REQUIRE=browser,postgresql` turns "not run" into a failure, for machines that must have them.
"""

import importlib.util
import os
import shutil

import pytest

from tests import postgresql
from tests.nodes import anvil, bitcoin

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Where the system's Chromium is; `ANSWERBACK_CHROMIUM` names another."""
    named = os.environ.get("ANSWERBACK_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def _no_browser() -> str:
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed (make test-browser installs it)"
    return "" if chromium() else "no Chromium on this machine (Debian: apt install chromium)"


def _no_postgresql() -> str:
    try:
        postgresql.find_binaries()
    except postgresql.NoPostgresqlError as absent:
        return str(absent)
    return ""


def _other_database() -> str:
    on_postgresql = os.environ.get("ANSWERBACK_DATABASE_URL", "").startswith("postgres")
    return "" if on_postgresql else "this run is on SQLite (make test-postgresql runs it)"


def _no_nodes() -> str:
    return "" if anvil.find() else "no chain node on this machine (make test-nodes installs it)"


def _no_bitcoin() -> str:
    return "" if bitcoin.find() else "no Bitcoin node on this machine (make test-nodes unpacks it)"


ABSENT = {
    "browser": _no_browser,
    "postgresql": _no_postgresql,
    "nodes": _no_nodes,
    "bitcoin": _no_bitcoin,
}
NOT_NOW = ABSENT | {"postgresql": _other_database}


def skip_what_cannot_run(items: list[pytest.Item]) -> None:
    """Mark every test whose part is missing: skipped, or failing where the part is required but absent."""
    required = os.environ.get("ANSWERBACK_REQUIRE", "").split(",")
    for part, not_now in NOT_NOW.items():
        concerned = [item for item in items if item.get_closest_marker(part)]
        reason = not_now() if concerned else ""
        must_fail = bool(reason) and part in required and bool(ABSENT[part]())
        for item in concerned if reason else []:
            if must_fail:
                item.user_properties.append(("missing_part", f"{part} is required here: {reason}"))
            else:
                item.add_marker(pytest.mark.skip(reason=f"not run: {reason}"))


def fail_if_required(item: pytest.Item) -> None:
    """Called before each test: a required part that is missing is a failure, never a silent skip."""
    for name, reason in item.user_properties:
        if name == "missing_part":
            pytest.fail(str(reason), pytrace=False)


def summary(skipped: list[pytest.TestReport]) -> list[str]:
    """One line for each reason why tests were not run."""
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    loud = [reason.removeprefix("Skipped: ") for reason in reasons if "not run" in reason]
    lines = [f"NOT RUN: {loud.count(reason)} test(s): {reason}" for reason in sorted(set(loud))]
    return [line.replace(": not run: ", ": ") for line in lines]
