"""The registry: what is a wallet's own, who proposed each change, who else decided it, and how control was proven."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from answerback.channels.directions import DIRECTIONS, KINDS
from answerback.channels.kinds import Direction, Kind
from answerback.people.models import Membership, Person
from answerback.storage.models import TenantModel

LONGEST_VALUE, LONGEST_WORDS = 400, 160
# Django wants pairs; the words stand in `directions`.
KIND_CHOICES = [(kind.value, KINDS[kind]) for kind in Kind]
DIRECTION_CHOICES = [(direction.value, DIRECTIONS[direction]) for direction in Direction]


class ChannelState(models.TextChoices):
    """Whether two people stand behind it."""

    PROPOSED = "proposed", pgettext_lazy("channel", "Proposed")
    PUBLISHED = "published", pgettext_lazy("channel", "Published")
    DROPPED = "dropped", pgettext_lazy("channel", "Not taken up")


class ChangeState(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", pgettext_lazy("change of a channel", "Waits for a second person")
    PUBLISHED = "published", pgettext_lazy("change of a channel", "Published")
    REFUSED = "refused", pgettext_lazy("change of a channel", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("change of a channel", "Withdrawn")


class Way(models.TextChoices):
    """How somebody showed that the channel is in his hands."""

    DNS = "dns", _("A record in the domain's DNS")
    MAIL = "mail", _("A code sent to the mail address")
    CALL = "call", _("A code asked for by a colleague who rang the number")
    ATTESTED = "attested", _("A colleague's word, written down")


class Channel(TenantModel):
    """One entry. Direction, words and dates are what was last published; before that they are empty."""

    kind = models.CharField(max_length=12, choices=KIND_CHOICES)
    value = models.CharField(max_length=LONGEST_VALUE)
    state = models.CharField(max_length=10, choices=ChannelState, default=ChannelState.PROPOSED)
    direction = models.CharField(max_length=10, choices=DIRECTION_CHOICES, blank=True)
    what_for_en = models.CharField(max_length=LONGEST_WORDS, blank=True)
    what_for_zh = models.CharField(max_length=LONGEST_WORDS, blank=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "value"]
        constraints = [
            UniqueConstraint(fields=["wallet", "kind", "value"], name="channel_once"),
            CheckConstraint(
                name="channel_published_is_whole",
                condition=~Q(state="published") | (~Q(direction="") & Q(since__isnull=False)),
            ),
        ]
        indexes = [Index(fields=["state"], name="channel_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def what_for(self) -> str:
        """What it is for, in the reader's language."""
        return self.what_for_zh if (get_language() or "").startswith("zh") else self.what_for_en


class Change(TenantModel):
    """A channel as one person wants it published, and what another decided.

    `lookalikes` are `[{"channel": id, "trick": code}]` as they stood at the proposal; with any, both reasons are
    needed. `leaf_id` is the entry in the public log.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="changes")
    direction = models.CharField(max_length=10, choices=DIRECTION_CHOICES)
    what_for_en = models.CharField(max_length=LONGEST_WORDS)
    what_for_zh = models.CharField(max_length=LONGEST_WORDS)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.OPEN)
    lookalikes = models.JSONField(default=list)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decider = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=400, blank=True)
    leaf_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            UniqueConstraint(
                fields=["wallet", "channel"], condition=Q(state="open"), name="channel_change_one_open"
            ),
            CheckConstraint(
                name="channel_change_two_people",
                condition=~Q(state__in=["published", "refused"])
                | (Q(decider__isnull=False) & ~Q(decider=F("proposer"))),
            ),
            CheckConstraint(
                name="channel_change_logged", condition=~Q(state="published") | Q(leaf_id__isnull=False)
            ),
        ]
        indexes = [Index(fields=["wallet", "state", "proposed_at"], name="channel_change_open")]

    def __str__(self) -> str:
        return f"change {self.id}"


class Proof(TenantModel):
    """One attempt to show control. `ends_at`: until when it can succeed; `valid_until`: how long that counts."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="proofs")
    way = models.CharField(max_length=10, choices=Way)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)
    proven_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    valid_until = models.DateTimeField(null=True)
    statement = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            CheckConstraint(
                name="channel_proof_is_whole",
                condition=Q(proven_at__isnull=True) | Q(valid_until__isnull=False),
            ),
        ]
        indexes = [
            Index(fields=["way", "ends_at"], condition=Q(proven_at=None), name="channel_proof_open"),
            Index(fields=["wallet", "channel"], name="channel_proof_of"),
        ]

    def __str__(self) -> str:
        return f"proof {self.id}"
