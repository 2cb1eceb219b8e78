"""How people pass on what they read: misheard, shortened, in another order, with other sums, in their own sentence."""

from dataclasses import dataclass
from random import Random
from re import compile

from scripts.message_texts import misheard

CLAUSES = compile(r"(?<=[，。！？；,.!?;])\s*")
DIGITS = compile(r"[0-9]")
LEADS = ("他说", "短信里写", "大意是", "我收到这么一条：", "the text said: ", "something like: ")
ASIDES = ("我没理他", "不知道是不是真的", "当时吓了一跳", "I nearly believed it", "I did not reply")


@dataclass(frozen=True)
class Noise:
    """Shares from 0 to 1: of Han characters misheard, of clauses left out; `retold`: with words round it."""

    name: str
    heard_wrong: float = 0
    left_out: float = 0
    retold: bool = False


NOISES = (
    Noise("word for word"),
    Noise("light: 10 % homophones, a tenth left out", 0.1, 0.1),
    Noise("middle: 20 % homophones, a quarter left out, retold", 0.2, 0.25, True),
    Noise("heavy: 30 % homophones, half left out, retold", 0.3, 0.5, True),
    Noise("gist: 30 % homophones, seven tenths left out, retold", 0.3, 0.7, True),
)


def passed_on(text: str, noise: Noise, random: Random) -> str:
    """One person's version; sums and order numbers always differ."""
    clauses = [one for one in CLAUSES.split(text) if one]
    kept = [one for one in clauses if random.random() >= noise.left_out] or [random.choice(clauses)]
    if noise.retold and len(kept) > 2:
        place = random.randrange(len(kept) - 1)
        kept[place], kept[place + 1] = kept[place + 1], kept[place]
    said = DIGITS.sub(lambda _: str(random.randrange(10)), "".join(kept))
    said = misheard(said, random, noise.heard_wrong) if noise.heard_wrong else said
    return f"{random.choice(LEADS)}{said} {random.choice(ASIDES)}" if noise.retold else said
