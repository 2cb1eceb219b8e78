"""`/api/v1/channels`: the wallet's own entries of the registry, as they are published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from answerback.api.channel_shapes import ChannelsOut
from answerback.api.key_auth import Key, wallet_of
from answerback.api.openapi import problems
from answerback.channels.models import Channel
from answerback.channels.published import entry_as_published
from answerback.channels.queries import Standing, published_of, standings_of
from answerback.wallets.kinds import Scope

router = Router(tags=["channels"])


@router.get(
    "/channels",
    auth=Key(Scope.READ),
    response={200: ChannelsOut, **problems(401, 403, 429)},
    operation_id="list_channels",
    summary="Read your entries of the channel registry",
)
def list_channels(request: HttpRequest) -> dict[str, Any]:
    """Retired and reported entries are among them; what waits for a second person is not."""
    wallet, at = wallet_of(request), timezone.now()
    standings = standings_of(wallet, at=at)
    return {"channels": [_shown(one, standings.get(one.id), at) for one in published_of(wallet)]}


def _shown(channel: Channel, standing: Standing | None, at: datetime) -> dict[str, Any]:
    entry = entry_as_published(channel, at)
    names = ("id", "kind", "value", "direction", "what_for", "since", "until")
    control = vars(standing) if standing is not None and standing.is_current else None
    return {name: getattr(entry, name) for name in names} | {"control": control}
