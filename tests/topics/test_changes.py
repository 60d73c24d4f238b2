"""What became new in an event that readers were told of: invented events, told by invented papers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Change, Cluster, Coverage, Decision, Marker, MarkerKind, Member, Sighting, Story, Voice, Wire
from bot.topics.changes import News, news, significant

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Says:
    """What a paper says, and how many hours after Monday morning."""

    title: str
    text: str = ""
    hours: float = 0
    outlet: str = "Gazette"
    language: str | None = "en"
    key: str = ""  #: "" is a story of its own
    copy: str = ""
    kinds: tuple[MarkerKind, ...] = ()
    correction: int | None = None  #: number of a corrected version of an agency's item
    published: float | None = None  #: hours, where the story is older than its arrival

    def member(self, number: int) -> Member:
        key = self.key or f"s{number}"
        seen = MONDAY + self.hours * HOUR
        wire = Wire(item=key, version=self.correction, is_correction=True) if self.correction is not None else None
        story = Story(
            key=key, title=self.title, text=self.text, html="", first_seen=seen, source=self.outlet.lower(),
            published=None if self.published is None else MONDAY + self.published * HOUR,
            outlet=self.outlet, language=self.language, markers=tuple(map(Marker, self.kinds)), wire=wire,
        )  # fmt: skip
        sighting = Sighting(source=story.source, entry=key, story=key, url=None, seen=seen)
        decision = Decision(kind="join", story=key, cluster="s0", copy=self.copy or key, score=1.0)
        return Member(story=story, sightings=(sighting,), decision=decision)


def voices(number: int) -> Coverage:
    every = [Voice(name=str(one), because="", stories=(), outlets=(str(one),)) for one in range(number)]
    return Coverage(outlets=tuple(one.name for one in every), voices=tuple(every), first="s0")


def passes(batches: Sequence[Sequence[Says]], counts: Sequence[int] = ()) -> list[News]:
    """What is news in each pass; what is said with the key of an earlier story is a revision of it."""
    members: dict[str, Member] = {}
    found: list[News] = []
    told: Any = None
    for turn, batch in enumerate(batches):
        for one in batch:
            member = one.member(len(members))
            before = members.get(member.story.key)
            seen = before.story.first_seen if before else member.story.first_seen
            story = member.story if before is None else _revised(member.story, seen)
            members[story.key] = Member(story=story, sightings=member.sightings, decision=member.decision)
        cluster = Cluster(key="s0", id="tag:x,2026:s0", members=tuple(members.values()))
        at = max([MONDAY, *(MONDAY + one.hours * HOUR for batch in batches[: turn + 1] for one in batch)])
        coverage = voices(counts[turn]) if counts else None
        found.append(news(told, cluster, cluster.members[0].story, coverage, at))
        told = json.loads(json.dumps(found[-1].told))  # as the store keeps it
    return found


def _revised(story: Story, first_seen: datetime) -> Story:
    values = {name: getattr(story, name) for name in Story.__slots__}
    return Story(**(values | {"first_seen": first_seen}))


def told(*says: Says | Sequence[Says]) -> list[str]:
    """The texts of all changes, pass by pass, a story a pass."""
    batches = [[one] if isinstance(one, Says) else one for one in says]
    return [change.text for found in passes(batches) for change in found.changes]


def toll(title: str, hours: float = 0, language: str = "en", **given: Any) -> Says:
    return Says(title, hours=hours, language=language, **given)


NEWS = {
    "English": (toll("Mill blast in Calverdale kills 5"), toll("Death toll in mill blast rises to 12", 1), "death toll 5 → 12"),
    "in words": (toll("Two dead as ferry hits reef"), toll("Ferry toll reaches five", 1), "death toll 2 → 5"),
    "in the lead": (
        Says("Blast at mill", "CALVERDALE, March 2 (Northwire) - An explosion killed at least five people on Monday, police said."),
        Says("Blast at mill", "Twelve people were killed in the blast at 5 p.m., the fire chief, 52, said.", 1),
        "death toll 5 → 12",
    ),
    "German": (
        toll("Fünf Tote bei Explosion in Eschenfurt", language="de"),
        toll("Zahl der Toten nach Explosion in Eschenfurt steigt auf 12", 1, "de"),
        "death toll 5 → 12",
    ),
    "German lead": (
        Says("Explosion", "Bei einer Explosion in Eschenfurt sind am Montag mindestens fünf Menschen ums Leben gekommen.", language="de"),
        Says("Explosion", "Bei der Explosion starben zwölf Menschen, sagt die Polizei.", 1, language="de"),
        "death toll 5 → 12",
    ),
    "Spanish": (
        toll("Al menos cinco muertos en una explosión", language="es"),
        toll("Sube a 12 la cifra de muertos en Valdoria", 1, "es"),
        "death toll 5 → 12",
    ),
    "Spanish verb": (
        toll("Mueren cinco personas en un incendio", language="es"),
        toll("Doce personas murieron en el incendio de Valdoria", 1, "es"),
        "death toll 5 → 12",
    ),
    "French": (
        toll("Cinq morts dans une explosion à Merle", language="fr"),
        toll("Explosion à Merle : le bilan monte à 12 morts", 1, "fr"),
        "death toll 5 → 12",
    ),
    "Italian": (toll("Esplosione, cinque morti", language="it"), toll("Esplosione, il bilancio sale a 12 morti", 1, "it"), "death toll 5 → 12"),
    "Portuguese": (toll("Explosão deixa 5 mortos", language="pt"), toll("Sobe para 12 o número de mortos", 1, "pt"), "death toll 5 → 12"),
    "Dutch": (toll("Vijf doden bij explosie", language="nl"), toll("Dodental explosie stijgt naar 12", 1, "nl"), "death toll 5 → 12"),
    "Swedish": (toll("Fem döda i explosion", language="sv"), toll("Dödssiffran stiger till 12", 1, "sv"), "death toll 5 → 12"),
    "Polish": (toll("Wybuch: zginęło 5 osób", language="pl"), toll("W wybuchu zginęło co najmniej 12 osób", 1, "pl"), "death toll 5 → 12"),
    "Russian": (toll("При взрыве погибли 5 человек", language="ru"), toll("Число погибших при взрыве выросло до 12", 1, "ru"), "death toll 5 → 12"),
    "Turkish": (toll("Patlamada 5 ölü", language="tr"), toll("Patlamada 12 kişi hayatını kaybetti", 1, "tr"), "death toll 5 → 12"),
    "Chinese": (toll("爆炸造成5人死亡", language="zh"), toll("爆炸已造成12人死亡，30人受伤", 1, "zh"), "death toll 5 → 12"),
    "Japanese": (toll("爆発で5人が死亡", language="ja"), toll("爆発の死者は12人に", 1, "ja"), "death toll 5 → 12"),
    "across languages": (toll("Mill blast kills 5"), toll("Zwölf Tote bei Explosion", 1, "de"), "death toll 5 → 12"),
    "the injured": (toll("Five dead, 31 injured in blast"), toll("Five dead, 64 injured in blast", 1), "injured 31 → 64"),
    "others": (toll("Blast kills two and injures 31 others"), toll("Blast kills two and injures 40 others", 1), "injured 31 → 40"),
    "the missing": (toll("31 missing after ferry sinks"), toll("Ferry: 12 still missing", 1), "missing 31 → 12"),
    "thousands": (toll("Quake kills 980"), toll("Quake kills at least 1,200", 1), "death toll 980 → 1,200"),
    "thousands in German": (toll("Beben: 980 Tote", language="de"), toll("Mehr als 1.200 Tote nach Beben", 1, "de"), "death toll 980 → over 1,200"),
    "the same source's count": (
        Says("Fire near Pella", "The fire burned 22,000 acres of pine forest.", outlet="Herald"),
        Says("Fire near Pella", "The fire has burned 31,500 acres of pine by now.", 5, "Herald"),
        "22,000 acres → 31,500 acres",
    ),
    "another source's count in the same words": (
        Says("Fire near Pella", "The fire burned 22,000 acres of pine forest.", outlet="Herald"),
        Says("Fire near Pella", "It burned 31,500 acres of pine.", 5, "Gazette"),
        "22,000 acres → 31,500 acres",
    ),
    "a share": (
        Says("Fire near Pella", "The fire was 5% contained on Friday.", outlet="Herald"),
        Says("Fire near Pella", "By noon the fire was 40% contained.", 5, "Herald"),
        "5% contained → 40% contained",
    ),
    "a price": (
        Says("Ledgerline raises bid", "Ledgerline bid 4.1 billion euros for Tessaly.", outlet="Herald"),
        Says("Ledgerline raises bid", "Ledgerline bid 4.35 billion euros for Tessaly.", 5, "Herald"),
        "4.1 billion euros → 4.35 billion euros",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), NEWS.values(), ids=NEWS.keys())
def test_new_figure_is_news(before: Says, after: Says, expected: str) -> None:
    assert told(before, after) == [expected]


FIVE, TWELVE = toll("Mill blast kills 5"), toll("Mill blast kills 12", 1)
NO_NEWS = {
    "the same in words": (FIVE, toll("Five people killed in mill blast", 1)),
    "another noun": (FIVE, toll("Mill blast: 12 fire engines called", 1)),
    "another number beside": (FIVE, toll("Mill blast kills 5, 12 homes damaged", 1)),
    "a first figure": (toll("Blast at mill"), FIVE),
    "an age": (FIVE, toll("Killed in the blast: Ada Merle, 52, and a man aged 31", 1)),
    "years old": (FIVE, toll("A 52-year-old woman died in the mill blast", 1)),
    "a time of day": (FIVE, toll("Blast at 12 killed mill workers, at 10:50 p.m.", 1)),
    "a date": (FIVE, toll("Killed on March 12: the five of the mill", 1)),
    "a year": (FIVE, toll("Mill blast recalls 2015, when 31 were killed", 1)),
    "a span": (FIVE, toll("Killed 12 days ago: a town buries its dead", 1)),
    "a past event": (FIVE, toll("Mill where 5 died saw 12 people killed four years ago", 1)),
    "background below": (FIVE, Says("Blast", "Five died.\n\nThe mill is old.\n\nIn Pella a blast killed 31 people.", 1)),
    "a guess": (FIVE, toll("12 feared dead in mill blast", 1)),
    "up to": (FIVE, toll("Up to 12 killed in mill blast", 1)),
    "about": (FIVE, toll("About 12 killed in mill blast", 1)),
    "what may be": (FIVE, toll("Blast could kill 12, experts warn", 1)),
    "a part": (FIVE, toll("Mill blast kills five people, including 3 children", 1)),
    "some more": (FIVE, toll("7 more people killed in mill blast", 1)),
    "who killed": (FIVE, toll("12 men killed guards before mill blast", 1)),
    "a longer number in words": (FIVE, toll("Twenty-five thousand mourn the dead", 1)),
    "a number in words in Spanish": (toll("Mueren cinco personas", language="es"), toll("Treinta y cinco muertos en 2019", 1, "es")),
    "a score": (FIVE, toll("Merrow win 12-5 as dead are mourned", 1)),
    "a name": (FIVE, toll("A320 killed engine in flight 12B", 1)),
    "two events": (FIVE, toll("Blast kills 12 in Pella and 7 die in Merrow", 1)),
    "a round-up": (FIVE, toll("12 killed: the day in brief", 1, kinds=("wrapup",))),
    "a lower count elsewhere": (FIVE, toll("Mill blast kills 3", 1)),
    "an older story": (FIVE, toll("Mill blast kills 12", 1, published=-5)),
    "another rounding": (toll("Quake kills 50,000"), toll("Quake kills 50,031", 1)),
    "another count": (toll("Fever kills 1,707 in a day"), toll("Fever has killed 250,000", 1)),
    "all attacks together": (FIVE, toll("Mill blast: rebels claim attacks that have killed 430", 1)),
    "a copy of it": (FIVE, toll("Mill blast kills 5", 1, outlet="Echo")),
    "the other share": (
        Says("Vote", "Ostrand has 51% of the votes.", outlet="Herald"),
        Says("Vote", "With 80% of votes counted, Ostrand leads.", 5, "Herald"),
    ),
    "the other price": (
        Says("Bid", "Ledgerline bid 4.1 billion euros for Tessaly.", outlet="Herald"),
        Says("Bid", "Tessaly owes 2.3 billion euros to banks.", 5, "Herald"),
    ),
    "another paper's count": (
        Says("Ferry", "The ferry carrying 214 people ran aground.", outlet="Herald"),
        Says("Ferry", "Tugs freed the ship with 209 people on board.", 5, "Gazette"),
    ),
    "an unknown language": (toll("Mlýn: 5 mrtvých", language="cs"), toll("Mlýn: 12 mrtvých", 1, "cs")),
    "a German verb": (toll("Fünf Tote", language="de"), toll("12 Täter verletzten und töteten Menschen", 1, "de")),
}  # fmt: skip


@pytest.mark.parametrize("stories", NO_NEWS.values(), ids=NO_NEWS.keys())
def test_anything_else_is_not(stories: tuple[Says, ...]) -> None:
    assert told(*stories) == []


def test_late_reprint_of_the_first_count_changes_nothing() -> None:
    assert told(FIVE, TWELVE, toll("Mill blast kills 5", 9, outlet="Echo"), toll("Mill blast kills 12", 10)) == [
        "death toll 5 → 12"
    ]


def test_sources_that_disagree_take_no_turns() -> None:
    says = [toll(f"Blast kills {number}", hours, outlet=outlet)
            for hours, (number, outlet) in enumerate([(12, "Echo"), (30, "Gazette"), (12, "Post"), (30, "Echo"), (14, "Post"), (30, "Sun")])]  # fmt: skip

    assert told(*says) == ["death toll 12 → 30"]


def test_what_came_at_once_is_told_once_with_the_last_count() -> None:
    assert told(FIVE, [toll("Blast kills 8", 1), toll("Blast kills 12", 2), toll("Blast kills 9", 1.5)]) == [
        "death toll 5 → 12"
    ]


def test_source_takes_its_count_back() -> None:
    first = toll("Blast kills 12", key="a")

    assert told(first, toll("Blast kills 11", 3, key="a")) == ["death toll 12 → 11"]
    assert told(first, toll("Blast kills 11", 3, kinds=("correction",))) == [
        "corrected by Gazette",
        "death toll 12 → 11",
    ]


def test_revised_story_counts_whatever_time_it_claims() -> None:
    other = toll("Blast kills 7", 2)

    assert told(
        toll("Blast kills 5", key="a", published=0), other, toll("Blast kills 12", 5, key="a", published=0)
    ) == [
        "death toll 5 → 7",
        "death toll 7 → 12",
    ]


def test_story_that_begins_to_count_is_news() -> None:
    before = Says("Fire at mill", "The mill burned for an hour, and nobody was hurt.", key="a")

    assert told(before, Says("Fire at mill", "The mill burned for an hour, and one man was hurt.", 1, key="a")) == [
        "injured 1"
    ]


def test_change_names_its_time_and_its_outlet() -> None:
    *_, last = passes([[FIVE], [toll("Blast kills 12", 1, outlet="Northwire"), toll("Crowds mourn", 4)]])

    assert last.changes == (Change(at=MONDAY + HOUR, text="death toll 5 → 12", outlet="Northwire"),)


def test_correction_is_told_once_however_many_reprint_it() -> None:
    corrected = toll("Blast at mill", 1, key="a", correction=2, outlet="Reuters")
    reprint = toll("Blast at mill", 2, outlet="Echo", copy="a", kinds=("correction",))

    assert told(toll("Blast at mill", key="a"), corrected, reprint) == ["corrected by Reuters"]
    assert told(toll("Blast", key="a"), corrected, toll("Blast at mill", 3, key="a", correction=3)) == [
        "corrected by Reuters",
        "corrected by Gazette",
    ]


def thresholds(*counts: int) -> list[str]:
    batches = [[toll(f"Mayor resigns {turn}", turn)] for turn in range(len(counts))]
    return [change.text for found in passes(batches, counts) for change in found.changes]


def test_threshold_of_coverage_is_told_once() -> None:
    assert thresholds(1, 2, 3, 4, 3, 2, 3, 6, 25) == [
        "now reported by 3 independent sources",
        "now reported by 6 independent sources",
        "now reported by 25 independent sources",
    ]
    assert thresholds(4, 4) == []


def test_families_that_somebody_configured_are_no_news() -> None:
    found = passes([[FIVE], []], [1, 5])

    assert found[1].changes == ()
    assert [one.text for one in passes([[FIVE], [], [TWELVE]], [1, 5, 5])[2].changes] == ["death toll 5 → 12"]


def test_new_headline_is_the_speakers() -> None:
    found = passes([[toll("Blast at mill", key="a")], [toll("Blast at Calverdale mill", 1, key="a")]])[1]

    assert found.headline == Change(at=MONDAY + HOUR, text="new headline", outlet="Gazette")
    assert found.changes == ()


def test_told_nothing_or_by_another_reading_there_is_no_news() -> None:
    cluster = Cluster(key="s0", id="x", members=(FIVE.member(0), TWELVE.member(1)))
    speaker = cluster.members[0].story
    before = passes([[FIVE]])[0].told

    assert [one.text for one in significant(before, cluster, speaker, None, MONDAY + HOUR)] == ["death toll 5 → 12"]
    assert significant(None, cluster, speaker, voices(5), MONDAY + HOUR) == ()
    assert significant({**before, "version": 0}, cluster, speaker, voices(5), MONDAY + HOUR) == ()


WORDS = [
    "kills",
    "12",
    "5",
    "dead",
    "people",
    "at least",
    "rises to",
    "toll",
    ",",
    ".",
    "Tote",
    "and",
    "52-year-old",
    "%",
    "killed",
    "1,200",
    "$",
    "the",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=6))
def test_nothing_is_told_twice_and_no_count_comes_back(titles: list[str]) -> None:
    says = [toll(title or "x", hours) for hours, title in enumerate(titles)]
    found = passes([*([one] for one in says), says, []])

    assert all(one.changes == () for one in found[-2:])
    texts = [change.text for one in found for change in one.changes if change.text.startswith("death")]
    values = [int(text.rpartition("→ ")[2].replace(",", "").removeprefix("over ")) for text in texts]
    assert values == sorted(set(values))


@pytest.mark.parametrize("text", ["12 ", "1,", "12 people ", "at least ", "more than 12 people and ", "kills "])
def test_long_titles_cost_nothing(text: str) -> None:
    began = perf_counter()

    told(FIVE, Says(text * 50_000, text * 50_000, 1))
    assert perf_counter() - began < 1


@given(st.text(max_size=200), st.sampled_from(["en", "de", "es", "fr", "ru", "tr", "zh", "ja", None, "xx"]))
def test_no_text_is_too_strange(text: str, language: str | None) -> None:
    found = passes(
        [[Says(text or "x", text, language=language)], [Says("x", f"{text} 12 killed", 1, language=language)]]
    )

    assert found[0].changes == ()
    for change in found[1].changes:
        assert len(change.text.splitlines()) == 1
