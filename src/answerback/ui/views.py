"""Language, theme and the pages that say no."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from answerback.ui.refusals import Refusal
from answerback.ui.theme import COOKIE_NAME, COOKIE_SECONDS, THEMES

language = require_POST(set_language)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme on this browser and go back where the form was."""
    wanted = request.POST.get("theme", "system")
    response = HttpResponseRedirect(_safe_next(request))
    if wanted in THEMES and wanted != "system":
        response.set_cookie(
            COOKIE_NAME, wanted, max_age=COOKIE_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(COOKIE_NAME)
    return response


def _safe_next(request: HttpRequest) -> str:
    following = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return following if ours else "/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be read."""
    return error_page(
        request, 400, _("We could not read that"), _("Something in the request was not as it should be.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in or not, this is not for the reader."""
    return error_page(
        request,
        403,
        _("This page is not for you"),
        _("You may need to sign in, or to sign in as somebody else."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what belongs to somebody else."""
    return error_page(
        request, 404, _("There is nothing here"), _("The address may be mistyped, or what was here has gone.")
    )


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more bytes than we take."""
    return error_page(
        request, 413, _("That is too much at once"), _("A file may have at most 5 MB. Nothing was kept.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return error_page(
        request,
        500,
        _("That went wrong, and it is our fault"),
        _("It has been noted. Try again in a minute."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of its own: the form was open for too long, or came from another site."""
    sentence = _("This form is no longer valid. Go back, reload the page and send it again.")
    return error_page(request, 403, _("Please send that once more"), sentence)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page with the refusal's own status."""
    response = error_page(request, refusal.status, _("That cannot be done"), refusal.sentence)
    response["X-Refusal"] = refusal.code
    return response


def error_page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """One plain page; it asks no database and no session, because those may be what failed."""
    context = {"request": request, "status": status, "title": title, "sentence": sentence}
    context["request_id"] = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("ui/error.html", context), status=status)
