"""Seed phrases of BIP-39: written, numbered, spoken, mistyped, cut to four letters, in ten languages.

A run of listed words is its own evidence: ordinary English holds at most ten in a row (55,835 messages
measured), so twelve count even when their checksum fails: a caller's slip breaks 15 checksums in 16.
"""

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import bip39, seeds_ends
from answerback.guard.secrets.everyday_lists import has_items, is_everyday_list
from answerback.guard.secrets.han_rows import drawn_by_lot
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import OTHER_LETTERS, Plain
from answerback.guard.secrets.seeds_glued import parted
from answerback.guard.secrets.slips import HOMOPHONES
from answerback.guard.secrets.tokens import (
    ARTICLE_SCORE,
    COMMON_SCORE,
    FILLER_SCORE,
    REPEAT_SCORE,
    SLIP_SCORE,
    TOKEN,
    WORD_SCORE,
    Token,
    tokens_of,
)
from answerback.guard.secrets.views import ROWS_OF_HAN, Windows, around, places
from answerback.guard.secrets.windows import checked
from answerback.guard.secrets.words import BOTH, EVERYDAY, FILLER, PREFIX, UNKNOWN, WORD, lexicon

# Flags as bytes: words with at most six fillers or one unknown token between neighbours, six or more in all.
STRETCH = pattern(rb"[\x02-\x05](?:(?:\x01{1,6}+|\x00)?[\x02-\x05]){4,}+")
FEWEST = 5
FEWEST_SINGLE = 3  # of five single characters every second is counted, see single_characters
MARGIN, CLOSE = 400, 60
SURE, UNSURE = 0.99, 0.6  # the checksum holds; taken out, and the rest of the text is kept
LONGEST_LIST = 400
OTHER_SCRIPT = pattern(f"[{OTHER_LETTERS}]+")
STRING = operator.methodcaller("group")
WHOLE, NEARLY_WHOLE = 12, 10
# Every form begins with a letter or sign of its own: then the search passes over all others at once.
MENTION = pattern(
    r"助记[词詞]|助記[词詞]|备份词|備份詞|恢复[词短]|恢復[詞短]|种子词|種子|密语|密語|注记词"
    r"|mnemonic|seed|recovery|backup|secret (?:phrase|words)|twelve[- ]word"
    r"|12[- ]word|24[- ]word|twenty[- ]four[- ]word"
)
REACH = 80
LONGEST_CHECKED = 40
COLONS = frozenset(":：\n")

# In 16 MB of prose and code nothing but lists of Chinese characters (8.0) came above 6.0.
ENOUGH, ENOUGH_ALONE, ENOUGH_ALONE_HAN, ENOUGH_MENTIONED = 8.5, 6.6, 8.5, 4.8
ENOUGH_DICTATED = 5.5
FIRST_HAN, LAST_HAN = "\u3400", "\u9fff"
HAN_SIGN = pattern("[\u3400-\u9fff]")
DROP, MOSTLY, MOST_FILLERS = 4.5, 0.8, 8


def find(searched: Plain) -> Iterator[Match]:
    for start, end in regions(searched):
        lowered = searched.lowered
        tokens = list(TOKEN.finditer(lowered, start, end))
        flags = bytes(map(flags_and_homophones().get, map(STRING, tokens), repeat(UNKNOWN)))
        for first, past in stretches(flags):
            around_it = [token.span() for token in tokens[max(0, first - 1) : past + 1]]
            if is_weighty(flags[first:past]) or mentioned(lowered, around_it[0][0], around_it[-1][1]):
                yield from phrases(lowered, parted(lowered, around_it))


@cache
def flags_and_homophones() -> dict[str, int]:
    """Two homophones one after the other must not cut a phrase in two."""
    return dict.fromkeys(HOMOPHONES, BOTH) | lexicon().flags


def regions(searched: Plain) -> Windows:
    """Where a stretch of seed words may be: known by ASCII words alone, by single Chinese characters, by script."""
    hits: list[int] = []
    if len(searched.words) >= FEWEST and (spans := stretches(searched.flags)):
        hits += [start for first, past in spans for start, _ in searched.spans[first:past]]
    if not searched.text.isascii():
        hits += single_characters(searched)
    if searched.has_other_script:
        hits += [found.start() for found in OTHER_SCRIPT.finditer(searched.text)]
    return around(hits, len(searched.text), before=MARGIN, after=MARGIN) if hits else []


def stretches(flags: bytes) -> list[tuple[int, int]]:
    return [found.span() for found in STRETCH.finditer(flags) if promising(found.group())]


def single_characters(searched: Plain) -> list[int]:
    """Chinese characters that stand alone, three and more that follow one another."""
    picture = b" " + searched.codes.translate(ROWS_OF_HAN)
    if picture.count(b" a ") < FEWEST_SINGLE:
        return []
    alone = list(places(picture, b" a "))
    return [place for place, third in zip(alone, alone[2:], strict=False) if third - place <= CLOSE]


