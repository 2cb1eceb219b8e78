"""What the lexical model looks at in a host: pieces of its labels, its ending, and how it is built.

Every feature is hashed (CRC-32) into a slot; no text is kept.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import log2
from zlib import crc32

from answerback.guard.links.bait import BAIT, STRONG
from answerback.guard.links.names import unicode_label
from answerback.guard.links.suffixes import Parts

SLOTS = 1 << 17
LONGEST_LABEL = 63
VOWELS = frozenset("aeiouy")
OLD_ENDINGS = frozenset({"com", "net", "org", "edu", "gov", "io", "co", "info", "biz"})


def slots(cut: Parts) -> list[int]:
    """The slots of a host's features, each once."""
    return sorted({crc32(feature.encode("utf-8", "replace")) % SLOTS for feature in features(cut)})


def features(cut: Parts) -> Iterator[str]:
    """The features of a host by name."""
    labels = [unicode_label(label) for label in (*cut.subdomains, cut.core) if label != "www"]
    for label in labels:
        yield from pieces(label)
    kind = class_of(cut)
    yield from _ending(cut, kind)
    yield from _shape(labels, kind)
    yield from _words(labels, cut, kind)


def pieces(label: str) -> Iterator[str]:
    """Runs of two to five letters, with the label's ends marked."""
    marked = f"^{label[:LONGEST_LABEL]}$"
    for size in (2, 3, 4, 5):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def class_of(cut: Parts) -> str:
    """`hosted`, or by the ending `old`, `country`, `new`: what one may expect of a host, and each has a threshold."""
    last = cut.suffix.rpartition(".")[2]
    if cut.hosted:
        return "hosted"
    return "old" if last in OLD_ENDINGS else "country" if len(last) == 2 else "new"


def _ending(cut: Parts, kind: str) -> Iterator[str]:
    yield f"ending={cut.suffix}"
    yield f"class={kind}"
    yield f"first={cut.core[:3]},class={kind}"
    yield f"last={cut.core[-3:]},class={kind}"
    for label in cut.subdomains[:4]:
        yield f"sub={label}"


def _shape(labels: list[str], kind: str) -> Iterator[str]:
    name = "".join(labels)
    digits = sum(letter.isdigit() for letter in name)
    yield f"length={min(len(name) // 3, 12)}"
    yield f"labels={min(len(labels), 4)}"
    yield f"hyphens={min(name.count('-'), 4)}"
    yield f"digits={min(digits, 5)}"
    yield f"vowels={int(10 * sum(map(VOWELS.__contains__, name)) / max(len(name), 1))}"
    yield f"entropy={int(4 * entropy(name))}"
    yield f"class={kind},hyphens={min(name.count('-'), 4)},digits={min(digits, 2)}"
    yield f"class={kind},length={min(len(name) // 4, 8)}"


def _words(labels: list[str], cut: Parts, kind: str) -> Iterator[str]:
    words = [word for label in labels for part in label.split("-") for word in segmented(part)]
    found = [word for word in words if word in BAIT]
    strong = sum(word in STRONG for word in found)
    yield f"bait={min(len(found), 3)},strong={min(strong, 2)}"
    yield f"bait={min(len(found), 3)},ending={cut.suffix}"
    for word in found:
        yield f"word={word}"
        yield f"word={word},class={kind}"
    for first, second in pairwise(words):
        yield f"words={first}+{second}"


@lru_cache(maxsize=8192)
def segmented(part: str) -> tuple[str, ...]:
    """A label's part cut at the bait words that it begins or ends with.

    >>> segmented("claimuniswap"), segmented("walletconnect")
    (('claim', 'uniswap'), ('wallet', 'connect'))
    """
    for cut in range(len(part) - 2, 2, -1):
        if part[:cut] in BAIT:
            return (part[:cut], part[cut:])
    for cut in range(3, len(part) - 2):
        if part[cut:] in BAIT:
            return (part[:cut], part[cut:])
    return (part,)


def entropy(name: str) -> float:
    """Bits a letter."""
    counts = Counter(name).values()
    return -sum(count / len(name) * log2(count / len(name)) for count in counts) if name else 0.0
