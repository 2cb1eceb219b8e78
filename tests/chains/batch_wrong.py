"""Strings that are nothing served: slips of the hand, other lengths, versions, networks and chains."""

import random

from tests.chains import spelling, vectors
from tests.chains.batch import (
    EVM,
    HEX,
    NAME,
    SMALL,
    Line,
    Maker,
    account,
    bitcoin_legacy,
    bitcoin_taproot,
    evm_checked,
    invalid,
    oktc,
    relay_account,
    some_case,
    tron_checked,
    unprotected,
)

# Documentation of each chain: an address, and the name that the reason must say.
ELSEWHERE = (
    ("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", "Dogecoin"),
    ("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "Litecoin"),
    ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "XRP Ledger"),
    ("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", "Stellar"),
    ("EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N", "TON"),
    ("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "Bitcoin Cash"),
    ("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "Bitcoin Cash"),
    ("cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh", "Cosmos Hub"),
    ("tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb", "Tezos"),
    ("KT1PWx2mnDueood7fEmfbBDKx1D9BAnnXitn", "Tezos"),
    ("XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS", "ICAP"),
    ("0.0.1234567", "Hedera"),
    ("nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3", "Nano"),
)


def substituted(dice: random.Random, text: str, letters: str, first: int) -> str:
    at = dice.randrange(first, len(text))
    return text[:at] + dice.choice([letter for letter in letters if letter != text[at]]) + text[at + 1 :]


def swapped(dice: random.Random, text: str, first: int) -> str:
    places = [at for at in range(first, len(text) - 1) if text[at] != text[at + 1]]
    at = dice.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def base58_slip(dice: random.Random) -> Line:
    """Four bytes of checksum see every slip. Still no 32 bytes, which Solana would take."""
    right = dice.choice((tron_checked, bitcoin_legacy))(dice).text
    at = dice.choice([at for at in range(len(right)) if right[at].isalpha()])
    return invalid(
        dice.choice(
            (
                substituted(dice, right, spelling.BASE58, 1),
                swapped(dice, right, 1),
                right[:at] + right[at:].swapcase(),
                right[: dice.randrange(20, len(right))],
                right[: at + 1] + right[at:] + "x",
                substituted(dice, right, "0OIl", 1),
                right.lower().replace("l", "L") + "0",
            )
        )
    )


def base58_version(dice: random.Random) -> Line:
    version = dice.choice([number for number in range(256) if number not in (0, 5, 0x41)])
    return invalid(spelling.base58_check(bytes([version]) + account(dice)))


def test_network(dice: random.Random) -> Line:
    legacy = spelling.base58_check(bytes([dice.choice((111, 196))]) + account(dice))
    prefix = dice.choice(("tb", "bcrt"))
    return invalid(
        dice.choice((legacy, spelling.segwit(0, dice.randbytes(20), prefix=prefix))), named="test network"
    )


def base58_length(dice: random.Random) -> Line:
    payload = bytes([dice.choice((0, 5, 0x41))]) + dice.randbytes(dice.choice((16, 18, 19, 21, 22, 24)))
    return invalid(spelling.base58_check(payload))


def bech32_slip(dice: random.Random) -> Line:
    """Up to four wrong letters are seen for certain; 62 letters or 41 are no base58 of 32 bytes."""
    right = dice.choice((bitcoin_taproot, oktc))(dice).text.lower()
    first = right.index("1") + 1
    return invalid(
        dice.choice(
            (
                substituted(dice, right, spelling.BECH32, first),
                substituted(dice, substituted(dice, right, spelling.BECH32, first), "bio1", first),
                swapped(dice, right, first),
                right[:-1],
                right[: first + 9].upper() + right[first + 9 :],
                right[:first] + right[first:].upper() + "q",
                right[1:] + "l",
            )
        )
    )


def bech32_checksum(dice: random.Random) -> Line:
    version = dice.choice((0, 1, 2, 16))
    return invalid(
        spelling.segwit(version, dice.randbytes(32), constant=spelling.NEW if version == 0 else spelling.OLD)
    )


def bech32_program(dice: random.Random) -> Line:
    """A right checksum over what no script can be."""
    program = dice.randbytes(32)
    later = [dice.randrange(17, 32), *spelling.fives(program)]
    padded = [1, *spelling.fives(program, padding=dice.randrange(1, 16))]
    over = [1, *spelling.fives(program[:30]), 0]
    return invalid(
        dice.choice(
            (
                spelling.bech32("bc", later, spelling.NEW),
                spelling.bech32("bc", padded, spelling.NEW),
                spelling.bech32("bc", over, spelling.NEW),
                spelling.segwit(0, dice.randbytes(dice.choice((2, 16, 30, 33, 40)))),
                spelling.segwit(1, dice.randbytes(dice.choice((41, 44)))),
                spelling.bech32("bc", [], spelling.NEW),
            )
        )
    )


def bech32_elsewhere(dice: random.Random) -> Line:
    prefix = dice.choice(("osmo", "juno", "akash", "kava", "exvaloper", "okexchain"))
    named = {"osmo": "Osmosis", "exvaloper": "validator", "okexchain": "ex1"}.get(prefix, prefix + "1")
    text = spelling.bech32(prefix, spelling.fives(account(dice)), spelling.OLD)
    if len(text) == 43 and set(spelling.BASE58).issuperset(text):  # by its form Solana's as well
        return unprotected(text, "solana")._replace(named=named)
    return invalid(text, named=named)


def evm_capitals(dice: random.Random) -> Line:
    while True:
        right = evm_checked(dice).text
        at = dice.choice([at for at in range(2, 42) if right[at].isalpha()])
        wrong = right[:at] + right[at].swapcase() + right[at + 1 :]
        if wrong[2:] not in (wrong[2:].lower(), wrong[2:].upper()):
            return invalid(wrong)


def evm_digit(dice: random.Random) -> Line:
    """A digit mistyped; those very few that keep the capitals right are made again."""
    while True:
        right = evm_checked(dice).text
        wrong = substituted(dice, right, HEX, 2)
        mixed = wrong[2:] not in (wrong[2:].lower(), wrong[2:].upper())
        if mixed and spelling.erc55(bytes.fromhex(wrong[2:])) != wrong:
            return invalid(wrong)


def evm_digit_unseen(dice: random.Random) -> Line:
    """The same without capitals cannot be seen."""
    return unprotected(substituted(dice, "0x" + account(dice).hex(), HEX, 2), *EVM)


def evm_shape(dice: random.Random) -> Line:
    digits = some_case(dice, dice.randbytes(32).hex())
    return invalid(
        dice.choice(
            (
                "0x" + digits[: dice.choice((20, 38, 39, 41, 42, 50))],
                "0X" + digits[:40],
                "Ox" + digits[:40],
                "9" + digits[:39],
                "0x" + digits[:39] + dice.choice("gOlxо"),
                "0x" + digits[:20] + "0x" + digits[20:38],
            )
        )
    )


def tron_hexadecimal_shape(dice: random.Random) -> Line:
    digits = account(dice).hex()
    return invalid(dice.choice(("41" + digits[:-1], "41" + digits + "0", "0x41" + digits, "42" + digits)))


def solana_length(dice: random.Random) -> Line:
    data = dice.randbytes(dice.choice((30, 31, 33, 34)))
    return invalid(spelling.base58(b"\xff" + data[1:]))


def solana_letter(dice: random.Random) -> Line:
    return invalid(substituted(dice, spelling.base58(dice.randbytes(32)), "0OIl", 0))


def signature_length(dice: random.Random) -> Line:
    """63 and 65 bytes of the longest spellings: so near to a key that nothing of it is repeated."""
    data = dice.randbytes(dice.choice((62, 64)))
    return invalid(spelling.base58(b"\xff" + data), masked=True)


def hash_length(dice: random.Random) -> Line:
    digits = some_case(dice, "c" + dice.randbytes(33).hex())
    size = dice.choice((62, 63, 65, 66))
    return dice.choice((invalid(digits[:size], masked=True), invalid("0x" + digits[:size])))


def aptos_short(dice: random.Random) -> Line:
    """AIP-40 may take these; a cut-off address would pass as one of them."""
    size = dice.choice((2, 3, 5, 8, 10, 39, 41, 50, 62, 63))
    return invalid("0x" + "a" + dice.randbytes(40).hex()[: size - 1])


def relay_elsewhere(dice: random.Random) -> Line:
    prefix = dice.choice((1, 3, 5, 10, 42, 63, 64, 128, 1284, 2032, 16383))
    named = {5: "Astar", 10: "Acala", 42: "any chain", 1284: "Moonbeam", 2032: "Interlay"}.get(prefix, "")
    line = invalid(spelling.ss58(prefix, dice.randbytes(32)), named=named)
    return line._replace(masked=line.text[0] in "59KLc" and len(line.text) >= 49)


def relay_slip(dice: random.Random) -> Line:
    """Two bytes of checksum: 1 slip in 65,536 would pass, none of these."""
    right = relay_account(dice).text
    if len(right) < 46:
        return relay_slip(dice)
    wrong = dice.choice((substituted(dice, right, spelling.BASE58, 1), swapped(dice, right, 1), right[:-1]))
    data = spelling.bytes_of_base58(wrong)
    if len(data) == 35 and spelling.ss58(data[0], data[1:33]) == wrong and data[0] < 64:
        return relay_slip(dice)
    return invalid(wrong)


def account_index(dice: random.Random) -> Line:
    """SS58 also spells account indices; they are no account ids, and some look like names of EOS."""
    text = spelling.ss58(dice.choice((0, 2)), dice.randbytes(dice.choice((1, 2, 4, 8))))
    return account_index(dice) if set(NAME).issuperset(text) else invalid(text)


def eos_wrong(dice: random.Random) -> Line:
    name = "".join(dice.choices(SMALL, k=11))
    return invalid(
        dice.choice(
            (
                name + ".",
                name + dice.choice("06789"),
                name + dice.choice("AZ_-@é"),
                name + "abcdefgh"[: dice.randrange(2, 9)],
                name.title(),
                ".",
                name[:5] + " " + name[5:],
            )
        )
        if dice.random() < 0.9
        else name.upper()
    )


def eos_key_slip(dice: random.Random) -> Line:
    right = dice.choice(vectors.EOS_KEYS)
    return invalid(dice.choice((substituted(dice, right, spelling.BASE58, 8), right[:-1], right.lower())))


def extrinsic_wrong(dice: random.Random) -> Line:
    block = dice.randrange(2, 30_000_000)
    text = dice.choice(
        (f"0{block}-1", f"{block}-01", f"{block}-", f"-{block}", f"{block}-1-2", f"{block}--1", f"{2**32}-1")
    )
    return invalid(text)


def elsewhere(dice: random.Random) -> Line:
    text, named = dice.choice(ELSEWHERE)
    return invalid(text, named=named)


def junk(dice: random.Random) -> Line:
    plain = (
        "",
        "  ",
        "\t",
        "0x",
        "0",
        "-",
        "!",
        "?!",
        "{}",
        "()",
        "你好",
        "地址",
        "地址：",
        "0x0x",
        "O",
        "é",
        "\x00",
    )
    numbers = "".join(dice.choices("06789", k=dice.randrange(1, 20)))
    return invalid(dice.choice((*plain, numbers, "Q" * dice.randrange(1, 20), "\U0001f600" * 3)))


WRONG: list[Maker] = [
    base58_slip,
    base58_version,
    test_network,
    base58_length,
    bech32_slip,
    bech32_checksum,
    bech32_program,
    bech32_elsewhere,
    evm_capitals,
    evm_digit,
    evm_digit_unseen,
    evm_shape,
    tron_hexadecimal_shape,
    solana_length,
    solana_letter,
    signature_length,
    hash_length,
    aptos_short,
    relay_elsewhere,
    relay_slip,
    account_index,
    eos_wrong,
    eos_key_slip,
    extrinsic_wrong,
    elsewhere,
    junk,
]
