"""Privacy outside the entries: what images carry, and files of every sort that are cut short."""

from __future__ import annotations

import base64
import re
import shutil
import struct
import time
import zlib

import pytest
from cases.casefile import BASE, CASES, find_all, read_case, write_workspace
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.photos import parse_metadata

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


@pytest.mark.parametrize("data", LOCATED.values(), ids=LOCATED)
def test_coordinates_are_found_in_each_sort_of_image(data: bytes) -> None:
    assert parse_metadata(data).located


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


def test_packed_text_is_unpacked_up_to_a_limit_only() -> None:
    bomb = png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 50_000_000)))
    assert len(parse_metadata(bomb).text) <= 200_000


@given(st.sampled_from(sorted(LOCATED)), st.integers(0, 300), st.binary(max_size=8))
def test_damaged_images_are_no_crash(name: str, cut: int, junk: bytes) -> None:
    data = LOCATED[name]
    parse_metadata(data[:cut])
    parse_metadata(data[:cut] + junk + data[cut + len(junk) :])


def test_hidden_files_and_links_out_of_the_workspace_are_not_read(tmp_path) -> None:
    case = read_case(CASES / "rules" / "PRV101" / "near-miss-files.case")
    write_workspace(case, tmp_path / "here")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("330902199003070012", "utf-8")
    (tmp_path / "here" / "content" / "linked").symlink_to(outside)
    (tmp_path / "here" / "content" / ".draft.md").write_text("330902199003070012", "utf-8")
    assert find_all(tmp_path / "here") == []


def test_no_case_holds_a_whole_identity_number_in_its_message() -> None:
    for path in (CASES / "rules").glob("PRV*/*.case"):
        for line in read_case(path).expect.splitlines():
            if not line.startswith("    「"):
                assert not re.search(r"\d{15,}", line)


@pytest.mark.parametrize(
    "text",
    [
        "低保户：张桂花" + "\n " * 30_000 + "x",
        "低保户：" + "张桂花、李长根。低保，" * 10_000,
        "张桂花," * 50_000 + "\n低保",
        "每" * 100_000,
    ],
    ids=["blank lines", "many lists", "one long line", "one character"],
)
def test_long_texts_are_read_in_time_that_grows_with_them(text: str, tmp_path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "long.md").write_text(text, "utf-8")
    begun = time.process_time()
    find_all(tmp_path)
    assert time.process_time() - begun < 10


def test_the_photo_of_the_cases_is_a_jpeg() -> None:
    assert base64.b64encode(PHOTO).startswith(b"/9j")
