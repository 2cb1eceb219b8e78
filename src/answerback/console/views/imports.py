"""Lists of events from a file: uploaded, mapped, tried dry, run with its progress shown, failures handed back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.callbacks.outcomes import Kind
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.forms.imports import MappingForm, UploadForm
from answerback.console.page import show
from answerback.customers.faults import Invalid
from answerback.intake.imports import upload
from answerback.intake.imports.dry_run import DryRun, dry_run
from answerback.intake.imports.failed_rows import failed_rows, reason_text
from answerback.intake.imports.mapping import Mapped, mapped_from
from answerback.intake.imports.run import cancel
from answerback.intake.imports.sheet import NotATable, TableEmpty, TableTooLarge, read_sheet
from answerback.intake.models import ImportRun, ImportState
from answerback.intake.queries import imports_of
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

SHOWN = 20


def _to(run: ImportRun) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("console:import", args=[run.id]))


@require_http_methods(["GET", "POST"])
@staff_required(Right.IMPORT_EVENTS)
def imports(request: StaffRequest) -> HttpResponse:
    """All imports; POST takes a file in, without doing anything with it yet."""
    wallet = request.staff.wallet
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*data, wallet=wallet)
    if request.method == "POST" and form.is_valid():
        try:
            return _to(_kept(request, form))
        except (NotATable, TableTooLarge, TableEmpty) as refused:
            form.add_error("file", str(refused.sentence))
    status = 422 if form.errors else 200
    return show(
        request, "imports", section="events", status=status, form=form, runs=imports_of(wallet)[:SHOWN]
    )


def _kept(request: StaffRequest, form: UploadForm) -> ImportRun:
    file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
    staff, sheet = request.staff, read_sheet(file.read())
    known = Kind(kind) if kind else None
    return upload.keep(staff.wallet, sheet, file_name=file.name, kind=known, by=staff.actor, at=now())


@require_GET
@staff_required(Right.IMPORT_EVENTS)
def import_run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """One import: before its start the mapping and the dry run, afterwards its progress."""
    run = one_of(imports_of(request.staff.wallet), run_id)
    if run.state != ImportState.CHECKED:
        return show(request, "import_run", section="events", run=run)
    return _mapping(request, run, MappingForm(run=run))


@require_POST
@staff_required(Right.IMPORT_EVENTS)
def import_check(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Try the mapping as chosen; `start` begins it."""
    run = one_of(imports_of(request.staff.wallet), run_id)
    form = MappingForm(request.POST, run=run)
    if run.state != ImportState.CHECKED:
        return _to(run)
    if form.is_valid() and "start" in request.POST:
        try:
            return _to(upload.begin(run, form.mapped(), by=request.staff.actor, at=now()))
        except Invalid as invalid:
            form.add_error(None, [fault.sentence for fault in invalid.faults])
    return _mapping(request, run, form)


@require_GET
@staff_required(Right.IMPORT_EVENTS)
def import_progress(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """The counters alone, for the page that follows a run."""
    run = one_of(imports_of(request.staff.wallet), run_id)
    response = show(request, "import_progress", section="events", run=run)
    if run.state != ImportState.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@staff_required(Right.IMPORT_EVENTS)
def import_cancellation(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Stop here; what was taken stays."""
    run = one_of(imports_of(request.staff.wallet), run_id)
    cancel(run, by=request.staff.actor, at=now())
    return _to(run)


@require_GET
@staff_required(Right.IMPORT_EVENTS)
def import_failures(request: StaffRequest, run_id: UUID) -> HttpResponseBase:
    """The rows that could not be taken, each with its reason."""
    run = one_of(imports_of(request.staff.wallet), run_id)
    response = StreamingHttpResponse(failed_rows(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="failed-rows-{run.id.hex[-8:]}.csv"'
    return response


def _mapping(request: StaffRequest, run: ImportRun, form: MappingForm) -> HttpResponse:
    """The dry run of the mapping, as guessed or as chosen."""
    tried: DryRun | None = None
    try:
        tried = dry_run(run.wallet, upload.sheet_of(run), _mapped(run, form), at=now())
    except Invalid as invalid:
        if form.is_bound:
            form.add_error(None, [fault.sentence for fault in invalid.faults])
    faults = [(one.row, one.column, reason_text(one.reason)) for one in tried.faults[:SHOWN]] if tried else []
    return show(request, "import_mapping", section="events", run=run, form=form, tried=tried, faults=faults)


def _mapped(run: ImportRun, form: MappingForm) -> Mapped:
    return form.mapped() if form.is_bound and form.is_valid() else mapped_from(run.settings)
