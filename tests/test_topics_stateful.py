"""Whatever happens, in whatever order: what subscribers may expect of a topic holds after every pass.

Stories arrive, change and vanish; events are merged and split, by the clusterer and by editors; topics change; the program starts anew.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot import fingerprints
from bot.clustering import Clusterer
from bot.config import load
from bot.editing import decide, undo
from bot.errors import StoreError
from bot.model import Decision, Delivery, Evidence, Story, Wire
from bot.reasons import what_is_taken_off
from bot.showing import showings
from bot.store import editorial, stories
from bot.store.database import Database, open_database
from bot.store.editorial import Wanted
from bot.store.tombstones import entry_id
from tests.desk import MORNING, Desk
from tests.newsroom import Newsroom

SOURCES = ("desk", "gazette", "courier")
CONFIG = """\
site:
  base_url: http://127.0.0.1:8000
  id_authority: storyfold.example,2026
families:
  - name: Harbour Group
    names: [Harbour Gazette, Tolland Courier]
sources:
""" + "".join(f"  - {{name: {name}, title: The {name.title()}, folder: ../{name}}}\n" for name in SOURCES)
EVENTS = {
    "mill": (
        ("Fire at the mill", "Mill in Dunmore burns down", "Dunmore mill fire: brigades praised"),
        (
            "A fire destroyed the old paper mill at Dunmore on Monday night. Forty firefighters from six brigades fought it until dawn. {}",
            "The old paper mill at Dunmore burned down on Monday night. Forty firefighters fought the fire until dawn, Chief Ann Corley said. {}",
            "Forty firefighters from six brigades fought the fire that destroyed the paper mill at Dunmore, Chief Ann Corley said. {}",
        ),
    ),
    "flood": (
        ("River bursts its banks", "Tolland under water", "Army brings sandbags to Tolland"),
        (
            "The Esker burst its banks at Tolland on Monday and drove 300 people from their homes, the mayor, Piet Vos, said. {}",
            "Tolland is under water after the Esker burst its banks on Monday. The army brought sandbags by boat, Piet Vos said. {}",
            "The army brought sandbags by boat to Tolland, where the Esker drove 300 people from their homes on Monday. {}",
        ),
    ),
    "strike": (
        ("Ferry crews walk out", "Ferry strike at Skerry", "No ferry to Skerry"),
        (
            "Crews of the ferry between Tolland and Skerry walked out on Monday over night shifts, the union of seamen said. {}",
            "Crews of the ferry to Skerry are on strike over night shifts. The company, Northline, cancelled all sailings. {}",
            "Northline cancelled all sailings to Skerry on Monday as crews of the ferry walked out over night shifts. {}",
        ),
    ),
}
TOLLS = (
    "Nobody was hurt.",
    "Five people were killed.",
    "Nine people were killed.",
    "Twelve people were killed and two are missing.",
)
OUTLETS = ("Northwire", "Harbour Gazette", "Tolland Courier", "Evening Bell", "Daily Lamp")
GAPS = (timedelta(0), timedelta(minutes=2), timedelta(minutes=40), timedelta(hours=5), timedelta(hours=30))

ALL = "  - {slug: all, title: Everything, rules: {any: [the]}}\n"
CONFIGURATIONS = (
    ALL + "  - {slug: water, title: Water, rules: {any: [sandbags, ferry]}}\n",
    ALL + "  - {slug: water, title: Water, rules: {any: [river, skerry]}, updates: new_entry}\n",
    (
        "  - {slug: all, title: Everything, updates: new_entry, rules: {any: [the]}}\n"
        "  - {slug: two, title: Two, rules: {min_independent: 2}, order: most_covered, window: 1d}\n"
    ),
    (
        "  - {slug: all, title: Everything, updates: silent, prefer: [courier], rules: {any: [the]}}\n"
        "  - {slug: waterfront, title: Waterfront, formerly: [water], rules: {any: [sandbags, ferry, mill]}}\n"
    ),
    (
        "  - {slug: all, title: Everything, hold: 1h, urgent: [desk], rules: {any: [the], none: [killed]}}\n"
        "  - {slug: waterfront, title: Waterfront, hold: 3h, rules: {any: [ferry, fire]}}\n"
    ),
    (
        "  - {slug: all, title: Everything, window: 6h, match_on: representative, rules: {any: [killed, hurt]}}\n"
        "  - {slug: water, title: Water, formerly: [waterfront], updates: new_entry, rules: {any: [sandbags, fire]}}\n"
        "  - {slug: two, title: Two, limit: 1, rules: {min_sources: 2}}\n"
    ),
)
EPOCH = datetime.fromtimestamp(0, UTC)
FORMERLY = {3: ("water", "waterfront"), 5: ("waterfront", "water")}


def topics_of(number: int) -> str:
    return "topics:\n" + CONFIGURATIONS[number]


class Wavering(Clusterer):
    """The real one; what else it thinks on second thoughts is given."""

    thoughts: ClassVar[list[Decision]] = []

    def settle(self) -> list[Decision]:
        made = super().settle()
        if made:
            self.thoughts.clear()  # they are about what was there before
        self.heed(self.thoughts)
        made += self.thoughts
        self.thoughts.clear()
        return made


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as its readers see it."""

    id: str
    cluster: str
    stories: frozenset[str]
    published: datetime
    updated: datetime

    @property
    def root(self) -> str:
        """The key of the cluster that the id was made of."""
        return self.id.rpartition("cluster/")[2].partition("/")[0]

    @property
    def issue(self) -> int:
        return int(self.id.rpartition("cluster/")[2].partition("/")[2] or 1)


