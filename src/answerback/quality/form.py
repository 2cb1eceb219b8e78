"""The scoring form is written and published; a review keeps the version it was scored on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.quality.items import READY, Item, as_content, read_items
from answerback.quality.models import FormState, ScoringForm
from answerback.quality.refusals import NoForm
from answerback.quality.write import of_form
from answerback.texts.nested import refuse_secrets
from answerback.wallets.models import Wallet


def forms_of(wallet: Wallet) -> list[ScoringForm]:
    """Every version, the newest first."""
    return list(ScoringForm.objects.for_wallet(wallet).order_by("-number"))


def published_form(wallet: Wallet) -> ScoringForm:
    """What is scored on now. Raises NoForm."""
    found: ScoringForm | None = (
        ScoringForm.objects.for_wallet(wallet).filter(state=FormState.PUBLISHED).first()
    )
    if found is None:
        raise NoForm
    return found


def save_draft(
    wallet: Wallet,
    *,
    items: Sequence[Item],
    pass_percent: int,
    author: Membership | None,
    by: Actor,
    at: datetime,
) -> ScoringForm:
    """Write the wallet's one draft; the same content twice changes nothing. Raises FormBroken, SecretInText."""
    content = as_content(items)
    read_items(content)
    refuse_secrets(wallet, {str(place): one for place, one in enumerate(content)}, at=at)
    with transaction.atomic():
        Wallet.objects.select_for_update().get(id=wallet.id)
        rows = ScoringForm.objects.for_wallet(wallet)
        draft = rows.filter(state=FormState.DRAFT).first() or ScoringForm(
            wallet=wallet, number=(rows.aggregate(Max("number"))["number__max"] or 0) + 1
        )
        if (draft.items, draft.pass_percent) == (content, pass_percent) and not draft._state.adding:
            return draft
        draft.items, draft.pass_percent, draft.made_by, draft.made_at = content, pass_percent, author, at
        draft.save()
        of_form(draft, "quality.form_drafted", by=by, at=at)
    return draft


def publish_form(form: ScoringForm, *, by: Actor, at: datetime) -> ScoringForm:
    """The draft is scored on from now; the version before it is retired. The second time nothing happens."""
    with transaction.atomic():
        rows = ScoringForm.objects.for_wallet(form.wallet_id)
        if rows.select_for_update().get(id=form.id).state != FormState.DRAFT:
            return form
        rows.filter(state=FormState.PUBLISHED).update(state=FormState.RETIRED)
        rows.filter(id=form.id).update(state=FormState.PUBLISHED, published_at=at)
        form.refresh_from_db()
        of_form(form, "quality.form_published", by=by, at=at)
    return form


def install_form(wallet: Wallet, *, by: Actor, at: datetime) -> ScoringForm:
    """The ready form, published, where the wallet has none; else the newest version it has."""
    known: ScoringForm | None = ScoringForm.objects.for_wallet(wallet).order_by("-number").first()
    if known is not None:
        return known
    return publish_form(
        save_draft(wallet, items=READY, pass_percent=80, author=None, by=by, at=at), by=by, at=at
    )
