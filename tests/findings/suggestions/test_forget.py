"""Words go, counts stay; a rotated key leaves no proposal behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from answerback.findings.suggestions.evidence import PERIOD, weigh
from answerback.findings.suggestions.forget import forget, forget_old
from answerback.findings.suggestions.models import GroupTrait, Suggestion, Trait, TraitCount
from answerback.findings.suggestions.own import as_data
from answerback.findings.suggestions.propose import proposals
from answerback.findings.suggestions.rebuild import step_for
from answerback.journal.write import SYSTEM
from answerback.keys import ring
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from tests.cast import NOON, Cast
from tests.findings.suggestions.saying import FONT, grouped, people, says

YEARS = timedelta(days=4 * 365)


def test_erased_person_still_counts_and_not_a_word_of_his_is_left(cast: Cast) -> None:
    first, second = people(cast, 2)
    group = grouped(cast, FONT, says(first, "字体太小"), says(second, "The letters are too small"))
    alone = says(first, "扫码太慢", had_trouble=True, hazards=["link_opened"])

    forget(first, NOON)

    rows = Suggestion.objects.for_wallet(cast.wallet).filter(customer=first)
    kept = set(rows.values_list("conversation_id", "step", "callback_id", "language", "had_trouble"))
    assert ({one.words for one in rows}, kept) == ({""}, {(None, "", None, "", False)})
    assert {bytes(one.traits) for one in rows} == {b""}
    assert Trait.objects.for_wallet(cast.wallet).filter(suggestion=alone).count() == 0
    weight = weigh(cast.wallet, since=NOON - PERIOD, until=NOON + PERIOD)[group.id]
    assert (weight.people, weight.suggesters, weight.asked) == (2, 2, 2)


def test_forgetting_twice_or_all_leaves_an_empty_index(cast: Cast) -> None:
    wish = says(cast.customer, "字体太小")
    grouped(cast, FONT, wish)

    forget(cast.customer, NOON)
    forget(cast.customer, NOON)

    for rows in (Trait, GroupTrait, TraitCount):
        assert rows.objects.for_wallet(cast.wallet).count() == 0


def test_old_words_go_after_the_wallets_time_and_new_ones_stay(cast: Cast) -> None:
    first, second = people(cast, 2)
    old, new = says(first, "字体太小", at=NOON - YEARS), says(second, "字太小")

    gone = [forget_old(cast.wallet, at=NOON), forget_old(cast.wallet, at=NOON)]

    words = dict(Suggestion.objects.for_wallet(cast.wallet).values_list("id", "words_erased_at"))
    assert (gone, words) == ([1, 0], {old.id: NOON, new.id: None})


def test_index_is_built_anew_after_its_key_was_rotated(cast: Cast) -> None:
    first, second = people(cast, 2)
    group = grouped(cast, FONT, says(first, "字体太小"))
    wish = says(second, "The letters are too small")
    before = [one.group for one in proposals(wish)]
    rotate(Purpose.INDEX, wallet_id=cast.wallet.id, by=SYSTEM, at=datetime.now(UTC), lead=timedelta(0))
    ring.forget()
    lost = proposals(wish)

    read = [step_for(cast.wallet), step_for(cast.wallet)]

    wish.refresh_from_db()
    after = [one.group for one in proposals(wish)]
    assert (lost, read, before, after) == ((), [2, 0], [group], [group])


def test_copy_of_his_data_holds_his_own_words_only(cast: Cast) -> None:
    first, second = people(cast, 2)
    grouped(cast, FONT, says(first, "字体太小"), says(second, "字太小"))

    (own,) = as_data(first)

    assert (own["words"], own["about"], own["group"]["state"]) == ("字体太小", ["look"], "new")
