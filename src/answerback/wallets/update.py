"""A wallet's declaration and its policies change; the journal keeps which parts, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from answerback.guard import Action, Kind
from answerback.journal.write import Actor, Audience, Subject, write
from answerback.wallets.create import DECLARED
from answerback.wallets.declaration import check_declaration
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.policies import parse, policies_of
from answerback.wallets.refusals import WalletIncomplete
from answerback.wallets.text_policy import default_action

CHANGEABLE = frozenset(DECLARED) - {"slug", "policies"}


def update_wallet(wallet: Wallet, *, changes: Mapping[str, object], by: Actor, at: datetime) -> Wallet:
    """Change parts of the declaration; the whole must still fit. Changing nothing writes nothing."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise WalletIncomplete(field=min(unknown))
    with transaction.atomic():
        current = Wallet.objects.select_for_update().get(id=wallet.id)
        before = {name: getattr(current, name) for name in CHANGEABLE}
        for name, value in changes.items():
            setattr(current, name, value)
        check_declaration(current)
        changed = sorted(name for name in CHANGEABLE if getattr(current, name) != before[name])
        if changed:
            current.save(update_fields=changed)
            _tell("wallet.changed", current, by=by, at=at, data={"fields": changed})
    return current


def change_policies(wallet: Wallet, *, changes: Mapping[str, object], by: Actor, at: datetime) -> Wallet:
    """Change some policies; `None` returns one to its default. Raises `PolicyWrong` naming the setting."""
    with transaction.atomic():
        current = Wallet.objects.select_for_update().get(id=wallet.id)
        merged = {**current.policies, **changes}
        stored = {name: value for name, value in merged.items() if value is not None}
        parse(stored)
        if stored != current.policies:
            before, current.policies = current.policies, stored
            current.save(update_fields=["policies"])
            _tell("policies.changed", current, by=by, at=at, data=_difference(before, stored))
    return current


def change_text_actions(
    wallet: Wallet, *, place: Place, actions: Mapping[Kind, Action], by: Actor, at: datetime
) -> Wallet:
    """Say what the guard does in one place; kinds that are not named stay. Raises `PolicyWrong` below a floor."""
    with transaction.atomic():
        current = Wallet.objects.select_for_update().get(id=wallet.id)
        chosen = policies_of(current).texts
        here = {**chosen.get(place, {}), **actions}
        other = {kind: action for kind, action in here.items() if action != default_action(place, kind)}
        texts = {one.value: _plain(kinds) for one, kinds in {**chosen, place: other}.items() if kinds}
        return change_policies(current, changes={"texts": texts or None}, by=by, at=at)


def _plain(actions: Mapping[Kind, Action]) -> dict[str, str]:
    return {kind.value: action.value for kind, action in sorted(actions.items())}


def _difference(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }


def _tell(kind: str, wallet: Wallet, *, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    about = Subject("wallet", wallet.id)
    write(kind, wallet_id=wallet.id, subject=about, by=by, at=at, audience=Audience.AUDIT, data=data)
