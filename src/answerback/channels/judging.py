"""What is known of one thing: ours, never ours, made to look like ours, reported, or nothing at all."""

from __future__ import annotations

from answerback.chains.lookalikes import Piece, marked
from answerback.channels.differing import pieces
from answerback.channels.index import Index
from answerback.channels.kinds import Direction, Kind, Published
from answerback.channels.spellings import key_of
from answerback.channels.things import Thing
from answerback.channels.verdicts import Item, Standing
from answerback.guard.links.formats import path_of
from answerback.guard.links.kinds import Answer as LinkAnswer
from answerback.guard.links.kinds import Link, Reason, Verdict
from answerback.guard.links.names import unicode_label
from answerback.guard.links.suffixes import Parts
from answerback.numbers import NumberError, parse
from answerback.numbers.lookalike import Trick, dialled, national, undressed
from answerback.numbers.shown import shown as number_shown

STANDINGS = {
    Direction.REPORTED: Standing.REPORTED,
    Direction.RETIRED: Standing.RETIRED,
    Direction.DIALLED: Standing.NEVER_RINGS,
}
HOUSES_OF_NAMES = (Kind.TELEGRAM, Kind.X, Kind.WECHAT, Kind.SMS_SENDER, Kind.APP)
# Mail houses where anybody may take any name before the @.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "mail.com",
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "139.com",
        "189.cn",
        "aliyun.com",
        "tom.com",
    ]
)
LONGEST_PATH = 512


def judged_number(text: str, index: Index) -> Item | None:
    """A number, or what can be taken for a published one; None when it is neither."""
    try:
        typed = dialled(text)
    except NumberError:
        return None
    e164, digits, is_valid = _read(typed, index.region)
    known = index.exact(Kind.NUMBER, e164) or index.exact(Kind.SMS_SENDER, typed)
    near = None if known else index.numbers.of(typed, digits)
    if known is None and near is not None and near[1] is Trick.SAME:
        known = near[0]
    if known is not None:
        return _known(known, index.shown(known))
    if near is not None:
        ours = national(near[0].value, index.region)
        return Item(Kind.NUMBER, e164, digits, Standing.IMITATES, near[0], pieces(digits, ours))
    if undressed(typed) is not None:
        # A short number with a country code before it is a trick whoever owns it.
        return Item(Kind.NUMBER, typed, typed, Standing.SUSPICIOUS)
    return Item(Kind.NUMBER, e164, number_shown(e164), Standing.UNKNOWN) if is_valid else None


def _read(typed: str, region: str) -> tuple[str, str, bool]:
    """E.164, national digits, and whether it is a number of its plan; what is none keeps its digits."""
    try:
        number = parse(typed, region)
    except NumberError:
        return typed, typed.removeprefix("+"), False
    return number.e164, number.e164.removeprefix("+86").removeprefix("+"), number.valid


def judged(thing: Thing, index: Index) -> Item | None:
    """None for a weak sign of which nothing is known."""
    if thing.kind is Kind.LINK and thing.link is not None:
        return _link(thing, thing.link, index)
    if thing.kind is Kind.MAIL and thing.link is not None:
        return _mail(thing, thing.link, index)
    if thing.kind is Kind.CONTRACT:
        return _contract(thing, index)
    return _name(thing, index)


def _known(one: Published, shown: str, link: LinkAnswer | None = None) -> Item:
    return Item(one.kind, one.value, shown, STANDINGS.get(one.direction, Standing.OURS), one, (), link)


def _link(thing: Thing, link: Link, index: Index) -> Item:
    listed = index.of_link(link, path_of(link.rest)[:LONGEST_PATH])
    if listed is not None and listed.direction in (Direction.REPORTED, Direction.RETIRED):
        return _known(listed, thing.shown)
    answer = index.checker.check_link(link)
    standing, whose, marks = _of_answer(answer, index)
    if standing is Standing.OURS and whose is None:
        whose = listed
    return Item(thing.kind, thing.key, thing.shown, standing, whose, marks, answer)


