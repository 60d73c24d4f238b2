"""Private topics, from what is stored to the files: nothing of them is anywhere where the public reads."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot import editing
from bot.config import load
from bot.health import Health, status
from bot.store.database import open_database
from bot.store.editorial import Wanted
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

#: Every word of the topic that may be nowhere outside.
CANARIES = ("River bursts", "Esker", "Tolland", "Piet Vos", "Night desk", "for the night", "waters")
TOPICS = """\
topics:
  - slug: fires
    title: Fires
    rules: {{{fires}}}
  - slug: waters
    title: Night desk
    description: Only for the night.
    private: {private}
    rules: {{{waters}}}
  - slug: boats
    title: Boat watch
    private: true
    rules: {{any: [sandbags]}}
"""
MILL, RIVER = f"{'fire':0>20}", f"{'flood':0>20}"


def topics(*, is_private: bool, fires: str = "any: [fire]", waters: str = "any: [Esker, six brigades]") -> str:
    return TOPICS.format(private="true" if is_private else "false", fires=fires, waters=waters)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Desk(tmp_path / "desk", topics=topics(is_private=True)))


def files(root: Path) -> dict[str, bytes]:
    """Everything in a folder, also what is not for readers."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def private(newsroom: Newsroom) -> dict[str, bytes]:
    return files(newsroom.desk.root / "data" / "private")


def naming(published: Mapping[str, bytes], words: tuple[str, ...]) -> set[str]:
    return {
        path
        for path, content in published.items()
        if any(word in path or word.encode() in content for word in (*words, f"{words[-1]}."))
    }


def decide(newsroom: Newsroom, wanted: Wanted) -> None:
    database = open_database(newsroom.desk.database())
    try:
        editing.decide(database, wanted, "cli", MORNING)
    finally:
        database.close()


def secrets_in_public(newsroom: Newsroom) -> set[str]:
    return naming(files(newsroom.desk.public), CANARIES)


def test_no_public_file_has_a_word_of_a_private_topic(newsroom: Newsroom) -> None:
    # The mill is in the public topic too; that its page shows the match of the private one would say that there is one.
    newsroom.run((MORNING, [said("flood", FLOOD), said("fire", FIRE), said("blaze", BLAZE)]))

    published = files(newsroom.desk.public)
    assert secrets_in_public(newsroom) == set()
    assert {path for path in published if path.startswith("clusters/") and path.endswith(".html")} == {
        f"clusters/{MILL}.html"
    }
    assert naming(published, ("six brigades, ", "Boat watch", "boats")) == set()
    assert b"fires" in published["topics.opml"]


def test_the_readers_of_a_private_topic_have_all_of_it_and_nothing_of_another_one(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("flood", FLOOD), said("fire", FIRE)]))

    found = private(newsroom)
    assert {f"waters/topics/waters.{form}" for form in ("html", "atom", "rss", "json")} <= found.keys()
    assert {f"waters/clusters/{MILL}.html", f"waters/clusters/{RIVER}.html", "waters/index.html"} <= found.keys()
    assert f"boats/clusters/{MILL}.html" not in found
    assert b"Night desk" in found[f"waters/clusters/{RIVER}.html"]
    assert naming({path: one for path, one in found.items() if path.startswith("waters/")}, ("Boat watch",)) == set()
    assert naming({path: one for path, one in found.items() if path.startswith("boats/")}, ("Night desk",)) == set()


def test_addresses_in_private_files_are_all_below_what_stands_for_the_token(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("flood", FLOOD)]))

    [(veil,)] = newsroom.desk.query("SELECT value FROM setting WHERE name = 'private address'")
    assert len(veil) == 40
    for path, content in private(newsroom).items():
        assert content.count(b"http://127.0.0.1:8000") == content.count(
            f"http://127.0.0.1:8000/private/{veil}".encode()
        ), path
    newsroom.run((MORNING + HOUR, [said("fire", FIRE)]))
    assert newsroom.desk.query("SELECT value FROM setting WHERE name = 'private address'") == [(veil,)]


def test_status_that_whoever_asks_may_read_names_no_private_topic(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    database = open_database(newsroom.desk.database())
    try:
        told = status(load(newsroom.desk.config), database, Health(started=MORNING), {}, MORNING)
    finally:
        database.close()

    assert [topic.slug for topic in told.topics] == ["fires"]


def test_reasons_on_a_public_page_do_not_name_a_story_that_is_private(newsroom: Newsroom) -> None:
    rules = {"fires": "any: [sold it in May]", "waters": "all: [mill], none: [sold it in May]"}
    newsroom.desk.configure(CONFIG, topics(is_private=False, **rules))
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE)]))
    blaze = f"{'blaze':0>20}"
    decide(newsroom, Wanted(kind="split", story=blaze, sides=((blaze,), ())))
    newsroom.run((MORNING + HOUR, []))
    assert FIRE[0] in newsroom.page("blaze")

    newsroom.desk.configure(CONFIG, topics(is_private=True, **rules))
    newsroom.run((MORNING + 2 * HOUR, []))

    assert "not shown here" in newsroom.page("blaze")
    assert newsroom.names(FIRE) == set()


