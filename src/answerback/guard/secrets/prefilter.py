"""Which detectors can find anything in a text at all: for each, what no match of it can do without.

A condition may let too much through, never too little; a detector that is not named here always runs. What is asked
is cheap next to the detector. Whoever gives a detector a new shape looks at its line here;
tests/guard/secrets/test_prefilter.py compares what is found with and without.
"""

from collections.abc import Callable, Iterable

from answerback.guard.kinds import Match
from answerback.guard.secrets import (
    codes,
    dictated_han,
    digits,
    documents,
    keyfiles,
    keys,
    mail,
    passwords,
    seeds,
    seeds_apart,
    seeds_disguised,
    seeds_han,
    seeds_han_grouped,
    seeds_in_turns,
    seeds_joined,
    seeds_other,
)
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import ROWS_OF_HAN, STANDING_OUT, WORDS, telling

Detector = Callable[[Plain], Iterable[Match]]
Condition = Callable[[Plain], bool]

OF_KEYS, OF_DOCUMENTS, OF_CODES = telling(*"钥鑰匙"), telling(*"照證证"), telling("码")
OF_MENTIONS = telling(*seeds_han_grouped.TRIGGERS)
CARD_CODES = ("后三", "後三", "末三", "背面", "背后", "安全码", "安全碼")
OF_PASSWORDS, OF_CARD_CODES = telling(*"码碼令暗"), telling(*"码碼背三")


def listed_words(searched: Plain) -> bool:
    """Five listed words of ASCII letters, three Chinese characters that stand alone, or letters of other lists."""
    return (
        searched.has_other_script
        or searched.listed >= seeds.FEWEST
        or (
            not searched.text.isascii()
            # The first may stand at the very beginning.
            and searched.codes.translate(ROWS_OF_HAN).count(b" a ") >= seeds.FEWEST_SINGLE - 1
        )
    )


def strange_rows(searched: Plain) -> bool:
    return not searched.text.isascii() and (
        seeds_han.DENSE in searched.codes.translate(STANDING_OUT) or seeds_han.ZEROS in searched.text
    )


def grouped_rows(searched: Plain) -> bool:
    return searched.may_mention_seeds and not OF_MENTIONS.isdisjoint(searched.telling)


def counted_signs(searched: Plain) -> bool:
    return searched.text.count("第") >= dictated_han.FEWEST


def many_letters(searched: Plain) -> bool:
    return searched.has_many_letters


def many_words(searched: Plain) -> bool:
    return searched.signs >= 36 and (len(searched.words) >= seeds_other.FEWEST or searched.has_many_letters)


def long_word_or_key(searched: Plain) -> bool:
    if searched.signs < keys.FEWEST_SIGNS:
        return False
    low = searched.low
    return (
        b"key" in low
        or b"secret" in low
        or keys.NEEDLE in low.translate(WORDS)
        or not OF_KEYS.isdisjoint(searched.telling)
    )


def key_file(searched: Plain) -> bool:
    text = searched.text
    return ("[" in text and searched.digits >= 32) or "-----BEGIN" in text or '"ciphertext"' in text


def speakers(searched: Plain) -> bool:
    text = searched.text
    return "\n" in text and text.count(":") + text.count("：") >= seeds_in_turns.FEWEST_TURNS


def words_apart(searched: Plain) -> bool:
    return searched.listed >= seeds_apart.FEWEST


def disguise(searched: Plain) -> bool:
    """As many words as a beginning of a phrase, or one long one; see `seeds_disguised.find`."""
    return searched.signs >= seeds_disguised.FEWEST_LETTERS and (
        len(searched.words) >= seeds_disguised.FEWEST_WORDS
        or (
            searched.signs >= seeds_disguised.SHORTEST_ENCODED
            and seeds_disguised.NEEDLE in searched.low.translate(WORDS)
        )
    )


def long_number(searched: Plain) -> bool:
    return bool(searched.digits >= digits.FEWEST and searched.digit_runs) or bool(searched.said_runs)


def document(searched: Plain) -> bool:
    return searched.digits >= 3 and (
        documents.LETTER_AND_DIGITS in searched.shapes
        or documents.SEVEN_DIGITS in searched.shapes
        or b"passport" in searched.low
        or not OF_DOCUMENTS.isdisjoint(searched.telling)
    )


def code(searched: Plain) -> bool:
    low = searched.low
    return (
        bool(searched.said_runs)
        or bool(searched.digit_runs)
        or (
            searched.signs >= 3
            and (
                b"code" in low
                or b"otp" in low
                or b"six digit" in low
                or b"2fa" in low
                or not OF_CODES.isdisjoint(searched.telling)
            )
        )
        or card_code(searched)
    )


def card_code(searched: Plain) -> bool:
    low = searched.low
    return (
        b"cv" in low
        or b"cid" in low
        or b"security" in low
        or b"card ver" in low
        or b"on the back" in low
        or (
            not OF_CARD_CODES.isdisjoint(searched.telling)
            and any(word in searched.text for word in CARD_CODES)
        )
    )


def password(searched: Plain) -> bool:
    low = searched.low
    if not OF_PASSWORDS.isdisjoint(searched.telling) and any(
        word in searched.text for word in passwords.CHINESE
    ):
        return True
    return searched.signs >= 2 and (
        b"pass" in low
        or b"pwd" in low
        or b"mima" in low
        or b"pin" in low
        or b"pw" in low
        or (searched.digits > 0 and command(searched))
    )


def command(searched: Plain) -> bool:
    low = searched.low
    return (
        b"://" in low
        or b"mysql" in low
        or b"mariadb" in low
        or b"sshpass" in low
        or b"7z" in low
        or b"redis-cli" in low
        or b"curl" in low
        or b"zip " in low
    )


def address(searched: Plain) -> bool:
    return "@" in searched.text or b" dot " in searched.low


NEEDS: dict[Detector, Condition] = {
    seeds.find: listed_words,
    seeds_han.find: strange_rows,
    dictated_han.find: counted_signs,
    seeds_joined.find: many_letters,
    seeds_other.find: many_words,
    keys.find: long_word_or_key,
    keyfiles.find: key_file,
    seeds_in_turns.find: speakers,
    seeds_apart.find: words_apart,
    seeds_disguised.find: disguise,
    seeds_han_grouped.find: grouped_rows,
    digits.find: long_number,
    documents.find: document,
    codes.find: code,
    passwords.find: password,
    mail.find: address,
}

"""What a detector needs, by detector."""

OF_CHINESE: frozenset[Detector] = frozenset({seeds_han.find, seeds_han_grouped.find, dictated_han.find})
"""These find nothing where there is nothing but ASCII."""
OF_SIGNS: frozenset[Detector] = frozenset(
    {
        *(
            seeds_joined.find,
            seeds_other.find,
            seeds_apart.find,
            seeds_disguised.find,
            keys.find,
            keyfiles.find,
        ),
        *(documents.find, mail.find),
    }
)
"""These find nothing where there is no letter and no digit of ASCII."""


def always(searched: Plain) -> bool:
    """The need of a detector of which nothing is known."""
    return True
