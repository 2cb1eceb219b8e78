"""On PostgreSQL `serve`, `work` and `line` are processes of their own, and one callback passes through all three."""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest
from psycopg import connect

from tests.crash.test_kill import STEPS, Story
from tests.ops.deployment import Deployment

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


class PostgresqlStory(Story):
    """The same story, looked at in another database."""

    def row(self, query: str) -> object:
        with connect(self.system.variables["ANSWERBACK_DATABASE_URL"]) as database:
            found = database.execute(query).fetchone()
        return found[0].hex if found and isinstance(found[0], uuid.UUID) else found and found[0]


@pytest.fixture
def deployment(empty_postgresql: str, tmp_path: Path) -> Deployment:
    """Three processes in demo mode, so that the demo's telephone can be answered; its data is seeded first."""
    origins = {f"ANSWERBACK_{face}_ORIGIN": "" for face in ("STAFF", "PORTAL", "PUBLIC")}
    demo = {
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATABASE_URL": empty_postgresql,
        "ANSWERBACK_BEHIND_PROXY": "false",
    }
    one = Deployment(tmp_path, variables=origins | demo)
    assert one.command("migrate").returncode == 0
    return one


def test_server_refuses_a_database_that_is_not_up_to_date(empty_postgresql: str, tmp_path: Path) -> None:
    ended = Deployment(tmp_path, variables={"ANSWERBACK_DATABASE_URL": empty_postgresql}).command("serve")

    assert ended.returncode == 2
    assert "answerback migrate" in ended.stderr


def test_callback_passes_through_three_processes(deployment: Deployment) -> None:
    deployment.seed_demo()
    with ExitStack() as running:
        running.enter_context(deployment.process("serve", ready="port"))
        running.enter_context(deployment.process("work", ready="Running: work"))
        running.enter_context(deployment.process("line", ready="Running: line"))
        story = PostgresqlStory(deployment)
        for step in STEPS:
            getattr(story, step)()
        story.until(lambda: story.state() == "done")
        with deployment.visitor("public", host="localhost") as probe:
            assert probe.get("/readyz").json() == {"ready": True, "because": []}
    assert story.row("SELECT count(*) FROM telephony_leg") == 1
