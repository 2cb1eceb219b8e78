"""The public suffix list: under which names strangers register (its ICANN part) or host their own (its private part).

The list is the one that the package `publicsuffixlist` carries (MPL-2.0), read as data.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PRIVATE = "===BEGIN PRIVATE DOMAINS==="
# Hosting for anybody that has not asked to be listed.
MORE_HOSTING = """
4everland.app 4everland.store blogspot.com cloudflare-ipfs.com dweb.link fleek.co on.fleek.co fleek.cool on-fleek.app
fleek.xyz framer.website gateway.pinata.cloud gitbook.io glitch.me godaddysites.com hostingersite.com infura-ipfs.io
ipfs.io mypinata.cloud mystrikingly.com nftstorage.link onrender.com repl.co replit.app site123.me square.site
surge.sh tiiny.site translate.goog typedream.app webador.com webflow.io weebly.com weeblysite.com wixsite.com
wordpress.com wuaze.com w3s.link yolasite.com zyrosite.com ddns.net duckdns.org hopto.org sytes.net zapto.org
servehttp.com ddns.us plesk.page eth.limo eth.link myfreesites.net 000webhostapp.com azurewebsites.net gitlab.io
bitbucket.io teachable.com carrd.co notion.site
"""


@dataclass(frozen=True)
class Rules:
    """Suffixes without their marks; a wildcard `*.ck` stands in `wild` as `ck`, an exception `!www.ck` as `www.ck`."""

    plain: frozenset[str]
    wild: frozenset[str]
    exceptions: frozenset[str]
    private: frozenset[str]


@dataclass(frozen=True)
class Parts:
    """A host cut up. `core` is the label that somebody chose and registered, or was given by a hosting service."""

    subdomains: tuple[str, ...]
    core: str
    suffix: str
    hosted: bool

    @property
    def registered(self) -> str:
        """The registrable domain, as browsers keep cookies apart; the suffix alone when nothing stands before it."""
        return f"{self.core}.{self.suffix}" if self.core else self.suffix


@cache
def rules() -> Rules:
    """The list, read once (about 10,000 lines)."""
    text = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text("utf-8")
    official, _, private = text.partition(PRIVATE)
    of_all = _marked(official), _marked(private)
    hosting = of_all[1] | set(MORE_HOSTING.split())
    every = of_all[0] | hosting
    return Rules(
        plain=frozenset(rule for rule in every if rule[0] not in "*!"),
        wild=frozenset(rule[2:] for rule in every if rule.startswith("*.")),
        exceptions=frozenset(rule[1:] for rule in every if rule.startswith("!")),
        private=frozenset(rule.removeprefix("*.") for rule in hosting),
    )


def _marked(text: str) -> set[str]:
    lines = (line.split(maxsplit=1)[0] for line in text.splitlines() if line.strip())
    return {_ascii(line) for line in lines if not line.startswith("//")}


def _ascii(rule: str) -> str:
    if rule.isascii():
        return rule.lower()
    labels = (label.lower() for label in rule.split("."))
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels
    )


def suffix_length(labels: list[str]) -> tuple[int, str]:
    """How many labels from the right are the public suffix, and the rule without its marks. At least one is."""
    known = rules()
    best, matched = 1, ""
    tail = ""
    # A rule has at most five labels; a host of a hundred thousand costs no more.
    for count in range(1, min(len(labels), 8) + 1):
        tail = f"{labels[-count]}.{tail}" if tail else labels[-count]
        if tail in known.exceptions:
            return count - 1, tail.partition(".")[2]
        if tail in known.plain:
            best, matched = count, tail
        if tail in known.wild and count < len(labels):
            best, matched = count + 1, tail
    return best, matched


def parts(host: str) -> Parts:
    """The host cut up by the public suffix list.

    >>> parts("www.lanyue.com.cn").core, parts("lanyue-pay.pages.dev")
    ('lanyue', Parts(subdomains=(), core='lanyue-pay', suffix='pages.dev', hosted=True))
    """
    labels = host.split(".")
    length, rule = suffix_length(labels)
    front = labels[:-length] if length < len(labels) else []
    return Parts(
        subdomains=tuple(front[:-1]),
        core=front[-1] if front else "",
        suffix=".".join(labels[-length:]),
        hosted=rule in rules().private,
    )


def is_public_suffix(host: str) -> bool:
    """Whether everything under the host belongs to strangers."""
    return not parts(host).core


def is_ending(label: str) -> bool:
    """Whether a name may end so: a top-level domain, or one of those for examples and for private use."""
    return label in rules().plain or label in rules().wild or label in OTHER_ENDINGS


OTHER_ENDINGS = frozenset(
    {"example", "test", "invalid", "localhost", "local", "onion", "eth", "bit", "crypto"}
)
