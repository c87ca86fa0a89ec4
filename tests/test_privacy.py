"""Privacy outside the entries: what images carry, and files of every sort that are cut short."""

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import pypdf
import pytest
import typst
from cases.casefile import CASES, find_all, read_case, write_workspace
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pypdf.annotations import FreeText
from reading_work import count_reading

from generator.outputs.prints.fonts import find_fonts
from generator.privacy import (
    doors,
    folding,
    glance,
    homes,
    labels,
    papers,
    parted,
    records,
    runs,
    search,
    surnames,
    tables,
)
from generator.reading.attachments import parse_contents
from generator.reading.photos import parse_metadata
from generator.rules import private_data, prv103, sensitive

PHOTO = read_case(CASES / "rules" / "PRV101" / "files.case").files["content/assets/photo.jpg"]
EXIF = PHOTO[PHOTO.index(b"II*\0") : -4]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def webp(kind: bytes, data: bytes) -> bytes:
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


LOCATED = {
    "jpeg": PHOTO,
    "png": png(chunk(b"eXIf", EXIF)),
    "webp": webp(b"EXIF", EXIF),
    "webp as some cameras write it": webp(b"EXIF", b"Exif\0\0" + EXIF),
    "xmp": webp(b"XMP ", b"<x exif:GPSLatitude='30,1N'/>"),
}


def scan(*segments: bytes, after: bytes = b"") -> bytes:
    """A JPEG of segments, each with its marker."""
    body = b"".join(one[:2] + struct.pack(">H", len(one)) + one[2:] for one in segments)
    return b"\xff\xd8" + body + b"\xff\xda\0\2\0" + after + b"\xff\xd9"


LOCATED |= {
    "big-endian": scan(
        b"\xff\xe1Exif\0\0MM\0*\0\0\0\x08\0\1\x88\x25\0\4\0\0\0\1\0\0\0\x1a\0\0\0\0"
        b"\0\1\0\2\0\5\0\0\0\3\0\0\0\0\0\0\0\0"
    ),
    "XMP of a JPEG": scan(b"\xff\xe1http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='30,1N'/>"),
    "ImageMagick": png(
        chunk(
            b"zTXt",
            b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n%8d\n" % len(EXIF) + EXIF.hex().encode()),
        )
    ),
    "packed XMP": png(
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<x exif:GPSLatitude='30,1N'/>"))
    ),
    "a film behind the photo": scan(after=b"....ftypmp42....\xa9xyz\0\x12+30.0+122.1/"),
    "a second picture": scan(after=b"\xff\xd8\xff\xe1\0\x40Exif\0\0" + EXIF),
    "GIF": b"GIF89a\1\0\1\0\0\0\0!\xff\x0bXMP DataXMP" + b"\x1e<x exif:GPSLatitude='30,1N'/>" + b"\0;",
}


@pytest.mark.parametrize("data", LOCATED.values(), ids=LOCATED)
def test_coordinates_are_found_in_each_sort_of_image(data: bytes) -> None:
    assert parse_metadata(data).located


NOBODY = "王敏 13905800001"
COMMENTS = {
    "a comment": b"\xff\xfe" + NOBODY.encode(),
    "a comment in GBK": b"\xff\xfe" + NOBODY.encode("gbk"),
    "IPTC": b"\xff\xedPhotoshop 3.0\x008BIM\4\4\0\0\0\0\0\x18\x1c\2\x78\0\x12" + NOBODY.encode(),
    "a comment of EXIF": b"\xff\xe1Exif\0\0II*\0UNICODE\0" + NOBODY.encode("utf-16-le"),
    "the same from the other sort of machine": b"\xff\xe1Exif\0\0MM\0*.UNICODE\0"
    + NOBODY.encode("utf-16-be"),
    "XMP": b"\xff\xe1http://ns.adobe.com/xap/1.0/\0<dc:description>" + NOBODY.encode(),
}


@pytest.mark.parametrize("segment", COMMENTS.values(), ids=COMMENTS)
def test_comments_of_a_photo_are_read_in_each_encoding(segment: bytes) -> None:
    found = parse_metadata(scan(segment))
    assert NOBODY in found.text
    assert found.whole
    assert not found.located


SIZES = {
    "jpeg": scan(b"\xff\xc2\x08" + struct.pack(">HH", 40_000, 50_000) + b"\1\1\x11\0"),
    "png": png(chunk(b"IHDR", struct.pack(">II", 50_000, 40_000) + b"\x08\0\0\0\0")),
    "gif": b"GIF89a" + struct.pack("<HH", 50_000, 40_000),
    "bmp": b"BM" + b"\0" * 16 + struct.pack("<ii", 50_000, -40_000),
    "webp": webp(b"VP8X", b"\0\0\0\0" + (49_999).to_bytes(3, "little") + (39_999).to_bytes(3, "little")),
}


