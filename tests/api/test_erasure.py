"""Erasing a person through the API, with everything about him that the system holds."""

from answerback.callbacks.models import Callback
from answerback.customers import erase
from answerback.customers.models import Customer
from answerback.intake.models import Event, Rule
from answerback.journal.models import Payload
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from tests.api.cast import CLOUDEVENT, Machine
from tests.customers.cast import NOON
from tests.intake.cast import event


def test_every_app_that_knows_people_has_said_how_it_forgets() -> None:
    assert {"intake", "tickets", "callbacks"} <= set(erase.registered())


def test_erasing_reaches_the_planned_callback_and_the_chain_verifies(
    machine: Machine, customer: Customer, rule: Rule
) -> None:
    machine.call("POST", "/v1/events", event(time=None), type_=CLOUDEVENT)
    before = list(Callback.objects.values_list("state", flat=True))

    response = machine.call("DELETE", "/v1/customers/u-1001")
    seal(at=NOON)

    assert (before, response.status_code) == (["planned"], 204)
    assert not Callback.objects.filter(state="planned").exists()
    assert not Event.objects.exclude(subject="").exists()
    assert Payload.objects.count() == 0
    assert verify().ok
