"""Keys and seeds are never repeated; what may be one is asked about first. All values are published vectors."""

import pytest

from answerback.chains import Verdict, base58, identify
from answerback.chains.command import answered
from tests.chains import vectors

HEX = "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35"
SEED = "abandon " * 11 + "about"
PAIR = (  # RFC 8032, section 7.1, test 1: the seed, then its public key
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
)
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
SECRETS = [
    WIF,
    "KyFvbums8LKuiVFHRzq2iEUsg7wvXC6fMkJC3PFLjGVQaaN9F1Ln",
    WIF[:-1] + "K",  # a letter mistyped: still somebody's key
    "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg",  # BIP-38
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqji"
    "ChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
    "PVT_K1_2bfGi9rYsXQSXXTvJbDAPhHLQUojjaNLomdm3cEJ1XTzMqUt3V",
    f"ed25519-priv-0x{HEX}",
    PAIR,
    "S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy",
    SEED,
    SEED.upper(),
    SEED.replace(" ", ", "),
    "Please check my words: " + SEED,
    "的 一 是 在 不 了 有 和 人 这 中 大",
    "[" + ",".join(str(byte) for byte in bytes.fromhex(PAIR)) + "]",
    f"我的私钥：{HEX}",
    f"private key 0x{HEX}",
    f"to {WIF} please",
    " ".join(WIF[at : at + 4] for at in range(0, len(WIF), 4)),
    "".join(chr(ord(letter) + 0xFEE0) for letter in WIF),
    "\u200b".join(WIF),
    f"https://example.com/?key={WIF}&x=1",
    "-----BEGIN EC PRIVATE KEY-----",
]


LISTED = SEED.split()
DRESSED = [
    " ".join(f"{at}. {word}" for at, word in enumerate(LISTED, 1)),
    " ".join(f"{at} {word}" for at, word in enumerate(LISTED, 1)),
    *(between.join(LISTED) for between in ("-", ".", "_", "|", " / ", "\t", ";")),
    "가격 가끔 가난 가능 가득 가르침 가뭄 가방 가상 가슴 가운데 가을",
    " ".join(HEX[at : at + 2] for at in range(0, 64, 2)),
    ":".join(HEX[at : at + 2] for at in range(0, 64, 2)),
    ", ".join(f"0x{HEX[at : at + 2]}" for at in range(0, 64, 2)),
]


@pytest.mark.parametrize("text", DRESSED, ids=range(len(DRESSED)))
def test_phrase_or_key_is_recognised_whatever_divides_it(text):
    assert identify(text).verdict is Verdict.SECRET


@pytest.mark.parametrize("text", [" ".join(LISTED[:11]), " ".join(LISTED[3:]), "".join(LISTED)])
def test_part_of_a_phrase_is_hidden_and_said_to_be(text):
    line = answered(text)
    assert (line["verdict"], line["input"]) == ("invalid", f"‹{len(text)} characters›")
    assert "resembles a private key" in line["why"]


def test_beginning_of_what_is_hidden_is_not_named_as_a_link():
    line = answered("abandon:" + " ".join(LISTED[1:]))
    assert "abandon" not in str(line)


@pytest.mark.parametrize(
    "text",
    [
        "5FrQmJ4eUoH2ubp6KNEpXoy5frnLLfkGNLmv2ZNrvCkHbUTGnb6",
        "bc1pxtg308dlgq3zwr67533zdy3tqf03hgxe94qfqst4qnaeu9ttasf0sr5kes",
        "PUB_K1_5" + "a" * 50,
    ],
)
def test_mistyped_address_or_public_key_is_no_secret(text):
    assert identify(text).verdict is Verdict.INVALID


def pieces(text: str) -> set[str]:
    """Every run of six letters."""
    return {text[at : at + 6] for at in range(len(text) - 5)}


@pytest.mark.parametrize("text", SECRETS, ids=range(len(SECRETS)))
def test_secret_is_recognised_and_no_piece_of_it_repeated(text):
    line = answered(text)
    assert (line["verdict"], line["candidates"]) == ("secret", [])
    assert pieces(text) & pieces(str(line).replace("seed phrase", "").replace("private key", "")) == set()


def test_solana_secret_key_proves_itself_and_a_signature_is_asked_about():
    from answerback.chains import base58

    assert identify(base58.encoded(bytes.fromhex(PAIR))).verdict is Verdict.SECRET
    assert identify(vectors.SIGNATURE).verdict is Verdict.POSSIBLE_SECRET


@pytest.mark.parametrize("text", [HEX, HEX.upper(), vectors.SIGNATURE, f" {HEX} "])
def test_possible_secret_shows_four_letters_at_each_end(text):
    bare = text.strip()
    assert identify(text).shown == f"{bare[:4]}…{bare[-4:]}"


@pytest.mark.parametrize("text", [HEX, vectors.SIGNATURE])
def test_possible_secret_is_a_transaction_once_the_user_says_so(text):
    answer = identify(text, is_transaction=True)
    assert (answer.verdict, answer.compact) == (Verdict.UNPROTECTED, text)


def test_proven_secret_stays_one_whatever_the_user_says():
    assert identify(WIF, is_transaction=True).verdict is Verdict.SECRET


@pytest.mark.parametrize(
    "text", [HEX[:-1], HEX + "0", vectors.SIGNATURE + "1", WIF[:-2], f"look at {HEX[:-1]} now"]
)
def test_what_is_nearly_a_secret_is_not_repeated(text):
    answer = identify(text)
    assert answer.verdict is Verdict.INVALID
    assert pieces(text) & pieces(answer.shown) == set()


@pytest.mark.parametrize(
    "text",
    [
        vectors.APTOS,
        vectors.TRON,
        vectors.LEGACY[0],
        vectors.POLKADOT,
        vectors.EVM_CHECKED[0],
        vectors.EOS_KEYS[1],
    ],
)
def test_address_is_never_taken_for_a_secret(text):
    assert identify(text).shown == text


@pytest.mark.parametrize("version", [0x80, 0x9E, 0xB0, 0xCC, 0xEF])
@pytest.mark.parametrize("ending", [b"", b"\1"])
def test_key_of_any_chain_is_known_by_its_checksum(version, ending):
    key = base58.with_check(bytes([version]) + bytes(range(1, 33)) + ending)
    assert (identify(key).verdict, key in identify(key).shown) == (Verdict.SECRET, False)


def test_longer_words_of_italian_make_a_phrase_too():
    phrase = "pesista educare imballo formica curvo imbevuto raddoppio sussurro croce eppure epilogo poligono"
    assert identify(phrase).verdict is Verdict.SECRET
