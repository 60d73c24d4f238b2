"""`storyfold backup` beside a service, and `storyfold restore` on another machine."""

import json
from datetime import timedelta
from pathlib import Path

from tests.desk import MORNING, Desk
from tests.test_pipeline import FIRE, FLOOD
from tests.test_service import is_ready, running


def test_backups_of_a_running_service_give_the_same_site_elsewhere(desk: Desk, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    desk.drop("flood.txt", FLOOD)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        stories = []
        for number in range(4):
            desk.drop(f"fire-{number}.txt", FIRE.replace("mill", f"mill of street {number}"))
            done = desk.run("backup", "-c", str(desk.config), "--to", str(backups)).json
            stories.append(done["rows"]["story"])
        service.until("/topics/all.atom", lambda response: "street 3" in response.text)
        last = desk.run("backup", "-c", str(desk.config), "--to", str(tmp_path / "last.db"))
        refused = desk.run("restore", str(tmp_path / "last.db"), "-c", str(desk.config), code=1)
        assert service.stop() == 0
    other = Desk(tmp_path / "other")
    # The sources of that machine are not there: what is published comes from the backup alone.

    said = other.run("restore", str(tmp_path / "last.db"), "-c", str(other.config))
    other.once()

    assert stories == sorted(stories)
    assert last.json["rows"]["story"] == 5
    assert f"not in it, keep them too: {desk.config}" in last.err
    assert "another storyfold works here" in refused.err
    assert (said.json["stories"], said.json["former"]) == (5, None)
    assert "the next pass writes what is published" in said.err
    assert other.published() == desk.published()


def test_restore_goes_back_and_keeps_what_was(desk: Desk) -> None:
    desk.drop("flood.txt", FLOOD)
    desk.once()
    published = desk.published()
    backup = desk.run("backup", "-c", str(desk.config)).json["file"]
    assert Path(backup).parent == desk.root / "data" / "backups"
    late = desk.drop("fire.txt", FIRE)
    desk.once()
    assert desk.published() != published
    late.unlink()

    former = Path(desk.run("restore", backup, "-c", str(desk.config)).json["former"])
    desk.once()

    # The page of what came after the backup goes on to answer; nothing leads there until its story comes again.
    [late_page] = desk.published().keys() - published.keys()
    assert late_page.startswith("clusters/")
    assert {path: content for path, content in desk.published().items() if path != late_page} == published
    assert (former / "storyfold.db").exists()


def test_backup_before_the_first_pass_says_that_there_is_nothing(desk: Desk) -> None:
    said = desk.run("backup", "-c", str(desk.config), code=1)

    assert "there is no database yet" in said.err
    assert not desk.database().exists()


def test_missing_backup_is_one_line(desk: Desk) -> None:
    said = desk.run("restore", "nowhere.db", "-c", str(desk.config), code=1)

    assert said.err.splitlines() == ["storyfold: nowhere.db: does not exist"]


def test_json_is_one_object(desk: Desk) -> None:
    desk.drop("flood.txt", FLOOD)
    desk.once()

    line = desk.run("backup", "-c", str(desk.config)).out

    assert set(json.loads(line)) == {"file", "revision", "rows", "size"}


def test_page_that_no_topic_shows_any_more_is_there_again_elsewhere(desk: Desk, tmp_path: Path) -> None:
    topics = "topics:\n  - {slug: all, title: All, limit: 1, rules: {any: [the, a]}}\n"
    desk.configure(topics=topics)
    desk.drop("flood.txt", FLOOD)
    desk.once()
    desk.drop("fire.txt", FIRE, MORNING + timedelta(hours=1))
    desk.once()
    other = Desk(tmp_path / "other", topics=topics)

    other.run("restore", desk.run("backup", "-c", str(desk.config)).json["file"], "-c", str(other.config))
    other.once()

    assert len([path for path in other.published() if path.startswith("clusters/")]) == 2
    assert other.published().keys() == desk.published().keys()
