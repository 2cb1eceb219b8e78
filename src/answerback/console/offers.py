"""An offer in words: its conditions, and why somebody would not hear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Language
from answerback.findings.hazards.kinds import State
from answerback.findings.hazards.queries import hazards_of
from answerback.findings.offers.audience import read
from answerback.findings.offers.dry_run import DryRun, dry_run
from answerback.findings.offers.kinds import Silence
from answerback.findings.offers.models import Offer
from answerback.wallets.kinds import Custody

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MISFITS: Mapping[str, _StrPromise] = {
    "languages": gettext_lazy("The call is in another language."),
    "kinds": gettext_lazy("The call is about something else."),
    "custody": gettext_lazy("The wallet keeps the keys in another way."),
    "days_at_least": gettext_lazy("The user has not been with the wallet for long enough."),
    "days_at_most": gettext_lazy("The user has been with the wallet for too long."),
}


@dataclass(frozen=True)
class Tried:
    """The dry run, each reason in words."""

    run: DryRun
    because: list[tuple[object, int]]


def tried_on_calls(offer: Offer, *, at: datetime) -> Tried:
    """Of the people we spoke to lately, who would hear it now."""
    hazardous = hazards_of(offer.wallet_id).filter(state=State.OPEN).values_list("customer_id", flat=True)
    run = dry_run(offer, hazardous=set(hazardous), at=at)
    return Tried(run, [(_reason(code), count) for code, count in run.because])


def conditions_of(offer: Offer) -> list[str]:
    """Whom it is meant for, a sentence each; empty: everybody who may hear offers at all."""
    return list(_conditions(offer))


def _reason(code: str) -> object:
    return MISFITS[code] if code in MISFITS else Silence(code).label


def _conditions(offer: Offer) -> Iterator[str]:
    audience, comma = read(offer.audience), _(", ")
    lists = (
        (_("Only in calls in: %(these)s."), audience.languages, dict(Language.choices)),
        (_("Only in calls about: %(these)s."), audience.kinds, dict(Kind.choices)),
        (_("Only where: %(these)s."), audience.custody, dict(Custody.choices)),
    )
    for sentence, codes, labels in lists:
        if codes:
            yield sentence % {"these": comma.join(str(labels.get(code, code)) for code in codes)}
    if audience.days_at_least is not None:
        yield _("Only who has been a customer for at least %(days)s days.") % {"days": audience.days_at_least}
    if audience.days_at_most is not None:
        yield _("Only who has been a customer for at most %(days)s days.") % {"days": audience.days_at_most}
