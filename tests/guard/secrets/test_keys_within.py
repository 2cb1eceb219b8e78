"""Keys that are no word of their own: pasted twice, glued, cut; and what only looks so."""

import hashlib

import pytest

from answerback.guard import clean
from tests.guard.growth import IN_PROPORTION, growth

# The best-known keys there are: of the number one, and of Bitcoin's wiki.
LONG = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
COMPRESSED = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
# Of the first test vector of BIP-32.
EXTENDED = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3j" + (
    "PPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
)
HEX = hashlib.sha256(b"nobody's").hexdigest()

TEXTS = {
    f"{LONG}{LONG}": "‹private_key›‹private_key›",
    f"{COMPRESSED}{COMPRESSED}{COMPRESSED}": "‹private_key›" * 3,
    f"{EXTENDED}{EXTENDED}": "‹private_key›‹private_key›",
    f"privkey{LONG}": "privkey‹private_key›",
    f"WIF{COMPRESSED}": "WIF‹private_key›",
    f"{LONG}abc": "‹private_key›abc",
    f"13800138000{COMPRESSED}": "‹phone›‹private_key›",
    f"a{EXTENDED}9": "a‹private_key›9",
    f"pk{HEX}": "pk‹private_key›",
    f"privatekey0x{HEX}": "privatekey‹private_key›",
    f"私钥 0x{HEX}0x{HEX}": "私钥 ‹private_key›",
    f"{COMPRESSED[:30]} {COMPRESSED[30:]} 收好": "‹private_key› 收好",
    f"{COMPRESSED[:20]}\n{COMPRESSED[20:]}": "‹private_key›",
    f"{LONG[:26]}\r\n  {LONG[26:]}": "‹private_key›",
    f"{EXTENDED[:70]}\n{EXTENDED[70:]}": "‹private_key›",
    "my key " + " ".join(COMPRESSED[at : at + 4] for at in range(0, 52, 4)): "my key ‹private_key›",
    "key: " + ":".join(HEX[at : at + 2] for at in range(0, 64, 2)): "key: ‹private_key›",
    f"私钥分两段发：{HEX[:32]}\n第二段：{HEX[32:]}": "私钥分两段发：‹private_key›",
    f'eth_account.Account.from_key("0x{HEX}")': 'eth_account.Account.from_key("‹private_key›")',
    f"web3.eth.accounts.privateKeyToAccount('{HEX}')": "web3.eth.accounts.privateKeyToAccount('‹private_key›')",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_key_that_is_no_word_of_its_own_is_taken_out_and_refused(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.text == TEXTS[text]
    assert cleaned.blocked


PUBLIC = [
    f"{LONG[:-1]}x{LONG[:-1]}x",  # no checksum
    f"pubkey{HEX}",
    f"交易 0x{HEX}0x{HEX}",
    "public key: " + ":".join(HEX[at : at + 2] for at in range(0, 64, 2)),
    "SHA-256 fingerprint of the key: " + ":".join(HEX[at : at + 2] for at in range(0, 64, 2)),
    f"交易哈希分两段：{HEX[:32]}\n第二段：{HEX[32:]}",
    "Kyle Kyoto L1 network 5HT key words are ordinary here",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_what_no_checksum_or_name_shows_to_be_a_key_is_left(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "unit", [LONG, "5J", "KwL1", f"{LONG[:26]} ", "key L1 K2 ", f"pk{HEX}", f"key {HEX[:32]} "]
)
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert growth(clean, unit, length=3_000) < IN_PROPORTION
