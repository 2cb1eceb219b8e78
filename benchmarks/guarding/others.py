"""Private keys, one-time codes, passwords, cards, documents, phones and mail in the templates of `frames/`."""

import random
from collections.abc import Callable, Iterator, Sequence

from benchmarks.guarding import frames, made, noise
from benchmarks.guarding.filling import Sample, filled
from benchmarks.guarding.frames import Book

Maker = Callable[[random.Random], str]
HAN_DIGITS, ENGLISH_DIGITS = "零一二三四五六七八九", frames.words("digits")
XPRV = {"xprv": "0488ade4", "yprv": "049d7878", "zprv": "04b2430c", "tprv": "04358394"}
SHAPED: dict[str, Maker] = {
    "key WIF": lambda dice: made.wif(dice, dice.choice([0x80, 0x80, 0xB0, 0x9E, 0xEF])),
    "key WIF, uncompressed or EOS 5…": lambda dice: made.wif(dice, compressed=False),
    "key xprv yprv zprv tprv": lambda dice: made.extended_key(dice, dice.choice(list(XPRV.values()))),
    "key EOS PVT_": lambda dice: f"PVT_{dice.choice(['K1', 'R1'])}_" + made.base58(dice.randbytes(37)),
    "key Solana base58": lambda dice: made.base58(made.pair(dice)),
    "key Solana bytes": lambda dice: dice.choice([str, lambda got: str(got).replace(" ", "")])(
        list(made.pair(dice))
    ),
    "key keystore JSON": made.keystore,
    "key PEM": made.pem,
    "key BIP-38": lambda dice: made.base58_checked(b"\x01\x42" + b"\xc0" + dice.randbytes(36)),
    "key Aptos AIP-80": lambda dice: (
        f"{dice.choice(['ed25519', 'secp256k1'])}-priv-0x{made.hexadecimal(dice, 64)}"
    ),
}
PERSONAL: dict[str, tuple[str, str, Maker]] = {
    "password": ("password", "password", made.password),
    "PIN": ("password", "pin", lambda dice: made.digits(dice, 6)),
    "bank card": ("bank_card", "card", lambda dice: grouped(dice, made.bank_card(dice))),
    "CVV": ("cvv", "cvv", lambda dice: made.digits(dice, 3)),
    "resident ID": ("resident_id", "id", lambda dice: dressed(dice, made.resident_id(dice))),
    "passport": ("passport", "passport", lambda dice: dice.choice(["E", "EA", "G", "EJ"]) + made.digits(dice, 7)),
    "permit HK MO TW": ("passport", "permit", lambda dice: dice.choice("HM") + made.digits(dice, 8)),
    "phone": ("phone", "phone", lambda dice: telephone(dice)),
    "mail": ("email", "mail", lambda dice: f"li.lei{made.digits(dice, 3)}@mail.example.cn"),
}  # fmt: skip


def grouped(dice: random.Random, digits: str) -> str:
    if dice.random() < 0.5:
        return digits
    sign = dice.choice(" -")
    return sign.join(digits[at : at + 4] for at in range(0, len(digits), 4))


def dressed(dice: random.Random, digits: str) -> str:
    """As it is, with a small x, full-width, or in three groups."""
    forms = [digits, digits.lower(), "".join(chr(ord(sign) + 0xFEE0) for sign in digits)]
    return dice.choice([*forms, f"{digits[:6]} {digits[6:14]} {digits[14:]}"])


def telephone(dice: random.Random) -> str:
    tail = made.digits(dice, 2)
    return dice.choice(
        [f"170000000{tail}", f"170 0000 00{tail}", f"+86 170-0000-00{tail}", f"+86170000000{tail}"]
    )


def keys(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    """Hexadecimal only where the words make it a key; the others in any words or none."""
    for _ in range(count):
        before = dice.choice(["", "", "0x"])
        key = before + dice.choice([str, str.upper])(made.hexadecimal(dice, 64))
        yield framed(dice, "key hexadecimal, named", "private_key", dice.choice(book.of("key", "hex")), key)
    for label, make in SHAPED.items():
        for _ in range(count):
            yield framed(dice, label, "private_key", dice.choice(book.of("key", "shaped")), make(dice))


def codes(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    forms: dict[str, tuple[str, Maker]] = {
        "one-time code": ("digits", digits),
        "one-time code, spoken Chinese": ("said_zh", lambda dice: said(dice, HAN_DIGITS, ["", " ", "、"])),
        "one-time code, spoken English": ("said_en", lambda dice: said(dice, ENGLISH_DIGITS, [" ", ", "])),
        "one-time code, letters and digits": ("mixed", mixed),
    }
    for label, (group, make) in forms.items():
        for _ in range(count):
            yield framed(dice, label, "one_time_code", dice.choice(book.of("code", group)), make(dice))


def digits(dice: random.Random) -> str:
    """Mostly six in one piece; four, in halves, or one by one."""
    code = made.digits(dice, 6)
    return dice.choice([code, code, code, made.digits(dice, 4), f"{code[:3]}-{code[3:]}", " ".join(code)])


def said(dice: random.Random, names: Sequence[str], between: Sequence[str]) -> str:
    return dice.choice(between).join(names[int(sign)] for sign in made.digits(dice, 6))


def mixed(dice: random.Random) -> str:
    return made.letters(dice, 3, "ACDEFGHJKLMNPQRTUVWXY") + made.letters(dice, 3, "2346789")


def personal(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    for label, (kind, group, make) in PERSONAL.items():
        lines = book.groups("personal")[group]
        for _ in range(count):
            yield framed(dice, label, kind, dice.choice(lines), make(dice))


def framed(dice: random.Random, label: str, kind: str, template: str, secret: str) -> Sample:
    names = (
        "key",
        "code",
        "mixed",
        "password",
        "pin",
        "card",
        "cvv",
        "id",
        "passport",
        "permit",
        "phone",
        "mail",
    )
    secrets = dict.fromkeys(names, lambda: secret)
    return filled(template, label=label, kind=kind, secrets=secrets, noise=noise.makers(dice))
