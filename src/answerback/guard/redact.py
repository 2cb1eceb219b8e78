"""Takes findings out of a text for good."""

import hashlib
import hmac
from dataclasses import dataclass

from answerback.guard.kinds import DEFAULT, Action, Finding, Policy
from answerback.guard.secrets.find import find

TAKEN_OUT = (Action.BLOCK, Action.MASK)


@dataclass(frozen=True)
class Cleaned:
    """`text` has `‹kind›` for what was taken out; `findings` count in the original; `blocked`: refuse it."""

    text: str
    findings: tuple[Finding, ...]
    blocked: bool


def clean(text: str, policy: Policy = DEFAULT) -> Cleaned:
    """`clean("验证码是420774").text == "验证码是‹one_time_code›"`. The text returned is safe to keep."""
    findings = tuple(find(text, policy))
    return Cleaned(
        text=redacted(text, findings),
        findings=findings,
        blocked=any(finding.action is Action.BLOCK for finding in findings),
    )


def redacted(text: str, findings: tuple[Finding, ...]) -> str:
    """What is to be taken out, in order and without overlap, becomes its kind; not even its length stays."""
    parts, done = [], 0
    for finding in findings:
        if finding.action in TAKEN_OUT:
            parts += [text[done : finding.start], f"‹{finding.kind}›"]
            done = finding.end
    return "".join([*parts, text[done:]])


def fingerprint(text: str, finding: Finding, key: bytes) -> str:
    """What may be stored to recognise the same secret again: HMAC-SHA256, hex, useless without the key."""
    kind_and_match = f"{finding.kind}\0{text[finding.start : finding.end]}"
    return hmac.new(key, kind_and_match.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