def _of_answer(answer: LinkAnswer, index: Index) -> tuple[Standing, Published | None, tuple[Piece, ...]]:
    if answer.verdict is Verdict.OFFICIAL:
        return Standing.OURS, index.site(answer.host), ()
    if answer.verdict is Verdict.DANGEROUS:
        return Standing.DANGEROUS, None, ()
    if answer.verdict is not Verdict.SUSPICIOUS:
        return Standing.UNKNOWN, None, ()
    if not answer.lookalike_of:
        return Standing.SUSPICIOUS, None, ()
    whose = index.site(answer.lookalike_of)
    if Reason.NAME_BEFORE_AT in answer.reasons:
        return Standing.IMITATES, whose, ()  # the name stands before the host, not in it
    return Standing.IMITATES, whose, pieces(as_read(answer.host), answer.lookalike_of)


def _mail(thing: Thing, link: Link, index: Index) -> Item:
    known = index.exact(Kind.MAIL, thing.key) or index.exact(Kind.MAIL, f"@{link.host}")
    if known is not None:
        return _known(known, thing.shown)
    item = _link(thing, link, index)
    local = thing.key.partition("@")[0]
    if item.standing is Standing.UNKNOWN and link.host in FREE_MAIL:
        found = index.checker.imitations.of(Parts((), local.replace(".", "-"), link.host, hosted=True))
        if found is not None and found.name.registered:
            whose = index.site(found.name.host)
            return Item(thing.kind, thing.key, thing.shown, Standing.IMITATES, whose)
    return item


def _contract(thing: Thing, index: Index) -> Item:
    known = index.exact(Kind.CONTRACT, thing.key)
    if known is not None and thing.chain:
        named = index.on_chain(thing.chain, thing.key)
        if named is None:  # the same account on another chain may be anybody's
            shown = f"{thing.chain}:{thing.shown}"
            return Item(Kind.CONTRACT, thing.key, shown, Standing.IMITATES, known)
        known = named
    if known is not None:
        return _known(known, thing.shown)
    near = index.contracts.of(thing.key)
    if near is None:
        return Item(Kind.CONTRACT, thing.key, thing.shown, Standing.UNKNOWN)
    marks = tuple(piece for group in marked(thing.key, near[1]) for piece in group)
    return Item(Kind.CONTRACT, thing.key, thing.shown, Standing.IMITATES, near[0], marks)


def _name(thing: Thing, index: Index) -> Item | None:
    kinds = HOUSES_OF_NAMES if thing.anywhere else (thing.kind,)
    for kind in kinds:
        known = index.exact(kind, thing.key)
        if known is not None:
            return _known(known, known.value)
    return _imitating(thing, kinds, index) or _page_of_house(thing, index) or _unknown(thing)


def _imitating(thing: Thing, kinds: tuple[Kind, ...], index: Index) -> Item | None:
    for kind in kinds:
        near = index.names[kind].of(thing.key) if kind in index.names else None
        if near is not None:
            marks = pieces(thing.key, key_of(near.kind, near.value))
            return Item(kind, thing.key, thing.shown, Standing.IMITATES, near, marks)
    return None


def _page_of_house(thing: Thing, index: Index) -> Item | None:
    """A page of the house that is published as a link, or a name made after one of our sites."""
    if thing.link is None:
        return None
    item = _link(thing, thing.link, index)
    return None if item.standing is Standing.UNKNOWN else item


def _unknown(thing: Thing) -> Item | None:
    return None if thing.only_if_known else Item(thing.kind, thing.key, thing.shown, Standing.UNKNOWN)


def as_read(host: str) -> str:
    """A host with its foreign letters, as a browser may show it.

    >>> as_read("xn--lanyu-3we.example")
    'lanyuе.example'
    """
    return ".".join(unicode_label(label) for label in host.split("."))
