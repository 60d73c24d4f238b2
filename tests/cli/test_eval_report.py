"""The page of `storyfold eval --report`: what it shows, that it needs nothing else, and that no story can break it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot import rows
from bot.cli.eval_report import Onlooker, render, section
from bot.cli.eval_report.page import highlighted
from bot.clustering import Clusterer, Options
from bot.model import Decision, Story
from tests.desk import Desk
from tests.test_pipeline import FIRE, FLOOD

#: The same event as FIRE.
ASHES = "Morning after\n\nOnly ashes are left where papermakers worked for a century. Neighbours in Dunmore brought tea to the brigades, while Ann Corley looked for the cause."


def archive(path: Path, values: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


def row(event: str | None, text: str, **more: Any) -> dict[str, Any]:
    title, _, body = text.partition("\n\n")
    return {
        "title": title,
        "text": body,
        "cluster": event,
        "date": "2026-03-02",
        "source": "The Courier",
        "lang": "en",
    } | more


#: By its labels, reports of two events that nobody would tell apart; and beside them, an event that is told apart.
GOLD = [
    row("fire", FIRE),
    row("fire", FIRE.replace("Forty", "Some forty"), source="Evening Bell"),
    row("blaze", FIRE.replace("until dawn", "for hours")),
    row("flood", FLOOD),
    row("flood", FLOOD.replace("by boat", "by lorry"), date="2026-03-03"),
    row(None, FLOOD),
]


def page_of(desk: Desk, *values: Mapping[str, Any]) -> LexborHTMLParser:
    gold = archive(desk.root / "gold.jsonl", values)
    desk.run("eval", str(gold), "--report", str(desk.root / "report"))
    return LexborHTMLParser((desk.root / "report" / "index.html").read_text())


def rendered(values: Sequence[Mapping[str, Any]], found: Sequence[str] | None = None) -> str:
    """The same without a process; as if the stories had been found in these clusters, if any are given."""
    lines = (rows.as_line(json.dumps(value), "gold", number) for number, value in enumerate(values, 1))
    seen = Onlooker()
    placed = [(label, one.key) for label, one in rows.place(rows.as_rows(lines), seen) if label is not None]
    gold, keys = zip(*placed, strict=True)
    return render([section("gold.jsonl", gold, found or keys, seen)]).decode()


def under(page: LexborHTMLParser, heading: str) -> LexborNode:
    [found] = page.css(f'section[aria-labelledby="{heading}"]')
    return found


def test_scores_on_the_page_are_those_that_eval_prints(desk: Desk) -> None:
    gold = archive(desk.root / "gold.jsonl", GOLD)

    plain = desk.run("eval", str(gold))
    told = desk.run("eval", str(gold), "--report", str(desk.root / "new" / "report"))

    written = desk.root / "new" / "report" / "index.html"
    assert told.out == plain.out
    assert told.err == plain.err + f"storyfold: report: {written}\n"
    cells = [cell.text() for cell in LexborHTMLParser(written.read_text()).css("td") if cell.parent.css("th .fine")]
    printed = list(plain.json.values())[1:]
    assert cells == [f"{value:.3f}" if isinstance(value, float) else str(value) for value in printed]


def test_page_needs_no_other_file_and_no_script(desk: Desk) -> None:
    page = page_of(desk, *GOLD)

    assert [path.name for path in (desk.root / "report").iterdir()] == ["index.html"]
    assert page.css("script, link, img, iframe, object, [src], [onload]") == []
    assert "url(" not in page.html
    assert "@import" not in page.html
    assert "prefers-color-scheme: dark" in page.html


def test_plots_are_drawn(desk: Desk) -> None:
    page = page_of(desk, *GOLD)

    charts = [ET.fromstring(chart.html or "") for chart in page.css("figure svg")]
    assert len(charts) == 3
    assert f"{Options().threshold:.2f}: precision" in "".join(charts[0].itertext())
    assert len(charts[1].findall("rect")) == 10
    assert {rect.get("class") for rect in charts[2].findall("rect")} == {"found", "gold"}


def test_false_merge_is_shown_by_event_with_its_bridge(desk: Desk) -> None:
    [case] = under(page_of(desk, *GOLD), "merges-1").css(".case")

    assert [label.text() for label in case.css(".event .label")] == ["fire", "blaze"]
    assert [len(event.css("li")) for event in case.css(".event")] == [2, 1]
    assert len(case.css(".bridge article")) == 2
    assert {"mill", "Dunmore", "brigades"} <= {word.text() for word in case.css(".bridge mark")}


def test_miss_is_shown_side_by_side() -> None:
    [case] = under(LexborHTMLParser(rendered([*GOLD[:2], row("fire", ASHES)], "xxy")), "misses-1").css(".case")

    first, second = case.css("article")
    assert second.css_first("h5").text() == "Morning after"
    assert second.css_first(".fine").text() == "The Courier · 2 Mar 2026, 00:00 UTC"
    assert {"Dunmore", "brigades", "Corley"} <= {word.text() for word in second.css("mark")}
    assert "Dunmore" in {word.text() for word in first.css("mark")}
    assert "in clusters of 2 and 1" in case.css_first(".verdict").text()


def test_several_files_are_on_one_page_with_their_mean(desk: Desk) -> None:
    one, other = archive(desk.root / "one.jsonl", GOLD), archive(desk.root / "other.jsonl", GOLD[:2])

    desk.run("eval", str(one), str(other), "--report", str(desk.root))

    page = LexborHTMLParser((desk.root / "index.html").read_text())
    assert [cell.text() for cell in page.css("thead th")][:4] == ["Measure", "one.jsonl", "other.jsonl", "mean"]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.css("nav a"):
        assert (link.attributes["href"] or "").removeprefix("#") in ids


@pytest.mark.parametrize(
    "values",
    [
        [row("fire", FIRE)],  # nothing to compare with
        [row("fire", FIRE), row("flood", FLOOD)],  # nothing wrong, and no pair of one event
        [{"cluster": "a"}, {"cluster": "a"}, {"cluster": "b"}],  # neither titles nor texts
        [row(None, FIRE), row("fire", FIRE)],  # the only neighbour has no label
        [row(str(number), FIRE) for number in range(12)],  # more events in a cluster than are shown
        [row("fire", FIRE) for _ in range(40)] + [row("flood", FIRE)],  # more titles than are shown
    ],
)
def test_page_is_there_whatever_there_is_to_show(values: list[dict[str, Any]]) -> None:
    page = LexborHTMLParser(rendered(values))

    assert len(page.css("h3")) >= 5


def test_likeliest_misses_come_first_then_the_unlikeliest_and_none_twice() -> None:
    places = [
        first + last for first in ("Dun", "Tol", "Esk", "Bar", "Cor") for last in ("more", "by", "ton", "ham", "ness")
    ]
    values = [
        row(place, f"Strike at {place}\n\nWorkers of {place} mill stopped it for {n} days.")
        for n, place in enumerate(places)
    ]
    values += [row(place, f"Harbour of {place}\n\nLess herring was landed at {place}.") for place in places]

    misses = under(LexborHTMLParser(rendered(values, [str(number) for number in range(50)])), "misses-1")

    likely, unlikely = ([float(said.text()) for said in part.css(".verdict b")] for part in misses.css("ol"))
    # A pair or two were not compared at all: which, is the clusterer's business.
    assert len(likely) == 20
    assert unlikely
    assert likely == sorted(likely, reverse=True)
    assert unlikely == sorted(unlikely)
    assert max(unlikely) <= min(likely)
    assert len({couple.text() for couple in misses.css(".couple")}) == len(likely) + len(unlikely)


HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}"


def test_nothing_of_a_story_is_markup() -> None:
    values = [
        row(HOSTILE, f"{HOSTILE} mill\n\n{FIRE} {HOSTILE}", source=HOSTILE, lang='en"><script>'),
        row("blaze", f"{HOSTILE} mill\n\n{FIRE} {HOSTILE}", source=HOSTILE),
        row(HOSTILE, f"Other\n\n{HOSTILE}"),
    ]

    page = rendered(values)

    parsed = LexborHTMLParser(page)
    assert parsed.css("script, img, [onerror]") == []
    assert len(parsed.css("style")) == len(parsed.css("title:not(svg title)")) == 1
    assert "{{ 7 * 7 }}" in page


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40) | st.just("\ud800\x00\x1b"), min_size=2, max_size=4), st.text(max_size=5))
def test_any_text_makes_a_page(texts: list[str], label: str) -> None:
    page = rendered(
        [{"title": text, "text": text * 2, "source": text, "lang": text[:3], "cluster": label} for text in texts]
    )

    assert page.encode().decode() == page
    assert not set(page) & {"\0", "\x1b", "\ufffe"}


@given(st.text(alphabet=st.sampled_from("ab <&>-'é的Ａ１.,\n")), st.lists(st.sampled_from(["a", "ab", "é", "的", "1"])))
def test_highlighting_adds_marks_and_changes_no_letter(text: str, shared: list[str]) -> None:
    marked = highlighted(text, "en", shared)

    assert marked.replace("<mark>", "").replace("</mark>", "") == highlighted(text, "en", [])
    assert highlighted(text, "en", []).unescape() == text


def test_words_are_highlighted_in_every_form() -> None:
    marked = highlighted("Boats and a boat; no boathouse", "en", ["boat"])

    assert marked == "<mark>Boats</mark> and a <mark>boat</mark>; no boathouse"


def test_folder_that_cannot_be_is_refused_before_the_work(desk: Desk) -> None:
    (desk.root / "file").write_text("")

    result = desk.run("eval", "/nowhere.jsonl", "--report", str(desk.root / "file"), code=2)

    assert f"{desk.root / 'file'}: File exists" in " ".join(result.err.split())
    assert result.out == ""


class Second:
    """A clusterer with second thoughts as told: settles once, after all stories."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions

    def decide(self, story: Story) -> Decision:
        return Decision(kind="found", story=story.key, cluster=story.key, copy=story.key, score=0)

    def apply(self, story: Story, decision: Decision) -> None:
        pass

    def settle(self) -> list[Decision]:
        return self.decisions