def promising(flags: bytes) -> bool:
    """Whether these could add up to enough if every stranger, and one beside each end, were a slip."""
    return most(flags) >= ENOUGH_MENTIONED


def is_weighty(flags: bytes) -> bool:
    """Whether that may be enough where nobody speaks of seed phrases."""
    words = len(flags) - flags.count(FILLER) + 2
    return words >= WHOLE or most(flags) >= (ENOUGH_ALONE if words >= NEARLY_WHOLE else ENOUGH)


def most(flags: bytes) -> float:
    rare, common = flags.count(WORD) + flags.count(PREFIX), flags.count(BOTH) + flags.count(EVERYDAY)
    return rare * WORD_SCORE + common * COMMON_SCORE + (flags.count(UNKNOWN) + 2) * SLIP_SCORE


def phrases(lowered: str, spans: Sequence[tuple[int, int]]) -> Iterator[Match]:
    tokens = tokens_of(lowered, spans)
    windows = [Match(Kind.SEED_PHRASE, *window, SURE) for window in checked(lowered, tokens)]
    shown = [match for window in windows if (match := drawn(lowered, window)) is not None]
    for match in shown:
        yield seeds_ends.widened(lowered, match)
    for run in runs(tokens):
        match = None if is_shown_by(shown, run) else judged(lowered, run)
        match = None if match is None else drawn(lowered, match)
        if match is not None:
            yield seeds_ends.widened(lowered, match)


def drawn(lowered: str, match: Match) -> Match | None:
    """Less what somebody wrote: Chinese of recognised pages and wide forms, with blanks between all characters.

    A list of food or animals is taken out and the text kept, unless seed phrases are spoken of.
    """
    said = mentioned(lowered, match.start, match.end)
    if FIRST_HAN <= lowered[match.start] <= LAST_HAN:
        places = [found.start() for found in HAN_SIGN.finditer(lowered, match.start, match.end)]
        signs = "".join(lowered[place] for place in places)
        part = drawn_by_lot(signs, checked=match.certainty >= SURE, mentioned=said)
        return None if part is None else replace(match, start=places[part[0]], end=places[part[1] - 1] + 1)
    if not said and match.end - match.start <= LONGEST_LIST:
        words = [found.group() for found in TOKEN.finditer(lowered, match.start, match.end)]
        listed = [word for word in words if lexicon().flags.get(word) != FILLER]
        unchecked = match.certainty < SURE
        if is_everyday_list(listed) or (unchecked and has_items(lowered[match.start : match.end])):
            return replace(match, certainty=min(match.certainty, UNSURE))
    return match


def is_shown_by(windows: Sequence[Match], run: Sequence[Token]) -> bool:
    """Whether a phrase with its checksum leaves nothing of the run but prose."""
    words = [token for token in run if token.place is not None]
    left_over, index = list[Token](), 0
    for token in words:
        while index < len(windows) and windows[index].end <= token.start:
            index += 1
        if index == len(windows) or token.start < windows[index].start:
            left_over.append(token)
    return len(left_over) < len(words) and is_prose(left_over)


