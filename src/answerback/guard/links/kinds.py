"""What the link checker says: four verdicts, stable reasons, and what a link is taken apart into."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What may be said of a link. There is no "safe": nobody can know that from a name."""

    OFFICIAL = "official"
    DANGEROUS = "dangerous"
    SUSPICIOUS = "suspicious"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why, as a stable code; `words.SENTENCES` says each in English and Chinese."""

    OFFICIAL_CHANNEL = "official_channel"
    ON_LIST = "on_list"
    # Imitations: `lookalike_of` names whom.
    LOOKALIKE_CHARACTERS = "lookalike_characters"
    ONE_EDIT = "one_edit"
    ADDED_WORDS = "added_words"
    OTHER_ENDING = "other_ending"
    NAME_IN_SUBDOMAIN = "name_in_subdomain"
    NAME_BEFORE_AT = "name_before_at"
    FREE_HOSTING = "free_hosting"
    # Disguises, whoever is meant.
    MIXED_SCRIPTS = "mixed_scripts"
    HIDDEN_CHARACTERS = "hidden_characters"
    ENCODED_HOST = "encoded_host"
    ODD_ADDRESS = "odd_address"
    NESTED_REDIRECTS = "nested_redirects"
    RUNS_CODE = "runs_code"
    # The model: it only ever adds this.
    LIKE_KNOWN_TRAPS = "like_known_traps"
    # Told, but no reason for a warning by itself.
    REDIRECT = "redirect"
    DEFANGED = "defanged"
    FULL_WIDTH = "full_width"
    BARE_ADDRESS = "bare_address"
    TEXT_BEFORE_AT = "text_before_at"
    KNOWN_NAME = "known_name"
    ON_ALLOW_LIST = "on_allow_list"
    OPENS_APP = "opens_app"
    NOT_A_NAME = "not_a_name"


WARNINGS = frozenset(
    {
        Reason.LOOKALIKE_CHARACTERS,
        Reason.ONE_EDIT,
        Reason.ADDED_WORDS,
        Reason.OTHER_ENDING,
        Reason.NAME_IN_SUBDOMAIN,
        Reason.NAME_BEFORE_AT,
        Reason.MIXED_SCRIPTS,
        Reason.HIDDEN_CHARACTERS,
        Reason.ENCODED_HOST,
        Reason.ODD_ADDRESS,
        Reason.NESTED_REDIRECTS,
        Reason.RUNS_CODE,
        Reason.LIKE_KNOWN_TRAPS,
    }
)
"""Reasons that make a link suspicious."""
OPENS_NOTHING = frozenset({Reason.RUNS_CODE, Reason.OPENS_APP, Reason.NOT_A_NAME})
"""A browser would not open the host as it is written, so it is not official, whoever's the host is."""


@dataclass(frozen=True)
class Link:
    """A link as a browser would open it. `host` is in ASCII and small letters; empty when no name can be read.

    A host beside NOT_A_NAME among the tricks is what people read there, though a browser would refuse it."""

    host: str
    rest: str = ""
    """Path, query and fragment, as written."""
    before_at: str = ""
    has_scheme: bool = False
    tricks: frozenset[Reason] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Answer:
    """The verdict on one link. `lookalike_of` is the host that it imitates."""

    host: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    lookalike_of: str | None = None
