"""Private keys: those a checksum proves, and hexadecimal ones that only their context tells."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import authenticators, base58, keys_within
from answerback.guard.secrets.family_seeds import is_ripple_seed, is_stellar_key
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.near import last_word
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import WORDS

NEEDLE = b"a" * 26
"""The longer half of a key in base58 that was cut in two; the shortest key in one piece has 29 letters."""
FEWEST_SIGNS = 16
"""The shortest secret of an authenticator app."""
LONGEST, LONGEST_LABEL, LONGEST_CHUNKS = 130, 24, 300
LONGEST_KEY, SHORTEST_GLUED = 111, 52
ONE_LOST = pattern(r"(?:0[xX])?[0-9a-fA-F]{62,66}", re.ASCII)
HEX = pattern(r"(?:0[xX])?([0-9a-fA-F]{64}|[0-9a-fA-F]{128})", re.ASCII)
LABELLED = pattern(
    r"(?:PVT_(?:K1|R1|WA)_[1-9A-HJ-NP-Za-km-z]{40,60}+"  # EOS
    r"|(?:ed25519|secp256k1)-priv-0x[0-9a-fA-F]{64}"  # Aptos, AIP-80
    r"|(?:suiprivkey1|nsec1)[02-9ac-hj-np-z]{50,64}+"  # Sui, Nostr
    r"|edsk[1-9A-HJ-NP-Za-km-z]{50,94}+)(?![0-9A-Za-z])",
    re.ASCII,
)
CHUNKS = pattern(r"[0-9a-f](?<![0-9a-z].)[0-9a-f]{1,47}+(?:[ \n\r:\-]{1,2}[0-9a-f]{2,48}+){1,31}+")
HEX_DIGITS = pattern("[0-9a-f]")
PART = pattern(r"(?<![0-9a-z])(?:0x)?(?P<digits>[0-9a-f]{16,48}+)(?![0-9a-z])")
MOST_BETWEEN_PARTS = 24

KEY_WORD = pattern(
    r"(?a)私[钥鑰匙]|密[钥鑰]|秘[钥鑰]|导[出入]|匯[出入]|priv(?:ate)?[ _\-]?key(?:to\w{1,16}\()?"
    r"|from_?key|new (?:ethers\.)?wallet\(|secret[ _\-]?(?:key|seed)|mini[ _]?secret"
    r"|\bsk\b|seckey|\bsecret\b|keypair|signing[ _\-]?key|entropy|phantom export"
)
PUBLIC_WORD = pattern(
    r"(?a)哈希|杂凑|雜湊|交易|区块|區塊|签名|簽名|公[钥鑰]|账户|帐户|帳戶|地址|合约|合約|校验|指纹|摘要|凭证|回执|[这那][一]?笔|回滚|\btx|transaction|hash|block"
    r"|signature|\bsig\b|pub(?:lic)?[ _\-]?key|address|account|contract|topic|root|digest|sha-?[0-9]|checksum|scan\."
    r"|转[账帐]|轉[賬帳]|提[币幣现]|充[值币]|到[账帐賬帳]|卡住|卡着|\bswap|\bpending|\brevert"
    r"|(?<!import )\bfailed|\bstuck|\buser_?op"
    r"|\bproof|\bsent it|\bpaid\b"
    r"|deposit|withdraw|mempool|\barrived?\b|replaced by"
    r"|explorer|fingerprint|nonce|salt|\biv\b|\bmac\b|commit|bytecode|calldata|event|receipt|order"
)
KEY_JUST_BEFORE = pattern(r"(?a)\bkey\s*(?:is|[:=])?\s*[\"'`]?\Z")
REACH = 48
SECRET_BYTE = 45  # of the 78 bytes of BIP-32: zero before a private key, 2 or 3 before a public one


def find(searched: Plain) -> Iterator[Match]:
    text = searched.text
    for start, end in long_words(searched.ascii.translate(WORDS)):
        certainty = judged(searched, text[start:end], start, end) if end - start <= LONGEST else 0
        if certainty:
            yield Match(Kind.PRIVATE_KEY, start, end, certainty)
        else:
            yield from not_alone(searched, start, end)
        for found in LABELLED.finditer(text, max(0, start - LONGEST_LABEL), end) if end - start >= 40 else ():
            yield Match(Kind.PRIVATE_KEY, *found.span(), 0.99)
    for start, end in searched.windows(
        (b"key", b"secret"), "钥鑰匙", before=LONGEST_CHUNKS, after=LONGEST_CHUNKS
    ):
        yield from in_chunks(searched.lowered, start, end)
        yield from in_parts(searched.lowered, start, end)
        yield from keys_within.in_pieces(text, start, end)
    yield from authenticators.find(searched)


def not_alone(searched: Plain, start: int, end: int) -> Iterator[Match]:
    """Keys within a longer word, or cut by a blank or the end of a line."""
    word = searched.text[start:end]
    if end - start >= SHORTEST_GLUED:
        for first, past in keys_within.glued(word):
            yield Match(Kind.PRIVATE_KEY, start + first, start + past, 0.99)
        digits = keys_within.named_digits(word)
        if digits is not None and (digits[0] or nearest(searched.lowered, start, end) == "key"):
            yield Match(Kind.PRIVATE_KEY, start + digits[1], end, 0.95)
    if end - start < LONGEST_KEY:
        yield from keys_within.in_pieces(searched.text, max(0, start - LONGEST_KEY), end)


def long_words(picture: bytes) -> Iterator[tuple[int, int]]:
    """Letters and digits as long as the shortest key with nothing between them."""
    hit = picture.find(NEEDLE)
    while hit >= 0:
        start, end = hit, picture.find(b" ", hit)
        end = len(picture) if end < 0 else end
        yield start, end
        hit = picture.find(NEEDLE, end)


def in_chunks(lowered: str, start: int, end: int) -> Iterator[Match]:
    """Sixty-four digits broken into groups or lines, right behind the word for a key."""
    for found in CHUNKS.finditer(lowered, start, end):
        if len(HEX_DIGITS.findall(found.group())) == 64 and is_named(lowered, *found.span()):
            yield Match(Kind.PRIVATE_KEY, *found.span(), 0.9)


def in_parts(lowered: str, start: int, end: int) -> Iterator[Match]:
    """Sixty-four digits sent in parts with a word or two between: "first half …, second half …"."""
    first, past, count = 0, 0, 0
    for found in PART.finditer(lowered, start, end):
        if not count or count >= 64 or found.start() - past > MOST_BETWEEN_PARTS:
            first, count = found.start(), 0
        past, count = found.end(), count + len(found["digits"])
        if count == 64 and nearest(lowered, first, past) == "key":
            yield Match(Kind.PRIVATE_KEY, first, past, 0.9)


def is_named(lowered: str, start: int, end: int) -> bool:
    """As a key; here "key: 4c:08:…" will do, when nothing says that it is a public one."""
    context = nearest(lowered, start, end)
    return context == "key" or (
        not context and KEY_JUST_BEFORE.search(lowered, max(0, start - 12), start) is not None
    )


def judged(searched: Plain, word: str, start: int, end: int) -> float:
    if is_ripple_seed(word) or is_stellar_key(word):
        return 0.99
    hexadecimal = HEX.fullmatch(word)
    if hexadecimal is not None:
        return hex_certainty(searched.lowered, start, end, len(hexadecimal.group(1)))
    if ONE_LOST.fullmatch(word) is not None:  # a digit of it lost or too many
        return 0.8 if nearest(searched.lowered, start, end) == "key" else 0
    if len(word) in (51, 52, 58, 111):
        return checksummed(searched.lowered, word, start, end)
    if 85 <= len(word) <= 88:
        return solana(searched.lowered, word, start, end)
    return 0


def hex_certainty(text: str, start: int, end: int, length: int) -> float:
    """Any 64 digits may be a key or a hash: the nearest word decides. None: mask, do not block."""
    context = nearest(text, start, end)
    if context == "key":
        return 0.95
    return 0 if context == "public" or length != 64 else 0.5


def nearest(text: str, start: int, end: int) -> str:
    """ "key", "public" or "", by the nearest word before, or else after."""
    window = text[max(0, start - REACH) : start]
    secret, public = last_word(KEY_WORD, window), last_word(PUBLIC_WORD, window)
    if secret != public:
        return "key" if secret > public else "public"
    window = text[end : end + REACH // 2]
    if KEY_WORD.search(window):
        return "key"
    return "public" if PUBLIC_WORD.search(window) else ""


def checksummed(text: str, word: str, start: int, end: int) -> float:
    """WIF of any chain (33 or 34 bytes), BIP-38 (39), BIP-32 (78): their checksum proves them."""
    payload = base58.checked(word)
    if payload is None:
        return 0.7 if base58.decoded(word) and nearest(text, start, end) == "key" else 0
    extended = len(payload) == 78 and payload[SECRET_BYTE] == 0
    plain = len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1)
    sealed = len(payload) == 39 and payload[:2] in (b"\x01\x42", b"\x01\x43")
    return 0.99 if extended or plain or sealed else 0


def solana(text: str, word: str, start: int, end: int) -> float:
    """64 bytes are a key if the second half is the public key of the first, or else a signature."""
    data = base58.decoded(word)
    if data is None or len(data) != 64:
        return 0
    if is_key_pair(data):
        return 0.99
    return 0.7 if nearest(text, start, end) == "key" else 0


def is_key_pair(data: bytes) -> bool:
    """Ed25519 (RFC 8032): whether bytes 32-63 are the public key of the seed in bytes 0-31."""
    # Imported here: 30 ms that only texts with such words pay.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(data[:32]).public_key().public_bytes_raw() == data[32:]
