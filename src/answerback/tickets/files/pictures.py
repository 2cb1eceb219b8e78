"""Pictures are decoded to points and encoded again: no place, camera, comment, profile or trailing bytes."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.refusals import FileNotAccepted, FileTooLarge

MOST_POINTS = 30_000_000
JPEG_QUALITY = 88
# What Pillow raises on damaged or hostile input, by its documentation and its tests.
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, ArithmeticError, RuntimeError)


def rebuilt_picture(content: bytes, kind: AttachmentKind) -> bytes:
    """The same picture, upright, as PNG or JPEG without any metadata."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _encoded(_decoded(content, kind), kind)
    except Image.DecompressionBombError:
        raise FileTooLarge from None
    except _DAMAGED:
        raise FileNotAccepted from None


def _decoded(content: bytes, kind: AttachmentKind) -> Image.Image:
    """The first frame, upright. The size is checked before anything is decoded."""
    picture = Image.open(io.BytesIO(content), formats=[kind.name])
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise FileTooLarge
    picture.load()
    return ImageOps.exif_transpose(picture)


def _encoded(picture: Image.Image, kind: AttachmentKind) -> bytes:
    fresh = picture.convert(_mode(picture, kind))
    fresh.info.clear()
    target = io.BytesIO()
    if kind is AttachmentKind.JPEG:
        fresh.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        fresh.save(target, "PNG", compress_level=9)
    return target.getvalue()


def _mode(picture: Image.Image, kind: AttachmentKind) -> str:
    """Grey stays grey; transparency stays where the format has it."""
    if kind is AttachmentKind.PNG and (
        picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    ):
        return "RGBA"
    return "L" if picture.mode in ("1", "L", "LA", "I;16", "I") else "RGB"
