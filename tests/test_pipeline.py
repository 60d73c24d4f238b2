"""The whole road, from files in a folder to feeds: each event once, ids for ever, the same bytes after any interruption."""

import json
import random
import shutil
import signal
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import CONFIG, MORNING, TOPICS, Desk

SEEDS = Path(__file__).parent.parent / "seeds"
EXPECTED = json.loads((Path(__file__).parent / "data" / "seeds" / "expected.json").read_text())
THIRD_VERSION = (Path(__file__).parent / "data" / "seeds" / "third_version.txt").read_text()
HOUR = timedelta(hours=1)

FIRE = "Fire at the mill\n\nA fire destroyed the old paper mill at Dunmore on Monday night. Forty firefighters from six brigades fought it until dawn, and nobody was hurt, Chief Ann Corley said."
FLOOD = "River bursts its banks\n\nThe Esker burst its banks at Tolland on Monday and drove 300 people from their homes. The army brought sandbags by boat, the mayor, Piet Vos, said on Tuesday."


@pytest.fixture
def seeded(desk: Desk) -> Desk:
    for number, path in enumerate(sorted(SEEDS.glob("*.txt"))):
        desk.drop(path.name, path.read_bytes(), MORNING + number * timedelta(seconds=1))
    return desk


def clusters_of(desk: Desk) -> set[frozenset[str]]:
    """The names of the files in each cluster that a topic shows."""
    shown = (
        "SELECT DISTINCT entry, sighting.story, story.cluster FROM sighting JOIN story ON story.key = sighting.story"
    )
    files: dict[str, set[str]] = {}
    for entry, _, cluster in desk.query(shown + " JOIN topic_entry ON topic_entry.cluster = story.cluster"):
        files.setdefault(cluster, set()).add(entry)
    return {frozenset(names) for names in files.values()}


def visit(desk: Desk) -> Any:
    """The one entry of the user's own two stories."""
    [entry] = [entry for entry in desk.feed("visits").entries if "000_6e312d93a44bed07.txt" in str(entry.content)]
    return entry


def test_seeds_become_exactly_the_clusters_and_copies_they_were_written_as(seeded: Desk) -> None:
    seeded.once()

    assert clusters_of(seeded) == {frozenset(files) for files in EXPECTED["clusters"].values()}
    copies: dict[str, set[str]] = {}
    for entry, copy in seeded.query("SELECT entry, copy FROM sighting JOIN story ON story.key = sighting.story"):
        copies.setdefault(copy, set()).add(entry)
    assert {frozenset(files) for files in copies.values() if len(files) > 1} == {
        frozenset(files) for files in EXPECTED["copies"].values()
    }


@pytest.mark.parametrize("suffix", ["atom", "rss"])
def test_every_cluster_is_one_entry_with_its_own_id(seeded: Desk, suffix: str) -> None:
    seeded.once()

    ids = [entry.id for entry in seeded.feed("all", suffix).entries]
    assert len(ids) == len(set(ids)) == len(EXPECTED["clusters"])
    assert all(entry.startswith("tag:storyfold.example,2026:cluster/") for entry in ids)


def test_second_run_rewrites_no_byte_and_says_so(seeded: Desk) -> None:
    seeded.once()
    before = {path: path.stat().st_mtime_ns for path in seeded.public.rglob("*")}

    result = seeded.once()

    assert result.json["files"] == {"written": 0, "removed": 0, "unchanged": len(seeded.published())}
    assert "no published file changed" in result.err
    assert {path: path.stat().st_mtime_ns for path in seeded.public.rglob("*")} == before


def test_third_version_changes_the_same_entry(seeded: Desk) -> None:
    seeded.once()
    before = visit(seeded)

    seeded.drop("third.txt", THIRD_VERSION, MORNING + HOUR)
    seeded.once()

    after = visit(seeded)
    assert "third.txt" in str(after.content)
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated == before.updated, "one more outlet is no news"
    assert len(clusters_of(seeded)) == len(EXPECTED["clusters"])


