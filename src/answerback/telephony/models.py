"""Legs and the inbox of their events: every event is a row here first, written by whichever process saw it."""

from __future__ import annotations

from django.db import models

from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel
from answerback.telephony.events import Cause, Witness
from answerback.wallets.kinds import Line


class Leg(TenantModel):
    """One line of a call. `intent_id` is the attempt that asked for it: placing it twice gives this same leg."""

    intent_id = models.UUIDField(unique=True)
    line = models.CharField(max_length=12, choices=Line)
    customer_id = models.UUIDField()
    agent_id = models.UUIDField()
    destination = SealedTextField(blank=True)
    last_two = models.CharField(max_length=2, blank=True)
    ring_seconds = models.PositiveSmallIntegerField(default=30)
    placed_at = models.DateTimeField()
    ring_until = models.DateTimeField()
    customer_seen_at = models.DateTimeField(null=True)
    customer_left_at = models.DateTimeField(null=True)
    agent_seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["line", "placed_at"], condition=models.Q(ended_at=None), name="leg_live"),
            models.Index(fields=["wallet", "customer_id"], name="leg_by_customer"),
        ]


class InboxEvent(TenantModel):
    """One call event, not yet or already told to the verbs (`drained_at`)."""

    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    witness = models.CharField(max_length=10, choices=[(w.value, w.value) for w in Witness])
    cause = models.CharField(max_length=16, blank=True, choices=[(c.value, c.value) for c in Cause])
    digit = models.CharField(max_length=1, blank=True)
    drained_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["leg", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["leg", "seq"], name="event_once_per_leg_and_seq"),
            models.UniqueConstraint(
                fields=["leg", "kind", "witness"],
                condition=~models.Q(kind="DigitPressed"),
                name="event_kind_once_per_witness",
            ),
        ]
        indexes = [
            models.Index(fields=["leg", "seq"], condition=models.Q(drained_at=None), name="inbox_undrained")
        ]


class ReportedCall(TenantModel):
    """One call of the wallet's own dialer under the dialer's `call_id`. Without a leg we vouch for nothing yet."""

    call_id = models.CharField(max_length=120)
    leg = models.OneToOneField(Leg, on_delete=models.PROTECT, null=True, related_name="reported")
    agent_id = models.UUIDField()
    number_index = models.CharField(max_length=64)
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "call_id"], name="reported_call_once_per_id")
        ]


class ReportedEvent(TenantModel):
    """What the call centre said of its call; each kind once, whatever the order it came in."""

    call = models.ForeignKey(ReportedCall, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("ringing", "answered", "hung_up")])
    at = models.DateTimeField()
    cause = models.CharField(max_length=16, blank=True, choices=[(c.value, c.value) for c in Cause])
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "call", "kind"], name="reported_event_once_per_kind")
        ]


class Signal(TenantModel):
    """One message of WebRTC signalling, kept only while the call lives."""

    leg = models.ForeignKey(Leg, on_delete=models.CASCADE, related_name="signals")
    seq = models.PositiveIntegerField()
    sender = models.CharField(max_length=8, choices=[("agent", "agent"), ("customer", "customer")])
    kind = models.CharField(max_length=10)
    body = SealedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["leg", "seq"], name="signal_once_per_leg_and_seq")]


class LineLock(models.Model):
    """One phone, one call, in the whole deployment: held on HMAC(E.164) from dial intent to final event."""

    index = models.CharField(max_length=64, primary_key=True)
    intent_id = models.UUIDField(unique=True)
    taken_at = models.DateTimeField()
