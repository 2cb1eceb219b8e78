"""Mailboxes: every part decoded, found by message and part, and written back with nothing else changed."""

from __future__ import annotations

import base64
import email
import mailbox
import quopri
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.scanning.files.shapes import Shape, Wanted
from answerback.scanning.mail.transfer import Base64, QuotedPrintable
from answerback.scanning.pieces import Edit, applied
from tests.scanning.planted import CARD, SEED, guard
from tests.scanning.rewriting import apply, faults, fixed, found, plan_of

CODE = "‹one_time_code›"
SAID = f"您好，\n{SEED}\n谢谢。\n"
KEPT = "您好，\n‹seed_phrase›\n谢谢。\n"


def message(text: str, encoding: str = "8bit", charset: str = "utf-8") -> EmailMessage:
    one = EmailMessage(policy=policy.default.clone(linesep="\n"))
    one["From"], one["To"], one["Subject"] = "user@example.com", "care@lanyue.test", "一件事"
    one["Message-ID"] = "<m1@example.com>"
    one.set_content(text, cte=encoding, charset=charset)
    return one


def saved(path: Path, *messages: EmailMessage) -> Path:
    box = mailbox.mbox(path)
    for one in messages:
        box.add(one)
    box.flush()
    box.close()
    return path


def read(raw: bytes) -> EmailMessage:
    one = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(one, EmailMessage)
    return one


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_text_in_every_transfer_encoding_is_found_and_taken_out(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(message(SAID, encoding).as_bytes())

    assert found(file) == [("1 <m1@example.com>", "1", "seed_phrase")]
    after = fixed(file)
    assert read(after).get_content() == KEPT
    assert max(map(len, after.splitlines())) <= 78
    assert after.partition(b"\n\n")[0] == message(SAID, encoding).as_bytes().partition(b"\n\n")[0]


@pytest.mark.parametrize(
    ("charset", "marks"), [("gb2312", "[]"), ("gb18030", "‹›"), ("big5", "[]"), ("utf-8", "‹›")]
)
def test_charset_of_a_part_is_respected(tmp_path: Path, charset: str, marks: str) -> None:
    code = "420774是您的驗證碼\n" if charset == "big5" else "420774是您的验证码\n"
    file = tmp_path / "a.eml"
    file.write_bytes(message(f"你好\n{code}", "base64", charset).as_bytes())

    assert [kind for _row, _part, kind in found(file)] == ["one_time_code"]
    assert read(fixed(file)).get_content() == "你好\n" + code.replace(
        "420774", f"{marks[0]}one_time_code{marks[1]}"
    )


def test_page_is_read_as_it_is_seen_and_its_tags_stay(tmp_path: Path) -> None:
    link = '<a href="https://x.example/?otp=420775&amp;n=1">打开</a>'
    page = f"<p>验证码 <b>42</b>0774</p>{link}<!-- c --><p>a &lt; b</p>"
    one = EmailMessage()
    one["Subject"] = "x"
    one.set_content(page, subtype="html", cte="base64")
    file = tmp_path / "a.eml"
    file.write_bytes(one.as_bytes())

    assert [kind for _row, _part, kind in found(file)] == ["one_time_code", "one_time_code"]
    assert (
        read(fixed(file)).get_content()
        == page.replace("<b>42</b>0774", f"<b>{CODE}</b>").replace("420775", CODE) + "\n"
    )


def test_encoded_subject_is_read(tmp_path: Path) -> None:
    one = message("x")
    one.replace_header("Subject", "您的验证码是420774，请勿告诉他人")
    file = tmp_path / "a.eml"
    file.write_bytes(one.as_bytes())

    assert found(file) == [("1 <m1@example.com>", "Subject", "one_time_code")]
    assert read(fixed(file))["Subject"] == f"您的验证码是{CODE}，请勿告诉他人"


def test_attachments_that_are_text_are_read_and_others_told_of(tmp_path: Path) -> None:
    one = message("see attached")
    one.add_attachment(SEED.encode(), maintype="application", subtype="octet-stream", filename="words.txt")
    one.add_attachment(b"\x00\x01", maintype="application", subtype="pdf", filename="a.pdf")
    one.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    one.add_attachment(b"x" * 5000, maintype="text", subtype="plain", filename="large.txt")
    file = tmp_path / "a.eml"
    file.write_bytes(one.as_bytes())
    small = Wanted(attachment_octets=2000)

    assert found(file, small) == [("1 <m1@example.com>", "2 words.txt", "seed_phrase")]
    assert faults(file, small) == [
        ("1 <m1@example.com>", "pdf_not_read"),
        ("1 <m1@example.com>", "picture_not_read"),
        ("1 <m1@example.com>", "attachment_too_large"),
    ]
    attached = {
        part.get_filename(): part.get_content() for part in read(fixed(file, small)).iter_attachments()
    }
    assert attached["words.txt"] == "‹seed_phrase›".encode()
    assert attached["a.pdf"] == b"\x00\x01"


def test_message_inside_a_message_is_read(tmp_path: Path) -> None:
    one = message("see below")
    one.add_attachment(message(SAID, "base64"))
    file = tmp_path / "a.eml"
    file.write_bytes(one.as_bytes())

    assert found(file) == [("1 <m1@example.com>", "2", "seed_phrase")]


def test_mailbox_of_many_messages_keeps_the_others_octet_by_octet(tmp_path: Path) -> None:
    file = saved(
        tmp_path / "all.mbox", message("From here on\nall is well"), message(SAID, "base64"), message("end")
    )
    before = file.read_bytes()

    assert [row.split()[0] for row, _part, _kind in found(file)] == ["2"]
    after = fixed(file)

    assert [one.get_payload(decode=True).decode() for one in mailbox.mbox(file)][1] == KEPT
    cut = before.find(b"\n\n", before.find(b"base64"))
    assert after.startswith(before[:cut])
    assert after.endswith(before[before.rfind(b"\nFrom ") :])


def test_maildir_is_read_message_by_message(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "mail", create=True)
    box.add(message("nothing"))
    key = box.add(message(SAID, "quoted-printable"))
    path = tmp_path / "mail"

    assert len(found(path)) == 1
    assert apply(path, plan_of(path, tmp_path / "plan")) == {"done": 1}
    assert box.get_message(key).get_payload(decode=True).decode() == KEPT
    assert found(path) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\n", b"no header at all", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n\n--x--",
        b"Content-Type: multipart/mixed\n\nno boundary", b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe",
        b"Content-Transfer-Encoding: base64\n\n!!!=a", b"Subject: =?utf-8?B?!!!?=\n\nx",
        b"Subject: =?nonsense?B?AAAA?=\n\nx", b"Content-Type: message/rfc822\n\n" * 40,
    ],
)  # fmt: skip
def test_broken_message_stops_nothing(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(raw)

    assert fixed(file) == raw


@settings(max_examples=200, deadline=None)
@given(content=st.binary(min_size=1, max_size=200), data=st.data(), crlf=st.booleans())
def test_edit_inside_a_transfer_encoding_changes_nothing_else(
    content: bytes, data: st.DataObject, crlf: bool
) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    edit = Edit(start, end, "‹pin›".encode())
    for body, kind in (
        (base64.encodebytes(content), Base64),
        (quopri.encodestring(content, quotetabs=True), QuotedPrintable),
    ):
        written = body.replace(b"\n", b"\r\n") if crlf and kind is Base64 else body
        transfer = kind(written, 0)
        assert transfer.inside == content
        new = applied(written, transfer.lower([edit]))
        assert kind(new, 0).inside == applied(content, [edit])


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_octets_as_a_message_are_read_without_a_stop(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "a"
    file.write_bytes(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + content + b"\n--b--\n")

    found(file, Wanted(shape=Shape.MESSAGE))


def test_phrase_in_any_header_is_found_and_taken_out(tmp_path: Path) -> None:
    one = message("x")
    one["X-Seed"], one["Comments"] = SEED, f"备份：{SEED}"
    file = tmp_path / "a.eml"
    file.write_bytes(one.as_bytes())

    assert found(file) == [
        ("1 <m1@example.com>", "X-Seed", "seed_phrase"),
        ("1 <m1@example.com>", "Comments", "seed_phrase"),
    ]
    after = read(fixed(file))
    assert (after["X-Seed"].strip(), after["Comments"]) == ("[seed_phrase]", "备份：‹seed_phrase›")
    assert after["From"] == "user@example.com"
    assert found(file) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b'"%s.txt"', "[seed_phrase].txt"),
        (b"%s.txt", "[seed_phrase].txt"),
        (b'"=?utf-8?Q?%s.txt?="', "‹seed_phrase›.txt"),
    ],
)
def test_phrase_as_the_name_of_an_attachment_is_found_and_taken_out(
    tmp_path: Path, written: bytes, name: str
) -> None:
    file = tmp_path / "a.eml"
    head, tail = b"Content-Type: image/png; name=", b"; x=1\nX-A: b\n\nx"
    file.write_bytes(head + written % SEED.replace(" ", "-").encode() + tail)

    assert found(file) == [("1", "name", "seed_phrase")]
    after = fixed(file)
    assert after.startswith(head)
    assert after.endswith(tail)
    assert str(make_header(decode_header(read(after).get_filename() or ""))) == name
    assert found(file) == []


