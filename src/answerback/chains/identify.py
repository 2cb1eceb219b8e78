"""What a string is, over all chains: every candidate, never a guess.

>>> identify("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").verdict.value
'valid'
>>> [candidate.chain.value for candidate in identify("eosio.token").candidates]
['eos']
>>> identify("bitcoin:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").why.code
'link_mismatch'
"""

from collections.abc import Callable
from typing import NamedTuple

from answerback.chains import aptos, base58, bech32, bitcoin, eos, evm, hashes, oktc, solana, substrate, tron
from answerback.chains.clean import LONGEST, cleaned, joined, place
from answerback.chains.kinds import Candidate, ChainError, Explanation, Reading, Verdict
from answerback.chains.links import Link, read
from answerback.chains.questions import Validate, attempted
from answerback.chains.secret import Secrecy, masked, secrecy

OKTC = tuple(f"{prefix}1" for prefix in oktc.PREFIXES)
BECH32 = ("bc1", "tb1", "bcrt1", *OKTC)
HARMLESS = {"spaces", "full_width", "label", "link"}
SOLANA = (43, 44)  # letters of nearly every address
MISTAKEN_NAME = 20  # letters: a name of EOS with too many of them is told so


class Answer(NamedTuple):
    """`shown` is what may be shown, logged and stored; `compact` the spelling to look up, None if there is none.

    `steps` names what was taken off before reading (answerback.chains.clean).
    """

    verdict: Verdict
    shown: str
    candidates: tuple[Candidate, ...]
    why: Explanation
    compact: str | None = None
    steps: tuple[str, ...] = ()


def identify(text: str, *, is_transaction: bool = False) -> Answer:
    """Never raises. `is_transaction`: the user has said that a possible secret is the id of a transaction."""
    secret = secrecy(text)
    if secret is Secrecy.CERTAIN:
        return Answer(Verdict.SECRET, masked(text, secret), (), Explanation("secret"))
    try:
        bare, steps, link = unwrapped(text)
        reading = kept(of_bare(bare, text), link, steps)
    except ChainError as refused:
        if secret is Secrecy.POSSIBLE:
            return Answer(Verdict.POSSIBLE_SECRET, masked(text, secret), (), Explanation("possible_secret"))
        return Answer(Verdict.INVALID, masked(text, secret), (), reason(refused, secret))
    if secret is Secrecy.POSSIBLE and not is_transaction:
        why = Explanation("possible_secret")
        return Answer(Verdict.POSSIBLE_SECRET, masked(text, secret), reading.candidates, why, None, steps)
    checked = any(candidate.checksum for candidate in reading.candidates)
    verdict = Verdict.VALID if checked else Verdict.UNPROTECTED
    return Answer(verdict, text, reading.candidates, Explanation(reading.form), reading.compact, steps)


def reason(refused: ChainError, secret: Secrecy) -> Explanation:
    """What was wrong. Of what may be a secret no piece is repeated, such as the beginning of a link."""
    hole = refused.hole if secret is Secrecy.NONE or isinstance(refused.hole, int) else "…"
    return Explanation(refused.code, refused.at, hole)


def unwrapped(text: str) -> tuple[str, tuple[str, ...], Link | None]:
    """The bare string, what was taken off, and the link it stood in. Raises ChainError."""
    bare, steps = cleaned(text)
    if bare.isalnum():
        return bare, steps, None
    try:
        link = read(bare)
        if link is not None:
            return link.text, (*steps, "link"), link
        grouped = joined(bare)
    except ChainError as refused:
        raise moved(refused, text, bare) from None
    return (bare, steps, None) if grouped == bare else (grouped, (*steps, "groups"), None)


def bare_of(text: str) -> str:
    """The bare string, to look for what it nearly is; empty where there is none."""
    try:
        return unwrapped(text)[0]
    except ChainError:
        return text.strip() if len(text) <= LONGEST else ""


def of_bare(bare: str, text: str) -> Reading:
    """Raises ChainError that points into the text as it was pasted."""
    try:
        return read_plain(bare)
    except ChainError as refused:
        raise moved(refused, text, bare) from None


