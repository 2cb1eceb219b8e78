"""Where the links are in a line of text, in whatever language it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace

from answerback.guard.links.canonical import FOREIGN, read
from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.names import unicode_label
from answerback.guard.links.redirects import inner_links
from answerback.guard.links.skeleton import mixes_scripts
from answerback.guard.links.suffixes import is_ending

BEGINS = re.compile(
    r"(?:h(?:tt|xx|\*\*|__)ps?|ftps?|wss?|meow|ｈｔｔｐｓ?)(?::|：|\[[:：]\]|\[:)(?=[/\\／＼\]])",
    re.IGNORECASE,
)
# Between links in running text: blanks, quotation marks, the punctuation of Chinese and of markup.
BETWEEN = re.compile("[\\s\"'<>`，、；！？（）【】《》「」『』“”‘’…|]+")
BETWEEN_BARE = re.compile(r"[,;!|]|[:：](?!\d{1,5}(?:[/?#]|$))")
DOT = re.compile(r"[.。．｡]|[\[({](?:dot|点)[\])}]|%2e", re.IGNORECASE)
MARKUP = re.compile(r"(?<=\])(?=\()")
"""Between the words and the target of [words](target)."""
RELATIVE = re.compile(r"(?<=[=(])[/\\]{2}(?=[\w\[])")
"""A target without a scheme: href=//evil.com."""
FOREIGN_INSIDE = re.compile(r"(?<![a-z0-9+.-])(?:" + FOREIGN.pattern + ")", re.IGNORECASE)
MOST_GLUED, MANY_DOTS = 8, 2
LEADING = ".-_~!@*'\"();:,&=+$/\\\\[]{}|^?#"
TRAILING = ".,;:!?*_~。．："
BEFORE_A_NAME = re.compile("^[\u2e80-\u9fff\uf900-\ufaff]+(?=[a-z0-9])")
CALLS: tuple[str, ...] = (
    "登录",
    "登陆",
    "登入",
    "访问",
    "訪問",
    "打开",
    "打開",
    "点击",
    "點擊",
    "进入",
    "進入",
    "网址",
    "網址",
    "链接",
    "下载",
)
CALLS = (*CALLS, "浏览", "输入", "网站", "地址", "请", "到", "至", "是", "为", "上")
"""What a sentence says right before a host: 请登录lanyue.example."""
HAN = "\u2e80-\u9fff\uf900-\ufaff"
ASCII_BEGINNING = re.compile(f"^[a-z]{{2,24}}(?=[{HAN}])")
WORDS = re.compile(f"[{HAN}]")


def links_in(line: str) -> Iterator[Link]:
    """Every link of a line, also of one that is nothing but a host.

    A tab divides two columns, and inside a link a browser leaves it out: both are looked at."""
    yield from _links_of(line.replace("\t", ""))
    if "\t" in line.strip("\t"):
        yield from _links_of(line)


def _links_of(line: str) -> Iterator[Link]:
    words = [_pieces(word) for word in line.split()]
    alone = sum(map(len, words)) == 1
    for pieces in words:
        previous: Link | None = None
        for piece in pieces:
            for link in _of_token(piece, alone=alone):
                if previous is not None:
                    yield _unsure(previous, piece)
                previous = link
        yield from [previous] if previous is not None else []


def _pieces(word: str) -> list[str]:
    return [piece for token in BETWEEN.split(word) for piece in MARKUP.split(token) if piece]


def _unsure(link: Link, behind: str) -> Link:
    """For a browser the host may go on behind a mark: https://ours'.evil.com is a subdomain of evil.com."""
    goes_on = link.has_scheme and not link.rest and not BEGINS.match(behind)
    if not goes_on or (behind[0] not in ".@" and len(DOT.findall(behind)) < MANY_DOTS):
        return link
    return replace(link, tricks=link.tricks | {Reason.NOT_A_NAME})


def _of_token(token: str, *, alone: bool, depth: int = 0) -> Iterator[Link]:
    """`alone`: all there is, so it is meant as a link, whatever it ends in."""
    begins, foreign = BEGINS.search(token), FOREIGN_INSIDE.search(token)
    if foreign and (begins is None or foreign.start() < begins.start()):
        link = read(token[foreign.start() :])
        told = link.host or begins or Reason.RUNS_CODE in link.tricks or inner_links(link)
        yield from [link] if told else []
    if begins:
        yield from _web(token[begins.start() :], depth)
    elif foreign:
        return
    elif relative := RELATIVE.search(token):
        yield from _web(token[relative.start() :], depth)
    elif token.startswith("[") and alone:
        yield from (link for link in [read(token)] if link.host)
    elif DOT.search(token):
        yield from _apart(token, strict=not alone)


def _web(written: str, depth: int) -> Iterator[Link]:
    """A link with its beginning. What stands glued behind it may belong to it, for all a browser knows."""
    kept, left = _unclosed(written)
    link = _fitted(read(kept), kept)
    yield _unsure(link, left) if left else link
    if left and depth >= MOST_GLUED:
        yield Link("", tricks=frozenset({Reason.NOT_A_NAME}))
    elif left:
        yield from _of_token(left, alone=False, depth=depth + 1)


def _apart(token: str, *, strict: bool) -> Iterator[Link]:
    for bare in BETWEEN_BARE.split(token):
        yield from _bare(bare.strip("()"), strict=strict)


def _bare(token: str, *, strict: bool) -> Iterator[Link]:
    """A host without a scheme. `strict`: in running text only what ends like one counts."""
    if strict:
        token = token.lstrip(LEADING)
    if not DOT.search(token):
        return
    link = _fitted(read(token.rstrip(TRAILING)), token)
    labels = link.host.split(".")
    if not _may_be_meant(link, labels, strict=strict):
        return
    first = unicode_label(labels[0])
    glued = None if link.before_at else BEFORE_A_NAME.match(first)
    if glued:
        yield replace(link, host=read(".".join([first[glued.end() :], *labels[1:]])).host)
        if glued[0].endswith(CALLS):
            return
    # 岚月lanyue.example: the words before it belong to the sentence, or to the name; both are looked at.
    yield link


def _may_be_meant(link: Link, labels: list[str], *, strict: bool) -> bool:
    if Reason.BARE_ADDRESS in link.tricks:
        return True
    if len(labels) < 2:
        return False
    if not strict and mixes_scripts(labels[-1]):
        return True
    return is_ending(labels[-1]) or not (strict or labels[-1].startswith("xn--"))


def _fitted(link: Link, written: str) -> Link:
    """Without the words that follow the host unspaced: `evil.com领取`, `evil.com。谢谢`."""
    labels = link.host.split(".")
    if written.isascii() or len(labels) < 2 or labels[-1].isdigit() or is_ending(labels[-1]):
        return link
    beginning = ASCII_BEGINNING.match(unicode_label(labels[-1]))
    if beginning and is_ending(beginning[0]):
        return replace(link, host=".".join([*labels[:-1], beginning[0]]), rest="")
    kept = len(labels) - 1
    if WORDS.match(unicode_label(labels[-1])) and kept > 1 and is_ending(labels[kept - 1]):
        return replace(link, host=".".join(labels[:kept]), rest="")
    return link


def _unclosed(token: str) -> tuple[str, str]:
    """Without the marks of the sentence or of the markup round it, and what is cut off with them."""
    end = len(token)
    for closing, opening in (")(", "][", "}{"):
        place = token.find(closing, 1, end)
        if place > 0 and opening not in token[:place]:
            end = place
    return token[:end].rstrip(TRAILING), token[end + 1 :]
