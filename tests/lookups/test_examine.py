"""Triage of a matter: secrets turned away, a real node asked over HTTP, the verdict kept and told again later."""

from __future__ import annotations

from pathlib import Path

import pytest

from answerback.chains import Chain
from answerback.chains.triage import Who
from answerback.journal.models import Entry
from answerback.journal.write import Subject
from answerback.lookups import examine as examining
from answerback.lookups.endpoints import Endpoints
from answerback.lookups.examine import examine
from answerback.lookups.forget import forget
from answerback.lookups.models import Triage
from answerback.lookups.queries import latest
from answerback.lookups.refusals import (
    IsItATransaction,
    NoSuchString,
    NoSuchTime,
    SecretPasted,
    UnknownChoice,
)
from tests.cast import NOON, Cast
from tests.guard.phrases import phrase
from tests.lookups.server import serving
from tests.lookups.test_ask import HASH, file, node

pytestmark = pytest.mark.django_db(transaction=True)
BOB = "0x" + "b" * 40


@pytest.fixture(autouse=True)
def no_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "endpoints", Endpoints)


def about(cast: Cast) -> Subject:
    return Subject("customer", cast.customer.id)


def run(cast: Cast, *, everywhere: bool = False, **given: str) -> examining.Examined:
    return examine(
        cast.wallet,
        given,
        subject=about(cast),
        by=cast.li_lei,
        at=NOON,
        customer_id=cast.customer.id,
        everywhere=everywhere,
    )


def test_wrong_network_is_found_on_the_chain_where_it_went(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user says Ethereum, the platform asked for Ethereum; the money is on BSC."""
    with serving(node(56, block=5, final=9)) as (url, _):
        entries = f'[[node]]\nchain = "bsc"\nkind = "evm"\nurl = "{url}"\n'
        (tmp_path / "nodes.toml").write_text(entries)
        from answerback.lookups.endpoints import read

        found = read(tmp_path / "nodes.toml")
        monkeypatch.setattr(examining, "endpoints", lambda: found)
        examined = run(
            cast, transaction=HASH, expected="ethereum", chosen="ethereum", sent_to="own", everywhere=True
        )
    assert (examined.verdict.code, examined.verdict.who, examined.verdict.chain) == (
        "own_evm",
        Who.USER,
        Chain.BSC,
    )


def test_same_verdict_is_read_later_in_the_language_of_the_reader(cast: Cast) -> None:
    run(cast, transaction=HASH, chosen="bsc", expected="ethereum", sent_to="platform")
    chinese = latest(cast.wallet, [about(cast)], language="zh-hans")
    english = latest(cast.wallet, [about(cast)], language="en")
    assert chinese is not None and english is not None
    assert (chinese.verdict, "BNB" in english.said.happened, "收款平台" in chinese.said.who) == (
        english.verdict,
        True,
        True,
    )
    assert english.said.rests_on.startswith("No chain was asked")


def test_journal_knows_the_verdict_and_no_address(cast: Cast) -> None:
    run(cast, recipient=BOB, chosen="bsc", expected="ethereum", sent_to="platform")
    entry = Entry.objects.get(kind="triage.made")
    assert (entry.data["code"], BOB in str(entry.data)) == ("platform_network", False)


def test_kept_case_is_sealed(cast: Cast) -> None:
    from django.db import connection

    run(cast, recipient=BOB, chosen="bsc")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lookups_triage")
        stored = b"".join(bytes(str(value), "utf-8") for row in cursor.fetchall() for value in row)
    assert (len(stored) > 100, BOB.encode() in stored) == (True, False)


SECRETS = [" ".join(phrase()), "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"]


@pytest.mark.parametrize("field", ["transaction", "recipient", "meant", "token"])
@pytest.mark.parametrize("secret", SECRETS)
def test_secret_is_turned_away_and_nothing_is_kept(cast: Cast, field: str, secret: str) -> None:
    with pytest.raises(SecretPasted):
        run(cast, **{field: secret})
    assert Triage.objects.for_wallet(cast.wallet).count() == 0


def test_what_may_be_a_private_key_is_asked_about_before_any_node_sees_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(node(1, block=5)) as (url, asked):
        found = file(tmp_path, url)
        monkeypatch.setattr(examining, "endpoints", lambda: found)
        with pytest.raises(IsItATransaction):
            run(cast, transaction="1" * 64, chosen="ethereum", everywhere=True)
        assert asked == []
    assert (
        run(cast, transaction="1" * 64, is_transaction="yes", chosen="bitcoin").case.story.transaction
        == "1" * 64
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"transaction": "hello"}, NoSuchString),
        ({"recipient": HASH + "0"}, NoSuchString),
        ({"chosen": "dogecoin"}, UnknownChoice),
        ({"sent_to": "friend"}, UnknownChoice),
        ({"memo": "perhaps"}, UnknownChoice),
        ({"holds_key": "maybe"}, UnknownChoice),
        ({"symbol": "US DT"}, UnknownChoice),
        ({"minimum": "-1"}, UnknownChoice),
        ({"minimum": "1,5"}, UnknownChoice),
        ({"sent_at": "2026-11-22T12:05"}, NoSuchTime),
        ({"other_asset": "doge"}, UnknownChoice),
    ],
)
def test_wrong_input_is_refused_and_names_its_field(
    cast: Cast, given: dict[str, str], refusal: type[NoSuchString | UnknownChoice]
) -> None:
    with pytest.raises(refusal) as refused:
        run(cast, **given)
    assert refused.value.holes["field"] in given


def test_refusal_does_not_repeat_what_was_typed(cast: Cast) -> None:
    with pytest.raises(NoSuchString) as refused:
        run(cast, recipient="TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T")
    assert "TR7NHq" not in refused.value.sentence


def test_triage_is_forgotten_with_the_person(cast: Cast) -> None:
    run(cast, recipient=BOB)
    forget(cast.customer, NOON)
    assert Triage.objects.for_wallet(cast.wallet).count() == 0


def test_look_alike_of_an_address_asked_about_before_is_most_likely_a_thiefs(cast: Cast) -> None:
    run(cast, recipient=BOB, chosen="bsc", sent_to="stranger")
    examined = run(cast, recipient=f"0xbbb{'7' * 33}bbbb", chosen="bsc")
    assert (examined.verdict.code, examined.case.payees) == ("poisoned", (BOB,))
