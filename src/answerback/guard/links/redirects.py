"""Links inside links: redirect pages, wallets' browser links, and any parameter that holds a link."""

import binascii
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from answerback.guard.links.kinds import Link

# Pages whose only work is to send the visitor on: (host ends in, path begins with).
REDIRECTORS = (
    ("google.com", "/url"),
    ("google.com", "/amp/s/"),
    ("google.com", "/aclk"),
    ("google.com.hk", "/url"),
    ("facebook.com", "/l.php"),
    ("youtube.com", "/redirect"),
    ("linkedin.com", "/redir"),
    ("linkedin.com", "/safety/go"),
    ("vk.com", "/away.php"),
    ("steamcommunity.com", "/linkfilter"),
    ("t.umblr.com", "/"),
    ("out.reddit.com", "/"),
    ("slack-redir.net", "/"),
    ("safelinks.protection.outlook.com", "/"),
    ("urldefense.com", "/"),
    ("duckduckgo.com", "/l/"),
    ("bing.com", "/ck/"),
    ("href.li", "/"),
    ("anonym.to", "/"),
    ("web.archive.org", "/web/"),
    ("translate.google.com", "/"),
    ("link.zhihu.com", "/"),
    ("link.juejin.cn", "/"),
    ("link.csdn.net", "/"),
    ("c.pc.qq.com", "/"),
    ("mp.weixinbridge.com", "/"),
    ("gitee.com", "/link"),
    ("jianshu.com", "/go-wild"),
    ("t.me", "/iv"),
    ("metamask.app.link", "/dapp/"),
    ("link.trustwallet.com", "/open_url"),
    ("phantom.app", "/ul/"),
    ("go.cb-w.com", "/dapp"),
    ("l.instagram.com", "/"),
)
WITHOUT_SCHEME = ("/dapp/", "/amp/s/", "/amp/")
PARAMETER = re.compile(r"[?&#;](?:[^=&#;]{0,64}=)?([^&#;]+)")
INSIDE_PATH = re.compile(r"(?<=[/=])h(?:tt|xx)ps?(?::|%3a)[/\\%]", re.IGNORECASE)
BEGINS = re.compile(r"\s*(?:h(?:tt|xx)ps?:|[/\\]{2}[\w\[])", re.IGNORECASE)
BASE64 = re.compile(r"(?:a1)?aHR0c[A-Za-z0-9+/_-]{8,4096}={0,2}")
LONGEST = 8192
"""Characters read of one parameter; a longer link is opened by hardly a browser."""
MOST_DECODINGS, MOST_INSIDE = 3, 16


def is_redirector(link: Link) -> bool:
    """Whether the outer page is only a way to the inner one."""
    return any(
        (link.host == host or link.host.endswith("." + host)) and link.rest.startswith(path)
        for host, path in REDIRECTORS
    )


def inner_links(link: Link) -> list[str]:
    """The links that stand inside this one, decoded once; a few at most."""
    found: list[str] = []
    for text in _inside(link):
        if text not in found:
            found.append(text)
        if len(found) >= MOST_INSIDE:
            break
    return found


def _inside(link: Link) -> Iterator[str]:
    if link.host.endswith(".translate.goog"):
        yield (
            link.host.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
        )
    if not link.rest or link.rest == "/":
        return
    if is_redirector(link):
        for begin in WITHOUT_SCHEME:
            if link.rest.startswith(begin) and "." in link.rest:
                yield link.rest[len(begin) : len(begin) + LONGEST]
    path = re.split(r"[?#]", link.rest, maxsplit=1)[0]
    if found := INSIDE_PATH.search(path):
        yield _decoded(path[found.start() : found.start() + LONGEST])
    for value in PARAMETER.finditer(link.rest):
        yield from _of_value(value[1][:LONGEST])


def _of_value(value: str) -> Iterator[str]:
    if BASE64.fullmatch(value):
        yield from _of_base64(value)
        return
    text = _decoded(value)
    if BEGINS.match(text):
        yield text.strip()
    elif found := INSIDE_PATH.search(text):
        yield text[found.start() :]


def _decoded(text: str) -> str:
    for _ in range(MOST_DECODINGS):
        if BEGINS.match(text) or "%" not in text:
            break
        text = unquote(text)
    return text


def _of_base64(value: str) -> Iterator[str]:
    value = value.removeprefix("a1").rstrip("=")
    padded = value + "=" * (-len(value) % 4)
    decode = urlsafe_b64decode if "-" in value or "_" in value else b64decode
    try:
        yield decode(padded).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return