def decided(kind: Any, story: str, cluster: str) -> Decision:
    return Decision(kind=kind, story=story, cluster=cluster, copy=story, score=0.5)


@pytest.mark.parametrize(
    "decisions, places",
    [
        ([], "abcd"),
        ([decided("join", "b", "a")], "aacd"),
        ([decided("merge", "b", "a"), decided("merge", "a", "d")], "ddcd"),  # a merged cluster merges again
        ([decided("join", "c", "b"), decided("merge", "b", "a")], "aaad"),  # who moved goes with the cluster
        ([decided("merge", "b", "a"), decided("join", "b", "c")], "accd"),  # who founded a merged cluster may leave
    ],
)
def test_stories_are_where_the_last_decision_leaves_them(decisions: list[Decision], places: str) -> None:
    placement = rows.Placement(Second(decisions))  # type: ignore[arg-type]
    for key in "abcd":
        when = datetime(2026, 3, 2, tzinfo=UTC)
        placement.add(Story(key=key, title="", text="", html="", first_seen=when, source="rows", outlet=""))
    placement.settle()

    assert "".join(placement.cluster(key) for key in "abcd") == places


def test_looking_on_changes_nothing(tmp_path: Path) -> None:
    gold = archive(tmp_path / "gold.jsonl", GOLD * 3)

    alone = list(rows.place(rows.read_rows(gold)))
    watched = list(rows.place(rows.read_rows(gold), Onlooker()))

    assert watched == alone


def test_clusterer_is_the_shipped_one() -> None:
    seen = Onlooker()
    list(rows.place(rows.as_rows([rows.as_line(json.dumps(GOLD[0]), "gold", 1)]), seen))

    assert isinstance(seen.clusterer, Clusterer)
    assert seen.clusterer.options == Options()
