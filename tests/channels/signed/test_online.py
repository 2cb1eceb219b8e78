"""The keys of the running system: from the table of keys, counting only when a root names them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tuf.api.metadata import Root

from answerback.channels.signed import online
from answerback.channels.signed.roles import Role
from answerback.journal.write import SYSTEM
from answerback.keys.models import Key
from answerback.keys.rotate import destroy_superseded

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def root_naming(*roles: Role) -> Root:
    root = Root()
    for role in roles:
        root.add_key(online.newest(role).public_key, role)
    return root


def test_key_is_made_once_and_sealed() -> None:
    first, again = (online.newest(Role.TIMESTAMP).public_key.keyid for _ in range(2))

    row = Key.objects.get(purpose="timestamp")
    assert (first == again, row.algorithm, row.wallet_id, row.retire_at) == (True, "ES256", None, None)


def test_new_key_does_not_sign_before_a_root_names_it_and_the_old_one_is_not_ended() -> None:
    root = root_naming(Role.SNAPSHOT, Role.TIMESTAMP)
    old = online.newest(Role.TIMESTAMP).public_key.keyid

    new = online.make_another(Role.TIMESTAMP, by=SYSTEM, at=AT).public_key.keyid
    destroy_superseded(by=SYSTEM, at=AT + timedelta(days=1000))

    assert new != old
    assert [one.public_key.keyid for one in online.named_by(root)[Role.TIMESTAMP]] == [old]
    assert [
        one.public_key.keyid
        for one in online.named_by(root_naming(Role.SNAPSHOT, Role.TIMESTAMP))[Role.TIMESTAMP]
    ] == [new]
