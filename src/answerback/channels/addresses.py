"""Applications, contracts and ENS names in one spelling."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs

from answerback.chains.identify import Answer, identify
from answerback.chains.kinds import Chain, Verdict
from answerback.chains.kinds import Kind as Reading
from answerback.channels.unreadable import Unreadable
from answerback.guard.links.canonical import read
from answerback.guard.links.check import is_disguised
from answerback.guard.links.kinds import Reason
from answerback.guard.links.suffixes import Parts

PLAY, APPLE = "play.google.com", ("apps.apple.com", "itunes.apple.com")
STORE = re.compile(r"(android|apple|ios|iphone)\s*:\s*(.+)", re.IGNORECASE)
PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+")
BUNDLE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
APPLE_ID = re.compile(r"(?:id)?([0-9]{6,12})")
LONGEST_ID = 155  # characters of a bundle id; a package may have as many
ON_CHAIN = re.compile(rf"({'|'.join(Chain)})\s*[:：]\s*(\S.*)", re.IGNORECASE | re.DOTALL)


def app(text: str) -> str:
    """`android:package`, `apple:number` or `apple:bundle`; from the store's link, or with the store before it.

    >>> app("https://apps.apple.com/cn/app/lanyue/id1234567890?l=zh"), app("Android: com.lanyue.wallet")
    ('apple:1234567890', 'android:com.lanyue.wallet')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    said = STORE.fullmatch(plain)
    if said is not None and not said[2].startswith("//"):
        return _android(said[2]) if said[1].lower() == "android" else _apple(said[2])
    found = read(plain)
    if found.host == PLAY:
        return _android(next(iter(parse_qs(found.rest.partition("?")[2]).get("id", [])), ""))
    if found.host in APPLE:
        return _apple(found.rest.partition("?")[0].rstrip("/").rpartition("/")[2])
    if APPLE_ID.fullmatch(plain):
        return _apple(plain)
    raise Unreadable("app_store" if PACKAGE.fullmatch(plain) else "app")


def _android(package: str) -> str:
    if not PACKAGE.fullmatch(package) or len(package) > LONGEST_ID:
        raise Unreadable("app")
    return f"android:{package}"


def _apple(text: str) -> str:
    number = APPLE_ID.fullmatch(text)
    if number is not None:
        return f"apple:{number[1]}"
    if not BUNDLE.fullmatch(text) or len(text) > LONGEST_ID:
        raise Unreadable("app")
    return f"apple:{text}"


def contract(text: str) -> str:
    """`chain:address`; the chain stands before it where the address alone does not tell.

    >>> contract("ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    'ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
    >>> contract("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")
    'tron:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
    """
    said = ON_CHAIN.fullmatch(text.strip())
    answer = identify(said[2] if said else text)
    if answer.verdict in (Verdict.SECRET, Verdict.POSSIBLE_SECRET):
        raise Unreadable("secret")
    return f"{_chain(answer, said[1].lower() if said else '')}:{answer.compact}"


def _chain(answer: Answer, said: str) -> str:
    chains = [one.chain.value for one in answer.candidates if one.kind is Reading.ADDRESS]
    if not chains or not answer.compact or (said and said not in chains):
        raise Unreadable("contract")
    if not said and len(chains) > 1:
        raise Unreadable("contract_chain")
    return said or chains[0]


def ens(text: str) -> str:
    """A name under `.eth`, as browsers map it (UTS 46), foreign letters as punycode.

    >>> ens("Lanyue.ETH")
    'lanyue.eth'
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower().removeprefix("ens:").strip()
    found = read(plain.removeprefix("https://").removeprefix("app.ens.domains/"))
    labels = found.host.split(".")
    if len(labels) < 2 or labels[-1] != "eth" or found.tricks & {Reason.NOT_A_NAME, Reason.HIDDEN_CHARACTERS}:
        raise Unreadable("ens")
    if is_disguised(Parts(tuple(labels[:-2]), labels[-2], "eth", hosted=False)):
        raise Unreadable("disguised")
    return found.host
