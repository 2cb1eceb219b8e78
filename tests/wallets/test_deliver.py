"""Messages leave after commit, signed, in spite of failures and crashes, and never lose their id."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from answerback.journal.kinds import SYSTEM
from answerback.journal.models import Entry
from answerback.storage.ids import new_id
from answerback.wallets import deliver, endpoints, outbox
from answerback.wallets.models import Delivery, Wallet, WebhookEndpoint
from answerback.wallets.queries import deliveries_of, next_due_at, tries_of
from answerback.wallets.refusals import AddressForbidden, EndpointTaken, NotResendable
from answerback.wallets.resend import resend
from answerback.wallets.retention import forget_old_deliveries
from answerback.wallets.schedule import WAITS
from answerback.wallets.sender import Answer, HttpSender, Parcel
from tests.wallets.conftest import AT
from tests.wallets.receiver import Receiver, listening

State = Delivery.State
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@dataclass
class Shelf:
    """A sender that keeps parcels and gives the answers it was told to."""

    answers: list[Answer] = field(default_factory=lambda: [Answer(200)])
    parcels: list[Parcel] = field(default_factory=list)

    def send(self, parcel: Parcel) -> Answer:
        self.parcels.append(parcel)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def endpoint_of(wallet: Wallet, url: str = "https://hooks.lanyue.example/in") -> tuple[WebhookEndpoint, str]:
    return endpoints.add_endpoint(wallet, url=url, by=SYSTEM, at=AT)


def queue_one(wallet: Wallet, *, hold_until: datetime | None = None) -> Delivery:
    (delivery,) = outbox.queue(
        wallet, "action.approved", {"reference": "K7-M2"}, at=AT, subject_id=new_id(), hold_until=hold_until
    )
    return delivery


def signed_now(parcel: Parcel, secret: str) -> bool:
    """What the receiver's own library says, the clock apart."""
    wanted = Webhook(secret).sign(
        parcel.headers["webhook-id"],
        datetime.fromtimestamp(int(parcel.headers["webhook-timestamp"]), tz=AT.tzinfo),
        parcel.body.decode(),
    )
    return wanted in parcel.headers["webhook-signature"].split(" ")


def test_a_message_arrives_and_the_stock_library_verifies_it(lanyue: Wallet) -> None:
    now = datetime.now(AT.tzinfo)
    with listening(Receiver()) as receiver:
        _, secret = endpoint_of(lanyue, receiver.url)
        outbox.queue(lanyue, "action.approved", {"reference": "K7-M2"}, at=now)
        assert deliver.step(now, HttpSender(allow_loopback=True)) == 1

    ((_, headers, body),) = receiver.heard
    message = Webhook(secret).verify(body, headers)
    assert message == {
        "type": "action.approved",
        "timestamp": now.isoformat(),
        "data": {"reference": "K7-M2"},
    }
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)
    assert [(one.state, one.last_status) for one in deliveries_of(lanyue)] == [(State.DELIVERED, 204)]


def test_the_body_and_the_secret_are_sealed_in_the_database(lanyue: Wallet) -> None:
    endpoint, secret = endpoint_of(lanyue)
    delivery = queue_one(lanyue)

    assert json.loads(outbox.opened_body(delivery))["data"] == {"reference": "K7-M2"}
    assert b"K7-M2" not in bytes(delivery.body_sealed)
    assert secret.encode() not in bytes(endpoint.secret_sealed)


def test_nobody_is_told_of_a_verb_that_rolled_back(lanyue: Wallet) -> None:
    endpoint_of(lanyue)

    with pytest.raises(RuntimeError), transaction.atomic():
        queue_one(lanyue)
        raise RuntimeError

    assert deliver.step(AT, Shelf()) == 0


def test_an_endpoint_hears_only_the_kinds_and_the_wallet_it_listens_to(
    lanyue: Wallet, qingtan: Wallet
) -> None:
    endpoints.add_endpoint(lanyue, url="https://a.example/", kinds=["ticket.closed"], by=SYSTEM, at=AT)
    endpoint_of(qingtan)

    assert outbox.queue(lanyue, "action.approved", {}, at=AT) == []
    assert len(outbox.queue(lanyue, "ticket.closed", {}, at=AT)) == 1


