"""From a week's calls to what the agent reads: drawn, scored blind, answered, coached, forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.customers.erase import erase
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.quality.answer import answer_review, read_answer
from answerback.quality.coach import coach
from answerback.quality.compare import agreements
from answerback.quality.fairness import agents_beside
from answerback.quality.forget import forget_old
from answerback.quality.form import install_form, publish_form, published_form, save_draft
from answerback.quality.items import READY, Item
from answerback.quality.models import Answer, CoachingNote, FormState, Review, SampledCall
from answerback.quality.queries import (
    answers_for,
    lines_of,
    own_coaching,
    own_reviews,
    shown_to,
    waiting_for,
)
from answerback.quality.refusals import (
    AnsweredAlready,
    FormBroken,
    NoForm,
    NotYours,
    OwnCall,
    ScoredAlready,
    ScoreIncomplete,
    WeekNotOver,
)
from answerback.quality.sample import draw_sample, is_as_drawn, last_week
from answerback.quality.score import Judgement, score, tally
from answerback.reports.raise_alarm import raise_alarm
from answerback.texts.refusals import SecretInText
from tests.cast import Cast, make_cast
from tests.quality.cast import (
    BEST,
    MONDAY,
    TUESDAY,
    WEEK,
    a_call,
    a_sample,
    another_supervisor,
    sampled,
    scored,
)

pytestmark = pytest.mark.django_db
SEED = "zoo rib fog oil pig tip gun fox jar oak gym above"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def kinds(cast: Cast, *wanted: str) -> list[str]:
    rows = Entry.objects.for_wallet(cast.wallet).filter(kind__startswith="quality.").order_by("at", "id")
    found = [one.kind for one in rows]
    return [one for one in found if not wanted or one in wanted]


def test_a_week_is_drawn_once_and_can_be_drawn_again_from_what_is_kept(cast: Cast) -> None:
    for day in range(5):
        a_call(cast.agent, cast.customer, at=TUESDAY + timedelta(hours=day))
    a_call(cast.agent, cast.customer, at=WEEK[1])

    first = a_sample(cast, seed=7)
    second = a_sample(cast, seed=8)

    assert (second.id, second.seed, len(first.frame)) == (first.id, 7, 5)
    assert is_as_drawn(first)
    assert kinds(cast) == ["quality.sampled"]


def test_a_fifth_is_scored_twice_where_there_are_two_to_score(cast: Cast) -> None:
    for hour in range(5):
        a_call(cast.agent, cast.customer, at=TUESDAY + timedelta(hours=hour))
    another_supervisor(cast)

    sample = a_sample(cast)

    assert sorted(one.twice for one in sample.calls.all()) == [False, True]
    assert is_as_drawn(sample)


def test_who_scores_alone_waits_for_no_second(cast: Cast) -> None:
    a_call(cast.agent, cast.customer)

    assert [one.twice for one in a_sample(cast).calls.all()] == [False]


def test_a_call_slipped_into_the_sample_shows(cast: Cast) -> None:
    for day in range(200):
        a_call(cast.agent, cast.customer, at=TUESDAY + timedelta(minutes=day))
    sample = a_sample(cast)

    SampledCall.objects.for_wallet(cast.wallet).first().delete()

    assert not is_as_drawn(sample)


def test_a_week_that_is_not_over_is_not_drawn(cast: Cast) -> None:
    with pytest.raises(WeekNotOver):
        draw_sample(cast.wallet, week=WEEK, seed=1, drawer=None, by=SYSTEM, at=TUESDAY)


def test_the_week_is_the_wallets_own(cast: Cast) -> None:
    assert last_week(cast.wallet, at=MONDAY) == WEEK


def test_an_alarm_puts_the_call_into_the_sample_and_says_so(cast: Cast) -> None:
    old = a_call(cast.agent, cast.stranger, at=TUESDAY - timedelta(days=60))
    call = a_call(cast.agent, cast.customer)
    raise_alarm(cast.customer, session_id=old.id, by=cast.user, at=TUESDAY + timedelta(minutes=6))

    (only,) = a_sample(cast).calls.all()

    assert (only.attempt_id, only.risk, only.reasons) == (call.id, "alarm", ["alarm"])


def test_points_add_up_and_what_does_not_apply_is_left_out(cast: Cast) -> None:
    call = sampled(cast)

    review = scored(call, cast.supervisor, heard=2, promise=None)

    assert (review.points, review.of, review.failed, review.passed) == (42, 46, False, True)
    assert [(one.item.key, one.level, one.points) for one in lines_of(review)][2:6] == [
        ("heard", 2, 4),
        ("solution", 4, 8),
        ("hazards", 2, 6),
        ("promise", None, 0),
    ]
    assert kinds(cast) == [
        "quality.form_drafted",
        "quality.form_published",
        "quality.sampled",
        "quality.scored",
        "quality.coached",
    ]


def test_a_critical_item_fails_the_call_whatever_else_it_earned(cast: Cast) -> None:
    review = scored(sampled(cast), cast.supervisor, proof=0)

    assert (review.points, review.of, review.failed, review.passed) == (0, 50, True, False)


@pytest.mark.parametrize(
    "levels", [{"proof": 1}, BEST | {"proof": None}, BEST | {"heard": 5}, BEST | {"note": -1}]
)
def test_an_answer_is_missing_or_is_none_of_the_items(cast: Cast, levels: dict[str, int | None]) -> None:
    with pytest.raises(ScoreIncomplete):
        tally(install_form(cast.wallet, by=SYSTEM, at=MONDAY), levels)


def test_scoring_twice_is_scoring_once(cast: Cast) -> None:
    call = sampled(cast)

    first = scored(call, cast.supervisor)
    again = scored(call, cast.supervisor, proof=0)

    assert (again.id, again.failed) == (first.id, False)
    assert kinds(cast, "quality.scored") == ["quality.scored"]


def test_a_call_that_has_its_score_takes_no_other(cast: Cast) -> None:
    call = sampled(cast)
    scored(call, cast.supervisor)

    with pytest.raises(ScoredAlready):
        scored(call, another_supervisor(cast))


def test_nobody_scores_himself_in_whatever_role(cast: Cast) -> None:
    both = Membership.objects.create(
        wallet=cast.wallet,
        person=cast.agent.person,
        role=Role.SUPERVISOR,
        name_en="Li Lei",
        name_zh="李雷",
        work_number="2009",
    )
    call = sampled(cast)

    with pytest.raises(OwnCall):
        scored(call, both)
    assert list(waiting_for(both)) == []
    assert [one.id for one in waiting_for(cast.supervisor)] == [call.id]


def test_the_database_itself_lets_nobody_score_himself(cast: Cast) -> None:
    review = scored(sampled(cast), cast.supervisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.for_wallet(cast.wallet).filter(id=review.id).update(scorer=cast.agent)


def test_the_second_scorer_sees_nothing_of_the_first_before_his_own(cast: Cast) -> None:
    call, second = sampled(cast, twice=True), another_supervisor(cast)

    first = scored(call, cast.supervisor)

    assert shown_to(second, call) == []
    assert shown_to(cast.supervisor, call) == [first]
    assert list(own_reviews(cast.agent)) == []
    assert agents_beside(cast.wallet, since=WEEK[0], until=MONDAY + timedelta(days=1)) == []
    told = Entry.objects.for_wallet(cast.wallet).filter(kind__startswith="quality.half").get()
    assert set(told.data) == {"review", "agent", "callback", "risk"}

    other = scored(call, second, heard=2)

    assert shown_to(second, call) == shown_to(cast.supervisor, call) == [first, other]
    assert set(own_reviews(cast.agent)) == {first, other}
    assert kinds(cast, "quality.scored") == ["quality.scored", "quality.scored"]


def test_the_second_scorer_uses_the_first_ones_version_of_the_form(cast: Cast) -> None:
    call = sampled(cast, twice=True)
    first = scored(call, cast.supervisor)
    draft = save_draft(cast.wallet, items=READY[:2], pass_percent=50, author=None, by=SYSTEM, at=MONDAY)
    publish_form(draft, by=SYSTEM, at=MONDAY)

    second = scored(call, another_supervisor(cast))

    assert (first.form.number, second.form_id, published_form(cast.wallet).number) == (1, first.form_id, 2)


def test_two_scorers_are_compared_item_by_item(cast: Cast) -> None:
    call = sampled(cast, twice=True)
    first = scored(call, cast.supervisor, promise=None, hazards=None)
    scored(call, another_supervisor(cast), promise=None)

    found = {one.item.key if one.item else "form": one for one in agreements(first.form)}

    assert {name: (one.kappa.n, one.left_out) for name, one in found.items()} == {
        "form": (1, 0),
        "proof": (1, 0),
        "never_asked": (1, 0),
        "heard": (1, 0),
        "solution": (1, 0),
        "hazards": (0, 1),
        "promise": (1, 0),
        "note": (1, 0),
    }


def test_the_agent_answers_once_and_the_scorer_reads_it(cast: Cast) -> None:
    review = scored(sampled(cast), cast.supervisor)

    kept = answer_review(
        review, Answer.DISPUTE, "我等了通话码。", agent=cast.agent, by=cast.li_lei, at=MONDAY
    )
    again = answer_review(review, Answer.DISPUTE, "又说一遍", agent=cast.agent, by=cast.li_lei, at=MONDAY)

    assert (kept.answer, again.answer) == ("我等了通话码。", "我等了通话码。")
    assert [one.answer_read_at for one in answers_for(cast.supervisor)] == [None]
    read_answer(kept, reader=cast.supervisor, at=MONDAY)
    assert [one.answer_read_at for one in answers_for(cast.supervisor)] == [MONDAY]
    assert kinds(cast, "quality.answered") == ["quality.answered"]
    with pytest.raises(AnsweredAlready):
        answer_review(review, Answer.THANKS, "", agent=cast.agent, by=cast.li_lei, at=MONDAY)


def test_nobody_else_answers_and_nobody_else_sees_it(cast: Cast) -> None:
    from tests.cast import make_member

    review = scored(sampled(cast), cast.supervisor)
    other = make_member(cast.wallet, Role.AGENT, "mali", "马力", "Ma Li", "1002")

    assert list(own_reviews(other)) == []
    with pytest.raises(NotYours):
        answer_review(review, Answer.THANKS, "", agent=other, by=Actor("staff", other.id), at=MONDAY)


def test_what_is_typed_passes_the_guard(cast: Cast) -> None:
    call = sampled(cast)
    judgement = Judgement(BEST, {"note": f"用户念了 {SEED}"}, f"别记 {SEED}")

    review = score(call, judgement, scorer=cast.supervisor, by=cast.han_meimei, at=MONDAY)
    kept = answer_review(
        review, Answer.DISPUTE, f"他念的是 {SEED}", agent=cast.agent, by=cast.li_lei, at=MONDAY
    )
    note = coach(cast.agent, f"不要写 {SEED}", author=cast.supervisor, by=cast.han_meimei, at=MONDAY)

    assert not any("rib fog" in text for text in (review.notes, review.coaching, kept.answer, note.text))


def test_a_coaching_note_is_for_its_agent_and_twice_is_once(cast: Cast) -> None:
    for _ in range(2):
        coach(cast.agent, "先说期限，再道别。", author=cast.supervisor, by=cast.han_meimei, at=MONDAY)

    assert [one.text for one in own_coaching(cast.agent)] == ["先说期限，再道别。"]
    assert kinds(cast) == ["quality.coached"]
    with pytest.raises(OwnCall):
        coach(cast.supervisor, "很好", author=cast.supervisor, by=cast.han_meimei, at=MONDAY)


def test_a_published_form_is_replaced_and_never_changed(cast: Cast) -> None:
    first = install_form(cast.wallet, by=SYSTEM, at=MONDAY)
    assert install_form(cast.wallet, by=SYSTEM, at=MONDAY) == first
    changed = [*READY[:3], Item("calm", "The agent stayed calm.", "坐席保持冷静。", 5)]

    draft = save_draft(cast.wallet, items=changed, pass_percent=70, author=None, by=SYSTEM, at=MONDAY)
    same = save_draft(cast.wallet, items=changed, pass_percent=70, author=None, by=SYSTEM, at=MONDAY)
    publish_form(draft, by=SYSTEM, at=MONDAY)
    publish_form(draft, by=SYSTEM, at=MONDAY)

    first.refresh_from_db()
    assert (same.id, draft.number) == (draft.id, 2)
    assert (first.state, published_form(cast.wallet).id) == (FormState.RETIRED, draft.id)
    assert len(first.items) == 7


@pytest.mark.parametrize(
    "item",
    [
        Item("a", "", "只有中文", 5),
        Item("a", "Only English", " ", 5),
        Item("a", "No points", "没有分", 0),
        Item("a", "Uneven", "分不匀", 5, levels=3),
        Item("a", "Odd levels", "级数不对", 6, levels=7),
        Item("a", "x" * 301, "太长", 5),
    ],
)
def test_a_broken_form_is_refused(cast: Cast, item: Item) -> None:
    with pytest.raises(FormBroken):
        save_draft(cast.wallet, items=[item], pass_percent=80, author=None, by=SYSTEM, at=MONDAY)


def test_no_secret_gets_into_a_form(cast: Cast) -> None:
    with pytest.raises(SecretInText):
        save_draft(
            cast.wallet,
            items=[Item("a", SEED, "中文", 5)],
            pass_percent=80,
            author=None,
            by=SYSTEM,
            at=MONDAY,
        )


def test_without_a_form_nothing_is_scored(cast: Cast) -> None:
    a_call(cast.agent, cast.customer)
    call = a_sample(cast).calls.get()

    with pytest.raises(NoForm):
        scored(call, cast.supervisor)


def test_erasing_the_customer_empties_what_was_written_about_his_call(cast: Cast) -> None:
    review = scored(sampled(cast), cast.supervisor)

    erase(cast.customer, by=cast.han_meimei, at=MONDAY)

    review.refresh_from_db()
    assert (review.notes, review.coaching, review.points) == ("", "", 50)


def test_old_words_are_forgotten_and_points_stay(cast: Cast) -> None:
    review = scored(sampled(cast), cast.supervisor)
    coach(cast.agent, "先说期限。", author=cast.supervisor, by=cast.han_meimei, at=MONDAY)
    later = MONDAY + timedelta(days=1096)

    assert forget_old(cast.wallet, at=MONDAY) == 0
    assert (forget_old(cast.wallet, at=later), forget_old(cast.wallet, at=later)) == (2, 0)

    review.refresh_from_db()
    assert (review.notes, review.coaching, review.points) == ("", "", 50)
    assert not CoachingNote.objects.for_wallet(cast.wallet).exists()


def test_another_wallets_calls_stay_out_of_the_sample(cast: Cast) -> None:
    other = make_cast("qingtan", "+8617000000031")
    a_call(other.agent, other.customer)

    assert a_sample(cast).frame == []
