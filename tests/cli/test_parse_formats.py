"""`parse` on a file of each format: the lines of the contract, whatever the file is called and the server claims."""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.desk import Desk

FIXTURES = Path(__file__).parent.parent / "data" / "formats"
KEYS = "id url title text html published updated authors source language categories enclosures".split()
NEWSML_1 = """\
<?xml version="1.0" encoding="UTF-8"?>
<NewsML><NewsItem>
  <Identification><NewsIdentifier>
    <ProviderId>northwire.example</ProviderId><DateId>20240312</DateId><NewsItemId>ferry</NewsItemId>
    <RevisionId PreviousRevision="1" Update="N">2</RevisionId>
    <PublicIdentifier>urn:newsml:northwire.example:20240312:ferry:2N</PublicIdentifier>
  </NewsIdentifier></Identification>
  <NewsManagement>
    <NewsItemType FormalName="News"/>
    <FirstCreated>20240312T091500Z</FirstCreated><ThisRevisionCreated>20240312T104000Z</ThisRevisionCreated>
    <Status FormalName="Usable"/>
  </NewsManagement>
  <NewsComponent>
    <NewsLines><HeadLine>Ferry runs aground off Port Merrow</HeadLine></NewsLines>
    <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
    <ContentItem><MediaType FormalName="Text"/><DataContent><p>A ferry ran aground in the fog.</p></DataContent></ContentItem>
  </NewsComponent>
</NewsItem></NewsML>
"""
MARKDOWN = """\
---
title: Ferry runs aground
date: 2024-03-12T09:15:00Z
---

A *ferry* ran aground off [Port Merrow](https://northwire.example/port).

> “The steering failed.”
"""
TEXT = "Title: Ferry runs aground\nDate: Tue, 12 Mar 2024 09:15:00 +0000\nLanguage: en\n\nA ferry ran aground in the fog.\n"


class Sample(NamedTuple):
    """A file, and what its first story is."""

    content: bytes
    stories: int
    title: str
    language: str | None
    published: str | None
    id: str | None = None  #: None: the path of the file


def fixture(path: str) -> bytes:
    return (FIXTURES / path).read_bytes()


def delivery() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ferry.xml", fixture("nitf/standard.xml"))
        archive.writestr("ferry.txt", "the same in words")
        archive.writestr("../outside.txt", TEXT)
        archive.writestr("sea/ferry.md", MARKDOWN)
    return file.getvalue()


PORT_MERROW = "Two dead as ferry runs aground off Port Merrow"
FERRY, MORNING = "Ferry runs aground", "2024-03-12T09:15:00Z"
WITH_212, WITH_212_AT = "Ferry with 212 aboard runs aground off Port Merrow", "2031-03-12T08:15:00Z"
KALLAN, AUF_GRUND = (
    "Two dead as ferry runs aground off Kallan Islands",
    "Fähre läuft vor den Kallan-Inseln auf Grund - zwei Tote",
)
SAMPLES = {
    "rss": Sample(fixture("rss20.xml"), 4, "Harbour & ferry: ‘all safe’", "en", "2024-03-12T10:15:00Z", "nw-101"),
    "atom": Sample(
        fixture("atom10.xml"), 3, "Fähre läuft auf: 3 < 4", "de", "2024-03-12T08:15:00Z", "tag:atom.example,2024:1"
    ),
    "rdf": Sample(fixture("rdf10.xml"), 1, "Seven boats return", "en", None, "http://rdf.example/7"),
    "nitf": Sample(fixture("nitf/standard.xml"), 1, WITH_212, "en", WITH_212_AT, "nw-2031-0417"),
    "newsml-g2": Sample(
        fixture("newsml_g2/power.xml"),
        1,
        PORT_MERROW,
        "en",
        "2024-03-12T08:15:00Z",
        "tag:northwire.example,2024:ferry-7731",
    ),
    "newsmessage": Sample(
        fixture("newsml_g2/message.xml"), 2, "Ferry aground", "en", MORNING, "tag:northwire.example,2024:ferry-7731"
    ),
    "newsml-1": Sample(
        NEWSML_1.encode(),
        1,
        "Ferry runs aground off Port Merrow",
        "en",
        MORNING,
        "urn:newsml:northwire.example:20240312:ferry",
    ),
    "ninjs": Sample(fixture("ninjs/ap.json"), 2, PORT_MERROW, "en", MORNING, "00aa"),
    "iptc-7901": Sample(fixture("telex/dpa.iptc"), 1, AUF_GRUND, "de", "2024-03-12T12:30:00Z", "bdt0123/2024-03-12"),
    "anpa-1312": Sample(
        fixture("telex/ap.anpa"), 1, KALLAN, "en", "2024-03-12T13:15:00Z", "halcyon-bay-ferry/2024-03-12"
    ),
    "mail": Sample(
        fixture("mail/agency.eml"),
        1,
        "Ferry runs aground off Port Merrow – nobody hurt",
        "en",
        MORNING,
        "nw-20240312-0417@northwire.example",
    ),
    "page": Sample(
        fixture("page/saved.html"),
        1,
        "Ferry runs aground off Port Merrow",
        "en",
        "2024-03-12T08:15:00Z",
        "https://www.portpaper.example/sea/ferry-4711",
    ),
    "markdown": Sample(MARKDOWN.encode(), 1, FERRY, "en", MORNING),
    "text": Sample(TEXT.encode(), 1, FERRY, "en", MORNING),
    "gzip": Sample(gzip.compress(fixture("nitf/standard.xml")), 1, WITH_212, "en", WITH_212_AT, "nw-2031-0417"),
    "zip": Sample(delivery(), 2, WITH_212, "en", WITH_212_AT, "nw-2031-0417"),
}
UNREADABLE = {
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a PNG picture"),
    "empty": (b"", "no text"),
    "nitf that breaks off": (fixture("nitf/standard.xml")[:900], ""),
    "zip that breaks off": (delivery()[:-40], "deliver it again"),
    "gzip that breaks off": (gzip.compress(TEXT.encode())[:-9], "deliver it again"),
    "gzip bomb": (gzip.compress(bytes(2**25)), "which is the limit"),
    "json": (b'{"pages": 3}', "is JSON without what ninjs or a JSON Feed has"),
    "entities": (b'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf><body>&a;</body></nitf>', ""),
}