def test_queueing_twice_under_one_id_is_one_delivery(lanyue: Wallet) -> None:
    endpoint_of(lanyue)

    (first,) = outbox.queue(lanyue, "ticket.closed", {}, at=AT, message_id="msg_a")
    (second,) = outbox.queue(lanyue, "ticket.closed", {}, at=AT, message_id="msg_a")

    assert first.id == second.id


def test_a_held_message_waits_and_can_be_taken_back(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    held = queue_one(lanyue, hold_until=AT + 10 * SECOND)
    assert held.subject_id is not None
    assert deliver.step(AT + 9 * SECOND, Shelf()) == 0

    assert outbox.cancel_held(lanyue, held.subject_id, at=AT) == 1
    assert outbox.cancel_held(lanyue, held.subject_id, at=AT) == 0

    assert deliver.step(AT + DAY, Shelf()) == 0


def test_a_held_message_leaves_when_its_window_is_over_or_released(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    first = queue_one(lanyue, hold_until=AT + 10 * SECOND)
    queue_one(lanyue, hold_until=AT + 10 * SECOND)
    assert first.subject_id is not None

    assert outbox.release(lanyue, first.subject_id, at=AT) == 1

    assert deliver.step(AT, Shelf()) == 1
    assert deliver.step(AT + 10 * SECOND, Shelf()) == 1
    assert outbox.cancel_held(lanyue, first.subject_id, at=AT) == 0


def test_another_wallet_cannot_take_a_message_back(lanyue: Wallet, qingtan: Wallet) -> None:
    endpoint_of(lanyue)
    held = queue_one(lanyue, hold_until=AT + 10 * SECOND)
    assert held.subject_id is not None

    assert outbox.cancel_held(qingtan, held.subject_id, at=AT) == 0


def test_a_failed_message_is_tried_for_three_days_and_then_given_up_and_told(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    delivery = queue_one(lanyue)
    shelf = Shelf([Answer(500)])
    now = AT

    while (due_at := next_due_at()) is not None:
        now = max(now, due_at)
        assert deliver.step(now, shelf) == 1

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(shelf.parcels)) == (State.FAILED, 10, len(WAITS) + 1)
    assert 3 * DAY < now - AT < 4 * DAY
    assert {parcel.headers["webhook-id"] for parcel in shelf.parcels} == {delivery.message_id}
    assert len({parcel.body for parcel in shelf.parcels}) == 1
    assert [entry.data for entry in Entry.objects.filter(kind="delivery.failed")] == [
        {"kind": "action.approved", "status": 500, "error": ""}
    ]
    assert [one.number for one in tries_of(delivery)] == list(range(1, 11))


def test_a_wait_the_endpoint_asks_for_is_kept(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    delivery = queue_one(lanyue)

    deliver.step(AT, Shelf([Answer(429, asked_wait=timedelta(hours=1))]))

    delivery.refresh_from_db()
    assert delivery.due_at == AT + timedelta(hours=1)


def test_a_worker_that_died_while_sending_is_followed_by_another_with_the_same_id(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    queue_one(lanyue)
    (row,) = deliver._due(AT, 8)
    abandoned = deliver._claim(row, AT)
    assert abandoned is not None
    shelf = Shelf()

    assert deliver.step(AT + deliver.LEASE - SECOND, shelf) == 0
    assert deliver.step(AT + deliver.LEASE, shelf) == 1

    assert shelf.parcels[0].headers["webhook-id"] == abandoned.message_id
    assert deliver.record(abandoned, Answer(500), at=AT + deliver.LEASE) is False
    assert deliveries_of(lanyue).get().state == State.DELIVERED


def test_two_workers_that_see_one_row_send_it_once(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    queue_one(lanyue)
    (mine,), (yours,) = deliver._due(AT, 8), deliver._due(AT, 8)

    assert deliver._claim(mine, AT) is not None
    assert deliver._claim(yours, AT) is None


def test_a_backlog_at_one_endpoint_does_not_hold_up_the_others(lanyue: Wallet) -> None:
    for name in "ab":
        endpoint_of(lanyue, f"https://{name}.example/")
    busy, calm = WebhookEndpoint.objects.all()
    endpoints.disable(calm, reason="test", by=SYSTEM, at=AT)
    for _ in range(20):
        queue_one(lanyue)
    endpoints.enable(calm, by=SYSTEM, at=AT)
    outbox.queue(lanyue, "ticket.closed", {}, at=AT + SECOND)
    shelf = Shelf()

    deliver.step(AT + SECOND, shelf)

    assert {parcel.url for parcel in shelf.parcels} == {busy.url, calm.url}


def test_gone_ends_the_message_and_disables_the_endpoint(lanyue: Wallet) -> None:
    endpoint, _ = endpoint_of(lanyue)
    gone, waiting = queue_one(lanyue), queue_one(lanyue)

    deliver.step(AT, Shelf([Answer(410)]), limit=1)

    endpoint.refresh_from_db()
    assert (endpoint.disabled_at, endpoint.disabled_reason) == (AT, "gone")
    assert deliver.step(AT + DAY, Shelf()) == 0
    assert outbox.queue(lanyue, "ticket.closed", {}, at=AT) == []
    states = {one.id: one.state for one in deliveries_of(lanyue)}
    assert states == {gone.id: State.FAILED, waiting.id: State.WAITING}

    assert endpoints.enable(endpoint, by=SYSTEM, at=AT) is True
    assert endpoints.enable(endpoint, by=SYSTEM, at=AT) is False
    assert deliver.step(AT + DAY, Shelf()) == 1


def test_while_a_secret_is_replaced_both_sign_and_afterwards_only_the_new(lanyue: Wallet) -> None:
    endpoint, old = endpoint_of(lanyue)
    new = endpoints.rotate_secret(endpoint, by=SYSTEM, at=AT, overlap=DAY)
    queue_one(lanyue)
    shelf = Shelf([Answer(500)])

    deliver.step(AT, shelf)
    deliver.step(AT + DAY, shelf)

    during, after = shelf.parcels
    assert (signed_now(during, old), signed_now(during, new)) == (True, True)
    assert (signed_now(after, old), signed_now(after, new)) == (False, True)
    assert Entry.objects.filter(kind="webhook_endpoint.secret_rotated").count() == 1


def test_a_message_that_cannot_be_opened_fails_alone(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    broken, whole = queue_one(lanyue), queue_one(lanyue)
    Delivery.objects.filter(id=broken.id).update(body_sealed=b"\x01" + b"\0" * 60)

    assert deliver.step(AT, Shelf()) == 2

    found = {one.id: (one.state, one.last_error) for one in deliveries_of(lanyue)}
    assert found == {broken.id: (State.WAITING, "cannot_open"), whole.id: (State.DELIVERED, "")}


def test_a_message_is_sent_again_by_hand_under_its_old_id(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    delivery = queue_one(lanyue)
    shelf = Shelf()
    deliver.step(AT, shelf)

    for _ in range(2):
        assert resend(delivery, by=SYSTEM, at=AT + SECOND).state == State.WAITING
    deliver.step(AT + SECOND, shelf)

    assert [parcel.headers["webhook-id"] for parcel in shelf.parcels] == [delivery.message_id] * 2
    assert [one.number for one in tries_of(delivery)] == [1, 2]
    assert Entry.objects.filter(kind="delivery.resent").count() == 1


def test_what_was_taken_back_is_not_sent_by_hand(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    held = queue_one(lanyue, hold_until=AT + DAY)
    assert held.subject_id is not None

    with pytest.raises(NotResendable):
        resend(held, by=SYSTEM, at=AT)
    outbox.cancel_held(lanyue, held.subject_id, at=AT)
    with pytest.raises(NotResendable):
        resend(held, by=SYSTEM, at=AT)


def test_old_messages_are_forgotten_with_their_tries(lanyue: Wallet) -> None:
    endpoint_of(lanyue)
    queue_one(lanyue)
    deliver.step(AT, Shelf())
    queue_one(lanyue)

    assert forget_old_deliveries(lanyue, at=AT + 90 * DAY) == 0
    assert forget_old_deliveries(lanyue, at=AT + 91 * DAY) == 1
    assert [one.state for one in deliveries_of(lanyue)] == [State.WAITING]


def test_an_endpoint_is_added_once_and_only_at_a_public_address(lanyue: Wallet) -> None:
    endpoint_of(lanyue)

    with pytest.raises(EndpointTaken):
        endpoint_of(lanyue)
    with pytest.raises(AddressForbidden):
        endpoint_of(lanyue, "https://169.254.169.254/")
