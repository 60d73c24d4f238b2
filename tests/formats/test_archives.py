"""Zip and gzip deliveries: what is in them, what is refused, and that no bytes do anything else."""

import gzip
import io
import re
import struct
import time
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats import archives
from bot.formats.isolation import Isolated
from bot.formats.parsing import parse
from bot.model import Document

ARRIVED = datetime(2026, 3, 2, 6, tzinfo=UTC)
FERRY = b"Title: Ferry runs aground\n\nPORT MERROW (Northwire) - A ferry ran aground on Tuesday.\n"
FIRE = b"Title: Mill burns down\n\nTARNBY (Northwire) - A mill burnt down in the night.\n"
NITF = (
    b'<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="nw-1"/></docdata></head><body><body.head><hedline>'
    b"<hl1>Ferry runs aground</hl1></hedline></body.head><body.content><p>A ferry ran aground.</p></body.content></body></nitf>"
)


def delivery(content: bytes, location: str = "in/a.zip") -> Document:
    return Document(source="desk", location=location, content=content, base_url="https://n.example/", arrived=ARRIVED)


def zipped(
    members: Mapping[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, content)
    return file.getvalue()


def patched(archive: bytes, entry: int, field: int, value: bytes) -> bytes:
    """The archive with another *value* in the directory, *field* bytes into the entry of that number."""
    at = -1
    for _ in range(entry + 1):
        at = archive.index(b"PK\x01\x02", at + 1)
    return archive[: at + field] + value + archive[at + field + len(value) :]


def documents(content: bytes, location: str = "in/a.zip") -> dict[str, bytes]:
    found = list(archives.unpack(delivery(content, location)))
    assert all(isinstance(part, Document) for part in found), found
    return {part.location: part.content for part in found if isinstance(part, Document)}


def contents_and_refusals(content: bytes) -> tuple[list[bytes], list[str]]:
    found = list(archives.unpack(delivery(content)))
    return (
        [part.content for part in found if isinstance(part, Document)],
        [str(part) for part in found if isinstance(part, FormatError)],
    )


def refusal(content: bytes, location: str = "in/a.zip") -> str:
    with pytest.raises(FormatError) as caught:
        list(archives.unpack(delivery(content, location)))
    assert caught.value.location == location
    return caught.value.message


# What is in them


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_each_member_is_a_document_in_its_place(method: int) -> None:
    found = documents(zipped({"ferry.txt": FERRY, "world/fire.txt": FIRE, "empty.txt": b""}, method))

    assert list(found.items()) == [
        ("in/a.zip!ferry.txt", FERRY),
        ("in/a.zip!world/fire.txt", FIRE),
        ("in/a.zip!empty.txt", b""),
    ]


def test_document_keeps_what_is_known_of_the_delivery() -> None:
    claimed = Document(
        source="desk",
        location="in/a.zip",
        content=zipped({"a.txt": FERRY}),
        media_type="application/zip",
        base_url="https://n.example/",
        arrived=ARRIVED,
    )

    [found] = archives.unpack(claimed)

    assert found == Document(
        source="desk", location="in/a.zip!a.txt", content=FERRY, base_url="https://n.example/", arrived=ARRIVED
    )


def test_stories_of_an_archive_are_keyed_by_their_place() -> None:
    parsed = parse(delivery(zipped({"a.txt": FERRY, "b.txt": FIRE, "picture.png": b"\x89PNG\r\n\x1a\n"})))

    assert [(entry.key, entry.title) for entry in parsed.entries] == [
        ("in/a.zip!a.txt", "Ferry runs aground"),
        ("in/a.zip!b.txt", "Mill burns down"),
    ]
    assert [line.split(": ")[0] for line in parsed.skipped] == ["in/a.zip!picture.png"]


def test_gzip_is_one_document_under_the_name_that_it_had() -> None:
    file = io.BytesIO()
    with gzip.GzipFile("/var/spool/ferry.txt", "wb", fileobj=file) as packed:
        packed.write(FERRY)

    assert documents(file.getvalue(), "in/x.gz") == {"in/x.gz!ferry.txt": FERRY}


@pytest.mark.parametrize(
    ("location", "name"), [("in/ferry.txt.gz", "ferry.txt"), ("FERRY.GZ", "FERRY"), ("in/ferry", "ferry")]
)
def test_gzip_without_a_name_is_called_after_its_file(location: str, name: str) -> None:
    assert documents(gzip.compress(FERRY), location) == {f"{location}!{name}": FERRY}


@pytest.mark.parametrize("name", [b"../../etc/passwd", b"C:\\wire\\passwd", b"/passwd"])
def test_path_in_a_gzip_header_is_dropped(name: bytes) -> None:
    packed = gzip.compress(FERRY)
    content = packed[:3] + b"\x0c" + packed[4:10] + b"\x03\0ext" + name + b"\0" + packed[10:]

    assert documents(content, "in/a.gz") == {"in/a.gz!passwd": FERRY}


@pytest.mark.parametrize("name", [b"..", b"a\nb", b"", b"/"])
def test_gzip_name_that_is_none_is_not_taken(name: bytes) -> None:
    packed = gzip.compress(FERRY)
    content = packed[:3] + b"\x08" + packed[4:10] + name + b"\0" + packed[10:]

    assert documents(content, "in/a.gz") == {"in/a.gz!a": FERRY}


def test_members_of_a_gzip_file_are_one_document() -> None:
    assert documents(gzip.compress(FERRY) + gzip.compress(FIRE) + bytes(512), "a.gz") == {"a.gz!a": FERRY + FIRE}


def test_bytes_behind_gzip_data_are_named() -> None:
    found, refused = contents_and_refusals(gzip.compress(FERRY) + b"rubbish")

    assert (found, refused) == ([FERRY], ["in/a.zip: has 7 bytes behind its gzip data, which are left out"])


def test_archives_in_an_archive_are_opened_once() -> None:
    inner = zipped({"fire.txt": FIRE, "deep.zip": zipped({"deep.txt": FERRY}), "deep.gz": gzip.compress(FERRY)})
    found = list(archives.unpack(delivery(zipped({"inner.zip": inner, "ferry.txt.gz": gzip.compress(FERRY)}))))

    assert [part.location for part in found] == [
        "in/a.zip!inner.zip!fire.txt",
        "in/a.zip!inner.zip!deep.zip",
        "in/a.zip!inner.zip!deep.gz",
        "in/a.zip!ferry.txt.gz!ferry.txt",
    ]
    assert "archive inside 2 others" in str(found[1])
    assert "archive inside 2 others" in str(found[2])


def test_broken_archive_in_an_archive_costs_itself_only() -> None:
    found, refused = contents_and_refusals(zipped({"b.zip": zipped({"c.txt": FIRE})[:-30], "a.txt": FERRY}))

    assert found == [FERRY]
    assert [line.split(": ")[0] for line in refused] == ["in/a.zip!b.zip"]


def test_zip64_archive_is_read() -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w", force_zip64=True) as member,
    ):
        member.write(FERRY)
    content = file.getvalue()
    at, size = content.index(b"PK\x01\x02"), len(content)
    extra = struct.pack("<HHQQQ", 1, 24, len(FERRY), struct.unpack_from("<I", content, at + 20)[0], 0)
    entry = bytearray(content[at : content.index(b"PK\x05\x06")])
    entry[20:28] = b"\xff" * 8
    entry[30:32] = struct.pack("<H", len(extra))
    entry[42:46] = b"\xff" * 4
    entry += extra
    end_64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, len(entry), at)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at + len(entry), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    wide = content[:at] + bytes(entry) + end_64 + locator + end
    assert zipfile.ZipFile(io.BytesIO(wide)).read("a.txt") == FERRY
    assert len(wide) > size

    assert documents(wide) == {"in/a.zip!a.txt": FERRY}