def runs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cuts a stretch where too much of it is not seed: the best-scoring pieces, from a word to a word."""
    first = 0
    while first < len(tokens):
        if tokens[first].score <= 0 or tokens[first].place is None:
            first += 1
            continue
        score, best, past = 0.0, 0.0, first + 1
        for index in range(first, len(tokens)):
            score += tokens[index].score - (tokens[index].apart and index > first)
            if score > best:
                best, past = score, index + 1
            elif score < best - DROP:
                break
        past = stretched(tokens, past)
        yield tokens[first:past]
        first = past


def stretched(tokens: Sequence[Token], past: int) -> int:
    """Past "… and the last one is": a word that only fillers divide from the run belongs to it."""
    index = past
    while index < min(len(tokens), past + MOST_FILLERS) and tokens[index].score >= ARTICLE_SCORE:
        index += 1
        if tokens[index - 1].exact:
            past = index
    return past


def judged(lowered: str, run: Sequence[Token]) -> Match | None:
    words = [token for token in run if token.place is not None]
    score = worth(run)
    if is_whole(run, words, score):
        return whole(lowered, words)
    if is_repeating(lowered, run, words):
        return Match(Kind.SEED_PHRASE, words[0].start, words[-1].end, 0.6)
    if score >= enough_alone(lowered, words) or (
        score >= ENOUGH_MENTIONED and mentioned(lowered, words[0].start, words[-1].end)
    ):
        first = introduced(lowered, words, least=1)
        return Match(Kind.SEED_PHRASE, words[first].start, words[-1].end, 0.9 if len(words) >= WHOLE else 0.6)
    return None


def is_repeating(lowered: str, run: Sequence[Token], words: Sequence[Token]) -> bool:
    """ "abandon abandon … ability": as many words as a phrase has, said again and again, and no talk of love."""
    if len(words) not in bip39.LENGTHS or not all(token.exact and not token.apart for token in run[1:]):
        return False
    flags = lexicon().flags
    rare = sum(flags.get(lowered[token.start : token.end]) == WORD for token in words)
    return rare * 2 > len(words) or mentioned(lowered, words[0].start, words[-1].end)


def enough_alone(lowered: str, words: Sequence[Token]) -> float:
    """Lists of animals or numerals are short; a phrase with a slip or two is nearly as long as a phrase."""
    if lowered[words[0].start] >= FIRST_HAN:
        return ENOUGH_ALONE_HAN
    return ENOUGH_ALONE if len(words) >= NEARLY_WHOLE else ENOUGH


def is_whole(run: Sequence[Token], words: Sequence[Token], score: float) -> bool:
    """Enough rare words; or twelve and nothing but fillers; or nothing else at all, mostly different or checked."""
    if len(words) < WHOLE:
        return False
    only_words = all(token.exact for token in run) and not any(token.apart for token in run[1:])
    different = len({token.place for token in words}) >= MOSTLY * len(words)
    checked = bip39.is_valid([token.place or 0 for token in words])
    dictated = all(token.exact or token.score == FILLER_SCORE for token in run) and score >= ENOUGH_DICTATED
    return score >= ENOUGH or dictated or (only_words and (different or checked))


def worth(run: Sequence[Token]) -> float:
    """What the words add up to, less one for every place where something stands between them."""
    return sum(token.score for token in run) - sum(token.apart for token in run[1:])


def mentioned(lowered: str, start: int, end: int) -> bool:
    return MENTION.search(lowered, max(0, start - REACH), end + REACH) is not None


def whole(lowered: str, words: Sequence[Token]) -> Match:
    """The exact phrase where its checksum shows it, otherwise the whole run less its introduction."""
    first_met = [token for token in words if token.score != REPEAT_SCORE]  # "word 1: … word 2: …"
    for chosen in (words, first_met):
        places = [token.place or 0 for token in chosen]
        windows = list(bip39.valid_windows(places)) if len(chosen) <= LONGEST_CHECKED else []
        first = min((first for first, _ in windows), default=0)
        past = max((past for _, past in windows), default=0)
        if windows and is_prose([*chosen[:first], *chosen[past:]]):
            return Match(Kind.SEED_PHRASE, chosen[first].start, chosen[past - 1].end, 0.99)
    first = introduced(lowered, words)
    return Match(Kind.SEED_PHRASE, words[first].start, words[-1].end, 0.9)


def is_prose(left_over: Sequence[Token]) -> bool:
    """Only everyday words and misfits are trimmed: a window valid by chance must not bare half a phrase."""
    return all(token.score in (COMMON_SCORE, REPEAT_SCORE, SLIP_SCORE) for token in left_over)


def introduced(lowered: str, words: Sequence[Token], least: int = WHOLE) -> int:
    """Listed words that belong to the sentence before ("recovery phrase is: …") are not the secret."""
    for index in range(len(words) - least, 0, -1):
        between = lowered[words[index - 1].end : words[index].start]
        if not COLONS.isdisjoint(between) and is_prose(words[:index]):
            return index
    return 0


@dataclass(frozen=True)
class Begun:
    start: int
    end: int
    certainty: float
    words: int


BEGUN = pattern(rb"[\x02-\x05](?:(?:\x01{1,6}+|\x00)?[\x02-\x05]){2,}+")
STOP_AFTER, STOP_AFTER_MENTION = 7.1, 3.9


def begun(lowered: str) -> Begun | None:
    """The run of seed words at the end of a text still being written, once it is long enough: eight rare
    words, or four when a seed phrase was spoken of. In 16 MB of prose and code the first never came."""
    spans = [found.span() for found in TOKEN.finditer(lowered)][-4 * WHOLE :]
    last: Begun | None = None
    for whole_run in runs(tokens_of(lowered, spans)):
        run = whole_run[densest(whole_run) :]
        words = [token for token in run if token.place is not None]
        score = worth(run)
        needed = STOP_AFTER_MENTION if mentioned(lowered, words[0].start, words[-1].end) else STOP_AFTER
        if score >= needed:
            words = words[introduced(lowered, words, least=1) :]
            last = Begun(words[0].start, words[-1].end, min(0.9, score / WHOLE), len(words))
    return last


def densest(run: Sequence[Token]) -> int:
    """The word from which the rest of a run is worth most: prose with a listed word before it must not delay."""
    first, best, score = 0, 0.0, 0.0
    for index in range(len(run) - 1, -1, -1):
        score += run[index].score
        if run[index].place is not None and score > best:
            first, best = index, score
        score -= run[index].apart
    return first
