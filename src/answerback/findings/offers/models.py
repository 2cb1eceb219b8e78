"""An offer with its approval, each time it was said, each time it was used, and why a call was silent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from answerback.customers.models import Customer
from answerback.findings.offers.kinds import Reply, Silence, State
from answerback.people.models import Membership
from answerback.storage.models import TenantManager, TenantModel


class Offer(TenantModel):
    """What may be said to those who agreed. Once approved its words never change: a new one is written instead.

    `audience` is read by `audience.read`; `terms` is the address as text, on a host of the wallet's own channels.
    """

    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    terms = models.CharField(max_length=200)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    audience: models.JSONField[Any, Any] = models.JSONField(default=dict)
    most_per_person = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    approver = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="offer_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")), name="offer_approved_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | Q(approver__isnull=False, approved_at__isnull=False),
                name="offer_approved_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ENDED) | Q(ended_at__isnull=False), name="offer_ended_says_when"
            ),
            models.CheckConstraint(condition=Q(most_per_person__gte=1), name="offer_may_be_heard_once"),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "valid_until"], condition=Q(state=State.APPROVED), name="offer_in_force"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en

    @property
    def text(self) -> str:
        """The words in the reader's language."""
        return self.words(get_language() or "en")

    def words(self, language: str) -> str:
        """What the agent says, in the language of the call."""
        return self.text_zh if language.lower().startswith("zh") else self.text_en


class Saying(TenantModel):
    """One offer before one user in one conversation. Shown to the agent, it counts towards the user's caps.

    `said_at`: the agent wrote down an answer, so the user was asked. A conversation has one at most.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="sayings")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    callback_id = models.UUIDField()
    conversation_id = models.UUIDField()
    shown_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=8, choices=Reply, blank=True, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-shown_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "conversation_id"], name="offer_one_per_conversation"),
            models.CheckConstraint(
                condition=Q(reply=Reply.NONE) | Q(said_at__isnull=False), name="offer_answered_was_said"
            ),
        ]
        indexes = [models.Index(fields=["wallet", "customer", "-shown_at"], name="offer_heard_by")]


class Use(TenantModel):
    """The wallet's backend says that a user used the offer; `use_id` is the backend's own name of that use."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="uses")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    saying = models.ForeignKey(Saying, on_delete=models.SET_NULL, null=True, related_name="+")
    use_id = models.CharField(max_length=120)
    used_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        ordering = ["-used_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "offer", "use_id"], name="offer_use_once"),
        ]


class Silent(TenantModel):
    """A conversation that came to its end without an offer, and why."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    conversation_id = models.UUIDField()
    reason = models.CharField(max_length=16, choices=Silence)
    at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "conversation_id"], name="offer_silent_once"),
        ]
        indexes = [models.Index(fields=["wallet", "at"], name="offer_silent_by_time")]


class Thanks(TenantModel):
    """Thanks that were said in a conversation, and are no offer; once in each."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    callback_id = models.UUIDField()
    conversation_id = models.UUIDField()
    at = models.DateTimeField()

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "conversation_id"], name="offer_thanks_once"),
        ]
