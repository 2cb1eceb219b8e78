"""Whether a text asks for what its words name, or advises against it, denies it, or tells of what others did."""

from answerback.guard.messages.folding import Folded
from answerback.guard.messages.spotting import Span, Spotted, scaled, within

TOUCHING, NEAR, FAR = 4, 12, 44
"""In letters, how far ahead a refusal reaches: any word, a word of doing, and from "if anybody" on."""
MINE = 8
"""How many letters before the words of a rule "my …" may begin; it must run into them."""
PAST = "了"
"""Right after a verb: it was done."""
DOING = frozenset(
    {
        "give",
        "ask_password",
        "hand_in",
        "hand_me",
        "say_verb",
        "needing",
        "share_verb",
        "enter",
        "verify",
        "identity_verb",
        "transfer",
        "install",
        "pay",
        "must_pay",
        "do_it",
        "add",
        "add_me",
    }
)
Part = tuple[str, Span]
"""A word of a rule: its meaning and where it stands."""


def advised(parts: list[Part], folded: Folded, spotted: Spotted) -> bool:
    """Whether the text advises against it, denies it or calls it fraud."""
    start, end = min(at for _, (at, _) in parts), max(until for _, (_, until) in parts)
    last = max(at for _, (at, _) in parts)
    back = start - scaled(FAR, folded, start)
    if any(holds(far, last, folded, spotted) for far in within(spotted.get("refusing_far", []), back, last)):
        return True
    if any(covers(refusal, parts, folded) for refusal in within(spotted.get("refusing", []), back, last)):
        return True
    return exposed((start, end), last, folded, spotted)


def holds(far: Span, last: int, folded: Folded, spotted: Spotted) -> bool:
    """Whether "if anybody …" still reaches the word at `last`: not past ", so please …" or ", send me …"."""
    if folded.sentence(far[0]) != folded.sentence(last):
        return False
    clause = folded.clause(last)
    directed = [
        *within(spotted.get("directing", []), far[1], last),
        *within(spotted.get("to_writer", []), far[1], last + TOUCHING),
    ]
    return folded.clause(far[0]) == clause or not any(folded.clause(at) == clause for at, _ in directed)


def exposed(span: Span, last: int, folded: Folded, spotted: Spotted) -> bool:
    """Whether what follows in the sentence calls it fraud, and not what somebody else does.

    "… is a thief", "… hang up" count only after "whoever asks you to …".
    """
    start, end = span
    sentence, reach = folded.sentence(last), scaled(FAR, folded, start)
    warned = within(spotted.get("whoever", []), start - reach, last)
    lists = (
        ["exposing", "shunning"] if any(folded.sentence(at) == sentence for at, _ in warned) else ["exposing"]
    )
    judged = [at for name in lists for at, _ in within(spotted.get(name, []), start, end + reach)]
    others = spotted.get("others", [])
    return any(folded.sentence(at) == sentence and not within(others, end, at) for at in judged)


def covers(refusal: Span, parts: list[Part], folded: Folded) -> bool:
    """A refusal reaches the next word of its clause if that is one of doing, any other only if they touch."""
    following = [part for part in parts if part[1][0] >= refusal[0]]
    if not following:
        return False
    name, (at, _) = min(following, key=lambda part: part[1])
    doing = name in DOING or len(parts) == 1
    reach = scaled(NEAR if doing else TOUCHING, folded, refusal[0])
    return at - refusal[1] <= reach and folded.clause(refusal[0]) == folded.clause(at)


def told(parts: list[Part], folded: Folded, spotted: Spotted) -> bool:
    """Whether somebody else's act is told or asked about, or what the writer owns: nobody asks here and now."""
    start, end = min(at for _, (at, _) in parts), max(until for _, (_, until) in parts)
    own = within(spotted.get("mine", []), start - MINE, end)
    if any(until > start for _, until in own) and "reported" not in spotted:
        return True
    sentence, reach = folded.sentence(end - 1), scaled(FAR, folded, start)
    turned = [at for at, _ in spotted.get("to_writer", []) if start - reach <= at <= end]
    for third in within(spotted.get("third", []), start - reach, end):
        if any(third[0] < at < third[1] for _, (at, _) in parts):
            return True
        if not any(at >= third[0] for at in turned) and holds(third, end - 1, folded, spotted):
            return True
    if not turned:
        if any(name in DOING and folded.letters[until : until + 1] == PAST for name, (_, until) in parts):
            return True
        after = within(spotted.get("done", []), start, end + scaled(NEAR, folded, start))
        if any(until >= end and folded.sentence(at) == sentence for at, until in after):
            return True
        close = within(spotted.get("nobody", []), start, end + scaled(TOUCHING, folded, start))
        if any(folded.clause(at) == folded.clause(end - 1) for at, _ in close):
            return True
    return resisted((start, end), folded, spotted)


def resisted(span: Span, folded: Folded, spotted: Spotted) -> bool:
    """Whether the one who was asked tells that he refused."""
    start, end = span
    reach = scaled(FAR, folded, start)
    asked = within(spotted.get("reported", []), start - reach, end)
    return bool(asked and within(spotted.get("resisted", []), asked[0][1], end + reach))
