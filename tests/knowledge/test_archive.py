"""ZIP files: what is unpacked, and everything that must not be."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from knowledge.ingestion import archive
from knowledge.ingestion.archive import ArchiveRefused, is_archive, is_leftover, open_archive, shown_path


def write(path: Path, files: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def read_all(path: Path) -> dict[str, bytes]:
    with open_archive(path) as opened:
        return {member.path: _content(opened, member) for member in opened.members}


def _content(opened: archive.Archive, member: archive.Member) -> bytes:
    with opened.unpacked(member) as file:
        return file.read()


def test_files_come_out_with_their_folders_and_without_leftovers(tmp_path) -> None:
    packed = write(
        tmp_path / "a.zip",
        {"2027/guide.md": b"one", "__MACOSX/2027/._guide.md": b"x", "2027/.DS_Store": b"x", "Thumbs.db": b"x"},
    )

    assert read_all(packed) == {"2027/guide.md": b"one"}


def test_names_never_lead_anywhere(tmp_path) -> None:
    tricks = ["../../etc/passwd", "/etc/cron.d/x", "C:\\Windows\\x.txt", "a/../../b.txt", "ok\u202egnp.txt"]
    packed = write(tmp_path / "a.zip", {name: name.encode() for name in tricks})
    before = set(tmp_path.rglob("*"))

    found = read_all(packed)

    assert sorted(found) == ["C:/Windows/x.txt", "a/b.txt", "etc/cron.d/x", "etc/passwd", "okgnp.txt"]
    assert set(tmp_path.rglob("*")) == before


def test_two_files_of_one_name_are_told_apart(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("guide.md", b"one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("guide.md", b"two")

    assert read_all(tmp_path / "a.zip") == {"guide.md": b"one", "guide (2).md": b"two"}


def test_names_in_unmarked_utf8_are_read_as_they_were_meant(tmp_path) -> None:
    packed = write(tmp_path / "a.zip", {"guía.md": b"one"})
    content = packed.read_bytes()
    # Take the mark "this name is UTF-8" away, in the file's head and in the table of contents.
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + at
        content = content[:place] + struct.pack("<H", 0) + content[place + 2 :]
    packed.write_bytes(content)

    assert list(read_all(packed)) == ["guía.md"]


def test_too_many_files_are_refused_before_their_list_is_read(tmp_path, monkeypatch) -> None:
    packed = write(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(6)})
    assert len(read_all(packed)) == 6
    monkeypatch.setattr(archive, "MOST_FILES", 5)
    monkeypatch.setattr(zipfile, "ZipFile", None)

    with pytest.raises(ArchiveRefused, match="holds more than 5 files"):
        read_all(packed)


def test_an_archive_that_unpacks_to_too_much_is_refused_as_a_whole(tmp_path, monkeypatch) -> None:
    packed = write(tmp_path / "a.zip", {f"{n}.txt": b"a" * 1000 for n in range(4)})
    assert len(read_all(packed)) == 4
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 3_999)

    with pytest.raises(ArchiveRefused, match="unpacks to far more"):
        read_all(packed)


def test_a_bomb_in_it_is_refused_alone(tmp_path) -> None:
    packed = write(tmp_path / "a.zip", {"bomb.txt": b"\0" * (6 * 2**20), "guide.md": b"one"})

    with open_archive(packed) as opened:
        bomb, guide = opened.members
        with pytest.raises(ArchiveRefused, match="unpacks to far more"), opened.unpacked(bomb):
            pass
        assert _content(opened, guide) == b"one"


def test_a_file_larger_than_an_upload_may_be_is_refused_alone(tmp_path, settings) -> None:
    packed = write(tmp_path / "a.zip", {"large.txt": b"a" * 2_000_000}, packing=zipfile.ZIP_STORED)
    assert len(read_all(packed)) == 1
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024

    with pytest.raises(ArchiveRefused, match="larger than 1 MB"):
        read_all(packed)


def test_a_size_that_lies_unpacks_no_more_than_it_says(tmp_path) -> None:
    packed = write(tmp_path / "a.zip", {"guide.md": b"a" * 100_000})
    content = packed.read_bytes()
    place = content.index(b"PK\x01\x02") + 24
    packed.write_bytes(content[:place] + struct.pack("<I", 10) + content[place + 4 :])

    with pytest.raises(ArchiveRefused, match="is damaged inside the archive"):
        read_all(packed)


def test_a_link_is_not_followed(tmp_path) -> None:
    link = zipfile.ZipInfo("guide.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(link, "/etc/passwd")

    with pytest.raises(ArchiveRefused, match="is a link to another place"):
        read_all(tmp_path / "a.zip")


def test_a_file_with_a_password_is_refused_alone(tmp_path) -> None:
    packed = write(tmp_path / "a.zip", {"guide.md": b"one"})
    content = packed.read_bytes()
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + at
        content = content[:place] + struct.pack("<H", 1) + content[place + 2 :]
    packed.write_bytes(content)

    with pytest.raises(ArchiveRefused, match="protected with a password"):
        read_all(packed)


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"PK\x03\x04" + b"\0" * 400])
def test_a_damaged_archive_is_refused(tmp_path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)

    with pytest.raises(ArchiveRefused, match="is damaged"):
        read_all(tmp_path / "a.zip")


def test_an_office_file_under_the_ending_is_told_so(tmp_path) -> None:
    packed = write(tmp_path / "a.zip", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})

    with pytest.raises(ArchiveRefused, match="office document under the ending"):
        read_all(packed)


def test_only_a_zip_that_calls_itself_one_is_an_archive() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        opened.writestr("guide.md", "one")

    assert is_archive(ContentFile(packed.getvalue(), name="All.ZIP")) is True
    assert is_archive(ContentFile(packed.getvalue(), name="all.docx")) is False
    assert is_archive(ContentFile(b"%PDF-1.7", name="all.zip")) is False


def test_shown_paths_are_short_and_clean() -> None:
    assert shown_path("a//./b/../c\x00.txt") == "a/b/c.txt"
    assert shown_path("../..") == "document"
    assert len(shown_path("a/" * 500 + "end.txt")) == archive.PATH_LIMIT
    assert shown_path("a/" * 500 + "end.txt").endswith("/end.txt")
    assert (is_leftover("a/.git/x"), is_leftover("../a.txt")) == (True, False)
