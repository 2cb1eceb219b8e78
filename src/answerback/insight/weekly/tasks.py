"""The story in sentences: what is unsafe, what users wish for, what was done, what needs a decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerback.findings.suggestions.kinds import State
from answerback.insight.weekly.facts import Change, Facts, WishFact
from answerback.insight.weekly.names import Names, joined

SHOWN = 3
STATES: Mapping[str, Promise] = {
    State.NEW: gettext_lazy("Nobody has decided on it yet."),
    State.CONSIDERED: gettext_lazy("It is being considered."),
    State.PLANNED: gettext_lazy("It is planned."),
}


def hazards(facts: Facts) -> tuple[str, ...]:
    """How many were found, and what urgent ones are still open."""
    one = facts.hazards
    if not one.found:
        found = _("No hazard was found.")
    else:
        found = ngettext("%(count)s hazard was found.", "%(count)s hazards were found.", one.found)
    urgent = ngettext("Of these, %(count)s is urgent.", "Of these, %(count)s are urgent.", one.urgent_found)
    urgent = _("It is urgent.") if one.found == 1 else urgent
    still = ngettext(
        "%(count)s urgent hazard is still open.",
        "%(count)s urgent hazards are still open.",
        one.urgent_open,
    )
    nobody = ngettext(
        "Nobody looks after one of them.", "Nobody looks after %(count)s of them.", one.ownerless
    )
    none_open = _("No urgent hazard is open.")
    return (
        joined(
            found % {"count": one.found}, urgent % {"count": one.urgent_found} if one.urgent_found else ""
        ),
        joined(
            still % {"count": one.urgent_open} if one.urgent_open else none_open,
            nobody % {"count": one.ownerless} if one.ownerless else "",
        ),
    )


def campaigns(facts: Facts) -> tuple[str, ...]:
    """Each new fraud campaign."""
    if not facts.campaigns:
        return (_("No new fraud campaign was found."),)
    return tuple(
        ngettext(
            "A new fraud campaign, %(name)s: one person has met it.",
            "A new fraud campaign, %(name)s: %(people)s people have met it.",
            one.people,
        )
        % {"name": one.short, "people": one.people}
        for one in facts.campaigns
    )


def wishes(facts: Facts, names: Names) -> tuple[str, ...]:
    """The first of the plan, each with its weight, its trend and where it stands."""
    if not facts.wishes:
        return (_("No wish waits in the plan."),)
    return tuple(
        joined(_weight(one, names), _trend(one), str(STATES.get(one.state, "")))
        for one in facts.wishes[:SHOWN]
    )


def _weight(one: WishFact, names: Names) -> str:
    title = names.group(one.group)
    if not one.suggesters:
        return ngettext(
            "“%(title)s” is wished for by one user.",
            "“%(title)s” is wished for by %(count)s users.",
            one.people,
        ) % {"title": title, "count": one.people}
    return ngettext(
        "“%(title)s” is wished for by one of the %(asked)s users who were asked.",
        "“%(title)s” is wished for by %(count)s of the %(asked)s users who were asked.",
        one.suggesters,
    ) % {"title": title, "count": one.suggesters, "asked": one.asked}


def _trend(one: WishFact) -> str:
    if one.change is Change.UP:
        return _("A larger share of users asks for it than four weeks ago, by more than chance explains.")
    if one.change is Change.DOWN:
        return _("A smaller share of users asks for it than four weeks ago, by more than chance explains.")
    if one.change is Change.TOO_FEW:
        return _("Too few users were asked to say whether it is wished for more or less.")
    return _("Its share has not changed by more than chance explains.")


def shipped(facts: Facts, names: Names) -> tuple[str, ...]:
    """What was done because users asked, and whether they know."""
    if not facts.shipped:
        return (_("Nothing that users had asked for was finished this week."),)
    return tuple(_shipped(names.group(one.group), one.told) for one in facts.shipped)


def _shipped(title: str, told: int) -> str:
    if not told:
        return _("“%(title)s” is there now. Nobody who asked for it has been told yet.") % {"title": title}
    return ngettext(
        "“%(title)s” is there now. One user who asked for it has been told.",
        "“%(title)s” is there now. %(count)s users who asked for it have been told.",
        told,
    ) % {"title": title, "count": told}


def decisions(facts: Facts, names: Names) -> tuple[str, ...]:
    """What somebody has to decide or do now."""
    found = [*_waiting(facts), *_undecided(facts, names), *_failing(facts, names)]
    return tuple(found) or (_("Nothing waits for a decision."),)


def _waiting(facts: Facts) -> list[str]:
    ownerless, campaigns = facts.hazards.ownerless, facts.campaigns_waiting
    untold = facts.promises.unexplained
    owner = ngettext(
        "Who looks after the urgent hazard that nobody looks after?",
        "Who looks after the %(count)s urgent hazards that nobody looks after?",
        ownerless,
    )
    judge = ngettext(
        "One fraud campaign waits for its review.",
        "%(count)s fraud campaigns wait for their review.",
        campaigns,
    )
    tell = ngettext(
        "One broken promise has to be explained to its user.",
        "%(count)s broken promises have to be explained to their users.",
        untold,
    )
    asked = ((owner, ownerless), (judge, campaigns), (tell, untold))
    return [sentence % {"count": count} for sentence, count in asked if count]


def _undecided(facts: Facts, names: Names) -> list[str]:
    new = [one for one in facts.wishes[:SHOWN] if one.state == State.NEW]
    sentence = _("Do we do “%(title)s”, or do we say why not?")
    return [sentence % {"title": names.group(one.group)} for one in new]


def _failing(facts: Facts, names: Names) -> list[str]:
    sentence = _("Step %(step)s of “%(solution)s” failed %(failed)s of %(tried)s times: who looks at it?")
    return [
        sentence
        % {
            "step": one.step,
            "solution": names.solution(one.solution),
            "failed": one.failed,
            "tried": one.tried,
        }
        for one in facts.failing[:SHOWN]
    ]
