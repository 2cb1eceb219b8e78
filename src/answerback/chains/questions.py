"""The questions every family answers; `validate` is its own, the others follow from it.

>>> def validate(text: str) -> Reading:
...     raise ChainError("empty")
>>> is_valid, compact, explain = questions(validate)
>>> is_valid(""), explain("").code
(False, 'empty')
"""

from collections.abc import Callable

from answerback.chains.kinds import ChainError, Explanation, Reading

Validate = Callable[[str], Reading]


def questions(
    validate: Validate,
) -> tuple[Callable[[str], bool], Callable[[str], str], Callable[[str], Explanation]]:
    """`is_valid`, `compact` and `explain` of a family. `compact` raises what `validate` raises."""

    def is_valid(text: str) -> bool:
        return not isinstance(attempted(validate, text), ChainError)

    def compact(text: str) -> str:
        return validate(text).compact

    def explain(text: str) -> Explanation:
        return explained(attempted(validate, text))

    return is_valid, compact, explain


def attempted(validate: Validate, text: str) -> Reading | ChainError:
    """What `validate` gives, or the error it raises."""
    try:
        return validate(text)
    except ChainError as refused:
        return refused


def explained(outcome: Reading | ChainError) -> Explanation:
    if isinstance(outcome, ChainError):
        return Explanation(outcome.code, outcome.at, outcome.hole)
    return Explanation(outcome.form)
