"""What was planted, as a file beside the data: whoever looks for it can say what was found and what was not there."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from answerback.ops.history.planting import planted
from answerback.ops.history.shapes import Order


def write_truth(order: Order, folder: Path) -> Path:
    """The file `history-truth-SEED-CALLBACKS.json`; the same order writes the same file."""
    path = folder / f"history-truth-{order.seed}-{order.callbacks}.json"
    kept = {"order": asdict(order), "planted": asdict(planted(order))}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    return path
