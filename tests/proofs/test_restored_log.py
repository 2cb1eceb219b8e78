"""A log put back to an older state tells no second history under the name that it had."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.journal.log.read import newest
from answerback.journal.write import SYSTEM
from answerback.passport.bundles import DoesNotHold, check_grown
from tests.cast import NOON

FIVE = timedelta(minutes=5)


@pytest.fixture
def held(db: None):
    from answerback.ops import hold

    hold.hold()
    yield
    hold.path().unlink(missing_ok=True)


def head_after(minutes: int) -> str:
    from answerback.proofs import keep_log

    keep_log.step(NOON + timedelta(minutes=minutes))
    found = newest()
    assert found is not None
    return str(found.note)


def test_restored_log_stands_still_until_somebody_confirms(held: None) -> None:
    from answerback.ops import work

    assert work.keeping_log(NOON) == 0
    assert newest() is None


def test_confirmation_gives_the_log_a_new_name_once(held: None) -> None:
    from answerback.ops.hold import reconcile_and_say
    from answerback.proofs import keep_log

    before = keep_log.origin()
    reconcile_and_say(False)
    assert keep_log.origin() == before

    reconcile_and_say(True)
    renamed = keep_log.origin()
    assert renamed != before and renamed.startswith(f"{before}/20")

    reconcile_and_say(True)
    assert keep_log.names() == [renamed, before]


@pytest.mark.django_db
def test_old_checkpoints_are_checked_as_before_and_lost_ones_are_a_fork() -> None:
    from answerback.journal.log.read import consistency
    from answerback.proofs import keep_log

    kept = head_after(0)
    keep_log.go_on(by=SYSTEM, at=NOON + FIVE)
    after = head_after(10)
    keys = "\n".join(keep_log.verifier_keys())
    old, new = check_grown(kept, after, consistency(8, 16), key=keys)

    assert (old.origin, new.origin) == (keep_log.names()[1], keep_log.names()[0])
    with pytest.raises(DoesNotHold):
        check_grown(kept, after, consistency(8, 16), key="\n".join(keep_log.verifier_keys()[:1]))


@pytest.mark.django_db
def test_two_restores_of_one_backup_are_two_logs() -> None:
    from answerback.proofs import keep_log

    first = keep_log.go_on(by=SYSTEM, at=NOON)
    second = keep_log.go_on(by=SYSTEM, at=NOON + timedelta(milliseconds=1))

    assert (first == second, keep_log.names()[:2]) == (False, [second, first])
