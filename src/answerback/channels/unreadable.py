"""What is no channel of the kind it was said to be."""


class Unreadable(ValueError):
    """`code` is stable: the kind, or the kind and what is missing; `refusals.UNREADABLE` has a sentence for each."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
