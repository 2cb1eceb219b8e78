"""What the measures keep: counts by day, the facts they are made of, and how far the journal is counted.

`Count` is all that a page of figures reads. `Fact` is one call, matter, rating or promise with what it counts as
now, so that what is decided later moves the right day's count exactly once; facts are forgotten in time, counts stay.
"""

from __future__ import annotations

from django.db import models

from answerback.storage.models import TenantModel


class Cursor(models.Model):
    """One row: the sealed journal is counted up to here. Moved in the transaction that counts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    latest_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="insight_one_cursor")]


class Clock(TenantModel):
    """The time zone whose midnights cut this wallet's days, as it was at the first count or the last rebuild."""

    zone = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wallet"], name="insight_one_clock")]


class Count(TenantModel):
    """`n` things of one measure and bucket on one local day, in one slice (`slices.py`); an unused dimension is "*"."""

    slice = models.PositiveSmallIntegerField()
    day = models.DateField()
    measure = models.CharField(max_length=24)
    bucket = models.CharField(max_length=24)
    purpose = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    agent = models.CharField(max_length=36)
    language = models.CharField(max_length=8)
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("wallet", "slice", "agent", "day", "measure"),
                    *("bucket", "purpose", "kind", "language"),
                ],
                name="insight_count_once",
            ),
        ]
        indexes = [models.Index(fields=["wallet", "slice", "day"], name="insight_count_days")]


class Fact(TenantModel):
    """One thing that is counted. `about` says what (`fold.facts.About`), `counted` what it counts as now.

    `raw` holds what the journal said of it: codes and times only. `day` and the dimensions are those of
    `counted`, for the lists behind the figures; `day` is empty while nothing is counted.
    """

    about = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    ticket_id = models.UUIDField(null=True)
    callback_id = models.UUIDField(null=True)
    day = models.DateField(null=True)
    purpose = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    agent = models.CharField(max_length=36, blank=True)
    language = models.CharField(max_length=8, blank=True)
    raw = models.JSONField(default=dict)
    counted = models.JSONField(default=dict)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "subject_id", "about"], name="insight_fact_once"),
        ]
        indexes = [
            models.Index(fields=["wallet", "about", "day"], name="insight_fact_days"),
            models.Index(fields=["wallet", "ticket_id"], name="insight_fact_ticket"),
            models.Index(fields=["wallet", "callback_id"], name="insight_fact_callback"),
            models.Index(fields=["wallet", "customer_id", "about"], name="insight_fact_customer"),
            models.Index(fields=["last_at"], name="insight_fact_age"),
        ]
