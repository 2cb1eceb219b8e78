"""The weekly report: the story first, then the tables; any week, and as a PDF in either language."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from answerback.console.clock import now
from answerback.console.page import show
from answerback.findings.suggestions.evidence import quotes
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.insight.weekly.freeze import Told, changed_since, told
from answerback.insight.weekly.names import names_in
from answerback.insight.weekly.pdf import pdf_of
from answerback.insight.weekly.report import report_of
from answerback.insight.weekly.week import Week, last_week, running_week, week_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.wallets.models import Wallet

WEEKS_BACK = 520
QUOTED = 3
QUOTES = 2


@require_GET
@staff_required(Right.SEE_MEASURES)
def weekly(request: StaffRequest) -> HttpResponse:
    """One week, the last finished one unless another is asked for."""
    wallet, at = request.staff.wallet, now()
    week = _asked(request, wallet)
    facts = told(wallet, week, at=at)
    return show(
        request,
        "weekly",
        section="weekly",
        report=report_of(wallet, facts),
        week=week,
        changed=changed_since(wallet, facts, at=at),
        frozen_at=facts.frozen_at,
        quoted=_quoted(request, facts),
        earlier=week.monday - timedelta(days=7),
        later=None if facts.so_far else week.monday + timedelta(days=7),
    )


@require_GET
@staff_required(Right.SEE_MEASURES)
def weekly_pdf(request: StaffRequest) -> HttpResponse:
    """The same as a file; without the quotes, because a file travels."""
    wallet = request.staff.wallet
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    week = _asked(request, wallet)
    with translation.override(language):
        content = pdf_of(report_of(wallet, told(wallet, week, at=now())))
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"answerback-{wallet.slug}-{week.monday}-{language}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: HttpRequest, wallet: Wallet) -> Week:
    """The week of the day in `week`; what is no day, lies ahead or years back is not there."""
    running = running_week(wallet, at=now())
    day, last = request.GET.get("week", ""), last_week(wallet, at=now())
    if not day:
        return last if wallet.created_at < last.until else running
    try:
        week = week_of(wallet, date.fromisoformat(day))
    except (ValueError, OverflowError) as unreadable:
        raise Http404 from unreadable
    if not running.monday - timedelta(weeks=WEEKS_BACK) <= week.monday <= running.monday:
        raise Http404
    return week


def _quoted(request: StaffRequest, found: Told) -> list[tuple[str, list[str]]]:
    """The first wishes in users' own words, only for whom users' words are: never in what is frozen or filed."""
    if not request.staff.may(Right.READ_PERSONAL_DATA):
        return []
    wallet, names = request.staff.wallet, names_in(request.staff.wallet, found.facts)
    wanted = [one.group for one in found.facts.wishes[:QUOTED]]
    groups = SuggestionGroup.objects.for_wallet(wallet).filter(id__in=wanted).select_related("wallet")
    said = [(names.group(str(one.id)), [each.words for each in quotes(one)[:QUOTES]]) for one in groups]
    return [(title, words) for title, words in said if words]
