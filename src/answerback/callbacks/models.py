"""The nouns of the story: Callback (one promise to talk), Attempt (one dialling), Code (what proves a leg), Shift."""

from __future__ import annotations

from django.db import models

from answerback.callbacks.outcomes import AttemptOutcome, Kind, Outcome
from answerback.callbacks.states import LEASED, AttemptState, State
from answerback.customers.models import Customer, Language, PhoneNumber, Purpose
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantModel
from answerback.tickets.models import Ticket
from answerback.wallets.kinds import Line

HELD = models.Q(state__in=sorted(LEASED))


class Callback(TenantModel):
    """One promise to talk. `state` is written by `states.move` alone; `fence` counts its moves."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="callbacks")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, related_name="callbacks")
    kind = models.CharField(max_length=24, choices=Kind)
    purpose = models.CharField(max_length=12, choices=Purpose)
    guide = models.SlugField(max_length=60)
    language = models.CharField(max_length=8, choices=Language)
    priority = models.PositiveSmallIntegerField(default=5)
    matter_id = models.CharField(max_length=120, blank=True)
    event_id = models.UUIDField(null=True)
    about = models.JSONField(default=dict)

    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    fence = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    in_app = models.BooleanField(default=False)
    held_by = models.CharField(max_length=40, blank=True)
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="callbacks")
    lease_until = models.DateTimeField(null=True)
    wrap_up_since = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    next_call_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "event_id"], name="callback_once_per_event"),
            models.UniqueConstraint(
                fields=["wallet", "customer"], condition=HELD, name="callback_one_per_person"
            ),
            models.UniqueConstraint(
                fields=["wallet", "agent"],
                condition=HELD & models.Q(finished_at=None),
                name="callback_one_per_agent",
            ),
            models.CheckConstraint(
                name="callback_held_has_agent",
                condition=~HELD | models.Q(agent__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "priority", "ready_at"],
                condition=models.Q(state=State.PLANNED, ready_at__isnull=False),
                name="callback_ready",
            ),
            models.Index(
                fields=["not_before"],
                condition=models.Q(state=State.PLANNED, ready_at=None),
                name="callback_waiting",
            ),
            models.Index(fields=["lease_until"], condition=HELD, name="callback_leases"),
            # A bound `state IN (…)` cannot use a partial index in SQLite: what a desk holds is found by its lease.
            models.Index(
                fields=["agent"], condition=models.Q(lease_until__isnull=False), name="callback_on_desk"
            ),
            models.Index(
                fields=["undo_until"], condition=models.Q(undo_until__isnull=False), name="callback_settling"
            ),
            models.Index(
                fields=["deadline_at"],
                condition=models.Q(state=State.PLANNED, deadline_at__isnull=False),
                name="callback_deadlines",
            ),
            models.Index(fields=["wallet", "state", "ready_at"], name="callback_counts"),
            models.Index(fields=["wallet", "customer", "-created_at"], name="callback_by_customer"),
            models.Index(fields=["wallet", "matter_id"], name="callback_by_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Attempt(TenantModel):
    """One dialling: the intent is committed before anything rings, and its id is the line's idempotency key."""

    callback = models.ForeignKey(Callback, on_delete=models.PROTECT, related_name="attempts")
    agent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=12, choices=Line)
    phone = models.ForeignKey(PhoneNumber, on_delete=models.SET_NULL, null=True)
    last_two = models.CharField(max_length=2, blank=True)
    leg_id = models.UUIDField(null=True, unique=True)
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.INTENDED)
    outcome = models.CharField(max_length=12, choices=AttemptOutcome, blank=True)
    intended_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True)
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    media_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    hung_up_asked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["intended_at"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "callback", "number"], name="attempt_numbered_once"),
            models.UniqueConstraint(
                fields=["wallet", "callback"],
                condition=~models.Q(state=AttemptState.ENDED),
                name="attempt_one_live",
            ),
            models.CheckConstraint(
                name="attempt_confirmed_after_media",
                condition=models.Q(confirmed_at=None) | models.Q(media_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["intended_at"], condition=~models.Q(state=AttemptState.ENDED), name="attempt_live"
            ),
        ]


class Code(TenantModel):
    """Six digits bound to one leg; kept sealed, here only: never in the journal, a stream or a log."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()
    sealed = SealedTextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    matched_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "attempt", "number"], name="code_numbered_once"),
            models.UniqueConstraint(
                fields=["wallet", "attempt"],
                condition=models.Q(matched_at=None, void_at=None),
                name="code_one_open",
            ),
            models.CheckConstraint(name="code_three_per_leg", condition=models.Q(number__lte=3)),
            models.CheckConstraint(name="code_three_tries", condition=models.Q(tries__lte=3)),
        ]


class Preparation(TenantModel):
    """What the customer wrote down before the call: the agent has it on screen."""

    callback = models.ForeignKey(Callback, on_delete=models.PROTECT, related_name="preparations")
    text = SealedTextField()
    written_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "callback"], name="preparation_once_per_callback"),
        ]


class Presence(models.TextChoices):
    """What an agent is doing when no callback holds him."""

    AVAILABLE = "available"
    BREAK = "break"
    AWAY = "away"


class Shift(TenantModel):
    """An agent's presence, kept alive by the desk's heartbeat."""

    agent = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="shift")
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.AWAY)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