def test_what_comes_later_to_a_running_program_is_as_secret(newsroom: Newsroom) -> None:
    rising = ("River rises on", FLOOD[1].replace("300 people", "400 people"))
    newsroom.run(
        (MORNING, [said("fire", FIRE)]),
        (MORNING + HOUR, [said("flood", FLOOD, at=MORNING + HOUR)]),
        (MORNING + 2 * HOUR, [said("blaze", BLAZE, at=MORNING + 2 * HOUR)]),
        (MORNING + 3 * HOUR, [said("flood", rising, 2, at=MORNING + 3 * HOUR)]),
    )

    assert secrets_in_public(newsroom) == set()
    assert BLAZE[0] in newsroom.page("fire")
    found = private(newsroom)
    assert b"400 people" in found["waters/topics/waters.atom"]
    assert b"400 people" in found["boats/clusters/" + f"{RIVER}.html"]
    assert BLAZE[0].encode() in found[f"waters/clusters/{MILL}.html"]


def test_months_that_are_over_are_as_secret(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]), (MORNING + 60 * 24 * HOUR, []))

    found = private(newsroom)
    assert b"River bursts" in found["waters/topics/waters/2026-03.atom"]
    assert (newsroom.desk.public / "topics" / "fires" / "2026-03.atom").exists()
    assert secrets_in_public(newsroom) == set()
    month = found["waters/topics/waters/2026-03.atom"]
    assert month.count(b"127.0.0.1:8000") == month.count(b"127.0.0.1:8000/private/") > 0


def test_topic_that_becomes_private_leaves_nothing_behind_and_comes_back_as_it_was(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, topics(is_private=False))
    spring = MORNING + 60 * 24 * HOUR
    newsroom.run((MORNING, [said("flood", FLOOD), said("fire", FIRE)]), (spring, []))
    before = files(newsroom.desk.public)
    assert "Night desk" in newsroom.page("fire")
    assert {f"clusters/{RIVER}.html", "topics/waters/2026-03.rss"} <= before.keys()

    newsroom.desk.configure(CONFIG, topics(is_private=True))
    newsroom.run((spring + HOUR, []))
    assert secrets_in_public(newsroom) == set()
    assert f"waters/clusters/{RIVER}.html" in private(newsroom)

    newsroom.desk.configure(CONFIG, topics(is_private=False))
    newsroom.run((spring + 2 * HOUR, []))
    after = files(newsroom.desk.public)
    shown = {path: one for path, one in before.items() if not path.rpartition("/")[2].startswith(".")}
    assert {path: after[path] for path in shown} == shown
    assert not {path for path in private(newsroom) if path.startswith("waters/")}


def test_pages_that_a_topic_shows_no_more_name_it_no_more_either(newsroom: Newsroom) -> None:
    narrow = topics(is_private=False).replace("title: Night desk", "title: Night desk\n    limit: 1")
    newsroom.desk.configure(CONFIG, narrow)
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("flood", FLOOD, at=MORNING + HOUR)]))
    newsroom.desk.configure(CONFIG, topics(is_private=False, fires="any: [volcano]"))
    newsroom.run((MORNING + 2 * HOUR, []))
    assert "Night desk" in newsroom.page("fire")

    newsroom.desk.configure(CONFIG, topics(is_private=True, fires="any: [volcano]"))
    newsroom.run((MORNING + 3 * HOUR, []))

    # A public topic had the mill once, but now it goes on as a secret.
    assert secrets_in_public(newsroom) == set()
    assert not (newsroom.desk.public / "clusters" / f"{MILL}.html").exists()


def test_cluster_that_became_part_of_a_private_one_leads_nowhere(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, topics(is_private=True, fires="any: [volcano]"))
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    decide(newsroom, Wanted(kind="merge", story=MILL, other=RIVER))
    newsroom.run((MORNING + HOUR, []))

    assert not [path for path in files(newsroom.desk.public) if path.startswith("clusters/")]
    assert secrets_in_public(newsroom) == set()
    pages = {path for path in private(newsroom) if path.startswith("waters/clusters/")}
    assert pages == {f"waters/clusters/{MILL}.html", f"waters/clusters/{RIVER}.html"}


def test_topic_that_leaves_while_it_is_private_stays_a_secret(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    newsroom.desk.configure(CONFIG, topics(is_private=True).split("  - slug: waters")[0])
    newsroom.run((MORNING + HOUR, [said("flood", FLOOD, 2, at=MORNING + HOUR, status="canceled")]))

    assert secrets_in_public(newsroom) == set()
    assert not (newsroom.desk.public / "clusters" / f"{RIVER}.html").exists()
    assert private(newsroom).keys() <= {".storyfold-manifest"}


def test_no_folder_of_private_files_without_a_private_topic(tmp_path: Path) -> None:
    newsroom = Newsroom(Desk(tmp_path / "desk", topics=topics(is_private=False).split("  - slug: boats")[0]))
    newsroom.run((MORNING, [said("flood", FLOOD)]))

    assert not (newsroom.desk.root / "data" / "private").exists()
    assert newsroom.desk.query("SELECT count(*) FROM setting WHERE name = 'private address'") == [(0,)]
