"""How the model is made: the same rows give the same weights; sentences of our own are filled whole."""

import random
from pathlib import Path

from scripts import message_grammar
from scripts.message_learner import learn, squared_rarity
from scripts.message_texts import misheard
from scripts.train_messages import bound, calibrated, quantised

ROWS = [[1, 2, 9], [1, 3, 9], [2, 3, 9], [4, 5, 9], [4, 6, 9], [5, 6, 9]]
WANTED = [True, True, True, False, False, False]


def learned():
    return learn(ROWS, WANTED, costs=(10.0, 10.0), squares=squared_rarity(ROWS))


def test_learner_parts_what_can_be_parted_and_knows_nothing_of_the_rest():
    line = learned()
    assert [line.value(row) > 0 for row in ROWS] == WANTED
    assert line.weights[7] == 0.0


def test_learner_gives_the_same_weights_for_the_same_rows():
    assert learned() == learned()


def test_weights_are_rounded_to_one_byte_and_keep_their_order():
    scale, weights = quantised(learned())
    assert (max(map(abs, weights)), scale > 0) == (127, True)
    assert weights[1] > 0 > weights[4]


def test_bound_is_exceeded_by_the_share_that_was_asked_for():
    values = [float(value) for value in range(1000)]
    least = bound(values, 0.01)
    assert sum(value >= least for value in values) == 10


def test_calibration_puts_even_odds_between_the_two_kinds():
    mixed = [(value / 10, (value > 50) == (value % 10 > 0)) for value in range(101)]
    slope, offset = calibrated(mixed)
    assert (slope > 0, round(-offset / slope)) == (True, 5)


def test_every_sentence_can_be_filled_and_leaves_no_hole():
    dice = random.Random(1)
    filled = [
        (line, grammar.fill(line, dice))
        for grammar in message_grammar.read()
        for scheme in grammar.schemes
        for lines in scheme.lines.values()
        for line in lines
    ]
    assert len(filled) > 500
    assert [line for line, text in filled if "{" in text or "}" in text or "|" in text] == []


def test_sentence_that_is_measured_is_never_learned():
    lines = [
        line
        for grammar in message_grammar.read()
        for scheme in grammar.schemes
        for part in scheme.lines
        for kept in (True, False)
        for line in scheme.part(part, kept=kept)
    ]
    assert len(lines) == len(set(lines))


def test_honest_sentences_of_the_measurement_are_not_among_those_learned():
    measured = Path("benchmarks/messages_honest.txt").read_text(encoding="utf-8").splitlines()
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(message_grammar.FOLDER.glob("*.txt"))
    )
    assert [line for line in measured if not line.startswith("#") and line in written] == []


def test_misheard_text_keeps_its_length_and_every_other_sign():
    text = "请把验证码 482913 念给我 please"
    worn = misheard(text, random.Random(3), 1.0)
    assert (len(worn), worn != text) == (len(text), True)
    assert [sign for sign in worn if sign.isascii()] == [sign for sign in text if sign.isascii()]
