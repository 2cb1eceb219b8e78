"""Links inside links: redirect pages, wallets' browser links, and any parameter that holds a link."""

import binascii
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from answerback.guard.links.kinds import Link, Reason
from answerback.guard.links.suffixes import is_ending

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
BEGINS = re.compile(r"\s*(?:(?:h(?:tt|xx)ps?|javascript|vbscript):|[/\\]{2,}[\w\[])", re.IGNORECASE)
WITHOUT_BEGINNING = re.compile(
    r"(?:[\w-]{1,63}\.){1,8}([a-z]{2,24})(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
END_OF_HOST = re.compile(r"[/\\?#]")
BROWSERS_LEAVE_OUT = str.maketrans("", "", "\t\r\n")
BASE64 = re.compile(r"(?:a1)?aHR0c[A-Za-z0-9+/_-]{8,4096}={0,2}")
LONGEST = 8192
"""Characters read of one parameter; a longer link is opened by hardly a browser."""
MOST_OF_A_HOST = 24
MOST_DECODINGS, MOST_INSIDE = 3, 16


def is_redirector(link: Link) -> bool:
    """Whether the outer page is only a way to the inner one."""
    return any(
        (link.host == host or link.host.endswith("." + host)) and link.rest.startswith(path)
        for host, path in REDIRECTORS
    )


def sends_on(link: Link) -> bool:
    """Whether the link is only a way to what stands inside: a redirect page, or an app that shows a page."""
    return is_redirector(link) or (Reason.OPENS_APP in link.tricks and not link.host)


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
    leads_on = sends_on(link)
    if leads_on:
        yield from _of_path(link)
    path = re.split(r"[?#]", link.rest, maxsplit=1)[0]
    if found := INSIDE_PATH.search(path):
        yield _decoded(path[found.start() : found.start() + LONGEST])
    for value in PARAMETER.finditer(link.rest):
        yield from _of_value(value[1][:LONGEST], leads_on=leads_on)


def _of_path(link: Link) -> Iterator[str]:
    """`/dapp/evil.com/x`, and `metamask://dapp/evil.com` of an app: a host without its scheme."""
    for begin in WITHOUT_SCHEME if is_redirector(link) else ("/",):
        inner = link.rest[len(begin) : len(begin) + LONGEST]
        if link.rest.startswith(begin) and "." in END_OF_HOST.split(inner, maxsplit=1)[0]:
            yield inner


def _of_value(value: str, *, leads_on: bool) -> Iterator[str]:
    """`leads_on`: the page does nothing else, so a bare host in a parameter is where it leads."""
    if BASE64.fullmatch(value):
        yield from _of_base64(value)
        return
    text = _decoded(value)
    if BEGINS.match(text):
        yield text.strip()
    elif found := INSIDE_PATH.search(text):
        yield text[found.start() :]
    elif leads_on and (bare := WITHOUT_BEGINNING.fullmatch(text)) and is_ending(bare[1].lower()):
        yield text


def _decoded(text: str) -> str:
    """Undone until a link shows whose host is not itself in code: `https:%5c%5cevil.com`."""
    for _ in range(MOST_DECODINGS):
        text = text.translate(BROWSERS_LEAVE_OUT)
        if "%" not in text or (BEGINS.match(text) and "%" not in text[:MOST_OF_A_HOST]):
            break
        text = unquote(text)
    return text.translate(BROWSERS_LEAVE_OUT)


def _of_base64(value: str) -> Iterator[str]:
    value = value.removeprefix("a1").rstrip("=")
    padded = value + "=" * (-len(value) % 4)
    decode = urlsafe_b64decode if "-" in value or "_" in value else b64decode
    try:
        yield decode(padded).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return
