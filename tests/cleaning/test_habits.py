"""What a source repeats is learned where it is the source's own, and taken off without touching the story."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.habits import NONE, Habits, learn, mark
from bot.cleaning.stories import clean
from bot.model import Entry, Habit, Source, Story

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
SOURCE = Source(name="courier", title="Harlen Courier", family="courier")

#: Twelve stories about as many things, each of a title and two paragraphs.
STORIES = (
    (
        "Ferry runs aground off Skarvik",
        "A ferry with forty passengers ran aground in thick fog near Skarvik on Sunday evening.",
        "Lifeboats brought everybody ashore; the captain blamed a broken compass and the current.",
    ),
    (
        "Bakers' strike empties shelves",
        "Thousands of bakers stayed at home on Tuesday, asking for shorter nights and better ovens.",
        "Supermarkets imported bread from across the border, where flour remains inexpensive.",
    ),
    (
        "Museum buys stolen painting back",
        "The Oldham gallery paid a ransom for a landscape that thieves carried away nineteen years earlier.",
        "Curators found scratches along its frame, which restorers expect to mend before autumn.",
    ),
    (
        "Hailstorm ruins vineyards",
        "Hailstones the size of walnuts destroyed half of the grapes around Monteferro within minutes.",
        "Growers had asked insurers for cheaper policies only a month before, without success.",
    ),
    (
        "Chess prodigy beats champion",
        "Eleven-year-old Mira Tolland checkmated the reigning champion after seven hours in Geneva.",
        "She celebrated with pancakes and said that endgames were her favourite homework.",
    ),
    (
        "Tunnel opening postponed again",
        "Engineers discovered water seeping through concrete, so trains will bypass the tunnel until December.",
        "Contractors quarrel over who should finance another layer of waterproof membrane.",
    ),
    (
        "Parliament raises tobacco duty",
        "Lawmakers voted narrowly to double the duty on cigarettes, overruling shopkeepers' objections.",
        "Treasury officials reckon that the measure brings ninety million crowns annually.",
    ),
    (
        "Wolves return to Bremmer forest",
        "Rangers photographed a pack with four cubs in the Bremmer forest, the first in a century.",
        "Shepherds demanded fences while biologists welcomed fewer deer among young oaks.",
    ),
    (
        "Airline cancels winter flights",
        "Nordwind grounded twelve aircraft because spare turbines arrive late from the manufacturer.",
        "Travellers may choose vouchers or refunds; pilots fear for their holidays.",
    ),
    (
        "Orchestra names conductor",
        "Finnish violinist Aino Rautio becomes chief conductor of the Lindau philharmonic orchestra.",
        "Her debut season opens with Sibelius and closes with a commissioned symphony.",
    ),
    (
        "School wins robotics prize",
        "Pupils from Eastgate built a machine that sorts batteries by smell, impressing the jury.",
        "Their teacher hopes that recycling companies notice before graduation scatters the inventors.",
    ),
    (
        "Glacier reveals lost aeroplane",
        "Hikers spotted wings of a mail aeroplane missing since 1947 on the melting Tarn glacier.",
        "Letters aboard are legible, and the postal museum intends to deliver some of them.",
    ),
)


def story(number: int, *, above: str = "", below: str = "", title: str = "{}", source: str = "courier") -> Story:
    headline, first, second = STORIES[number]
    parts = [part for part in (above, first, second, below) if part]
    entry = Entry(
        key=str(number),
        url=f"https://courier.example/news/{number}",
        title=headline,
        body="".join(f"<p>{part}</p>" for part in parts),
        body_type="html",
    )
    # Titles as no rule has seen them: rules know many of these ends by themselves.
    return replace(clean(entry, SOURCE, MONDAY), source=source, title=title.format(headline))


def stories(**parts: str) -> list[Story]:
    return [story(number, **parts) for number in range(len(STORIES))]


def texts(habits: list[Habit]) -> list[tuple[str, str]]:
    return [(habit.kind, habit.text) for habit in habits]


LINES = (
    "The Harlen Courier has been the voice of the valley since 1902.",
    "Printed on paper from sustainable mills",
    "Our reporters meet readers every Friday at the Old Brewery, Market Lane 4.",
    "Unsere Redaktion trifft sich jeden Freitag mit Ihnen in der Alten Brauerei.",
    "每个星期五本报编辑部在老啤酒厂与读者见面。",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("where", ["above", "below"])
def test_line_at_an_edge_of_all_stories_is_learned_and_taken_off(line: str, where: str) -> None:
    given_stories = stories(**{where: line})

    found = learn(given_stories)

    assert texts(found) == [("line", line)]
    assert (found[0].stories, found[0].of, found[0].source) == (12, 12, "courier")
    for had, bare in zip(given_stories, stories(), strict=True):
        seen = Habits(found).without(had)
        assert (seen.text, seen.html, seen.facts.lead) == (bare.text, bare.html, bare.facts.lead)
        assert [(cut.text, cut.because) for cut in seen.cuts] == [(line, "repeated in 12 of 12 stories of this source")]


def test_lines_with_a_differing_neighbour_are_learned() -> None:
    above, below = "Courier Online / Harlen", "Printed on paper from sustainable mills"
    names = "Ada Bell Cy Dow Eva Fox Gus Hay Ivy Jay Kit Lam Max Nye Ola Poe Quin Roe Sam Tye Uma Voss Will Yeo".split()
    told = [
        replace(
            one,
            text=f"{above}\n\nPhoto: {names[2 * at]} {names[2 * at + 1]}\n\n{one.text}\n\n{below}\n\nTomorrow: {STORIES[at - 1][0]}",
        )
        for at, one in enumerate(stories())
    ]

    assert {text for _, text in texts(learn(told))} == {above, below}


def test_year_and_link_in_a_line_may_change() -> None:
    told = [
        story(number, below=f"The valley and its people have had a Courier for the year {2025 + number % 2}")
        for number in range(12)
    ]

    (found,) = learn(told)

    assert found.stories == 12
    assert {Habits([found]).without(one).text for one in told} == {one.text for one in stories()}


def test_other_numbers_in_a_line_tell_something() -> None:
    assert learn([story(number, below=f"Barrel of oil: {60 + number} dollars") for number in range(12)]) == []


BACKGROUND = (
    "Skarvik has been fighting with Norland over the sea border since February 2022.",
    "The war between Skarvik and Norland began in February 2022.",
)


@pytest.mark.parametrize("background", BACKGROUND)
def test_background_of_follow_ups_stays(background: str) -> None:
    # Different as they are, all of them report the war.
    told = [
        replace(one, text=f"{one.text} Skarvik said so, and Norland denied it; the border stayed shut.\n\n{background}")
        for one in stories()
    ]

    assert learn(told) == []


def test_statement_about_the_world_stays_below_stories_that_say_too_little() -> None:
    background = "Norland attacked Skarvik in February 2022."
    told = [replace(one, text=f"{one.text.split(chr(10))[0]}\n\n{background}") for one in stories()[1:7]]

    assert learn(told) == []
    assert learn([replace(one, text=f"{one.text.split(chr(10))[0]}\n\nPrinted on paper") for one in told]) != []


def test_what_somebody_said_stays() -> None:
    assert learn(stories(below="“We stand with every family in the valley tonight,” our mayor said.")) == []


def test_what_a_template_says_stays() -> None:
    places = "Alba Brod Cerro Dover Elbe Faro Genoa Hobro Imola Jena Kiel Lodz".split()
    told = [
        replace(
            one,
            title=f"Earthquake of magnitude {at / 4 + 3} near {place}",
            text=f"An earthquake of magnitude {at / 4 + 3} struck {at} kilometres north of {place} at a shallow depth."
            "\n\nNo tsunami warning was issued\n\nThere were no reports of damage or injuries.",
        )
        for at, (one, place) in enumerate(zip(stories(), places, strict=True))
    ]

    assert learn(told) == []


def test_versions_of_one_story_count_once() -> None:
    told = [
        replace(story(0, below="Printed on paper from sustainable mills"), key=f"{number:020x}") for number in range(12)
    ]

    assert learn(told) == []


def test_heading_between_paragraphs_stays() -> None:
    told = [
        replace(
            one,
            text=f"{one.text.replace(chr(10) * 2, ' ' * 0 + ' — and more than that besides, as witnesses told it. ' * 3 + chr(10) * 2 + 'The background' + chr(10) * 2)}",
        )
        for one in stories()
    ]
    told = [replace(one, text=f"{one.text}\n\n{'And so it goes on, at length. ' * 9}{one.title}") for one in told]

    assert learn(told) == []


@pytest.mark.parametrize(("carriers", "is_learned"), [(5, False), (7, False), (8, True), (12, True)])
def test_few_stories_have_to_agree(carriers: int, is_learned: bool) -> None:
    line = "Printed on paper from sustainable mills"
    told = [story(number, below=line if number < carriers else "") for number in range(12)]

    assert bool(learn(told)) == is_learned


def test_four_stories_are_too_few() -> None:
    line = "Printed on paper from sustainable mills"

    assert learn([story(number, below=line) for number in range(4)]) == []
    assert learn([story(number, below=line) for number in range(5)]) != []


def test_one_document_has_to_agree_more() -> None:
    told = [
        story(number, below="Printed on paper from sustainable mills" if number < 9 else "") for number in range(12)
    ]

    assert learn(told) != []
    assert learn(told, in_one_document=True) == []


SUFFIXES = (" | The Valley Voice", " – Valley Voice", " - valleyvoice.example", " · VV News")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_outlet_behind_titles_is_learned(suffix: str) -> None:
    told = stories(title=f"{{}}{suffix}")

    found = learn(told)

    assert texts(found) == [("suffix", suffix)]
    assert [Habits(found).without(one).title for one in told] == [headline for headline, *_ in STORIES]


def test_section_and_outlet_behind_titles_are_learned() -> None:
    told = [
        story(number, title=f"{{}} | {'Sport' if number % 2 else 'Politics'} | The Valley Voice")
        for number in range(12)
    ]

    found = learn(told)

    assert [text for _, text in texts(found)] == [" | The Valley Voice", " | Politics", " | Sport"]
    assert [Habits(found).without(one).title for one in told] == [headline for headline, *_ in STORIES]


@pytest.mark.parametrize("prefix", ["Kommentar: ", "Opinion | ", "Panorama / ", "Спорт » "])
def test_section_in_front_of_titles_is_learned(prefix: str) -> None:
    told = [story(number, title=f"{prefix}{{}}" if number < 6 else "{}") for number in range(12)]

    found = learn(told)

    assert texts(found) == [("prefix", prefix)]
    assert [Habits(found).without(one).title for one in told] == [headline for headline, *_ in STORIES]


def test_section_that_the_address_names_is_learned() -> None:
    told = [
        replace(one, url=f"https://courier.example/stadtteile/{one.key}") for one in stories(title="Stadtteile: {}")
    ]

    assert texts(learn(told)) == [("prefix", "Stadtteile: ")]
    assert learn(stories(title="Stadtteile: {}")) == []


def test_kicker_that_names_the_topic_stays() -> None:
    told = [
        replace(one, categories=("Norland war",), text=f"{one.text} Norland is at war.")
        for one in stories(title="Norland war: {}")
    ]

    assert learn(told) == []
    assert learn([replace(one, title=one.title.replace(": ", " | ", 1)) for one in told]) == []


def test_marker_behind_a_section_is_read() -> None:
    told = [story(number, title="Sport | {}" if number else "Sport | CORRECTED: {}") for number in range(12)]

    seen = Habits(learn(told)).without(told[0])

    assert seen.title == STORIES[0][0]
    assert [marker.kind for marker in seen.markers] == ["correction"]


def test_dateline_below_a_masthead_is_read() -> None:
    masthead = "Courier Online / Harlen"
    told = [replace(one, text=f"{masthead}\n\n{one.text}", html=f"<p>{masthead}</p>\n{one.html}") for one in stories()]
    first = story(0)
    hidden = replace(
        told[0],
        text=f"{masthead}\n\nSKARVIK, Norland (AP) — {first.text}",
        html=f"<p>{masthead}</p><p>SKARVIK, Norland (AP) — {first.text.replace(chr(10) * 2, '</p><p>')}</p>",
    )

    seen = Habits(learn(told)).without(hidden)

    assert (seen.text, seen.dateline, seen.credit) == (first.text, "SKARVIK, Norland", "AP")
    assert [cut.because for cut in seen.cuts] == ["repeated in 12 of 12 stories of this source", "dateline"]


def test_story_that_has_nothing_else_keeps_it() -> None:
    line = "Printed on paper from sustainable mills"
    habits = Habits(learn(stories(below=line)))
    empty = replace(story(0), text=line, html=f"<p>{line}</p>")

    assert habits.without(empty) is empty


def test_picture_beside_a_line_stays() -> None:
    line = "Printed on paper from sustainable mills"
    habits = Habits(learn(stories(below=line)))
    first = story(0)
    pictured = replace(
        first,
        text=f"{first.text}\n\n{line}",
        html=f'{first.html}<p><img src="https://courier.example/a.png" alt="A"/>{line}</p>',
    )

    assert habits.without(pictured) is pictured


def test_line_in_a_list_and_one_in_a_table_are_taken_off() -> None:
    habits = Habits(
        [
            Habit(source="courier", kind="line", text="Valley crosswords", stories=9, of=10),
            Habit(source="courier", kind="line", text="Crosswords | Chess problems | Recipes", stories=9, of=10),
        ]
    )
    entry = Entry(
        key="1",
        title="A title",
        body=f"<table><tr><td>Crosswords</td><td>Chess problems</td><td>Recipes</td></tr></table><p>{STORIES[0][1]}</p>"
        "<ul><li>Valley crosswords</li></ul>",
        body_type="html",
    )
    told = clean(entry, SOURCE, MONDAY)

    seen = habits.without(told)

    assert seen.text == STORIES[0][1]
    assert seen.html == f"<p>{STORIES[0][1]}</p>"


def test_other_sources_and_nothing_learned_leave_the_story_alone() -> None:
    habits = Habits(learn(stories(below="Printed on paper from sustainable mills")))
    other = story(0, below="Printed on paper from sustainable mills", source="other")
    bare = story(0)

    assert habits.without(other) is other
    assert habits.without(bare) is bare
    assert NONE.without(bare) is bare


def test_title_alone_is_seen_as_the_story_is() -> None:
    told = stories(title="Sport | {} – Valley Voice")
    habits = Habits(learn(told))

    for one in told:
        assert habits.title(one.source, one.title, one.outlet) == habits.without(one).title
    assert habits.title("other", told[0].title, "") == told[0].title


def test_marks_tell_habits_apart_and_not_their_years() -> None:
    assert mark("line", "© Courier 2025") == mark("line", "© Courier 2026") != mark("suffix", "© Courier 2026")
    assert len(mark("line", "x")) == 32


PARTS = st.sampled_from(
    [
        "",
        "Printed on paper from sustainable mills",
        "Courier Online / Harlen",
        "AP - Valley",
        "By Ada Bell",
        "Valley: more",
    ]
)
TITLES = st.sampled_from(
    ["{}", "Sport | {}", "{} – Valley Voice", "Sport | {} – Valley Voice", "LIVE: Sport | {}", "Sport | Sport | {}"]
)


@given(
    st.lists(st.tuples(st.integers(0, 11), PARTS, PARTS, TITLES), min_size=1, max_size=14),
    st.tuples(PARTS, PARTS, TITLES),
)
def test_view_is_idempotent_and_loses_no_sentence(
    told: list[tuple[int, str, str, str]], most: tuple[str, str, str]
) -> None:
    seen_before = [story(number, above=most[0], below=most[1], title=most[2]) for number in range(12)]
    habits = Habits(learn(seen_before))
    for number, above, below, title in told:
        one = story(number, above=above, below=below, title=title)
        seen = habits.without(one)
        again = habits.without(seen)
        assert (again.title, again.text, again.html, again.cuts) == (seen.title, seen.text, seen.html, seen.cuts)
        for sentence in STORIES[number]:
            assert sentence in f"{seen.title}\n{seen.text}"