def test_corrected_file_is_a_new_revision_of_the_same_entry(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    [before] = desk.feed("all").entries

    desk.drop("fire.txt", FIRE.replace("nobody was hurt", "one man was hurt"), MORNING + HOUR)
    result = desk.once()

    [after] = desk.feed("all").entries
    assert result.json["stories"]["revised"] == 1
    assert "one man was hurt" in after.content[0].value
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed > before.updated_parsed


def test_file_name_used_again_for_another_event_is_another_entry(seeded: Desk) -> None:
    ferry, takeover = "002_northwire-ferry-halcyon-bay.txt", "007_ledgerline-tessaly-calverdale.txt"
    seeded.once()
    # Without its link the story is known by its file alone.
    text = (SEEDS / takeover).read_text().replace("Link:", "X-Link:")
    assert "Link:" in (SEEDS / ferry).read_text()

    seeded.drop("wire.txt", (SEEDS / ferry).read_text().replace("Link:", "X-Link:"), MORNING + HOUR)
    seeded.once()
    seeded.drop("wire.txt", text, MORNING + 2 * HOUR)
    seeded.once()

    together = next(names for names in clusters_of(seeded) if "wire.txt" in names)
    assert takeover in together
    assert ferry not in together
    # What the file said before is still there, beside the four other reports on the ferry.
    assert seeded.query("SELECT count(*) FROM story WHERE text LIKE '%Halcyon Bay%'") == [(5,)]


def test_removed_file_is_not_forgotten(desk: Desk) -> None:
    path = desk.drop("fire.txt", FIRE)
    desk.once()
    before = desk.published()
    path.unlink()

    desk.once()

    assert desk.published() == before


def test_unreadable_file_is_one_clear_line_and_costs_nothing_else(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.drop("broken.txt", b"\x00\x01\x02" * 100)
    desk.drop("empty.txt", b"")

    result = desk.once(code=1)

    failures = sorted(result.json["failures"])
    assert [line.partition(": ")[0] for line in failures] == ["desk", "desk"]
    assert "broken.txt" in failures[0]
    assert "empty.txt" in failures[1]
    assert "Traceback" not in result.err
    assert len(desk.feed("all").entries) == 1


def test_broken_file_is_tried_again_when_it_changes(desk: Desk) -> None:
    desk.drop("fire.txt", b"")
    desk.once(code=1)
    assert desk.once().json["documents"] == 0

    desk.drop("fire.txt", FIRE, MORNING + HOUR)
    desk.once()

    assert len(desk.feed("all").entries) == 1


def test_feed_that_is_down_is_one_clear_line_and_costs_nothing_else(desk: Desk) -> None:
    desk.configure(CONFIG + "  - {name: down, feed: 'http://127.0.0.1:9/feed', private: true}\n")
    desk.drop("fire.txt", FIRE)

    result = desk.once(code=1)

    [line] = result.json["failures"]
    assert line.startswith("down: http://127.0.0.1:9/feed: cannot connect")
    assert len(desk.feed("all").entries) == 1


def test_missing_folder_is_one_clear_line(desk: Desk) -> None:
    desk.wire.rmdir()

    result = desk.once(code=1)

    [line] = result.json["failures"]
    assert line.startswith("desk: ")
    assert "cannot be listed: No such file or directory" in line


def test_changed_rules_take_entries_out_and_put_them_in_again_under_the_same_id(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.drop("flood.txt", FLOOD)
    desk.once()
    [fire] = [entry for entry in desk.feed("all").entries if "mill" in entry.title]

    desk.configure(topics=TOPICS.replace("[the, a, der, de]", "[sandbags]"))
    desk.once()
    assert [entry.title for entry in desk.feed("all").entries] == ["River bursts its banks"]

    desk.configure()
    desk.once()
    assert fire.id in [entry.id for entry in desk.feed("all").entries]


def test_entry_that_comes_back_keeps_its_times(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    desk.drop("again.txt", FIRE + " More later.", MORNING + HOUR)
    desk.once()
    before = desk.feed("all")

    desk.configure(topics=TOPICS.replace("[the, a, der, de]", "[nothing]"))
    desk.once()
    assert desk.feed("all").entries == []
    desk.configure()
    desk.once()

    assert desk.feed("all").entries == before.entries
    assert desk.feed("all").feed.updated > before.feed.updated  # readers heard that it went


def test_page_of_a_cluster_outlives_its_entry(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    [page] = [path for path in desk.published() if path.startswith("clusters/")]

    desk.configure(topics=TOPICS.replace("[the, a, der, de]", "[nothing]"))
    desk.once()

    assert page in desk.published()


def test_ctrl_c_ends_a_pass_soon_and_the_next_run_does_the_rest(desk: Desk) -> None:
    for number in range(300):
        desk.drop(f"{number}.txt", FIRE.replace("Dunmore", f"Dunmore {number}"))
    command = desk.command("once", "-c", str(desk.config))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 20
        while not (desk.database().exists() and desk.count_files() > 5):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)

    assert process.returncode == 130
    assert "stopped; the next run does the rest" in said
    assert "Traceback" not in said
    assert 5 < desk.count_files() < 300
    desk.once()
    assert desk.query("SELECT count(*), count(cluster) FROM story") == [(300, 300)]


def test_error_of_a_file_that_is_gone_is_forgotten(desk: Desk) -> None:
    broken = desk.drop("broken.txt", b"")
    desk.once(code=1)
    broken.unlink()

    desk.once()

    assert desk.query("SELECT count(*) FROM file") == [(0,)]


def test_topic_that_is_taken_out_of_the_configuration_is_no_longer_published(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    assert "topics/visits.atom" in desk.published()

    desk.configure(topics="topics:\n  - {slug: all, title: All, rules: {any: [the]}}\n")
    desk.once()

    assert not [path for path in desk.published() if path.startswith("topics/visits")]


def test_source_that_is_taken_out_of_the_configuration_keeps_its_page_as_pages_of_events_lead_there(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    [page] = [path for path in desk.published() if path.startswith("clusters/")]

    desk.configure(
        CONFIG.replace("name: desk", "name: another"), topics=TOPICS.replace("[the, a, der, de]", "[nothing]")
    )
    desk.once()

    assert b"../sources/desk" in desk.published()[page]
    assert b"None of its stories is in a topic" in desk.published()["sources/desk.html"]


def test_stories_in_the_feed_and_their_times_do_not_depend_on_the_clock_or_zone(seeded: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    shutil.copytree(seeded.wire, other.wire, dirs_exist_ok=True)
    seeded.once()

    other.run("once", "-c", str(other.config), env={"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "7"})

    assert other.published() == seeded.published()


def wired(item: str, version: int, text: str, at: datetime, **said: str) -> str:
    """Write an agency's NITF file; *said* are attributes of its `docdata`, and the time of its release."""
    title, _, body = text.partition("\n\n")
    release = f'<date.release norm="{said.pop("release")}"/>' if "release" in said else ""
    status = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in said.items())
    return f"""<nitf><head><docdata{status}><doc-id id-string="{item}"/><du-key key="{item}" version="{version}"/>
<date.issue norm="{at:%Y%m%dT%H%M%SZ}"/>{release}</docdata></head>
<body><body.head><hedline><hl1>{title}</hl1></hedline></body.head>
<body.content><block><p>{body}</p></block></body.content></body></nitf>"""


def has(desk: Desk, text: str) -> bool:
    return any(text.encode() in content for content in desk.published().values())


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_newest_version_of_an_agency_item_stands_whatever_came_last(desk: Desk, order: tuple[int, ...]) -> None:
    for place, version in enumerate(order):
        text = FIRE.replace("Forty", f"{version}0")
        desk.drop(f"{version}.xml", wired("nw-1", version, text, MORNING + version * HOUR), MORNING + place * HOUR)
        desk.once()

    [entry] = desk.feed("all").entries
    assert "30 firefighters" in entry.content[0].value
    assert not has(desk, "10 firefighters")
    assert not has(desk, "20 firefighters")


def test_killed_item_is_in_no_published_file(desk: Desk) -> None:
    desk.drop("fire.xml", wired("nw-1", 1, FIRE, MORNING))
    desk.drop("flood.xml", wired("nw-2", 1, FLOOD, MORNING))
    desk.once()
    assert has(desk, "paper mill")

    desk.drop("kill.xml", wired("nw-1", 2, "Wrong\n\nDo not use.", MORNING + HOUR, management_status="canceled"))
    desk.once()
    desk.drop("again.xml", wired("nw-1", 1, FIRE, MORNING), MORNING + 2 * HOUR)
    desk.once()

    assert [entry.title for entry in desk.feed("all").entries] == ["River bursts its banks"]
    assert not has(desk, "paper mill")
    assert not has(desk, "Fire at the mill")
    assert not has(desk, "Do not use")
    assert has(desk, "This story was withdrawn")


def test_item_under_an_embargo_is_in_no_published_file_until_it_is_lifted(desk: Desk) -> None:
    desk.drop("fire.xml", wired("nw-1", 1, FIRE, MORNING, release="20990101T061700Z"))
    desk.once()
    assert desk.query("SELECT count(*), count(cluster) FROM story") == [(1, 0)]
    assert not has(desk, "mill")

    desk.drop("fire.xml", wired("nw-1", 2, FIRE, MORNING + HOUR), MORNING + HOUR)
    desk.once()
    assert [entry.title for entry in desk.feed("all").entries] == ["Fire at the mill"]
    assert not has(desk, "06:17")


def test_kill_at_any_moment_changes_nothing_in_the_result(seeded: Desk) -> None:
    started = time.monotonic()
    seeded.once()
    duration = time.monotonic() - started
    undisturbed = seeded.published()

    moments, was_running = random.Random(20260302), 0
    for _ in range(5):
        shutil.rmtree(seeded.root / "data")
        with subprocess.Popen(
            seeded.command("once", "-c", str(seeded.config)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(moments.uniform(0.3, 0.9) * duration)
            was_running += process.poll() is None
            process.send_signal(signal.SIGKILL)
        seeded.once()
        assert seeded.published() == undisturbed
    assert was_running
