"""The inverted index in the database: wishes that wait for a person, groups as profiles, how rare each feature is.

A feature is a keyed hash, so the index tells nobody what was said. A wish's own features stand packed in its row,
and what is taken out of a profile is exactly what was put in. The cost of keeping and of asking depends on the
features of one wish, on the groups there are and on what waits, not on how many wishes there ever were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import Struct, iter_unpack
from uuid import UUID

from django.db.models import F

from answerback.findings.suggestions.grouping.traits import Kind, traits_of
from answerback.findings.suggestions.grouping.traits import Trait as Feature
from answerback.findings.suggestions.grouping.weigh import Lengths, Profile, Rarity, key_of, lengths_of
from answerback.findings.suggestions.models import GroupTrait, Suggestion, SuggestionGroup, Trait, TraitCount
from answerback.keys.mac import mac
from answerback.keys.purposes import Purpose

ALL = 0
"""Not a feature: under it `TraitCount` counts the wishes."""
OCTETS = Struct(">q")
MARKER = Feature(Kind.TOPIC, "marker of the key in force")


def keyed(wallet_id: UUID, words: str, topics: Sequence[str]) -> dict[int, Feature]:
    """The features of a wish by their keys."""
    secret = _secret(wallet_id)
    return {key_of(one, secret): one for one in traits_of(words, topics)}


def marker(wallet_id: UUID) -> int:
    """A key that is in the index if it was built under the wallet's current INDEX key."""
    return key_of(MARKER, _secret(wallet_id))


def _secret(wallet_id: UUID) -> bytes:
    return mac(Purpose.INDEX, wallet_id, b"suggestions.features")


def pack(keys: Iterable[int]) -> bytes:
    return b"".join(map(OCTETS.pack, sorted(keys)))


def keys_of(suggestion: Suggestion) -> list[int]:
    """The features as they were put into the index."""
    return [key for (key,) in iter_unpack(OCTETS.format, bytes(suggestion.traits))]


def enter(suggestion: Suggestion) -> None:
    """A wish is new, or has new words: it counts, and waits for a person if it is in no group."""
    count(suggestion)
    if suggestion.group_id is None:
        wait(suggestion)
    else:
        join([suggestion], suggestion.group_id)


def leave(suggestion: Suggestion) -> None:
    """The opposite of `enter`: before its words change, or when it is withdrawn or forgotten."""
    uncount(suggestion)
    if suggestion.group_id is None:
        wait_no_more([suggestion])
    else:
        part([suggestion], suggestion.group_id)


def count(suggestion: Suggestion) -> None:
    """It counts among all wishes."""
    _count(suggestion.wallet_id, _counted(suggestion), by=1)


def uncount(suggestion: Suggestion) -> None:
    """It no longer counts among all wishes."""
    _count(suggestion.wallet_id, _counted(suggestion), by=-1)


def _counted(suggestion: Suggestion) -> list[int]:
    return [ALL, marker(suggestion.wallet_id), *keys_of(suggestion)]


def wait(suggestion: Suggestion) -> None:
    """It stands among those that no person has grouped."""
    rows = [
        Trait(wallet_id=suggestion.wallet_id, suggestion=suggestion, feature=key)
        for key in keys_of(suggestion)
    ]
    Trait.objects.for_wallet(suggestion.wallet_id).bulk_create(rows, ignore_conflicts=True)


def wait_no_more(suggestions: Sequence[Suggestion]) -> None:
    for one in suggestions[:1]:
        Trait.objects.for_wallet(one.wallet_id).filter(suggestion__in=suggestions).delete()


def join(suggestions: Sequence[Suggestion], group_id: UUID) -> None:
    """The group's profile grows by these."""
    _profile(suggestions, group_id, by=1)


def part(suggestions: Sequence[Suggestion], group_id: UUID) -> None:
    """The group's profile loses exactly what these brought."""
    _profile(suggestions, group_id, by=-1)


def _profile(suggestions: Sequence[Suggestion], group_id: UUID, *, by: int) -> None:
    if not suggestions:
        return
    wallet_id = suggestions[0].wallet_id
    profile = Profile()
    for one in suggestions:
        profile.add(keys_of(one))
    rows = GroupTrait.objects.for_wallet(wallet_id).filter(group_id=group_id)
    missing = profile.having.keys() - set(
        rows.filter(feature__in=list(profile.having)).values_list("feature", flat=True)
    )
    if by > 0:
        made = [GroupTrait(wallet_id=wallet_id, group_id=group_id, feature=key) for key in sorted(missing)]
        GroupTrait.objects.for_wallet(wallet_id).bulk_create(made, ignore_conflicts=True)
    for times in sorted(set(profile.having.values())):
        keys = [key for key, count in profile.having.items() if count == times]
        rows.filter(feature__in=keys).update(members=F("members") + by * times)
    if by < 0:
        rows.filter(members=0).delete()
    _measure(wallet_id, group_id)


def _measure(wallet_id: UUID, group_id: UUID) -> None:
    """How many members, and how long the profile's vector is now."""
    members = Suggestion.objects.for_wallet(wallet_id).filter(group_id=group_id).count()
    rows = GroupTrait.objects.for_wallet(wallet_id).filter(group_id=group_id)
    profile = Profile(members, dict(rows.values_list("feature", "members")))
    lengths = lengths_of(profile, rarity(wallet_id, profile.having)) if members else (0.0, 0.0, 0.0)
    SuggestionGroup.objects.for_wallet(wallet_id).filter(id=group_id).update(
        members=members, length_meaning=lengths[0], length_chinese=lengths[1], length_english=lengths[2]
    )


def rarity(wallet_id: UUID, keys: Iterable[int]) -> Rarity:
    """How rare these features are among all wishes of the wallet."""
    having: dict[int, int] = {}
    wanted = [ALL, *keys]
    for begin in range(0, len(wanted), 500):
        rows = TraitCount.objects.for_wallet(wallet_id).filter(feature__in=wanted[begin : begin + 500])
        having |= dict(rows.values_list("feature", "suggestions"))
    return Rarity(having.pop(ALL, 0), having)


def lengths_in(group: SuggestionGroup) -> Lengths:
    return group.length_meaning, group.length_chinese, group.length_english


def _count(wallet_id: UUID, keys: Sequence[int], *, by: int) -> None:
    rows = TraitCount.objects.for_wallet(wallet_id).filter(feature__in=list(keys))
    if by > 0:
        missing = set(keys) - set(rows.values_list("feature", flat=True))
        made = [TraitCount(wallet_id=wallet_id, feature=key) for key in sorted(missing)]
        TraitCount.objects.for_wallet(wallet_id).bulk_create(made, ignore_conflicts=True)
    rows.update(suggestions=F("suggestions") + by)
    if by < 0:
        rows.filter(suggestions=0).delete()
