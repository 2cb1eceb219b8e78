"""An upload, and which of its columns holds what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.intake.imports.mapping import Mapped, targets
from answerback.intake.models import ImportRun
from answerback.intake.rule_edit import kinds_for
from answerback.wallets.models import Wallet

TARGETS = {
    "external_id": _("Customer's id"),
    "kind": _("Kind of event"),
    "matter_id": _("Matter"),
    "occurred_at": _("When it happened"),
    "summary": _("What is known"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "number": _("Telephone number"),
    "number_verified_at": _("Number verified at"),
    "name": _("Name"),
    "language": _("Language"),
    "zone": _("Time zone"),
    "consent": _("Consent to service calls"),
}


class UploadForm(forms.Form):
    """One CSV or Excel file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV (UTF-8 or GB 18030) or XLSX with headings in its first row. Nothing is rung by uploading."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    kind = forms.ChoiceField(
        label=_("What happened to these customers"),
        required=False,
        help_text=_("Leave it open if a column of the file says it row by row."),
    )

    def __init__(self, *data: Any, wallet: Wallet) -> None:
        super().__init__(*data)
        self.fields["kind"].choices = _kinds(wallet)  # type: ignore[attr-defined]


class MappingForm(forms.Form):
    """For each column of the file: what it holds. `mapped()` after `is_valid()`."""

    kind = forms.ChoiceField(label=_("What happened to these customers"), required=False)

    def __init__(self, data: Any = None, *, run: ImportRun) -> None:
        super().__init__(data, initial={"kind": run.settings["kind"] or ""})
        self.header: list[str] = run.settings["header"]
        self.fields["kind"].choices = _kinds(run.wallet)  # type: ignore[attr-defined]
        by_heading = {heading: target for target, heading in run.settings["columns"].items()}
        for number, heading in enumerate(self.header):
            self.fields[f"column_{number}"] = _column(heading, by_heading.get(heading, ""))

    def mapped(self) -> Mapped:
        """As chosen; the first column wins where two say they hold the same."""
        said = self.cleaned_data
        columns: dict[str, str] = {}
        for number, heading in enumerate(self.header):
            target = said[f"column_{number}"]
            if target:
                columns.setdefault(target, heading)
        return Mapped(columns=columns, kind=Kind(said["kind"]) if said["kind"] else None)


def _kinds(wallet: Wallet) -> list[tuple[str, object]]:
    return [("", _("A column says it")), *((one.value, one.label) for one in kinds_for(wallet))]


def _column(heading: str, target: str) -> forms.ChoiceField:
    choices = [("", _("Leave it out")), *((one, TARGETS.get(one, one)) for one in targets(None))]
    return forms.ChoiceField(label=heading or "–", required=False, choices=choices, initial=target)
