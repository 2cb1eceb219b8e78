"""A ticket is the customer's matter, from "it went wrong" to "it is right again", and all its parts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.people.models import Membership
from answerback.storage.models import TenantModel
from answerback.tickets.kinds import (
    UNFINISHED,
    ActionKind,
    ActionState,
    AttachmentKind,
    Category,
    Closing,
    Priority,
    PromiseKind,
    State,
    Sure,
)


class Ticket(TenantModel):
    """One matter. `origin` names what opened it ("event:…", "callback:…"); one origin is one ticket.

    `happened`, `next_step` and `user_step` are the letter that the customer reads: what happened, what we do,
    what you do, each by when.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="tickets")
    reference = models.CharField(max_length=9)
    category = models.CharField(max_length=24, choices=Category)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NORMAL)
    origin = models.CharField(max_length=80, blank=True)
    matter_id = models.CharField(max_length=120, blank=True)
    foreign_reference = models.CharField(max_length=120, blank=True)
    happened = SealedTextField(blank=True, default="")
    next_step = SealedTextField(blank=True, default="")
    next_step_by = models.DateTimeField(null=True)
    user_step = SealedTextField(blank=True, default="")
    user_step_by = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="tickets")
    opened_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_code = models.CharField(max_length=16, choices=Closing, blank=True)
    words_erased_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wallet", "reference"], name="ticket_reference_once"),
            models.UniqueConstraint(
                fields=["wallet", "origin"], condition=~Q(origin=""), name="ticket_once_per_origin"
            ),
            models.UniqueConstraint(
                fields=["wallet", "foreign_reference"],
                condition=~Q(foreign_reference=""),
                name="ticket_once_per_foreign_reference",
            ),
            models.UniqueConstraint(
                fields=["wallet", "customer", "matter_id"],
                condition=~Q(matter_id="") & Q(state__in=UNFINISHED),
                name="ticket_one_unfinished_per_matter",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, closed_at=None) | ~Q(state__in=UNFINISHED),
                name="ticket_unfinished_is_not_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SOLVED) | Q(solved_at__isnull=False), name="ticket_solved_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_at__isnull=False), name="ticket_closed_says_when"
            ),
        ]
        indexes = [
            models.Index(fields=["wallet", "customer", "-opened_at"], name="ticket_by_customer"),
            models.Index(
                fields=["wallet", "deadline_at"], condition=Q(state__in=UNFINISHED), name="ticket_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Promise(TenantModel):
    """What we said we would do, by when. Kept late stays visible: `broken_at` and `kept_at` are both set.

    `released_at`: the user has let us off it, so it neither waits nor is broken any more. Broken, it is explained to
    the user in words; with a new time another promise `replaces` it, and this one no longer waits (`replaced_at`).
    `owner` answers for it: who made it, until he leaves. `callback_id` of a promised call is the call that keeps it.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="promises")
    text = SealedTextField()
    kind = models.CharField(max_length=8, choices=PromiseKind, default=PromiseKind.DEED)
    origin = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="promises")
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="promises_owned")
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    explanation = SealedTextField(blank=True, default="")
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="replacement")
    replaced_at = models.DateTimeField(null=True)
    callback_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "ticket", "origin"], condition=~Q(origin=""), name="promise_once_per_origin"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("made_at")), name="promise_due_after_made"),
            models.CheckConstraint(
                condition=Q(broken_at=None) | Q(broken_at__gte=F("due_at")), name="promise_broken_after_due"
            ),
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(released_at=None), name="promise_kept_or_released"
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None) | Q(broken_at__isnull=False),
                name="promise_explained_when_broken",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(kept_at=None, released_at=None, explained_at__isnull=False),
                name="promise_replaced_is_explained",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(kept_at=None, broken_at=None), name="promise_pending"
            ),
            models.Index(fields=["wallet", "due_at"], name="promise_by_wallet"),
            models.Index(fields=["callback_id"], condition=Q(kept_at=None), name="promise_of_a_call"),
        ]


class TicketNote(TenantModel):
    """What was written down, after the guard. A draft belongs to one author in one ticket or callback."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="notes")
    callback_id = models.UUIDField(null=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    text = SealedTextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    is_draft = models.BooleanField(default=False)
    visible_to_user = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ticket__isnull=False) | Q(callback_id__isnull=False),
                name="note_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(is_draft=True) | Q(ticket__isnull=False), name="note_filed_in_a_ticket"
            ),
            models.CheckConstraint(
                condition=Q(is_draft=False) | Q(visible_to_user=False), name="note_draft_is_private"
            ),
            models.UniqueConstraint(
                fields=["wallet", "ticket", "author"],
                condition=Q(is_draft=True, callback_id=None),
                name="note_one_draft_per_ticket",
            ),
            models.UniqueConstraint(
                fields=["wallet", "callback_id", "author"],
                condition=Q(is_draft=True),
                name="note_one_draft_per_callback",
            ),
        ]


