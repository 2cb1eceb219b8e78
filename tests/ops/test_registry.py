"""The signed list of a deployment in one process: what its verbs write down, what the running system does."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from answerback.channels.signed.folder import Folder
from answerback.journal.models import Entry
from answerback.ops import registry
from tests.ops.deployment import Deployment

AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
PHRASES = {holder: f"passphrase of holder {holder}" for holder in (1, 2, 3)}
CHEAP = 2**4
STARTING = """
import sys, django
django.setup()
import answerback.ops.cli, answerback.ops.serve, answerback.ops.work, answerback.ops.start
print(sorted({name.partition(".")[0] for name in sys.modules} & {"tuf", "securesystemslib", "urllib3"}))
"""


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(registry, "published_folder", lambda: tmp_path / "public")
    return tmp_path / "keys"


@pytest.mark.django_db
def test_every_change_of_the_list_is_in_the_journal_and_renewing_is_not(keys: Path) -> None:
    registry.begin(PHRASES, keys, at=AT, cost=CHEAP)
    registry.publish(PHRASES, keys, at=AT)
    registry.publish(PHRASES, keys, at=AT)
    registry.keeping_fresh(AT + timedelta(hours=2))

    found = Entry.objects.filter(kind__startswith="registry.").order_by("id")

    assert [one.kind for one in found] == ["registry.begun", "registry.published"]
    assert [one.data for one in found][1] == {"root": 1, "targets": 2, "snapshot": 2}
    assert Folder(registry.published_folder()).timestamp().version == 3


@pytest.mark.django_db
def test_system_without_a_list_has_nothing_to_renew(keys: Path) -> None:
    assert (registry.has_begun(), registry.keeping_fresh(AT)) == (False, 0)


def test_starting_the_product_does_not_wait_for_tuf(tmp_path: Path) -> None:
    environment = Deployment(tmp_path)._environment() | {"DJANGO_SETTINGS_MODULE": "answerback.settings"}

    ended = subprocess.run(
        [sys.executable, "-c", STARTING],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.stdout.strip(), ended.stderr) == ("[]", "")
