"""What stands in a text that could be a channel: links and what they lead to, mails, handles, apps, contracts, numbers.

Every pattern is bounded; a text of any sort costs time in its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from answerback.chains import identify
from answerback.chains.kinds import Kind as ChainKind
from answerback.chains.lookalikes import folded
from answerback.channels.houses import of_link
from answerback.channels.kinds import Kind
from answerback.channels.spellings import BRACKETS, app_key, ens_key, handle_key, mail_key, name_key, plain
from answerback.guard.links.canonical import read
from answerback.guard.links.kinds import Link
from answerback.guard.links.redirects import inner_links, is_redirector
from answerback.guard.links.suffixes import is_ending
from answerback.guard.links.texts import links_in

MOST_REDIRECTS = 6
SHORTEST_ADDRESS = 25
LONGEST_USER_INFO = 256
HIDDEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
HIDDEN_SIGN = re.compile(f"[{HIDDEN}]")
LETTER = rf"(?:[^\W\u2e80-\u9fff\uf900-\ufaff]|[{HIDDEN}\-])"
DOT = rf"(?:[.．｡]|。(?=[A-Za-z0-9])|\s?[\[({{]\s?(?:\.|dot|点)\s?[\])}}]\s?)[{HIDDEN}]?"
AT = r"(?:[@＠]|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)"
HAS_AT = re.compile(AT, re.IGNORECASE)
MAIL = re.compile(
    rf"(?<![\w.])(?:{LETTER}|[.+]){{1,64}}{AT}{LETTER}{{1,63}}(?:{DOT}{LETTER}{{1,63}}){{1,8}}", re.IGNORECASE
)
DEFANGED_DOT = re.compile(r"\s?[\[({]\s?(?:\.|dot|点)\s?[\])}]\s?|[．｡。]", re.IGNORECASE)
NUMBER = re.compile(r"[+＋]?[(（]?[0-9０-９](?:[ \-‐-―().·（）]{0,2}[0-9０-９]){4,17}")
NAME = r"[@＠]?([A-Za-z0-9_.\-\u00c0-\u058fＡ-Ｚａ-ｚ０-９＿]{2,40})"
NETWORKS = {
    Kind.WECHAT: r"微\s?信\s?(?:号|號|公众号|ID)?|(?:we\s?chat|wx|vx)\s?(?:id)?|公众号|加微",
    Kind.TELEGRAM: r"telegram|tg|电报号?|飞机号?|纸飞机",
    Kind.X: r"twitter|推特|(?<![A-Za-z])x(?=\s?[:：]?\s?[@＠])",
    Kind.SMS_SENDER: r"短信签名|发件人|发送方|sms sender|sender",
    Kind.APP: r"包名|应用\s?ID|bundle\s?id|package|app\s?id",
}
LABELLED = tuple(
    (
        kind,
        re.compile(rf"(?<![A-Za-z])(?:{words})\s{{0,2}}(?:[:：是为=]|is\b)?\s{{0,3}}{NAME}", re.IGNORECASE),
    )
    for kind, words in NETWORKS.items()
)
IN_CHINESE = (
    (
        Kind.WECHAT,
        re.compile(r"(?:公众号|微信号?)\s?[:：]\s?([\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9]{1,19})"),
    ),
    (
        Kind.SMS_SENDER,
        re.compile(r"(?:短信签名|发件人|发送方)\s?[:：]?\s?([\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9]{1,19})"),
    ),
)
# Latin with marks, Greek, Cyrillic and Armenian too: names are imitated with such letters.
MENTION = re.compile(r"(?<![\w@＠./])[@＠]([A-Za-z0-9_\u00c0-\u058fＡ-Ｚａ-ｚ０-９＿]{3,32})(?![\w@＠])")
OTHER_SCHEME = (
    (Kind.TELEGRAM, re.compile(r"\btg://resolve\?domain=(\w{3,32})", re.IGNORECASE)),
    (Kind.APP, re.compile(r"\bmarket://details\?id=([\w.]{3,128})", re.IGNORECASE)),
)
PACKAGE = re.compile(
    r"(?<![\w./@=&?-])(?:[a-z]{2,6}|[A-Z]{2,6})(?:\.[A-Za-z][A-Za-z0-9_]{0,40}){2,6}(?![\w/@-])", re.ASCII
)
ADDRESS = re.compile(
    r"(?<![0-9A-Za-z])(?:0[xX][0-9a-fA-F]{40,64}|(?:bc1|ex1)[0-9A-Za-z]{20,80}|[1-9A-HJ-NP-Za-km-z]{26,52})(?![0-9A-Za-z])",
    re.ASCII,
)
# Chains with addresses of one shape, as EIP-3770 and CAIP-2 name them before an address.
CHAINS = {
    **dict.fromkeys(("eth", "ethereum", "eip155:1"), "ethereum"),
    **dict.fromkeys(("bsc", "bnb", "eip155:56"), "bsc"),
    **dict.fromkeys(("polygon", "matic", "pol", "eip155:137"), "polygon"),
    **dict.fromkeys(("oktc", "okt", "okc", "eip155:66"), "oktc"),
    **dict.fromkeys(("arbitrum", "arb", "arb1", "eip155:42161"), "arbitrum"),
    **dict.fromkeys(("optimism", "oeth", "op", "eip155:10"), "optimism"),
    **dict.fromkeys(("base", "eip155:8453"), "base"),
}
CHAIN_BEFORE = re.compile(r"(?<![a-z0-9])((?:eip155:)?[a-z0-9]{1,12}):$", re.IGNORECASE | re.ASCII)
LONGEST_CHAIN = 24
EVM = re.compile(r"0x[0-9a-f]{40}", re.IGNORECASE | re.ASCII)
SIGNATURE = re.compile(r"[【［\[]([^【】［］\[\]\n]{2,20})[】］\]]")
WORD = re.compile(r"[\w.\-]{3,40}")
WITH_DOT_INSIDE = re.compile(r"[./][^\W\d]")


@dataclass(frozen=True)
class Thing:
    """One thing in a text. `key` is its canonical spelling; `shown` is for a page; `link` where there is one.

    `anywhere`: a bare name, which may be one in any house. `only_if_known`: too weak a sign by itself, told only
    when it is published or resembles what is. `chain`: of an address that names its own.
    """

    kind: Kind
    key: str
    shown: str
    link: Link | None = None
    anywhere: bool = False
    only_if_known: bool = False
    chain: str = ""


def things_in(text: str, *, most: int) -> list[Thing]:
    """In the order of kinds, each thing once."""
    return list(islice(dict.fromkeys(_things(text)), most))


def numbers_in(text: str) -> Iterator[str]:
    """The stretches that may be numbers, outside links and addresses."""
    without = HIDDEN_SIGN.sub("", ADDRESS.sub(" ", MAIL.sub(" ", text) if HAS_AT.search(text) else text))
    for found in NUMBER.finditer(without_links(without)):
        yield found.group()


def without_links(text: str) -> str:
    """Words with a dot or a slash inside belong to links, and digits in them to no number."""
    return " ".join(word for word in text.split() if not WITH_DOT_INSIDE.search(word))


def _things(text: str) -> Iterator[Thing]:
    text, mails = _taken(text, MAIL, _mail) if HAS_AT.search(text) else (text, [])
    yield from mails
    for kind, pattern in OTHER_SCHEME:
        for found in pattern.finditer(text):
            yield named(kind, found[1])
    text, apps = _taken(text, PACKAGE, _package)
    yield from apps
    for link in dict.fromkeys(links_in(text)):
        yield of_any_link(link)
    yield from _names(text)
    yield from _addresses(text)


def _names(text: str) -> Iterator[Thing]:
    outside = without_links(text)
    for kind, pattern in LABELLED:
        for found in pattern.finditer(outside):
            yield named(kind, found[1])
    for kind, pattern in IN_CHINESE:
        for found in pattern.finditer(outside):
            yield replace(named(kind, found[1]), only_if_known=True)
    for found in MENTION.finditer(outside):
        yield bare(found[1])
    for found in SIGNATURE.finditer(text):
        key = name_key(found[1])
        yield Thing(Kind.SMS_SENDER, key, found[1].strip(), only_if_known=True)


def _addresses(text: str) -> Iterator[Thing]:
    for found in ADDRESS.finditer(text if text.isascii() else unicodedata.normalize("NFKC", text)):
        before = CHAIN_BEFORE.search(found.string, max(0, found.start() - LONGEST_CHAIN), found.start())
        chain = CHAINS.get(before[1].lower(), "") if before else ""
        for thing in contract(found.group()):
            yield replace(thing, chain=chain)


def _taken(
    text: str, pattern: re.Pattern[str], made: Callable[[re.Match[str]], Thing | None]
) -> tuple[str, list[Thing]]:
    """The things of a pattern, and the text without them."""
    things: list[Thing] = []

    def take(found: re.Match[str]) -> str:
        thing = made(found)
        if thing is None:
            return found.group()
        things.append(thing)
        return " "

    return pattern.sub(take, text), things


def _mail(found: re.Match[str]) -> Thing | None:
    before = found.string[max(0, found.start() - LONGEST_USER_INFO) : found.start()]
    if "//" in (before.split() or [""])[-1] and not before[-1:].isspace():
        return None  # it stands inside a link: https://our.name@their.site
    return mail(DEFANGED_DOT.sub(".", HAS_AT.sub("@", found.group(), count=1)))


def mail(text: str) -> Thing | None:
    """A mail address; None for what is none after all."""
    key = mail_key(text)
    local, _, host = key.rpartition("@")
    if not local or "." not in host:
        return None
    return Thing(Kind.MAIL, key, key, read(f"https://{host}"))


def _package(found: re.Match[str]) -> Thing | None:
    """com.lanyue.wallet: a name that begins like a domain ends, and does not end like one."""
    first, _, rest = found.group().lower().partition(".")
    if not is_ending(first) or is_ending(rest.rpartition(".")[2]):
        return None
    return named(Kind.APP, found.group())


def of_any_link(link: Link) -> Thing:
    """What a link leads to: redirect pages are followed as far as they name one target."""
    for _ in range(MOST_REDIRECTS):
        inner = inner_links(link) if link.rest and is_redirector(link) else []
        if len(inner) != 1 or not (target := read(inner[0])).host:
            break
        link = target
    found = of_link(link)
    if found is not None:
        return named(found[0], found[1], link)
    if link.host.endswith(".eth") and not link.rest:
        return Thing(Kind.ENS, link.host, link.host, link)
    return Thing(Kind.LINK, link.host, link.host, link)


def named(kind: Kind, written: str, link: Link | None = None) -> Thing:
    """A thing that has a name in some house."""
    if kind in (Kind.TELEGRAM, Kind.X):
        key = handle_key(written)
        return Thing(kind, key, f"@{key}", link)
    if kind is Kind.APP:
        return Thing(kind, key := app_key(written), key, link)
    if kind is Kind.ENS:
        return Thing(kind, key := ens_key(written), key, link)
    key = name_key(written)
    return Thing(kind, key, key, link)


def contract(text: str) -> Iterator[Thing]:
    """An address of a chain, in any of its spellings."""
    found = identify(text)
    if found.compact is None and EVM.fullmatch(plain(text)):
        found = identify(plain(text))  # capitals that do not check: the same account, mistyped or shouted
    if (
        found.compact
        and len(found.compact) >= SHORTEST_ADDRESS
        and any(one.kind is ChainKind.ADDRESS for one in found.candidates)
    ):
        yield Thing(Kind.CONTRACT, folded(found.compact), found.compact)


def bare(name: str, *, only_if_known: bool = False) -> Thing:
    """A name without its house: `@lanyue_pay` may be one of Telegram or of X."""
    key = handle_key(name)
    return Thing(Kind.TELEGRAM, key, f"@{key}", anywhere=True, only_if_known=only_if_known)


def of_word(text: str) -> Thing | None:
    """A text that is one bare word, which may be a name anywhere; None when it is more or less than that."""
    word = plain(text).strip(BRACKETS)
    if not WORD.fullmatch(word) or word.isdigit():
        return None
    return replace(bare(word, only_if_known=True), shown=word)


def rest_of(text: str) -> str:
    """What a text says beside the things in it."""
    rest = MAIL.sub(" ", text) if HAS_AT.search(text) else text
    rest = ADDRESS.sub(" ", without_links(rest))
    for pattern in (*(pattern for _, pattern in LABELLED), MENTION):
        rest = pattern.sub(" ", rest)
    return rest
