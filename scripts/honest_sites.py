"""Hosts of honest sites, as five public lists name them. No name of them is in this tree.

FOLDER holds clones. Crypto sites: `chain-registry` (cosmos, Apache-2.0), `tokens` (ethereum-lists, MIT) and `viem`
(wevm, MIT); one half is trained on and the other measured, drawn by the registrable domain, so that no site stands on
both sides. Everyday sites, to train on alone: `china-list` (felixonmars/dnsmasq-china-list, WTFPL) and `services`
(v2fly/domain-list-community, MIT).
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

from answerback.guard.links.names import canonical_name
from answerback.guard.links.suffixes import parts
from scripts import made_up_names as made_up

SITE_KEYS = frozenset({"website", "url", "infoURL"})
IN_CODE = re.compile(r"\burl: '(https://[^'/]+)")
NOT_THEIRS = made_up.listed("""
github.com raw.githubusercontent.com medium.com twitter.com x.com t.me telegram.me discord.com discord.gg google.com
bitcointalk.org reddit.com facebook.com youtube.com linkedin.com linktr.ee
""")
"""Where many keep a page; the host says nothing of them."""
WHERE = {
    "chain-registry": re.compile(r"(?:^|/)(?:chain|assetlist)\.json$"),
    "tokens": re.compile(r"^tokens/eth/0x[0-9a-fA-F]+\.json$"),
    "viem": re.compile(r"^src/chains/definitions/\w+\.ts$"),
}
IN_CHINA_LIST = re.compile(r"^server=/([^/]+)/", re.MULTILINE)
IN_SERVICES = re.compile(r"^(?:domain:|full:)?([a-z0-9.-]+\.[a-z][a-z0-9-]+)(?=\s|$)", re.MULTILINE)


def sites(folder: Path) -> list[str]:
    """The hosts, each once, in order."""
    found = {host for name, wanted in WHERE.items() for host in of_clone(folder / name, wanted)}
    return sorted(host for host in found if parts(host).core and parts(host).registered not in NOT_THEIRS)


def everyday(folder: Path) -> list[str]:
    """Sites that Chinese resolvers are asked for, and those of well-known services; in order."""
    china = contents(folder / "china-list", ["accelerated-domains.china.conf"])
    clone = folder / "services"
    services = contents(clone, run(clone, "ls-tree", "-r", "--name-only", "HEAD", "data/").decode().split())
    found = [host for text in china for host in IN_CHINA_LIST.findall(text)]
    found += [host for text in services for host in IN_SERVICES.findall(text)]
    return sorted({host.lower() for host in found if parts(host).core and not host.endswith(".arpa")})


def is_measured(host: str) -> bool:
    """Whether the host is of the half that is never trained on."""
    return crc32(parts(host).registered.encode()) % 2 == 1


def of_clone(clone: Path, wanted: re.Pattern[str]) -> Iterator[str]:
    """The hosts that a clone's newest commit names; a work tree is not needed."""
    listed = run(clone, "ls-tree", "-r", "-z", "--name-only", "HEAD").split(b"\0")
    paths = [path.decode() for path in listed if wanted.search(path.decode("utf-8", "replace"))]
    for path, text in zip(paths, contents(clone, paths), strict=True):
        for url in IN_CODE.findall(text) if path.endswith(".ts") else urls(loaded(text)):
            host = canonical_name(urlsplit(url).hostname or "")[0]
            if "." in host:
                yield host


def reported_days(folder: Path) -> dict[str, str]:
    """The day on which polkadot-js first listed a trap: `phishing` in FOLDER, its `meta/` (Apache-2.0)."""
    clone, days = folder / "phishing", dict[str, str]()
    listed = run(clone, "ls-tree", "-r", "--name-only", "HEAD", "meta/").decode().split()
    for text in contents(clone, [path for path in listed if path != "meta/index.json"]):
        for entry in json.loads(text):
            given = entry.get("url", [])
            for host in [given] if isinstance(given, str) else given:
                days[host.lower()] = min(entry["date"], days.get(host.lower(), "9999"))
    return days


def run(clone: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(["git", "-C", str(clone), *arguments], input=given, capture_output=True, check=True)
    return done.stdout


def contents(clone: Path, paths: Iterable[str]) -> Iterator[str]:
    """The files' texts, by one process."""
    asked = "".join(f"HEAD:{path}\n" for path in paths).encode()
    rest = run(clone, "cat-file", "--batch", given=asked)
    while rest:
        head, _, rest = rest.partition(b"\n")
        size = int(head.split()[2])
        yield rest[:size].decode("utf-8", "replace")
        rest = rest[size + 1 :]


def loaded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def urls(value: object, key: str = "") -> Iterator[str]:
    """The values of the keys that hold a site; of a chain's many servers only the explorers' pages."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("apis", "images", "logo_URIs", "logo", "codebase", "peers"):
                yield from urls(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from urls(inner, key)
    elif isinstance(value, str) and key in SITE_KEYS and value.startswith("http"):
        yield value
