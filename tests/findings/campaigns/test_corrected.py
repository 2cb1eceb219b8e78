"""A person's word stands above the engine's, in rows as in memory; the same story gives the same groups in both."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from answerback.findings.campaigns.by_hand import ignore, merge, split
from answerback.findings.campaigns.forget import forget_old
from answerback.findings.campaigns.joining.board import Board
from answerback.findings.campaigns.joining.identify import identifiers
from answerback.findings.campaigns.joining.traits import traits
from answerback.findings.campaigns.models import FraudCampaign, Ignored, JoiningKey, Member, State, Trait
from answerback.findings.campaigns.queries import shared_by
from answerback.findings.campaigns.refusals import CampaignReasonMissing, CampaignReviewed, NotToMerge
from answerback.findings.campaigns.review import confirm, dismiss, reopen
from answerback.findings.campaigns.secret import blinding
from answerback.journal.models import Entry
from tests.cast import NOON
from tests.findings.campaigns.reporting import ENGLISH, FROZEN, PARCEL, campaign_of_three, somebody, told

if TYPE_CHECKING:
    from tests.cast import Cast

NUMBERS = [f"1700000{n:04d}" for n in range(61, 66)]


def groups(cast: Cast) -> list[frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for source, campaign in Member.objects.for_wallet(cast.wallet).values_list("source_id", "campaign_id"):
        found.setdefault(campaign, set()).add(source)
    return sorted((frozenset(group) for group in found.values()), key=sorted)


@pytest.mark.parametrize("seed", range(4))
def test_rows_and_memory_hold_the_same_groups(cast: Cast, seed: int) -> None:
    dice, board = Random(seed), Board()
    told(cast, NUMBERS[0], cast.customer, source_id=UUID(int=999))
    key = bytes.fromhex(JoiningKey.objects.for_wallet(cast.wallet).get().key)
    named = identifiers(NUMBERS[0])
    board.add(str(UUID(int=999)), traits(NUMBERS[0], named, key=key, blind=blinding(key)))
    for _ in range(16):
        source = UUID(int=dice.randrange(10))
        parts = dice.sample([FROZEN, PARCEL, ENGLISH, *NUMBERS], dice.choice((0, 1, 1, 2)))
        text = "\n".join(parts)
        told(cast, text, cast.stranger, source_id=source)
        made = traits(text, identifiers(text), key=key, blind=blinding(key))
        if made.is_empty:
            board.remove(str(source))
        else:
            board.add(str(source), made)

    expected = (frozenset(UUID(member) for member in group) for group in board.groups())
    assert groups(cast) == sorted(expected, key=sorted)


def test_member_taken_out_stays_out_whatever_comes(cast: Cast) -> None:
    first, _second, third = campaign_of_three(cast)
    alone = split(third, by=cast.han_meimei, at=NOON)

    told(cast, f"{FROZEN} 电话 170 0000 0061", somebody(cast, 9))
    told(cast, f"{FROZEN} 还有 170 0000 0061", third.customer or cast.customer, source_id=third.source_id)

    third.refresh_from_db()
    assert (third.campaign_id, third.by_what, third.by_hand) == (alone.id, "person", True)
    assert alone.id != first.campaign_id
    assert Trait.objects.for_wallet(cast.wallet).filter(member=third).count() == 1


def test_split_twice_is_split_once(cast: Cast) -> None:
    *_, third = campaign_of_three(cast)
    once = split(third, by=cast.han_meimei, at=NOON)

    again = split(third, by=cast.han_meimei, at=NOON)

    assert (once.id, Entry.objects.filter(kind="fraud_campaign.split").count()) == (again.id, 1)


def test_merger_undoes_a_split_and_is_refused_with_itself(cast: Cast) -> None:
    first, _second, third = campaign_of_three(cast)
    alone = split(third, by=cast.han_meimei, at=NOON)

    stays = merge(alone, first.campaign, by=cast.han_meimei, at=NOON)

    third.refresh_from_db()
    assert (stays.id, third.campaign_id) == (first.campaign_id, first.campaign_id)
    for pair in ((stays, stays), (stays, alone)):
        with pytest.raises(NotToMerge):
            merge(*pair, by=cast.han_meimei, at=NOON)


def test_identifier_of_nobody_in_particular_joins_no_more_and_is_ignored_once(cast: Cast) -> None:
    one = told(cast, NUMBERS[0], cast.customer)
    assert one is not None
    for _ in range(2):
        ignore(one.traits.get(), who=cast.supervisor, by=cast.han_meimei, at=NOON)

    assert told(cast, NUMBERS[0], cast.stranger) is None
    assert Ignored.objects.for_wallet(cast.wallet).count() == 1


def test_judgement_needs_a_reason_stands_and_can_be_taken_back(cast: Cast) -> None:
    first, *_ = campaign_of_three(cast)
    who = {"reviewer": cast.supervisor, "by": cast.han_meimei, "at": NOON}
    with pytest.raises(CampaignReasonMissing):
        confirm(first.campaign, reason="  ", **who)

    for _ in range(2):
        dismiss(first.campaign, reason="一次误会", **who)
    with pytest.raises(CampaignReviewed):
        confirm(first.campaign, reason="是诈骗", **who)
    reopened = reopen(first.campaign, by=cast.han_meimei, at=NOON)
    judged = confirm(reopened, reason="是诈骗", **who)

    assert (judged.state, judged.reason) == (State.CONFIRMED, "是诈骗")
    kinds = Entry.objects.filter(kind__startswith="fraud_campaign.").values_list("kind", flat=True)
    assert sorted(set(kinds) - {"fraud_campaign.joined", "fraud_campaign.found"}) == [
        "fraud_campaign.confirmed",
        "fraud_campaign.dismissed",
        "fraud_campaign.reopened",
    ]


def test_dismissed_campaign_takes_in_what_resembles_it_and_warns_nobody(cast: Cast) -> None:
    first, *_ = campaign_of_three(cast)
    dismiss(first.campaign, reason="一次误会", reviewer=cast.supervisor, by=cast.han_meimei, at=NOON)

    late = told(cast, FROZEN, somebody(cast, 9), at=NOON + timedelta(days=4))

    assert late is not None
    assert (late.campaign_id, late.campaign.state) == (first.campaign_id, State.DISMISSED)


def test_campaign_says_what_its_reports_share(cast: Cast) -> None:
    first, *_ = campaign_of_three(cast)

    shared = [(one.trait.kind, one.trait.value, one.reports) for one in shared_by(first.campaign)]

    assert shared == [("number", "+8617000000061", 3)]


def test_look_alike_host_is_kept_as_it_was_written(cast: Cast) -> None:
    one = told(cast, "打开 1anyue-help.example", cast.customer)

    assert one is not None and one.traits.get().value == "1anyue-help.example"


def test_old_members_go_after_a_year_and_take_an_empty_campaign_along(cast: Cast) -> None:
    told(cast, FROZEN, cast.customer)
    told(cast, PARCEL, cast.stranger, at=NOON + timedelta(days=300))

    gone = forget_old(cast.wallet, at=NOON + timedelta(days=366))

    assert (gone, FraudCampaign.objects.for_wallet(cast.wallet).count()) == (1, 1)
