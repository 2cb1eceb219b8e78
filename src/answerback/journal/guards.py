"""The database's own guards of the journal, which hold whatever the code above them does."""

from answerback.storage.triggers import Trigger

_NEVER_CHANGES = (
    "id wallet_id kind subject_kind subject_id customer_id actor_kind actor_id audience at data payload_hash"
).split()
_REFUSAL = "journal entries are append-only"


def append_only() -> list[Trigger]:
    """Entries: no delete, and one update only, the sealing. Payloads: no update."""
    return [
        Trigger("journal_entry", "journal_entry_kept", "DELETE", "", "", _REFUSAL),
        Trigger(
            "journal_entry",
            "journal_entry_sealed_once",
            "UPDATE",
            _sqlite_when(),
            _postgresql_when(),
            _REFUSAL,
        ),
        Trigger(
            "journal_payload",
            "journal_payload_kept",
            "UPDATE",
            "",
            "",
            "journal payloads are erased, never changed",
        ),
    ]


def _sqlite_when() -> str:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in _NEVER_CHANGES)
    return f"OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.hash = '' OR {changed}"


def _postgresql_when() -> str:
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in _NEVER_CHANGES)
    return f"OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.hash = '' OR {changed}"
