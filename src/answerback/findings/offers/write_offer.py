"""An offer is written, and rewritten while it is a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from answerback.channels.current import index_at
from answerback.channels.judging import judged
from answerback.channels.things import of_any_link
from answerback.channels.verdicts import Standing
from answerback.findings.offers.audience import Misread, read
from answerback.findings.offers.journal import write_down
from answerback.findings.offers.kinds import State
from answerback.findings.offers.models import Offer
from answerback.findings.offers.people import acting
from answerback.findings.offers.refusals import (
    AudienceWrong,
    DatesUnfit,
    NotADraft,
    OfferMoved,
    TermsNotOurs,
    WordsMissing,
)
from answerback.guard.links.canonical import read as read_link
from answerback.journal.write import Actor, Subject
from answerback.people.rights import Right
from answerback.storage.ids import new_id
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

ADDRESS = re.compile(r"[^\s\\@\[\](){}<>\"',;，；。、]+")
WORDS = ("title_zh", "title_en", "text_zh", "text_en")


@dataclass(frozen=True)
class Draft:
    """What an offer says and to whom; times are aware, `audience` is as `audience.read` takes it."""

    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    terms: str
    valid_from: datetime
    valid_until: datetime
    audience: Mapping[str, Any]
    most_per_person: int = 1


@transaction.atomic
def write_offer(
    wallet: Wallet, draft: Draft, *, by: Actor, at: datetime, offer_id: UUID | None = None
) -> Offer:
    """Keep a new draft; the same `offer_id` twice is one offer.

    Raises WordsMissing, DatesUnfit, AudienceWrong, TermsNotOurs, NotAllowed, and SecretInText.
    """
    author = acting(wallet, by, Right.WRITE_OFFERS)
    known: Offer | None = Offer.objects.for_wallet(wallet).filter(id=offer_id).first() if offer_id else None
    if known is not None:
        return known
    offer_id = offer_id or new_id()
    fit = _fitting(wallet, draft, about=Subject("offer", offer_id), at=at)
    made: Offer = Offer.objects.create(
        id=offer_id, wallet=wallet, author=author, written_at=at, **_columns(fit)
    )
    write_down(made, "offer.written", by=by, at=at, data={"version": made.version})
    return made


@transaction.atomic
def rewrite_offer(offer: Offer, draft: Draft, *, if_version: int, by: Actor, at: datetime) -> Offer:
    """Change a draft that nobody changed since version `if_version`; who changes it is its author.

    Raises NotADraft, OfferMoved, and what `write_offer` raises.
    """
    author = acting(offer.wallet, by, Right.WRITE_OFFERS)
    fit = _columns(_fitting(offer.wallet, draft, about=Subject("offer", offer.id), at=at))
    rows = Offer.objects.for_wallet(offer.wallet_id).filter(id=offer.id)
    current: Offer = rows.select_for_update().get()
    if current.state != State.DRAFT:
        raise NotADraft
    if all(getattr(current, name) == value for name, value in fit.items()):
        return current
    if current.version != if_version:
        raise OfferMoved
    rows.update(author=author, version=if_version + 1, **fit)
    write_down(offer, "offer.written", by=by, at=at, data={"version": if_version + 1})
    offer.refresh_from_db()
    return offer


def is_ours(wallet: Wallet, terms: str, *, at: datetime) -> bool:
    """Whether this is one plain address, and on a site that the wallet has published, in any spelling of its host."""
    link = read_link(terms)
    item = judged(of_any_link(link), index_at(at)) if link.host and _is_plain(terms) else None
    whose = item.whose if item is not None and item.standing is Standing.OURS else None
    return whose is not None and whose.wallet == wallet.slug


def _is_plain(terms: str) -> bool:
    """Nothing that a user reads otherwise than a browser: no second address behind a space, no name before an @, no
    backslash, nothing that turns the direction of writing; and only https."""
    scheme, colon, _rest = terms.partition("://")
    return (
        ADDRESS.fullmatch(terms) is not None
        and terms.isprintable()
        and (not colon or scheme.lower() == "https")
    )


def _fitting(wallet: Wallet, draft: Draft, *, about: Subject, at: datetime) -> Draft:
    words = [_kept(wallet, getattr(draft, name), about=about, at=at) for name in WORDS]
    if not all(words):
        raise WordsMissing
    if not draft.valid_from < draft.valid_until or draft.valid_until <= at:
        raise DatesUnfit
    try:
        audience = read(draft.audience).stored()
    except Misread as misread:
        raise AudienceWrong(field=str(misread)) from misread
    terms = draft.terms.strip()
    if not is_ours(wallet, terms, at=at):
        raise TermsNotOurs
    title_zh, title_en, text_zh, text_en = words
    return replace(
        draft,
        title_zh=title_zh,
        title_en=title_en,
        text_zh=text_zh,
        text_en=text_en,
        audience=audience,
        terms=terms,
    )


def _kept(wallet: Wallet, text: str, *, about: Subject, at: datetime) -> str:
    return take(wallet, text.strip(), place=Place.CONSOLE, about=about, at=at, whole=True).text


def _columns(draft: Draft) -> dict[str, Any]:
    return dict(vars(draft))
