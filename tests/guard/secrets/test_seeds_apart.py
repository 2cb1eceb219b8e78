"""Words of a phrase in all sorts of company: labels, counts, remarks, Chinese talk; and the lists that are none."""

import pytest

from answerback.guard import Action, Kind, clean
from answerback.guard.secrets.stream import Watcher
from tests.guard.growth import IN_PROPORTION, growth


def listed(words: str) -> list[str]:
    return words.split()


ZEBRA = listed("zebra gospel quantum velvet oxygen lizard mimic knife raccoon tuna vivid jaguar")
GRAVITY = listed("gravity machine north sort system female filter attitude volume fold club stay")
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
NUMBERS = listed("one two three four five six seven eight nine ten eleven twelve")

LABELLED = {
    "lines": "\n".join(f"word_{number}: {word}" for number, word in enumerate(ZEBRA, start=1)),
    "pairs": " ".join(f"word{number}={word}" for number, word in enumerate(ZEBRA)),
    "in words": "\n".join(f"key {count} = {word}" for count, word in zip(NUMBERS, ZEBRA, strict=True)),
}
GLOSSED = {
    "the same": ", ".join(f"{word} like in the movie" for word in ZEBRA),
    "others": "my seed words: zebra the animal, gospel as in church, quantum physics, velvet, oxygen with a y, "
    "lizard, mimic, knife, raccoon i think, tuna yes tuna, vivid, jaguar",
}
COUNTED = {
    "and": " ".join(f"and the {place} is {word}," for place, word in zip(ORDINALS, GRAVITY, strict=True)),
    "mixed": "word one is gravity, "
    + ", ".join(f"{place} {word}" for place, word in zip(ORDINALS[1:], GRAVITY[1:], strict=True)),
    "with remarks": ", ".join(
        f"number {count} it says {word} I believe" for count, word in zip(NUMBERS, GRAVITY, strict=True)
    ),
    "with a listed number": "first is one, second is zebra, third is seven, fourth is gospel, and the fifth is quantum "
    "and then sixth, velvet, seventh says oxygen, eighth lizard, ninth mimic, tenth knife, the eleventh I read "
    "as tuna, twelfth is vivid",
}
AMONG_HAN = {
    "groups": "客户说 zebra gospel quantum 我提醒他不要说 他继续 velvet oxygen lizard "
    "又提醒 mimic knife raccoon 还在说 tuna vivid jaguar",
    "three, then nine": "客户说了：gravity machine north，我提醒他不要说，他继续说 sort "
    "system female filter attitude volume fold club stay",
    "counted at first": "第一个词是 gravity，第二个 machine 然后 north，再然后 sort，system，嗯 female，filter，"
    "attitude 对的，volume，fold，club，最后一个 stay",
}


@pytest.mark.parametrize(
    "text", [*LABELLED.values(), *GLOSSED.values(), *COUNTED.values(), *AMONG_HAN.values()]
)
def test_a_phrase_in_any_company_is_taken_out_and_stopped_for(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.blocked
    assert [word for word in (*ZEBRA[1:], *GRAVITY) if word in cleaned.text.split()] == []
    assert Watcher().feed(text) is not None


def test_the_whole_phrase_is_one_span_from_its_first_word_to_its_last() -> None:
    cleaned = clean(f"客服记录。\n{LABELLED['lines']}\n完")

    assert cleaned.text == "客服记录。\nword_1: ‹seed_phrase›\n完"


def test_eight_rare_words_in_chinese_talk_are_masked_before_the_twelfth() -> None:
    said = "他说 zebra gospel 然后停了一下 又说 quantum velvet oxygen 我让他别说 他还是说 lizard mimic knife"

    cleaned = clean(said)

    assert (
        cleaned.text == "他说 ‹seed_phrase› 然后停了一下 又说 ‹seed_phrase› 我让他别说 他还是说 ‹seed_phrase›"
    )
    assert {(finding.kind, finding.action) for finding in cleaned.findings} == {
        (Kind.SEED_PHRASE, Action.MASK)
    }


ORDINARY = [
    "1. Open the app 2. Select wallet 3. Tap import 4. Choose network 5. Enter amount 6. Check fee 7. Confirm 8. Wait "
    "9. Refresh 10. Copy hash 11. Open explorer 12. Search hash",
    "First we check the balance, second we compare the address, third we wait for the network, fourth we ask the node, "
    "fifth we tell the customer, sixth we close the ticket, seventh we file a report, eighth we rest",
    "用户反馈 app 里的 wallet update 失败了，error code 500，重装 app 之后 token list 是空的，network 选了 BSC，"
    "node sync 一直 pending，log 里有 timeout 和 proxy error，client version 是旧的",
    "Case one: the address is wrong. Case two: the memo is missing. Case three: the chain is another one.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_steps_and_lists_are_left_alone(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "unit",
    [
        "word_1: zebra\n",
        "zoo like in the zoo, ",
        "第一个 zoo 第二个 zebra ",
        "one two three ",
        "客户 zoo 说 zoo ",
        "first zebra, first gospel ",
    ],
)
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert growth(clean, unit, length=3_000) < IN_PROPORTION
