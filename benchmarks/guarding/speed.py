"""How fast the guard reads, how its work grows with the length, what it costs to import and to hold."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import process_time

from answerback.guard.secrets.find import find
from answerback.guard.secrets.first_look import Look, plainly

ROUNDS = 3
SOURCE = Path(__file__).resolve().parents[2] / "src"
WORDS = "abandon ability able about above absent absorb abstract absurd abuse access accident "
ASKED_FOR = ("nested quotes", "digits", "listed words")
ADVERSARIAL: Mapping[str, str] = {
    "nested quotes": "\"'“「『《‘`",
    "digits": "4929384756",
    "digits, spaced": "4 9 2 ",
    "listed words": WORDS,
    "the same listed word": "zoo ",
    "listed Han without blanks": "的一是在不了有和人这中大为上个国我以要他",
    "open brackets": "{[(<",
    "words for codes": "验证码code otp ",
    "words for passwords": "password is 密码是 pwd=",
    "words for keys": "private key 私钥 0x",
    "mail signs": "a.b-c@d.e-",
    "hexadecimal": "0123456789abcdef",
    "base58": "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
    "ciphertexts": '{"ciphertext":',
    "signs that cannot be seen": "\u200ba\u200d",
    "one sign": " ",
}
COST = """
from time import process_time
began = process_time()
import {module}
spent = process_time() - began
{then}
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(f"[{{spent}}, {{int(peak.split()[1]) / 1024}}]")
"""
USED = """
from answerback.guard import clean
for text in {texts!r}:
    clean(text)
"""


def rate(lines: Sequence[str], look: Look = plainly) -> float:
    """MB a CPU second, each line a text of its own: the median of the rounds."""
    size = sum(len(line.encode()) for line in lines)
    return (
        size / 1e6 / median(seconds(lambda: [find(line, look=look) for line in lines]) for _ in range(ROUNDS))
    )


def rate_of_one(text: str) -> float:
    return len(text.encode()) / 1e6 / median(seconds(lambda: find(text)) for _ in range(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def growth(unit: str, characters: int) -> tuple[float, float]:
    """CPU seconds for a tenth of these characters, and for all of them."""
    short, long = (unit * (count // len(unit)) for count in (characters // 10, characters))
    return seconds(lambda: find(short)), seconds(lambda: find(long))


def cost(module: str, texts: Sequence[str] = ()) -> tuple[float, float]:
    """CPU seconds to import in a fresh interpreter and the peak of its memory in MB, medians of seven."""
    script = COST.format(module=module, then=USED.format(texts=list(texts)) if texts else "")
    runs = [json.loads(python(script)) for _ in range(7)]
    return median(spent for spent, _ in runs), median(peak for _, peak in runs)


def python(script: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout
