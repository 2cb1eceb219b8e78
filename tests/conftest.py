"""What every test gets: its own data folder and database, no network outside, no secrets in the logs.

Django is set up when this file is imported, not in a hook: the conftest of a folder below is imported right
after it and imports models.
"""

import atexit
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from scripts import i18n
from tests import environment, parts, postgresql
from tests.canary import canary  # noqa: F401  a fixture for all
from tests.postgresql import empty_postgresql  # noqa: F401  a fixture for all
from tests.transactions import no_network_inside_a_transaction  # noqa: F401  a fixture for all

environment.prepare()
# A busy machine is no fault of an example: no test asserts a time.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")
if "PYTEST_XDIST_WORKER" not in os.environ:
    i18n.compile_all()
if environment.wants_postgresql(sys.argv):
    # The first process starts one server for the run; the workers inherit its address.
    server = postgresql.start()
    atexit.register(server.stop)
    environment.use(server.url)
if "no:django" not in sys.argv:  # `-p no:django` runs the tests of an engine while the rest is under repair
    django.setup()
# Else pytest-django in a worker reads the settings before this file gives the worker its own folder.
del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="postgresql" if "ANSWERBACK_TEST_DATABASE_URL" in os.environ else "sqlite",
        help="which database the suite runs on (also ANSWERBACK_TEST_DATABASE_URL, one that exists)",
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    parts.skip_what_cannot_run(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    parts.fail_if_required(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in parts.summary(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(line, yellow=True, bold=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[object]:
    """One Playwright for the process: it keeps a loop in this thread, beside which Django's database is still used."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite tests use a real file, as the product does: WAL and locks behave differently in memory."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        name = str(Path(settings.ANSWERBACK.data_dir) / "test.sqlite3")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
        connections["default"].settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def the_language_before_any_request() -> Iterator[None]:
    """A request activates its reader's language and leaves it behind in the thread: no test inherits another's."""
    from django.utils import translation

    translation.deactivate_all()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()
