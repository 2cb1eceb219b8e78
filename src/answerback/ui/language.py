"""A page's language: `?language=` (origins without cookies), then the cookie, then the browser's wish."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageMiddleware(LocaleMiddleware):
    """Django's own choice, unless the address asks for one of our languages."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language for this request."""
        wanted = request.GET.get("language", "")
        if wanted not in dict(settings.LANGUAGES):
            super().process_request(request)
            return
        translation.activate(wanted)
        request.LANGUAGE_CODE = wanted
