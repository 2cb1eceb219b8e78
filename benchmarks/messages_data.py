"""The texts that `benchmarks/messages.py` measures on, each set in one shape: (text, label)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.message_grammar import is_kept
from scripts.message_texts import samples

HONEST = Path(__file__).with_name("messages_honest.txt")
FRAUD_CALLS = "byu_scam_calls"  # 243 real English calls; never trained on


@dataclass(frozen=True)
class Dialogue:
    """A call of TeleAntiFraud; `is_new`: the model has not learned it."""

    turns: tuple[tuple[str, str], ...]
    is_scam: bool
    is_new: bool

    def said(self, turns: int) -> str:
        """What the caller said in his first turns."""
        return "\n".join([text for speaker, text in self.turns if speaker == "left"][:turns])


@dataclass(frozen=True)
class Sets:
    folder: Path

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        with (self.folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    def five_classes(self) -> list[tuple[str, str]]:
        name = "telecom_fraud_texts/telecom_fraud_texts"
        return [(row["text"], row["label"]) for row in self.rows(name)]

    def of_class(self, label: str) -> list[str]:
        return [text for text, other in self.five_classes() if other == label]

    def four_classes(self) -> list[tuple[str, str]]:
        return [(row["text"], row["label"].partition("_")[0]) for row in self.rows("fbs_sms/fbs_sms")]

    def everyday(self, language: str) -> list[str]:
        return [row["text"] for row in self.rows(f"nus_sms/{language}")]

    def smishing(self, *, new: bool) -> list[tuple[str, bool]]:
        given = ((row["text"], row["label"]) for row in self.rows("smishing_5971/smishing_5971"))
        return [
            (text, label == "smishing") for text, label in given if label != "spam" and is_kept(text) == new
        ]

    def dialogues(self) -> list[Dialogue]:
        return [
            Dialogue(
                tuple((turn["speaker"], turn["text"]) for turn in row["turns"]),
                name == "fraud",
                is_kept(row["id"]),
            )
            for name in ("fraud", "normal")
            for row in self.rows(f"teleantifraud_text/{name}")
        ]

    def own(self) -> list[tuple[str, bool, str]]:
        """(text, whether a swindle, channel) of sentences of our own whose patterns were not learned."""
        kept = (sample for sample in samples(self.folder) if sample.is_kept)
        return [(one.text, one.is_scam, one.channel) for one in kept if one.source.startswith("own")]

    def real_calls(self) -> list[str]:
        """The 243 English calls if somebody put them there: one JSON object a line with `text`."""
        found = sorted((self.folder / FRAUD_CALLS).glob("*.jsonl"))
        return [json.loads(line)["text"] for path in found for line in path.read_text("utf-8").splitlines()]


def honest() -> list[str]:
    lines = HONEST.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
