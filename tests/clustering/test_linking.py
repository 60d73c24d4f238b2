import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clustering import Clusterer, Options
from bot.model import Decision, Story

ROOT = Path(__file__).parents[2]
NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)


def story(key: str, title: str, text: str = "", **changes: object) -> Story:
    plain = Story(
        key=key, title=title, text=text, html="", first_seen=NOON, source="desk", outlet="Desk", language="en"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # mypy does not follow the names into the fields


def live(clusterer: Clusterer, stories: Iterable[Story]) -> list[Decision]:
    decisions = []
    for item in stories:
        decisions.append(clusterer.decide(item))
        clusterer.apply(item, decisions[-1])
    return decisions


def groups(decisions: Sequence[Decision]) -> set[frozenset[str]]:
    keys = {decision.cluster for decision in decisions}
    return {frozenset(d.story for d in decisions if d.cluster == key) for key in keys}


DAM = story(
    "dam",
    "Dam at Orvelle cracks, 4,000 people leave the valley",
    "Engineers found a crack of 30 metres in the Orvelle dam on Tuesday, and the prefect Ilse Marchand ordered 4,000 people "
    "out of the valley below. Water is being let out of the reservoir. No one was hurt.",
)
DAM_AGAIN = story(
    "dam-again",
    "Valley emptied after crack is found in Orvelle dam",
    "Some 4,000 residents had to leave their homes below the Orvelle dam, where inspectors discovered a 30-metre crack. "
    "Prefect Ilse Marchand said on Tuesday that the reservoir was being lowered and that nobody was injured.",
)
BRIDGE = story(
    "bridge",
    "Toll on the Kessry bridge to rise to 9 crowns in May",
    "Lorries will pay 22 crowns and cars 9 crowns to cross the Kessry bridge from May, the harbour board said.",
)


def test_a_rewritten_report_joins_and_another_event_founds():
    first, again, other = live(Clusterer(Options()), [DAM, DAM_AGAIN, BRIDGE])

    assert (first.kind, first.cluster, first.copy, first.score) == ("found", "dam", "dam", 0.0)
    assert (again.kind, again.cluster) == ("join", "dam")
    assert again.score >= Options().threshold
    assert (other.kind, other.cluster, other.copy) == ("found", "bridge", "bridge")


def test_a_reprint_is_a_copy_of_the_first_text():
    reprint = replace(DAM, key="reprint", title="Orvelle dam cracks", text=DAM.text + "\n\nSubscribe to our letter.")
    decision = live(Clusterer(Options()), [DAM, DAM_AGAIN, reprint])[-1]

    assert (decision.cluster, decision.copy) == ("dam", "dam")


def test_deciding_changes_nothing():
    clusterer = Clusterer(Options())
    live(clusterer, [DAM, BRIDGE])

    assert clusterer.decide(DAM_AGAIN) == clusterer.decide(DAM_AGAIN)
    assert len(clusterer) == 2


def test_evidence_names_the_nearest_story_the_shared_words_and_the_gap():
    dated = replace(DAM, published=NOON - timedelta(hours=5))
    decision = live(Clusterer(Options()), [dated, replace(DAM_AGAIN, published=NOON - timedelta(hours=2))])[-1]

    assert decision.evidence.nearest == "dam"
    assert decision.evidence.gap == timedelta(hours=3)
    assert {"Orvelle", "Marchand"} <= set(decision.evidence.shared)
    assert all(0 <= value <= 1 for value in decision.evidence.measures.values())


def test_different_known_languages_never_share_a_cluster_and_unknown_ones_may():
    german, unknown = replace(DAM, key="german", language="de"), replace(DAM, key="unknown", language=None)

    assert groups(live(Clusterer(Options()), [DAM, german])) == {frozenset({"dam"}), frozenset({"german"})}
    assert groups(live(Clusterer(Options()), [DAM, unknown])) == {frozenset({"dam", "unknown"})}
    assert groups(live(Clusterer(Options()), [DAM, unknown, german])) == {
        frozenset({"dam", "unknown"}),
        frozenset({"german"}),
    }


@pytest.mark.parametrize(
    "language, first, second, other",
    [
        (
            "es",
            "Una grieta en la presa de Orvelle obliga a evacuar a 4.000 vecinos del valle",
            "Evacuados 4.000 vecinos del valle por la grieta de la presa de Orvelle",
            "La subida del peaje en el puente de Kessry llegará en el mes de mayo",
        ),
        ("ja", "オルヴェル貯水池で亀裂見つかる住民四千人避難", "貯水池の亀裂で住民四千人避難オルヴェル", "来月から橋の通行料値上げへ港湾局発表"),
        ("th", "พบรอยร้าวที่เขื่อนออร์เวลล์อพยพชาวบ้าน", "อพยพชาวบ้านหลังพบรอยร้าวที่เขื่อนออร์เวลล์", "ค่าผ่านทางสะพานเคสรีขึ้นราคาเดือนหน้า"),
    ],
)  # fmt: skip
def test_languages_without_word_table_and_vectors_are_clustered_too(language: str, first: str, second: str, other: str):
    stories = [story(key, title, language=language) for key, title in (("a", first), ("b", second), ("c", other))]

    assert groups(live(Clusterer(Options()), stories)) == {frozenset({"a", "b"}), frozenset({"c"})}


def test_claimed_times_further_apart_than_the_window_keep_stories_apart():
    late = replace(DAM_AGAIN, published=NOON)

    for hours, together in ((23, True), (25, False)):
        early = replace(DAM, published=NOON - timedelta(hours=hours))
        assert (len(groups(live(Clusterer(Options(window=timedelta(days=1))), [early, late]))) == 1) is together
    assert len(groups(live(Clusterer(Options()), [DAM, late]))) == 1  # one of them claims nothing


def test_stories_that_arrived_before_the_window_are_forgotten():
    clusterer = Clusterer(Options(window=timedelta(days=2)))
    later = replace(DAM_AGAIN, first_seen=NOON + timedelta(days=3))
    live(clusterer, [DAM, replace(BRIDGE, first_seen=later.first_seen)])

    assert len(clusterer) == 1
    assert clusterer.decide(later).kind == "found"


def test_a_straggler_does_not_vanish_because_it_is_old():
    old = replace(DAM, first_seen=NOON - timedelta(days=30))
    old_again = replace(DAM_AGAIN, first_seen=NOON - timedelta(days=30))

    assert len(groups(live(Clusterer(Options()), [BRIDGE, old, old_again]))) == 2


def test_what_is_forgotten_leaves_no_trace():
    clusterer = Clusterer(Options())
    live(clusterer, [DAM, DAM_AGAIN])
    clusterer.forget(NOON + timedelta(seconds=1))
    fresh = Clusterer(Options())

    assert len(clusterer) == 0
    assert live(clusterer, [BRIDGE, DAM]) == live(fresh, [BRIDGE, DAM])


def test_a_revision_replaces_the_story_and_is_not_compared_with_itself():
    clusterer = Clusterer(Options())
    live(clusterer, [DAM, BRIDGE])
    revised = replace(DAM, text=DAM.text + " The crack grew overnight.")
    decision = clusterer.decide(revised)
    clusterer.apply(revised, replace(decision, cluster="dam", copy="dam", kind="join"))

    assert decision.evidence.nearest != "dam"
    assert len(clusterer) == 2
    assert clusterer.decide(DAM_AGAIN).cluster == "dam"


def places(decisions: Sequence[Decision]) -> list[tuple[str, str, str]]:
    return [(decision.kind, decision.cluster, decision.copy) for decision in decisions]


def test_revising_stories_gives_the_same_places_as_reloading_all_of_them():
    stories = seeds()
    revised = [
        replace(item, text=f"{item.text} Later that day, officials in Orvelle denied it.", language=language)
        for item, language in zip(stories[::3], itertools.cycle(["en", "de", None]), strict=False)
    ]
    lived, reloaded = Clusterer(Options()), Clusterer(Options())
    decisions = live(lived, stories)
    for item in [*revised, replace(BRIDGE, key="never seen")]:
        lived.revise(item)
    now = {item.key: item for item in (*stories, *revised)}
    for decision in decisions:
        reloaded.apply(now[decision.story], decision)
    probes = [replace(item, key=f"again-{item.key}") for item in now.values()]

    assert len(lived) == len(stories)
    # Words are weighed when a story is read: later, the stream may have made one a little more common.
    now_live, now_reloaded = live(lived, probes), live(reloaded, probes)
    assert places(now_live) == places(now_reloaded)
    assert [one.score for one in now_live] == pytest.approx([one.score for one in now_reloaded], abs=0.05)


def test_reloading_decisions_gives_the_same_state_as_living_through_them():
    stories = seeds()
    lived, reloaded = Clusterer(Options()), Clusterer(Options())
    for item, decision in zip(stories, live(lived, stories), strict=True):
        reloaded.apply(item, decision)
    probes = [replace(item, key=f"again-{item.key}") for item in stories]

    assert [lived.decide(probe) for probe in probes] == [reloaded.decide(probe) for probe in probes]


def test_stored_decisions_count_even_where_the_clusterer_would_decide_otherwise():
    clusterer = Clusterer(Options())
    clusterer.apply(DAM, Decision(kind="join", story="dam", cluster="older", copy="older", score=1.0))

    assert clusterer.decide(DAM_AGAIN).cluster == "older"


def test_comparing_two_stories_says_what_deciding_would():
    clusterer = Clusterer(Options())
    together, apart = clusterer.compare(DAM, DAM_AGAIN), clusterer.compare(DAM, BRIDGE)

    assert (together.kind, together.cluster, together.evidence.nearest) == ("join", "dam", "dam")
    assert (apart.kind, apart.refused) == ("found", "dam")
    assert clusterer.compare(DAM_AGAIN, DAM).score == pytest.approx(together.score)
    assert len(clusterer) == 0


@pytest.mark.parametrize("title", ["…", "?", "a"])
def test_stories_without_words_are_kept_and_alone(title: str):
    decisions = live(Clusterer(Options()), [story("x", title), story("y", "!"), DAM])

    assert [decision.kind for decision in decisions] == ["found"] * 3
    assert Clusterer(Options()).compare(story("x", title), story("y", "!")).kind == "found"


@pytest.mark.parametrize("changes", [{"window": timedelta(0)}, {"threshold": 1.5}, {"copy_threshold": -0.1}])
def test_options_out_of_range_are_refused(changes: dict[str, object]):
    with pytest.raises(ValueError, match=next(iter(changes))):
        Options(**changes)  # type: ignore[arg-type]  # wrong on purpose


# --- the seeds, as the first run reads them -----------------------------------------------------------------------------

EXPECTED = json.loads((ROOT / "tests/data/seeds/expected.json").read_text(encoding="utf-8"))
USERS = list(EXPECTED["clusters"]["visit-2023"])
LOOKALIKES = [
    name
    for cluster in ("putin-pyongyang", "xi-biden", "visit-2024", "putin-abu-dhabi")
    for name in EXPECTED["clusters"][cluster]
]


def seed(name: str) -> Story:
    """Read a seed as far as clustering needs it: headers off, first line or sentence as the title."""
    text = (ROOT / "seeds" / name).read_text(encoding="utf-8").strip()
    headers: dict[str, str] = {}
    if text.split(":", 1)[0] in ("Title", "Date", "Source", "Language"):
        head, _, text = text.partition("\n\n")
        headers = dict(line.split(": ", 1) for line in head.splitlines())
    title = headers.get("Title") or text.splitlines()[0].lstrip("- ")[:120]
    return story(name, title, text, language="es" if "meridiana" in name else "en")


def seeds() -> list[Story]:
    return [seed(path.name) for path in sorted((ROOT / "seeds").glob("*.txt"))]


def test_the_users_two_stories_are_copies_of_one_another_in_either_order():
    for pair in itertools.permutations(map(seed, USERS)):
        first, second = live(Clusterer(Options()), pair)

        assert second.cluster == second.copy == first.story


def test_lookalikes_stay_out_in_every_order_of_arrival_though_nobody_claims_a_time():
    for lookalike in LOOKALIKES:
        for order in itertools.permutations([*USERS, lookalike]):
            found = groups(live(Clusterer(Options()), map(seed, order)))

            assert found == {frozenset(USERS), frozenset({lookalike})}, order


def test_a_claimed_time_of_the_lookalike_alone_changes_nothing():
    for lookalike in LOOKALIKES:
        for order in itertools.permutations([*USERS, lookalike]):
            stories = [replace(seed(name), published=NOON if name == lookalike else None) for name in order]

            assert frozenset(USERS) in groups(live(Clusterer(Options()), stories)), order


DECIDE = """
import json, sys
from tests.clustering.test_linking import Clusterer, Options, live, seeds
print([(d.story, d.cluster, d.copy, d.score, d.evidence.shared) for d in live(Clusterer(Options()), seeds())])
"""


def test_the_hash_seed_changes_nothing():
    outputs = {
        subprocess.run(  # our own interpreter and script
            [sys.executable, "-c", DECIDE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": number},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for number in ("1", "2")
    }

    assert len(outputs) == 1
    assert "000_" in outputs.pop()
