"""What people paste: cleaned and told so, or refused; never another address."""

import pytest

from answerback.chains import Verdict, identify
from tests.chains import vectors

EVM = vectors.EVM_CHECKED[0]
TRON = vectors.TRON
SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"


def grouped(text: str, size: int = 4) -> str:
    return " ".join(text[at : at + size] for at in range(0, len(text), size))


@pytest.mark.parametrize(
    ("dirty", "steps"),
    [
        (f"  {TRON}\t", ("spaces",)),
        (f"\ufeff{TRON}\u200b", ("invisible",)),
        (f"TR7N\u200d{TRON[4:]}", ("invisible",)),
        ("".join(chr(ord(letter) + 0xFEE0) for letter in TRON), ("full_width",)),
        (f"地址：{TRON}", ("label",)),
        (f"地址 {TRON}", ("label",)),
        (f"TRC20：{TRON}", ("label",)),
        (f"USDT-TRC20: {TRON}", ("label",)),
        (f"转到：{TRON}", ("label",)),
        (f"USDT-TRC20 收款地址: {TRON}", ("label",)),
        (f"Deposit address: {TRON}", ("label",)),
        (f"“{TRON}”", ("quotes",)),
        (f"({TRON}),", ("quotes",)),
        (grouped(TRON), ("groups",)),
        (grouped(TRON, 5), ("groups",)),
        (f"tron:{TRON}?amount=5", ("link",)),
    ],
)
def test_wrapping_is_taken_off_and_told(dirty, steps):
    answer = identify(dirty)
    assert (answer.verdict, answer.compact, answer.steps) == (Verdict.VALID, TRON, steps)


@pytest.mark.parametrize(
    ("link", "compact", "chains"),
    [
        (f"BITCOIN:{SEGWIT.upper()}?AMOUNT=1", SEGWIT, ["bitcoin"]),
        (f"ethereum:{EVM}@137?value=1e18", EVM.lower(), ["polygon"]),
        (f"ethereum:pay-{EVM}@8453", EVM.lower(), ["base"]),
        (f"eip155:42161:{EVM}", EVM.lower(), ["arbitrum"]),
        (f"arb1:{EVM}", EVM.lower(), ["arbitrum"]),
        (f"solana:{vectors.SOLANA[1]}?amount=1", vectors.SOLANA[1], ["solana"]),
        (f"substrate:{vectors.POLKADOT}:0x00:Name", vectors.POLKADOT, ["polkadot"]),
    ],
)
def test_payment_link_gives_its_address_on_the_chain_it_names(link, compact, chains):
    answer = identify(link)
    assert (answer.compact, [str(c.chain) for c in answer.candidates]) == (compact, chains)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"ethereum:{EVM}@1/transfer?address={vectors.EVM_CHECKED[1]}&uint256=1", "link_contract"),
        (f"ethereum:{EVM}@999", "link_chain"),
        ("ethereum:vitalik.eth", "link_mismatch"),
        (f"bitcoin:{SEGWIT}?req-somethingyoudontunderstand=50", "link_requires"),
        ("bitcoin:?lightning=lnbc1", "empty"),
        (f"bitcoin:{TRON}", "link_mismatch"),
        (f"bnb:{TRON}", "link_mismatch"),
        (f"litecoin:{SEGWIT}", "link_unknown"),
        (f"https://example.com/{TRON}", "link_unknown"),
        (f"{TRON} 12345", "words"),
        (f"{TRON[:20]} {TRON[20:]}", "words"),
        (f"{TRON} address: {SEGWIT}", "words"),
        ("hello world", "words"),
        ("1-2 3 4 5", "words"),
        ("abc abc abc abc", "words"),
        ("«hello»", "eos_cleaned"),
        ("he\u200bllo", "eos_cleaned"),
        (f"\u202e{TRON}", "turned"),
        (TRON.replace("a", "а", 1) if "a" in TRON else "Т" + TRON[1:], "letter"),  # Cyrillic
        ("а" * 5000, "too_long"),
    ],
)
def test_what_could_mean_something_else_is_refused(text, code):
    answer = identify(text)
    assert (answer.verdict, answer.candidates, answer.why.code) == (Verdict.INVALID, (), code)


def test_letter_of_another_alphabet_is_pointed_at():
    assert identify("ТR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").why.at == 0


def test_account_name_of_eos_may_have_a_label():
    assert identify("账户名：binancecleos").compact == "binancecleos"


def test_full_width_colon_is_of_a_label_and_limits_no_chain():
    address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    labelled, link = identify(f"ETH：{address}"), identify(f"eth:{address}")
    assert ([len(one.candidates) for one in (labelled, link)], labelled.compact) == ([8, 1], link.compact)
