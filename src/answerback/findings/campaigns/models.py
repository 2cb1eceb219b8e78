"""A fraud campaign: its members, by what they hang together, what people decided, and whom it was told to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantManager, TenantModel


class State(models.TextChoices):
    """Gathering until enough people met it; a merged one lives on in another."""

    GATHERING = "gathering", _("Too few people yet")
    FOUND = "found", _("Waits for review")
    CONFIRMED = "confirmed", _("Confirmed as fraud")
    DISMISSED = "dismissed", _("Dismissed")
    MERGED = "merged", _("Merged into another")


class Source(models.TextChoices):
    """Where a member comes from; `source_id` is the callback, the hazard, the evidence or the alarm."""

    CONVERSATION = "conversation", _("Said in a callback")
    HAZARD = "hazard", _("Written down by staff")
    REPORT = "report", _("Report from the public page")
    ALARM = "alarm", _("The user’s one-tap alarm")


class ByWhat(models.TextChoices):
    """By what a member resembles another (`joining.kinds.By`), or that a person put it there."""

    ADDRESS = "address", _("Same address")
    NUMBER = "number", _("Same number")
    LINK = "link", _("Same link or account")
    WORDING = "wording", _("Nearly the same wording")
    PERSON = "person", _("Put here by a colleague")


class FraudCampaign(TenantModel):
    """Every report belongs to one, also when it stands alone. `first_at` and `last_at` are of its members."""

    state = models.CharField(max_length=10, choices=State, default=State.GATHERING)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reason = SealedTextField(blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[TenantManager[FraudCampaign]] = TenantManager()

    class Meta:
        ordering = ["-last_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "dismissed"]) | Q(reviewed_at__isnull=False),
                name="fraud_campaign_reviewed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="fraud_campaign_merged_says_where",
            ),
        ]
        indexes = [
            models.Index(fields=["wallet", "state", "-last_at"], name="fraud_campaign_by_state"),
        ]

    @property
    def short(self) -> str:
        """How people call it: the end of its id."""
        return self.id.hex[-6:].upper()


class Member(TenantModel):
    """One report in its campaign. `reporter` tells distinct people apart: a customer's id, or a sender's index.

    `resembles` with `by_what` and `score` (0 to 1) say why it is here; both are empty for the first of a campaign.
    `sketch`: keyed hashes of the wording (`joining.wording`), 8 octets each. `by_hand`: a person put it here, and the
    engine moves it no more.
    """

    campaign = models.ForeignKey(FraudCampaign, on_delete=models.PROTECT, related_name="members")
    source = models.CharField(max_length=12, choices=Source)
    source_id = models.UUIDField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+")
    reporter = models.CharField(max_length=64)
    met_at = models.DateTimeField()
    language = models.CharField(max_length=8)
    by_what = models.CharField(max_length=8, choices=ByWhat, blank=True)
    resembles = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    score = models.FloatField(default=0)
    sketch = models.BinaryField(default=b"")
    by_hand = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Member]] = TenantManager()

    class Meta:
        ordering = ["met_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "source", "source_id"], name="member_once_per_source"),
        ]
        indexes = [
            models.Index(fields=["wallet", "campaign", "met_at"], name="member_by_campaign"),
            models.Index(fields=["wallet", "customer"], name="member_by_customer"),
        ]


class Trait(TenantModel):
    """An identifier of a member: `token` its keyed hash, `value` how it is written, sealed, for the review.

    `change_id`: its proposal in the registry.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="traits")
    by = models.CharField(max_length=8, choices=ByWhat)
    kind = models.CharField(max_length=12)
    token = models.CharField(max_length=64)
    value = SealedTextField()
    change_id = models.UUIDField(null=True)

    objects: ClassVar[TenantManager[Trait]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "member", "token"], name="trait_once_per_member"),
        ]


class Posting(TenantModel):
    """A member that stands in the index under a token: at most a few of each campaign (`joining.resemble`)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="postings")
    by = models.CharField(max_length=8, choices=ByWhat)
    token = models.CharField(max_length=64)

    objects: ClassVar[TenantManager[Posting]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "token", "member"], name="posting_once_per_member"),
        ]


class Apart(TenantModel):
    """A person took these two apart: the engine never makes them one again. `one` is the smaller id."""

    one = models.ForeignKey(FraudCampaign, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(FraudCampaign, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[TenantManager[Apart]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "one", "other"], name="apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="apart_in_order"),
        ]


class JoiningKey(TenantModel):
    """The wallet's secret behind tokens and sketches: 32 octets in hex, sealed. Its row is also the lock of joining.

    It stays the same when the wallet's other keys rotate, because a sketch cannot be made again without its text.
    """

    key = SealedTextField()

    objects: ClassVar[TenantManager[JoiningKey]] = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet"], name="joining_key_once")]


class Ignored(TenantModel):
    """An identifier that a person found to be nobody's in particular: it joins nothing any more."""

    token = models.CharField(max_length=64)
    value = SealedTextField()
    ignored_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ignored_at = models.DateTimeField()

    objects: ClassVar[TenantManager[Ignored]] = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet", "token"], name="ignored_once")]


class WarningState(models.TextChoices):
    """A warning is proposed by one person and approved or refused by another; then it goes out in batches."""

    PROPOSED = "proposed", _("Waits for a colleague")
    APPROVED = "approved", _("Going out")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused")


class Warning(TenantModel):
    """A careful warning to users who fit. `event_kind`: of their callbacks; empty fits all.

    `fitting` of `known` customers are to be told, as the dry run said; `told` have been so far.
    """

    campaign = models.ForeignKey(FraudCampaign, on_delete=models.PROTECT, related_name="warnings")
    state = models.CharField(max_length=10, choices=WarningState, default=WarningState.PROPOSED)
    text_zh = models.TextField()
    text_en = models.TextField()
    event_kind = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, blank=True)
    fitting = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    told = models.PositiveIntegerField(default=0)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Warning]] = TenantManager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "campaign"], condition=Q(state="proposed"), name="warning_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="warning_by_two_people"
            ),
        ]


class Told(TenantModel):
    """A customer whom a warning reached; shown to him until `until`."""

    warning = models.ForeignKey(Warning, on_delete=models.CASCADE, related_name="recipients")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar[TenantManager[Told]] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "warning", "customer"], name="told_once_per_warning"),
        ]
        indexes = [models.Index(fields=["wallet", "customer", "-told_at"], name="told_by_customer")]
