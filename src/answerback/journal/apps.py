"""The journal as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The lowest app: it also puts the database's own guards in place after each migration."""

    name = "answerback.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the guards to Django's migration signals."""
        from answerback.journal import guards
        from answerback.storage import links, triggers

        triggers.provide(guards.SOURCE)
        triggers.provide(links.SOURCE)
        triggers.follow(self)
