"""PINs, what was asked at the hotline, who waits to be rung, and the codes that lead back into a case."""

from __future__ import annotations

from django.db import models

from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantModel

OPEN = models.Q(used_at=None, void_at=None)


class Pin(TenantModel):
    """Eight digits for one leg of ours. `index` (a keyed hash) finds it, `sealed` shows it again in the portal.

    Here only: never in the journal, a stream or a log.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    attempt_id = models.UUIDField()
    index = models.CharField(max_length=64)
    sealed = SealedTextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "attempt_id"], condition=OPEN, name="pin_one_open_per_leg"
            ),
            models.UniqueConstraint(fields=["wallet", "index"], condition=OPEN, name="pin_open_once"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="pin_expires_after_made"
            ),
        ]
        indexes = [models.Index(fields=["wallet", "customer", "made_at"], name="pin_by_customer")]


class Question(TenantModel):
    """One asking. Both hashes are of what was said, right or wrong: the limits count them.

    `number_index` is the deployment's, so that one telephone has three wrong tries, not three in each wallet; empty
    when the number was withheld.
    """

    pin_index = models.CharField(max_length=64)
    number_index = models.CharField(max_length=64, blank=True)
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    pin = models.ForeignKey(Pin, on_delete=models.CASCADE, null=True, related_name="questions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(fields=["wallet", "pin_index", "at"], name="question_by_pin"),
            models.Index(
                fields=["number_index", "at"], condition=models.Q(pin=None), name="question_missed_by_number"
            ),
            models.Index(fields=["agent", "at"], name="question_by_agent"),
            models.Index(fields=["at"], condition=models.Q(pin=None), name="question_missed"),
        ]


class Waiting(TenantModel):
    """Somebody who rang without a PIN. What he said is sealed, and emptied when the queue has looked at it.

    `number_index`, the deployment's hash of the calling number, is kept a day for the limits; empty when withheld.
    """

    number_index = models.CharField(max_length=64, blank=True, default="")
    number = SealedTextField(blank=True, default="")
    reference = SealedTextField(blank=True, default="")
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="+")
    callback_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(fields=["at"], condition=models.Q(handled_at=None), name="waiting_unhandled"),
            models.Index(fields=["wallet", "customer", "at"], name="waiting_by_customer"),
            models.Index(fields=["wallet", "at"], name="waiting_by_time"),
        ]


class Joining(TenantModel):
    """Six digits that the agent reads and the user types in his own session; then the agent sees the case."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="joinings")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    sealed = SealedTextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    matched_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "question", "number"], name="joining_numbered_once"),
            models.UniqueConstraint(
                fields=["wallet", "customer"],
                condition=models.Q(matched_at=None, void_at=None),
                name="joining_one_open_per_customer",
            ),
            models.CheckConstraint(condition=models.Q(number__lte=3), name="joining_three_per_question"),
            models.CheckConstraint(condition=models.Q(tries__lte=3), name="joining_three_tries"),
        ]
