"""The plan becomes real rows: exact, sealed, harmless the second time, and good in the eyes of the journal."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from answerback.callbacks.models import Attempt, Callback
from answerback.conversations.models import Answer
from answerback.customers.models import Customer
from answerback.journal.models import Entry
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from answerback.ops.history.plan import plan
from answerback.ops.history.prepare import is_foreign, prepare
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.shapes import Matter, Order
from answerback.ops.history.store import store
from answerback.tickets.kinds import State
from answerback.tickets.models import Promise, Rating, Ticket

ORDER = Order(seed=7, callbacks=60, until=datetime(2026, 11, 22, 12, tzinfo=UTC))
OURS = "-history-"
NOW = datetime(2026, 11, 22, 13, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_of() -> Iterator[dict[str, Setting]]:
    yield prepare(ORDER)


@pytest.fixture
def year() -> list[Matter]:
    return list(plan(ORDER))


def _store(settings_of: dict[str, Setting]) -> int:
    return store(ORDER, settings_of, progress=lambda _number: None)


def _ids() -> list[object]:
    models = (Customer, Callback, Attempt, Answer, Ticket, Promise, Rating)
    rows = [list(model.objects.order_by("id").values()) for model in models]
    return [
        [{name: one for name, one in row.items() if not _is_sealed(one)} for row in some] for some in rows
    ]


def _answers(steps: tuple[str, ...]) -> list[Answer]:
    """What the history's own customers said; the demo has answers of its own."""
    ours = Customer.objects.filter(external_id__contains=OURS).values("id")
    return list(Answer.objects.filter(step__in=steps, conversation__customer_id__in=ours))


def _is_sealed(value: object) -> bool:
    """Sealing draws a nonce, so the octets differ each time."""
    return type(value).__name__ == "Sealed"


def test_the_rows_are_those_of_the_plan(settings_of: dict[str, Setting], year: list[Matter]) -> None:
    assert _store(settings_of) == ORDER.callbacks

    rows = {row.id: row for row in Callback.objects.filter(customer__external_id__contains=OURS)}
    assert len(rows) == ORDER.callbacks
    for matter in year:
        row = rows[settings_of[matter.wallet].callback_id(matter)]
        assert (row.kind, row.state, row.created_at, row.ended_at) == (
            matter.kind,
            matter.state,
            matter.requested_at,
            matter.ended_at,
        )
    attempts = Attempt.objects.filter(callback__customer__external_id__contains=OURS)
    assert attempts.count() == sum(len(matter.calls) for matter in year)


def test_writing_it_again_changes_nothing(settings_of: dict[str, Setting]) -> None:
    _store(settings_of)
    rows, entries = _ids(), Entry.objects.count()

    assert _store(settings_of) == 0
    assert (_ids(), Entry.objects.count()) == (rows, entries)


def test_an_interrupted_run_is_gone_on_with(settings_of: dict[str, Setting]) -> None:
    class Interrupted(Exception):
        """As a pulled plug."""

    def pull(_number: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        store(ORDER, settings_of, progress=pull)
    before = Callback.objects.filter(customer__external_id__contains=OURS).count()
    assert 0 < before < ORDER.callbacks

    assert _store(settings_of) == ORDER.callbacks - before


def test_the_sealed_journal_verifies(settings_of: dict[str, Setting]) -> None:
    _store(settings_of)
    while seal(at=NOW):
        pass

    verdict = verify()
    assert (verdict.ok, verdict.tail) == (True, 0)


def test_words_are_sealed_and_can_be_opened(settings_of: dict[str, Setting], year: list[Matter]) -> None:
    _store(settings_of)
    told = sorted(matter.hazard.words for matter in year if matter.hazard)
    steps = ("h_said", "p_story")
    assert told
    assert sorted(row.words for row in _answers(steps)) == told


def test_a_ticket_says_what_its_entries_say(settings_of: dict[str, Setting]) -> None:
    _store(settings_of)
    assert Ticket.objects.filter(customer__external_id__contains=OURS).exists()
    for ticket in Ticket.objects.filter(customer__external_id__contains=OURS):
        moves = Entry.objects.filter(subject_id=ticket.id, kind__startswith="ticket.").order_by("id")
        states = [entry.data["now"] for entry in moves if "now" in entry.data]
        assert ticket.state == (states[-1] if states else State.OPEN)
        assert [entry.at for entry in moves] == sorted(entry.at for entry in moves)


def test_a_wallet_with_callbacks_of_its_own_is_foreign(
    settings_of: dict[str, Setting], year: list[Matter]
) -> None:
    wallet = settings_of["lanyue"].wallet
    first = next(matter for matter in year if matter.wallet == "lanyue")
    _store(settings_of)
    assert not is_foreign(ORDER, wallet, first)

    other = Order(8, 60, ORDER.until)
    assert is_foreign(other, wallet, next(one for one in plan(other) if one.wallet == "lanyue"))
