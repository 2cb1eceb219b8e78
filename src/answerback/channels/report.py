"""What others use for fraud in the wallet's name is put on the list, after review, by two people like everything."""

from __future__ import annotations

from datetime import datetime

from answerback.channels.kinds import Direction, Kind
from answerback.channels.models import Change
from answerback.channels.propose import Wanted, propose
from answerback.channels.refusals import ReasonMissing
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet

SAYS = {"en": "Used for fraud in the wallet's name", "zh": "冒用钱包名义行骗"}


def propose_report(wallet: Wallet, kind: Kind, text: str, *, reason: str, by: Actor, at: datetime) -> Change:
    """Propose that a number, site, account or address is told to be fraud, saying why; somebody else publishes it.

    An own channel that was taken over is reported the same way, by its value.
    """
    if not reason.strip():
        raise ReasonMissing
    wanted = Wanted(Direction.REPORTED, SAYS["en"], SAYS["zh"])
    return propose(wallet, kind, text, wanted, reason=reason, by=by, at=at)
