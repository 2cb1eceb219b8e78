"""Django is set up inside each command, after what the command takes from the environment."""

from __future__ import annotations


def set_up() -> None:
    """Logs, then Django."""
    import django

    from answerback.ops.logs import configure_logs

    configure_logs()
    django.setup()
