"""Light, dark or as the device has it: a cookie that names no one, so that it works before any script."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

THEMES: Final = ("system", "light", "dark")
COOKIE_NAME: Final = "answerback_theme"
COOKIE_SECONDS: Final = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme chosen on this browser; "system" when none, or when the cookie holds anything else."""
    chosen = request.COOKIES.get(COOKIE_NAME, "system")
    return chosen if chosen in THEMES else "system"
