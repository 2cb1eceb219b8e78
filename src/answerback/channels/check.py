"""What anybody may ask: is this number, link, mail address or message yours? Nothing is kept and nothing is fetched.

Any spelling of the same thing gets the same answer. An answer never says that a caller is real: a number can be
faked, and whether we are talking to somebody now is said in his wallet alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerback.channels.differing import pieces
from answerback.channels.kinds import Direction, Item, Kind, Official, Standing
from answerback.guard.links.check import Checker
from answerback.guard.links.kinds import Link, Verdict
from answerback.guard.links.names import unicode_label
from answerback.guard.links.texts import links_in
from answerback.guard.links.words import said as link_said
from answerback.guard.messages import Judgement, judge
from answerback.numbers import NumberError, parse
from answerback.numbers.lookalike import Lookalike, Trick, lookalike_of
from answerback.numbers.shown import shown as number_shown

LONGEST = 5_000  # characters of a message
MOST_ITEMS = 12
LONGEST_NUMBER = 64
# The digits, signs and blanks of a number inside a text, in either width.
NUMBER = re.compile(r"[+＋]?[(（]?[0-9０-９](?:[ \-‐-―().·（）]{0,2}[0-9０-９]){4,17}")
MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")
SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}.*[^\W\d_]{2}", re.DOTALL)
SAME = (Trick.SAME, Trick.DISGUISED)


@dataclass(frozen=True)
class Answer:
    """What was found in the text. `message` is set when it says something beside a number or a link."""

    items: tuple[Item, ...]
    message: Judgement | None

    @property
    def standing(self) -> Standing:
        """The worst of the items."""
        order = list(Standing)
        return min((item.standing for item in self.items), key=order.index, default=Standing.UNKNOWN)


def check(text: str, channels: Sequence[Official], *, region: str = "CN", language: str = "en") -> Answer:
    """`region` (ISO 3166) is where numbers without a country code belong. `language`: `en` or `zh`."""
    text = text[:LONGEST].strip()
    alone = _number(text, channels, region) if len(text) <= LONGEST_NUMBER else None
    if alone is not None:
        return Answer((alone,), None)
    found = list(dict.fromkeys(_items(text, channels, region, language)))[:MOST_ITEMS]
    rest = MAIL.sub(" ", text)
    return Answer(tuple(found), judge(text) if SAYS_SOMETHING.search(_without_links(rest)) else None)


def _items(text: str, channels: Sequence[Official], region: str, language: str) -> Iterator[Item]:
    checker = Checker([channel.value for channel in channels if channel.kind is Kind.LINK])
    for found in MAIL.finditer(text):
        yield _link(
            found.group(),
            Kind.MAIL,
            f"https://{found.group().rpartition('@')[2]}",
            checker,
            channels,
            language,
        )
    without_mail = MAIL.sub(" ", text)
    for link in list(dict.fromkeys(links_in(without_mail)))[:MOST_ITEMS]:
        yield _link(link.host, Kind.LINK, link, checker, channels, language)
    for found in NUMBER.finditer(_without_links(without_mail)):
        item = _number(found.group(), channels, region)
        if item is not None:
            yield item


def _without_links(text: str) -> str:
    """Words with a dot or a slash inside belong to links, and digits in them to no number."""
    return " ".join(word for word in text.split() if not re.search(r"[./][^\W\d]", word))


def _number(text: str, channels: Sequence[Official], region: str) -> Item | None:
    """A number, or what can be taken for an official one; None when it is neither."""
    ours = {channel.value: channel for channel in channels if channel.kind is Kind.NUMBER}
    try:
        like = lookalike_of(text, ours, region)
    except NumberError:
        return None
    if like is not None and like.official in ours:
        return _compared(text, like, ours[like.official])
    try:
        number = parse(text, region)
    except NumberError as error:
        # A short number with a country code before it is a trick whoever owns it.
        is_trick = error.code == "short_with_country"
        return Item(Kind.NUMBER, text, Standing.SUSPICIOUS) if is_trick else None
    if not number.valid:
        return None
    return Item(Kind.NUMBER, number_shown(number.e164), Standing.UNKNOWN)


def _compared(text: str, like: Lookalike, channel: Official) -> Item:
    if like.trick in SAME:
        standing = Standing.OURS if channel.direction is Direction.RINGS else Standing.NEVER_RINGS
        return Item(Kind.NUMBER, number_shown(channel.value), standing, channel)
    typed = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", text)) or text.strip()
    ours = channel.value if typed.startswith("+") else number_shown(channel.value).partition(" ")[2]
    return Item(
        Kind.NUMBER, typed, Standing.IMITATES, channel, pieces(typed, ours.replace(" ", "") or channel.value)
    )


def as_read(host: str) -> str:
    """A host with its foreign letters, as a browser may show it.

    >>> as_read("xn--lanyu-3we.example")
    'lanyuе.example'
    """
    return ".".join(unicode_label(label) for label in host.split("."))


def _link(
    shown: str, kind: Kind, link: Link | str, checker: Checker, channels: Sequence[Official], language: str
) -> Item:
    opened = next(iter(links_in(link)), None) if isinstance(link, str) else link
    if opened is None:
        return Item(kind, shown, Standing.UNKNOWN)
    answer = checker.check_link(opened)
    sites = {channel.value: channel for channel in channels if channel.kind is Kind.LINK}
    sentences = tuple(link_said(answer, language)[1:])
    if answer.verdict is Verdict.OFFICIAL:
        whose = next((sites[host] for host in sites if f".{answer.host}".endswith(f".{host}")), None)
        return Item(kind, shown, Standing.OURS, whose, (), sentences)
    if answer.verdict is Verdict.DANGEROUS:
        return Item(kind, shown, Standing.DANGEROUS, None, (), sentences)
    if answer.verdict is Verdict.SUSPICIOUS:
        whose = sites.get(answer.lookalike_of or "")
        marked = pieces(as_read(answer.host), answer.lookalike_of) if answer.lookalike_of else ()
        standing = Standing.IMITATES if answer.lookalike_of else Standing.SUSPICIOUS
        return Item(kind, shown, standing, whose, marked, sentences)
    return Item(kind, shown, Standing.UNKNOWN, None, (), sentences)
