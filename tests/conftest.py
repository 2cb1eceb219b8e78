"""What every test gets: its own data folder and database, no network outside, no secrets in the logs."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests import environment, parts, postgresql
from tests.canary import canary  # noqa: F401  a fixture for all
from tests.transactions import no_network_inside_a_transaction  # noqa: F401  a fixture for all

environment.prepare()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default=os.environ.get("ANSWERBACK_TEST_DATABASE", "sqlite"),
        help="which database the suite runs on (also ANSWERBACK_TEST_DATABASE)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the run: the first process starts it, the workers inherit its address."""
    if config.getoption("--database") == "postgresql" and "ANSWERBACK_TEST_DATABASE_URL" not in os.environ:
        server = postgresql.start()
        config.add_cleanup(server.stop)
        os.environ["ANSWERBACK_TEST_DATABASE_URL"] = server.url
        os.environ["ANSWERBACK_DATABASE_URL"] = server.url
    if config.pluginmanager.hasplugin("django"):
        settings.DATABASES  # noqa: B018  read now, so that pytest-django's own pytest_configure sets Django up


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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite tests use a real file, as the product does: WAL and locks behave differently in memory."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        name = str(Path(settings.ANSWERBACK.data_dir) / "test.sqlite3")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
        connections["default"].settings_dict["TEST"]["NAME"] = name
