"""What the guard does with each kind of finding in each place: house defaults, a wallet's choice, and floors.

A policy is stored as what differs from the defaults, `{"note": {"email": "leave"}}`, under `texts` among the
wallet's policies. No choice goes below a floor: what opens an account or a wallet is taken out of every text
that is kept, whoever asks otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from types import MappingProxyType

from answerback.guard import Action, Finding, Kind, Policy, Rule, clean, find
from answerback.guard.policy import TAKEN_OUT
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.refusals import SecretInWords

TextActions = Mapping[Place, Mapping[Kind, Action]]

# Whoever reads one of these holds the money or the account: never kept, so neither left nor merely warned of.
NEVER_KEPT = frozenset({Kind.SEED_PHRASE, Kind.PRIVATE_KEY, Kind.ONE_TIME_CODE, Kind.CVV, Kind.PASSWORD})
KEYS_TO_MONEY = frozenset({Kind.SEED_PHRASE, Kind.PRIVATE_KEY})
# Staff write the wallet's own numbers into guides and rules; a message to the backend carries what it needs.
OWN_WORDS = frozenset({Place.CONSOLE, Place.WEBHOOK})
NOTHING_CHOSEN: TextActions = MappingProxyType({})


def default_action(place: Place, kind: Kind) -> Action:
    """What is done unless the wallet chooses otherwise."""
    if kind in KEYS_TO_MONEY:
        return Action.BLOCK
    return Action.LEAVE if place in OWN_WORDS and kind not in NEVER_KEPT else Action.MASK


def allowed_actions(place: Place, kind: Kind) -> tuple[Action, ...]:
    """What a wallet may choose, the strictest first; one alone cannot be changed.

    A webhook tells the backend what its user approved, such as a new number: only the floors apply to it.
    """
    if kind in NEVER_KEPT:
        return (Action.BLOCK, Action.MASK)
    return (Action.LEAVE,) if place is Place.WEBHOOK else tuple(Action)


def actions_in(chosen: TextActions, place: Place) -> dict[Kind, Action]:
    """The action for every kind in one place."""
    here = chosen.get(place, {})
    return {kind: here.get(kind, default_action(place, kind)) for kind in Kind}


def policy_for(wallet: Wallet, place: Place) -> Policy:
    """As the guard wants it. A match that may be something harmless is masked where a sure one is refused."""
    chosen = text_actions(wallet.policies.get("texts", {}))
    return Policy({kind: _rule(action) for kind, action in actions_in(chosen, place).items()})


def only_certain(policy: Policy) -> Policy:
    """For identifiers. A run of seed words is none, however badly typed; 64 hexadecimal digits mostly are one."""
    sure = {kind: Rule(policy.rules[kind].sure, Action.LEAVE) for kind in NEVER_KEPT - {Kind.SEED_PHRASE}}
    return Policy({**sure, Kind.SEED_PHRASE: policy.rules[Kind.SEED_PHRASE]})


def found_together(texts: str, policy: Policy, kinds: frozenset[Kind] = KEYS_TO_MONEY) -> list[Finding]:
    """What of these kinds is to be taken out of several texts read as one; two numbers side by side make no card."""
    return [one for one in find(texts, policy) if one.kind in kinds and one.action in TAKEN_OUT]


def refuse_secrets(wallet: Wallet, **words: str) -> None:
    """A wallet's own names stand below the door for text (`texts.take`), alone and read together.

    Raises `SecretInWords` naming the field.
    """
    policy = policy_for(wallet, Place.CONSOLE)
    for field, text in words.items():
        if clean(text, policy).text != text:
            raise SecretInWords(field=field)
    for first, second in permutations(words, 2):
        if found_together(f"{words[first]} {words[second]}", policy):
            raise SecretInWords(field=second)


def text_actions(value: object) -> TextActions:
    """The wallet's choices from JSON. Raises ValueError or TypeError, also for one below its floor."""
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return MappingProxyType({Place(name): _actions(Place(name), chosen) for name, chosen in value.items()})


def _actions(place: Place, value: object) -> Mapping[Kind, Action]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    found = {Kind(name): Action(action) for name, action in value.items()}
    if any(action not in allowed_actions(place, kind) for kind, action in found.items()):
        raise ValueError(place)
    return MappingProxyType(found)


def _rule(action: Action) -> Rule:
    return Rule(sure=action, unsure=Action.MASK if action is Action.BLOCK else action)
