"""Every link from a document of ours to a file of ours leads somewhere."""

import re

from tests.house.sources import ROOT, nothing

LINK = re.compile(r"\]\((?!https?:|mailto:|tel:|#)([^)\s#]+)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def test_link_in_a_document_leads_to_a_file():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{document.relative_to(ROOT).as_posix()}: {target}"
        for document in documents
        for target in LINK.findall(FENCE.sub("", document.read_text("utf-8")))
        if not (document.parent / target).exists()
    ]
    nothing(broken)
