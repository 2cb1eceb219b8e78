"""The counts follow the sealed journal: each thing once, on its own day, in its own wallet."""

from datetime import UTC, date, datetime, timedelta

import pytest

from answerback.insight import follow, recount
from answerback.insight.behind import behind
from answerback.insight.figures import figures
from answerback.insight.models import Count, Cursor, Fact
from answerback.insight.slices import Slice, Where
from answerback.journal.models import Entry
from answerback.journal.read import last_seq
from answerback.journal.seal import seal
from answerback.tickets.rate import rate
from answerback.tickets.solve import solve
from tests.insight.story import LILEI, OTHER_AGENT, Story, cells, count_all, counts
from tests.tickets.cast import LATER, NOON, agent, himself

DAY = "2026-11-23"


def test_a_rated_ticket_of_the_real_verbs_is_one_satisfied_user(lanyue, ticket, customer, lilei):
    solve(ticket, by=agent(lilei), at=LATER)
    rate(ticket, by=himself(customer), at=LATER, csat=5, ces=6, nps=9, sure="yes")
    count_all(LATER)

    found = figures(lanyue, date(2026, 11, 1), date(2026, 11, 30))
    said = {name: (found[name].numerator, found[name].n) for name in ("csat", "nps", "sure", "ces")}
    assert said == {"csat": (1, 1), "nps": (1, 1), "sure": (1, 1), "ces": (6, 1)}
    assert (found["csat"].value, found["csat"].too_few) == (1.0, True)
    interval = found["csat"].interval
    assert interval is not None
    assert (round(interval.low, 3), interval.high) == (0.207, 1.0)


def test_a_whole_story_counts_once_in_every_slice(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)

    once = {
        (DAY, "requested", "all"): 1,
        (DAY, "ended", "reached"): 1,
        (DAY, "call", "proven"): 1,
        (DAY, "reassured", "65"): 1,
        (DAY, "first_call", "yes"): 1,
        (DAY, "repeat", "no"): 1,
        (DAY, "csat", "5"): 1,
    }
    assert [counts(lanyue.id, one) for one in Slice] == [once] * 4
    where = ("service", "payment_not_arrived", str(LILEI), "zh-hans")
    assert cells(lanyue.id) == {(*key, *where): 1 for key in once}


def test_the_same_entries_in_batches_of_one_or_all_at_once_count_the_same(lanyue):
    for number in range(5):
        Story(lanyue.id).whole(NOON + timedelta(hours=number), csat=number + 1)
    count_all(NOON, batch=1)
    one_by_one = cells(lanyue.id)

    recount.rebuild(at=NOON)

    assert cells(lanyue.id) == one_by_one


