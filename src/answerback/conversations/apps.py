"""Guided conversations as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "answerback.conversations"
    label = "conversations"

    def ready(self) -> None:
        """The database keeps published guides as they are."""
        from answerback.conversations import guards
        from answerback.storage import triggers

        triggers.provide(guards.SOURCE)
