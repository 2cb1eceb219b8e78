"""The living style page: every component in its states. Not in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.ui.icons import SHAPES
from answerback.ui.statuses import Kind
from answerback.ui.tables import Column

AT: Final = datetime(2026, 11, 22, 6, 3, 20, tzinfo=UTC)
OFFICIAL: Final = {"official": "400 000 0188", "tel": "+864000000188"}


@dataclass(frozen=True)
class Answer:
    """One answer of a question."""

    value: str
    label: str
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Entry:
    """One line of a timeline."""

    at: datetime
    title: str
    text: str = ""
    who: str = ""
    kind: str = ""


class SampleForm(forms.Form):
    """One field of each sort, the first two wrong when the form is sent empty."""

    name = forms.CharField(label=gettext_lazy("Your name"))
    mail = forms.EmailField(
        label=gettext_lazy("Mail"), help_text=gettext_lazy("Only to send the record of this call.")
    )
    words = forms.CharField(label=gettext_lazy("What happened"), widget=forms.Textarea, required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[("Asia/Shanghai", "Asia/Shanghai"), ("UTC", "UTC")]
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When may we ring?"),
        choices=[("am", gettext_lazy("In the morning")), ("pm", gettext_lazy("In the afternoon"))],
        widget=forms.RadioSelect,
    )
    share = forms.BooleanField(label=gettext_lazy("The agent may read my note"), required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    return render(request, "ui/gallery.html", _samples())


def desk(request: HttpRequest) -> HttpResponse:
    """The desk's frame, filled with samples."""
    return render(request, "ui/gallery_desk.html", _samples())


def phone(request: HttpRequest, kind: str) -> HttpResponse:
    """One state of the user's page, or `hang_up`, or `lost`."""
    if kind not in {*Kind, "hang_up", "lost"}:
        raise Http404
    return render(request, "ui/gallery_phone.html", {**_samples(), "kind": kind})


def _samples() -> dict[str, object]:
    return {**OFFICIAL, **_table(), **_forms(), "at": AT, "kinds": list(Kind), "icons": list(SHAPES)} | {
        "answers": _answers(),
        "entries": _entries(),
        "pairs": [
            (_("Reference"), "K7QF-3MX9"),
            (_("Agent"), _("Li Lei, payments team")),
            (_("Number"), "+86 ••• ••88"),
        ],
    }


def _table() -> dict[str, object]:
    return {
        "rows": [
            (_("Payment not arrived"), "14:00", 2),
            (_("Account locked"), "14:30", 1),
            (_("Mistaken transfer"), "15:00", 3),
        ],
        "page": Paginator(list(range(60)), 20).page(2),
        "columns": [
            Column(_("Purpose"), sort="purpose"),
            Column(_("Due"), sort="due"),
            Column(_("Tries"), numeric=True),
        ],
    }


def _forms() -> dict[str, object]:
    return {"form": SampleForm(), "wrong_form": SampleForm({"mail": "x"}, prefix="wrong")}


def _answers() -> list[Answer]:
    return [
        Answer("arrived", _("Yes, it has arrived"), chosen=True),
        Answer("waiting", _("No, still waiting"), note=_("We look it up together")),
        Answer("rather_not", _("I would rather not say")),
    ]


def _entries() -> list[Entry]:
    return [
        Entry(AT, _("Confirmed"), who=_("Li Lei"), kind="sure"),
        Entry(AT, _("Connected"), text=_("Our line was answered and carried sound both ways."), kind="act"),
        Entry(AT, _("Arranged"), who=_("The system")),
    ]
