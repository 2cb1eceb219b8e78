"""Two hundred lines written by hand: what a frightened user, a hurried agent or a recogniser would leave behind."""

import random
from collections.abc import Iterator, Mapping

from benchmarks.guarding import frames, made, noise
from benchmarks.guarding.filling import Sample, filled
from benchmarks.guarding.others import ENGLISH_DIGITS, HAN_DIGITS

TIMES = 20
"""Each line is filled with so many secrets: a word that is special must not decide."""


def frightened(dice: random.Random) -> Iterator[Sample]:
    for group, lines in frames.read(frames.FOLDER / "frightened.txt").items():
        label, kind = group.split(" | ")
        for line in lines:
            for _ in range(TIMES):
                drawn = {**words(dice), **keys(dice), **numbers(dice)}
                secrets = {name: (lambda value=value: value) for name, value in drawn.items()}
                yield filled(line, label=label, kind=kind, secrets=secrets, noise=noise.makers(dice))


def words(dice: random.Random) -> Mapping[str, str]:
    english, han = made.phrase(dice, "english", 12), made.phrase(dice, "chinese_simplified", 12)
    drawn = {"seed": " ".join(english), "zseed": " ".join(han)}
    for place, (word, sign) in enumerate(zip(english, han, strict=True), start=1):
        drawn |= {f"s{place}": word, f"z{place}": sign, f"c{place}": word[:4], f"l{place}": "-".join(word)}
    return drawn


def keys(dice: random.Random) -> Mapping[str, str]:
    key = made.hexadecimal(dice, 64)
    drawn = {"hex": key, "HEX": key.upper(), "h1": key[:32], "h2": key[32:]}
    drawn |= {f"q{part + 1}": key[8 * part : 8 * part + 8] for part in range(8)}
    drawn |= {"wif": made.wif(dice), "xprv": made.extended_key(dice, "0488ade4"), "pem": made.pem(dice)}
    pair = made.pair(dice)
    return drawn | {"sol": made.base58(pair), "bytes": str(list(pair)), "keystore": made.keystore(dice)}


def numbers(dice: random.Random) -> Mapping[str, str]:
    code, card, person, tail = (
        made.digits(dice, 6),
        made.bank_card(dice),
        made.resident_id(dice),
        made.digits(dice, 2),
    )
    mobile = f"170000000{tail}"
    return {
        "otp": code,
        "otpa": code[:3],
        "otpb": code[3:],
        "otpspaced": " ".join(code),
        "otpzh": said(code),
        "otpen": " ".join(ENGLISH_DIGITS[int(sign)] for sign in code),
        "pwd": made.password(dice),
        "pin": made.digits(dice, 6),
        "cvv": made.digits(dice, 3),
        "card": card,
        "cardspaced": " ".join(card[at : at + 4] for at in range(0, len(card), 4)),
        "carddashed": "-".join(card[at : at + 4] for at in range(0, len(card), 4)),
        "cardhan": said(card),
        "mobile": mobile,
        "mobilespaced": f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}",
        "mobiledotted": f"{mobile[:3]}.{mobile[3:7]}.{mobile[7:]}",
        "mobilefull": full_width(mobile),
        "mobileplus": f"+86 {mobile}",
        "han2": said(tail),
        "id": person,
        "idspaced": f"{person[:6]} {person[6:14]} {person[14:]}",
        "idhan": said(person),
        "idfull": full_width(person),
        "mail": f"lilei{made.digits(dice, 3)}@example.com",
    }


def said(digits: str) -> str:
    return "".join(sign if sign == "X" else HAN_DIGITS[int(sign)] for sign in digits)


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)
