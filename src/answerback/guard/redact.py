"""Takes findings out of a text for good."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answerback.guard.kinds import Action, Finding
from answerback.guard.policy import DEFAULT, TAKEN_OUT, Policy
from answerback.guard.secrets.find import find


@dataclass(frozen=True)
class Cleaned:
    """`text` has `‹kind›` for what was taken out; `findings` count in the original; `blocked`: refuse it."""

    text: str
    findings: tuple[Finding, ...]
    blocked: bool


def clean(text: str, policy: Policy = DEFAULT) -> Cleaned:
    """`clean("验证码是420774").text == "验证码是‹one_time_code›"`. The text returned is safe to keep."""
    findings = tuple(find(text, policy))
    if is_blocked(findings):
        findings = nothing_left(text, findings, policy)
    return Cleaned(text=redacted(text, findings), findings=findings, blocked=is_blocked(findings))


def is_blocked(findings: Sequence[Finding]) -> bool:
    return any(finding.action is Action.BLOCK for finding in findings)


def nothing_left(text: str, findings: tuple[Finding, ...], policy: Policy) -> tuple[Finding, ...]:
    """The same, unless what would be kept still held what is refused: then all from the first to the last is one.

    `find` looks at the neighbourhood of what it takes out; here the whole text is read again.
    """
    if not is_blocked(find(redacted(text, findings), policy)):
        return findings
    taken = [finding for finding in findings if finding.action in TAKEN_OUT]
    refused = next(finding for finding in findings if finding.action is Action.BLOCK)
    whole = replace(refused, start=taken[0].start, end=taken[-1].end)
    if is_blocked(find(redacted(text, (whole,)), policy)):
        whole = replace(refused, start=0, end=len(text))
    return (whole,)


def redacted(text: str, findings: tuple[Finding, ...]) -> str:
    """What is to be taken out, in order and without overlap, becomes its kind; not even its length stays."""
    parts, done = [], 0
    for finding in findings:
        if finding.action in TAKEN_OUT:
            parts += [text[done : finding.start], finding.kind.placeholder]
            done = finding.end
    return "".join([*parts, text[done:]])