@dataclass(slots=True)
class Readers:
    """What those who subscribed to a topic have seen of it so far."""

    by_id: dict[str, Item] = field(default_factory=dict)  #: as last seen
    of_story: dict[str, Item] = field(default_factory=dict)  #: the entry in which each story was last seen
    updated: datetime = EPOCH  #: of the topic
    gone: dict[str, str] = field(default_factory=dict)  #: when entries went that they were told of, by id


def items_of(feed: Any) -> list[Item]:
    return [
        Item(
            id=item["id"],
            cluster=item["_storyfold"]["cluster"],
            stories=frozenset(source["story"] for source in item["_storyfold"]["sources"]),
            published=datetime.fromisoformat(item["date_published"]),
            updated=datetime.fromisoformat(item["date_modified"]),
        )
        for item in feed["items"]
    ]


def delivered(
    item: str, at: datetime, first_seen: datetime, said: dict[str, Any], version: int, **wire: Any
) -> Delivery:
    titles, texts = EVENTS[said["event"]]
    outlet = OUTLETS[said["outlet"]]
    text = texts[said["variant"]].format(TOLLS[said["toll"]])
    source = SOURCES[said["outlet"] % len(SOURCES)]
    story = Story(
        key=f"{item:0>20}",
        title=titles[said["variant"]],
        text=text,
        html=f"<p>{text}</p>",
        published=first_seen,
        updated=at,
        first_seen=first_seen,
        source=source,
        outlet=outlet,
        language="en",
        wire=Wire(item=item, version=version, **wire),
    )
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


WHAT = st.fixed_dictionaries(
    {
        "event": st.sampled_from(sorted(EVENTS)),
        "variant": st.integers(0, 2),
        "toll": st.integers(0, len(TOLLS) - 1),
        "outlet": st.integers(0, len(OUTLETS) - 1),
    }
)
GAP = st.sampled_from((None, *GAPS))  # None: no pass yet, more happens before the next one
ANY = st.integers(0, 10_000)


