"""The index of the joining rules in the database (`joining.resemble.Shelf`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from struct import pack, unpack
from uuid import UUID

from answerback.findings.campaigns.joining.resemble import MOST_HOLDERS, Holder, Token
from answerback.findings.campaigns.models import Member, Posting

TOKENS_AT_ONCE = 100
"""A report seldom has more; each stands at most `MOST_HOLDERS` times in the index."""


class Rows:
    """The shelf of one wallet."""

    def __init__(self, wallet_id: UUID) -> None:
        self.wallet_id = wallet_id

    def holders(self, tokens: Iterable[Token]) -> Mapping[Token, Sequence[Holder]]:
        """In the order in which they came; one question, whatever the number of reports."""
        asked = {token[1]: token for token in tokens}
        found: dict[Token, list[Holder]] = {}
        names = sorted(asked)
        for start in range(0, len(names), TOKENS_AT_ONCE):
            some = names[start : start + TOKENS_AT_ONCE]
            rows = Posting.objects.for_wallet(self.wallet_id).filter(token__in=some).order_by("id")
            for token, member, group in rows.values_list("token", "member_id", "member__campaign_id"):
                held = found.setdefault(asked[token], [])
                if len(held) < MOST_HOLDERS:
                    held.append(Holder(str(member), str(group)))
        return found

    def sketches(self, members: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """Of the members that are still there."""
        ids = [UUID(member) for member in members]
        rows = Member.objects.for_wallet(self.wallet_id).filter(id__in=ids).values_list("id", "sketch")
        kept = {str(id): unpacked(bytes(sketch)) for id, sketch in rows}
        return {str(id): kept[str(id)] for id in ids if str(id) in kept}


def packed(sketch: tuple[int, ...]) -> bytes:
    """8 octets a hash."""
    return pack(f">{len(sketch)}q", *sketch)


def unpacked(octets: bytes) -> tuple[int, ...]:
    """The hashes again, ascending."""
    return unpack(f">{len(octets) // 8}q", octets)
