"""What the service measures of itself, and the alerts and the dashboard that are made of it."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import structlog.testing
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot import fingerprints
from bot.config import load
from bot.health import Health, missing, status
from bot.model import Delivery
from bot.store.database import open_database
from bot.store.pulse import pulse
from bot.telemetry import Metrics
from bot.watch import Watch
from bot.web.status import Activity, Status
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import FIRE, FLOOD, HOUR, Newsroom, said

CONFIGURATION = Path(__file__).parents[1] / "config"
RULES = CONFIGURATION / "prometheus" / "storyfold.rules.yml"
BOARD = CONFIGURATION / "grafana" / "storyfold.json"
TOPICS = (
    "topics:\n  - {slug: all, title: All, stale_after: 6h, rules: {any: [the]}}\n"
    "  - {slug: own, title: Own, stale_after: 6h, private: true, rules: {any: [the]}}\n"
)
STALE = CONFIG + "    stale_after: 2h\n"
_NAME = re.compile(r"\b(?:storyfold|process)_[a-z0-9_]+")


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(STALE, TOPICS)
    room = Newsroom(desk)
    room.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("flood", FLOOD)]))
    return room


def at(desk: Desk, now: datetime) -> Status:
    settings = load(desk.config)
    database = open_database(settings.database)
    try:
        health = Health(started=MORNING, last_pass=now)
        return status(settings, database, health, {}, now)
    finally:
        database.close()


def test_stories_are_counted_by_hour_and_what_waits_by_queue(newsroom: Newsroom, desk: Desk) -> None:
    database = open_database(load(desk.config).database)
    with database.reading() as connection:
        found = pulse(connection, MORNING + 3 * HOUR)
    database.close()

    assert found.hours[-4:] == (2, 0, 0, 0)  # of both the story is from the first hour
    assert (found.queues.clustering, found.queues.pages, found.queues.texts) == (0, 0, 0)
    assert 0 < found.size <= load(desk.config).database.stat().st_size + 2**20


def test_bars_and_shares_say_what_came() -> None:
    delays = (10.0, 20.0, 200.0, 4000.0, 99_999.0)
    activity = Activity(hours=(0, 1, 30, 60), delays=delays, queues=(), database=1, free=None)

    assert activity.bars == (0, 1, 30, 60)
    assert [count for _, count, _ in activity.shares] == [2, 1, 0, 0, 1, 1]
    assert (activity.quantile(0.5), activity.quantile(0.9)) == ("3 min", "28 h")
    assert replace(activity, delays=(), hours=()).quantile(0.5) == ""


def test_alarm_begins_and_ends_once(newsroom: Newsroom, desk: Desk) -> None:
    watch = Watch(Metrics())
    with structlog.testing.capture_logs() as lines:
        for hours in (2, 9, 10):
            watch.look(at(desk, MORNING + hours * HOUR))
        newsroom.run((MORNING + 11 * HOUR, [replaced("quake", MORNING + 11 * HOUR)]))
        watch.look(at(desk, MORNING + 11 * HOUR))

    assert [(line["event"], line["what"]) for line in lines if line["event"].startswith("stale")] == [
        ("stale", "topic all"),
        ("stale no more", "topic all"),
    ]


def replaced(item: str, when: datetime) -> Delivery:
    text = "The bridge over the Lenne was closed for repairs on Tuesday, the council said."
    story = replace(said(item, ("Bridge is closed", text)).story, published=when, updated=when, first_seen=when)
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


def test_private_topic_is_in_no_figure(newsroom: Newsroom, desk: Desk) -> None:
    metrics = Metrics()

    Watch(metrics).look(at(desk, MORNING + 9 * HOUR))

    text = metrics.text().decode()
    assert 'storyfold_topic_stale{topic="all"} 1.0' in text
    assert "own" not in re.findall(r'topic="([^"]*)"', text)


def test_source_that_left_the_configuration_leaves_the_figures(newsroom: Newsroom, desk: Desk) -> None:
    metrics = Metrics()
    watch = Watch(metrics)
    now = at(desk, MORNING + HOUR)
    watch.look(now)
    assert b'source="desk"' in metrics.text()

    watch.look(replace(now, sources=()))

    assert b'source="desk"' not in metrics.text()


def test_data_that_is_gone_is_a_reason_not_to_be_ready(newsroom: Newsroom, desk: Desk) -> None:
    settings = load(desk.config)
    assert missing(settings) == []

    away = desk.root / "away"
    settings.public.rename(away)
    assert missing(settings) == ["what was published is gone: bring public back, from a backup if need be, and restart"]
    away.rename(settings.public)
    settings.data.rename(away)
    assert missing(settings)[0].startswith("the data folder is gone")


def test_status_of_data_that_is_gone_is_an_answer(newsroom: Newsroom, desk: Desk) -> None:
    settings = load(desk.config)
    database = open_database(settings.database)
    with database.reading() as connection:  # a connection that stays open
        connection.exec_driver_sql("SELECT 1")
    shutil.rmtree(settings.data)

    found = status(settings, database, Health(started=MORNING, last_pass=MORNING), {}, MORNING)

    database.close()
    assert not found.ready
    assert "the data folder is gone" in found.reasons[0]


# Alerts and the dashboard


def scraped() -> set[str]:
    """The names of all series that a service may offer."""
    metrics = Metrics()
    metrics.hub("told")
    metrics.mail("sent")
    names = set()
    for family in text_string_to_metric_families(metrics.text().decode()):
        names |= {family.name, *(sample.name for sample in family.samples)}
        if family.type == "histogram":
            names |= {f"{family.name}_{part}" for part in ("bucket", "sum", "count")}
    return names


def test_metrics_are_named_by_the_conventions() -> None:
    for family in text_string_to_metric_families(Metrics().text().decode()):
        assert family.documentation
        assert family.name.startswith(("storyfold_", "process_"))
        assert not re.search(r"_(ms|minutes|kb|mb|percent)$", family.name)


def test_alerts_name_only_metrics_that_there_are() -> None:
    rules = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]

    for rule in rules:
        assert {*_NAME.findall(rule["expr"])} <= scraped(), rule["alert"]
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["annotations"]["description"].endswith(".")
        assert rule["labels"]["severity"] in {"critical", "warning"}


def test_dashboard_names_only_metrics_that_there_are() -> None:
    board = json.loads(BOARD.read_text())
    panels = board["panels"]

    named = {name for panel in panels for target in panel["targets"] for name in _NAME.findall(target["expr"])}
    assert named <= scraped()
    assert len(named) > 15
    assert len({panel["id"] for panel in panels}) == len(panels)
    for one in panels:  # none covers another
        place = one["gridPos"]
        for other in panels:
            if one is not other and other["gridPos"]["y"] == place["y"]:
                theirs = other["gridPos"]
                assert place["x"] + place["w"] <= theirs["x"] or theirs["x"] + theirs["w"] <= place["x"]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_prometheus_accepts_the_alerts() -> None:
    done = subprocess.run(["promtool", "check", "rules", str(RULES)], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_prometheus_accepts_the_figures() -> None:
    done = subprocess.run(["promtool", "check", "metrics"], input=Metrics().text(), check=False, capture_output=True)

    assert done.returncode == 0, done.stderr.decode()
