"""Keys as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KeysConfig(AppConfig):
    """Opened keys held in memory are dropped whenever the tables may have been emptied or rebuilt."""

    name = "answerback.keys"
    label = "keys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect to Django's migration signal, which flushing sends too."""
        from answerback.keys import ring

        post_migrate.connect(ring.forget_after_migration, sender=self, dispatch_uid="answerback.keys.forget")
