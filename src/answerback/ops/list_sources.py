"""Where lists of bad hosts come from: `ANSWERBACK_LINK_LISTS`, names of known sources or `name=https://…`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from answerback.configuration import configuration
from answerback.ops.said import stop

# Only what a licence lets everybody use is on by default; the others are for whoever has read their terms.
KNOWN = {
    "polkadot": "https://raw.githubusercontent.com/polkadot-js/phishing/master/all.json",  # Apache-2.0
    "metamask": "https://raw.githubusercontent.com/MetaMask/eth-phishing-detect/main/src/config.json",  # DBAD
    "scamsniffer": "https://raw.githubusercontent.com/scamsniffer/scam-database/main/blacklist/domains.json",  # GPL-3.0
}
GIVEN = re.compile(r"([a-z0-9][a-z0-9_-]{0,40})=(https?://\S+)")


@dataclass(frozen=True)
class Source:
    """One list. Its file in the data folder is named after it."""

    name: str
    url: str


def folder() -> Path:
    """Where the lists are kept, for `answerback link --list`."""
    return configuration().data_dir / "lists"


def sources() -> list[Source]:
    """The configured sources, in their order; a word that is neither a name nor `name=URL` ends the command."""
    return [source(word) for word in configuration().link_lists]


def source(word: str) -> Source:
    """The source that a word of the setting means."""
    given = GIVEN.fullmatch(word)
    if given is not None:
        return Source(given[1], given[2])
    if word not in KNOWN:
        known = ", ".join(sorted(KNOWN))
        stop(
            f"No list is called {word}; there is: {known}, or name=https://… · 没有名单 {word}，现有：{known}"
        )
    return Source(word, KNOWN[word])
