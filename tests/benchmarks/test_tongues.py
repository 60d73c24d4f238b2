"""The stories told in several languages: what is there, and what the judge counts."""

from pathlib import Path

import pytest

from benchmarks import tongues
from benchmarks.written import WrittenError
from bot.clustering import Options

STORIES = tongues.told()


def test_the_set_has_as_many_events_and_languages_as_it_says():
    events = {story.event for story in STORIES}

    assert len(events) >= 60
    assert len({story.lang for story in STORIES}) == 14
    assert len({story.id for story in STORIES}) == len(STORIES)
    for event in events:
        told = [story.lang for story in STORIES if story.event == event]
        assert 2 <= len(told) == len(set(told)) <= 4, event


def test_every_group_has_events_that_look_alike_and_is_in_one_half():
    odd, even = tongues.halves(STORIES)

    assert len(odd) + len(even) == len(STORIES)
    assert not {tongues.group_of(story) for story in odd} & {tongues.group_of(story) for story in even}
    for group in {tongues.group_of(story) for story in STORIES}:
        assert len({story.event for story in STORIES if tongues.group_of(story) == group}) >= 2, group


@pytest.mark.parametrize(
    "text",
    [
        "-- A 2025-03-04T07:15 Post\nTitle\nText",
        "-- A en 2025-03-04T07:15 Post\nTitle only",
        "-- A en 4 March Post\nTitle\nText",
    ],
)
def test_a_story_that_is_not_written_as_it_should_be_is_refused(text: str, tmp_path: Path):
    (tmp_path / "x.txt").write_text(f"== dam\nwhy: so\n-- A en 2025-03-04T07:15 Post\nTitle\nText\n{text}\n")

    with pytest.raises(WrittenError, match=r"^dam-[12]: cannot read"):
        tongues.told(tmp_path)


def test_the_judge_counts_pairs_of_two_languages(monkeypatch: pytest.MonkeyPatch):
    quakes = [story for story in STORIES if tongues.group_of(story) == "quakes"][:6]  # A in four languages, B in two
    one = tongues.stream("quakes", quakes)
    places = iter((one.events, ["one"] * len(one.events)))
    monkeypatch.setattr(tongues, "grouped", lambda *_: next(places))

    apart, merged = tongues.judge(one, Options()), tongues.judge(one, Options())

    assert (apart.across, apart.wrong, apart.bcubed_f1) == ((7, 7), (), 1.0)
    assert merged.across == (7, 7)
    assert len(merged.wrong) == 4 * 2 - 2  # two pairs are of one language
