"""What is stored of a finding: enough to recognise the secret again with the key, nothing without it."""

import hashlib

import pytest

from answerback.guard import Kept, Kind, clean, find, fingerprint, kept, keyed

QINGTAN, LANYUE = keyed(b"q" * 32), keyed(b"l" * 32)


def fingerprinted(text: str) -> str:
    return fingerprint(text, find(text)[0], mac=QINGTAN)


def test_stored_finding_is_kind_place_and_keyed_code() -> None:
    text = "密码是Qwerty6124#，电话17000000088"
    findings = clean(text).findings

    stored = kept(text, findings, mac=QINGTAN)

    assert stored == (
        Kept(Kind.PASSWORD, 3, 14, fingerprint(text, findings[0], mac=QINGTAN)),
        Kept(Kind.PHONE, 17, 28, fingerprint(text, findings[1], mac=QINGTAN)),
    )
    assert stored[1].as_plain() == {
        "kind": "phone", "start": 17, "end": 28, "fingerprint": stored[1].fingerprint,
    }  # fmt: skip


@pytest.mark.parametrize(
    "again", ["您的验证码是 420774", "验证码４２０７７４", "验证码 420-774", "验证码四二零七七四"]
)
def test_fingerprint_tells_the_same_secret_however_it_is_written(again: str) -> None:
    assert fingerprinted(again) == fingerprinted("验证码420774")


def test_fingerprint_tells_other_secrets_kinds_and_wallets_apart() -> None:
    text = "验证码420774"

    prints = {
        fingerprinted(text),
        fingerprinted("验证码420775"),
        fingerprinted("支付密码: 420774"),
        fingerprint(text, find(text)[0], mac=LANYUE),
    }

    assert len(prints) == 4


def test_fingerprint_tells_capitals_of_a_password_apart() -> None:
    assert fingerprinted("密码是Qwerty6124#") != fingerprinted("密码是qWERTY6124#")


def test_fingerprint_of_a_short_code_cannot_be_tried_out_without_the_key() -> None:
    wanted = fingerprinted("验证码000042")

    tried = (f"{kind}\0{code:06}" for code in range(100) for kind in Kind)

    assert all(hashlib.sha256(message.encode()).hexdigest() != wanted for message in tried)


def test_key_that_could_be_tried_out_is_refused() -> None:
    with pytest.raises(ValueError, match="32 octets"):
        keyed(b"short")
