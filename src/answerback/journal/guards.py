"""The database's own guards of the journal, which hold whatever the code above them does."""

from answerback.storage.triggers import Source, Trigger

_UNCHANGING = (
    "id",
    "wallet_id",
    "kind",
    "subject_kind",
    "subject_id",
    "customer_id",
    "actor_kind",
    "actor_id",
    "audience",
    "at",
    "data",
    "payload_hash",
)
_KEPT = "journal entries are append-only"
_ERASED = "journal payloads are erased, never changed"
_GROWS = "the public log only grows"


def append_only() -> list[Trigger]:
    """Entries: no delete, and one update only, the sealing. Payloads: no update but under a new key.

    The public log: no delete; a leaf gets its place once, a tile gets more behind what it has.
    """
    return [
        Trigger("journal_entry", "journal_entry_kept", "DELETE", _KEPT),
        Trigger("journal_entry", "journal_entry_sealed_once", "UPDATE", _KEPT, when=_not_the_sealing()),
        Trigger("journal_payload", "journal_payload_kept", "UPDATE", _ERASED, when=_not_resealing()),
        *(
            Trigger(f"journal_{table}", f"journal_{table}_kept", "DELETE", _GROWS)
            for table in ("leaf", "tile", "logcheckpoint")
        ),
        Trigger("journal_logcheckpoint", "journal_logcheckpoint_unchanged", "UPDATE", _GROWS),
        Trigger("journal_leaf", "journal_leaf_placed_once", "UPDATE", _GROWS, when=_not_the_placing()),
        Trigger("journal_tile", "journal_tile_grows", "UPDATE", _GROWS, when=_not_growing()),
    ]


def _not_the_placing() -> str:
    return "OLD.place IS NOT NULL OR NEW.place IS NULL OR OLD.id {differs} NEW.id OR OLD.at {differs} NEW.at"


def _not_growing() -> str:
    same = "OLD.level {differs} NEW.level OR OLD.number {differs} NEW.number OR NEW.width <= OLD.width"
    return f"{same} OR substr(NEW.octets, 1, length(OLD.octets)) {{differs}} OLD.octets"


def _not_resealing() -> str:
    """What a payload says may not change either; the entry's hash shows it, no database can."""
    return " OR ".join(
        f'OLD."{column}" {{differs}} NEW."{column}"' for column in ("entry_id", "wallet_id", "salt")
    )


SOURCE = Source(append_only)


def _not_the_sealing() -> str:
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in _UNCHANGING)
    return f"OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.hash = '' OR {changed}"