def moved(refused: ChainError, text: str, bare: str) -> ChainError:
    """The same error; its place counted in what was pasted."""
    if refused.at is None or text == bare:
        return refused
    return ChainError(refused.code, place(text, bare, refused.at), refused.hole)


def kept(reading: Reading, link: Link | None, steps: tuple[str, ...]) -> Reading:
    """Raises ChainError where the link names another chain, or cleaning made a mere word of something else."""
    if reading.form == "eos_account" and not HARMLESS.issuperset(steps):
        raise ChainError("eos_cleaned")
    if link is None:
        return reading
    candidates = tuple(candidate for candidate in reading.candidates if candidate.chain in link.chains)
    if not candidates:
        raise ChainError("link_mismatch")
    return reading._replace(candidates=candidates)


def read_plain(text: str) -> Reading:
    """Judged by the one family whose shape this is. Raises its ChainError."""
    if not text:
        raise ChainError("empty")
    if len(text) <= eos.LONGEST:
        return short(text)
    return family_of(text)(text)


def short(text: str) -> Reading:
    """At most twelve letters: `0x1`, `block-index`, or an account of EOS; nothing else is so short."""
    if text[:2].lower() == "0x":
        return aptos.validate(text)
    return substrate.validate(text) if "-" in text else eos.validate(text)


def family_of(text: str) -> Validate:
    """By prefix and length alone; the family then judges."""
    if text[:2] in ("0x", "0X"):
        return evm.validate if len(text) < 55 else hashes.validate
    if text.startswith(("EOS", "PUB_")):
        return eos.validate
    if len(text) == 64 and evm.HEX.issuperset(text):  # before `bc1`, which is hexadecimal too
        return hashes.validate
    if text[:10].lower().startswith(BECH32):
        return bech32_or_not
    if "-" in text:
        return substrate.validate
    return tron.validate if tron.HEX.fullmatch(text) else by_bytes


def bech32_or_not(text: str) -> Reading:
    """What begins like Bech32 may be base58 all the same: a chosen beginning, or pure chance."""
    family = oktc.validate if text[:10].lower().startswith(OKTC) else bitcoin.validate
    outcome = attempted(family, text)
    if isinstance(outcome, Reading) and len(text) not in SOLANA:
        return outcome
    other = attempted(by_bytes, text)
    if isinstance(outcome, Reading):
        return (
            outcome
            if isinstance(other, ChainError)
            else outcome._replace(candidates=outcome.candidates + other.candidates)
        )
    if isinstance(other, ChainError):
        raise outcome
    return other._replace(form="solana_or_mistyped") if other.form == "solana_account" else other


def by_bytes(text: str) -> Reading:
    """Base58: its length in bytes tells the families apart, the length in letters does not."""
    if len(text) == 40 and evm.HEX.issuperset(text):
        raise ChainError("hex_prefix", 0)
    if eos.LETTERS.issuperset(text) and len(text) <= MISTAKEN_NAME:
        return eos.validate(text)
    data = base58.decoded(text)
    judge = JUDGES.get(len(data))
    if judge is not None:
        return judge(text, data)
    if text[0] in "T13" and 30 < len(text) < 37:
        raise ChainError("length", hole=len(text))
    raise ChainError("unknown")


def account(text: str, data: bytes) -> Reading:
    """25 bytes: TRON or Bitcoin, by the first letter."""
    return tron.judged(text, data) if text.startswith("T") else bitcoin.judged(text, data)


def solana_account(text: str, data: bytes) -> Reading:
    """32 bytes: Solana's by form; but the checksum of Bech32 is right by chance once in a thousand million."""
    reading = solana.judged(text, data)
    if text.islower():
        spelled = attempted_bech32(text)
        if spelled is not None and spelled.constant:
            return reading._replace(form="solana_or_other")
    return reading


def attempted_bech32(text: str) -> bech32.Spelled | None:
    try:
        return bech32.decoded(text)
    except ChainError:
        return None


JUDGES: dict[int, Callable[[str, bytes], Reading]] = {
    25: account,
    32: solana_account,
    35: substrate.judged,
    36: substrate.judged,
    64: solana.judged,
}
