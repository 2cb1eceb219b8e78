"""Texts with secrets and traps for `benchmarks/guard.py`, made from a fixed seed: no real key, number or person.

The templates are not those of the tests and not those of wallet_secrets_mini.
"""

import hashlib
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from answerback.guard.secrets import base58, checks
from answerback.guard.secrets.words import LANGUAGES, word_list


@dataclass(frozen=True)
class Sample:
    """`secret` is None for a trap: nothing in the text may be flagged."""

    label: str
    text: str
    secret: str | None


def phrase(dice: random.Random, language: str, words: int) -> list[str]:
    checksum_bits = words // 3
    entropy = dice.getrandbits(words * 11 - checksum_bits).to_bytes(checksum_bits * 4, "big")
    number = int.from_bytes(entropy, "big") << checksum_bits
    number |= hashlib.sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return [word_list(language)[(number >> 11 * (words - 1 - place)) & 2047] for place in range(words)]


def slipped(dice: random.Random, word: str) -> str:
    place = dice.randrange(1, len(word))
    kinds = [
        word[:place] + word[place + 1 :],
        word[:place] + dice.choice(string.ascii_lowercase) + word[place + 1 :],
    ]
    return dice.choice([*kinds, word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]])


def base58_checked(payload: bytes) -> str:
    data = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = base58.LETTERS[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def luhn_completed(digits: str) -> str:
    return next(digits + check for check in string.digits if checks.is_luhn(digits + check))


def resident_id(dice: random.Random) -> str:
    region = dice.choice(["110101", "310115", "440305", "510104", "230102", "650102", "810000"])
    born = f"{dice.randint(1950, 2006)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    digits = f"{region}{born}{dice.randint(0, 999):03}"
    return next(digits + check for check in "0123456789X" if checks.is_resident_id(digits + check))


def digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice(string.digits) for _ in range(count))