def test_nothing_is_counted_twice_by_a_second_turn(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    first = cells(lanyue.id)

    assert (follow.step(NOON), cells(lanyue.id)) == (0, first)


def test_a_batch_that_breaks_leaves_neither_counts_nor_a_moved_cursor(lanyue, monkeypatch):
    Story(lanyue.id).whole(NOON)
    seal(at=NOON)
    with monkeypatch.context() as broken:
        broken.setattr(Cursor, "save", _power_cut)
        with pytest.raises(PowerCut):
            follow.step(NOON)
    assert (Count.objects.count(), Fact.objects.count(), follow.lag()) == (0, 0, last_seq())

    count_all(NOON)

    assert (counts(lanyue.id)[(DAY, "csat", "5")], follow.lag()) == (1, 0)


class PowerCut(Exception):
    """The process dies here."""


def _power_cut(*_args: object, **_kwargs: object) -> None:
    raise PowerCut


def test_wallets_are_counted_apart(lanyue, qingtan):
    Story(lanyue.id).whole(NOON)
    Story(qingtan.id).whole(NOON, csat=2)
    count_all(NOON)

    assert [key for key in counts(lanyue.id) if key[1] == "csat"] == [(DAY, "csat", "5")]
    assert [key for key in counts(qingtan.id) if key[1] == "csat"] == [(DAY, "csat", "2")]


def test_a_day_ends_at_the_wallets_own_midnight(lanyue):
    late, past = NOON.replace(hour=15, minute=59), NOON.replace(hour=16)
    Story(lanyue.id).request(late)
    Story(lanyue.id).request(past)
    count_all(NOON)

    assert counts(lanyue.id) == {(DAY, "requested", "all"): 1, ("2026-11-24", "requested", "all"): 1}


def test_the_day_on_which_clocks_go_back_has_twenty_five_hours(lanyue):
    lanyue.zone = "America/New_York"
    lanyue.save()
    first = datetime(2026, 11, 1, 4, tzinfo=UTC)  # midnight in summer time; the next one is 25 hours later
    for hours in (0, 5, 6, 24.99, 25):
        Story(lanyue.id).request(first + timedelta(hours=hours))
    count_all(NOON)

    assert counts(lanyue.id) == {
        ("2026-11-01", "requested", "all"): 4,
        ("2026-11-02", "requested", "all"): 1,
    }


def test_opened_again_within_a_week_moves_the_count_of_the_day_it_was_solved(lanyue):
    story = Story(lanyue.id).whole(NOON)
    count_all(NOON)
    story.reopen(NOON + timedelta(days=6))
    count_all(NOON)

    found = counts(lanyue.id)
    assert (found[(DAY, "first_call", "no")], found[(DAY, "repeat", "yes")]) == (1, 1)
    assert (DAY, "first_call", "yes") not in found


def test_opened_again_after_a_week_stays_solved_with_the_first_call(lanyue):
    story = Story(lanyue.id).whole(NOON)
    story.reopen(NOON + timedelta(days=8))
    count_all(NOON)

    assert counts(lanyue.id)[(DAY, "first_call", "yes")] == 1


def test_another_matter_of_the_same_user_within_a_week_is_a_repeat_contact(lanyue):
    story = Story(lanyue.id).whole(NOON)
    Story(lanyue.id, story.customer_id).open(NOON + timedelta(days=3), origin="")
    Story(lanyue.id).open(NOON + timedelta(days=3), origin="")
    count_all(NOON)

    found = counts(lanyue.id)
    assert (found[(DAY, "repeat", "yes")], found[(DAY, "first_call", "yes")]) == (1, 1)


def test_two_calls_are_not_solved_with_the_first(lanyue):
    story = Story(lanyue.id)
    story.request(NOON)
    story.open(NOON)
    story.call(NOON, times=2)
    story.solve(NOON + timedelta(hours=1))
    count_all(NOON)

    assert counts(lanyue.id)[(DAY, "first_call", "no")] == 1


def test_voicemail_is_no_call_and_reaches_nobody(lanyue):
    story = Story(lanyue.id)
    story.request(NOON)
    story.call(NOON, proven=False, outcome="voicemail")
    story.end(NOON, "unreachable")
    count_all(NOON)

    assert counts(lanyue.id) == {(DAY, "requested", "all"): 1, (DAY, "ended", "missed"): 1}


def test_a_ticket_is_the_agents_of_the_last_call_before_it_was_rated(lanyue):
    story = Story(lanyue.id)
    story.request(NOON)
    story.open(NOON)
    story.call(NOON)
    story.solve(NOON + timedelta(minutes=5))
    story.rate(NOON + timedelta(minutes=6), csat=4)
    story.agent = OTHER_AGENT
    story.call(NOON + timedelta(hours=2))
    story.rate(NOON + timedelta(hours=3), csat=1, closing=1)
    count_all(NOON)

    rated = {key[2]: key[5] for key in cells(lanyue.id) if key[1] == "csat"}
    assert rated == {"4": str(LILEI), "1": str(OTHER_AGENT)}


def test_a_promise_counts_on_the_day_it_fell_due(lanyue):
    story, due = Story(lanyue.id), NOON + timedelta(days=2)
    for number, ends in enumerate((["kept"], ["broken"], ["broken", "kept"], ["released"], [])):
        promise = Story(lanyue.id).ticket
        story.write("promise.made", "ticket", story.ticket, NOON, promise=promise, due_at=due, callback=None)
        for end in ends:
            late = {"late": len(ends) > 1} if end == "kept" else {}
            at = due + timedelta(minutes=number)
            story.write(f"promise.{end}", "ticket", story.ticket, at, promise=promise, **late)
    count_all(NOON)

    day = "2026-11-25"
    assert counts(lanyue.id) == {
        (day, "promise", "kept"): 1,
        (day, "promise", "broken"): 1,
        (day, "promise", "late"): 1,
    }


def test_what_is_said_before_the_request_is_known_finds_its_cell_afterwards(lanyue):
    story = Story(lanyue.id)
    story.call(NOON)
    count_all(NOON)
    assert [key[3:] for key in cells(lanyue.id)] == [("", "", str(LILEI), "")]

    story.request(NOON)
    count_all(NOON)

    where = ("service", "payment_not_arrived", str(LILEI), "zh-hans")
    assert {key[1]: key[3:] for key in cells(lanyue.id)} == dict.fromkeys(
        ("call", "requested", "reassured"), where
    )


def test_a_user_is_reassured_by_the_first_proven_call_or_written_answer(lanyue):
    written, alarmed = Story(lanyue.id), Story(lanyue.id)
    written.open(NOON, origin="")
    written.request(NOON, ticket=written.ticket)
    at = NOON + timedelta(minutes=1)
    written.write("ticket.next_step_set", "ticket", written.ticket, at, by=written.by_agent)
    written.call(NOON + timedelta(hours=5))
    alarm = new_alarm(alarmed)
    alarmed.open(NOON, origin=f"alarm:{alarm}", category="secret_asked")
    alarmed.request(NOON + timedelta(seconds=1), ticket=alarmed.ticket)
    alarmed.call(NOON + timedelta(minutes=60) - timedelta(seconds=30))
    count_all(NOON)

    found = {key[2]: n for key, n in counts(lanyue.id).items() if key[1] == "reassured"}
    assert found == {"41": 1, "82": 2}


def new_alarm(story: Story) -> object:
    alarm = Story(story.wallet_id).ticket
    story.write("secret_alarm.raised", "secret_alarm", alarm, NOON, attempt="", agent="", froze=False)
    return alarm


def test_hazards_suggestions_and_offers_are_counted(lanyue):
    story = Story(lanyue.id)
    story.request(NOON)
    hazards = [Story(lanyue.id).ticket for _ in range(3)]
    for hazard in hazards:
        story.write("hazard.opened", "hazard", hazard, NOON, by=story.by_agent, hazard=hazard, level="high")
    story.write("hazard.closed", "hazard", hazards[0], NOON, hazard=hazards[0], safe_by="blocked")
    story.write("hazard.withdrawn", "hazard", hazards[1], NOON, hazard=hazards[1])
    story.write("suggestion.made", "suggestion", hazards[2], NOON, suggestion=hazards[2], language="en")
    for answer in ("said", "refused", "said", "accepted"):
        story.write(f"offer.{answer}", "offer", hazards[0], NOON, callback=story.callback)
    later = NOON + timedelta(seconds=1)
    story.write("offer.accepted", "offer", hazards[0], later, callback=story.callback)
    count_all(NOON)

    found = counts(lanyue.id)
    assert {key[1:]: n for key, n in found.items() if key[1] in ("hazard", "suggestion", "offer")} == {
        ("hazard", "closed"): 1,
        ("hazard", "open"): 1,
        ("suggestion", "all"): 1,
        ("offer", "accepted"): 1,
    }


def test_a_wish_taken_back_is_not_counted_until_it_is_said_anew(lanyue):
    story, wish = Story(lanyue.id), Story(lanyue.id).ticket
    story.request(NOON)
    for step, n in (("made", 1), ("withdrawn", 0), ("changed", 1)):
        said = {"suggestion": wish, "language": "en", "callback": story.callback}
        story.write(f"suggestion.{step}", "suggestion", wish, NOON, by=story.by_agent, **said)
        count_all(NOON)
        assert counts(lanyue.id).get((DAY, "suggestion", "all"), 0) == n
    (where,) = (key[3:] for key in cells(lanyue.id) if key[1] == "suggestion")
    assert where == ("service", "payment_not_arrived", str(LILEI), "en")


def test_recounting_finds_what_was_changed_by_hand_and_rebuilding_mends_it(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    assert recount.verify().ok

    row = Count.objects.for_wallet(lanyue).get(slice=Slice.SUM, measure="csat")
    Count.objects.for_wallet(lanyue).filter(id=row.id).update(n=7)
    verdict = recount.verify()

    (found,) = verdict.differences
    everywhere = Where("*", "*", "*", "*")
    assert (found.day, found.measure, found.where, found.kept, found.counted) == (
        DAY,
        "csat",
        everywhere,
        7,
        1,
    )
    assert recount.rebuild(at=NOON) == Entry.objects.count()
    assert recount.verify().ok


def test_an_offer_whose_answer_was_taken_back_is_only_said(lanyue):
    story, offer = Story(lanyue.id), Story(lanyue.id).ticket
    story.request(NOON)
    for after, answer in enumerate(("said", "accepted", "reply_withdrawn")):
        at = NOON + timedelta(seconds=after)
        story.write(f"offer.{answer}", "offer", offer, at, callback=story.callback)
    count_all(NOON)

    assert [key[2] for key in counts(lanyue.id) if key[1] == "offer"] == ["said"]
    assert behind("offers", lanyue, NOON.date(), NOON.date()).count() == 0


def test_our_own_call_about_nothing_wrong_is_no_coming_back(lanyue):
    story = Story(lanyue.id).whole(NOON)
    ours = Story(lanyue.id, story.customer_id)
    ours.request(NOON + timedelta(days=2), kind="routine_follow_up")
    ours.open(NOON + timedelta(days=2))
    count_all(NOON)

    assert counts(lanyue.id)[(DAY, "repeat", "no")] == 1
    assert recount.verify().ok


def test_rebuilding_twice_and_counting_on_is_counted_once(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    before = counts(lanyue.id)

    assert recount.rebuild(at=NOON) == recount.rebuild(at=NOON) > 0

    Story(lanyue.id).request(NOON + timedelta(days=1))
    count_all(NOON)
    assert {key: n for key, n in counts(lanyue.id).items() if key[0] == DAY} == before
    assert recount.verify().ok
