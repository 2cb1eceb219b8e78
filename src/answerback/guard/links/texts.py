"""Where the links are in a line of text, in whatever language it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace

from answerback.guard.links.canonical import read
from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.names import unicode_label
from answerback.guard.links.suffixes import is_ending

BEGINS = re.compile(
    r"(?:h(?:tt|xx|\*\*|__)ps?|ftps?|wss?|meow|ｈｔｔｐｓ?)(?::|：|\[[:：]\]|\[:)(?=[/\\／＼\]])",
    re.IGNORECASE,
)
# Between links in running text: blanks, quotation marks, the punctuation of Chinese and of markup.
BETWEEN = re.compile("[\\s\"'<>`，、；！？（）【】《》「」『』“”‘’…|]+")
BETWEEN_BARE = re.compile(r"[,;!|]|[:：](?!\d{1,5}(?:[/?#]|$))")
DOT = re.compile(r"[.。．｡]|[\[({](?:dot|点)[\])}]|%2e", re.IGNORECASE)
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
ASCII_BEGINNING = re.compile(r"^[a-z]{2,24}(?=[^\x00-\x7f])")


def links_in(line: str) -> Iterator[Link]:
    """Every link of a line, also of one that is nothing but a host."""
    tokens = [token for token in BETWEEN.split(line.replace("\t", "")) if token]
    if len(tokens) == 1:
        yield from _alone(tokens[0])
        return
    for token in tokens:
        found = BEGINS.search(token)
        if found:
            yield _fitted(read(_unclosed(token[found.start() :])))
        elif DOT.search(token):
            yield from _apart(token, strict=True)


def _alone(token: str) -> Iterator[Link]:
    """All there is, so it is meant as a link, whatever it ends in."""
    found = BEGINS.search(token)
    if found:
        yield _fitted(read(_unclosed(token[found.start() :])))
    elif token.startswith("["):
        yield from (link for link in [read(token)] if link.host)
    else:
        yield from _apart(token, strict=False)


def _apart(token: str, *, strict: bool) -> Iterator[Link]:
    for bare in BETWEEN_BARE.split(token):
        yield from _bare(bare.strip("()"), strict=strict)


def _bare(token: str, *, strict: bool) -> Iterator[Link]:
    """A host without a scheme. `strict`: in running text only what ends like one counts."""
    if not DOT.search(token):
        return
    link = _fitted(read(token.rstrip(TRAILING)))
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
    return is_ending(labels[-1]) or not (strict or labels[-1].startswith("xn--"))


def _fitted(link: Link) -> Link:
    """Without the words that follow the host unspaced: `evil.com领取`, `evil.com。谢谢`."""
    labels = link.host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or is_ending(labels[-1]):
        return link
    beginning = ASCII_BEGINNING.match(unicode_label(labels[-1]))
    if beginning and is_ending(beginning[0]):
        return replace(link, host=".".join([*labels[:-1], beginning[0]]), rest="")
    kept = len(labels) - 1
    while kept > 1 and not labels[kept - 1].isascii():
        kept -= 1
    if labels[-1].startswith("xn--") and kept > 1 and is_ending(labels[kept - 1]):
        return replace(link, host=".".join(labels[:kept]), rest="")
    return link


def _unclosed(token: str) -> str:
    """Without the marks of the sentence or of the markup round it."""
    for closing, opening in (")(", "][", "}{"):
        end = token.find(closing)
        if end > 0 and opening not in token[:end]:
            token = token[:end]
    return token.rstrip(TRAILING)
