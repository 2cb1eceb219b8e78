"""Rules: which events become which callbacks; tried on the last events before anything is saved."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from answerback.callbacks.outcomes import Kind
from answerback.console.access import one_of
from answerback.console.clock import now
from answerback.console.export import listed
from answerback.console.forms.rules import OPS, RuleForm, field_names
from answerback.console.page import show
from answerback.console.rule_order import move
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import kind_of
from answerback.customers.faults import Invalid
from answerback.customers.models import Purpose
from answerback.intake import install, rule_edit
from answerback.intake.models import Rule
from answerback.intake.queries import rules_of
from answerback.intake.rule_dry_run import RuleDryRun, rule_dry_run
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right

DAYS = 30


def _force(rule: Rule) -> Mark:
    return Mark(_("In force"), "act") if rule.active else Mark(_("Switched off"))


RULES = Table(
    "rules",
    gettext_lazy("Rules, in the order in which they are asked"),
    (
        Field("name", gettext_lazy("Rule"), lambda one: one.name),
        Field("kind", gettext_lazy("When this happens"), lambda one: kind_of(one.kind), sort="kind"),
        Field("place", gettext_lazy("Place"), lambda one: one.position, numeric=True),
        Field(
            "purpose",
            gettext_lazy("Purpose of the call"),
            lambda one: Purpose(one.purpose).label,
            sort="purpose",
        ),
        Field("priority", gettext_lazy("Priority"), lambda one: one.priority, sort="priority", numeric=True),
        Field("delay", gettext_lazy("Wait (min)"), lambda one: one.delay_minutes, numeric=True),
        Field("sample", gettext_lazy("Share (%)"), lambda one: one.sample_percent, numeric=True),
        Field("active", gettext_lazy("State"), _force, sort="active"),
    ),
    (Filter("kind", gettext_lazy("When this happens"), lambda: Kind.choices, "kind"),),
    link=lambda one: reverse("console:rule", args=[one.id]),
)


@require_GET
@staff_required(Right.EDIT_RULES)
def rules(request: StaffRequest) -> HttpResponseBase:
    """All rules, kind by kind."""
    wallet = request.staff.wallet
    rows, ready = rules_of(wallet), install.ready_made(wallet)
    return listed(request, RULES, rows, section="rules", template="rules", ready=ready)


@require_POST
@staff_required(Right.EDIT_RULES)
def rules_ready_made(request: StaffRequest) -> HttpResponse:
    """Put the ready-made rules into a wallet that has none."""
    install.install(request.staff.wallet, by=request.staff.actor, at=now())
    return HttpResponseRedirect(reverse("console:rules"))


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_RULES)
def rule_new(request: StaffRequest) -> HttpResponse:
    """A rule from nothing, or from a ready-made one (`?ready=3`)."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_RULES)
def rule(request: StaffRequest, rule_id: UUID) -> HttpResponse:
    """One rule; *try* says what it would have done, *save* makes a new version."""
    return _edit(request, one_of(rules_of(request.staff.wallet), rule_id))


@require_POST
@staff_required(Right.EDIT_RULES)
def rule_place(request: StaffRequest, rule_id: UUID) -> HttpResponse:
    """Ask this rule earlier or later among those of its kind."""
    found = one_of(rules_of(request.staff.wallet), rule_id)
    way = request.POST.get("way", "")
    if way not in ("earlier", "later"):
        raise Http404
    move(found, earlier=way == "earlier", by=request.staff.actor, at=now())
    return HttpResponseRedirect(reverse("console:rules"))


def _edit(request: StaffRequest, known: Rule | None) -> HttpResponse:
    form = _form(request, known)
    tried: RuleDryRun | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                return _save(request, form, known)
            tried = rule_dry_run(request.staff.wallet, form.draft(), instead_of=known, at=now(), days=DAYS)
        except Invalid as invalid:
            form.blame(invalid)
    names = {"fields": field_names(), "ops": OPS.items(), "days": DAYS}
    status = 422 if form.errors else 200
    return show(request, "rule", section="rules", status=status, form=form, rule=known, tried=tried, **names)


def _form(request: StaffRequest, known: Rule | None) -> RuleForm:
    wallet = request.staff.wallet
    data = request.POST if request.method == "POST" else None
    if known is not None:
        return RuleForm(data, wallet=wallet, draft=rule_edit.draft_of(known), version=known.version)
    ready, wanted = install.ready_made(wallet), request.GET.get("ready", "")
    chosen = int(wanted) if wanted.isascii() and wanted.isdigit() else len(ready)
    return RuleForm(data, wallet=wallet, draft=ready[chosen] if chosen < len(ready) else None)


def _save(request: StaffRequest, form: RuleForm, known: Rule | None) -> HttpResponse:
    by, at, draft = request.staff.actor, now(), form.draft()
    if known is None:
        rule_edit.add(request.staff.wallet, draft, by=by, at=at)
    else:
        rule_edit.change(known, draft, if_version=form.cleaned_data["version"] or 0, by=by, at=at)
    messages.success(request, _("The rule is saved."))
    return HttpResponseRedirect(reverse("console:rules"))
