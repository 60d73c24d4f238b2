"""The written sets are what they claim to be: enough groups, two sides in each, nothing shared that gives a copy away."""

import re
from collections import Counter
from datetime import datetime
from itertools import combinations

import pytest

from benchmarks.written import APART, SETS, Group, Written, groups, overlap, stream

LOOK_ALIKES, TRAINED = (groups(name) for name in SETS)
COPIES = [*TRAINED, *groups(APART)]
EVERY = [*LOOK_ALIKES, *COPIES]
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«")
_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


def sentences(story: Written) -> set[str]:
    """The sentences of a story without what it quotes, those of fewer than four words left out."""
    said = (_QUOTED.sub(" ", sentence).strip(" ,").casefold() for sentence in _END.split(story.text))
    return {sentence for sentence in said if len(sentence.split()) > 3 or (sentence and not sentence.isascii())}


def length(story: Written) -> float:
    """In words; two Chinese or Japanese characters count as one."""
    return len(story.text) / 2 if story.lang in {"zh", "ja"} else len(story.text.split())


def test_every_story_and_every_group_has_a_name_of_its_own():
    names = Counter(group.name for group in EVERY)
    ids = Counter(story.id for group in EVERY for story in group.stories)

    assert [name for name, count in (names + ids).items() if count > 1] == []


def test_no_two_stories_have_the_same_text():
    texts = Counter(story.text for group in EVERY for story in group.stories)

    assert max(texts.values()) == 1


def test_there_are_enough_groups_and_languages():
    alike, copied = (Counter(group.lang for group in groups(name)) for name in SETS)

    assert alike.total() >= 70
    assert set(alike) == {"en", "de", "es", "fr", "pt", "ru", "zh", "ja", "ar"}
    assert 0.6 <= alike["en"] / alike.total() <= 0.8
    assert copied.total() >= 70
    assert len(groups(APART)) >= 15
    assert set(copied) == {"en", "de", "es", "fr", "it", "nl", "pt", "ru", "zh"}
    assert 0.7 <= copied["en"] / copied.total() <= 0.8


@pytest.mark.parametrize("group", [pytest.param(group, id=group.name) for group in LOOK_ALIKES])
def test_look_alikes_are_two_events_or_more_and_say_why(group: Group):
    assert len({story.event for story in group.stories}) >= 2
    assert group.why
    assert all(story.kind == "report" for story in group.stories)
    assert [story.id for story in group.stories if not 70 <= length(story) <= 300] == []


def test_never_merging_does_not_win_the_look_alikes():
    together = [group for group in LOOK_ALIKES if len({story.event for story in group.stories}) < len(group.stories)]

    assert len(together) >= 8


def test_time_alone_does_not_tell_the_look_alikes_apart():
    def near(group: Group) -> bool:
        dates = [datetime.fromisoformat(story.date) for story in group.stories if story.date]
        return len(dates) < 2 or (max(dates) - min(dates)).total_seconds() < 36 * 3600

    assert sum(near(group) for group in LOOK_ALIKES) >= len(LOOK_ALIKES) / 3


@pytest.mark.parametrize("group", [pytest.param(group, id=group.name) for group in COPIES])
def test_copies_are_of_one_event_and_begin_with_the_original(group: Group):
    first, *others = group.stories

    assert first.kind == "original"
    assert {story.event for story in group.stories} == {first.event}
    assert 160 <= length(first) <= 420
    assert any(story.kind in {"paraphrase", "rewrite"} for story in others)
    assert [
        story.id
        for story in others
        if story.copy == first.copy and story.kind not in {"paraphrase", "rewrite", "reprint", "version"}
    ] == []
    assert [
        story.id
        for story in others
        if story.copy != first.copy and story.kind not in {"update", "account", "analysis", "paraphrase"}
    ] == []


def test_both_sides_of_the_question_what_a_copy_is_are_there():
    hard = [group for group in COPIES if len({story.copy for story in group.stories}) > 1]
    reprints = [story for group in COPIES for story in group.stories if story.kind == "reprint"]

    assert len(hard) >= 25
    assert len(reprints) >= 15


@pytest.mark.parametrize("group", [pytest.param(group, id=group.name) for group in COPIES])
def test_no_sentence_beyond_quotes_is_the_same_in_two_rewritten_versions(group: Group):
    versions = [story for story in group.stories if story.kind in {"original", "paraphrase", "rewrite"}]
    shared = {pair: sentences(pair[0]) & sentences(pair[1]) for pair in combinations(versions, 2)}

    assert {(a.id, b.id): found for (a, b), found in shared.items() if found} == {}


@pytest.mark.parametrize("group", [pytest.param(group, id=group.name) for group in COPIES])
def test_a_reprint_is_most_of_the_original_word_for_word(group: Group):
    original = group.stories[0]
    words = set(re.findall(r"\w+", original.text))
    for story in group.stories:
        if story.kind == "reprint":
            own = re.findall(r"\w+", story.text)
            assert story.title != original.title
            assert story.source != original.source
            assert sum(word in words for word in own) > 0.85 * len(own)


@pytest.mark.parametrize("group", [pytest.param(group, id=group.name) for group in COPIES])
def test_a_version_has_most_of_the_original_and_something_new(group: Group):
    original = group.stories[0]
    for story in group.stories:
        if story.kind == "version":
            assert sum(map(len, set(original.paragraphs) & set(story.paragraphs))) > 0.6 * len(story.text)
            assert set(story.paragraphs) - set(original.paragraphs)


@pytest.mark.parametrize("name", [*SETS, APART])
def test_a_stream_is_in_the_order_of_dates_and_can_be_without_them(name: str):
    dated, undated = stream(name), stream(name, dated=False)
    dates = [story.date for story in dated if story.date]

    assert dates == sorted(dates)
    assert {story.date for story in undated} == {None}
    assert {story.id for story in dated} == {story.id for story in undated}
    assert stream(name, dated=False) == undated


def test_paraphrases_are_as_near_to_their_originals_as_the_seeds_and_rewrites_farther():
    near: dict[str, list[float]] = {"paraphrase": [], "rewrite": [], "account": []}
    for group in COPIES:
        for story in group.stories:
            if story.kind in near and group.lang != "zh":
                original = next(one for one in group.stories if one.copy == story.copy or story.kind == "account")
                near[story.kind].append(overlap(original.text, story.text, 4))

    assert all(0.01 < share < 0.35 for share in near["paraphrase"])
    assert max(near["rewrite"]) < 0.1
    assert max(near["account"]) < 0.11  # two reporters at one press conference quote the same sentence
