"""Which solution fits: every published one is asked, the heaviest rule that holds counts, and says why.

Nothing is learnt and nothing is drawn by lot: the same facts give the same proposals in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answerback.conversations.conditions import Facts
from answerback.conversations.fit import Profile
from answerback.conversations.models import VersionState
from answerback.findings.heard import Heard
from answerback.findings.solutions.content import SolutionText
from answerback.findings.solutions.facts import facts_of
from answerback.findings.solutions.models import SolutionVersion
from answerback.findings.solutions.reading import content_of
from answerback.wallets.models import Wallet

SURE_ENOUGH = 40
"""From this weight on it is proposed. What the kind of call alone suggests weighs less: a guess, only shown."""


@dataclass(frozen=True)
class Fitting:
    """A content that fits, before it is known whose version it is."""

    content: SolutionText
    weight: int
    because: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """A version that fits. `weight`: of its heaviest rule that holds; `because`: the numbers of all that hold."""

    version: SolutionVersion
    content: SolutionText
    weight: int
    because: tuple[int, ...]

    @property
    def is_guess(self) -> bool:
        """Whether only the kind of call speaks for it so far."""
        return self.weight < SURE_ENOUGH

    def reasons(self, language: str) -> list[str]:
        """Why, in words, the weightiest first."""
        return reasons_in(self.content, self.because, language)


def proposed(known: Heard | tuple[Wallet, Facts]) -> tuple[Proposal, ...]:
    """What fits, best first: by weight, then by how many rules hold, then by slug."""
    if isinstance(known, Heard):
        known = (known.callback.wallet, facts_of(known.callback, known.walk))
    wallet, facts = known
    rows = SolutionVersion.objects.for_wallet(wallet).filter(state=VersionState.PUBLISHED)
    versions = {one.solution.slug: one for one in rows.select_related("solution")}
    fitting = ranked([content_of(one) for one in versions.values()], facts)
    return tuple(
        Proposal(versions[one.content.slug], one.content, one.weight, one.because) for one in fitting
    )


def ranked(contents: Iterable[SolutionText], facts: Facts) -> list[Fitting]:
    """The contents that fit, best first, each as this wallet can offer it. Pure."""
    found = [_weighed(content, facts) for content in contents]
    fitting = [one for one in found if one is not None]
    return sorted(fitting, key=lambda one: (-one.weight, -len(one.because), one.content.slug))


def reasons_in(content: SolutionText, because: tuple[int, ...], language: str) -> list[str]:
    """The words of these rules, the weightiest first."""
    fits = sorted((content.fits[number] for number in because), key=lambda fit: -fit.weight)
    return [fit.because.words(language) for fit in fits]


def _weighed(content: SolutionText, facts: Facts) -> Fitting | None:
    profile = Profile(facts.context.custody, facts.context.capabilities)
    because = tuple(number for number, fit in enumerate(content.fits) if fit.when.holds(facts))
    if not because or profile.custody not in content.custody:
        return None
    fitted = content.fitted(profile)
    if not fitted.steps:
        return None
    return Fitting(fitted, max(content.fits[number].weight for number in because), because)
