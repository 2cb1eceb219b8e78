"""The verdict on a link: official, on a list, an imitation, or unknown. Never "safe"."""

from collections.abc import Iterable, Iterator

from answerback.guard.links.accounts import HOUSES, account_of
from answerback.guard.links.canonical import read
from answerback.guard.links.formats import Entry, Meaning, path_of
from answerback.guard.links.imitation import Imitations, name_before_at
from answerback.guard.links.kinds import WARNINGS, Answer, Link, Reason, Verdict
from answerback.guard.links.known import Known, Name, registered_names, well_known
from answerback.guard.links.lists import Lists
from answerback.guard.links.model import lexical
from answerback.guard.links.official import Official, covers
from answerback.guard.links.redirects import inner_links, sends_on
from answerback.guard.links.skeleton import mixes_scripts, passes_for_latin
from answerback.guard.links.suffixes import Parts, parts
from answerback.guard.links.texts import links_in

MOST_REDIRECTS = 6
"""How deep links inside links are followed; honest ones need two."""
MOST_LINKS = 40
"""How many links inside one link are looked at."""
WORSE = (Verdict.OFFICIAL, Verdict.UNKNOWN, Verdict.SUSPICIOUS, Verdict.DANGEROUS)
"""A line is official only when everything in it is: anybody may write our name behind his own."""
TOLD_FIRST = list(Reason)


class NoLink(ValueError):
    """The text holds nothing that could be opened."""


class Checker:
    """Knows the official hosts, the lists and the names worth imitating; answers for any number of links.

    `official`: hosts (their subdomains are official too), or pages on hosts of others.
    `model`: also warn of names that are built like known traps.
    """

    def __init__(
        self, official: Iterable[str] = (), entries: Iterable[Entry] = (), *, model: bool = True
    ) -> None:
        self.official = Official(official)
        self.lists = Lists(entries)
        self.known: Known = well_known()
        fuzzy = [Name(host, parts(host).core, coined=True) for host in sorted(self.lists.fuzzy)]
        self.names = (*registered_names(self.official.hosts), *self.known.names, *fuzzy)
        self.host_of = {name.label: name.host for name in reversed(self.names)}
        self.imitations = Imitations(self.names)
        self.uses_model = model

    def check(self, text: str) -> Answer:
        """The worst verdict among the links of a text. Raises NoLink."""
        answers = [self.check_link(link) for link in dict.fromkeys(links_in(text))]
        if not answers:
            raise NoLink(text[:80])
        return max(answers, key=badness)

    def check_link(self, link: Link) -> Answer:
        """The worse of the link and those inside it: whoever follows it may end up at either."""
        outer, *inside = self._opened(link)
        worst = max(inside, key=badness, default=outer)
        if badness(worst) > badness(outer):
            return with_reason(worst, Reason.REDIRECT)
        if inside and outer.verdict is Verdict.UNKNOWN and sends_on(link):
            return with_reason(worst if worst.verdict is Verdict.UNKNOWN else outer, Reason.REDIRECT)
        return outer

    def _opened(self, link: Link) -> Iterator[Answer]:
        """The answers for a link and for the links inside it, breadth first and bounded."""
        waiting, count = [(link, 0)], 0
        while waiting:
            current, depth = waiting.pop(0)
            yield self.check_host(current)
            count += 1
            inner = [
                found
                for found in map(read, inner_links(current))
                if "." in found.host or ":" in found.host or Reason.RUNS_CODE in found.tricks
            ]
            if inner and (depth >= MOST_REDIRECTS or count + len(waiting) > MOST_LINKS):
                yield Answer(inner[0].host, Verdict.SUSPICIOUS, (Reason.NESTED_REDIRECTS,))
                return
            waiting += [(found, depth + 1) for found in inner]

    def check_host(self, link: Link) -> Answer:
        """The verdict on the link's own host."""
        if not link.host:
            return answered("", [*link.tricks])
        if self.official.opens(link):
            return Answer(link.host, Verdict.OFFICIAL, (Reason.OFFICIAL_CHANNEL,))
        if self.official.owns(link):
            return answered(link.host, link.tricks)
        listed = self.lists.of(link.host, path_of(link.rest))
        reasons, imitated = list(link.tricks), None
        if listed is Meaning.DENY:
            reasons.append(Reason.ON_LIST)
        if listed is Meaning.ALLOW:
            reasons.append(Reason.ON_ALLOW_LIST)
        elif covers(self.known.domains, link.host):
            found, imitated = self._account(link)
            reasons += [Reason.KNOWN_NAME, *found]
        else:
            found, imitated = self._looks(link)
            reasons += found
        before = self._name_before_at(link)
        return answered(link.host, reasons + [Reason.NAME_BEFORE_AT] * bool(before), imitated or before)

    def _looks(self, link: Link) -> tuple[list[Reason], str | None]:
        """What the name's form says."""
        if Reason.BARE_ADDRESS in link.tricks or Reason.ODD_ADDRESS in link.tricks:
            return [], None
        cut = parts(link.host)
        found = self.imitations.of(cut)
        reasons = [Reason.MIXED_SCRIPTS] if is_disguised(cut) else []
        if found is not None:
            return [*reasons, found.reason, *[Reason.FREE_HOSTING] * cut.hosted], found.name.host
        if self.uses_model and cut.core and lexical().warns(cut):
            reasons.append(Reason.LIKE_KNOWN_TRAPS)
        return reasons, None

    def _name_before_at(self, link: Link) -> str | None:
        if Reason.TEXT_BEFORE_AT not in link.tricks:
            return None
        return name_before_at(link.before_at, self.host_of, (self.official.hosts, self.known.domains))

    def _account(self, link: Link) -> tuple[list[Reason], str | None]:
        """Where anybody may take any name, `t.me/lanyue_support` is made like a page on free hosting."""
        found = self.imitations.of(account_of(link)) if link.host in HOUSES else None
        if found is None or not found.name.registered:
            return [], None
        return [found.reason, Reason.FREE_HOSTING], found.name.host


def is_disguised(cut: Parts) -> bool:
    """Whether a label mixes scripts, or reads as Latin under a Latin ending and is not."""
    foreign_ending = cut.suffix.rpartition(".")[2].startswith("xn--")
    return any(
        mixes_scripts(label) or (not foreign_ending and passes_for_latin(label))
        for label in (*cut.subdomains, cut.core)
    )


def badness(answer: Answer) -> int:
    """How bad a verdict is, for choosing among several."""
    return WORSE.index(answer.verdict)


def answered(host: str, reasons: Iterable[Reason], imitated: str | None = None) -> Answer:
    """The answer that the reasons make; they are told in the order of their declaration."""
    told = tuple(sorted(set(reasons), key=TOLD_FIRST.index))
    verdict = Verdict.UNKNOWN
    if Reason.ON_LIST in told:
        verdict = Verdict.DANGEROUS
    elif WARNINGS.intersection(told):
        verdict = Verdict.SUSPICIOUS
    return Answer(host, verdict, told, imitated)


def with_reason(answer: Answer, reason: Reason) -> Answer:
    """The answer with one more reason."""
    reasons = tuple(sorted({*answer.reasons, reason}, key=TOLD_FIRST.index))
    return Answer(answer.host, answer.verdict, reasons, answer.lookalike_of)
