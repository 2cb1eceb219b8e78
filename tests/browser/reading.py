"""Prints everything that a demo's database holds, unsealed: `python -m tests.browser.reading` in its environment."""

from __future__ import annotations

import os


def main() -> None:
    """Every field of every row, as the application would read it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.db import connection

    held = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table not in held:
            continue
        rows = model._base_manager.all()  # every wallet: whatever is anywhere must be seen
        for row in rows:
            print(model.__name__, *(getattr(row, field.attname) for field in model._meta.concrete_fields))


if __name__ == "__main__":
    main()
