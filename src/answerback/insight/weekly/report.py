"""The report as it is read: five minutes in words, then the tables; in the language active now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerback.insight.weekly.freeze import Told
from answerback.insight.weekly.names import names_in
from answerback.insight.weekly.sentences import changes, problem, promises
from answerback.insight.weekly.tables import Table, tables
from answerback.insight.weekly.tasks import campaigns, decisions, hazards, shipped, wishes
from answerback.insight.weekly.week import Week
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Section:
    """A heading and its sentences. `anchor` names it in the page and the document."""

    anchor: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """`language` is that of the words; `status` says whether the week is frozen."""

    language: str
    title: str
    wallet: str
    span: str
    status: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]


def report_of(wallet: Wallet, told: Told) -> Report:
    """The report from a week's facts, in the active language."""
    facts, names = told.facts, names_in(wallet, told.facts)
    return Report(
        language=get_language() or "en",
        title=_("The week in five minutes"),
        wallet=wallet.name,
        span=_span(told.week),
        status=_status(told),
        sections=(
            Section("changes", _("What got better or worse"), changes(facts, so_far=told.so_far)),
            Section("problem", _("The biggest problem"), problem(facts)),
            Section("security", _("Hazards and fraud"), (*hazards(facts), *campaigns(facts))),
            Section("wishes", _("What users wish for"), wishes(facts, names)),
            Section("promises", _("Promises due this week"), promises(facts)),
            Section("shipped", _("Done because users asked"), shipped(facts, names)),
            Section("decisions", _("To be decided this week"), decisions(facts, names)),
        ),
        tables=tables(facts, names),
    )


def _span(week: Week) -> str:
    first, last = (date_format(day, "DATE_FORMAT") for day in (week.monday, week.sunday))
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _status(told: Told) -> str:
    if told.so_far:
        return _("The week is not over: these are the figures so far.")
    if told.frozen_at is None:
        return _("The week is over, and not frozen yet.")
    return _("The week is over, and its figures are frozen.")
