"""API keys: shown once, checked offline first, limited by scope and time, replaced with an overlap."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from answerback.journal.kinds import SYSTEM
from answerback.journal.models import Entry
from answerback.wallets import api_keys
from answerback.wallets.api_key_text import is_well_formed, new_key_text
from answerback.wallets.kinds import Scope
from answerback.wallets.models import ApiKey, Wallet
from answerback.wallets.refusals import KeyEnded, KeyNameTaken, KeyRefused, ScopeMissing, UnknownScope
from tests.wallets.conftest import AT

MINUTE = timedelta(minutes=1)


def make(wallet: Wallet, *, expires_at: datetime | None = None, test: bool = False) -> tuple[ApiKey, str]:
    return api_keys.make(
        wallet,
        name="backend",
        scopes=[Scope.EVENTS_WRITE, Scope.READ],
        by=SYSTEM,
        at=AT,
        expires_at=expires_at,
        test=test,
    )


def test_a_key_opens_its_wallet_and_stands_nowhere_in_the_database(lanyue: Wallet) -> None:
    key, text = make(lanyue)

    found = api_keys.authenticate(text, needs=Scope.EVENTS_WRITE, at=AT)

    assert (found.id, found.wallet) == (key.id, lanyue)
    assert text.startswith("abk_live_") and is_well_formed(text)
    kept = ApiKey.objects.filter(id=key.id).values().get()
    assert text not in str(kept) and kept["prefix"] == text[:13]


def test_one_mistyped_character_is_refused_without_a_query(
    lanyue: Wallet, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, text = make(lanyue)
    wrong = text[:-10] + ("a" if text[-10] != "a" else "b") + text[-9:]

    with django_assert_num_queries(0), pytest.raises(KeyRefused):
        api_keys.authenticate(wrong, needs=Scope.READ, at=AT)


@pytest.mark.parametrize("text", ["", "abk_live_", "Bearer abk_live_x", "abk_prod_" + "a" * 36, "a" * 10_000])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRefused):
        api_keys.authenticate(text, needs=Scope.READ, at=AT)


@pytest.mark.django_db
def test_a_well_formed_key_that_nobody_made_is_refused() -> None:
    with pytest.raises(KeyRefused):
        api_keys.authenticate(new_key_text(test=False), needs=Scope.READ, at=AT)


def test_a_key_without_the_scope_is_refused_by_the_name_of_the_scope(lanyue: Wallet) -> None:
    _, text = make(lanyue)

    with pytest.raises(ScopeMissing) as refused:
        api_keys.authenticate(text, needs=Scope.SESSIONS_WRITE, at=AT)

    assert refused.value.sentence == "This API key may not do that; it lacks the scope “sessions:write”."


def test_a_key_ends_at_its_expiry(lanyue: Wallet) -> None:
    _, text = make(lanyue, expires_at=AT + MINUTE)

    api_keys.authenticate(text, needs=Scope.READ, at=AT)
    with pytest.raises(KeyRefused):
        api_keys.authenticate(text, needs=Scope.READ, at=AT + MINUTE)


def test_a_revoked_key_is_refused_and_revoking_twice_tells_once(lanyue: Wallet) -> None:
    key, text = make(lanyue)

    for _ in range(2):
        assert api_keys.revoke(key, by=SYSTEM, at=AT).revoked_at == AT

    with pytest.raises(KeyRefused):
        api_keys.authenticate(text, needs=Scope.READ, at=AT)
    assert Entry.objects.filter(kind="api_key.revoked").count() == 1


def test_both_keys_work_while_one_replaces_the_other_and_then_only_the_new(lanyue: Wallet) -> None:
    old, old_text = make(lanyue)
    _, new_text = api_keys.rotate(old, by=SYSTEM, at=AT, overlap=timedelta(hours=1))

    for text in (old_text, new_text):
        assert api_keys.authenticate(text, needs=Scope.READ, at=AT + MINUTE).name == "backend"
    with pytest.raises(KeyRefused):
        api_keys.authenticate(old_text, needs=Scope.READ, at=AT + timedelta(hours=1))
    with pytest.raises(KeyEnded):
        api_keys.rotate(old, by=SYSTEM, at=AT)


def test_a_name_is_used_by_one_key_at_a_time(lanyue: Wallet, qingtan: Wallet) -> None:
    key, _ = make(lanyue)
    make(qingtan)

    with pytest.raises(KeyNameTaken):
        make(lanyue)

    api_keys.revoke(key, by=SYSTEM, at=AT)
    make(lanyue)


def test_a_key_needs_known_scopes(lanyue: Wallet) -> None:
    for scopes in ([], ["everything"]):
        with pytest.raises(UnknownScope):
            api_keys.make(lanyue, name="x", scopes=scopes, by=SYSTEM, at=AT)


def test_the_last_use_is_written_at_most_once_a_minute(lanyue: Wallet) -> None:
    key, text = make(lanyue)

    for seconds in (0, 30, 59, 60, 61):
        api_keys.authenticate(text, needs=Scope.READ, at=AT + timedelta(seconds=seconds))
        key.refresh_from_db()
        assert key.last_used_at == AT + timedelta(seconds=60 if seconds >= 60 else 0)


def test_a_deployment_refuses_keys_made_for_trying_out(lanyue: Wallet, settings: LazySettings) -> None:
    _, text = make(lanyue, test=True)
    api_keys.authenticate(text, needs=Scope.READ, at=AT)

    settings.PRODUCTION = True

    with pytest.raises(KeyRefused):
        api_keys.authenticate(text, needs=Scope.READ, at=AT)
