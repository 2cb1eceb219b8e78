"""Check digits: bank cards, resident IDs, Hong Kong and Taiwan identity cards."""

import re

from answerback.guard.secrets.lazy import pattern

# First digits and lengths by issuer. Source: ISO/IEC 7812 ranges as the networks publish them.
ISSUED = pattern(
    r"4\d{15}(?:\d{3})?"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|62\d{14,17}"  # UnionPay
    r"|35(?:2[89]|[3-8]\d)\d{12}"  # JCB
    r"|3(?:0[0-5]\d|[689]\d{2})\d{10}"  # Diners
    r"|(?:6011|65\d{2}|64[4-9]\d)\d{12}"  # Discover
    r"|220[0-4]\d{12}",  # Mir
    re.ASCII,
)
# Only believed beside the word "card": retired lengths, Maestro, RuPay, older cards of Chinese banks.
ISSUED_RARELY = pattern(r"4\d{12}|(?:50|5[6-8]|6\d|8[0-2]|9\d)\d{11,17}|35\d{14,17}", re.ASCII)
PROVINCES = frozenset([*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)])
PROVINCES |= {*range(61, 66), 71, 81, 82, 83}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def is_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B: `is_luhn("4111111111111111")`."""
    doubled = "0246813579"
    return sum(int(doubled[int(d)] if place % 2 else d) for place, d in enumerate(reversed(digits))) % 10 == 0


def is_resident_id(text: str) -> bool:
    """GB 11643-1999: region, date of birth, ISO 7064 MOD 11-2. `is_resident_id("11010519491231002X")`."""
    if not has_region_and_date(text[:3], text[6:14]):
        return False
    return (
        "10X98765432"[sum(int(d) * w for d, w in zip(text, WEIGHTS, strict=False)) % 11] == text[17].upper()
    )


def has_region_and_date(region: str, day: str) -> bool:
    """`region`: the first three digits; a 9 before the province marks a foreigner's permanent residence."""
    if int(region[:2]) not in PROVINCES and not (region[0] == "9" and int(region[1:]) in PROVINCES):
        return False
    from datetime import date  # here, as hashlib in bip39

    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


def is_old_resident_id(digits: str) -> bool:
    """The fifteen digits issued before 1999: no check digit, so only beside its name."""
    return has_region_and_date(digits[:3], f"19{digits[6:12]}")


def is_hong_kong_id(text: str) -> bool:
    """`is_hong_kong_id("A123456(3)")`: letters count from A=10, a blank 36, weights 9 to 1."""
    found = re.fullmatch(r"([A-Z]{1,2})(\d{6})\(?([0-9A])\)?", text)
    if found is None:
        return False
    letters, digits, check = found.groups()
    values = (
        [36] * (2 - len(letters))
        + [ord(letter) - 55 for letter in letters]
        + [int(digit) for digit in digits]
    )
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return (total + int(check, 16)) % 11 == 0


def is_taiwan_id(text: str) -> bool:
    """`is_taiwan_id("A123456789")`: the letter is worth 10 to 35, weights 1 9 8 … 1 1.

    The second letter of older residence certificates is worth its last digit.
    """
    first = TAIWAN_LETTERS.index(text[0]) + 10
    second = (TAIWAN_LETTERS.index(text[1]) + 10) % 10 if text[1].isalpha() else int(text[1])
    numbers = [first // 10, first % 10, second, *(int(digit) for digit in text[2:])]
    return sum(n * w for n, w in zip(numbers, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0