def test_archive_written_to_a_pipe_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *_: int) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", FERRY)

    assert documents(pipe.getvalue()) == {"in/a.zip!a.txt": FERRY}


def test_archive_with_a_comment_is_read() -> None:
    file = io.BytesIO(zipped({"a.txt": FERRY}))
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = b"Northwire, 2 March"

    assert documents(file.getvalue()) == {"in/a.zip!a.txt": FERRY}


def test_empty_archive_has_nothing_in_it() -> None:
    assert documents(zipped({})) == {}


# Names


@pytest.mark.parametrize(
    ("name", "flags", "label"),
    [
        ("żółw.txt".encode(), 0x0800, "żółw.txt"),
        ("żółw.txt".encode(), 0, "żółw.txt"),
        ("Zürich.txt".encode("cp437"), 0, "Zürich.txt"),
        (b"Z\x81rich.txt", 0x0800, "Zürich.txt"),
        (rb"world\fire.txt", 0, "world/fire.txt"),
        (b"./world//fire.txt", 0, "world/fire.txt"),
    ],
)
def test_name_in_any_code_is_a_label(name: bytes, flags: int, label: str) -> None:
    content = zipped({"x" * len(name): FERRY}).replace(b"x" * len(name), name)

    assert documents(patched(content, 0, 8, struct.pack("<H", flags))) == {f"in/a.zip!{label}": FERRY}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (b"../../etc/passwd", "leads out of the archive"),
        (rb"..\..\passwd", "leads out of the archive"),
        (b"a/../../../b.txt", "leads out of the archive"),
        (b"/etc/passwd", "an absolute path"),
        (rb"\\host\share\a.txt", "an absolute path"),
        (rb"C:\wire\a.txt", "an absolute path"),
        (b"a.txt\0.exe", "control characters"),
        (b"a\nb.txt", "control characters"),
        (b"\x1b[31m.txt", "control characters"),
        (b"x" * 1000, "a name of 1000 characters"),
    ],
)
def test_name_that_is_a_trick_is_refused_and_shown_on_one_line(name: bytes, reason: str) -> None:
    content = zipped({"y" * len(name): FIRE, "a.txt": FERRY}).replace(b"y" * len(name), name)

    found, [refused] = contents_and_refusals(content)

    assert found == [FERRY]
    assert reason in refused
    assert refused.isprintable()
    assert len(refused) < 300


