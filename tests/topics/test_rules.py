"""One story has to satisfy the rules; each match says by what, each refusal why; all topics together say what each says alone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Coverage, Story, Subject, Voice, Wire
from bot.topics import Rulebook, Rules, rulebook, rules
from bot.topics.about import DEFAULT_THRESHOLD
from bot.topics.folding import fold
from bot.topics.rules import About, Hit, MaxAge, Number, Pattern, Phrase
from tests.topics import naive
from tests.topics.wire import NOW, cluster, coverage, member, story

DAY = timedelta(days=1)
FAMILIES = {"harbour": "Harbour Group", "coast": "Coast Media", "wire": "Northwire Agency"}


def hits(
    asked: Rules, *stories: Any, covered: Coverage | None = None, book: Rulebook | None = None
) -> list[str] | None:
    book = book or Rulebook({"topic": asked}, families=FAMILIES)
    found = book.match(cluster(*stories), covered or coverage(), NOW).get("topic")
    return None if found is None else [str(hit) for hit in found.hits]


def why_not(asked: Rules, *stories: Any, covered: Coverage | None = None) -> list[str]:
    return Rulebook({"topic": asked}, families=FAMILIES).why_not(cluster(*stories), covered or coverage(), NOW, "topic")


def some(*words: str) -> Rules:
    return Rules(any=tuple(map(Phrase, words)))


def every(*words: str) -> Rules:
    return Rules(all=tuple(map(Phrase, words)))


FERRY = story("to the island", title="Ferry aground")


@pytest.mark.parametrize(
    "asked, is_in",
    [
        (some("ferry", "storm"), True),
        (some("storm"), False),
        (every("ferry", "island"), True),
        (every("ferry", "storm"), False),
        (Rules(all=(Phrase("ferry"),), any=(Phrase("island"), Phrase("storm"))), True),
        (Rules(all=(Phrase("ferry"),), any=(Phrase("storm"),)), False),
        (Rules(any=(Phrase("ferry"),), none=(Phrase("island"),)), False),
        (Rules(any=(Phrase("ferry"),), none=(Phrase("storm"),)), True),
        (Rules(all=(rules.Any((rules.All((Phrase("ferry"), Phrase("storm"))), Phrase("island"))),)), True),
        (Rules(all=(rules.Any((Phrase("storm"), rules.None_((Phrase("fog"),)))), Phrase("ferry"))), True),
        (Rules(all=(rules.None_((rules.None_((Phrase("ferry"),)),)),)), True),
    ],
)
def test_lists_nest(asked: Rules, is_in: bool) -> None:
    assert (hits(asked, FERRY) is not None) is is_in


def test_one_member_lets_the_cluster_in() -> None:
    assert (
        hits(every("ferry", "island"), story("Nothing here"), story("The ferry to the island", key="00bb")) is not None
    )


def test_words_of_two_members_do_not_add_up() -> None:
    assert hits(every("ferry", "island"), story("The ferry"), story("The island", key="00bb")) is None


def test_a_phrase_does_not_reach_from_the_title_into_the_text() -> None:
    assert hits(some("harbour fire"), story("Fire at the pier", title="Harbour")) is None


def test_a_match_names_the_words_and_where_they_are() -> None:
    asked = Rules(
        all=(
            Phrase("bank of england"),
            Phrase("sanction", "title"),
            Pattern(r"\d+ (dead|hurt)"),
            Number("min_sources", 2),
        ),
        any=(Phrase("ada", "author"), Phrase("北京")),
    )
    told = story(
        "The Banks of\nEngland, 12 hurt; 普京抵达北京访问", title="New “Sanctions”, again", authors=("Ada Example",)
    )

    assert hits(asked, told, covered=coverage(sources=2)) == [
        "“Banks of England” in the text of Harbour Post",
        "“Sanctions” in the title of Harbour Post",
        "“12 hurt” in the text of Harbour Post",
        "2 sources",
        "“Ada” as an author of Harbour Post",
        "“北京” in the text of Harbour Post",
    ]


def test_each_condition_is_told_once_of_the_first_story_that_meets_it_in_the_order_of_the_rules() -> None:
    found = hits(some("ferry", "fog"), story("Fog", outlet="A"), story("The ferry in fog", key="00bb", outlet="B"))

    assert found == ["“ferry” in the text of B", "“Fog” in the text of A"]


WIRED = Wire(subjects=(Subject(name="Maritime accidents", code="medtop:20000149"),), dateline="KALLAN")


@pytest.mark.parametrize(
    "field, phrase, is_in",
    [
        ("title", "ferry", True),
        ("title", "island", False),
        ("source", "harbour", True),
        ("source", "coast-daily", True),
        ("source", "northwire", False),
        ("family", "Harbour Group", True),
        ("family", "northwire", True),
        ("family", "coast media", False),
        ("author", "ada example", True),
        ("author", "ferry", False),
        ("category", "transport", True),
        ("category", "accident", True),
        ("category", "medtop:20000149", True),
        ("category", "medtop:2000", False),
        ("subject", "maritime accident", True),
        ("subject", "transport", False),
        ("language", "en", True),
        ("language", "de", False),
        ("dateline", "port merrow", True),
        ("dateline", "kallan", True),
        ("dateline", "kallans", False),
        ("outlet", "harbour post", True),
        ("outlet", "ferry", False),
    ],
)
def test_a_field_looks_at_that_part_of_the_story_only(field: rules.Field, phrase: str, is_in: bool) -> None:
    told = story(
        "to the island",
        title="Ferry aground",
        authors=("Ada Example",),
        categories=("Transport",),
        dateline="PORT MERROW",
        wire=WIRED,
    )
    covered = Coverage(
        outlets=("Harbour Post",),
        voices=(Voice(name="Northwire", because="", stories=("00aa",), outlets=("Harbour Post",)),),
        first="00aa",
    )

    found = hits(Rules(all=(Phrase(phrase, field),)), member(told, "harbour", "coast-daily"), covered=covered)

    assert (found is not None) is is_in


@pytest.mark.parametrize("kind, sources, voices", [("min_sources", 3, 1), ("min_independent", 1, 3)])
def test_numbers_are_those_of_the_cluster(kind: rules.NumberKind, sources: int, voices: int) -> None:
    asked = Rules(all=(Phrase("ferry"), Number(kind, 3)))

    assert hits(asked, FERRY, covered=coverage(sources, voices)) is not None
    assert hits(asked, FERRY, covered=coverage(voices, sources)) is None


def test_a_topic_may_ask_for_numbers_only() -> None:
    asked = Rules(all=(Number("min_independent", 2),))

    assert hits(asked, FERRY, covered=coverage(2, 2)) == ["2 independent sources"]
    assert hits(asked, FERRY, covered=coverage(2, 1)) is None


def test_age_lets_a_cluster_go_at_the_time_that_is_told() -> None:
    book = Rulebook({"topic": Rules(all=(Phrase("ferry"), MaxAge(3 * DAY)))})
    event = cluster(FERRY, story("later", key="00bb", first_seen=NOW + DAY))

    found = book.match(event, coverage(), NOW + 2 * DAY)["topic"]

    assert found.until == NOW + 4 * DAY
    assert "topic" in book.match(event, coverage(), found.until - timedelta(seconds=1))
    assert "topic" not in book.match(event, coverage(), found.until)


def test_only_an_age_that_matters_ends_a_match() -> None:
    book = Rulebook({"topic": Rules(any=(rules.All((Phrase("fog"), MaxAge(DAY))), Phrase("ferry"), MaxAge(2 * DAY)))})

    assert book.match(cluster(FERRY), coverage(), NOW)["topic"].until is None
    assert book.match(cluster(story("fog")), coverage(), NOW)["topic"].until == NOW + 2 * DAY


def test_only_the_story_that_represents_the_cluster_counts_where_that_is_asked_for() -> None:
    asked = Rules(any=(Phrase("ferry"),), match_on="representative")
    book, event = Rulebook({"topic": asked}), cluster(FERRY, story("A boat", key="00bb"))

    assert "topic" in book.match(event, coverage(), NOW, {"topic": "00aa"}.get)
    assert "topic" not in book.match(event, coverage(), NOW, {"topic": "00bb"}.get)
    assert book.match(event, coverage(), NOW) == {}
    assert book.why_not(event, coverage(), NOW, "topic", {"topic": "00bb"}.get) == [
        "the story that represents it lacks “ferry” in its title or text"
    ]


def test_topics_come_in_their_order() -> None:
    book = Rulebook(
        {"b": some("island"), "c": Rules(all=(Number("min_sources", 1),)), "a": some("ferry"), "d": some("fog")}
    )

    assert list(book.match(cluster(FERRY), coverage(), NOW)) == ["b", "c", "a"]


def test_a_story_that_is_edited_or_carried_by_another_source_is_read_again() -> None:
    book = Rulebook({"topic": Rules(any=(Phrase("ferry"), Phrase("coast", "source")))})

    assert hits(Rules(), story("A boat"), book=book) is None
    assert hits(Rules(), story("A ferry"), book=book) is not None
    assert hits(Rules(), story("A boat"), book=book) is None
    assert hits(Rules(), member(story("A boat"), "coast"), book=book) is not None


class Likeness:
    """Means what it is told to: as much alike as words are in common."""

    def __init__(self) -> None:
        self.asked = 0

    version = 1

    def vector(self, title: str, text: str) -> frozenset[str]:
        self.asked += 1
        return frozenset(f"{title} {text}".lower().split())

    def prepare(self, abouts: Sequence[About]) -> list[list[frozenset[str]]]:
        return [[frozenset(example.lower().split()) for example in about.examples] for about in abouts]

    def scores(self, prepared: list[list[frozenset[str]]], vector: frozenset[str]) -> list[float]:
        return [max(len(one & vector) / len(one) for one in examples) for examples in prepared]


def test_meaning_is_asked_once_for_each_story() -> None:
    meaning = Likeness()
    about = About(("a ferry aground", "ships in fog"), 0.6)
    book = Rulebook(
        {"a": Rules(all=(about,)), "b": Rules(all=(About(("fog",), 0.5), Number("min_sources", 1)))}, meaning
    )

    found = book.match(cluster(FERRY), coverage(), NOW)
    book.match(cluster(FERRY), coverage(), NOW)

    assert [str(hit) for hit in found["a"].hits] == ["Harbour Post is about “a ferry aground” and 1 more (0.67)"]
    assert meaning.asked == 1
    assert book.why_not(cluster(FERRY), coverage(), NOW, "b") == [
        "the story of Harbour Post is not enough about “fog”: 0.00, 0.50 is needed"
    ]


def test_a_meaning_is_another_one_beside_others() -> None:
    ferries, fog = Rules(all=(About(("ferries",)),)), Rules(all=(About(("fog",)),))
    beside = Rulebook({"a": ferries, "b": fog, "c": some("ice")}, Likeness())

    assert beside.digest("a") != Rulebook({"a": ferries}, Likeness()).digest("a")
    assert beside.digest("c") == Rulebook({"c": some("ice")}).digest("c")


def test_an_about_without_a_threshold_asks_for_what_meanings_are_made_for() -> None:
    assert rulebook.THRESHOLD == DEFAULT_THRESHOLD


def test_meaning_is_not_left_out_in_silence() -> None:
    with pytest.raises(ValueError, match="nobody can tell"):
        Rulebook({"topic": Rules(all=(About(("ferries",)),))})


@pytest.mark.parametrize(
    "asked, expected",
    [
        (some("fog"), ["no story has “fog” in its title or text"]),
        (some("fog", "hail", "ice"), ["no story has “fog”, “hail” or “ice” in its title or text"]),
        (
            Rules(all=(Phrase("fog", "title"), Phrase('"Ada"', "author"), Pattern("x+y"))),
            [
                "no story has “fog” in its title",
                "no story has “Ada” as an author",
                "no story has /x+y/ in its title or text",
            ],
        ),
        (Rules(all=(Number("min_independent", 3),)), ["2 independent sources, 3 are needed"]),
        (Rules(all=(Number("min_sources", 9),)), ["4 sources, 9 are needed"]),
        (Rules(any=(Phrase("ferry"),), none=(Phrase("island"),)), ["kept out by “island” in the text of Harbour Post"]),
        (
            Rules(any=(Phrase("fog"), Phrase("hail", "dateline"), Number("min_sources", 5))),
            [
                "one of these would do: no story has “fog” in its title or text; no story has “hail” in its dateline; 4 sources, 5 are needed"
            ],
        ),
        (
            every("island", "storm warning"),
            [
                "no one story meets all of it: the story of Harbour Post, the closest, lacks “storm warning” in its title or text"
            ],
        ),
        (
            Rules(any=(Phrase("ferry"),), none=(rules.None_((Phrase("ice"),)),)),
            ["kept out, as it has nothing of what would let it in"],
        ),
        (every("ferry", "island"), []),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(asked: Rules, expected: list[str]) -> None:
    other = story("A storm warning", key="00bb", outlet="Coast News")

    assert why_not(asked, FERRY, other, covered=coverage(sources=4, voices=2)) == expected


def test_an_old_event_is_said_to_be_old() -> None:
    book = Rulebook({"topic": Rules(all=(MaxAge(3 * DAY),))})

    assert book.why_not(cluster(FERRY), coverage(), NOW + 9 * DAY, "topic") == [
        "the newest story is 9 days old, under 3d is asked for"
    ]


def test_a_digest_is_another_one_for_other_rules() -> None:
    asked = [
        some("a"),
        every("a"),
        Rules(any=(Phrase("a", "title"),)),
        Rules(any=(Pattern("a"),)),
        Rules(any=(Phrase("a"),), match_on="representative"),
    ]

    assert len({one.digest() for one in asked}) == len(asked)
    assert Rulebook({"t": asked[0]}).digest("t") == Rulebook({"t": some("a"), "u": some("b")}).digest("t")


# Few words that meet often, with other forms, accents and scripts.
WORDS = ["ferry", "Ferries", "café", "CAFE", "gate", "Gates", "import", "important", "sanctioned", "sanctions", "AIDS"]
WORDS += [
    "Путин",
    "Путина",
    "北京",
    "访问北京",
    "Bank",
    "of",
    "England",
    "l'Élysée",
    "½",
    "U.S.",
    "—",
    "Belt-and-Road",
    "12",
]
PATTERNS = [r"ferr(y|ies)", r"\bgate", r"^cafe", "П.тин", r"\d+", "(?-i)Bank", "[^a-z]{9}", "k|of engl"]
phrases = st.lists(st.sampled_from([word for word in WORDS if word != "—"]), min_size=1, max_size=3).map(" ".join)
fields = st.sampled_from([None, None, None, *rules.FIELDS])
leaf = st.one_of(
    st.builds(Phrase, phrases | phrases.map('"{}"'.format), fields),
    st.builds(Pattern, st.sampled_from(PATTERNS), fields),
    st.builds(Number, st.sampled_from(["min_sources", "min_independent"]), st.integers(1, 3)),
)
trees = st.recursive(
    leaf,
    lambda inner: st.one_of(
        [st.lists(inner, min_size=1, max_size=3).map(tuple).map(kind) for kind in (rules.Any, rules.All, rules.None_)]
    ),
    max_leaves=8,
)
children = st.lists(trees, max_size=3).map(tuple)
rulesets = st.builds(Rules, any=children, all=children, none=children)
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join)
stories = st.builds(
    story,
    text=texts,
    title=texts,
    language=st.sampled_from(["en", "ru", "fr", "de", None]),
    authors=st.lists(texts, max_size=1).map(tuple),
    categories=st.lists(texts, max_size=2).map(tuple),
    dateline=st.none() | texts,
    outlet=texts,
    source=st.sampled_from(["harbour", "coast", "wire"]),
    wire=st.none() | st.builds(lambda name: Wire(subjects=(Subject(name=name),)), texts),
)


@settings(max_examples=70)
@given(st.lists(rulesets, min_size=1, max_size=4), stories, st.integers(1, 3), st.integers(1, 3))
def test_all_topics_at_once_say_what_each_says_told_plainly(
    asked: list[Rules], told: Story, sources: int, voices: int
) -> None:
    covered, seen = coverage(sources, voices), member(told, "harbour")
    book = Rulebook({str(number): one for number, one in enumerate(asked)}, families=FAMILIES)

    found = book.match(cluster(seen), covered, NOW)

    plainly = [str(number) for number, one in enumerate(asked) if naive.lets_in(one, told, seen, covered, FAMILIES)]
    assert list(found) == plainly
    for slug in book.match(cluster(seen), covered, NOW).keys() ^ {str(number) for number in range(len(asked))}:
        assert book.why_not(cluster(seen), covered, NOW, slug)
    assert found == book.match(cluster(seen), covered, NOW)


@settings(max_examples=40)
@given(rulesets, trees, st.lists(stories, min_size=1, max_size=3))
def test_one_more_exception_never_lets_more_in(asked: Rules, more: rules.Node, told: list[Story]) -> None:
    stricter = Rules(any=asked.any, all=asked.all, none=(*asked.none, more))
    event = cluster(*told)

    assert set(Rulebook({"t": stricter}).match(event, coverage(), NOW)) <= set(
        Rulebook({"t": asked}).match(event, coverage(), NOW)
    )


@settings(max_examples=70)
@given(st.lists(leaf, min_size=1, max_size=6).map(tuple), stories)
def test_words_of_a_hit_are_really_there(asked: tuple[rules.Node, ...], told: Story) -> None:
    seen = member(told, "coast")
    found = Rulebook({"t": Rules(any=asked)}, families=FAMILIES).match(cluster(seen), coverage(), NOW)

    for hit in found["t"].hits if found else ():
        if hit.where != "coverage":
            parts = {"title": [told.title], "text": [told.text]}
            values = parts.get(hit.where) or naive.values(seen, coverage(), FAMILIES, hit.where)
            assert any(" ".join(hit.words.split()) in " ".join(value.split()) for value in values), hit
            assert hit.words
            assert hit.story == told.key


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(whitelist_categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=20))
def test_every_word_is_found_in_itself(word: str) -> None:
    assert hits(some(word), story(f"before {word} after")) is not None


def test_long_words_are_shortened_for_people_only() -> None:
    hit = Hit("/x+/", "x" * 300, "text", "00aa", "Harbour Post")

    assert str(hit) == f"“{'x' * 79}…” in the text of Harbour Post"
