"""What the bench of the public check asks: a thousand texts, a third ours, a third made to look so, a third unknown."""

from __future__ import annotations

from itertools import cycle, islice

OURS = (
    *(
        "+864000000188",
        "400 000 0188",
        "0086-400-000-0188",
        "lanyue.example",
        "https://pay.lanyue.example/help?x=1",
    ),
    *("support@lanyue.example", "t.me/lanyue_pay", "@lanyue_pay", "hxxps://lanyue[.]example"),
)
ALIKE = (
    "4000000187",
    "400000018",
    "lanyue-pay{0}.top",
    "1anyue.example",
    "t.me/lanyue_paay",
    "help@lanyuee.example",
)
UNKNOWN = (
    "1380013{0:04}",
    "+1 415 555 {0:04}",
    "https://site{0}.example.org/a",
    "person{0}@mail.example.net",
    "t.me/some_{0}",
)
QUESTIONS = [
    text.format(number)
    for number, texts in enumerate(islice(zip(cycle(OURS), cycle(ALIKE), cycle(UNKNOWN), strict=False), 334))
    for text in texts
]
