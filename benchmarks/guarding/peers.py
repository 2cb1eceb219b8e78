"""Other people's tools over the same texts, in an environment of their own (scripts/guard_peers.sh).

    FOLDER/bin/python benchmarks/guarding/peers.py NAME [RULES]  < {"batches": [[text, …], …]}

Answers `{"version", "batches": [{"cpu_seconds", "hits": [[[type, start, end, score], …], …]}, …]}`. Imports
nothing of the product.
"""

import importlib.metadata
import json
import math
import sys
import tempfile
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

Hits = list[tuple[str, int, int, float]]
Engine = Callable[[list[str]], list[Hits]]


def each(search: Callable[[str], Hits]) -> Engine:
    return lambda texts: [search(text) for text in texts]


def presidio() -> Engine:
    """Its pattern recognisers with context words; no model of names, which has no part in secrets."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
            self.nlp = {"en": spacy.blank("en")}

        def load(self) -> None:
            """The blank tokenizer is there already; nothing is downloaded."""

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])

    def search(text: str) -> Hits:
        found = analyzer.analyze(text=text, language="en")
        return [(hit.entity_type, hit.start, hit.end, hit.score) for hit in found]

    return each(search)


def detect_secrets_lines() -> Engine:
    """Its eager mode: every plugin over a line, as the IDE and `scan --string` do."""
    from detect_secrets.core.scan import scan_line
    from detect_secrets.settings import default_settings

    def search_all(texts: list[str]) -> list[Hits]:
        with default_settings():
            return [
                [hit for line in text.split("\n") for hit in placed(scan_line(line), text)] for text in texts
            ]

    return search_all


def placed(secrets: Any, text: str) -> Hits:
    """It tells the value, not its place: the first place where that stands."""
    values = [(secret.type, secret.secret_value or text) for secret in secrets]
    return [
        (kind, max(0, text.find(value)), max(0, text.find(value)) + len(value), 1.0) for kind, value in values
    ]


def detect_secrets_files() -> Engine:
    """What its command does: files with its filters. One text is one line of one file."""
    from detect_secrets import SecretsCollection
    from detect_secrets.settings import default_settings

    def search_all(texts: list[str]) -> list[Hits]:
        with tempfile.TemporaryDirectory() as folder, default_settings():
            path = Path(folder) / "texts.txt"
            path.write_text("\n".join(" ".join(text.splitlines()) for text in texts), "utf-8", "replace")
            found = SecretsCollection()
            found.scan_file(str(path))
            hits: list[Hits] = [[] for _ in texts]
            for _, secret in found:
                if secret.line_number <= len(texts):
                    hits[secret.line_number - 1].append(
                        (secret.type, 0, len(texts[secret.line_number - 1]), 1.0)
                    )
        return hits

    return search_all


def gitleaks() -> Engine:
    """Its rules, keywords and entropy floors on RE2, the engine of the language they were written for."""
    import re2

    rules = tomllib.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))["rules"]
    options = re2.Options()
    options.log_errors = False
    ready = []
    for rule in rules:
        if "regex" in rule:
            words = [word.lower().encode() for word in rule.get("keywords", [])]
            ready.append((rule, words, re2.compile(rule["regex"].encode(), options)))

    def search(text: str) -> Hits:
        octets = text.encode("utf-8", "replace")
        small = octets.lower()
        asked = [(rule, p) for rule, words, p in ready if not words or any(word in small for word in words)]
        return [
            (rule["id"], characters(octets[: found.start()]), characters(octets[: found.end()]), 1.0)
            for rule, pattern in asked
            for found in pattern.finditer(octets)
            if entropy(secret_of(found)) >= rule.get("entropy", 0)
        ]

    return each(search)


def secret_of(found: Any) -> bytes:
    return (found.group(1) if found.groups() else None) or found.group()


def characters(octets: bytes) -> int:
    return len(octets.decode("utf-8", "replace"))


def entropy(octets: bytes) -> float:
    shares = [count / len(octets) for count in Counter(octets).values()]
    return -sum(share * math.log2(share) for share in shares)


def scrubadub() -> Engine:
    import scrubadub as tool
    import tldextract

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    scrubber = tool.Scrubber()

    def search(text: str) -> Hits:
        return [(type(hit).__name__, hit.beg, hit.end, 1.0) for hit in scrubber.iter_filth(text)]

    return each(search)


def datafog() -> Engine:
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator

    annotator = RegexAnnotator()

    def search(text: str) -> Hits:
        return [
            (span.label, span.start, span.end, 1.0) for span in annotator.annotate_with_spans(text)[1].spans
        ]

    return each(search)


PEERS: dict[str, tuple[str, Callable[[], Engine]]] = {
    "Presidio": ("presidio-analyzer", presidio),
    "detect-secrets, lines": ("detect-secrets", detect_secrets_lines),
    "detect-secrets, files": ("detect-secrets", detect_secrets_files),
    "gitleaks' rules on RE2": ("google-re2", gitleaks),
    "scrubadub": ("scrubadub", scrubadub),
    "DataFog": ("datafog", datafog),
}


def answers(engine: Engine, batches: list[list[str]]) -> Iterator[dict[str, object]]:
    for texts in batches:
        began = process_time()
        hits = engine(texts)
        yield {"cpu_seconds": process_time() - began, "hits": hits}


def main() -> None:
    warnings.filterwarnings("ignore")
    package, make = PEERS[sys.argv[1]]
    engine = make()
    engine(["warm up 4111 1111 1111 1111 a@example.com"])
    batches = list(answers(engine, json.load(sys.stdin)["batches"]))
    json.dump({"version": importlib.metadata.version(package), "batches": batches}, sys.stdout)


if __name__ == "__main__":
    main()
