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
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import ROWS_OF_HAN, WORDS, telling

Detector = Callable[[Plain], Iterable[Match]]
Condition = Callable[[Plain], bool]

OF_KEYS, OF_DOCUMENTS, OF_CODES = telling(*"钥鑰匙"), telling(*"照證证"), telling("码")
OF_MENTIONS = telling(*seeds_han_grouped.TRIGGERS)
CARD_CODES = pattern("[后後末]三|背[面后]|安全[码碼]")
PASSWORDS = pattern("|".join(passwords.CHINESE))
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
        seeds_han.ZEROS in searched.text
        or (
            seeds_han.DENSE in searched.standing_out
            and (seeds_han.is_very_dense(searched.standing_out) or searched.may_mention_seeds)
        )
    )


def grouped_rows(searched: Plain) -> bool:
    return searched.may_mention_seeds and not OF_MENTIONS.isdisjoint(searched.telling)


def counted_signs(searched: Plain) -> bool:
    text = searched.text
    return text.count("第") >= dictated_han.FEWEST or (
        "号字" in text and text.count("号字") >= dictated_han.FEWEST
    )


def many_letters(searched: Plain) -> bool:
    return searched.has_many_letters


def many_words(searched: Plain) -> bool:
    return searched.signs >= 36 and (len(searched.words) >= seeds_other.FEWEST or searched.has_many_letters)


def long_word_or_key(searched: Plain) -> bool:
    if searched.signs < keys.FEWEST_SIGNS:
        return False
    compact = searched.compact
    return (
        b"key" in compact
        or b"secret" in compact
        or keys.NEEDLE in searched.low.translate(WORDS)
        or not OF_KEYS.isdisjoint(searched.telling)
    )


def key_file(searched: Plain) -> bool:
    return (
        (searched.digits >= 32 and "[" in searched.text)
        or b"ciphertext" in searched.compact
        or (b"begin" in searched.compact and "-----BEGIN" in searched.text)
    )


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
    return (
        bool(searched.digits >= digits.FEWEST and searched.digit_runs)
        or bool(searched.said_runs)
        or bool(searched.english_runs)
    )


def document(searched: Plain) -> bool:
    return searched.digits >= 3 and (
        documents.LETTER_AND_DIGITS in searched.shapes
        or documents.SEVEN_DIGITS in searched.shapes
        or documents.SMALL_AND_DIGITS in searched.shapes
        or b"passport" in searched.low
        or b"permit" in searched.low
        or not OF_DOCUMENTS.isdisjoint(searched.telling)
    )


def code(searched: Plain) -> bool:
    if searched.said_runs or searched.digit_runs:
        return True
    if searched.signs >= 3:
        compact = searched.compact
        if (
            b"code" in compact
            or b"otp" in compact
            or b"sixdigit" in compact
            or b"2fa" in compact
            or not OF_CODES.isdisjoint(searched.telling)
        ):
            return True
    return card_code(searched)


def card_code(searched: Plain) -> bool:
    compact = searched.compact
    return (
        b"cv" in compact
        or b"cid" in compact
        or b"security" in compact
        or b"cardver" in compact
        or b"ontheback" in compact
        or (not OF_CARD_CODES.isdisjoint(searched.telling) and CARD_CODES.search(searched.text) is not None)
    )


def password(searched: Plain) -> bool:
    if not OF_PASSWORDS.isdisjoint(searched.telling) and PASSWORDS.search(searched.text) is not None:
        return True
    if searched.signs < 2:
        return False
    compact = searched.compact
    return (
        b"pass" in compact
        or b"pwd" in compact
        or b"mima" in compact
        or b"pin" in compact
        or b"pw" in compact
        or (searched.digits > 0 and command(searched))
    )


def command(searched: Plain) -> bool:
    compact = searched.compact
    return (
        b"://" in searched.low
        or b"mysql" in compact
        or b"mariadb" in compact
        or b"sshpass" in compact
        or b"7z" in compact
        or b"rediscli" in compact
        or b"curl" in compact
        or b"zip" in compact
    )


def address(searched: Plain) -> bool:
    if "@" in searched.text or mail.AT in searched.text:
        return True
    if searched.signs < mail.FEWEST_SIGNS or b"at" not in searched.compact:
        return False
    low = searched.low
    return b"at)" in low or b"at]" in low or b"at}" in low or b"at>" in low or mail.has_place(low)


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
