"""Private keys, and the public strings that look like them. All values are published test vectors."""

import json

import pytest

from answerback.guard import Action, Kind, find

HEX = "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35"
WIF = [
    "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
    "KyFvbums8LKuiVFHRzq2iEUsg7wvXC6fMkJC3PFLjGVQaaN9F1Ln",
]
XPRV = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqji"
    "ChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
)
XPUB = (
    "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2"
    "gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8"
)
# RFC 8032, section 7.1, test 1: the seed, then its public key.
PAIR = [
    *bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
    *bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
]
KEYSTORE = {
    "version": 3,
    "crypto": {
        "ciphertext": "d172bf743a674da9cdad04534d56926e",
        "cipher": "aes-128-ctr",
        "kdf": "scrypt",
        "kdfparams": {"n": 2},
    },
}
PEM = "-----BEGIN EC PRIVATE KEY-----\nMHQCAQEEIKqd\nAbCd\n-----END EC PRIVATE KEY-----"


def caught(text: str) -> list[tuple[str, Action]]:
    return [
        (text[found.start : found.end], found.action)
        for found in find(text)
        if found.kind is Kind.PRIVATE_KEY
    ]


@pytest.mark.parametrize(
    "context",
    [
        "private key: {}",
        "我的私钥 {} 导入报错",
        "PRIVATE_KEY={}",
        '{{"privateKey":"{}"}}',
        "密钥是{}",
        "私鑰：{}",
    ],
)
@pytest.mark.parametrize("key", [HEX, "0x" + HEX, HEX.upper()])
def test_hexadecimal_key_beside_its_name_is_blocked(context: str, key: str) -> None:
    assert caught(context.format(key)) == [(key, Action.BLOCK)]


@pytest.mark.parametrize(
    "context",
    [
        "交易哈希 0x{} 一直没到账",
        "tx 0x{} is pending",
        "TxID: {}",
        "https://etherscan.io/tx/0x{}",
        "区块 {}",
        '{{"hash":"0x{}"}}',
        "sha256 {}",
    ],
)
def test_hash_beside_its_name_is_left(context: str) -> None:
    assert caught(context.format(HEX)) == []


def test_hexadecimal_without_context_is_masked_but_not_blocked() -> None:
    assert caught(HEX) == [(HEX, Action.MASK)]


@pytest.mark.parametrize("key", [*WIF, XPRV])
def test_key_with_a_checksum_needs_no_context(key: str) -> None:
    assert caught(f"看一下{key}，谢谢") == [(key, Action.BLOCK)]


@pytest.mark.parametrize(
    "public",
    [
        XPUB,
        "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "EOS6MRyAjQq8ud7hVNYcfnVPJqcVpscN5So8BhtHuGYqET5GDW5CV",
        "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
        "90f26e17-8265-48da-a63b-bb3178b06d48",
        WIF[0][:-1] + "K",
    ],
)
def test_public_or_broken_string_is_left(public: str) -> None:
    assert caught(f"address {public}") == []


def test_solana_byte_array_is_a_key_when_its_halves_belong_together() -> None:
    assert caught(str(PAIR)) == [(str(PAIR), Action.BLOCK)]
    assert caught(str([*PAIR[:63], 27])) == []


def test_keystore_is_blocked_as_a_whole() -> None:
    written = json.dumps(KEYSTORE)

    assert caught(f"keystore file: {written} ok") == [(written, Action.BLOCK)]
    assert caught(json.dumps({"ciphertext": "abc"})) == []


def test_pem_is_blocked_with_and_without_its_end() -> None:
    assert caught(f"key\n{PEM}\nend") == [(PEM, Action.BLOCK)]
    assert caught(PEM.split("-----END")[0] + "。") == [(PEM.split("-----END")[0], Action.BLOCK)]
    assert caught("-----BEGIN PUBLIC KEY-----\nMHQCAQEE\n-----END PUBLIC KEY-----") == []


@pytest.mark.parametrize("separator", [" ", "\n", "-", ":"])
def test_hexadecimal_key_in_groups_is_blocked(separator: str) -> None:
    grouped = separator.join(HEX[place : place + 8] for place in range(0, 64, 8))

    assert caught(f"私钥：{grouped} 导入失败") == [(grouped, Action.BLOCK)]
    assert caught(f"交易哈希 {grouped}") == []


# The account of XRP's first ledger, a key pair of the XRP Ledger's documentation, and Stellar's SEP-23.
FAMILY = [
    "snoPBrXtMeMyMHUVTgbuqAfg1SUTb",
    "sEdTM1uX8pu2do5XvTnutH6HsouMaM2",
    "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKR",
]


@pytest.mark.parametrize("key", FAMILY)
def test_family_seed_of_ripple_and_secret_key_of_stellar_need_no_context(key: str) -> None:
    assert caught(f"导入{key}失败") == [(key, Action.BLOCK)]


@pytest.mark.parametrize(
    "public",
    [
        "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
        "snoPBrXtMeMyMHUVTgbuqAfg1SUTc",
        "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKA",
    ],
)
def test_account_or_broken_checksum_of_ripple_and_stellar_is_left(public: str) -> None:
    assert caught(f"send to {public}") == []