def batch(desk: Desk, contents: dict[str, bytes], *options: str) -> list[dict[str, Any]]:
    """The lines for files of these contents; their names say nothing of what they are."""
    files = [desk.drop(name, content) for name, content in contents.items()]
    (desk.root / "list").write_text("".join(f"{file}\n" for file in files))
    result = desk.run("parse", "--batch", str(desk.root / "list"), *options)
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["file"] for row in rows] == list(map(str, files))
    assert all(list(row) == ["file", "stories", "error"] for row in rows)
    return rows


@pytest.mark.parametrize("options", [(), ("--content-type", "text/plain; charset=utf-8")])
def test_every_format_gives_the_stories_of_the_contract(desk: Desk, options: tuple[str, ...]) -> None:
    rows = batch(desk, {name: sample.content for name, sample in SAMPLES.items()}, *options)

    found = {Path(row["file"]).name: row for row in rows}
    assert {name: row["error"] for name, row in found.items() if row["error"]} == {}
    assert all(list(story) == KEYS for row in rows for story in row["stories"])
    assert {
        name: (
            len(row["stories"]),
            row["stories"][0]["title"],
            row["stories"][0]["language"],
            row["stories"][0]["published"],
            row["stories"][0]["id"],
        )
        for name, row in found.items()
    } == {
        name: (
            sample.stories,
            sample.title,
            sample.language,
            sample.published,
            sample.id or str(desk.wire / name),
        )
        for name, sample in SAMPLES.items()
    }


def test_what_cannot_be_read_is_a_line_of_its_own_between_the_others(desk: Desk) -> None:
    contents = {name: content for name, (content, _) in UNREADABLE.items()} | {"last": TEXT.encode()}

    *bad, good = batch(desk, {"first": TEXT.encode()} | contents)[1:]

    assert (good["error"], len(good["stories"])) == (None, 1)
    assert [row["stories"] for row in bad] == [[]] * len(UNREADABLE)
    assert all(row["error"] and row["error"].isprintable() for row in bad)
    assert [
        name for row, (name, (_, reason)) in zip(bad, UNREADABLE.items(), strict=True) if reason not in row["error"]
    ] == []


def test_files_that_cannot_be_read_at_all_are_a_line_each_and_two(desk: Desk) -> None:
    files = [desk.drop(name, content) for name, (content, _) in UNREADABLE.items()]

    result = desk.run("parse", *map(str, files), code=2)

    assert result.out == ""
    assert [
        line.startswith(f"storyfold: {file}: ") for line, file in zip(result.err.splitlines(), files, strict=True)
    ] == [True] * len(files)


def test_stories_of_an_archive_are_printed_and_what_is_refused_is_named(desk: Desk) -> None:
    archive = desk.drop("delivery", delivery())

    result = desk.run("parse", str(archive))

    stories = [json.loads(line) for line in result.out.splitlines()]
    assert [story["id"] for story in stories] == ["nw-2031-0417", f"{archive}!sea/ferry.md"]
    assert result.err == f"storyfold: skipped: {archive}!../outside.txt: has a name that leads out of the archive\n"
