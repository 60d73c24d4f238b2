"""Which pages are to be read, when, and what becomes of the story: before it is clustered, and after."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.fingerprints import marked
from bot.model import Decision, Story
from bot.store import clusters, pages, stories, tables
from bot.store.database import Database, open_database
from bot.store.pages import LONGEST_WAIT, Failure, Part, Wanted
from bot.store.stories import keep

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=30)
SHORT = "A ferry ran aground on Monday."
FULL = f"{SHORT}\n\nAll passengers were taken off within three hours; nobody was hurt."


def story(key: str = "00aa", text: str = SHORT, title: str = "Ferry aground", seen: datetime = NOON) -> Story:
    return Story(
        key=key,
        url=f"https://paper.example/{key}",
        title=title,
        text=text,
        html=f"<p>{text}</p>",
        first_seen=seen,
        source="paper",
        outlet="The Paper",
    )


READ = replace(story(text=FULL), key="none", language="en", dateline="HARSTAD", authors=("Ann",))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as opened:
        yield opened


def deliver(
    connection: Connection, *delivered: Story, now: datetime = NOON, entry: str | None = None, is_partial: bool = True
) -> stories.Kept:
    entries = [marked(one, entry=entry or one.key, own_key=f"own{one.key}") for one in delivered]
    parts = [Part(entry=one.entry, story=one.story.key, is_partial=is_partial) for one in entries]
    with pages.watching(connection, "paper", parts, now):
        return keep(connection, entries, now)


def due(connection: Connection, now: datetime = NOON, limit: int = 20) -> list[Wanted]:
    return pages.due(connection, ["paper"], now, limit)


def waiting(connection: Connection) -> list[str]:
    return [one.key for one in stories.unclustered(connection, 10)]


def stored(connection: Connection, key: str = "00aa") -> Story:
    [found] = stories.find(connection, key)
    return found


def cluster(connection: Connection) -> None:
    for key in waiting(connection):
        decision = Decision(kind="found", story=key, cluster=key, copy=key, score=0.0)
        clusters.apply(connection, [decision], "storyfold.example,2026")
    connection.execute(tables.cluster.update().values(changed=False))


def revisions(connection: Connection) -> list[str]:
    return list(connection.execute(select(tables.revision.c.text).order_by(tables.revision.c.number)).scalars())


def test_new_story_with_a_part_of_its_text_waits_for_its_page(connection: Connection):
    deliver(connection, story())

    expected = Wanted(
        story="00aa",
        source="paper",
        url="https://paper.example/00aa",
        title="Ferry aground",
        text=SHORT,
        is_again=False,
    )
    assert due(connection) == [expected]
    assert waiting(connection) == []


def test_story_with_all_of_its_text_or_without_a_url_waits_for_nothing(connection: Connection):
    deliver(connection, story("00aa"), is_partial=False)
    deliver(connection, replace(story("00bb"), url=None))

    assert due(connection) == []
    assert waiting(connection) == ["00aa", "00bb"]


def test_page_takes_the_place_of_the_feeds_text_and_is_no_revision(connection: Connection):
    deliver(connection, story())
    [wanted] = due(connection)

    assert pages.done(connection, wanted, READ, LATER) is False

    now = stored(connection)
    assert (now.text, now.html, now.title, now.url) == (FULL, f"<p>{FULL}</p>", "Ferry aground", story().url)
    assert (now.language, now.dateline, now.authors) == ("en", "HARSTAD", ("Ann",))
    assert (waiting(connection), due(connection, LATER), revisions(connection)) == (["00aa"], [], [])


def test_what_the_feed_knows_is_kept(connection: Connection):
    deliver(connection, replace(story(), authors=("Bob",), published=NOON, language="fr"))
    [wanted] = due(connection)
    pages.done(connection, wanted, replace(READ, published=LATER, language=None), LATER)

    now = stored(connection)
    assert (now.authors, now.published, now.language) == (("Bob",), NOON, "fr")


def test_same_feed_again_leaves_the_full_text_alone(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)

    kept = deliver(connection, story(), now=LATER)

    assert (kept.new, kept.revised) == (0, ())
    assert stored(connection).text == FULL
    assert due(connection, LATER) == []


def test_same_entry_under_another_key_leaves_the_full_text_alone(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)

    assert deliver(connection, story(), now=LATER, entry="another").new == 0
    assert stored(connection).text == FULL
    assert due(connection, LATER) == []


def test_changed_feed_text_has_the_page_read_again_and_the_long_text_stays_until_then(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)
    cluster(connection)

    deliver(connection, story(text=f"{SHORT} Divers are at work."), now=LATER)

    assert stored(connection).text == FULL
    [wanted] = due(connection, LATER)
    assert (wanted.text, wanted.is_again) == (FULL, True)
    assert revisions(connection) == []

    longer = f"{FULL}\n\nDivers are at work."
    assert pages.done(connection, wanted, replace(READ, text=longer), LATER) is True

    assert (stored(connection).text, revisions(connection)) == (longer, [FULL])
    assert connection.execute(select(tables.cluster.c.changed)).scalar_one() is True


def test_changed_title_is_a_revision_with_the_long_text(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)
    cluster(connection)

    kept = deliver(connection, story(title="Ferry freed"), now=LATER)

    now = stored(connection)
    assert (kept.revised, now.title, now.text, revisions(connection)) == (("00aa",), "Ferry freed", FULL, [FULL])


def test_long_text_stays_also_when_the_page_cannot_be_read_again_and_the_feed_changes_once_more(
    connection: Connection,
):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)
    for number, text in enumerate(("One more.", "Two more.", SHORT), 1):
        deliver(connection, story(text=text), now=NOON + timedelta(hours=number))
        [wanted] = due(connection, NOON + timedelta(hours=number))
        pages.failed(connection, wanted, Failure(error="answered 404", is_final=True), LATER)

        assert stored(connection).text == FULL


def test_page_that_says_the_same_again_is_no_revision(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)
    cluster(connection)
    deliver(connection, story(text="Anew."), now=LATER)

    assert pages.done(connection, due(connection, LATER)[0], READ, LATER) is False
    assert (due(connection, LATER), revisions(connection)) == ([], [])


def test_feed_that_has_all_of_it_now_is_believed(connection: Connection):
    deliver(connection, story())
    pages.done(connection, due(connection)[0], READ, NOON)

    deliver(connection, story(text="All of it."), now=LATER, is_partial=False)

    assert (stored(connection).text, due(connection, LATER)) == ("All of it.", [])


def test_page_of_a_text_that_the_feed_has_changed_meanwhile_is_asked_again(connection: Connection):
    deliver(connection, story())
    [asked] = due(connection)
    deliver(connection, story(text="Anew."), now=LATER)

    assert pages.done(connection, asked, READ, LATER) is False
    assert stored(connection).text == "Anew."
    assert [one.text for one in due(connection, LATER)] == ["Anew."]


def test_failed_page_is_asked_again_after_five_minutes_and_after_an_hour_and_then_given_up(connection: Connection):
    deliver(connection, story())
    now = NOON
    waits = []
    while pages.is_any_open(connection):
        [wanted] = due(connection, now)
        is_given_up = pages.failed(connection, wanted, Failure(error="answered 500"), now)
        after = now
        while not is_given_up and not due(connection, now):
            now += timedelta(minutes=5)
        waits.append(now - after)

    assert waits == [timedelta(minutes=5), timedelta(hours=1), timedelta()]
    assert (waiting(connection), stored(connection).text) == (["00aa"], SHORT)
    assert connection.execute(select(tables.page.c.error, tables.page.c.attempts)).one() == ("answered 500", 3)


@pytest.mark.parametrize(
    "failure", [Failure(error="answered 404", is_final=True), Failure(error="429", wait=LONGEST_WAIT * 2)]
)
def test_page_that_will_not_come_in_time_is_given_up_at_once(connection: Connection, failure: Failure):
    deliver(connection, story())

    assert pages.failed(connection, due(connection)[0], failure, NOON) is True
    assert waiting(connection) == ["00aa"]


def test_pause_that_the_server_asks_for_is_kept(connection: Connection):
    deliver(connection, story())
    pages.failed(connection, due(connection)[0], Failure(error="429", wait=timedelta(minutes=40)), NOON)

    assert due(connection, NOON + timedelta(minutes=39)) == []
    assert len(due(connection, NOON + timedelta(minutes=40))) == 1


def test_no_story_waits_for_more_than_two_hours(connection: Connection):
    deliver(connection, story())

    assert pages.expire(connection, ["paper"], NOON + LONGEST_WAIT - timedelta(seconds=1)) == []
    [given_up] = pages.expire(connection, ["paper"], NOON + LONGEST_WAIT)

    assert (given_up.story, given_up.because) == ("00aa", "not read within 2 h")
    assert waiting(connection) == ["00aa"]


def test_old_story_whose_feed_changed_it_is_asked_for_however_old_it_is(connection: Connection):
    deliver(connection, story(), is_partial=False)
    cluster(connection)
    deliver(connection, story("00bb"))
    pages.failed(connection, due(connection)[0], Failure(error="answered 404", is_final=True), NOON)
    cluster(connection)
    tomorrow = NOON + timedelta(days=1)

    deliver(connection, story("00bb", text="Anew."), now=tomorrow)

    assert pages.expire(connection, ["paper"], tomorrow) == []
    assert [(one.story, one.is_again) for one in due(connection, tomorrow)] == [("00bb", False)]


def test_stories_of_a_source_that_wants_no_full_text_any_more_are_let_go(connection: Connection):
    deliver(connection, story())

    [given_up] = pages.expire(connection, [], NOON)

    assert "full_text" in given_up.because
    assert waiting(connection) == ["00aa"]


def test_newest_stories_come_first_and_no_source_has_more_than_its_limit(connection: Connection):
    for number in range(5):
        seen = NOON + timedelta(minutes=number)
        deliver(connection, story(f"00a{number}", seen=seen), now=seen)

    assert [one.story for one in due(connection, LATER, limit=2)] == ["00a4", "00a3"]
    assert pages.due(connection, ["another"], LATER, 2) == []


def test_story_that_is_clustered_is_not_asked_for_when_full_text_is_switched_on(connection: Connection):
    keep(connection, [marked(story(), entry="00aa", own_key="own")], NOON)
    cluster(connection)

    deliver(connection, story(), now=LATER)

    assert due(connection, LATER) == []


def test_other_sources_story_is_theirs(connection: Connection):
    theirs = replace(story(), source="agency")
    keep(connection, [marked(theirs, entry="1", own_key="own")], NOON)

    deliver(connection, story(text="The paper's teaser."), now=LATER)

    assert due(connection, LATER) == []
    assert waiting(connection) == ["00aa"]