@pytest.mark.parametrize("data", SIZES.values(), ids=SIZES)
def test_the_size_of_a_picture_is_told_without_decoding_it(data: bytes) -> None:
    found = parse_metadata(data)
    assert (found.width, found.height) == (50_000, 40_000)


@pytest.mark.parametrize("name", ["jpeg", "png", "webp"])
def test_a_picture_that_is_cut_short_is_not_whole(name: str) -> None:
    assert parse_metadata(LOCATED[name]).whole
    assert not parse_metadata(LOCATED[name][:30]).whole


TEXTS = {
    "text": chunk(b"tEXt", b"Comment\0" + "王敏 13905800001".encode()),
    "packed": chunk(b"zTXt", b"Comment\0\0" + zlib.compress("王敏 13905800001".encode())),
    "international": chunk(b"iTXt", b"Comment\0\0\0\0\0" + "王敏 13905800001".encode()),
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_texts_of_a_picture_are_read(data: bytes) -> None:
    found = parse_metadata(png(data))
    assert "王敏 13905800001" in found.text
    assert not found.located


@pytest.mark.parametrize("name", ["jpeg", "png", "webp"])
def test_text_behind_the_end_of_a_picture_is_read(name: str) -> None:
    end = b"\xff\xd9" if name == "jpeg" else b""
    assert "13905800001" in parse_metadata(LOCATED[name] + end + b"13905800001").text


def test_metadata_behind_a_part_that_cannot_be_read_is_not_passed_over() -> None:
    broken = webp(b"VP8 ", b"") + b"EXIF" + struct.pack("<I", 12) + b"13905800001\0"
    assert not parse_metadata(broken).whole


def test_packed_text_is_unpacked_up_to_a_limit_only() -> None:
    bomb = png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 50_000_000)))
    assert len(parse_metadata(bomb).text) <= 200_000


@given(st.sampled_from(sorted(LOCATED)), st.integers(0, 300), st.binary(max_size=8))
def test_damaged_images_are_no_crash(name: str, cut: int, junk: bytes) -> None:
    data = LOCATED[name]
    parse_metadata(data[:cut])
    parse_metadata(data[:cut] + junk + data[cut + len(junk) :])


def packed(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in parts.items():
            whole.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "unread"),
    [
        (packed({"a.txt": "x"}), False),
        (packed({"a.txt": "0" * 60_000_000}), True),
        (packed({f"{one}.txt": "x" for one in range(2001)}), True),
        (packed({"a.txt": "x"})[:-30], True),
        (b"PK\3\4", True),
    ],
    ids=["whole", "unpacks to too much", "too many parts", "cut short", "nothing"],
)
def test_an_archive_that_is_not_read_to_its_end_is_named(data: bytes, unread: bool) -> None:  # noqa: FBT001 - a value of the table
    assert bool(parse_contents("content/a.zip", data).found) is unread


@given(
    st.sampled_from([b"PK\3\4", b"%PDF-1.4 stream\n", b"<svg ", b"GIF89a", b"BM", b""]),
    st.binary(max_size=400),
)
def test_files_of_any_bytes_are_no_crash(start: bytes, junk: bytes) -> None:
    for name in ("content/a", "content/a.jpg", "content/a.svg"):
        parse_contents(name, start + junk)


TYPST = """#set text(font: ({families},))
李健家住渔港里5号201室，手机 138 1234 5678。#table([姓名], [住址], [陈阿毛], [东湾里12号])
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF as office programs make them: with parts of a Chinese font inside."""
    fonts = find_fonts(ROOT)
    text = TYPST.format(families=", ".join(f'"{one}"' for one in fonts.families))
    return typst.compile(text.encode(), font_paths=list(fonts.folders), format="pdf")