def test_member_without_a_name_is_refused() -> None:
    content = zipped({"x": FIRE, "a.txt": FERRY})
    entry = content.index(b"PK\x01\x02")
    content = content[: entry + 28] + b"\0\0" + content[entry + 30 : entry + 46] + content[entry + 47 :]
    end = content.index(b"PK\x05\x06")
    content = content[: end + 12] + struct.pack("<I", end - entry) + content[end + 16 :]

    found, [refused] = contents_and_refusals(content)

    assert (found, refused) == ([FERRY], "in/a.zip!?: has no name")


@pytest.mark.parametrize(
    "name",
    [
        "world/",
        "__MACOSX/._a.txt",
        ".DS_Store",
        "world/.DS_Store",
        ".git/config",
        "Thumbs.db",
        "desktop.ini",
        "~$report.txt",
        "a.txt~",
        "a.txt.part",
        "A.TXT.TMP",
    ],
)
def test_what_systems_leave_behind_is_passed_over(name: str) -> None:
    assert documents(zipped({name: b"" if name.endswith("/") else b"\0\0", "a.txt": FERRY})) == {
        "in/a.zip!a.txt": FERRY
    }


def test_of_two_members_of_one_name_the_later_one_counts() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped([("a.txt", FIRE), ("b.txt", FIRE), ("a.txt", FERRY)])

    found = list(archives.unpack(delivery(content)))

    assert [part.content for part in found if isinstance(part, Document)] == [FIRE, FERRY]
    assert str(found[0]) == "in/a.zip!a.txt: is in the archive twice, the later one counts"


# One story in two files


def test_text_beside_an_item_is_passed_over() -> None:
    members = {"ferry.txt": FERRY, "ferry.xml": NITF, "fire.txt": FIRE, "other/ferry.txt": FERRY, "FERRY.TXT": FERRY}

    parsed = parse(delivery(zipped(members)))

    assert [entry.key for entry in parsed.entries] == ["nw-1", "in/a.zip!fire.txt", "in/a.zip!other/ferry.txt"]
    assert parsed.skipped == ()


