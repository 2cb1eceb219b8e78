"""What people paste round an address, taken off without touching the address.

Only what cannot belong to an address is taken off, and every step is told (`Cleaned.steps`). What could change
the meaning is refused: marks that turn the reading direction, letters of other alphabets, words beside it.

>>> cleaned("收款地址：　０ｘ1 ").text
'0x1'
"""

import re
from typing import NamedTuple

from answerback.chains.kinds import ChainError
from answerback.chains.shapes import worded

LONGEST = 4096  # letters of one line
SHORTEST = 25  # letters worth showing in groups
PLAIN = re.compile(r"[0-9A-Za-z._-]+", re.ASCII)
# Zero-width marks, the soft hyphen and the byte order mark; isolates and marks that turn nothing by themselves.
INVISIBLE = dict.fromkeys(
    (
        0x00AD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202D),
        *range(0x2060, 0x206A),
        0xFE0E,
        0xFE0F,
        0xFEFF,
    )
)
TURNING = "[\u202d\u202e]"
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# What may stand before the label is shorter than any address.
LABEL = (
    r"[\w /()-]{0,20}?(?:地址|收款|接收|转[到至给]|打到|充[币值]|提[币现]|钱包|账户名?|帐户名?|账号|帐号"
    r"|哈希值?|签名|交易号|交易ID|收款人|付款人|收|付"
    r"|\b(?:address|addr|account(?: name)?|signature|tx ?id|tx ?hash|tx|transaction(?: id| hash)?|hash|to|from))"
    r"[是为]?(?:\s{0,8}[:=]\s{0,8}|(?:(?<=地址)|(?<=address)|(?<=txid)|(?<=hash))\s{1,8})"
)
# The name of a coin or chain with a blank behind its colon; without the blank it is a link.
COIN = (
    r"(?:bitcoin|btc|ethereum|eth|bsc|bnb|tron|trx|solana|sol|polygon|matic|pol|aptos|apt|polkadot|dot|kusama|ksm|eos"
    r"|usd[tc]|arbitrum|optimism|base|oktc?|okb|x ?layer"
    r"|(?:[a-z]{2,5}[ -])?(?:erc|trc|bep)-?20|比特币|以太坊|波场|币安链?)"
    r"(?:[ -]?(?:erc|trc|bep)-?20)?[链网络主]{0,3}\s{0,4}[:=]\s{1,8}"
)
WIDE = r"[\w /()（）·-]{1,24}：\s{0,8}"
"""A full-width colon stands in no link: what is before it is a label, whatever it says."""
QUOTES = "\"'`“”‘’「」『』«»<>《》()[]{}【】"
ENDS = ",;、。"


class Cleaned(NamedTuple):
    """The text without its wrapping; `steps` says what was taken off, in order."""

    text: str
    steps: tuple[str, ...]


def cleaned(text: str) -> Cleaned:
    """Raises ChainError `too_long` or `turned` (direction marks), with the place."""
    if PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return Cleaned(text, ())
    if len(text) > LONGEST:
        raise ChainError("too_long", hole=LONGEST)
    turned = worded(TURNING).search(text)
    if turned is not None:
        raise ChainError("turned", turned.start())
    steps: list[str] = []
    for step, change in CHANGES:
        changed = change(text)
        if changed != text:
            steps.append(step)
            text = changed
    return Cleaned(text, tuple(steps))


def seen(text: str) -> str:
    """Without what cannot be seen."""
    return text.translate(INVISIBLE)


def half_width(text: str) -> str:
    return text.translate(FULL_WIDTH)


def unlabelled(text: str) -> str:
    """Without "地址：" and the like in front; a label needs its colon."""
    found = worded(LABEL).match(text) or worded(COIN).match(text)
    return text[found.end() :] if found else text


def without_wide_label(text: str) -> str:
    """Without "ETH：" in front."""
    found = worded(WIDE).match(text)
    return text[found.end() :] if found else text


def unquoted(text: str) -> str:
    return text.strip(QUOTES + ENDS + " \t")


CHANGES = (
    ("invisible", seen),
    ("label", without_wide_label),
    ("full_width", half_width),
    ("spaces", str.strip),
    ("label", unlabelled),
    ("quotes", unquoted),
)


def joined(text: str) -> str:
    """Groups of one size put together, as addresses are shown: `0x12 3456 …`, `T123 4567 …`.

    Raises ChainError `words` for anything else with spaces in it: it might be two things.

    >>> joined("bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4")
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
    """
    groups = text.split()
    if len(groups) < 2:
        return text
    middle = groups[1:-1]
    sizes = {len(group) for group in middle}
    even = len(groups) > 3 and len(sizes) == 1 and len(groups[-1]) <= len(groups[1]) <= 10
    whole = "".join(groups)
    if not even or len(groups[0]) not in (len(groups[1]), len(groups[1]) + 2, 2) or len(whole) < SHORTEST:
        raise ChainError("words", len(groups[0]))
    return whole


def place(text: str, bare: str, at: int) -> int | None:
    """Where letter `at` of the bare string stands in what was pasted; None where that cannot be known.

    >>> place("地址： ＴＲ7 0", "TR7 0", 4)
    8
    """
    where = [(at, half_width(letter)) for at, letter in enumerate(text) if seen(letter).strip()]
    start = "".join(letter for _, letter in where).rfind("".join(bare.split()))
    before = len("".join(bare[:at].split()))
    if start < 0 or start + before >= len(where):
        return None
    if bare[at : at + 1].isspace():
        return where[start + before - 1][0] + 1
    return where[start + before][0]
