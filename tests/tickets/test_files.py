import io
import random
import struct
import zlib
from collections import Counter
from collections.abc import Iterator

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from answerback.tickets.files import MOST_BYTES, kind_of, rebuilt
from answerback.tickets.files.document_child import Refused, jpeg_without_metadata, rebuild
from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.refusals import FileActive, FileNotAccepted, FileTooLarge
from answerback.ui.refusals import Refusal

PLACE = b"31.2304N-121.4737E"
AUTHOR = b"HanMeimei"


def picture(kind: str, *, size=(40, 20), **options) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((10, 200, 10), (0, 0, size[0] // 2, size[1]))
    image.save(target, kind, **options)
    return target.getvalue()


def jpeg_with_place(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    return picture("JPEG", exif=exif, comment=PLACE)


def png_with_place() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", PLACE.decode())
    return picture("PNG", pnginfo=notes) + PLACE


@pytest.mark.parametrize(("content", "kind"), [(jpeg_with_place(), "jpeg"), (png_with_place(), "png")])
def test_picture_is_kept_without_place_comment_and_trailing_bytes(content, kind):
    assert PLACE in content

    file = rebuilt(content)

    again = Image.open(io.BytesIO(file.content))
    assert (file.kind, again.size, again.getexif(), PLACE in file.content) == (kind, (40, 20), {}, False)
    red, green, blue = again.convert("RGB").getpixel((35, 10))
    assert red > 150 > 80 > max(green, blue)


def test_picture_that_was_turned_by_its_metadata_stands_upright():
    file = rebuilt(jpeg_with_place(orientation=6))
    assert Image.open(io.BytesIO(file.content)).size == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_png_is_kept(mode):
    target = io.BytesIO()
    Image.new(mode, (8, 8)).save(target, "PNG")
    assert Image.open(io.BytesIO(rebuilt(target.getvalue()).content)).size == (8, 8)


def test_cmyk_jpeg_is_kept():
    target = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(target, "JPEG")
    assert Image.open(io.BytesIO(rebuilt(target.getvalue()).content)).mode == "RGB"


def png_that_claims(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    start = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + start + struct.pack(">I", 8) + b"IDAT" + b"\0" * 12


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 8_000)])
def test_picture_of_too_many_points_is_refused_before_it_is_decoded(size):
    with pytest.raises(FileTooLarge):
        rebuilt(png_that_claims(*size))


@pytest.mark.parametrize(
    "content", [picture("PNG")[:60], picture("JPEG")[:300], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]
)
def test_damaged_picture_is_refused(content):
    with pytest.raises(FileNotAccepted):
        rebuilt(content)


@pytest.mark.parametrize(
    "content",
    [
        picture("GIF"),
        picture("BMP"),
        picture("WEBP"),
        b"MZ\x90\x00\x03\x00",
        b"PK\x03\x04\x14\x00",
        b"",
        b"  \n",
    ],
)
def test_other_formats_and_nothing_are_refused(content):
    with pytest.raises(FileNotAccepted):
        rebuilt(content)


def test_more_than_five_megabytes_are_refused():
    with pytest.raises(FileTooLarge):
        rebuilt(b"a" * (MOST_BYTES + 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_of_our_encodings_becomes_utf_8(encoding):
    file = rebuilt("付款没到。\r\n已等两小时。".encode(encoding))
    assert (file.kind, file.content.decode()) == (AttachmentKind.TEXT, "付款没到。\n已等两小时。")


def test_text_longer_than_a_book_is_refused():
    with pytest.raises(FileTooLarge):
        rebuilt(b"word " * 50_000)


def document(change=None, *, pages: int = 1) -> bytes:
    writer = PdfWriter()
    for number in range(pages):
        page = writer.add_blank_page(200, 100)
        drawing = DecodedStreamObject()
        drawing.set_data(f"BT /F1 12 Tf (page {number}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(drawing)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject()})
    writer.add_metadata({"/Author": AUTHOR.decode()})
    if change is not None:
        change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_document_keeps_its_drawn_pages_and_loses_its_author_and_links():
    def add_link(writer):
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://swindler.example/"))

    content = document(add_link, pages=2)
    assert AUTHOR in content

    file = rebuilt(content)

    again = PdfReader(io.BytesIO(file.content))
    assert [page.mediabox.width for page in again.pages] == [200, 200]
    assert [page.get_contents().get_data() for page in again.pages] == [
        b"BT /F1 12 Tf (page 0) Tj ET",
        b"BT /F1 12 Tf (page 1) Tj ET",
    ]
    assert not [word for word in (AUTHOR, b"swindler", b"/Annots", b"/Author") if word in file.content]


def add_script(writer):
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def add_launch(writer):
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def add_xfa(writer):
    form = DictionaryObject({NameObject("/XFA"): ArrayObject()})
    writer._root_object[NameObject("/AcroForm")] = form


@pytest.mark.parametrize(
    "change",
    [
        add_script,
        lambda writer: writer.add_attachment("a.txt", b"hello"),
        add_launch,
        add_xfa,
        lambda writer: writer.encrypt("secret", algorithm="RC4-128"),
    ],
    ids=["script", "embedded file", "launch", "xfa", "encrypted"],
)
def test_active_or_locked_document_is_refused(change):
    with pytest.raises(FileActive):
        rebuilt(document(change))


def document_in_object_streams(last: bytes) -> bytes:
    """A PDF 1.5 whose objects stand compressed in a stream; `last` is what the root opens."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
        last,
    ]
    places = [sum(len(one) + 1 for one in objects[:number]) for number in range(4)]
    index = " ".join(f"{number + 1} {place}" for number, place in enumerate(places)).encode() + b" "
    packed = zlib.compress(index + b" ".join(objects))
    file = b"%PDF-1.5\n"
    head = f"<</Type/ObjStm/N 4/First {len(index)}/Filter/FlateDecode/Length {len(packed)}>>".encode()
    stream = b"5 0 obj" + head + b"stream\n" + packed + b"\nendstream endobj\n"
    xref_at = len(file) + len(stream)
    rows = [(0, 0, 0), *((2, 5, number) for number in range(4)), (1, len(file), 0), (1, xref_at, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    head = f"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length {len(table)}>>".encode()
    xref = b"6 0 obj" + head + b"stream\n" + table + b"\nendstream endobj\n"
    return file + stream + xref + f"startxref\n{xref_at}\n%%EOF".encode()


def test_script_hidden_in_a_compressed_object_is_found():
    harmless = document_in_object_streams(b"[3 0 R/Fit]")
    hidden = document_in_object_streams(b"<</S/JavaScript/JS(app.alert)>>")

    assert b"JavaScript" not in hidden
    assert len(PdfReader(io.BytesIO(rebuilt(harmless).content)).pages) == 1
    with pytest.raises(FileActive):
        rebuilt(hidden)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", document()[:200], document(pages=0)]
)
def test_damaged_or_empty_document_is_refused(content):
    with pytest.raises(FileNotAccepted):
        rebuilt(content)


def test_document_of_too_many_pages_is_refused():
    with pytest.raises(FileTooLarge):
        rebuilt(document(pages=61))


def test_picture_inside_a_document_loses_its_place():
    def add_photo(writer):
        photo = DecodedStreamObject()
        photo.set_data(jpeg_with_place())
        photo.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Filter"): NameObject("/DCTDecode"),
            }
        )
        photos = DictionaryObject({NameObject("/P"): writer._add_object(photo)})
        writer.pages[0]["/Resources"][NameObject("/XObject")] = photos

    content = document(add_photo)
    assert PLACE in content
    assert PLACE not in rebuilt(content).content


def test_jpeg_without_metadata_is_the_same_picture():
    content = jpeg_with_place()
    stripped = jpeg_without_metadata(content)
    before, after = (Image.open(io.BytesIO(one)).tobytes() for one in (content, stripped))
    assert (before == after, PLACE in stripped) == (True, False)


def mutations(seed: bytes, count: int, dice: random.Random) -> Iterator[bytes]:
    for _ in range(count):
        broken = bytearray(seed)
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(broken))
            broken[place : place + dice.randint(0, 20)] = dice.randbytes(dice.randint(0, 9))
        yield bytes(broken)


@pytest.mark.parametrize(
    ("seed", "make_anew"),
    [
        (document(pages=2), rebuild),
        (document_in_object_streams(b"[3 0 R/Fit]"), rebuild),
        (jpeg_with_place(), rebuilt),
        (png_with_place(), rebuilt),
    ],
    ids=["pdf", "pdf 1.5", "jpeg", "png"],
)
def test_broken_file_is_kept_or_refused_and_never_a_bug(seed, make_anew):
    outcomes = Counter()
    for broken in mutations(seed, 150, random.Random(7)):
        try:
            make_anew(broken)
            outcomes["kept"] += 1
        except (Refusal, Refused):
            outcomes["refused"] += 1
    assert outcomes.total() == 150
    assert outcomes["refused"] > 0


def test_small_document_that_asks_for_minutes_of_work_is_refused_in_seconds():
    with pytest.raises(FileNotAccepted):
        rebuilt(document_in_object_streams(b"(" + b"0" * 60_000_000 + b")"))


def test_what_a_file_says_is_never_logged(canary):
    exif = Image.Exif()
    exif[0x010E] = canary.text
    rebuilt(picture("JPEG", exif=exif, comment=canary.text.encode()))
    with pytest.raises(FileNotAccepted):
        rebuilt(b"%PDF-1.7\n1 0 obj\n" + canary.text.encode() + b"\ntrailer<</Root 1 0 R>>\n%%EOF")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"<html>", "text"), (b"GIF89a", "text")],
)
def test_first_bytes_decide_what_a_file_is(content, kind):
    assert kind_of(content) == kind
