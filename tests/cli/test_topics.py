"""`storyfold topics`: what it proposes can be pasted, is filled, and is new."""

import json
import shutil
from dataclasses import replace
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot import fingerprints
from bot.cleaning import facts
from bot.cli.borders import Likeness, border
from bot.cli.suggestions import Candidate, Suggestion, as_yaml
from bot.cli.topics import topics
from bot.config import load
from bot.model import Delivery
from bot.topics.rules import About
from tests.desk import CONFIG as PLAIN
from tests.desk import MORNING, Desk
from tests.newsroom import HOUR, Newsroom, said

# Stories come further apart than that: each is an event of its own.
CONFIG = PLAIN + "clustering: {window: 1h}\n"
TOPICS = """\
topics:
  - slug: grain
    title: Grain
    rules: {any: [harvest]}
"""
FERRIES = (
    (
        "Ferry Aurelia aground off Halcyon Bay",
        "The ferry ran onto a sandbank in a gale; the coast guard took 212 passengers off.",
    ),
    (
        "Ferry to Merrow loses its rudder",
        "Passengers spent a night adrift before tugs brought the ferry back to the harbour.",
    ),
    (
        "Harbour of Pella closed to ferries",
        "The harbour master found cracks in the quay where the ferry for Sorrel lands.",
    ),
    (
        "Two ferries collide in fog at Tessaly",
        "A passenger broke an arm as one ferry scraped the other outside the harbour.",
    ),
    (
        "Crew of the ferry Valdora goes on strike",
        "Sailors want more rest between two crossings; passengers waited in the harbour hall.",
    ),
)
HARVESTS = (
    ("Wheat harvest is late in Orvane", "Farmers blame a wet July; the harvest of barley is in, wheat still stands."),
    ("Record harvest of apples at Eastmere", "Orchards picked twice as many tonnes of apples as in the year before."),
    ("Hail ruins the harvest of Ansel", "Vineyards on the slopes lost four grapes of five within ten minutes."),
    ("Locusts threaten the harvest of Marl", "Swarms darkened the sky over the fields of maize and millet on Sunday."),
    ("Harvest helpers are scarce in Corley", "Growers of asparagus say that nobody answered their advertisements."),
)
OTHERS = (
    ("Museum buys a forged map", "The curator of Ashford had paid for ink younger than himself."),
    ("Chess champion falls asleep", "The referee waited an hour and then stopped her clock in Esker."),
    ("Library lends umbrellas", "Readers at Tolland bring back three of four, mostly broken."),
    ("Beekeeper wins the lottery", "He wants to buy a second hive and a bigger hat, he told a radio."),
    ("Mayor counts her votes again", "Eleven ballots had slipped behind a radiator in the town hall."),
    ("Orchestra loses its conductor", "He had taken the train to another city of the same name."),
    ("Bridge painted in the wrong colour", "The painters were given last year's tin, an engineer of the county found."),
    ("Bakers try bread of acorns", "It tastes of rain, said the guild, and nobody asked for more."),
)