def test_name_of_an_attachment_in_pieces_is_read_as_one(tmp_path: Path) -> None:
    words = SEED.split()
    halves = "%20".join(words[:6]).encode(), "%20".join(words[6:]).encode()
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: image/png\n"
        b"Content-Disposition: attachment;\n filename*0*=utf-8''%s;\n filename*1*=%%20%s.png\n\nx\n--b--\n"
        % halves
    )

    assert found(file) == [("1", "2 filename", "seed_phrase")]
    after = fixed(file)
    assert [part.get_filename() for part in read(after).walk()] == [None, None, "‹seed_phrase›.png"]
    assert after.endswith(b".png\n\nx\n--b--\n")


def test_numbers_and_addresses_that_machines_wrote_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    raw = (
        f'Received: from a ({CARD})\nMessage-ID: <{CARD}@example.com>\nTo: "李雷" <lilei@example.com>\n\nx\n'
    )
    file.write_bytes(raw.encode())

    assert fixed(file) == raw.encode()


def test_what_is_not_read_is_said_by_its_kind_and_counted(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("好的")
    for number in range(3):
        message.add_attachment(b"\x89PNG\0", maintype="image", subtype="png", filename=f"{number}.png")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"PK\3\4\0", maintype="application", subtype="octet-stream", filename="b.docx")
    message.add_attachment(b"PK\3\4\0", maintype="application", subtype="zip", filename="c.zip")
    message.add_attachment(b"0\0", maintype="application", subtype="pgp-signature", filename="d.asc")
    path = tmp_path / "m.eml"
    path.write_bytes(bytes(message))

    done = guard("scan", path, folder=tmp_path)

    assert done.returncode == 2
    assert "6 were not read at all" in done.stdout
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines() if line.startswith("  ")] == list(
        "3111"
    )
    assert [done.stderr.count(word) for word in ("picture", "PDF", "Office", "archive")] == [1, 1, 1, 1]


def test_files_that_are_no_text_are_said_by_their_kind(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, octets in {
        "a.bin": b"\x89PNG\r\n\0",
        "b.docx": b"PK\3\4\0",
        "c": b"%PDF-1.7\nno zero in it",
        "d.zip": b"PK\3\4\0",
        "e": b"a\0b",
        "f.xls": "<table><td>验证码是420774</td></table>".encode(),
        "BM.txt": b"BMW",
    }.items():
        (tmp_path / "in" / name).write_bytes(octets)

    assert [code for _row, code in faults(tmp_path / "in")] == [
        "picture_not_read", "office_not_read", "pdf_not_read", "archive_not_read", "file_not_text",
    ]  # fmt: skip
    assert [kind for _row, _part, kind in found(tmp_path / "in")] == ["one_time_code"]
