"""The story in sentences: what changed, the biggest problem, the promises. Nothing is said beyond the intervals."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerback.insight.weekly.facts import Change, Facts, FigureFact, ProblemFact, PromiseFact
from answerback.insight.weekly.names import joined, kind_name, value_said
from answerback.tickets.kinds import PromiseKind

FEW_COURSES = 10

SUBJECTS: Mapping[str, Promise] = {
    "csat": gettext_lazy("The share of satisfied users"),
    "ces": gettext_lazy("The mean score for ease"),
    "nps": gettext_lazy("The net promoter score"),
    "sure": gettext_lazy("The share of users who felt sure that it was us"),
    "proven": gettext_lazy("The share of calls proven"),
    "reached": gettext_lazy("The share of users reached"),
    "first_call": gettext_lazy("The share of matters solved with the first call, counted a week later,"),
    "repeat": gettext_lazy("The share of users who came back within 7 days, counted a week later,"),
    "reassured_half": gettext_lazy("The median time to reassurance"),
    "promises": gettext_lazy("The share of promises kept in time"),
    "hazards": gettext_lazy("The number of hazards found"),
    "requested": gettext_lazy("The number of callbacks asked for"),
}
LESS_IS_BETTER = frozenset({"repeat", "reassured_half"})
NEITHER = frozenset({"hazards", "requested"})
BETTER_UP = gettext_lazy(
    "%(subject)s rose from %(before)s to %(now)s. That is better, by more than chance explains."
)
BETTER_DOWN = gettext_lazy(
    "%(subject)s fell from %(before)s to %(now)s. That is better, by more than chance explains."
)
WORSE_UP = gettext_lazy(
    "%(subject)s rose from %(before)s to %(now)s. That is worse, by more than chance explains."
)
WORSE_DOWN = gettext_lazy(
    "%(subject)s fell from %(before)s to %(now)s. That is worse, by more than chance explains."
)
JUST_UP = gettext_lazy("%(subject)s rose from %(before)s to %(now)s, by more than chance explains.")
JUST_DOWN = gettext_lazy("%(subject)s fell from %(before)s to %(now)s, by more than chance explains.")


def changes(facts: Facts, *, so_far: bool) -> tuple[str, ...]:
    """Worse first, then better, then what is neither; and of how many figures nothing can be said."""
    moved = [one for one in facts.figures if one.change in (Change.UP, Change.DOWN)]
    said = [_moved(one) for one in sorted(moved, key=_gravity)]
    if not moved:
        said = [_("No figure changed by more than chance explains.")]
    unknown = sum(one.change is Change.TOO_FEW for one in facts.figures if one.name in SUBJECTS)
    if unknown:
        said.append(_unknown(unknown, so_far=so_far))
    return tuple(said)


def is_worse(one: FigureFact) -> bool:
    """Whether the figure went the wrong way."""
    wrong = Change.UP if one.name in LESS_IS_BETTER else Change.DOWN
    return one.name not in NEITHER and one.change is wrong


def _gravity(one: FigureFact) -> int:
    return 2 if one.name in NEITHER else 0 if is_worse(one) else 1


def _moved(one: FigureFact) -> str:
    up = one.change is Change.UP
    if one.name in NEITHER:
        sentence = JUST_UP if up else JUST_DOWN
    elif is_worse(one):
        sentence = WORSE_UP if up else WORSE_DOWN
    else:
        sentence = BETTER_UP if up else BETTER_DOWN
    values = {"before": value_said(one.name, one.before), "now": value_said(one.name, one.value)}
    return str(sentence) % {"subject": SUBJECTS[one.name], **values}


def _unknown(count: int, *, so_far: bool) -> str:
    if so_far:
        return ngettext(
            "%(count)s figure cannot be compared with the week before yet.",
            "%(count)s figures cannot be compared with the week before yet.",
            count,
        ) % {"count": count}
    return ngettext(
        "%(count)s figure rests on too few answers to be compared with the week before.",
        "%(count)s figures rest on too few answers to be compared with the week before.",
        count,
    ) % {"count": count}


def problem(facts: Facts) -> tuple[str, ...]:
    """What most callbacks were about, and whether its solutions helped."""
    total = next((one.n for one in facts.figures if one.name == "requested"), 0)
    if not facts.problems or not total:
        return (_("Nobody asked for a callback."),)
    biggest, *others = facts.problems
    if others and others[0].callbacks == biggest.callbacks:
        return (_none_stands_out(biggest.callbacks, total),)
    return (_biggest(biggest, total), joined(*_courses(biggest)))


def _none_stands_out(count: int, total: int) -> str:
    return ngettext(
        "No matter stands out: the most frequent ones had one callback each, of %(total)s.",
        "No matter stands out: the most frequent ones had %(count)s callbacks each, of %(total)s.",
        count,
    ) % {"count": count, "total": total}


def _biggest(one: ProblemFact, total: int) -> str:
    if total == 1:
        return _("The only callback was about this: %(kind)s.") % {"kind": kind_name(one.kind)}
    sentence = _(
        "More callbacks were about this than about anything else: %(kind)s, %(count)s of %(total)s."
        " In the week before it was %(before)s."
    )
    counts = {"count": one.callbacks, "total": total, "before": one.before}
    return sentence % {"kind": kind_name(one.kind), **counts}


def _courses(one: ProblemFact) -> list[str]:
    if not one.ended:
        return [_("No solution for it came to its end this week.")]
    if one.ended == 1:
        solved = _("The one solution that was carried out for it helped.")
        return [solved if one.solved else _("The one solution that was carried out for it did not help.")]
    sentence = _("%(solved)s of the %(ended)s solutions that were carried out for it helped.")
    few = _("These are too few to judge by.") if one.ended < FEW_COURSES else ""
    return [sentence % {"solved": one.solved, "ended": one.ended}, few]


def promises(facts: Facts) -> tuple[str, ...]:
    """Kept, late, broken, and whether the users were told why."""
    one = facts.promises
    if not one.due:
        return (_("No promise fell due."),)
    if one.kept == one.due:
        return (_all_kept(one.due),)
    sentence = ngettext(
        "%(kept)s of the %(due)s promises that fell due was kept in time.",
        "%(kept)s of the %(due)s promises that fell due were kept in time.",
        one.kept,
    )
    if one.due == 1:
        sentence = _("The one promise that fell due was not kept in time.")
    kept = sentence % {"kept": one.kept, "due": one.due}
    return (kept, *(said for said in _not_kept(one) if said))


def _all_kept(due: int) -> str:
    return ngettext(
        "The one promise that fell due was kept in time.",
        "All %(due)s promises that fell due were kept in time.",
        due,
    ) % {"due": due}


def _not_kept(one: PromiseFact) -> list[str]:
    late = ngettext("%(count)s was kept late.", "%(count)s were kept late.", one.late)
    broken = ngettext(
        "%(count)s is broken and still owed.", "%(count)s are broken and still owed.", one.broken
    )
    untold = ngettext(
        "One user has not been told why.", "%(count)s users have not been told why.", one.unexplained
    )
    most = _("Most often it was this that was promised: %(kind)s.")
    stands_out = len(one.by_kind) > 1 and one.by_kind[0][1] > one.by_kind[1][1]
    kind = PromiseKind(one.by_kind[0][0]).label if stands_out else ""
    return [
        late % {"count": one.late} if one.late else "",
        broken % {"count": one.broken} if one.broken else "",
        most % {"kind": kind} if kind else "",
        untold % {"count": one.unexplained} if one.unexplained else "",
    ]
