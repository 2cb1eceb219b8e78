"""A key or phrase given to any face of triage: in no log, no table, no answer and no node's question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from answerback.chains import base58
from answerback.lookups import examine as examining
from answerback.lookups.endpoints import read
from tests.guard.phrases import phrase
from tests.lookups.server import serving
from tests.lookups.test_ask import node

if TYPE_CHECKING:
    from django.http import HttpResponse

    from answerback.callbacks.models import Callback
    from tests.canary import Canary
    from tests.desk.acting import Desk

pytestmark = pytest.mark.django_db

HEX = "c0ffee254729296a45a3885639ac7e10f9d54979a1b2c3d4e5f60718293a4b5c"
# RFC 8032, section 7.1, test 1: the seed, then its public key.
PAIR = bytes.fromhex(
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
)
SECRETS = {
    "phrase": " ".join(phrase(seed=71)),
    "numbered phrase": " ".join(f"{at}. {word}" for at, word in enumerate(phrase(words=24, seed=72), 1)),
    "bare hexadecimal": HEX,
    "wallet import format": base58.with_check(b"\x80" + bytes.fromhex(HEX)),
    "Solana pair": base58.encoded(PAIR),
    "Solana file": str(list(PAIR)),
    "said to be a key": f"我的私钥：0x{HEX}",
}
# The pages have no field for the symbol: what is sent as one goes nowhere there.
FIELDS = ("transaction", "recipient", "meant", "token", "symbol", "sent_at")
WRONG_NETWORK = {"chosen": "ethereum", "expected": "bsc", "sent_to": "platform"}
Telling = Callable[[dict[str, str]], "HttpResponse"]


def at_the_desk(desk: Desk, callback: Callback) -> Telling:
    path = f"/desk/callbacks/{callback.id}/triage"
    return lambda given: desk.client.post(path, given | {"everywhere": "yes"})  # type: ignore[return-value]


def in_the_portal(desk: Desk, callback: Callback) -> Telling:
    from django.conf import settings

    from answerback.customers.portal_link import make
    from answerback.journal.write import SYSTEM
    from answerback.portal.clock import now

    client = Client(headers={"accept-language": "en", "host": settings.ORIGINS["portal"].split("://")[1]})
    client.post(f"/my/enter/{make(callback.customer, by=SYSTEM, at=now())}")
    path = f"/my/callbacks/{callback.id}/payment"
    return lambda given: client.post(path, given | {"everywhere": "yes"})  # type: ignore[return-value]


def by_the_backend(desk: Desk, callback: Callback) -> Telling:
    from tests.api.cast import a_machine

    machine = a_machine(desk.cast.wallet)
    return lambda given: machine.call("POST", "/v1/triage", given | {"everywhere": True})


FACES = {"desk": at_the_desk, "portal": in_the_portal, "api": by_the_backend}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    """What a node that serves three chains is asked."""
    with serving(node(1, block=5)) as (url, questions):
        chains = (("ethereum", "evm"), ("bitcoin", "esplora"), ("tron", "tron"))
        entries = "".join(
            f'[[node]]\nchain = "{chain}"\nkind = "{kind}"\nurl = "{url}"\n' for chain, kind in chains
        )
        (tmp_path / "nodes.toml").write_text(entries)
        found = read(tmp_path / "nodes.toml")
        monkeypatch.setattr(examining, "endpoints", lambda: found)
        yield questions


@pytest.fixture
def desk(settings: Any) -> Desk:
    from tests.desk.acting import make_desk

    settings.DEMO = True
    return make_desk()


@pytest.mark.parametrize("face", FACES)
def test_secret_is_in_no_log_table_answer_or_question(
    face: str, desk: Desk, asked: list[tuple[str, Any]], canary: Canary
) -> None:
    from tests.ops.everything import where

    pieces = {kind: secret[len(secret) // 2 :][:18] for kind, secret in SECRETS.items()}
    canary.more.extend([*SECRETS.values(), *pieces.values()])
    callback = desk.arrange()
    desk.post("next")
    tell = FACES[face](desk, callback)

    answers = {
        (kind, field): tell(WRONG_NETWORK | {field: secret})
        for kind, secret in SECRETS.items()
        for field in FIELDS
    }

    refused = (400, 409, 422, 429)
    taken = [
        told for told, answer in answers.items() if answer.status_code not in refused and told[1] != "symbol"
    ]
    shown = [told for told, answer in answers.items() if pieces[told[0]] in answer.content.decode()]
    assert (taken, shown, asked, where([*pieces.values()])) == ([], [], [], {})


def test_the_same_watch_sees_an_id_that_is_no_secret(
    desk: Desk, asked: list[tuple[str, Any]], canary: Canary
) -> None:
    """What could leak does: a confirmed id is asked about and kept."""
    from tests.ops.everything import where

    callback = desk.arrange()
    desk.post("next")
    answer = by_the_backend(desk, callback)({"transaction": "0x" + HEX, "chosen": "ethereum"})
    assert (answer.status_code, len(asked) > 0, where([HEX]) != {}) == (200, True, True)
