"""Files, from the origin that has no cookie: a pass in the address is all that opens them, for a minute."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from answerback.tickets.download import fetch


@require_GET
def download(request: HttpRequest, token: str) -> HttpResponse:
    """A download that no browser runs."""
    file = fetch(token, at=datetime.now(UTC))
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.file_name) or "attachment"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
