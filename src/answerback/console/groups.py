"""The sections of the navigation under the questions that bring people to the console."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.console.navigation import Section

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GROUPS = (
    (_("Today"), ("home", "wallboard", "callbacks", "customers", "events")),
    (_("Safety"), ("alarms", "hazards", "fraud_campaigns", "suspects", "channels", "texts")),
    (_("What users say"), ("weekly", "insight", "suggestions", "iteration_plan", "offers", "quality")),
    (_("How we work"), ("rules", "guides", "solutions", "policies")),
    (_("The system"), ("staff", "wallet", "keys", "webhooks", "journal")),
)


def grouped(sections: Iterable[Section]) -> list[tuple[str | _StrPromise, list[Section]]]:
    """Those of the sections that each group has; a group without any is not drawn."""
    by_name = {one.name: one for one in sections}
    found = ((label, [by_name[name] for name in names if name in by_name]) for label, names in GROUPS)
    return [(label, mine) for label, mine in found if mine]
