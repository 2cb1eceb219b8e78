"""What stands around a secret in a template: times, tickets, amounts, addresses, transactions."""

import random

from benchmarks.guarding import made
from benchmarks.guarding.filling import Makers

DEVICES = ["iPhone 17", "Mate 70", "Pixel 11", "Windows 11", "小米 16", "iPad"]


def makers(dice: random.Random) -> Makers:
    return {
        "time": lambda: (
            f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} {clock(dice)}:{dice.randint(0, 59):02}"
        ),
        "clock": lambda: clock(dice),
        "ticket": lambda: f"AB-{made.letters(dice, 5, 'ACDEFHJKMNPRTWXY')}",
        "order": lambda: f"2026{dice.randint(1, 12):02}{dice.randint(1, 28):02}{made.digits(dice, 10)}",
        "amount": lambda: f"{dice.randint(1, 99_999)}.{dice.randint(0, 99):02}",
        "whole": lambda: str(dice.randint(100, 99_999)),
        "device": lambda: dice.choice(DEVICES),
        "address": lambda: f"0x{made.hexadecimal(dice, 40)}",
        "base58": lambda: made.base58_checked(b"\x41" + dice.randbytes(20)),
        "hash": lambda: made.hexadecimal(dice, 64),
        "signature": lambda: made.base58(dice.randbytes(64)),
        "xpub": lambda: made.extended_public_key(dice),
        "uuid": lambda: "-".join(made.hexadecimal(dice, count) for count in (8, 4, 4, 4, 12)),
        "height": lambda: made.digits(dice, 8),
        "hotline": lambda: dice.choice(["4000000188", "400-000-0188", "95" + made.digits(dice, 3)]),
        "staff": lambda: made.digits(dice, dice.choice([4, 5, 6])),
        "tail": lambda: made.digits(dice, 4),
        "track": lambda: dice.choice(["SF", "YT", "JD", "ZTO"]) + made.digits(dice, 13),
        "version": lambda: f"{dice.randint(1, 9)}.{dice.randint(0, 20)}.{dice.randint(0, 9)}",
        "six": lambda: made.digits(dice, 6),
        "ten": lambda: "1" + made.digits(dice, 9),
        "sha1": lambda: made.hexadecimal(dice, 40),
        "count": lambda: str(dice.randint(2, 60)),
    }


def clock(dice: random.Random) -> str:
    return f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}"
