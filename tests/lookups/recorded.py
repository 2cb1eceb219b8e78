"""Answers recorded from real nodes (`rpc-fixtures` beside the checkout), played back by their question."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from answerback.lookups.node import RpcError

DATA = Path(os.environ.get("ANSWERBACK_DATA", Path(__file__).parents[3] / "shared" / "data"))


class Recorded:
    """A node that answers from files, else from `given` ({method: result})."""

    def __init__(self, folder: str, *names: str, **given: Any) -> None:
        self.given = given
        self.answers: dict[str, Any] = {}
        for name in names:
            path = DATA / "rpc-fixtures" / folder / f"{name}.json"
            if not path.exists():
                pytest.skip("not run: the recorded node answers are not here")
            file = json.loads(path.read_text())
            self.answers[question(file["request"]["method"], file["request"]["params"])] = file["response"]

    def __call__(self, method: str, *params: Any) -> Any:
        answer = self.answers.get(question(method, list(params)))
        if answer is None:
            given = self.given[method]
            if isinstance(given, Exception):
                raise given
            return given
        if answer.get("error"):
            raise RpcError(answer["error"]["code"])
        return answer["result"]

    def result(self, method: str) -> Any:
        """The recorded result of a method, to learn an id from."""
        return next(one["result"] for asked, one in self.answers.items() if asked.startswith(f'["{method}"'))


def question(method: str, params: list[Any]) -> str:
    return json.dumps([method, params])
