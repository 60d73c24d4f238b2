"""Of old texts only the beginning is kept: ids, links and what was seen outlive them, and nothing comes or goes for readers."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot import fingerprints
from bot.config import load
from bot.config.settings import RetentionSettings
from bot.errors import ConfigError
from bot.model import Delivery
from bot.pipeline import open_pipeline
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said
from tests.test_repairs import key

DAY = timedelta(days=1)
KEEPS = CONFIG + "retention: {age: 30d}\n"
# One entry in the feed: the next event pushes the one before out of it.
TOPICS = "topics:\n  - {slug: all, title: Everything, limit: 1, rules: {any: [sluice]}}\n"
SLUICE = "The sluice at Harlow stayed shut, the water board said."
REST = "An inquest opens at the county court in Dunmore, and will hear the night watchman first."


def long(text: tuple[str, str], rest: str = REST) -> tuple[str, str]:
    return text[0], f"{text[1]}\n\n{SLUICE}\n\n{rest}"


FIRE_AT_LENGTH, FLOOD_AT_LENGTH = long(FIRE), long(FLOOD, f"{REST} Again.")
QUAKE = long(
    ("Quake shakes the coast", "An earthquake of magnitude 5.2 shook the coast near Arden early on Friday."), "No harm."
)


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(KEEPS, TOPICS)
    return Newsroom(desk)


def text(newsroom: Newsroom, item: str) -> str:
    return str(newsroom.desk.query(f"SELECT text FROM story WHERE key = '{key(item)}'")[0][0])


def fire_then_flood(newsroom: Newsroom, after: timedelta = 40 * DAY) -> None:
    """Let the fire be old and out of the feed."""
    newsroom.run((MORNING, [said("fire", FIRE_AT_LENGTH)]))
    newsroom.run(
        (MORNING + after, [dated("flood", FLOOD_AT_LENGTH, MORNING + after)]),
        (MORNING + after + DAY, [dated("quake", QUAKE, MORNING + after + DAY)]),
        (MORNING + after + 2 * DAY, []),
    )


def dated(item: str, text: tuple[str, str], at: datetime, version: int = 1) -> Delivery:
    story = replace(said(item, text, version, at).story, published=at, first_seen=at)
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


def test_old_text_that_no_topic_shows_has_its_beginning_left(newsroom: Newsroom) -> None:
    fire_then_flood(newsroom)

    assert text(newsroom, "fire") == FIRE[1]
    assert text(newsroom, "flood") == FLOOD_AT_LENGTH[1]
    page = newsroom.page("fire")
    assert FIRE[0] in page
    assert "Only the beginning of this text is kept." in page
    assert REST not in page
    assert REST in newsroom.page("flood")


def test_text_that_a_topic_shows_or_that_is_young_stays_whole(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE_AT_LENGTH)]))
    newsroom.run((MORNING + 40 * DAY, []))  # the only entry: shown
    assert text(newsroom, "fire") == FIRE_AT_LENGTH[1]

    newsroom.run((MORNING + 40 * DAY + HOUR, [dated("flood", FLOOD_AT_LENGTH, MORNING + 40 * DAY + HOUR)]))
    newsroom.run((MORNING + 43 * DAY, [dated("quake", QUAKE, MORNING + 43 * DAY)]))

    assert text(newsroom, "fire") == FIRE[1]
    assert text(newsroom, "flood") == FLOOD_AT_LENGTH[1]


def test_archive_of_a_month_is_written_again_once_all_of_it_is_old(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE_AT_LENGTH)]))
    newsroom.run((MORNING + 20 * DAY, [dated("flood", FLOOD_AT_LENGTH, MORNING + 20 * DAY)]))
    newsroom.run((MORNING + 35 * DAY, [dated("quake", QUAKE, MORNING + 35 * DAY)]))
    archive = newsroom.desk.public / "topics" / "all" / "2026-03.atom"
    before = archive.read_bytes()
    assert REST[:40].encode() in before  # the fire is trimmed; some of its month is young

    newsroom.run((MORNING + 65 * DAY, []))

    after = archive.read_bytes()
    assert REST[:40].encode() not in after
    assert after.count(b"<entry") == before.count(b"<entry") > 1
    assert newsroom.desk.published().keys() >= {f"clusters/{key('fire')}.html"}


def test_what_its_source_says_again_is_known(newsroom: Newsroom) -> None:
    fire_then_flood(newsroom)
    before = newsroom.desk.published()

    [report] = newsroom.run((MORNING + 43 * DAY, [said("fire", FIRE_AT_LENGTH)]))

    assert (report.taken.new, report.taken.revised) == (0, 0)
    assert newsroom.desk.published() == before


def test_what_its_source_changes_is_whole_again_and_has_no_former_text(newsroom: Newsroom) -> None:
    fire_then_flood(newsroom)
    newer = long((FIRE[0], FIRE[1].replace("Forty", "Sixty")))

    [report] = newsroom.run((MORNING + 43 * DAY, [dated("fire", newer, MORNING + 43 * DAY, 2)]))

    assert report.taken.revised == 1
    assert text(newsroom, "fire") == newer[1]
    assert newsroom.desk.query("SELECT count(*) FROM revision") == [(0,)]
    assert newsroom.desk.query(f"SELECT trimmed_at FROM story WHERE key = '{key('fire')}'") == [(None,)]


def test_topic_keeps_what_its_rules_found_in_a_text_that_is_gone(newsroom: Newsroom) -> None:
    fire_then_flood(newsroom)
    rows = "SELECT cluster, withdrawn FROM topic_entry ORDER BY cluster"
    before = newsroom.desk.query(rows)
    newsroom.desk.configure(KEEPS, TOPICS.replace("[sluice]", "[sluice, quarry]"))

    newsroom.run((MORNING + 43 * DAY, []))

    assert newsroom.desk.query(rows) == before
    assert [entry.id for entry in newsroom.desk.feed("all").entries if "deleted" in entry] == []


def test_search_finds_it_by_its_title_alone(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.run((MORNING, [said("fire", FIRE_AT_LENGTH)]), (MORNING + HOUR, []))
    found = desk.run("search", "-c", str(desk.config), "watchman")
    assert FIRE[0] in found.out

    fire_then_flood(newsroom)
    newsroom.run((MORNING + 43 * DAY, []))

    assert FIRE[0] not in desk.run("search", "-c", str(desk.config), "watchman", code=None).out
    assert FIRE[0] in desk.run("search", "-c", str(desk.config), "mill").out


def test_without_retention_all_is_kept(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS)

    fire_then_flood(newsroom, 400 * DAY)

    assert text(newsroom, "fire") == FIRE_AT_LENGTH[1]


def test_stories_that_come_later_go_where_they_went_before(newsroom: Newsroom, desk: Desk) -> None:
    fire_then_flood(newsroom)

    [report] = newsroom.run((MORNING + 43 * DAY, [dated("blaze", BLAZE, MORNING + 43 * DAY)]))

    assert (report.founded, report.joined) == (1, 0)
    assert len(desk.query("SELECT key FROM cluster")) == 4


def many(number: int, at: datetime) -> list[Delivery]:
    body = " ".join(f"Crew {word} of the harbour met the mayor." for word in range(300))
    return [
        dated(f"story{number}x{one}", (f"Event {number} {one}", f"{SLUICE}\n\n{body} {one}"), at) for one in range(6)
    ]


def test_database_that_is_too_large_loses_the_oldest_texts_until_it_fits(desk: Desk) -> None:
    desk.configure(CONFIG.replace("settle: 0s\n", "settle: 0s\nclustering: {window: 1h}\n"), TOPICS)
    room = Newsroom(desk)
    for number in range(6):
        room.run((MORNING + number * DAY, many(number, MORNING + number * DAY)))
    assert desk.query("SELECT count(*) FROM story WHERE trimmed_at IS NOT NULL") == [(0,)]
    whole = sized(desk)

    passes(desk, whole - 100_000, MORNING + 7 * DAY)

    trimmed = desk.query("SELECT revised, trimmed_at IS NOT NULL FROM story ORDER BY revised, key")
    marks = [mark for _, mark in trimmed]
    assert 0 < sum(marks) < len(marks)
    assert marks == sorted(marks, reverse=True)  # the oldest
    assert sized(desk) < whole


def test_database_that_cannot_shrink_says_so_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.configure(CONFIG, TOPICS)
    Newsroom(desk).run((MORNING, [said("fire", FIRE_AT_LENGTH)]))

    passes(desk, 1, MORNING + HOUR, MORNING + 2 * HOUR, MORNING + 5 * HOUR)

    assert text(Newsroom(desk), "fire") == FIRE_AT_LENGTH[1]
    assert capsys.readouterr().err.count("larger than retention.size") <= 1


def passes(desk: Desk, size: int, *times: datetime) -> None:
    """Do passes with a limit of *size* bytes, smaller than a configuration may say."""

    async def run() -> None:
        retention = RetentionSettings.model_construct(age=None, size=size)
        settings = load(desk.config).model_copy(update={"retention": retention})
        async with open_pipeline(settings) as pipeline:
            for now in times:
                await pipeline.run_pass(now)

    asyncio.run(run())


def sized(desk: Desk) -> int:
    [[pages]], [[free]], [[size]] = (
        desk.query(f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def test_age_that_is_shorter_than_the_window_is_refused(desk: Desk) -> None:
    desk.configure(CONFIG + "clustering: {window: 60d}\nretention: {age: 30d}\n", TOPICS)

    with pytest.raises(ConfigError) as refused:
        load(desk.config)

    assert "retention" in str(refused.value)
    assert "60d or more, as clustering.window is" in str(refused.value)
