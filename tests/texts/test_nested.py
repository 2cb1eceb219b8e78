"""A secret cut in pieces over the fields of an event is found as the thief would read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from answerback.texts.nested import clean_together
from answerback.texts.take import take
from answerback.wallets.places import Place
from tests.cast import NOON
from tests.guard.phrases import phrase

if TYPE_CHECKING:
    from answerback.wallets.models import Wallet

WORDS = phrase()
SOLANA_KEY = [
    *(76, 8, 131, 42, 88, 243, 179, 168, 105, 199, 30, 14, 57, 211, 44, 6, 91, 172, 33, 250, 201, 17, 64, 5),
    *(128, 190, 77, 36, 19, 222, 140, 7),
]


@pytest.fixture
def wallet(db: None) -> Wallet:
    from tests.cast import make_wallet

    return make_wallet()


def kept(wallet: Wallet, value: Any) -> str:
    cleaned = clean_together(value, lambda text: take(wallet, text, place=Place.EVENT, at=NOON))
    return json.dumps(cleaned, ensure_ascii=False)


SHAPES: list[Any] = [
    {" ".join(WORDS): "x"},
    {"extra": WORDS},
    {"extra": {word: number for number, word in enumerate(WORDS)}},
    {"words": {f"word_{number}": word for number, word in enumerate(WORDS)}},
    {"x": [[word] for word in WORDS]},
    {"x": [{"index": number, "word": word} for number, word in enumerate(WORDS)]},
    {"a": " ".join(WORDS[:6]), "b": " ".join(WORDS[6:])},
    {"a": {"b": " ".join(WORDS[:4])}, "c": [" ".join(WORDS[4:8]), {"d": " ".join(WORDS[8:])}]},
]


@pytest.mark.parametrize("value", SHAPES)
def test_phrase_in_pieces_is_taken_out_word_for_word(wallet: Wallet, value: Any) -> None:
    text = kept(wallet, value)
    assert [word for word in WORDS if word in text] == []


def test_harmless_fields_stay_as_they_are(wallet: Wallet) -> None:
    value = {
        "device": "phone",
        "steps": ["open", "send", "wait"],
        "order": {"id": "A-77", "lines": [1, 2, 3]},
        "note": "转账两小时没到",
        "words": ["是", "否"],
    }
    assert json.loads(kept(wallet, value)) == value


def test_key_as_a_list_of_octets_is_taken_out(wallet: Wallet) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(bytes(SOLANA_KEY))
    both = [*SOLANA_KEY, *secret.public_key().public_bytes_raw()]
    assert json.dumps(both) not in kept(wallet, {"pk": both})
