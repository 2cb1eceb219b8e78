"""The tables of the log. What was once published is only ever added to (`journal.guards`)."""

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from answerback.storage.ids import new_id

ENTRIES = -1  # the level of the tiles that hold entries, not hashes


class Leaf(models.Model):
    """An entry on its way into the log. With its place it gives up its octets, which then stand in a tile."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    entry = models.BinaryField()
    place = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [Index(fields=["id"], condition=Q(place=None), name="journal_leaf_waiting")]

    def __str__(self) -> str:
        return f"leaf {'waiting' if self.place is None else self.place}"


class Tile(models.Model):
    """Up to 256 hashes side by side, of one height (8 × `level`), or as many entries (`level` -1)."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    width = models.PositiveSmallIntegerField()
    octets = models.BinaryField()

    class Meta:
        constraints = [UniqueConstraint(fields=["level", "number"], name="journal_tile_place")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}"


class LogCheckpoint(models.Model):
    """A published head of the log. `note` is the signed text."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
