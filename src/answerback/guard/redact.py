"""Takes findings out of a text for good."""

from dataclasses import dataclass

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
            parts += [text[done : finding.start], finding.kind.placeholder]
            done = finding.end
    return "".join([*parts, text[done:]])
