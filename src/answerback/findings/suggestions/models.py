"""What users wish for, the groups that people make of it, and the index that finds which belong together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from answerback.customers.models import Customer
from answerback.findings.suggestions.kinds import ANSWERED, Act, Reason, Source, State, Topic, Tracker
from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class SuggestionGroup(TenantModel):
    """One piece of product work, with its title in both languages.

    `answers` counts how often it was shipped or declined; `told_at` is set once everybody was told of the last
    one. `merged_into` and `dissolved_at` take it out of every list; undoing clears them. `length_…`: the lengths of
    its profile's vector (`grouping.weigh`), kept so that a proposal need not read the whole profile.
    """

    title_en = models.CharField(max_length=120)
    title_zh = models.CharField(max_length=120)
    topic = models.CharField(max_length=16, choices=Topic)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    state_at = models.DateTimeField()
    reason_code = models.CharField(max_length=10, choices=Reason, blank=True)
    answer_en = models.CharField(max_length=400, blank=True)
    answer_zh = models.CharField(max_length=400, blank=True)
    answers = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    dissolved_at = models.DateTimeField(null=True)
    members = models.PositiveIntegerField(default=0)
    length_meaning = models.FloatField(default=0.0)
    length_chinese = models.FloatField(default=0.0)
    length_english = models.FloatField(default=0.0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.DECLINED) | ~Q(reason_code=""), name="group_declined_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | Q(answers__gte=1), name="group_answered_counts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "state"],
                condition=Q(merged_into=None, dissolved_at=None),
                name="group_standing",
            ),
            models.Index(
                fields=["state_at"], condition=Q(told_at=None, state__in=ANSWERED), name="group_to_tell"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en

    @property
    def answer(self) -> str:
        """What those who asked are told, in the reader's language."""
        return self.answer_zh if (get_language() or "").startswith("zh") else self.answer_en

    @property
    def is_standing(self) -> bool:
        """Neither merged away nor dissolved."""
        return self.merged_into_id is None and self.dissolved_at is None


class Suggestion(TenantModel):
    """One wish in the user's own words, once per step of a conversation.

    `traits`: what it is grouped by, as keyed 8-octet hashes one after another (`index.keyed`); empty when
    the words were erased. `had_trouble` and `hazards` are what else came up in that call.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="suggestions")
    source = models.CharField(max_length=12, choices=Source)
    conversation_id = models.UUIDField(null=True)
    step = models.CharField(max_length=64, blank=True)
    callback_id = models.UUIDField(null=True)
    callback_kind = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=16, choices=Topic)
    other_topics = models.JSONField(default=list)
    words = SealedTextField(blank=True, default="")
    language = models.CharField(max_length=16)
    had_trouble = models.BooleanField(default=False)
    hazards = models.JSONField(default=list)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    words_erased_at = models.DateTimeField(null=True)
    group = models.ForeignKey(
        SuggestionGroup, on_delete=models.PROTECT, null=True, related_name="suggestions"
    )
    traits = models.BinaryField(default=b"")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "conversation_id", "step"],
                condition=Q(conversation_id__isnull=False),
                name="suggestion_once_per_step",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(group=None), name="suggestion_withdrawn_is_in_no_group"
            ),
        ]
        indexes = [
            models.Index(
                fields=["wallet", "made_at"],
                condition=Q(group=None, withdrawn_at=None),
                name="suggestion_ungrouped",
            ),
            models.Index(fields=["wallet", "customer", "-made_at"], name="suggestion_by_customer"),
            models.Index(fields=["wallet", "group", "made_at"], name="suggestion_by_group"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Asked(TenantModel):
    """Somebody was asked what could be better, once per conversation: what shares are counted against."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    conversation_id = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "conversation_id"], name="asked_once_per_conversation"),
        ]
        indexes = [models.Index(fields=["wallet", "asked_at"], name="asked_by_time")]


class Trait(TenantModel):
    """The inverted index of what no person has grouped yet."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="+")
    feature = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "feature", "suggestion"], name="trait_once"),
        ]


class GroupTrait(TenantModel):
    """The inverted index of groups: how many members have this feature."""

    group = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, related_name="+")
    feature = models.BigIntegerField()
    members = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "feature", "group"], name="group_trait_once"),
        ]


class TraitCount(TenantModel):
    """How many suggestions have this feature; feature 0 counts the suggestions themselves."""

    feature = models.BigIntegerField()
    suggestions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "feature"], name="trait_count_once"),
        ]


class Regrouping(TenantModel):
    """One act of a person on groups, with every suggestion it moved, so that it can be taken back exactly."""

    act = models.CharField(max_length=10, choices=Act)
    group = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, null=True, related_name="+")
    source_group = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, null=True, related_name="+")
    made_group = models.BooleanField(default=False)
    by_machine_proposal = models.BooleanField(default=False)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["wallet", "-at"], name="regrouping_by_time")]


class Moved(TenantModel):
    """One suggestion that a regrouping moved, from where to where (None: no group)."""

    regrouping = models.ForeignKey(Regrouping, on_delete=models.CASCADE, related_name="moved")
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="+")
    was = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, null=True, related_name="+")
    now = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "regrouping", "suggestion"], name="moved_once_per_regrouping"
            ),
        ]


class Told(TenantModel):
    """That one customer was told of one answer of one group; `answer` is the group's `answers` then."""

    group = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    answer = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by_webhook = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "group", "customer", "answer"], name="told_once_per_answer"
            ),
        ]


class TrackerLink(TenantModel):
    """A group's issue in an outside tracker; `reference` is the tracker's own name for it once it says so."""

    group = models.ForeignKey(SuggestionGroup, on_delete=models.CASCADE, related_name="links")
    tracker = models.CharField(max_length=8, choices=Tracker)
    project = models.CharField(max_length=120)
    reference = models.CharField(max_length=120, blank=True)
    linked_at = models.DateTimeField()
    with_quotes = models.BooleanField(default=False)

    class Meta:
        ordering = ["linked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "group", "tracker"], name="tracker_link_once"),
        ]
