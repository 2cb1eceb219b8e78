"""Who allowed whom to take what, as contracts write it into the log of a chain.

Sources: ERC-20 and ERC-721 (Approval), ERC-721 and ERC-1155 (ApprovalForAll), Uniswap Permit2 (Approval, Permit). A
log is what a contract said; only its state tells what holds now (`allowances`), and a contract may say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from answerback.chains.sightings import Grant

APPROVAL = "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"
APPROVAL_FOR_ALL = "0x17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31"
PERMIT2_APPROVAL = "0xda9fa7c1b00402c17d0161b249b1ab8bbec047c5a52207b9c112deffd817036b"
PERMIT2_PERMIT = "0xc6a377bfc4eb120024a8ac08eef205be16b817020812c73223e81d1bdb9708ec"
TOPICS = (APPROVAL, APPROVAL_FOR_ALL, PERMIT2_APPROVAL, PERMIT2_PERMIT)
PERMIT2 = "0x000000000022d473030f116ddee9f6b43ac78ba3"
"""One address on every chain."""
WORD, ADDRESS = re.compile(r"0x[0-9a-fA-F]{64}"), re.compile(r"0x[0-9a-fA-F]{40}")
KEPT = 64
"""Grants of one transaction; a contract may write thousands."""


def granted(log: Iterable[object]) -> tuple[Grant, ...]:
    """Those of one log, in its order and each once. An entry of another shape is passed over: anybody writes logs."""
    found: dict[Grant, None] = {}
    for entry in log:
        if isinstance(entry, dict):
            found.update(dict.fromkeys(read(entry.get("address"), entry.get("topics"))))
        if len(found) >= KEPT:
            break
    return tuple(found)


def read(contract: object, given: object) -> Iterator[Grant]:
    if not isinstance(contract, str) or not isinstance(given, list) or not is_address(contract):
        return
    topics = [topic for topic in given if isinstance(topic, str) and is_word(topic)]
    if not topics or len(topics) != len(given):
        return
    token, event = contract.lower(), topics[0].lower()
    if event == APPROVAL and len(topics) in (3, 4):
        is_item = len(topics) == 4
        item = int(topics[3], 16) if is_item else None
        yield Grant(last(topics[1]), last(topics[2]), "erc721" if is_item else "erc20", token, item)
    elif event == APPROVAL_FOR_ALL and len(topics) == 3:
        yield Grant(last(topics[1]), last(topics[2]), "erc721", token)
    elif event in (PERMIT2_APPROVAL, PERMIT2_PERMIT) and len(topics) == 4 and token == PERMIT2:
        yield Grant(last(topics[1]), last(topics[3]), "permit2", last(topics[2]))


def is_word(text: str) -> bool:
    return WORD.fullmatch(text) is not None


def is_address(text: str) -> bool:
    return ADDRESS.fullmatch(text) is not None


def last(topic: str) -> str:
    """The address in the last twenty bytes of a topic."""
    return f"0x{topic[26:].lower()}"
