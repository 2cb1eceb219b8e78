"""Contracts for the tests, written by hand in EVM assembly: no compiler, and what stands here is all there is.

Each is the part of its standard that look-ups read, with its events: ERC-20, ERC-721 (or ERC-1155), Permit2.
"""

from __future__ import annotations

from answerback.chains.keccak import keccak256

OPCODES = {
    "STOP": 0x00,
    "ADD": 0x01,
    "SUB": 0x03,
    "LT": 0x10,
    "EQ": 0x14,
    "ISZERO": 0x15,
    "SHR": 0x1C,
    "SHA3": 0x20,
    "CALLER": 0x33,
    "CALLDATALOAD": 0x35,
    "MSTORE": 0x52,
    "SLOAD": 0x54,
    "SSTORE": 0x55,
    "JUMPI": 0x57,
    "JUMPDEST": 0x5B,
    "DUP1": 0x80,
    "DUP2": 0x81,
    "SWAP1": 0x90,
    "LOG1": 0xA1,
    "LOG3": 0xA3,
    "LOG4": 0xA4,
    "RETURN": 0xF3,
    "REVERT": 0xFD,
}


def assembled(text: str) -> str:
    """Hexadecimal. A word is an opcode, a number or 0x… (pushed), `name:` (a place to jump to) or `@name` (pushed)."""
    code, places, wanted = bytearray(), dict[str, int](), dict[int, str]()
    for word in text.split():
        if word.endswith(":"):
            places[word[:-1]] = len(code)
            code.append(OPCODES["JUMPDEST"])
        elif word.startswith("@"):
            wanted[len(code) + 1] = word[1:]
            code += b"\x61\0\0"
        elif word in OPCODES:
            code.append(OPCODES[word])
        else:
            number = int(word, 0)
            data = number.to_bytes(max((number.bit_length() + 7) // 8, 1), "big")
            code += bytes([0x5F + len(data)]) + data
    for at, name in wanted.items():
        code[at : at + 2] = places[name].to_bytes(2, "big")
    return code.hex()


def selector(signature: str) -> str:
    return f"0x{keccak256(signature.encode())[:4].hex()}"


def topic(signature: str) -> str:
    return f"0x{keccak256(signature.encode()).hex()}"


def call(signature: str, *given: str | int) -> str:
    """What a contract is called with: addresses in hexadecimal, and numbers."""
    words = (f"{one:064x}" if isinstance(one, int) else one[2:].rjust(64, "0") for one in given)
    return selector(signature) + "".join(words)


def contract(functions: dict[str, str]) -> str:
    """The dispatcher, and each body under its signature; a body that ends leaves one word to answer with."""
    bodies = {f"f{place}": one for place, one in enumerate(functions.items())}
    jumps = " ".join(f"DUP1 {selector(name)} EQ @{label} JUMPI" for label, (name, _) in bodies.items())
    answers = " ".join(f"{label}: {body} {ANSWER}" for label, (_, body) in bodies.items())
    return assembled(f"0 CALLDATALOAD 224 SHR {jumps} 0 0 REVERT {answers}")


ANSWER = "0 MSTORE 32 0 RETURN"
FIRST, SECOND, THIRD, FOURTH = (f"{4 + 32 * place} CALLDATALOAD" for place in range(4))


def slot(*parts: str) -> str:
    """The place in storage that belongs to these words."""
    stores = " ".join(f"{part} {32 * place} MSTORE" for place, part in enumerate(parts))
    return f"{stores} {32 * len(parts)} 0 SHA3"


def emitted(event: str, *topics: str, data: str = "") -> str:
    """An event with up to three topics; `data` is one word, or none."""
    stored, size = (f"{data} 0 MSTORE", 32) if data else ("", 0)
    stacked = " ".join(reversed([topic(event), *topics]))
    return f"{stored} {stacked} {size} 0 LOG{1 + len(topics)}"


ALLOWED = slot("CALLER", FIRST)
ERC20 = contract(
    {
        "mint(address,uint256)": f"{SECOND} {FIRST} SSTORE 1",
        "balanceOf(address)": f"{FIRST} SLOAD",
        "approve(address,uint256)": f"{SECOND} {ALLOWED} SSTORE "
        + emitted("Approval(address,address,uint256)", "CALLER", FIRST, data=SECOND)
        + " 1",
        "allowance(address,address)": f"{slot(FIRST, SECOND)} SLOAD",
        "transferFrom(address,address,uint256)": (
            f"{THIRD} {slot(FIRST, 'CALLER')} SLOAD LT @short JUMPI "
            f"{THIRD} {FIRST} SLOAD LT @short JUMPI "
            f"{THIRD} {slot(FIRST, 'CALLER')} SLOAD SUB {slot(FIRST, 'CALLER')} SSTORE "
            f"{THIRD} {FIRST} SLOAD SUB {FIRST} SSTORE "
            f"{THIRD} {SECOND} SLOAD ADD {SECOND} SSTORE "
            + emitted("Transfer(address,address,uint256)", FIRST, SECOND, data=THIRD)
            + f" 1 {ANSWER} short: 0 0 REVERT"
        ),
    }
)


def collection(*, is_erc1155: bool = False) -> str:
    """Pieces of a collection; a piece's owner stands under its number, who may move it under its number and 1."""
    return contract(
        {
            "mint(address,uint256)": f"{FIRST} {SECOND} SSTORE 1",
            "ownerOf(uint256)": f"{FIRST} SLOAD",
            "approve(address,uint256)": f"{FIRST} {slot(SECOND, '1')} SSTORE "
            + emitted("Approval(address,address,uint256)", "CALLER", FIRST, SECOND)
            + " 1",
            "getApproved(uint256)": f"{slot(FIRST, '1')} SLOAD",
            "setApprovalForAll(address,bool)": f"{SECOND} {ALLOWED} SSTORE "
            + emitted("ApprovalForAll(address,address,bool)", "CALLER", FIRST, data=SECOND)
            + " 1",
            "isApprovedForAll(address,address)": f"{slot(FIRST, SECOND)} SLOAD",
            "supportsInterface(bytes4)": f"{FIRST} 224 SHR 0xd9b67a26 EQ" if is_erc1155 else "0",
        }
    )


GRANTED = slot("CALLER", FIRST, SECOND)
PERMIT2 = contract(
    {
        "approve(address,address,uint160,uint48)": f"{THIRD} {GRANTED} SSTORE {FOURTH} 1 {GRANTED} ADD SSTORE "
        + emitted("Approval(address,address,address,uint160,uint48)", "CALLER", FIRST, SECOND, data=THIRD)
        + " 1",
        "allowance(address,address,address)": (
            f"{slot(FIRST, SECOND, THIRD)} DUP1 SLOAD SWAP1 1 ADD SLOAD 32 MSTORE 0 MSTORE 0 64 MSTORE 96 0 RETURN"
        ),
    }
)
