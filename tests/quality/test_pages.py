"""The pages of quality: a supervisor draws, scores and coaches; the agent reads his own and answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from answerback.journal.write import SYSTEM
from answerback.people.models import Role
from answerback.quality.form import install_form, published_form
from answerback.quality.models import Review, Sample, SampledCall
from answerback.quality.sample import draw_sample, last_week
from tests.cast import make_member
from tests.console.cast import House, make_house
from tests.quality.cast import BEST, a_call

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def house(settings: Any) -> House:
    settings.DEMO = True
    return make_house()


def a_sampled_call(house: House, *, twice: bool = False) -> SampledCall:
    cast, week = house.cast, last_week(house.cast.wallet, at=now())
    install_form(cast.wallet, by=SYSTEM, at=now())
    a_call(cast.agent, cast.customer, at=week[0] + timedelta(hours=3))
    sample = draw_sample(cast.wallet, week=week, seed=1, drawer=None, by=SYSTEM, at=now())
    SampledCall.objects.for_wallet(cast.wallet).update(twice=twice)
    call: SampledCall = sample.calls.get()
    return call


def a_score(**changed: object) -> dict[str, object]:
    levels = {f"level_{key}": level for key, level in BEST.items()}
    return levels | {"note_note": "写得清楚", "coaching": "下次先说期限。"} | changed


def test_a_week_is_drawn_from_the_page_and_shows_its_seed(house: House) -> None:
    week = last_week(house.cast.wallet, at=now())
    a_call(house.cast.agent, house.cast.customer, at=week[0] + timedelta(hours=3))

    address = house.lead.post(reverse("console:quality_draw")).url
    page = house.lead.get(address).content.decode()

    sample = Sample.objects.for_wallet(house.cast.wallet).get()
    assert f"Seed {sample.seed}, from 1 answered call." in page
    assert "Drawn again from its seed: the same calls" in page
    assert "The agent is new" in page


def test_a_supervisor_scores_and_the_agent_answers(house: House) -> None:
    call = a_sampled_call(house)
    address = reverse("console:quality_call", args=[call.id])

    assert "Your score" in house.lead.get(address).content.decode()
    house.lead.post(address, a_score())
    agent = house.client(house.cast.agent)
    read = agent.get(reverse("desk:reviews")).content.decode()
    review = Review.objects.for_wallet(house.cast.wallet).get()
    answer = {"kind": "dispute", "text": "当时用户先挂断了。"}
    agent.post(reverse("desk:review_answer", args=[review.id]), answer)

    assert "50 / 50" in read and "下次先说期限。" in read and "写得清楚" in read
    home = house.lead.get(reverse("console:quality")).content.decode()
    assert "当时用户先挂断了。" in home and "I see it differently" in home
    house.lead.post(reverse("console:quality_reading", args=[review.id]))
    assert "I have read it" not in house.lead.get(reverse("console:quality")).content.decode()


def test_a_score_without_an_answer_to_each_item_comes_back(house: House) -> None:
    call = a_sampled_call(house)
    said = a_score()
    del said["level_heard"]

    response = house.lead.post(reverse("console:quality_call", args=[call.id]), said)

    assert (response.status_code, Review.objects.for_wallet(house.cast.wallet).count()) == (422, 0)


def test_the_second_supervisor_reads_nothing_of_the_first(house: House) -> None:
    call = a_sampled_call(house, twice=True)
    address = reverse("console:quality_call", args=[call.id])
    second = house.client(
        make_member(house.cast.wallet, Role.SUPERVISOR, "zhaoyun", "赵云", "Zhao Yun", "2002")
    )
    house.lead.post(address, a_score(coaching="只有我看得见"))

    before = second.get(address).content.decode()
    agent = house.client(house.cast.agent).get(reverse("desk:reviews")).content.decode()
    second.post(address, a_score(level_heard=1))
    after = second.get(address).content.decode()

    assert "只有我看得见" not in before and "50 / 50" not in before and "Your score" in before
    assert "只有我看得见" not in agent
    assert "只有我看得见" in after and "44 / 50" in after


def test_another_agent_finds_nothing(house: House) -> None:
    call = a_sampled_call(house)
    house.lead.post(reverse("console:quality_call", args=[call.id]), a_score())
    review = Review.objects.for_wallet(house.cast.wallet).get()
    other = house.client(make_member(house.cast.wallet, Role.AGENT, "mali", "马力", "Ma Li", "1002"))

    assert "50 / 50" not in other.get(reverse("desk:reviews")).content.decode()
    answer = other.post(reverse("desk:review_answer", args=[review.id]), {"kind": "thanks"})
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["agent", "analyst", "administrator"])
def test_who_does_not_score_finds_the_door_shut(house: House, who: str) -> None:
    member = house.cast.agent if who == "agent" else getattr(house, who)

    answers = {house.client(member).get(reverse(f"console:{name}")).status_code for name in PAGES}

    assert answers == {403}


PAGES = ("quality", "quality_agents", "quality_form")


def test_the_form_is_edited_published_and_keeps_its_versions(house: House) -> None:
    a_sampled_call(house)
    address = reverse("console:quality_form")
    form = house.lead.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    said |= {"en_7": "The agent stayed calm.", "zh_7": "坐席保持冷静。", "points_7": 4, "levels_7": 3}
    said |= {"en_6": "", "zh_6": ""}

    house.lead.post(address, said)
    draft = house.lead.get(address).context["newest"]
    house.lead.post(reverse("console:quality_form_publication", args=[draft.id]))

    now_scored_on = published_form(house.cast.wallet)
    assert (now_scored_on.number, len(now_scored_on.items)) == (2, 7)
    assert now_scored_on.items[-1] == {
        "key": "item_1",
        "en": "The agent stayed calm.",
        "zh": "坐席保持冷静。",
        "points": 4,
        "levels": 3,
        "critical": False,
        "may_skip": False,
    }
    page = house.lead.get(reverse("console:quality_agreement", args=[draft.id])).content.decode()
    assert "Too few: 0 calls were scored by two people, and 30 are needed." in page


def test_agents_stand_by_work_number_and_few_scores_say_nothing(house: House) -> None:
    call = a_sampled_call(house)
    house.lead.post(reverse("console:quality_call", args=[call.id]), a_score())

    page = house.lead.get(reverse("console:quality_agents")).content.decode()

    assert "Too few: 1 scored call, and 10 are needed." in page


def test_a_coaching_note_is_read_at_the_desk(house: House) -> None:
    address = reverse("console:quality_agent", args=[house.cast.agent.id])

    house.lead.post(address, {"text": "先说期限，再道别。"})

    assert "先说期限，再道别。" in house.lead.get(address).content.decode()
    desk = house.client(house.cast.agent).get(reverse("desk:reviews")).content.decode()
    assert "先说期限，再道别。" in desk
