"""The way into the portal: one link, 60 seconds, spent once by a POST from its landing page.

Opening the link (GET) spends nothing, so that a preview in a chat or a mail scanner cannot use it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.customers import portal_session
from answerback.customers.models import Customer, PortalLink, PortalSession
from answerback.customers.tokens import digest_of, new_token
from answerback.journal.write import Actor, Subject, write
from answerback.ui.refusals import Refusal

LIVES = timedelta(seconds=60)
RETURN_PATH = re.compile(r"/my/[A-Za-z0-9_/-]{0,180}", re.ASCII)


class LinkSpent(Refusal):
    """The link is unknown, too old or was used: the same words for all three."""

    code = "portal.link_spent"
    status = 410
    says = _(
        "This link no longer works: it lives for 60 seconds and works once. Open the page from your wallet."
    )


class NotOurPage(Refusal):
    """The page to go to afterwards is not a page of the portal."""

    code = "portal.not_our_page"
    status = 422
    says = _("The page to return to must be a path that begins with /my/.")


@dataclass(frozen=True)
class Spent:
    """`cookie` is shown to the browser once; `return_path` is where the customer wanted to go."""

    session: PortalSession
    cookie: str
    return_path: str


@transaction.atomic
def make(customer: Customer, *, return_path: str = "", by: Actor, at: datetime) -> str:
    """A new link's token (43 characters, URL-safe). Only its SHA-256 is kept."""
    if return_path and (RETURN_PATH.fullmatch(return_path) is None or "//" in return_path):
        raise NotOurPage
    token = new_token()
    link = PortalLink.objects.create(
        wallet_id=customer.wallet_id,
        customer=customer,
        digest=digest_of(token),
        return_path=return_path,
        created_at=at,
        expires_at=at + LIVES,
    )
    write(
        "portal_link.made",
        wallet_id=customer.wallet_id,
        subject=Subject("portal_link", link.id),
        customer_id=customer.id,
        by=by,
        at=at,
    )
    return token


@transaction.atomic
def spend(token: str, *, at: datetime) -> Spent:
    """Exchange the link for a session. Of two who try, one wins; raises `LinkSpent`."""
    # every wallet: the token is the only thing that is known yet.
    found = PortalLink.objects.filter(digest=digest_of(token), spent_at=None, expires_at__gt=at)
    if found.update(spent_at=at) != 1:
        raise LinkSpent
    # every wallet: as above.
    link = PortalLink.objects.select_related("customer").get(digest=digest_of(token))
    session, cookie = portal_session.begin(link.customer, at=at)
    return Spent(session=session, cookie=cookie, return_path=link.return_path)


def is_alive(token: str, *, at: datetime) -> bool:
    """Whether the landing page may offer its button. Tells nothing about whose link it is."""
    # every wallet: as in `spend`.
    return PortalLink.objects.filter(digest=digest_of(token), spent_at=None, expires_at__gt=at).exists()