def test_text_beside_an_item_that_breaks_off_is_a_story() -> None:
    parsed = parse(delivery(zipped({"ferry.xml": NITF[:-60], "ferry.txt": FERRY})))

    assert [entry.key for entry in parsed.entries] == ["in/a.zip!ferry.txt"]
    assert [line.split(": ")[0] for line in parsed.skipped] == ["in/a.zip!ferry.xml"]


@pytest.mark.parametrize("sidecar", [b'{"pages": 3}', b"<settings/>", b"\x89PNG"])
def test_text_beside_what_is_no_item_is_a_story(sidecar: bytes) -> None:
    parsed = parse(delivery(zipped({"a.txt": FERRY, "a.json": sidecar})))

    assert [entry.key for entry in parsed.entries] == ["in/a.zip!a.txt"]


def test_text_beside_an_item_that_is_damaged_is_a_story() -> None:
    found, refused = contents_and_refusals(patched(zipped({"a.xml": NITF, "a.txt": FERRY}), 0, 16, bytes(4)))

    assert (found, len(refused)) == ([FERRY], 1)


# What is refused


def test_encrypted_member_is_refused() -> None:
    found, [refused] = contents_and_refusals(patched(zipped({"a.txt": FERRY, "b.txt": FIRE}), 0, 8, b"\1"))

    assert (found, refused) == (
        [FIRE],
        "in/a.zip!a.txt: is encrypted, expected a member without a password",
    )


@pytest.mark.parametrize(
    ("method", "name"), [(9, "Deflate64"), (12, "bzip2"), (14, "LZMA"), (93, "Zstandard"), (77, "method 77")]
)
def test_compression_that_is_not_read_is_named(method: int, name: str) -> None:
    content = patched(zipped({"a.txt": FERRY, "b.txt": FIRE}), 0, 10, struct.pack("<H", method))

    found, [refused] = contents_and_refusals(content)

    assert (found, refused) == (
        [FIRE],
        f"in/a.zip!a.txt: is compressed with {name}, expected deflate or no compression",
    )


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666])
def test_link_or_device_is_refused(mode: int) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.create_system, link.external_attr = 3, mode << 16

    found, [refused] = contents_and_refusals(zipped([(link, b"/etc/passwd"), ("b.txt", FIRE)]))

    assert (found, refused) == ([FIRE], "in/a.zip!a.txt: is a link or a device, expected a file")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (16, b"\0\0\0\0", "is damaged: its CRC is"),
        (24, b"\x05\0\0\0", "has more bytes when unpacked"),
        (24, b"\x05\1\0\0", "the archive's directory says 261"),
        (20, b"\x05\0\0\0", "is broken off"),
        (20, b"\xff\xff\0\0", "run into the archive's directory"),
        (42, b"\x05\0\0\0", "is not at byte 5"),
        (42, b"\xfe\xff\xff\xff", "is not at byte 4294967294"),
    ],
)
def test_member_that_is_not_what_the_directory_says_is_refused(field: int, value: bytes, reason: str) -> None:
    content = patched(zipped({"a.txt": FERRY, "b.txt": FIRE}), 0, field, value)

    found, [refused] = contents_and_refusals(content)

    assert found == [FIRE]
    assert refused.startswith("in/a.zip!a.txt: ")
    assert reason in refused


def test_damaged_stream_is_refused() -> None:
    content = bytearray(zipped({"a.txt": FERRY, "b.txt": FIRE}))
    content[35] = 0xFF  # the first byte of the stream: a block of a type that there is not

    found, [refused] = contents_and_refusals(bytes(content))

    assert (found, refused) == ([FIRE], "in/a.zip!a.txt: cannot be unpacked: invalid block type")


@pytest.mark.parametrize("kept", [4, 30, 100, -60, -22, -10, -1])
def test_zip_archive_that_breaks_off_is_refused_whole(kept: int) -> None:
    assert "deliver it again" in refusal(zipped({"a.txt": FERRY, "b.txt": FIRE})[:kept])


@pytest.mark.parametrize("kept", [3, 10, 30, -8, -4, -1])
def test_gzip_data_that_break_off_are_refused(kept: int) -> None:
    assert refusal(gzip.compress(FERRY)[:kept], "a.gz") == "is gzip data that breaks off, deliver it again"


