"""The door for text: the wallet's policy decides, the words go, and what is stored of a finding tells nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from answerback.customers.erase import erase
from answerback.guard import Action, Kind
from answerback.journal.write import SYSTEM, Subject
from answerback.keys.purposes import Purpose
from answerback.keys.rotate import rotate
from answerback.storage.ids import new_id
from answerback.texts.forget import forget_old
from answerback.texts.models import TextFinding
from answerback.texts.queries import Counted, Day, by_day, by_place_and_kind
from answerback.texts.refusals import SecretInText
from answerback.texts.refused import RefusedTextsMiddleware
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import NEVER_REFUSED, Place
from answerback.wallets.policies import parse
from answerback.wallets.refusals import PolicyWrong
from answerback.wallets.text_policy import NEVER_KEPT, allowed_actions, default_action
from answerback.wallets.update import change_text_actions
from tests.cast import NOON, Cast, make_cast, make_wallet
from tests.texts.acts import portal
from tests.texts.acts.act import SEED

KEY = "L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def wallet(cast: Cast) -> Wallet:
    return cast.wallet


def findings(wallet: Wallet) -> list[TextFinding]:
    return list(TextFinding.objects.for_wallet(wallet).order_by("id"))


def test_finding_is_stored_as_kind_place_offsets_and_a_keyed_code(cast: Cast, wallet: Wallet) -> None:
    about = Subject("ticket", new_id())

    taken = take(
        wallet, "验证码 420774", place=Place.TICKET, at=NOON, about=about, customer_id=cast.customer.id
    )

    (one,) = findings(wallet)
    assert taken.text == "验证码 ‹one_time_code›"
    assert (one.place, one.kind, one.action, one.start, one.end) == ("ticket", "one_time_code", "mask", 4, 10)
    assert (one.subject_kind, one.subject_id, one.customer_id, one.refused) == (
        "ticket",
        about.id,
        cast.customer.id,
        False,
    )
    assert len(bytes.fromhex(one.fingerprint)) == 32


def test_same_text_twice_is_one_finding_and_the_same_code_is_recognised_however_it_is_written(
    wallet: Wallet,
) -> None:
    for text in ("验证码 420774", "验证码 420774", "验证码：４２０ ７７４"):
        take(wallet, text, place=Place.NOTE, at=NOON)
    take(wallet, "验证码 420774", place=Place.EVENT, at=NOON)

    assert [(one.place, one.kind) for one in findings(wallet)] == [
        ("note", "one_time_code"),
        ("event", "one_time_code"),
    ]
    assert len({one.fingerprint for one in findings(wallet)}) == 1


def test_fingerprint_differs_between_wallets_and_after_a_new_key(wallet: Wallet) -> None:
    other = make_wallet("qingtan")
    take(wallet, "验证码 420774", place=Place.NOTE, at=NOON)
    take(other, "验证码 420774", place=Place.NOTE, at=NOON)
    rotate(Purpose.GUARD, wallet_id=wallet.id, by=SYSTEM, at=timezone.now(), lead=timedelta(0))
    take(wallet, "验证码 420774", place=Place.EVENT, at=NOON)

    assert len({one.fingerprint for one in [*findings(wallet), *findings(other)]}) == 3


@pytest.mark.parametrize("place", set(Place) - NEVER_REFUSED)
def test_recovery_phrase_is_refused_and_counted_after_the_request(wallet: Wallet, place: Place) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        with pytest.raises(SecretInText), transaction.atomic():
            take(wallet, f"我的助记词 {SEED}", place=place, at=NOON)
        assert findings(wallet) == []
        return HttpResponse()

    RefusedTextsMiddleware(view)(HttpRequest())

    assert [(one.place, one.kind, one.refused) for one in findings(wallet)] == [(place, "seed_phrase", True)]


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_request_a_refusal_is_counted_at_once() -> None:
    wallet = make_wallet()

    with pytest.raises(SecretInText):
        take(wallet, SEED, place=Place.COMMENT, at=NOON)

    assert [(one.kind, one.refused) for one in findings(wallet)] == [("seed_phrase", True)]
    assert not connection.in_atomic_block


@pytest.mark.parametrize("place", NEVER_REFUSED)
def test_where_nothing_is_refused_the_words_go_and_the_rest_stays(wallet: Wallet, place: Place) -> None:
    taken = take(wallet, f"他说：{SEED}。就这些。", place=place, at=NOON)

    assert (taken.text, taken.blocked) == ("他说：‹seed_phrase›。就这些。", True)


def test_refusal_speaks_the_readers_language(wallet: Wallet) -> None:
    from django.utils import translation

    with pytest.raises(SecretInText) as refused:
        take(wallet, SEED, place=Place.COMMENT, at=NOON)

    with translation.override("zh-hans"):
        chinese = refused.value.sentence
    with translation.override("en"):
        english = refused.value.sentence
    assert (chinese[:14], english[:14]) == ("这段文字里有绝不能写下来的内", "This text hold")


def test_identifier_may_look_like_a_card_or_a_hash_but_not_be_a_key(wallet: Wallet) -> None:
    for harmless in ("6222021234567890128", "ab12" * 16, "+8617000000001"):
        assert take(wallet, harmless, place=Place.EVENT, at=NOON, certain=True, whole=True).text == harmless

    with pytest.raises(SecretInText):
        take(wallet, KEY, place=Place.EVENT, at=NOON, certain=True, whole=True)


def test_name_with_a_number_in_it_is_refused_rather_than_mutilated(wallet: Wallet) -> None:
    change_text_actions(wallet, place=Place.CONSOLE, actions={Kind.PHONE: Action.MASK}, by=SYSTEM, at=NOON)
    wallet.refresh_from_db()

    with pytest.raises(SecretInText):
        take(wallet, "小王 17000000001", place=Place.CONSOLE, at=NOON, whole=True)


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("kind", Kind)
def test_no_stored_policy_goes_below_a_floor(place: Place, kind: Kind) -> None:
    lower = set(Action) - set(allowed_actions(place, kind))

    for action in lower:
        with pytest.raises(PolicyWrong) as refused:
            parse({"texts": {place.value: {kind.value: action.value}}})
        assert refused.value.holes == {"field": "texts"}
    assert default_action(place, kind) not in lower
    assert kind not in NEVER_KEPT or {Action.LEAVE, Action.WARN} == lower


@pytest.mark.parametrize(
    "stored",
    [[], "leave", {"attic": {}}, {"note": []}, {"note": {"colour": "mask"}}, {"note": {"email": "burn"}}],
)
def test_policy_that_is_none_is_refused(stored: object) -> None:
    with pytest.raises(PolicyWrong):
        parse({"texts": stored})


def test_two_changes_of_one_place_add_up(wallet: Wallet) -> None:
    for actions in ({Kind.EMAIL: Action.LEAVE}, {Kind.PHONE: Action.WARN}, {Kind.EMAIL: Action.MASK}):
        change_text_actions(wallet, place=Place.NOTE, actions=actions, by=SYSTEM, at=NOON)

    wallet.refresh_from_db()
    assert wallet.policies == {"texts": {"note": {"phone": "warn"}}}


def test_erasing_the_person_takes_his_findings_along(cast: Cast, wallet: Wallet) -> None:
    take(wallet, "验证码 420774", place=Place.NOTE, at=NOON, customer_id=cast.customer.id)
    take(wallet, "验证码 420775", place=Place.NOTE, at=NOON, customer_id=cast.stranger.id)

    erase(cast.customer, by=SYSTEM, at=NOON)

    assert [one.customer_id for one in findings(wallet)] == [cast.stranger.id]


def test_findings_go_when_notes_go(wallet: Wallet) -> None:
    take(wallet, "验证码 420774", place=Place.NOTE, at=NOON)

    early, late = (forget_old(wallet, at=NOON + timedelta(days=days)) for days in (1095, 1096))

    assert (early, late, findings(wallet)) == (0, 1, [])


def test_counts_by_place_and_day_are_on_the_wallets_clock(wallet: Wallet) -> None:
    late = NOON.replace(hour=17)  # past midnight in Shanghai
    take(wallet, "验证码 420774", place=Place.NOTE, at=NOON)
    take(wallet, "验证码 420775", place=Place.NOTE, at=late)
    take(wallet, "写信到 a@b.cn", place=Place.EVENT, at=late)

    since = NOON - timedelta(days=1)
    assert by_place_and_kind(wallet, since=since) == [
        Counted("note", "one_time_code", 2, 0),
        Counted("event", "email", 1, 0),
    ]
    days = [Day((late + timedelta(hours=8)).date(), 2, 0), Day(NOON.date(), 1, 0)]
    assert by_day(wallet, since=since) == days


def test_finding_without_a_length_is_none(wallet: Wallet) -> None:
    row = {"place": "note", "kind": "cvv", "action": "mask", "refused": False, "fingerprint": "f"}

    with pytest.raises(IntegrityError), transaction.atomic():
        TextFinding.objects.create(
            wallet=wallet, **row, start=4, end=4, subject_kind="x", subject_id=new_id(), found_at=NOON
        )


def test_writer_of_a_form_is_told_what_was_kept_although_it_is_private(cast: Cast, wallet: Wallet) -> None:
    stage = portal.stage_of(cast)
    actions = {Kind.PHONE: Action.WARN}
    change_text_actions(wallet, place=Place.COMMENT, actions=actions, by=SYSTEM, at=NOON)

    portal.rating(stage, "请打 17000000001")

    page = stage.client.get(f"/my/tickets/{stage.ticket.id}").content.decode()
    assert "已原样保存，但其中有私密内容：电话号码。" in page
    assert [(one.place, one.kind, one.action) for one in findings(wallet)] == [("comment", "phone", "warn")]
