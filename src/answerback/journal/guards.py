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


def append_only() -> list[Trigger]:
    """Entries: no delete, and one update only, the sealing. Payloads: no update but under a new key."""
    return [
        Trigger("journal_entry", "journal_entry_kept", "DELETE", _KEPT),
        Trigger("journal_entry", "journal_entry_sealed_once", "UPDATE", _KEPT, when=_not_the_sealing()),
        Trigger("journal_payload", "journal_payload_kept", "UPDATE", _ERASED, when=_not_resealing()),
    ]


def _not_resealing() -> str:
    """What a payload says may not change either; the entry's hash shows it, no database can."""
    return " OR ".join(
        f'OLD."{column}" {{differs}} NEW."{column}"' for column in ("entry_id", "wallet_id", "salt")
    )


SOURCE = Source(append_only)


def _not_the_sealing() -> str:
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in _UNCHANGING)
    return f"OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.hash = '' OR {changed}"
