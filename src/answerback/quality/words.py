"""Quality in words: strata, reasons, what a kappa and an agent's standing allow one to say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerback.quality.agreement import FEWEST, Kappa, Said
from answerback.quality.compare import Agreement
from answerback.quality.draw import EACH_AGENT, Risk
from answerback.quality.items import Item
from answerback.quality.means import FEWEST as FEWEST_SCORES
from answerback.quality.means import Standing

REASONS: Mapping[str, Promise] = {
    Risk.ALARM: gettext_lazy("The user raised an alarm"),
    Risk.HAZARD: gettext_lazy("A grave hazard came to light"),
    Risk.LOW_RATING: gettext_lazy("The user rated it low"),
    Risk.OUTCOME: gettext_lazy("It was cut off, refused or went wrong"),
    Risk.NEW_AGENT: gettext_lazy("The agent is new"),
    Risk.ORDINARY: gettext_lazy("An ordinary call"),
    EACH_AGENT: gettext_lazy("So that every agent is seen"),
}
SAID: Mapping[Said, Promise] = {
    Said.AGREE: gettext_lazy("Two scorers agree."),
    Said.DISAGREE: gettext_lazy("Two scorers do not agree: the form is bad, not the agent."),
    Said.UNDECIDED: gettext_lazy("It cannot be said yet whether two scorers agree."),
    Said.ALL_ALIKE: gettext_lazy("Everybody gave the same answer, so that agreement tells nothing."),
}


def reasons_said(reasons: list[str]) -> list[str]:
    """Why a call is in the sample."""
    return [str(REASONS[one]) for one in reasons]


def agreement_said(found: Kappa) -> str:
    """What may be claimed."""
    if found.says is not Said.TOO_FEW:
        return str(SAID[found.says])
    return ngettext(
        "Too few: %(count)s call was scored by two people, and %(fewest)s are needed.",
        "Too few: %(count)s calls were scored by two people, and %(fewest)s are needed.",
        found.n,
    ) % {"count": found.n, "fewest": FEWEST}


def item_said(one: Agreement) -> str:
    """What the line is about."""
    return one.item.words if one.item is not None else _("The whole form: passed or not")


def standing_said(found: Standing) -> str:
    """What may be said of an agent: only what the interval allows."""
    if found.low is None:
        return ngettext(
            "Too few: %(count)s scored call, and %(fewest)s are needed.",
            "Too few: %(count)s scored calls, and %(fewest)s are needed.",
            found.n,
        ) % {"count": found.n, "fewest": FEWEST_SCORES}
    if not found.is_told_apart:
        return _("Not to be told apart from the others.")
    if found.difference > 0:
        return _("Above calls of the same risk.")
    return _("Below calls of the same risk: worth a talk.")


def level_said(item: Item, level: int | None) -> str:
    """An answer on the form."""
    if level is None:
        return _("Does not apply")
    if item.levels == 2:
        return _("Yes, it was so") if level else _("No, it was not so")
    return _("%(level)s of %(most)s") % {"level": level, "most": item.levels - 1}
