"""Every finding of a check-up, from data that really is so."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import load
from bot.doctor import Checkup, Finding, check
from bot.doctor import disk as disk_module
from bot.telemetry import in_silence
from tests.desk import CONFIG, TOPICS, Desk
from tests.test_pipeline import FIRE

NOW = datetime.now(UTC)
OPEN_WEB = "93.184.215.14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("doctor") / "desk")
    desk.drop("fire.txt", FIRE, NOW)
    desk.once()
    return desk


@pytest.fixture
def filled(made: Desk, tmp_path: Path) -> Desk:
    copy = Desk(tmp_path / "desk")
    for folder in ("data", "wire"):
        shutil.copytree(made.root / folder, copy.root / folder, dirs_exist_ok=True)
    return copy


def checked(desk: Desk, now: datetime = NOW, **names: Sequence[str]) -> Checkup:
    def resolve(name: str) -> Sequence[str]:
        if name not in names:
            raise OSError(-2, "Name or service not known")
        return names[name]

    return check(load(desk.config), now, in_silence, resolve)


def problems(found: Checkup) -> list[tuple[str, str]]:
    return [(finding.what, finding.seen) for finding in found.findings if finding.is_problem]


def of(found: Checkup, what: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.what == what]


def with_feed(desk: Desk, url: str, more: str = "") -> None:
    desk.configure(f"{CONFIG}  - {{name: wire, feed: '{url}'{more}}}\n")


def execute(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def stored(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_desk_that_is_well(filled: Desk) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.root.rglob("*") if path.is_file()}

    found = checked(filled)

    assert found.findings == ()
    assert found.is_well
    assert {path: path.stat().st_mtime_ns for path in filled.root.rglob("*") if path.is_file()} == before


def test_damaged_page(filled: Desk) -> None:
    content = bytearray(filled.database().read_bytes())
    content[40 * 4096 : 60 * 4096] = b"\xa5" * 20 * 4096
    filled.database().write_bytes(content)

    found = of(checked(filled), "database")

    assert found
    assert all(finding.is_problem and "restore a backup" in finding.mend for finding in found)


def test_file_that_is_no_database(filled: Desk) -> None:
    filled.database().write_bytes(b"a diary" * 1000)

    [finding] = of(checked(filled), "database")

    assert "not a database" in finding.seen


def test_later_release(filled: Desk) -> None:
    execute(filled.database(), "UPDATE alembic_version SET version_num = '9999'")

    [finding] = of(checked(filled), "database")

    assert finding.mend == "install the newer release"


def test_orphans(filled: Desk) -> None:
    execute(filled.database(), "UPDATE sighting SET story = 'nobody'")

    assert problems(checked(filled)) == [
        ("database", "1 row(s) of sighting belong to rows of story that are not there"),
    ]


def test_clock_that_went_back(filled: Desk) -> None:
    [finding] = of(checked(filled, NOW - timedelta(days=400)), "clock")[:1]

    assert finding.is_problem
    assert "while a story arrived at" in finding.seen


def test_stories_from_the_future_are_a_remark(filled: Desk) -> None:
    execute(filled.database(), "UPDATE story SET published = ?", stored(NOW + timedelta(days=9)))

    found = checked(filled)

    assert [finding.seen for finding in found.findings] == ["1 stories dated more than a day ahead"]
    assert found.is_well


def test_poll_that_is_centuries_away(filled: Desk) -> None:
    execute(
        filled.database(),
        "INSERT INTO feed (source, url, next_poll_at, failures, moving_polls, polls, unchanged, failed)"
        " VALUES ('wire', 'http://a.example/', ?, 0, 0, 0, 0, 0)",
        stored(NOW + timedelta(days=90_000)),
    )

    [finding] = of(checked(filled), "clock")

    assert "is to be asked at 22" in finding.seen


def test_story_that_waits_for_a_cluster(filled: Desk) -> None:
    execute(filled.database(), "UPDATE story SET cluster = NULL, copy = NULL")

    found = problems(checked(filled, NOW + timedelta(hours=2)))

    assert ("stories", "1 stories that wait for a cluster for more than an hour") in found


def test_source_that_was_renamed_is_a_remark(filled: Desk) -> None:
    filled.configure(CONFIG.replace("name: desk", "name: newsroom"))

    found = checked(filled)

    assert ("source desk", False) in [(finding.where, finding.is_problem) for finding in of(found, "stories")]


def test_published_file_that_is_missing_and_one_of_nobodys(filled: Desk) -> None:
    (filled.public / "index.html").unlink()
    (filled.public / "topics" / "secret.txt").write_text("mine")

    found = of(checked(filled), "published files")

    assert [finding.seen for finding in found] == [
        "1 that are not there (index.html)",
        "1 that were published by nobody (topics/secret.txt)",
    ]
    assert [finding.is_problem for finding in found] == [True, False]


def test_damaged_journal(filled: Desk) -> None:
    (filled.public / ".storyfold-manifest").write_text("rubbish\n")

    [finding] = of(checked(filled), "published files")

    assert "is damaged" in finding.seen


def test_full_disk(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_module, "LEAST_FREE", 2**60)  # no disk of a test is ever full

    [(what, seen)] = problems(checked(filled))

    assert (what, seen[-8:]) == ("disk", "MiB free")


def test_folder_that_everybody_may_write(filled: Desk) -> None:
    (filled.root / "data").chmod(0o777)

    assert problems(checked(filled)) == [("permissions", "everybody may write it (777)")]


def test_private_topic_in_a_database_that_others_may_read(filled: Desk) -> None:
    filled.configure(topics=TOPICS + "  - {slug: boats, title: Boats, private: true, rules: {any: [boat]}}\n")
    filled.database().chmod(0o644)

    [finding] = of(checked(filled), "permissions")

    assert finding.mend == f"chmod 600 {filled.database()}"


def test_folder_that_is_not_mounted(filled: Desk) -> None:
    (filled.wire / "fire.txt").unlink()
    filled.wire.rmdir()

    assert problems(checked(filled)) == [("permissions", f"no folder {filled.wire}")]


@pytest.mark.parametrize(
    ("url", "more", "addresses", "mend"),
    [
        ("http://intranet.example/feed", "", ["10.0.0.7"], "`private: true` allows it"),
        ("http://10.0.0.7/feed", "", [], "`private: true` allows it"),
        ("http://cloud.example/feed", ", private: true", ["169.254.169.254"], "nothing allows it: name another URL"),
    ],
)
def test_feed_that_leads_where_it_may_not(filled: Desk, url: str, more: str, addresses: list[str], mend: str) -> None:
    with_feed(filled, url, more)

    [finding] = of(checked(filled, **{"intranet.example": addresses, "cloud.example": addresses}), "network")

    assert (finding.is_problem, finding.mend) == (True, mend)


def test_feed_of_a_name_that_nobody_knows(filled: Desk) -> None:
    with_feed(filled, "http://user:secret@nowhere.example/feed")

    [finding] = of(checked(filled), "network")

    assert finding.seen == "nowhere.example has no address (Name or service not known)"
    assert "secret" not in str(finding)


def test_feed_that_was_not_read_for_long(filled: Desk) -> None:
    with_feed(filled, "http://a.example/feed")
    execute(
        filled.database(),
        "INSERT INTO feed (source, url, read_at, failures, moving_polls, polls, unchanged, failed)"
        " VALUES ('wire', 'http://a.example/feed', ?, 0, 0, 0, 0, 0)",
        stored(datetime(2026, 1, 5, tzinfo=UTC)),
    )

    found = checked(filled, datetime(2027, 1, 5, tzinfo=UTC), **{"a.example": [OPEN_WEB]})

    assert [finding.seen for finding in of(found, "sources")] == ["last read on 2026-01-05"]


def test_command_says_what_was_looked_at_and_ends_with_zero(filled: Desk) -> None:
    said = filled.run("doctor", "-c", str(filled.config))

    assert said.out.splitlines() == [
        f"fine     {what}"
        for what in (
            "configuration",
            "permissions",
            "disk",
            "database",
            "clock",
            "stories",
            "published files",
            "sources",
            "network",
        )
    ]


def test_command_ends_with_one_and_a_line_for_each_problem(filled: Desk) -> None:
    filled.configure(CONFIG.replace("rescan: 200ms", "rescan: soon"))

    said = filled.run("doctor", "-c", str(filled.config), code=1)
    as_json = filled.run("doctor", "--json", "-c", str(filled.config), code=1).json

    [line] = said.out.splitlines()
    assert line.startswith(f"PROBLEM  configuration: {filled.config}:5:11: seen folders.rescan")
    assert (as_json["well"], len(as_json["findings"])) == (False, 1)
