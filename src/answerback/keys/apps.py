"""Keys as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KeysConfig(AppConfig):
    """Opened keys held in memory are dropped whenever the tables may have been emptied or rebuilt."""

    name = "answerback.keys"
    label = "keys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Seal the journal's payloads, and follow Django's migration signal, which flushing sends too."""
        from answerback.journal import payloads
        from answerback.keys import holders, journal_payloads, ring

        payloads.seal_with(journal_payloads.SEALING)
        holders.name_column(journal_payloads.COLUMN)
        post_migrate.connect(ring.forget_after_migration, sender=self, dispatch_uid="answerback.keys.forget")