class ActionRequest(TenantModel):
    """One thing asked of the wallet's backend. Only the user approves, in the portal, seeing every detail."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="action_requests")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="action_requests")
    callback_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=ActionKind)
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.WAITING)
    detail = SealedTextField()
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    session_id = models.UUIDField(null=True)
    seen_digest = models.CharField(max_length=64, blank=True)
    hold_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_code = models.CharField(max_length=40, blank=True)
    facts_erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wallet", "ticket", "kind"],
                condition=Q(state=ActionState.WAITING),
                name="action_one_waiting_per_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActionState.APPROVED, ActionState.DONE, ActionState.FAILED])
                | (Q(session_id__isnull=False, decided_at__isnull=False) & ~Q(seen_digest="")),
                name="action_approved_by_the_user_in_a_session",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActionState.DONE, ActionState.FAILED]) | Q(settled_at__isnull=False),
                name="action_settled_says_when",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("requested_at")), name="action_expires_after_requested"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state=ActionState.WAITING), name="action_waiting_until"
            ),
            models.Index(fields=["wallet", "customer", "state"], name="action_by_customer"),
        ]


class Rating(TenantModel):
    """How it went, once per closing: CSAT 1-5, CES 1-7 (higher is easier), NPS 0-10, and whether the user felt sure."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="ratings")
    closing = models.PositiveSmallIntegerField(default=0)
    csat = models.PositiveSmallIntegerField(null=True)
    ces = models.PositiveSmallIntegerField(null=True)
    nps = models.PositiveSmallIntegerField(null=True)
    sure = models.CharField(max_length=8, choices=Sure, blank=True)
    comment = SealedTextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "ticket", "closing"], name="rating_once_per_closing"),
            models.CheckConstraint(
                condition=Q(csat=None) | Q(csat__gte=1, csat__lte=5), name="rating_csat_range"
            ),
            models.CheckConstraint(
                condition=Q(ces=None) | Q(ces__gte=1, ces__lte=7), name="rating_ces_range"
            ),
            models.CheckConstraint(condition=Q(nps=None) | Q(nps__lte=10), name="rating_nps_range"),
        ]


class Attachment(TenantModel):
    """A file that the customer or an agent added. Its bytes are another row; purging deletes that row.

    `fingerprint` is the blind index (keyed hash) of the bytes received: one file is one attachment.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="attachments")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="attachments")
    callback_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=4, choices=AttachmentKind)
    name = SealedTextField(blank=True, default="")
    size_bytes = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)
    purged_reason = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ticket__isnull=False) | Q(callback_id__isnull=False),
                name="attachment_is_about_something",
            ),
            models.UniqueConstraint(
                fields=["wallet", "callback_id", "fingerprint"],
                condition=Q(purged_at=None),
                name="attachment_once_per_callback",
            ),
            models.UniqueConstraint(
                fields=["wallet", "ticket", "fingerprint"],
                condition=Q(purged_at=None, callback_id=None),
                name="attachment_once_per_ticket",
            ),
            models.CheckConstraint(
                condition=Q(size_bytes__lte=5 * 1024 * 1024), name="attachment_at_most_5_mib"
            ),
        ]


class AttachmentContent(TenantModel):
    """The bytes of an attachment, made anew by us and sealed."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="content")
    sealed = models.BinaryField()
