"""Whom does a host imitate? By the look of its letters, by one edit, by added words, by another ending."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from answerback.guard.links.bait import BAIT, STRONG, listed
from answerback.guard.links.edits import LEAST_LETTERS, Near, is_one_edit, is_slip
from answerback.guard.links.kinds import Reason
from answerback.guard.links.known import Name
from answerback.guard.links.names import canonical_name, unicode_label
from answerback.guard.links.skeleton import skeleton
from answerback.guard.links.suffixes import Parts, is_ending, parts

INSIDE_LETTERS, COINED_LETTERS, SHORT_LETTERS = 6, 5, 3
"""A coined name of six letters is found inside a longer label; a shorter one only as a part of its own."""


@dataclass(frozen=True)
class Imitation:
    """Who is imitated, and how."""

    name: Name
    reason: Reason


# Endings that traps take because they cost little; under the old ones many a name has an honest owner.
CHEAP_ENDINGS = listed(
    """
    app best bond cam cc cfd claims click cloud club digital events exchange finance fit fun icu life link live lol
    monster one online page pics pro rest run services shop site space store support tech to today tools top
    vip wallet website wiki win work world wtf xyz zone
    """
)


class Imitations:
    """Compares hosts with names; registered names come first."""

    def __init__(self, names: Iterable[Name]) -> None:
        ordered = sorted(names, key=lambda name: not name.registered)
        self.by_skeleton: dict[str, Name] = {}
        for name in ordered:
            self.by_skeleton.setdefault(skeleton(name.label), name)
        self.near = Near(self.by_skeleton)
        self.inside = {
            form: place
            for place, (form, name) in enumerate(self.by_skeleton.items())
            if name.coined and len(form) >= INSIDE_LETTERS
        }
        self.inside_lengths = sorted({len(form) for form in self.inside})

    def of(self, cut: Parts) -> Imitation | None:
        """The imitation in a host that belongs to none of the names' owners."""
        return self._of_core(cut) or self._of_subdomains(cut)

    def _of_core(self, cut: Parts) -> Imitation | None:
        form = skeleton(cut.core)
        name = self.by_skeleton.get(form)
        if name is not None:
            return self._same_form(cut, name)
        joined = form.replace("-", "")
        if joined != form and (name := self.by_skeleton.get(joined)) and len(joined) >= INSIDE_LETTERS:
            return Imitation(name, Reason.ONE_EDIT)
        return self._inside(form) or self._near(unicode_label(cut.core))

    def _same_form(self, cut: Parts, name: Name) -> Imitation | None:
        if unicode_label(cut.core) != name.label:
            shown = len(name.label) > SHORT_LETTERS or has_digit_for_letter(name.label, cut.core)
            return Imitation(name, Reason.LOOKALIKE_CHARACTERS) if shown else None
        if cut.hosted and name.coined:
            return Imitation(name, Reason.ADDED_WORDS)
        cheap = name.coined and cut.suffix in CHEAP_ENDINGS and len(name.label) >= COINED_LETTERS
        return Imitation(name, Reason.OTHER_ENDING) if name.registered or name.one_address or cheap else None

    def _inside(self, form: str) -> Imitation | None:
        """The name as one part among others, or run together with added words."""
        tokens = form.split("-")
        for index, token in enumerate(tokens):
            name = self.by_skeleton.get(token)
            if name and len(tokens) > 1 and self._speaks_for(name, tokens[:index] + tokens[index + 1 :]):
                return Imitation(name, Reason.ADDED_WORDS)
        joined = "".join(tokens)
        for label in self._held_by(joined):
            name = self.by_skeleton[label]
            if name.registered or self._adds_a_word(joined, label):
                return Imitation(name, Reason.ADDED_WORDS)
        return next(self._run_together(tokens), None)

    def _held_by(self, joined: str) -> list[str]:
        """The names inside a longer word, in their order; looked up, not compared with each."""
        parts_of_it = {
            joined[at : at + length]
            for length in self.inside_lengths
            if length < len(joined) - 1
            for at in range(len(joined) - length + 1)
        }
        return sorted(parts_of_it & self.inside.keys(), key=self.inside.__getitem__)

    @staticmethod
    def _adds_a_word(joined: str, label: str) -> bool:
        """One letter more is an edit, and two are often the beginning of an honest word: `openseal`."""
        before, _, after = joined.partition(label)
        return len(before) > 2 or len(after) > 2 or bool({before, after} & BAIT_FORMS)

    @staticmethod
    def _speaks_for(name: Name, others: list[str]) -> bool:
        if name.coined and (name.registered or len(name.label) > SHORT_LETTERS):
            return True
        return any(other in STRONG_FORMS for other in others)

    def _run_together(self, tokens: list[str]) -> Iterator[Imitation]:
        """`claimaave`, `phantomwallets`: a short or common name and a bait word, nothing else."""
        for token in tokens:
            for cut in range(SHORT_LETTERS, len(token) - SHORT_LETTERS + 1):
                for part, bait in ((token[:cut], token[cut:]), (token[cut:], token[:cut])):
                    name = self.by_skeleton.get(part)
                    if name and bait in (BAIT_FORMS if name.coined else STRONG_FORMS):
                        yield Imitation(name, Reason.ADDED_WORDS)

    def _near(self, core: str) -> Imitation | None:
        for token in dict.fromkeys((core, *core.split("-"))):
            near = self.near.of(skeleton(token))
            if near is not None and self._may_be_near(self.by_skeleton[near], token):
                return Imitation(self.by_skeleton[near], Reason.ONE_EDIT)
        return None

    @staticmethod
    def _may_be_near(name: Name, token: str) -> bool:
        """Beside a well-known name there are honest neighbours: only what a slip of the finger makes counts."""
        if not name.registered and len(token) < LEAST_LETTERS:
            return False
        slipped = is_one_edit(name.label, token) and is_slip(name.label, token)
        return name.registered or (slipped and (name.coined or sorted(name.label) == sorted(token)))

    def _of_subdomains(self, cut: Parts) -> Imitation | None:
        labels = [*cut.subdomains, cut.core]
        for index, label in enumerate(cut.subdomains):
            name = self.by_skeleton.get(skeleton(label))
            inner = self._inside(skeleton(label))
            if name is not None and (name.coined or self._spells_out(name, labels[index:], cut)):
                return Imitation(name, Reason.NAME_IN_SUBDOMAIN)
            if inner is not None:
                return Imitation(inner.name, Reason.NAME_IN_SUBDOMAIN)
        return None

    @staticmethod
    def _spells_out(name: Name, labels: list[str], cut: Parts) -> bool:
        """`ledger.com.evil.xyz`, `ledger-claim.evil.xyz`: the whole name, or bait beside it."""
        whole = ".".join(labels)
        tokens = {part for label in labels[1:] for part in skeleton(label).split("-")}
        return whole.startswith((name.host, name.host.replace(".", "-"))) or bool(tokens & STRONG_FORMS)


def has_digit_for_letter(label: str, typed: str) -> bool:
    """`0kx` for `okx`: of three letters no other disguise is told from a name of its own."""
    return label.isalpha() and len(typed) == len(label) and any(sign in "01" for sign in typed)


BAIT_FORMS = frozenset(map(skeleton, BAIT | {"www"}))
STRONG_FORMS = frozenset(map(skeleton, STRONG | {"www"}))


def name_before_at(before: str, hosts: Mapping[str, str], domains: Iterable[Container[str]]) -> str | None:
    """The name that stands where a reader looks for the host: `https://real.com@evil.com`.

    `hosts`: by the label that is compared."""
    written = before.partition(":")[0]
    host = (canonical_name(written)[0] or written.lower()).removeprefix("www.")
    if any(host in some for some in domains):
        return host
    core = parts(host).core
    named = hosts.get(core) if core else None
    return named or (host if core and is_ending(host.rpartition(".")[2]) else None)