def test_damaged_gzip_data_are_refused() -> None:
    content = gzip.compress(FERRY)

    assert refusal(content[:-8] + bytes(4) + content[-4:], "a.gz") == "cannot be unpacked: incorrect data check"


@pytest.mark.parametrize("at", [4, 8, 10, 12, 16])
def test_directory_that_contradicts_itself_is_refused(at: int) -> None:
    content = bytearray(zipped({"a.txt": FERRY, "b.txt": FIRE}))
    content[at - 22] += 1

    assert refusal(bytes(content)).startswith("is ")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("[Content_Types].xml", "an office document"),
        ("META-INF/MANIFEST.MF", "a Java archive"),
        ("mimetype", "an OpenDocument or EPUB file"),
    ],
)
def test_documents_that_are_zip_archives_inside_are_called_by_their_name(name: str, what: str) -> None:
    assert refusal(zipped({name: b"x", "word/document.xml": b"<w/>"})).startswith(f"is {what}")


# Bombs


def test_member_that_grows_too_much_is_not_unpacked() -> None:
    found, [refused] = contents_and_refusals(
        zipped({"bomb.txt": b"a" * 2**21, "a.txt": FERRY, "small.txt": b"a" * 2**19})
    )

    assert found == [FERRY, b"a" * 2**19]
    assert re.fullmatch(
        r"in/a\.zip!bomb\.txt: grows from 20\d\d bytes to 2097152, at most 200 times is no bomb", refused
    )


def test_member_that_hides_its_size_is_cut_while_it_is_unpacked() -> None:
    content = patched(zipped({"bomb.txt": b"a" * 2**24, "a.txt": FERRY}), 0, 24, struct.pack("<I", 1000))

    found, [refused] = contents_and_refusals(content)

    assert (found, refused) == (
        [FERRY],
        "in/a.zip!bomb.txt: has more bytes when unpacked, the archive's directory says 1000",
    )


def test_gzip_bomb_is_cut() -> None:
    content = gzip.compress(bytes(2**26))

    assert (
        refusal(content, "a.gz")
        == f"grows from {len(content)} bytes to more than {200 * len(content)}, which is the limit"
    )


def table(size: int) -> bytes:
    """Text that packs as well as the best of tables."""
    return b"".join((b"%d" % 7 ** (2400 + number)).ljust(2**16) for number in range(size // 2**16))


def test_member_above_the_limit_is_refused() -> None:
    found, [refused] = contents_and_refusals(zipped({"large.txt": table(26 * 2**20), "a.txt": FERRY}))

    assert (found, refused) == (
        [FERRY],
        f"in/a.zip!large.txt: has {26 * 2**20} bytes when unpacked, at most {25 * 2**20} are read",
    )


def test_archive_above_the_limit_is_refused_whole_and_before_it_is_unpacked() -> None:
    page = zipped({"0.txt": table(24 * 2**20)})
    one = page[: page.index(b"PK\x01\x02")]
    entry = page[len(one) : page.index(b"PK\x05\x06")]
    entries = b"".join(
        entry[:42] + struct.pack("<I", number * len(one)) + entry[46:].replace(b"0", b"%d" % number)
        for number in range(5)
    )
    content = one * 5 + entries + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 5, 5, len(entries), 5 * len(one), 0)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]

    before = time.process_time()
    assert refusal(content).startswith(f"has {5 * 24 * 2**20} bytes when unpacked, at most {100 * 2**20} are unpacked")
    assert time.process_time() - before < 0.1


def test_limit_counts_what_archives_in_the_archive_hold() -> None:
    half = zipped({"a.txt": table(24 * 2**20), "b.txt": table(24 * 2**20)})

    found = list(archives.unpack(delivery(zipped({f"{number}.zip": half for number in range(3)}))))

    assert [part.location for part in found if isinstance(part, FormatError)] == ["in/a.zip!2.zip"]


@pytest.mark.parametrize("members", [10_000, 10_001])
def test_members_are_counted(members: int) -> None:
    content = zipped({f"{number}.txt": b"" for number in range(members)}, zipfile.ZIP_STORED)

    if members > 10_000:
        assert refusal(content) == "has 10001 members, at most 10000 are unpacked, deliver it in parts"
    else:
        assert len(documents(content)) == members


