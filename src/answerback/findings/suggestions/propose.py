"""Where a wish may belong, and which waiting wishes may be one group: the machine proposes, with its reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from answerback.findings.suggestions import index
from answerback.findings.suggestions.grouping.clusters import JOINS_FROM, clusters, rarest, rarity_of
from answerback.findings.suggestions.grouping.traits import Kind
from answerback.findings.suggestions.grouping.traits import Trait as Feature
from answerback.findings.suggestions.grouping.weigh import Likeness, Profile, Rarity, lengths_of, likeness
from answerback.findings.suggestions.models import GroupTrait, Suggestion, SuggestionGroup, Trait
from answerback.wallets.models import Wallet

MOST_PROPOSED, MOST_CANDIDATES, MOST_REASONS = 3, 12, 6
MOST_CLUSTERED = 300
SMALLEST_CLUSTER = 2
OF_MEANING = (Kind.TERM, Kind.WEAK_TERM)


@dataclass(frozen=True)
class Reason:
    """Something that both have: a term in both languages, or the very characters, sounds or words."""

    kind: str
    shown: str


@dataclass(frozen=True)
class Proposal:
    """One group for one wish. `likeness` in percent, `reasons` the weightiest first."""

    group: SuggestionGroup
    likeness: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class NewGroup:
    """Waiting wishes that may be one group, with what most of them share and the topic most of them have."""

    suggestions: tuple[Suggestion, ...]
    reasons: tuple[Reason, ...]
    topic: str
    people: int


def proposals(suggestion: Suggestion) -> tuple[Proposal, ...]:
    """The groups that a waiting wish is most like, at most three; none if it is like none."""
    topics = [suggestion.topic, *suggestion.other_topics]
    named = index.keyed(suggestion.wallet_id, suggestion.words, topics)
    wish = Profile(1, dict.fromkeys(named, 1))
    rarity = index.rarity(suggestion.wallet_id, named)
    lengths = lengths_of(wish, rarity)
    found = []
    for group in _candidates(suggestion.wallet_id, named, rarity):
        theirs = _shared_profile(group, named)
        alike = likeness(wish, theirs, rarity, lengths=(lengths, index.lengths_in(group)))
        if alike.value >= JOINS_FROM:
            found.append(Proposal(group, round(100 * alike.value), reasons(alike, named)))
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.group.id))[:MOST_PROPOSED])


def new_groups(wallet: Wallet) -> tuple[NewGroup, ...]:
    """Among the newest that wait, those that may be one group; each of two or more, the largest first."""
    rows = Suggestion.objects.for_wallet(wallet).filter(group=None, withdrawn_at=None)
    waiting: list[Suggestion] = list(rows.exclude(traits=b"").order_by("-made_at", "-id")[:MOST_CLUSTERED])
    keys = [index.keys_of(one) for one in waiting]
    rarity = index.rarity(wallet.id, rarity_of(keys).having)
    found = [one.members for one in clusters(keys, rarity) if len(one.members) >= SMALLEST_CLUSTER]
    return tuple(
        _new([waiting[place] for place in places], rarity) for places in sorted(found, key=len)[::-1]
    )


def waiting_beside(suggestion: Suggestion) -> tuple[Suggestion, ...]:
    """Other waiting wishes that share one of its rarest features, found by the index alone."""
    keys = index.keys_of(suggestion)
    wanted = rarest(keys, index.rarity(suggestion.wallet_id, keys))
    rows = Trait.objects.for_wallet(suggestion.wallet_id).filter(feature__in=wanted)
    best = rows.exclude(suggestion=suggestion).values("suggestion").annotate(times=Count("id"))
    ids = [row["suggestion"] for row in best.order_by("-times", "suggestion")[:MOST_CANDIDATES]]
    found = Suggestion.objects.for_wallet(suggestion.wallet_id).in_bulk(ids)
    return tuple(found[one] for one in ids)


def reasons(alike: Likeness, named: Mapping[int, Feature]) -> tuple[Reason, ...]:
    """What is shared in words, the weightiest first; a sound only where its characters are not shown already."""
    shown: dict[str, Reason] = {}
    # keys are random: what weighs the same stands in the order of its name
    ordered = sorted(alike.shared, key=lambda one: (-round(one[1], 6), named[one[0]]))
    for key, _part in ordered:
        feature = named[key]
        if feature.shown and feature.kind is not Kind.PAIR:
            shown.setdefault(feature.shown, Reason(feature.kind.name.lower(), feature.shown))
    return tuple(shown.values())[:MOST_REASONS]


def _candidates(wallet_id: UUID, named: Mapping[int, Feature], rarity: Rarity) -> list[SuggestionGroup]:
    """The groups with most weight among the wish's rarest features; a look into the index of groups."""
    wanted = rarest(named, rarity)
    rows = GroupTrait.objects.for_wallet(wallet_id).filter(
        feature__in=wanted, group__merged_into=None, group__dissolved_at=None
    )
    votes: dict[UUID, float] = defaultdict(float)
    for group, feature, members, whole in rows.values_list("group", "feature", "members", "group__members"):
        votes[group] += rarity.weight(feature) ** 2 * members / max(whole, 1)
    best = sorted(votes, key=lambda group: (-votes[group], group))[:MOST_CANDIDATES]
    found = SuggestionGroup.objects.for_wallet(wallet_id).in_bulk(best)
    return [found[one] for one in best]


def _shared_profile(group: SuggestionGroup, named: Mapping[int, Feature]) -> Profile:
    rows = GroupTrait.objects.for_wallet(group.wallet_id).filter(group=group, feature__in=list(named))
    return Profile(max(group.members, 1), dict(rows.values_list("feature", "members")))


def _new(members: Sequence[Suggestion], rarity: Rarity) -> NewGroup:
    named: dict[int, Feature] = {}
    times: Counter[int] = Counter()
    for one in members:
        own = index.keyed(one.wallet_id, one.words, [one.topic, *one.other_topics])
        named |= own
        times.update(own.keys())
    common = [(key, rarity.weight(key) * count) for key, count in times.items() if count > 1]
    shared = Likeness(1.0, tuple(sorted(common, key=lambda pair: (-pair[1], pair[0]))))
    topic = Counter(one.topic for one in members).most_common(1)[0][0]
    return NewGroup(tuple(members), reasons(shared, named), topic, len({one.customer_id for one in members}))
