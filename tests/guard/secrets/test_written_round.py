"""Numbers read aloud in English, cut by signs and lines, addresses written round: what a fourth book found missing."""

import pytest

from answerback.guard import clean

GONE = {
    "card number four one one one one one one one one one one one one one one one": "card number ‹bank_card›",
    "我的卡号是four one one one - one one one one - one one one one - one one one one": "我的卡号是‹bank_card›",
    "my phone number is one seven oh oh, oh oh oh oh, oh eight eight": "my phone number is ‹phone›",
    "my pin is 六七九七五零": "my pin is ‹password›",
    "security code on the back is one five one": "security code on the back is ‹cvv›",
    "回电170\n0000\n0088": "回电‹phone›",
    "170·0000·0088": "‹phone›",
    "170.0000.0088": "‹phone›",
    "phone +1.202.555.0134": "phone ‹phone›",
    "my number is 07700 900123": "my number is ‹phone›",
    "call 001 202 555 0119": "call ‹phone›",
    "010-12345678": "‹phone›",
    "card no. 4111,1111,1111,1111": "card no. ‹bank_card›",
    "4111 - 1111 - 1111 - 1111": "‹bank_card›",
    "银行卡：4111/1111/1111/1111": "银行卡：‹bank_card›",
    "身份证 1 1 0 1 0 1 1 9 9 0 0 3 0 7 6 7 8 X": "身份证 ‹resident_id›",
    "ID number: 110101.19900307.678X": "ID number: ‹resident_id›",
    "lilei (at) mail.com": "‹email›",
    "lilei [at] mail [dot] com": "‹email›",
    "mail me: li.lei7 at mail.com": "mail me: ‹email›",
    "lilei @ mail.com": "‹email›",
    "o'brien@mail.ie": "‹email›",
    "home return permit H12345678": "home return permit ‹passport›",
    "护照号码 E 1234 5678": "护照号码 ‹passport›",
    "持E1234567号护照入境": "持‹passport›号护照入境",
    "HKID a123456(3)": "HKID ‹resident_id›",
    "P<CHNLI<<LEI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nE123456784CHN9003072M2901018<<<<<<<<<<<<<<06": "‹passport›",
    "@wallet.example #482913\nYour login code: 482913\n@wallet.example #482913": (
        "@wallet.example #482913\nYour login code: ‹one_time_code›\n@wallet.example #‹one_time_code›"
    ),
    "Enter 903090 to confirm withdrawal.": "Enter ‹one_time_code› to confirm withdrawal.",
    "密码一直没换过，就是Qing0235@": "密码一直没换过，就是‹password›",
    "the password I use everywhere is woaini@704986": "the password I use everywhere is ‹password›",
    "PIN码482193": "PIN码‹password›",
    "密码设置成abc123456": "密码设置成‹password›",
}
KEPT = [
    "我们的客服电话是四零零零零零零一八八",
    "please look at example.com",
    "I am at home dot com boom",
    "meeting ID 483 920 1134",
    "uid 17000000088",
    "合同号 17000000088",
    "my pin is blocked",
    "password: forgot",
    "code PIN: none",
    'password = getpass.getpass("Password: ")',
    'pin = request.POST.get("pin", "")',
    "one two three four five six seven, all good children go to heaven",
    "mempool: " + "4c" * 32 + " replaced by fee",
    "my deposit 0x" + "4c" * 32 + " never arrived",
]


@pytest.mark.parametrize(("text", "kept"), GONE.items())
def test_secret_is_gone_and_the_rest_stays(text: str, kept: str) -> None:
    assert clean(text).text == kept


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert clean(text).text == text


KEYSTORE = f'{{"version":3,"crypto":{{"ciphertext":"{"4c" * 32}","kdf":"scrypt","mac":"{"8f" * 32}"}}}}'
WRAPPED = {
    "json": KEYSTORE,
    "within a string": KEYSTORE.replace('"', '\\"'),
    "within a string of a string": KEYSTORE.replace('"', '\\\\\\"'),
    "as Python prints it": KEYSTORE.replace('"', "'").replace(":", ": "),
}


@pytest.mark.parametrize("keystore", WRAPPED.values(), ids=WRAPPED)
def test_keystore_is_refused_however_it_is_wrapped(keystore: str) -> None:
    cleaned = clean(f"body: {keystore} end")
    assert (cleaned.text, cleaned.blocked) == ("body: ‹private_key› end", True)


def test_key_of_which_a_digit_was_lost_is_gone_behind_its_name_only() -> None:
    lost = "4c" * 31 + "4"
    assert (clean(f"私钥：{lost}").text, clean(f"sha {lost}").text) == ("私钥：‹private_key›", f"sha {lost}")


@pytest.mark.parametrize("between", [" + ", "_", "|", " · "])
@pytest.mark.parametrize(
    "words",
    [
        "鸟 苏 衡 激 书 蛋 荣 候 笔 恐 隶 堂",
        "accepter dégager obstacle pinceau bloquer noisette avancer corail fédérer pixel fissure vaste",
    ],
)
def test_phrase_with_other_signs_between_is_refused(words: str, between: str) -> None:
    cleaned = clean(f"({words.replace(' ', between)})")
    assert (cleaned.text, cleaned.blocked) == ("(‹seed_phrase›)", True)


def test_phrase_counted_with_no_or_with_hao_is_refused() -> None:
    words = [
        "odor",
        "coil",
        "weekend",
        "notice",
        "wild",
        "resist",
        "print",
        "cover",
        "rain",
        "roof",
        "skill",
        "group",
    ]
    counted = " ".join(f"No {number} {word}" for number, word in enumerate(words, start=1))
    dictated = "，".join(
        f"{number}号字 {sign}" for number, sign in enumerate("稍案奖肌详般近压夫影冷薄", start=1)
    )
    assert (clean(f"exposed {counted}").blocked, clean(f"等等， {dictated}").blocked) == (True, True)


def test_chores_are_not_refused() -> None:
    chores = "wake, drink water, walk dog, cook, clean kitchen, wash car, call mother, read, sleep"
    assert not clean(f"work time plan: {chores}").blocked
