"""What the wallet declares about itself, and the policies by which it calls."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from answerback.channels.declared import change_declaration
from answerback.console.clock import now
from answerback.console.forms.wallet import PolicyForm, WalletForm
from answerback.console.page import show
from answerback.people.access import StaffRequest, staff_required
from answerback.people.rights import Right
from answerback.ui.refusals import Refusal
from answerback.wallets.refusals import PolicyWrong
from answerback.wallets.update import change_policies


@require_http_methods(["GET", "POST"])
@staff_required(Right.MANAGE_WALLET)
def wallet(request: StaffRequest) -> HttpResponse:
    """Custody, calling, capabilities, numbers: the whole must fit together, or nothing is saved."""
    form = WalletForm.of(request.staff.wallet, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        try:
            change_declaration(request.staff.wallet, changes=changes, by=request.staff.actor, at=now())
            return _kept(request, "console:wallet")
        except Refusal as refused:
            form.add_error(None, str(refused.sentence))
    return _drawn(request, "wallet", form)


@require_http_methods(["GET", "POST"])
@staff_required(Right.EDIT_POLICIES)
def policies(request: StaffRequest) -> HttpResponse:
    """Hours, caps, times, retention; within the limits of the house."""
    here = request.staff.wallet
    form = PolicyForm(request.POST if request.method == "POST" else None, wallet=here)
    if request.method == "POST" and form.is_valid():
        try:
            change_policies(here, changes=form.changes(here), by=request.staff.actor, at=now())
            return _kept(request, "console:policies")
        except PolicyWrong as wrong:
            form.add_error("windows" if "hours" in str(wrong.sentence) else None, str(wrong.sentence))
    return _drawn(request, "policies", form)


def _kept(request: StaffRequest, address: str) -> HttpResponseRedirect:
    messages.success(request, _("The changes are kept."))
    return HttpResponseRedirect(reverse(address))


def _drawn(request: StaffRequest, name: str, form: Form) -> HttpResponse:
    return show(request, name, section=name, form=form, status=422 if form.errors else 200)
