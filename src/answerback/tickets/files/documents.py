"""PDF documents are rebuilt: a new file holding the drawn pages only.

Kept: page sizes, what is drawn, and the fonts and pictures that it needs. Left out: metadata, links,
comments, form fields, bookmarks, thumbnails and whatever no page draws. Refused: encryption, scripts,
embedded files, commands that start or send something, forms of the XFA kind.

What it cannot do: the drawing itself (text, fonts, pictures) is copied, not drawn again, so a reader with a
bug in its fonts or pictures stays exposed. Hence a PDF is only ever handed out as a download. The guard reads the
text that the pages draw with letters; a photographed page, or letters whose font does not say what they are, it
does not.

The work is done in a child process with a limit of time and memory, without our environment: a few kilobytes
of PDF can ask for minutes of work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from answerback.tickets.files import document_child
from answerback.tickets.refusals import FileActive, FileNotAccepted, FileTooLarge

SECONDS = 15
_CHILD = (sys.executable, "-I", str(Path(document_child.__file__)))


@dataclass(frozen=True)
class Document:
    """A PDF made anew, and the text that its pages draw."""

    content: bytes
    text: str


def rebuilt_document(content: bytes) -> Document:
    """The document with its drawn pages only."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and file; the upload is its standard input
            _CHILD, input=content, capture_output=True, timeout=SECONDS, check=False, env={"PATH": os.defpath}
        )
    except subprocess.TimeoutExpired:
        raise FileNotAccepted from None
    if done.returncode == document_child.ACTIVE:
        raise FileActive
    if done.returncode == document_child.TOO_LARGE:
        raise FileTooLarge
    if done.returncode != 0:
        raise FileNotAccepted
    text, content = document_child.parted(done.stdout)
    return Document(content, text)
