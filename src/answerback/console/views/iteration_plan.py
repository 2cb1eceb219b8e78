"""The iteration plan: what to do next, every factor in sight; as a page, Markdown and CSV. No person's words in it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from answerback.console.clock import now
from answerback.console.page import show
from answerback.findings.suggestions.plan import iteration_plan
from answerback.findings.suggestions.plan_files import as_csv, as_markdown, note_export
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

FORMATS = {"csv": (as_csv, "text/csv"), "markdown": (as_markdown, "text/markdown")}
ENDINGS = {"csv": "csv", "markdown": "md"}


@require_GET
@staff_required(Right.SEE_MEASURES)
def plan(request: StaffRequest) -> HttpResponseBase:
    """Ranked by reach, severity and trend."""
    staff, at = request.staff, now()
    ranked = iteration_plan(staff.wallet, at)
    wanted = request.GET.get("export", "")
    if wanted not in FORMATS:
        may_open = staff.may(Right.GROUP_SUGGESTIONS)
        return show(request, "iteration_plan", section="iteration_plan", ranked=ranked, may_open=may_open)
    note_export(staff.wallet, wanted, len(ranked), by=staff.actor, at=at)
    write, kind = FORMATS[wanted]
    answer = HttpResponse(write(staff.wallet, ranked, at=at), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="iteration-plan-{at:%Y%m%d}.{ENDINGS[wanted]}"'
    return answer