def changed(pdf: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer, data = pypdf.PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    change(writer)
    writer.write(data)
    return data.getvalue()


def test_a_pdf_is_read_with_the_fonts_it_carries(pdf: bytes) -> None:
    contents = parse_contents("content/a.pdf", pdf)
    found = {one.sort for text in contents.inside for one in private_data.find_private(text, ("李健",), ())}
    assert found == {"home", "mobile"}
    assert contents.found == []


def test_properties_attachments_and_notes_of_a_pdf_are_read(pdf: bytes) -> None:
    note = FreeText(text="家长 13905800011", rect=(0, 0, 9, 9))
    changes = (
        lambda writer: writer.add_metadata({"/Author": "13905800012"}),
        lambda writer: writer.add_attachment("a.txt", b"13905800013"),
        lambda writer: writer.add_annotation(0, note),
    )
    for change, number in zip(changes, ("13905800012", "13905800013", "13905800011"), strict=True):
        contents = parse_contents("content/a.pdf", changed(pdf, change))
        assert any(number in text for text in contents.inside)
        assert contents.found == []


def test_of_a_pdf_that_cannot_be_read_to_its_end_it_is_said(pdf: bytes) -> None:
    locked = changed(pdf, lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    empty = changed(pdf, lambda writer: writer.add_blank_page(9, 9))
    for data in (locked, empty, pdf[: len(pdf) // 2], b"%PDF-1.7"):
        assert [one.code for one in parse_contents("content/a.pdf", data).found] == ["PUB104"]


def embedded(data: bytes) -> str:
    return f'<a href="data:application/x;base64,{base64.b64encode(data).decode()}">x</a>'


def test_files_inside_a_text_are_looked_into() -> None:
    assert parse_contents("content/a.md", embedded(PHOTO).encode()).located
    inner = embedded("李健 13905800011".encode())
    assert "李健 13905800011" in parse_contents("content/a.html", inner.encode()).inside
    assert "李健 13905800011" in parse_contents("content/a.svg", embedded(inner.encode()).encode()).inside


@given(st.text("ABCDefgh0123+/=-_%", max_size=60))
def test_any_address_with_data_is_no_crash(junk: str) -> None:
    parse_contents("content/a.md", f"data:image/png;base64,{junk}".encode())


def cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


LETTER = {
    "a table": f"<w:tr>{cell('姓名')}{cell('住址')}</w:tr><w:tr>{cell('陈阿毛')}{cell('东湾里12号')}</w:tr>",
    "words in pieces": "<w:p><w:r><w:t>陈阿</w:t></w:r><w:r><w:t>毛住东湾里12号</w:t></w:r></w:p>",
    "the text of a picture": '<wp:docPr id="1" descr="陈阿毛家住东湾里12号"/>',
}


@pytest.mark.parametrize("xml", LETTER.values(), ids=LETTER)
def test_tables_pieces_and_texts_of_pictures_of_a_letter_are_read(xml: str) -> None:
    letter = packed({"[Content_Types].xml": "<x/>", "word/document.xml": xml})
    contents = parse_contents("content/a.docx", letter)
    assert any(list(private_data.find_private(text, (), ())) for text in contents.inside)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("base64", base64.b64encode("李健 13905800011".encode()).decode()),
        ("quoted-printable", "=E6=9D=8E=E5=81=A5 139=3058=\n00011"),
    ],
)
def test_mails_are_read_whatever_they_are_packed_in(coding: str, body: str) -> None:
    mail = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n{body}\n"
    assert any("李健 13905800011" in text for text in parse_contents("content/a.eml", mail.encode()).inside)


def test_hidden_files_and_links_out_of_the_workspace_are_not_read(tmp_path) -> None:
    case = read_case(CASES / "rules" / "PRV101" / "near-miss-files.case")
    write_workspace(case, tmp_path / "here")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("330902199003070012", "utf-8")
    (tmp_path / "here" / "content" / "linked").symlink_to(outside)
    (tmp_path / "here" / "content" / ".draft.md").write_text("330902199003070012", "utf-8")
    assert [(one.code, one.place.file) for one in find_all(tmp_path / "here")] == [
        ("PUB105", "content/linked")
    ]


def test_no_case_holds_a_whole_identity_number_in_its_message() -> None:
    for path in (CASES / "rules").glob("PRV*/*.case"):
        for line in read_case(path).expect.splitlines():
            if not line.startswith("    「"):
                assert not re.search(r"\d{15,}", line)


MODULES = (
    private_data,
    doors,
    folding,
    glance,
    labels,
    parted,
    records,
    tables,
    homes,
    papers,
    runs,
    search,
    surnames,
    sensitive,
    prv103,
)


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "低保户：张桂花" + "\n " * size + "x",
        lambda size: "低保户：" + "张桂花、李长根。低保，" * size,
        lambda size: "张桂花，" * size + "\n低保",
        lambda size: "每" * size,
    ],
    ids=["blank lines", "many lists", "one long line", "one character"],
)
def test_work_on_a_page_grows_with_its_text_and_no_faster(
    make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = count_reading(monkeypatch, *MODULES)
    read = []
    for size in (4_000, 8_000):
        before = work.characters
        list(private_data.find_private(make(size), (), ()))
        list(sensitive.find_lists(make(size), ()))
        read.append(work.characters - before)
    assert 0 < read[1] <= 2.1 * read[0]


def test_the_photo_of_the_cases_is_a_jpeg() -> None:
    assert base64.b64encode(PHOTO).startswith(b"/9j")
