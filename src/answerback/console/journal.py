"""The journal as the console lists it: of one wallet, and of what the reader's rights let him see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from answerback.console.stories import names_of
from answerback.console.tables import Field, Table
from answerback.console.words import actor_of
from answerback.journal.models import Entry
from answerback.journal.write import Audience
from answerback.people.access import Staff
from answerback.people.rights import Right
from answerback.wallets.models import Wallet


def entries_for(staff: Staff, query: QueryDict) -> QuerySet[Entry]:
    """Newest first; narrowed by kind (or its beginning), subject and customer, as the query string asks."""
    rows = Entry.objects.for_wallet(staff.wallet).filter(audience__in=_audiences(staff))
    if kind := query.get("kind", "").strip():
        rows = rows.filter(kind__startswith=kind)
    for name, column in (("subject", "subject_id"), ("customer", "customer_id")):
        if text := query.get(name, "").strip():
            rows = rows.filter(**{column: _id(text)})
    return rows.order_by("-at", "-id")


def kinds_of(rows: QuerySet[Entry]) -> Iterable[str]:
    """The kinds that occur, for the list of suggestions."""
    return sorted(rows.order_by().values_list("kind", flat=True).distinct())


def table_of(wallet: Wallet) -> Table:
    """The list, with the names of the wallet's staff."""
    names = names_of(wallet)
    return Table(
        "journal",
        _("Journal"),
        (
            Field("seq", _("Place"), lambda one: one.seq, sort="seq", numeric=True),
            Field("at", _("When"), lambda one: one.at, sort="at"),
            Field("kind", _("What"), lambda one: one.kind, sort="kind"),
            Field("who", _("Who"), lambda one: actor_of(one, names)),
            Field("about", _("Subject of the entry"), _about),
            Field("data", _("Codes"), _codes),
            Field("seal", _("Seal"), lambda one: one.hash[:12]),
        ),
    )


def _audiences(staff: Staff) -> list[str]:
    """Who manages keys and staff reads the audit; who leads the work reads what happened to customers."""
    found: list[str] = []
    if staff.may(Right.SEE_JOURNAL):
        found += [Audience.STAFF.value, Audience.CUSTOMER.value, Audience.PUBLIC.value]
    return [*found, Audience.AUDIT.value] if staff.may(Right.SEE_AUDIT) else found


def _about(entry: Entry) -> str:
    return f"{entry.subject_kind} {entry.subject_id}"


def _codes(entry: Entry) -> str:
    return ", ".join(f"{key}={value}" for key, value in entry.data.items() if value not in ("", None, [], {}))


def _id(text: str) -> UUID:
    """What is no id fits nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
