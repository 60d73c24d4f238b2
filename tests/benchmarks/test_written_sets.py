"""The judge of the written sets: what it counts as merged, missed and invented; and what it refuses to read."""

from pathlib import Path

import pytest

from benchmarks import written
from benchmarks.written import Found, Group, Written, WrittenError, judge_copies, judge_look_alikes, overlap


def story(name: str, event: str, copy: str, kind: str = "report") -> Written:
    return Written(
        id=name,
        event=event,
        copy=copy,
        kind=kind,
        lang="en",
        date=None,
        source="Desk",
        title=f"Title of {name}",
        paragraphs=(f"Text of {name}.",),
    )


ALIKE = (
    Group("quakes", "two", (story("q1", "south", "q1"), story("q2", "south", "q2"), story("q3", "east", "q3"))),
    Group("fires", "two", (story("f1", "hill", "f1"), story("f2", "lake", "f2"))),
)
COPIED = (
    Group(
        "dam",
        "one",
        (
            story("original", "dam", "text", "original"),
            story("reprint", "dam", "text", "reprint"),
            story("rewrite", "dam", "text", "rewrite"),
            story("update", "dam", "new", "update"),
        ),
    ),
)


def test_a_cluster_of_two_events_spoils_every_group_with_a_story_in_it():
    apart = {"q1": "1", "q2": "1", "q3": "2", "f1": "3", "f2": "4"}

    def merged(**changes: str) -> tuple[str, ...]:
        return judge_look_alikes(ALIKE, {key: Found(c, key) for key, c in (apart | changes).items()}).merged

    assert merged() == ()
    assert merged(q3="1") == ("quakes",)
    assert merged(f2="2") == ("quakes", "fires")


def test_stories_of_one_event_that_are_apart_are_counted_but_spoil_nothing():
    where = {name: Found(name, name) for name in ("q1", "q2", "q3", "f1", "f2")}

    assert judge_look_alikes(ALIKE, where) == (2, (), 1, 0)


def test_copies_are_judged_by_pairs_of_one_event():
    where = {
        "original": Found("c", "x"),
        "reprint": Found("c", "x"),
        "rewrite": Found("c", "rewrite"),
        "update": Found("c", "x"),
    }

    judged = judge_copies(COPIED, where)

    assert judged.precision == pytest.approx(1 / 3)
    assert judged.recall == pytest.approx(1 / 3)
    assert judged.missed == (("original", "rewrite"), ("reprint", "rewrite"))
    assert judged.invented == (("original", "update"), ("reprint", "update"))
    assert judged.kinds == {"reprint": (1, 1), "rewrite": (0, 1)}
    assert judged.bcubed_f1 == 1.0
    assert judged.across == 0


def test_a_kind_can_be_left_out_of_the_count():
    where = {
        "original": Found("c", "x"),
        "reprint": Found("c", "x"),
        "update": Found("c", "u"),
        "rewrite": Found("d", "r"),
    }

    assert judge_copies(COPIED, where).f1 < 1
    assert judge_copies(COPIED, where, leave_out="rewrite").f1 == 1


def test_copies_called_so_across_events_are_counted_apart():
    sets = (
        Group("one", "", (story("a", "a", "a", "original"),)),
        Group("two", "", (story("b", "b", "b", "original"),)),
    )

    assert judge_copies(sets, {"a": Found("c", "x"), "b": Found("c", "x")}).across == 1


def test_a_reprint_is_made_of_its_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "copies").mkdir()
    text = """== dam
why: a reprint and an update
-- A1 original 2024-05-02T07:10 Northwire
Dam cracks
The dam cracked by 3 metres.
People left.
It was built in 1950.
-- A1 reprint 2024-05-02T09:00 Gazette
Cracks in dam
@ 1-2
@ metres => meters
Call the newsdesk.
-- A2 update 2024-05-02T12:00 Northwire
Dam holds
The dam held.
= 3
"""
    (tmp_path / "copies" / "dams.en.txt").write_text(text)
    monkeypatch.setattr(written, "HOME", tmp_path)
    written.groups.cache_clear()

    [group] = written.groups("copies")
    written.groups.cache_clear()

    original, reprint, update = group.stories
    assert (group.lang, group.why) == ("en", "a reprint and an update")
    assert reprint.paragraphs == ("The dam cracked by 3 meters.", "People left.", "Call the newsdesk.")
    assert update.paragraphs == ("The dam held.", "It was built in 1950.")
    assert (original.copy, reprint.copy, update.copy) == ("dam/A1", "dam/A1", "dam/A2")
    assert original.row()["url"] == "https://northwire.example/dam-1"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("-- A1 yesterday Northwire\nTitle\nText.", "yesterday"),
        ("-- A1 rumour - Northwire\nTitle\nText.", "rumour"),
        ("-- A1 original - Northwire\nTitle", "a title and a text"),
        (
            "-- A1 original - Northwire\nTitle\nText.\n-- A1 reprint - Gazette\nOther\n@ word => other",
            "'word' is not in",
        ),
        ("-- A1 original - Northwire\nTitle\nText.\n-- A2 update - Northwire\nOther\n= 2", "no paragraph 2"),
    ],
)
def test_what_is_not_written_as_it_should_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, named: str
):
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "dams.en.txt").write_text(f"== dam\nwhy: it is\n{text}\n")
    monkeypatch.setattr(written, "HOME", tmp_path)
    written.groups.cache_clear()

    with pytest.raises(WrittenError, match=named):
        written.groups("copies")


def test_overlap_is_the_share_of_the_shorter_text():
    assert overlap("A dam cracked on Monday", "a dam cracked, on Monday, in the hills", 4) == 1.0
    assert overlap("A dam cracked on Monday", "On Monday a dam had cracked", 1) == 1.0
    assert overlap("A dam cracked on Monday", "On Monday a dam had cracked", 2) == pytest.approx(2 / 4)
    assert overlap("", "A dam", 1) == 0.0
