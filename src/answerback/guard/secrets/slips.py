"""What word was meant: a slip of the finger, a cut to four letters, a homophone from speech recognition."""

from functools import cache, lru_cache
from itertools import permutations

from answerback.guard.secrets.words import lexicon, word_list, words_of

SHORTEST = 4
HOMOPHONES = {
    "son": "sun", "meet": "meat", "male": "mail", "rode": "road", "flour": "flower", "knight": "night",
    "bored": "board", "cache": "cash", "cite": "sight", "site": "sight", "coarse": "course",
    "heir": "air", "knows": "nose", "mane": "main", "rays": "raise", "sale": "sail", "seen": "scene",
    "steal": "steel", "waist": "waste", "won": "one", "ate": "eight", "sighed": "side", "rows": "rose",
    "tied": "tide", "quay": "key", "pear": "pair", "weight": "wait", "reign": "rain", "blew": "blue",
    "write": "right", "dear": "deer", "tale": "tail", "where": "wear", "see": "sea",
}  # fmt: skip


def repaired(word: str, language: str) -> int | None:
    """The place of the one listed word that `word` may be; None when it is none or could be several."""
    if language == "english" and word in HOMOPHONES:
        return lexicon().places[language][HOMOPHONES[word]]
    if len(word) < SHORTEST:
        return near_short(word) if language == "english" and len(word) == SHORTEST - 1 else None
    if len(word) == SHORTEST and word in prefixes(language):
        return prefixes(language)[word]
    if len(word) > 12:
        return None
    return one_edit(word, language)


@cache
def prefixes(language: str) -> dict[str, int]:
    """Words of the Latin lists are unique in their first four letters (BIP-39 wordlists, rule b)."""
    return {word[:SHORTEST]: place for word, place in lexicon().places[language].items()}


def one_edit(word: str, language: str) -> int | None:
    """One letter wrong, missing, added, or two swapped."""
    index = deletions(language)
    shorter = {word[:cut] + word[cut + 1 :] for cut in range(len(word))}
    meant = {place for form in (word, *shorter) for place in index.get(form, ())}
    if len(meant) > 1:
        close = [place for place in meant if is_one_edit(word, word_list(language)[place])]
        meant = set(close)
    return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=8_192)
def near_short(word: str) -> int | None:
    """The first of the listed words that three letters may be; none for a word of grammar."""
    if word in words_of("grammar_english.txt"):
        return None
    near = (place for place in close_to(word) if len(word_list("english")[place]) <= SHORTEST)
    return min(near, default=None)


@lru_cache(maxsize=8_192)
def is_near(word: str) -> bool:
    """Whether one slip away from any word of the English list, and no word of grammar."""
    if word in words_of("grammar_english.txt"):
        return False
    if len(word) <= SHORTEST:
        return bool(close_to(word))
    shorter = {word[:cut] + word[cut + 1 :] for cut in range(len(word))}
    return not {word, *shorter}.isdisjoint(deletions("english"))


def close_to(word: str) -> set[int]:
    """The places of the English words that a short one is one edit away from."""
    index = short_deletions()
    shorter = (word[:cut] + word[cut + 1 :] for cut in range(len(word)))
    swapped = ("".join(letters) for letters in permutations(word))
    close = {place for form in (word, *shorter, *swapped) for place in index.get(form, ())}
    return {place for place in close if is_one_edit(word, word_list("english")[place])}


@cache
def short_deletions() -> dict[str, list[int]]:
    """Every listed English word of up to five letters, whole and with any one letter missing."""
    index: dict[str, list[int]] = {}
    for place, word in enumerate(word_list("english")):
        if len(word) <= SHORTEST + 1:
            for form in {word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
                index.setdefault(form, []).append(place)
    return index


def is_one_edit(word: str, listed: str) -> bool:
    differ = [index for index, (left, right) in enumerate(zip(word, listed, strict=False)) if left != right]
    if len(word) != len(listed):
        longer, shorter = (word, listed) if len(word) > len(listed) else (listed, word)
        return any(longer[:cut] + longer[cut + 1 :] == shorter for cut in range(len(longer)))
    swapped = (
        len(differ) == 2 and word[differ[0]] == listed[differ[1]] and word[differ[1]] == listed[differ[0]]
    )
    return len(differ) == 1 or swapped


@cache
def deletions(language: str) -> dict[str, tuple[int, ...]]:
    """Every listed word of four letters or more, whole and with any one letter missing."""
    index: dict[str, tuple[int, ...]] = {}
    for word, place in lexicon().places[language].items():
        if len(word) >= SHORTEST:
            for form in {word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
                index[form] = (*index.get(form, ()), place)
    return index