class Topics(RuleBasedStateMachine):
    """A newsroom, and the readers of its topics."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.configuration = 0
        self.now = MORNING
        self.said: dict[
            str, tuple[dict[str, Any], int, datetime, str]
        ] = {}  # by item: what, version, first seen, status
        self.waiting: list[Delivery] = []
        self.readers: dict[str, Readers] = {}
        self.had_new_entries: set[str] = set()
        self.told = 0  # number of the last decision that was looked at
        self.log: list[tuple[int, str, str, str, str | None]] = []
        self.desk = Desk(Path(self.folder.name) / "desk", CONFIG, topics_of(0))
        for name in SOURCES:
            (self.desk.root / name).mkdir(exist_ok=True)
        self.newsroom = Newsroom(self.desk)
        self.wavering = mock.patch("bot.recalling.Clusterer", Wavering)
        self.wavering.start()

    def teardown(self) -> None:
        Wavering.thoughts.clear()
        self.wavering.stop()
        self.folder.cleanup()

    # What happens

    @initialize(first=st.lists(WHAT, min_size=1, max_size=4))
    def morning(self, first: list[dict[str, Any]]) -> None:
        for what in first:
            self._arrives(what)
        self._pass(timedelta(0))

    @rule(what=WHAT, gap=GAP, embargo=st.sampled_from((None, None, None, timedelta(hours=3))))
    def story_arrives(self, what: dict[str, Any], gap: timedelta | None, embargo: timedelta | None) -> None:
        self._arrives(what, **({} if embargo is None else {"embargo": self.now + embargo}))
        self._pass(gap)

    @rule(
        which=ANY, variant=st.integers(0, 2), toll=st.integers(0, len(TOLLS) - 1), is_correction=st.booleans(), gap=GAP
    )
    def story_changes(self, which: int, variant: int, toll: int, is_correction: bool, gap: timedelta | None) -> None:
        item = self._item(which)
        what = {**self.said[item][0], "variant": variant, "toll": toll}
        self._says(item, what, "usable", is_correction=is_correction)
        self._pass(gap)

    @rule(which=ANY, status=st.sampled_from(("canceled", "canceled", "withheld")), gap=GAP)
    def story_vanishes(self, which: int, status: str, gap: timedelta | None) -> None:
        item = self._item(which)
        self._says(item, self.said[item][0], status)
        self._pass(gap)

    @rule(to=st.integers(0, len(CONFIGURATIONS) - 1), gap=st.sampled_from(GAPS))
    def topics_change(self, to: int, gap: timedelta) -> None:
        there, self.configuration = {*self._slugs()}, to
        self.desk.configure(CONFIG, topics_of(to))
        old, new = FORMERLY.get(to, ("", ""))
        if old in self.readers and old in there and new not in there:
            self.readers[new] = self.readers.pop(old)
        elif old in self.readers and new not in there:  # one that left takes its place
            self.readers.pop(new, None)
            self.readers[new] = self.readers.pop(old)
        elif old:  # they are led to one that is there, and read that from now on
            self.readers.pop(old, None)
        for topic in load(self.desk.config).topics:
            if topic.updates == "new_entry":
                self.had_new_entries.add(topic.slug)
        self._pass(gap)

    @rule(
        kind=st.sampled_from(("merge", "merge", "split", "apart")),
        one=ANY,
        other=ANY,
        gap=GAP,
    )
    def editor_puts_together_or_apart(self, kind: Any, one: int, other: int, gap: timedelta | None) -> None:
        first, second = (f"{self._item(which):0>20}" for which in (one, other))
        sides = {"merge": ((first,), (second,)), "apart": ((second,), (first,)), "split": ((first,), ())}[kind]
        self._decides(Wanted(kind=kind, story=first, other=None if kind == "split" else second, sides=sides))
        self._pass(gap)

    @rule(kind=st.sampled_from(("hide", "pin", "represent", "retitle")), which=ANY, everywhere=st.booleans(), gap=GAP)
    def editor_wants(self, kind: Any, which: int, everywhere: bool, gap: timedelta | None) -> None:
        topic = None if everywhere else self._slugs()[which % len(self._slugs())]
        title = "As the editor says" if kind == "retitle" else None
        self._decides(Wanted(kind=kind, story=f"{self._item(which):0>20}", topic=topic, title=title))
        self._pass(gap)

    @precondition(lambda self: self.desk.database().exists() and self._standing())
    @rule(which=ANY, gap=GAP)
    def editor_takes_back(self, which: int, gap: timedelta | None) -> None:
        standing = self._standing()
        with self._database() as database:
            undo(database, standing[which % len(standing)], self.now)
        self._pass(gap)

    @rule(is_merge=st.booleans(), one=ANY, other=ANY, gap=st.sampled_from(GAPS), what=WHAT)
    def clusterer_thinks_again(
        self, is_merge: bool, one: int, other: int, gap: timedelta, what: dict[str, Any]
    ) -> None:
        self._pass(timedelta(0))  # what editors decided first
        self._arrives(what)  # second thoughts come with news
        Wavering.thoughts[:] = self._merged(one, other) if is_merge else self._parted(one)
        self._pass(gap)

    @rule(gap=st.sampled_from(GAPS), again=st.booleans())
    def time_passes(self, gap: timedelta, again: bool) -> None:
        self._pass(gap, passes=1 + again)

    # How

    def _arrives(self, what: dict[str, Any], **wire: Any) -> None:
        item = f"story{len(self.said)}"
        self.said[item] = (what, 1, self.now, "usable")
        self.waiting.append(delivered(item, self.now, self.now, what, 1, **wire))

    def _says(self, item: str, what: dict[str, Any], status: Any, **wire: Any) -> None:
        _, version, first_seen, _ = self.said[item]
        self.said[item] = (what, version + 1, first_seen, status)
        self.waiting.append(delivered(item, self.now, first_seen, what, version + 1, status=status, **wire))

    def _item(self, which: int) -> str:
        return sorted(self.said)[which % len(self.said)]

    def _slugs(self) -> list[str]:
        return [topic.slug for topic in load(self.desk.config).topics]

    def _standing(self) -> list[int]:
        return [row[0] for row in self.desk.query("SELECT number FROM editorial WHERE undone_at IS NULL ORDER BY 1")]

    def _decides(self, wanted: Wanted) -> None:
        known = {key for (key,) in self.desk.query("SELECT key FROM story")}
        if not {wanted.story, wanted.other or wanted.story} <= known:
            return  # nobody can name what was not read yet
        # Where it cannot be done, the editor is told so.
        with self._database() as database, suppress(StoreError):
            decide(database, wanted, "cli", self.now)

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = open_database(load(self.desk.config).database)
        try:
            yield database
        finally:
            database.close()

    def _free(self) -> dict[str, list[tuple[str, str]]]:
        """The clusters of whose stories no editor decided where they are: (story, copy) in the order in which they came."""
        bound = {
            key
            for (value,) in self.desk.query("SELECT value FROM editorial WHERE kind IN ('merge', 'split', 'apart')")
            for side in json.loads(value)
            for key in side
        }
        found: dict[str, list[tuple[str, str]]] = {}
        for story, copy, cluster in self.desk.query(
            "SELECT key, copy, cluster FROM story WHERE cluster IS NOT NULL AND status != 'canceled' ORDER BY first_seen, rowid"
        ):
            found.setdefault(cluster, []).append((story, copy))
        return {cluster: of for cluster, of in found.items() if not bound & {story for story, _ in of}}

    def _merged(self, one: int, other: int) -> list[Decision]:
        free = [*self._free()]
        if len(free) < 2:
            return []
        elder, younger = sorted({one % len(free), other % len(free), (one + 1) % len(free)})[:2]
        keys = free[elder], free[younger]
        return [Decision(kind="merge", story=keys[1], cluster=keys[0], copy=keys[1], score=0.6, evidence=Evidence())]

    def _parted(self, which: int) -> list[Decision]:
        founders = {key for (key,) in self.desk.query("SELECT key FROM cluster")}
        copies: list[list[str]] = []
        for cluster, members in self._free().items():
            for first in dict.fromkeys(copy for _, copy in members):
                group = [story for story, copy in members if copy == first]
                if not founders & {*group} and len(group) < len(members) and cluster not in group:
                    copies.append(group)
        if not copies:
            return []
        leaving = copies[which % len(copies)]
        return [
            Decision(kind="split", story=key, cluster=leaving[0], copy=leaving[0], score=0.1, evidence=Evidence())
            for key in leaving
        ]

    def _pass(self, gap: timedelta | None, passes: int = 1) -> None:
        if gap is None:
            return
        self.now += gap
        given, self.waiting = self.waiting, []
        self.newsroom.run(*((self.now, given if not number else []) for number in range(passes)))
        self._look()

    # What subscribers may expect

    def _look(self) -> None:
        feeds = {slug: json.loads((self.desk.public / "topics" / f"{slug}.json").read_text()) for slug in self._slugs()}
        query = f"SELECT number, kind, story, cluster, former FROM decision WHERE number > {self.told} ORDER BY number"
        new = self.desk.query(query)
        self.log += new
        self.told = new[-1][0] if new else self.told
        for slug, feed in feeds.items():
            readers = self.readers.setdefault(slug, Readers())
            items = items_of(feed)
            assert [entry.id for entry in self.desk.feed(slug).entries] == [item.id for item in items]
            self._each_once(items)
            for item in items:
                self._stands_for_its_event(item)
                self._never_goes_back(item, readers)
                self._is_not_there_twice(slug, item, readers)
            updated = datetime.fromisoformat(feed["_storyfold"]["updated"])
            assert updated >= readers.updated, f"{slug} goes back"
            readers.updated = updated
            self._says_what_went(slug, feed, readers)
            for item in items:
                readers.by_id[item.id] = item
                readers.of_story |= dict.fromkeys(item.stories, item)
        self._nothing_is_kept_back_in_silence({slug: items_of(feed) for slug, feed in feeds.items()})

    def _each_once(self, items: list[Item]) -> None:
        for what in (
            [item.id for item in items],
            [item.cluster for item in items],
            [story for item in items for story in item.stories],
        ):
            assert len(what) == len({*what}), f"twice in a topic: {what}"

    def _stands_for_its_event(self, item: Item) -> None:
        """An id is its cluster's own, or that of one that was merged into it, is a tombstone still, and shown nowhere else."""
        if item.root == item.cluster:
            return
        alive = {key for (key,) in self.desk.query("SELECT key FROM cluster WHERE merged_into IS NULL")}
        assert item.root not in alive, f"{item.id} is there, but stands for {item.cluster}"
        became = {item.root}
        for _, kind, story, cluster, _ in self.log:
            if kind == "merge" and story in became:
                became.add(cluster)
        assert item.cluster in became, f"{item.id} stands for {item.cluster}, in which it never was"

    def _never_goes_back(self, item: Item, readers: Readers) -> None:
        before = readers.by_id.get(item.id)
        if before is not None:
            assert item.published == before.published, (
                f"{item.id} was published {before.published}, now {item.published}"
            )
            assert item.updated >= before.updated, f"{item.id} goes back from {before.updated} to {item.updated}"
        seen = [one.issue for one in readers.by_id.values() if one.root == item.root]
        assert item.issue >= max(seen, default=1), f"{item.id} was followed by another one"

    def _is_not_there_twice(self, slug: str, item: Item, readers: Readers) -> None:
        """A new id has no stories that were read under another one; but for news, stories that were taken from it, and ids that went back."""
        if item.id in readers.by_id:
            return
        if slug in self.had_new_entries and item.root in {one.root for one in readers.by_id.values()}:
            assert item.issue > 1, f"{item.id} is no next one"
            return
        for story in item.stories:
            before = readers.of_story.get(story)
            if before is None:
                continue
            moved = any(
                one == story and former is not None and kind in {"join", "split"}
                for _, kind, one, _, former in self.log
            )
            # The entry may have gone on under the id of a merged event; if that one is split off again, the id is its own.
            given_back = any(kind == "split" and cluster == before.root for _, kind, _, cluster, _ in self.log)
            assert moved or given_back, f"{story} was read under {before.id}, and comes as {item.id}"

    def _says_what_went(self, slug: str, feed: Any, readers: Readers) -> None:
        """What readers have and the topic lets in no more went at one time, which never changes; what is let in did not go."""
        rows = self.desk.query(
            "SELECT coalesce(e.id, c.id), e.issue FROM topic_entry e JOIN cluster c ON c.key = e.cluster "
            f"WHERE e.topic = '{slug}' AND NOT e.withdrawn"
        )
        let_in = {entry_id(None, known, issue) for known, issue in rows}
        gone = {one["id"]: one["at"] for one in feed["_storyfold"]["tombstones"]}
        assert not gone.keys() & let_in, "it is there"
        assert readers.by_id.keys() - let_in <= gone.keys(), "it went in silence"
        for id_, at in gone.items():
            assert readers.gone.get(id_, at) == at, f"{id_} went at {readers.gone[id_]}, now at {at}"
        for one in feed["_storyfold"]["tombstones"]:
            assert one["into"] is None or (self.desk.public / "clusters" / f"{one['into']}.html").exists(), one
        readers.gone = gone

    def _nothing_is_kept_back_in_silence(self, feeds: dict[str, list[Item]]) -> None:
        configured = load(self.desk.config)
        with self._database() as database:
            with database.reading() as connection:
                keys = [row[0] for row in connection.exec_driver_sql("SELECT key FROM story WHERE cluster IS NOT NULL")]
                stored = stories.named(connection, keys)
                places = editorial.places(connection, keys)
            seen_without = what_is_taken_off(database)
            for story in stored:
                found = showings(configured, database, story, seen_without, self.now)
                assert [one.topic for one in found] == [*feeds]
                for one in found:
                    assert one.why, f"{story.key} is {one.state} in {one.topic}, and nobody says why"
                    assert all(reason.strip() for reason in one.why), one
                    is_there = places[story.key] in {item.cluster for item in feeds[one.topic]}
                    assert (one.state == "shown") == is_there, f"{story.key}: {one.line} Readers see it: {is_there}"
                    assert one.state != "due", f"{story.key}: {one.line}"


# Few, as each step is a pass of the whole program, and what fails is not made smaller, which takes minutes; more are tried
# where this is worked on.
Topics.TestCase.settings = settings(
    max_examples=int(os.environ.get("STATEFUL_EXAMPLES", "8")),
    stateful_step_count=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestTopics = Topics.TestCase