def delivery(number: int, title: str, text: str, *categories: str) -> Delivery:
    made = said(f"n{number}", (title, text)).story
    came = MORNING + 2 * number * HOUR
    story = replace(
        made, categories=categories, facts=facts.extract(text, "en"), first_seen=came, published=came, updated=came
    )
    return fingerprints.marked(story, entry=f"n{number}", own_key=f"own-n{number}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk after its passes: each test has a copy of it."""
    desk = Desk(tmp_path_factory.mktemp("built") / "desk", CONFIG, TOPICS)
    stories = [*FERRIES, *HARVESTS, *OTHERS]
    kinds = [["Shipping: sea"], [], []]
    Newsroom(desk).run(
        (
            MORNING + 40 * HOUR,
            [delivery(number, *story, *kinds[min(number // 5, 2)], "News") for number, story in enumerate(stories)],
        )
    )
    return desk


@pytest.fixture
def newsroom(built: Desk, desk: Desk) -> Newsroom:
    shutil.copytree(built.root, desk.root, dirs_exist_ok=True)
    return Newsroom(desk)


def invoke(newsroom: Newsroom, *words: str) -> Result:
    result = CliRunner().invoke(topics, [*words, "-c", str(newsroom.desk.config)])
    assert result.exit_code == 0, result
    return result


def suggest(newsroom: Newsroom, *more: str) -> Any:
    return json.loads(invoke(newsroom, "suggest", "--json", *more).stdout)


def test_category_that_many_events_share_makes_a_topic_with_its_headlines(newsroom: Newsroom) -> None:
    [first, *_] = suggest(newsroom)

    assert (first["kind"], first["any"]) == ("category", ["Shipping: sea"])
    assert (first["slug"], first["events"], first["fresh"]) == ("shipping-sea", 5, 5)
    assert set(first["examples"]) <= {title for title, _ in FERRIES}
    assert len(first["examples"]) == 3


def test_what_a_topic_lets_in_or_what_all_events_have_is_not_proposed(newsroom: Newsroom) -> None:
    proposed = [term.casefold() for one in suggest(newsroom) for term in one["any"]]

    assert not [term for term in proposed if "harvest" in term or term == "news"]


def test_words_make_a_topic_where_desks_say_nothing(newsroom: Newsroom) -> None:
    newsroom.desk.query("UPDATE story SET categories = '[]'")

    [first, *_] = suggest(newsroom)

    assert first["kind"] == "word"
    assert any(term.casefold().startswith(("ferr", "harbour", "passenger")) for term in first["any"])
    assert first["events"] >= 4


def test_proposal_can_be_pasted_and_lets_in_as_many_events_as_it_says(newsroom: Newsroom) -> None:
    desk = newsroom.desk
    proposed = invoke(newsroom, "suggest").stdout
    promised = {one["slug"]: one["events"] for one in suggest(newsroom)}

    desk.configure(CONFIG, TOPICS + proposed)
    load(desk.config)
    newsroom.run((MORNING + 41 * HOUR, []))

    listed = [json.loads(line) for line in invoke(newsroom, "list").stdout.splitlines()]
    assert {row["slug"]: row["entries"] for row in listed if row["slug"] != "grain"} == promised
    assert suggest(newsroom) == [], "what was pasted is known"


def test_proposals_are_the_same_each_time(newsroom: Newsroom) -> None:
    assert invoke(newsroom, "suggest").stdout == invoke(newsroom, "suggest").stdout


def test_nothing_is_proposed_of_too_few_events(newsroom: Newsroom) -> None:
    result = invoke(newsroom, "suggest", "--fewest", "9")

    assert result.stdout == ""
    assert "nothing to suggest: no 9 of 18 events of the last 14d make a topic that is new" in result.stderr


def test_slug_that_a_topic_has_is_not_given_again(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("slug: grain", "slug: shipping-sea"))

    assert suggest(newsroom)[0]["slug"] == "shipping-sea-2"


@pytest.mark.parametrize(
    "term", ["yes", "null", "a: b", "[x]", "#1 fan", "it's “so”", "Ⅷ", "1e3", "- x", "& y", "tab\there", "ไทย", "off"]
)
def test_whatever_a_term_is_yaml_reads_it_back(term: str) -> None:
    candidate = Candidate(kind="category", title=term, terms=(term, "other"))
    made = Suggestion(slug="x", candidate=candidate, events=4, fresh=4, sources=1, examples=("a\n  - slug: evil",))

    [item] = yaml.safe_load("topics:\n" + as_yaml([made], "14d"))["topics"]

    assert item == {"slug": "x", "title": term, "rules": {"any": [{"category": term}, {"category": "other"}]}}


def test_topics_are_listed_with_their_entries(newsroom: Newsroom) -> None:
    [row] = [json.loads(line) for line in invoke(newsroom, "list").stdout.splitlines()]

    assert (row["slug"], row["entries"], row["limit"], row["conditions"]) == ("grain", 5, 50, 1)
    assert row["updated"].startswith("2026-03-03T")


def test_border_shows_the_nearest_events_on_both_sides_of_a_threshold() -> None:
    likenesses = [Likeness(score / 10, f"T{score}", "") for score in (1, 9, 3, 7, 5)]

    standing = border(About(("ships",)), likenesses, 0.5)
    own = border(About(("ships",), 0.8), likenesses, 0.5)

    assert [one.title for one in standing.above] == ["T5", "T7", "T9"]
    assert [one.title for one in standing.below] == ["T3", "T1"]
    assert dict(standing.counts)[0.7] == 2
    assert ([one.title for one in own.above], own.is_own, own.threshold) == (["T9"], True, 0.8)


def test_threshold_says_what_each_would_let_in(newsroom: Newsroom) -> None:
    about = "{slug: sea, title: At sea, rules: {any: [about: A ferry with passengers is in distress at sea]}}"
    newsroom.desk.configure(CONFIG, f"{TOPICS}  - {about}\n")

    [told] = json.loads(invoke(newsroom, "threshold", "sea").stdout)["abouts"]

    counts = [one["events"] for one in told["counts"]]
    assert told["events"] == 18
    assert counts == sorted(counts)
    scores = [one["score"] for one in (*told["above"][::-1], *told["below"])]
    assert scores == sorted(scores, reverse=True)
    assert all(one["score"] >= told["threshold"] for one in told["above"])
    nearest = [one["title"] for one in (*told["above"][::-1], *told["below"])][:5]
    assert set(nearest) & {title for title, _ in FERRIES}


def test_threshold_of_a_topic_without_meanings_is_bad_usage(newsroom: Newsroom) -> None:
    result = CliRunner().invoke(topics, ["threshold", "grain", "-c", str(newsroom.desk.config)])

    assert result.exit_code == 2
    assert "has no `about` in its rules" in result.stderr
