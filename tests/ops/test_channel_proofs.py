"""The loop that proves channels over the network: it looks up, mails once, and tells the verbs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from answerback.channels.control import ask, code_of, confirm
from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Proof, Way
from answerback.ops.channel_proofs import look_up, mail_out
from answerback.ops.dns import Unanswered
from tests.cast import NOON
from tests.channels.cast import Registry, make_registry

LATER = NOON + timedelta(minutes=2)


@pytest.fixture
def registry(db: None) -> Registry:
    return make_registry()


def asked(registry: Registry, kind: Kind, text: str, direction: Direction, way: Way) -> Proof:
    return ask(registry.proposed(kind, text, direction).channel, way, by=registry.han_meimei, at=NOON)


def test_record_that_is_found_proves_the_site(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, "lanyue.example", Direction.SITE, Way.DNS)
    names: list[str] = []

    def resolve(name: str) -> list[str]:
        names.append(name)
        return ["v=spf1 -all", code_of(proof)]

    found = [look_up(NOON, resolve), look_up(LATER, resolve)]

    proof.refresh_from_db()
    assert (found, names, proof.proven_at) == ([1, 0], ["_answerback.lanyue.example"], NOON)


def test_silent_resolver_is_asked_again_in_a_minute(registry: Registry) -> None:
    proof = asked(registry, Kind.LINK, "lanyue.example", Direction.SITE, Way.DNS)
    names: list[str] = []

    def silent(name: str) -> list[str]:
        names.append(name)
        raise Unanswered(name)

    for at in (NOON, NOON + timedelta(seconds=30), LATER):
        look_up(at, silent)

    proof.refresh_from_db()
    assert (len(names), proof.proven_at) == (2, None)


def test_code_is_mailed_once_in_both_languages_and_proves_the_mailbox(registry: Registry, settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    proof = asked(registry, Kind.MAIL, "help@lanyue.example", Direction.BOTH, Way.MAIL)

    sent = [mail_out(NOON), mail_out(LATER)]

    (letter,) = mail.outbox
    code = code_of(proof)
    assert (sent, letter.to, letter.body.count(f"{code[:4]} {code[4:]}")) == (
        [1, 0],
        ["help@lanyue.example"],
        2,
    )
    assert "岚月支付" in letter.subject
    assert confirm(proof, code, by=registry.lin_tao, at=LATER).proven_at == LATER


def test_without_a_mail_server_nothing_is_claimed(registry: Registry, settings) -> None:
    settings.EMAIL_HOST = ""
    proof = asked(registry, Kind.MAIL, "help@lanyue.example", Direction.BOTH, Way.MAIL)

    assert mail_out(NOON) == 0
    proof.refresh_from_db()
    assert proof.sent_at is None