def hexadecimal(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789abcdef") for _ in range(count))


SEED_FORMS = [
    "昨天有人冒充你们要我念这串：{}，我念了一半",
    "Backup words from the paper card:\n{}\nDid I write them correctly?",
    "{}",
    "导入时提示无效：{}。是不是顺序错了？",
    "import failed -> [{}]",
]
SEPARATORS = [" ", ", ", "\n", "、", " / ", "  ", "，"]


def seeds(dice: random.Random, count: int) -> Iterator[Sample]:
    for index in range(count):
        language = LANGUAGES[index % len(LANGUAGES)]
        words = phrase(dice, language, dice.choice([12, 15, 18, 21, 24]))
        shown = dice.choice(SEPARATORS).join(words)
        yield Sample(f"seed {language}", dice.choice(SEED_FORMS).format(shown), shown)


def spoken_seeds(dice: random.Random, count: int) -> Iterator[Sample]:
    english = [
        "first one {}",
        "then {}",
        "after that {}",
        "number five is {}",
        "um {}",
        "and then {}",
        "next word {}",
    ]
    chinese = ["第{n}个是 {}", "然后 {}", "接着 {}", "嗯 {}", "下一个 {}", "还有 {}"]
    for index in range(count):
        words = phrase(dice, "english", 12)
        forms, comma = (english, ", ") if index % 2 else (chinese, "，")
        text = comma.join(
            dice.choice(forms).format(word, n=place) for place, word in enumerate(words, start=1)
        )
        yield Sample("seed spoken", text, words[0] + "…" + words[-1])


def worn_seeds(dice: random.Random, count: int) -> Iterator[Sample]:
    for index in range(count):
        words = phrase(dice, "english", dice.choice([12, 24]))
        if index % 2:
            for place in dice.sample(range(len(words)), len(words) // 8):
                words[place] = slipped(dice, words[place])
        else:
            words = [word[:4] for word in words]
        yield Sample(
            "seed mistyped" if index % 2 else "seed four letters",
            f"my words: {' '.join(words)}",
            words[0] + "…",
        )


def run_on_seeds(dice: random.Random, count: int) -> Iterator[Sample]:
    for index in range(count):
        words = "".join(phrase(dice, LANGUAGES[1 + index % 2], dice.choice([12, 24])))
        form = dice.choice(["备份词：{}", "{}", "对方让我念恢复词{}，我该怎么办", "助记词就是{}"])
        yield Sample("seed without blanks", form.format(words), words)


def keys(dice: random.Random, count: int) -> Iterator[Sample]:
    makers: list[tuple[str, Callable[[], str], list[str]]] = [
        (
            "hex key",
            lambda: hexadecimal(dice, 64),
            ["他们要走了我的私钥{}", "privkey = 0x{}", "export SECRET_KEY={}", "密钥：0x{}"],
        ),
        (
            "WIF",
            lambda: base58_checked(b"\x80" + dice.randbytes(32) + b"\x01"),
            ["{}", "纸钱包上写着{}，能用吗"],
        ),
        (
            "WIF",
            lambda: base58_checked(b"\x80" + dice.randbytes(32)),
            ["EOS active: {}", "paper wallet {} found"],
        ),
        (
            "xprv",
            lambda: base58_checked(
                bytes.fromhex("0488ade4") + dice.randbytes(41) + b"\0" + dice.randbytes(32)
            ),
            ["watch this: {}", "导出结果 {}"],
        ),
        (
            "PVT_K1",
            lambda: "PVT_K1_" + base58_checked(dice.randbytes(33))[:50],
            ["owner {}", "我的 EOS 私钥 {}"],
        ),
        ("AIP-80", lambda: "ed25519-priv-0x" + hexadecimal(dice, 64), ["aptos {}"]),
    ]
    for index in range(count):
        label, make, forms = makers[index % len(makers)]
        secret = make()
        yield Sample(label, dice.choice(forms).format(secret), secret)


def personal(dice: random.Random, count: int) -> Iterator[Sample]:
    makers: list[tuple[str, Callable[[], str], list[str]]] = [
        (
            "one-time code",
            lambda: digits(dice, 6),
            ["刚收到的校验码：{}", "OTP {} expires soon", "{} is your login code", "他说动态码是{}吗"],
        ),
        (
            "one-time code",
            lambda: " ".join(digits(dice, 6)),
            ["短信验证码是 {}", "the verification code is {}"],
        ),
        (
            "password",
            lambda: f"Kx{digits(dice, 4)}!q",
            ["支付密码: {}", "the password is {} ok", "我把口令改成{}了", "pwd: {}"],
        ),
        (
            "bank card",
            lambda: luhn_completed("622202" + digits(dice, 12)),
            ["打到{}吧", "开户行建设银行 {}", "储蓄卡 {} 尾款"],
        ),
        (
            "bank card",
            lambda: luhn_completed("53" + digits(dice, 13)),
            ["visa or master {} works", "信用卡{}被盗刷"],
        ),
        ("resident ID", lambda: resident_id(dice), ["本人{}，要求销户", "实名 {} 不通过"]),
        (
            "phone",
            lambda: "170000000" + digits(dice, 2),
            ["我换号了，新的是{}", "reach me on {} tonight", "+86 {}"],
        ),
        ("mail", lambda: f"u{digits(dice, 5)}@example.net", ["发到 {} 即可", "Contact: {}."]),
    ]
    for index in range(count):
        label, make, forms = makers[index % len(makers)]
        secret = make()
        yield Sample(label, dice.choice(forms).format(secret), secret)


def traps(dice: random.Random, count: int) -> Iterator[Sample]:
    def short(length: int) -> str:
        return hexadecimal(dice, length)

    def address(version: int) -> str:
        return base58_checked(bytes([version]) + dice.randbytes(20))

    def day() -> str:
        return f"2026-0{dice.randint(1, 9)}-1{dice.randint(0, 9)} 14:0{dice.randint(0, 9)}"

    xpub = bytes.fromhex("0488b21e")
    makers: list[tuple[str, Callable[[], str]]] = [
        ("transaction", lambda: f"这笔交易 0x{short(64)} 已确认 12 次"),
        ("transaction", lambda: f"https://tronscan.org/#/transaction/{short(64)}"),
        ("block hash", lambda: f"block hash 0x{short(64)} reorganised"),
        ("address", lambda: f"充币地址 0x{short(40)} 没到账"),
        ("address", lambda: f"from {address(0)} to {address(65)}"),
        ("xpub", lambda: base58_checked(xpub + dice.randbytes(41) + b"\x02" + dice.randbytes(32))),
        ("signature", lambda: f"sig {base58_checked(dice.randbytes(60))} confirmed"),
        ("order", lambda: f"订单{digits(dice, 16)}退款进度"),
        ("order", lambda: f"快递单号{digits(dice, 13)}，运单{digits(dice, 12)}"),
        ("uuid", lambda: f"request-id {short(8)}-{short(4)}-4{short(3)}-a{short(3)}"),
        ("amount", lambda: f"转账 {digits(dice, 6)}.{digits(dice, 2)} USDT，手续费 0.00{digits(dice, 4)}"),
        ("time", lambda: f"{day()} 客服工号 {digits(dice, 6)} 接听"),
        ("hotline", lambda: f"请拨打官方热线 400{digits(dice, 7)} 或 95{digits(dice, 3)}"),
        ("advice", lambda: "任何人向您索要助记词、私钥、验证码或密码，都请直接挂断并报告。"),
        (
            "advice",
            lambda: "We never ask for your seed phrase, private key, password or one-time code. Hang up.",
        ),
        (
            "talk",
            lambda: "I forgot my password and the verification code never arrives, what should I do next?",
        ),
        ("talk", lambda: "我的验证码一直收不到，密码也忘了，能帮我重新设置一下吗？"),
        ("height", lambda: f"区块高度 {digits(dice, 8)}，nonce {digits(dice, 4)}，gas {digits(dice, 6)}"),
    ]
    for index in range(count):
        label, make = makers[index % len(makers)]
        yield Sample(label, make(), None)
