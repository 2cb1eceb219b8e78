"""What the console reads of stories, beside the questions that the lower folders answer themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from answerback.callbacks.models import Attempt, Callback, Shift
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.states import LEASED
from answerback.console.tables import Mark
from answerback.console.words import actor_of, name_of
from answerback.journal.models import Entry
from answerback.journal.read import of_subject
from answerback.journal.write import Audience, Subject
from answerback.people.queries import staff_of
from answerback.tickets.models import Ticket
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Line:
    """One line of a history, as `{% timeline %}` draws it."""

    at: datetime
    title: str
    who: str
    text: str = ""


def callbacks_of(wallet: Wallet) -> QuerySet[Callback]:
    """The wallet's callbacks, the newest first."""
    rows = Callback.objects.for_wallet(wallet).select_related(
        "agent", "ticket", "customer", "wallet", "approved_by"
    )
    return rows.order_by("-created_at", "-id")


def tickets_of(wallet: Wallet) -> QuerySet[Ticket]:
    """The wallet's tickets, the newest first."""
    rows = Ticket.objects.for_wallet(wallet).select_related("customer", "wallet", "owner")
    return rows.order_by("-opened_at", "-id")


def attempts_of(callback: Callback) -> list[tuple[Attempt, object, str]]:
    """Each dialling, the newest first, with its outcome in words and who dialled."""
    rows = Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback).select_related("agent")
    return [(one, _outcome(one), name_of(one.agent)) for one in rows.order_by("-number")]


def _outcome(attempt: Attempt) -> object:
    return AttemptOutcome(attempt.outcome).label if attempt.outcome else _("under way")


def history(wallet: Wallet, subject: Subject) -> list[Line]:
    """What the journal tells staff about one thing, the newest first."""
    entries = [
        one for one in of_subject(subject, wallet_id=wallet.id) if one.audience != Audience.AUDIT.value
    ]
    return lines(wallet, reversed(entries))


def lines(wallet: Wallet, entries: Iterable[Entry]) -> list[Line]:
    """Journal entries as lines: kinds stay codes, as in the reference and the exports."""
    names = names_of(wallet)
    return [_line(entry, names) for entry in entries]


def _line(entry: Entry, names: dict[object, str]) -> Line:
    said = ", ".join(f"{key}={value}" for key, value in entry.data.items() if value not in ("", None, [], {}))
    return Line(entry.at, entry.kind, actor_of(entry, names), said)


def names_of(wallet: Wallet) -> dict[object, str]:
    """Names by membership id, for who acted."""
    return {one.id: name_of(one) for one in staff_of(wallet, with_ended=True)}


def presences(wallet: Wallet) -> dict[UUID, Mark]:
    """What each agent is doing now, by membership."""
    words = {"available": (_("Available"), "done"), "break": (_("On a break"), "care")}
    away = (_("Away"), "quiet")
    rows = Shift.objects.for_wallet(wallet).values_list("agent_id", "presence")
    return {agent: Mark(*words.get(presence, away)) for agent, presence in rows}


def available_agents(wallet: Wallet) -> int:
    """Agents who say they are available and whom no callback holds."""
    held = Callback.objects.for_wallet(wallet).filter(state__in=LEASED, finished_at=None)
    rows = Shift.objects.for_wallet(wallet).filter(presence="available", agent__ended_at=None)
    return rows.exclude(agent__in=held.exclude(agent=None).values("agent")).count()
