"""What the database itself refuses: changing or deleting a guide that has been published."""

from __future__ import annotations

from answerback.storage.triggers import Source, Trigger

_TABLE = "conversations_guideversion"
_KEPT = "a published guide is never changed; publish a new version"
_FIXED = ("id", "wallet_id", "guide_id", "number", "content", "created_at", "published_at", "published_by")


def published_stays() -> list[Trigger]:
    """A version that is no longer a draft keeps its content, and can only be retired."""
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in _FIXED)
    return [
        Trigger(_TABLE, "guide_version_kept", "DELETE", _KEPT, when="OLD.state <> 'draft'"),
        Trigger(
            _TABLE,
            "guide_version_fixed",
            "UPDATE",
            _KEPT,
            when=f"OLD.state <> 'draft' AND (NEW.state <> 'retired' AND NEW.state <> OLD.state OR {changed})",
        ),
    ]


SOURCE = Source(published_stays)
