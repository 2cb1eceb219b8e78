"""Writing and publishing a guide, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from answerback.conversations.check import Fault
from answerback.conversations.draft import save_draft
from answerback.conversations.models import Guide, GuideVersion, VersionState
from answerback.conversations.publish import publish
from answerback.conversations.refusals import GuideBroken, GuideUnsafe, NotADraft
from answerback.journal.models import Entry
from answerback.wallets.models import Wallet
from tests.conversations.building import content, step, words
from tests.conversations.cast import HAN_MEIMEI, NOON, after, arrival


def states(guide: Guide) -> list[tuple[int, str]]:
    return sorted(GuideVersion.objects.for_wallet(guide.wallet_id).values_list("number", "state"))


def test_draft_is_saved_over_itself_until_it_is_published(lanyue: Wallet) -> None:
    first = save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)
    again = save_draft(lanyue, content=arrival(serves=["customer_request"]), by=HAN_MEIMEI, at=after(1))

    assert (first.id, first.number, again.content["serves"]) == (again.id, 1, ["customer_request"])
    assert states(first.guide) == [(1, "draft")]


def test_saving_the_same_draft_twice_writes_one_entry(lanyue: Wallet) -> None:
    save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)
    save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)

    assert Entry.objects.filter(kind="guide.drafted").count() == 1


def test_draft_must_have_the_shape_of_a_guide(lanyue: Wallet) -> None:
    with pytest.raises(GuideBroken) as refused:
        save_draft(lanyue, content={"id": "arrival"}, by=HAN_MEIMEI, at=NOON)

    assert refused.value.problems[0][0] == "/"
    assert Guide.objects.for_wallet(lanyue).count() == 0


def test_publishing_retires_the_version_before(version: GuideVersion, lanyue: Wallet) -> None:
    second = save_draft(lanyue, content=arrival(title=words("新的", "New")), by=HAN_MEIMEI, at=after(1))

    publish(second, by=HAN_MEIMEI, at=after(2))

    assert states(version.guide) == [(1, "retired"), (2, "published")]
    version.guide.refresh_from_db()
    assert (version.guide.title_en, version.guide.title_zh) == ("New", "新的")


def test_publishing_twice_is_publishing_once(version: GuideVersion) -> None:
    again = publish(version, by=HAN_MEIMEI, at=after(5))

    assert (again.id, again.published_at, again.published_by) == (version.id, NOON, HAN_MEIMEI.id)
    assert Entry.objects.filter(kind="guide.published").count() == 1


def test_retired_version_is_not_published_again(version: GuideVersion, lanyue: Wallet) -> None:
    second = save_draft(lanyue, content=arrival(title=words("新的", "New")), by=HAN_MEIMEI, at=NOON)
    publish(second, by=HAN_MEIMEI, at=NOON)

    with pytest.raises(NotADraft):
        publish(version, by=HAN_MEIMEI, at=NOON)


def test_unsafe_guide_is_not_published_and_says_why(version: GuideVersion, lanyue: Wallet) -> None:
    asking = content(step("a", prompt=words("请告诉我验证码。", "Well.")))
    draft = save_draft(lanyue, content=asking, by=HAN_MEIMEI, at=NOON)

    with pytest.raises(GuideUnsafe) as refused:
        publish(draft, by=HAN_MEIMEI, at=NOON)

    assert refused.value.faults == (Fault("asks_code", "a", "prompt.zh"),)
    assert states(version.guide) == [(1, "published"), (2, "draft")]


def test_guide_of_a_payment_wallet_is_not_published_in_a_self_custodial_one(qingtan: Wallet) -> None:
    draft = save_draft(qingtan, content=arrival(), by=HAN_MEIMEI, at=NOON)

    with pytest.raises(GuideUnsafe):
        publish(draft, by=HAN_MEIMEI, at=NOON)


def test_database_refuses_to_change_what_is_published(version: GuideVersion) -> None:
    rows = GuideVersion.objects.for_wallet(version.wallet_id)
    for change in ({"content": {}}, {"number": 9}, {"state": VersionState.DRAFT, "published_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.get().delete()

    assert rows.get().content == version.content


def test_database_refuses_two_published_versions_of_one_guide(version: GuideVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideVersion.objects.create(
            wallet_id=version.wallet_id,
            guide_id=version.guide_id,
            number=2,
            content={},
            state=VersionState.PUBLISHED,
            created_at=NOON,
            published_at=NOON,
        )


def test_database_refuses_a_number_twice_and_a_second_draft(lanyue: Wallet) -> None:
    draft = save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)
    for number in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            GuideVersion.objects.create(
                wallet=lanyue, guide=draft.guide, number=number, content={}, created_at=NOON
            )


def test_database_refuses_a_published_version_without_its_time(lanyue: Wallet) -> None:
    draft = save_draft(lanyue, content=arrival(), by=HAN_MEIMEI, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        GuideVersion.objects.for_wallet(lanyue).filter(id=draft.id).update(state=VersionState.PUBLISHED)


def test_database_refuses_a_version_of_another_wallets_guide(version: GuideVersion, qingtan: Wallet) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideVersion.objects.create(
            wallet=qingtan, guide=version.guide, number=7, content={}, created_at=NOON
        )


def test_same_guide_may_exist_in_two_wallets_but_once_in_each(version: GuideVersion, qingtan: Wallet) -> None:
    save_draft(qingtan, content=arrival(), by=HAN_MEIMEI, at=NOON)

    assert Guide.objects.for_wallet(qingtan).get().slug == "arrival"
    with pytest.raises(IntegrityError), transaction.atomic():
        Guide.objects.create(wallet=qingtan, slug="arrival", created_at=NOON)
