"""Classes that only the fourth book has: numbers read aloud, cut, written round, in rows of figures; more papers."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from benchmarks.guarding import made, noise
from benchmarks.guarding.filling import Sample, filled
from benchmarks.guarding.frames import Book

HAN = "零幺二三四五六七八九"
HAN_PLAIN = "零一二三四五六七八九"
ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Maker = Callable[[random.Random], str]


def read_out(dice: random.Random, digits: str, *, group: int) -> str:
    """In Chinese or in English, with a pause behind each group or none."""
    if dice.random() < 0.5:
        names, between = tuple(dice.choice([HAN, HAN_PLAIN])), ""
        pause = dice.choice(["", "，", " ", "、"])
    else:
        names, between = dice.choice([ENGLISH, ("oh", *ENGLISH[1:])]), " "
        pause = dice.choice([" ", ", ", " - "])
    groups = [digits[at : at + group] for at in range(0, len(digits), group)]
    return pause.join(between.join(names[int(sign)] for sign in each) for each in groups)


def mobile(dice: random.Random) -> str:
    return "170000000" + made.digits(dice, 2)


def written_round(dice: random.Random) -> str:
    name = f"li.lei{made.digits(dice, 3)}"
    at = dice.choice([" (at) ", " [at] ", "(at)", " AT ", " @ ", "[at]", " at ", "#", " 艾特 "])
    return f"{name}{at}mail{dice.choice(['.', ' dot ', ' [dot] ', '(dot)', '点'])}com"


def cut_phone(dice: random.Random) -> str:
    number = mobile(dice)
    between = dice.choice([" ", "-", ".", "\n", "－", " - ", "·", "  "])
    return between.join([number[:3], number[3:7], number[7:]])


def cut_card(dice: random.Random) -> str:
    number = made.luhn_completed("62284800" + made.digits(dice, 7))
    between = dice.choice(["  ", ".", ",", ", ", " - ", "\n", "_", "·", "/"])
    return between.join(number[at : at + 4] for at in range(0, 16, 4))


def cut_identity(dice: random.Random) -> str:
    number = made.resident_id(dice)
    forms = [" ".join(number), f"{number[:6]}-{number[6:14]}-{number[14:]}", f"{number[:9]}\n{number[9:]}"]
    cuts = (0, 3, 6, 10, 14, 18)
    forms += [f"{number[:6]}.{number[6:14]}.{number[14:]}"]
    forms += [" ".join(number[start:end] for start, end in pairwise(cuts))]
    return dice.choice(forms)


def abroad(dice: random.Random) -> str:
    """Numbers set aside for drama and documentation in the United States and Great Britain; Hong Kong's shape."""
    tail, line = made.digits(dice, 3), f"01{made.digits(dice, 2)}"
    return dice.choice(
        [
            f"+1 202 555 {line}",
            f"(202) 555-{line}",
            f"202-555-{line}",
            f"+44 7700 900{tail}",
            f"07700 900{tail}",
            f"+852 5{made.digits(dice, 3)} {made.digits(dice, 4)}",
            f"001 202 555 {line}",
            f"+1.202.555.{line}",
        ]
    )


def in_a_row(dice: random.Random) -> str:
    return dice.choice([made.bank_card, made.resident_id, mobile])(dice)


def hong_kong(dice: random.Random) -> str:
    """One letter, six digits and a check digit of weights 9 (blank: 36) to 2, modulo 11."""
    letter, digits = dice.choice("ABCDEGHKMPRVYZ"), made.digits(dice, 6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + sum(int(sign) * (7 - at) for at, sign in enumerate(digits))
    check = "0123456789A"[-total % 11]
    forms = [f"{letter}{digits}({check})", f"{letter.lower()}{digits}({check})", f"{letter}{digits}{check}"]
    return dice.choice(forms)


def escaped(dice: random.Random) -> str:
    """A keystore within a string of JSON, once or twice, or as Python prints it."""
    once = json.dumps(made.keystore(dice))[1:-1]
    return dice.choice([once, json.dumps(once)[1:-1], repr(json.loads(made.keystore(dice)))])


CLASSES: dict[str, tuple[str, str, str, Maker]] = {
    "bank card read aloud": (
        "bank_card", "card aloud", "aloud",
        lambda dice: read_out(dice, made.luhn_completed("62284800" + made.digits(dice, 7)), group=4),
    ),
    "phone read aloud": ("phone", "phone aloud", "aloud", lambda dice: read_out(dice, mobile(dice), group=4)),
    "CVV read aloud": ("cvv", "CVV aloud", "aloud", lambda dice: read_out(dice, made.digits(dice, 3), group=3)),
    "PIN read aloud": ("password", "PIN aloud", "aloud", lambda dice: read_out(dice, made.digits(dice, 6), group=6)),
    "resident ID read aloud": (
        "resident_id", "ID aloud", "aloud",
        lambda dice: read_out(dice, with_digit(dice), group=6),
    ),
    "mail written round": ("email", "round mail", "round", written_round),
    "phone cut": ("phone", "cut phone", "cut_phone", cut_phone),
    "bank card cut": ("bank_card", "cut card", "cut_card", cut_card),
    "resident ID cut": ("resident_id", "cut ID", "cut_id", cut_identity),
    "phone abroad": ("phone", "foreign phone", "foreign", abroad),
    "row of figures": ("any", "CSV row", "row", in_a_row),
    "permit TW, HK identity card": ("passport", "other document", "", str),
    "key keystore JSON, escaped": ("private_key", "escaped keystore", "escaped", escaped),
}  # fmt: skip


def with_digit(dice: random.Random) -> str:
    """An ID that ends with a digit: how an X is read is another matter."""
    while (number := made.resident_id(dice)).endswith("X"):
        pass
    return number


def dictated(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    """`count` of each class, if the book has templates for them."""
    groups = book.groups("personal")
    for label, (kind, group, hole, make) in CLASSES.items():
        for _ in range(count if group in groups else 0):
            template = dice.choice(groups[group])
            secrets: Mapping[str, Callable[[], str]] = {hole: partial(make, dice)} if hole else papers(dice)
            yield filled(template, label=label, kind=kind, secrets=secrets, noise=noise.makers(dice))


def papers(dice: random.Random) -> Mapping[str, Callable[[], str]]:
    return {"taiwan": lambda: made.digits(dice, 8), "hkid": lambda: hong_kong(dice)}