def test_members_of_a_gzip_file_are_counted() -> None:
    before = time.process_time()
    assert refusal(gzip.compress(b"") * 300_000, "a.gz") == "has more than 10000 members, deliver it in parts"
    assert time.process_time() - before < 2


def test_members_that_share_their_bytes_are_refused() -> None:
    content = zipped({"a.txt": FERRY, "b.txt": FIRE, "c.txt": FIRE})
    content = patched(content, 1, 42, content[content.index(b"PK\x01\x02") + 42 :][:4])

    found, [refused] = contents_and_refusals(content)

    assert (found, refused) == (
        [FERRY, FIRE],
        "in/a.zip!b.txt: shares its bytes with another member, which only bombs do",
    )


def test_archive_that_holds_itself_ends() -> None:
    # One stored member that claims to be the archive from its first byte on: read naively, it never ends.
    name = b"r.zip"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    entry = (
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
    )
    content = local + entry + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local), 0)
    content = patched(content, 0, 20, struct.pack("<II", len(content), len(content)))

    assert contents_and_refusals(content)[0] == []


def test_bomb_costs_a_child_neither_its_time_nor_its_memory() -> None:
    bomb = zipped({f"{number}.txt": b"a" * (2**20) for number in range(99)} | {"z.txt": FERRY})

    with Isolated(refusals, seconds=5, memory_bytes=400 * 2**20) as isolated:
        assert isolated(delivery(bomb)) == 0


def refusals(document: Document) -> int:
    return sum(isinstance(part, FormatError) for part in archives.unpack(document))


# Any bytes at all

SAMPLES = (
    zipped({"a.txt": FERRY, "b/c.txt": FIRE, "d.zip": zipped({"e.txt": FIRE}), "a.xml": NITF}),
    zipped({"a.txt": FERRY, "f.gz": gzip.compress(FIRE)}, zipfile.ZIP_STORED),
    gzip.compress(FERRY) + gzip.compress(zipped({"a.txt": FERRY})),
)


def outcome(content: bytes) -> str | None:
    """Unpack; return why that cannot be done."""
    try:
        found = list(archives.unpack(delivery(content)))
    except FormatError as error:
        return error.message
    assert all(isinstance(part, Document | FormatError) for part in found)
    assert all(part.location.startswith("in/a.zip") for part in found)
    names = [part.location for part in found if isinstance(part, Document)]
    assert len(names) == len(set(names))
    return None


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x1f\x8b", b""]))
def test_any_bytes_are_refused_or_read(rest: bytes, start: bytes) -> None:
    assert (outcome(start + rest) or "").isprintable()


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6),
    st.integers(0, 2000),
)
@example(SAMPLES[0], [(0, b"PK\x05\x06")], 0)
def test_changed_archives_are_refused_or_read(sample: bytes, changes: list[tuple[int, bytes]], cut: int) -> None:
    content = bytearray(sample)
    for at, new in changes:
        at %= len(content)  # noqa: PLW2901 - anywhere
        content[at : at + len(new)] = new
    assert (outcome(bytes(content[: len(content) - cut % 3 * cut])) or "").isprintable()


@given(st.sampled_from(SAMPLES[:2]), st.integers(0, 5), st.integers(4, 45), st.binary(min_size=1, max_size=4))
def test_directory_may_say_anything(sample: bytes, entry: int, field: int, value: bytes) -> None:
    assert (outcome(patched(sample, entry % 2, field, value)) or "").isprintable()


@given(st.dictionaries(st.text("ab.żé/", min_size=1, max_size=6), st.binary(max_size=100), max_size=5))
def test_unpacked_is_what_was_packed(members: dict[str, bytes]) -> None:
    members = {
        name: content
        for name, content in members.items()
        if not any(part in {"", ".", ".."} or part.startswith(".") for part in name.split("/"))
    }
    found = [
        (part.location, part.content)
        for part in archives.unpack(delivery(zipped({name: b"-" + content for name, content in members.items()})))
        if isinstance(part, Document)
    ]

    assert found == [(f"in/a.zip!{name}", b"-" + content) for name, content in members.items()]
