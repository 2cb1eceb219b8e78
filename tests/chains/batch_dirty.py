"""Right strings as people paste them, what could mean another address, and secrets. All keys are random."""

import random
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.chains import spelling
from tests.chains.batch import (
    EVM,
    Claim,
    Line,
    Maker,
    bitcoin_legacy,
    bitcoin_segwit,
    evm_checked,
    evm_one_case,
    invalid,
    oktc,
    on,
    relay_account,
    solana_account,
    tron_checked,
)

ADDRESSES: list[Maker] = [
    bitcoin_legacy,
    bitcoin_segwit,
    evm_checked,
    evm_one_case,
    tron_checked,
    oktc,
    solana_account,
    relay_account,
]
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u2066\u2069"
LABELS = (
    "地址：",
    "收款地址: ",
    "Address: ",
    "USDT-TRC20 地址：",
    "to: ",
    "TxID：",
    "账户：",
    "Deposit address=",
)
# Of the list of BIP-39, each with its own first four letters.
ENGLISH = [
    *(
        "abandon",
        "ability",
        "able",
        "about",
        "above",
        "absent",
        "absorb",
        "abstract",
        "absurd",
        "abuse",
        "access",
    ),
    *(
        "acid",
        "acoustic",
        "across",
        "action",
        "actor",
        "actual",
        "zebra",
        "zero",
        "zone",
        "zoo",
        "wrong",
        "write",
    ),
    *("wreck", "world", "accuse", "achieve"),
]
CHINESE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
)


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def hidden_in(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(INVISIBLE) + text[at:]


def in_groups(text: str, size: int) -> str:
    start = 2 if text.startswith("0x") else 0
    groups = [text[at : at + size] for at in range(start, len(text), size)]
    return text[:start] + " ".join(groups)


WRAPPINGS: list[Callable[[random.Random, str], str]] = [
    lambda dice, text: (
        dice.choice((" ", "  ", "\t", "\u3000", "\u00a0")) + text + dice.choice(("", " ", "\v"))
    ),
    hidden_in,
    lambda dice, text: full_width(text),
    lambda dice, text: dice.choice(LABELS) + text,
    lambda dice, text: dice.choice(("“{}”", "'{}'", "({})", "【{}】", "<{}>", "{},", "{}。")).format(text),
    lambda dice, text: in_groups(text, 4),
    lambda dice, text: dice.choice(LABELS) + " " + hidden_in(dice, text) + "\u3000",
]


def wrapped(dice: random.Random) -> Line:
    """What cannot belong to an address is taken off; the answer is that of the address alone."""
    line = dice.choice(ADDRESSES)(dice)
    if len(line.text) < 36 and line.text.startswith("11"):
        return wrapped(dice)
    wrapping = dice.choice(WRAPPINGS)
    return line._replace(text=wrapping(dice, line.text), plain=False, named="Taken off")


def link(dice: random.Random) -> Line:
    """A payment link also names the chain."""
    evm, tron, legacy = (maker(dice).text for maker in (evm_checked, tron_checked, bitcoin_legacy))
    polkadot = spelling.ss58(0, dice.randbytes(32))
    solana = spelling.base58(dice.randbytes(32))
    segwit = spelling.segwit(0, dice.randbytes(20))
    links: list[tuple[str, tuple[str, ...], bool]] = [
        (f"bitcoin:{legacy}?amount=0.1&label=x", ("bitcoin",), True),
        (f"BITCOIN:{segwit.upper()}?AMOUNT=1", ("bitcoin",), True),
        (f"ethereum:{evm}?value=1e18", EVM, True),
        (f"ethereum:{evm}@56", ("bsc",), True),
        (f"ethereum:pay-{evm.lower()}@137?value=1", ("polygon",), False),
        (f"eip155:8453:{evm}", ("base",), True),
        (f"okb:{evm}", ("xlayer",), True),
        (f"tron:{tron}?amount=5", ("tron",), True),
        (f"solana:{solana}?amount=1&spl-token={solana}", ("solana",), False),
        (f"substrate:{polkadot}:0x00:Name", ("polkadot",), True),
        (f"aptos:0x{dice.randbytes(32).hex()}", (), False),
    ]
    text, chains, checksum = dice.choice(links)
    claims = on(chains, "address", checksum=checksum) if chains else APTOS
    return Line(text, "valid" if checksum else "unprotected", claims, plain=False, named="link")


APTOS: frozenset[Claim] = frozenset({("aptos", "address", False), ("aptos", "transaction", False)})


def link_refused(dice: random.Random) -> Line:
    evm, tron, legacy = (maker(dice).text for maker in (evm_checked, tron_checked, bitcoin_legacy))
    return invalid(
        dice.choice(
            (
                f"bitcoin:{tron}",
                f"tron:{legacy}",
                f"ethereum:{tron}",
                f"solana:{evm}",
                f"bitcoin:{legacy}?req-expires=1",
                f"ethereum:{evm}@1/transfer?address={evm}&uint256=1",
                f"ethereum:{evm}@43114",
                f"ethereum:{evm}@0x1",
                f"litecoin:{legacy}",
                f"ton://transfer/{tron}",
                f"https://example.com/{evm}",
                f"bitcoin:{legacy}&amount=1",
            )
        )
    )._replace(plain=False)


def another_meaning(dice: random.Random) -> Line:
    """Two addresses, letters of other alphabets, marks that turn the reading direction, words beside it."""
    right = dice.choice((tron_checked, evm_checked, bitcoin_legacy))(dice).text
    other = tron_checked(dice).text
    at = dice.randrange(2, len(right))
    return invalid(
        dice.choice(
            (
                f"{right} {other}",
                f"{right},{other}",
                f"{right}/{other}",
                right + other,
                f"{right} 12345",
                f"please pay {right}",
                right[:at] + dice.choice("аеорсхТβ①𝟎é") + right[at + 1 :],
                right[:at] + dice.choice("\u202e\u202d") + right[at:],
                right[:at] + dice.choice("\x00\x07-_.*") + right[at:],
                f"{right[:at]} {right[at:]}",
                right[::-1],
            )
        )
    )._replace(plain=False)


def very_long(dice: random.Random) -> Line:
    right = dice.choice((tron_checked, evm_checked))(dice).text
    times = dice.choice((200, 1000))
    line = invalid(dice.choice((right * times, f"{right} " * times, "9" * 50 * times)))
    return line._replace(masked=len(line.text) > 20_000, plain=False)


def secret(text: str) -> Line:
    return Line(text, "secret", masked=True, plain=False)


def wallet_key(dice: random.Random) -> Line:
    """WIF of all networks, its end also mistyped: still somebody's key."""
    long = dice.random() < 0.5
    payload = bytes([dice.choice((0x80, 0xEF))]) + dice.randbytes(32) + (b"\1" if long else b"")
    text = spelling.base58_check(payload)
    return secret(
        dice.choice((text, text[:-1] + ("a" if text[-1] != "a" else "b"), f" {text} ", f"key={text}"))
    )


def other_key(dice: random.Random) -> Line:
    seed = dice.randbytes(32)
    pair = seed + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    extended = b"\x04\x88\xad\xe4" + dice.randbytes(41) + b"\0" + dice.randbytes(32)
    return secret(
        dice.choice(
            (
                spelling.base58(pair),
                str(list(pair)),
                pair.hex(),
                spelling.base58_check(extended),
                "PVT_K1_" + spelling.base58(b"\xee" + dice.randbytes(35)),
                f"ed25519-priv-0x{seed.hex()}",
                spelling.base58_check(b"\x01\x42\xc0" + dice.randbytes(36)),
                f"我的私钥：{seed.hex()}",
                f"private key 0x{seed.hex()}",
                f'{{"crypto":{{"ciphertext":"{seed.hex()}","kdf":"scrypt"}}}}',
                " ".join(seed.hex()[at : at + 2] for at in range(0, 64, 2)) + " private key",
            )
        )
    )


def phrase(dice: random.Random) -> Line:
    words = dice.sample(ENGLISH, k=dice.choice((12, 15, 18, 21, 24)))
    between = dice.choice((" ", ", ", "\t", " - ", "|", "-", ".", " / "))
    numbered = " ".join(f"{at}{dice.choice('. )')} {word}" for at, word in enumerate(words, 1))
    chinese = between.join(dice.sample(CHINESE, k=12)) if between in (" ", ", ", "\t") else numbered
    text = between.join(words)
    return secret(dice.choice((text, text.upper(), text.title(), numbered, chinese, f"my words: {text} ok")))


def part_of_phrase(dice: random.Random) -> Line:
    return invalid(" ".join(dice.sample(ENGLISH, k=11)), masked=True)._replace(plain=False)


DIRTY: list[Maker] = [
    wrapped,
    wrapped,
    link,
    link_refused,
    another_meaning,
    very_long,
    wallet_key,
    other_key,
    phrase,
    part_of_phrase,
]
