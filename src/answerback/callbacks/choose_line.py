"""Which line a callback would take: asked by the screening, and by the user's page that says where it will ring."""

from __future__ import annotations

from answerback.callbacks.models import Callback
from answerback.wallets.kinds import Calling, Line


def line_of(callback: Callback) -> Line | None:
    """The line for this callback; None when its wallet has none for it."""
    wallet = callback.wallet
    wants_app = callback.in_app or callback.customer.prefers_in_app or wallet.calling != Calling.PHONE
    if wants_app:
        return Line.IN_APP if wallet.has_line(Line.IN_APP) else None
    return next((Line(name) for name in wallet.lines if name != Line.IN_APP), None)
