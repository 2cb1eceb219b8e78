"""A linear model on hashed features that may raise what the rules find.

Its file holds weights alone, no word of any text. Trained by `scripts/train_messages.py` on data whose licence
allows it; figures in `docs/benchmarks/messages.md`.
"""

from answerback.guard.messages.model.linear import Model, load

__all__ = ["Model", "load"]
