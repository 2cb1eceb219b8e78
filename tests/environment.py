"""The environment of one test process, fixed before Django's settings are read.

What the developer's shell or `.env` says about a deployment must not reach a test, so every
`ANSWERBACK_` variable but those of the harness itself is dropped.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HARNESS = ("ANSWERBACK_REQUIRE", "ANSWERBACK_TEST_", "ANSWERBACK_CHROMIUM")


def prepare() -> Path:
    """Make this process's own data folder, which goes when the process does, and name it there."""
    for name in [name for name in os.environ if name.startswith("ANSWERBACK_")]:
        if not name.startswith(HARNESS):
            del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="answerback-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "answerback.settings"
    os.environ["ANSWERBACK_MODE"] = "test"
    os.environ["ANSWERBACK_DATA_DIR"] = str(folder)
    use(os.environ.get("ANSWERBACK_TEST_DATABASE_URL", f"sqlite:///{folder}/answerback.sqlite3"))
    return folder


def wants_postgresql(arguments: list[str]) -> bool:
    """Whether this command line asks for PostgreSQL and no process has started one yet."""
    asked = "--database=postgresql" in arguments or "--database postgresql" in " ".join(arguments)
    return asked and "ANSWERBACK_TEST_DATABASE_URL" not in os.environ


def use(url: str) -> None:
    """Point this process, and through the environment its workers, at a database."""
    os.environ["ANSWERBACK_DATABASE_URL"] = url
    if url.startswith("postgresql:"):
        os.environ["ANSWERBACK_TEST_DATABASE_URL"] = url
