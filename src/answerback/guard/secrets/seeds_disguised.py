"""Seed phrases in disguise: letters of other scripts that look alike, letters apart, the phrase encoded.

Each disguise is taken off where there is one, and the text read once more.
"""

import binascii
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from answerback.guard.kinds import Match
from answerback.guard.secrets import seeds, seeds_apart, seeds_joined
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain, plain
from answerback.guard.secrets.undressed import Undressed
from answerback.guard.secrets.views import SHAPES, WORDS, around, places

FEWEST_WORDS, FEWEST_LETTERS = 8, 8
READERS: tuple[Callable[[Plain], Iterable[Match]], ...] = (seeds.find, seeds_joined.find, seeds_apart.find)

# Letters that look like Latin ones (Unicode UTS 39, confusables), small and capital by their own looks.
LOOK = (
    "асԁеһіјӏорԛѕуѵԝхкмтвнгпёїАВСЕНІЈКМОРЅТУХЁαβεηικνορτυχγωσϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡɩʋᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "acdehijlopqsyvwxkmtbhrneiABCEHIJKMOPSTYXEabenikvoptuxywocjABEZHIKMNOPTYXiagivabcdeghijklmnoprstuvwyz",
)
LOOKALIKES = str.maketrans(*LOOK)
# The same sign between all letters of a word; a blank, too, where words are told apart in another way.
SPELLED = pattern(r"(?<![a-z])[a-z](?P<apart>[ \-.·•_*~/|+,，、])[a-z](?:(?P=apart)[a-z])++(?![a-z])")
THREE_APART, FEWEST_SPELLED = b" a a a", 6
ALIKE = pattern(f"[{LOOK[0]}]")
MIXED = pattern(f"[a-zA-Z][{LOOK[0]}]|[{LOOK[0]}][a-zA-Z]")
FEWEST_MIXED, ROOM = 3, 300
SHORTEST_ENCODED = 60
NEEDLE = b"a" * SHORTEST_ENCODED
HEXADECIMAL = pattern("(?:0x)?((?:[0-9a-f]{2})+)")
PADDING = pattern("=*")
PHRASE_LIKE = pattern(r"[\w\s,.:;\-]+")
LONGEST_ENCODED = 4_000


def find(searched: Plain) -> Iterator[Match]:
    if searched.signs < FEWEST_LETTERS:
        return
    if len(searched.words) >= FEWEST_WORDS:
        yield from looking_alike(searched)
        yield from spelled(searched)
    yield from encoded(searched)


def looking_alike(searched: Plain) -> Iterator[Match]:
    """ "zеbrа gоspеl" with Cyrillic е, а, о."""
    if searched.text.isascii() or ALIKE.search(searched.text) is None:
        return
    mixed = [found.start() for found in MIXED.finditer(searched.text)]
    if len(mixed) >= FEWEST_MIXED:
        for start, end in around(mixed, len(searched.text), before=ROOM, after=ROOM):
            shown = read(plain(searched.text[start:end].translate(LOOKALIKES)))
            yield from (replace(match, start=start + match.start, end=start + match.end) for match in shown)


def spelled(searched: Plain) -> Iterator[Match]:
    """ "z-e-b-r-a / g-o-s-p-e-l", "z e b r a  g o s p e l"."""
    picture = b" " + searched.low.translate(SHAPES)
    if picture.count(THREE_APART) < FEWEST_SPELLED:
        return
    for start, end in around(places(picture, THREE_APART), len(searched.low), before=ROOM, after=ROOM):
        view = Undressed(searched.lowered[start:end], SPELLED, lambda found: found.group()[::2])
        yield from view.back(read(plain(view.text)), by=start)


def encoded(searched: Plain) -> Iterator[Match]:
    """Base64 or hexadecimal digits of a phrase: taken out whole."""
    picture = searched.ascii.translate(WORDS)
    start = picture.find(NEEDLE)
    while start >= 0:
        end = picture.find(b" ", start)
        end = len(picture) if end < 0 else end
        padded = PADDING.match(searched.text, end)
        past = padded.end() if padded else end
        for text in decoded(searched.text[start : min(end, start + LONGEST_ENCODED)]):
            yield from (replace(match, start=start, end=past) for match in list(read(plain(text)))[:1])
        start = picture.find(NEEDLE, end)


def decoded(word: str) -> Iterator[str]:
    """What a word says that is text and nothing but text."""
    hexadecimal = HEXADECIMAL.fullmatch(word.lower())
    try:
        data = (
            bytes.fromhex(hexadecimal[1])
            if hexadecimal
            else binascii.a2b_base64(f"{word}{'=' * (-len(word) % 4)}")
        )
        text = data.decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return
    if PHRASE_LIKE.fullmatch(text):
        yield text


def read(searched: Plain) -> Iterator[Match]:
    for reader in READERS:
        yield from reader(searched)
