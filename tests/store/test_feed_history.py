"""Whatever one feed does, one poll after the other: no story is lost, none is there twice. A model is held against it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.cleaning.lineage import is_another, is_repost
from bot.cleaning.stories import story_key
from bot.fingerprints import marked
from bot.model import Delivery, Identity, Story
from bot.store.database import open_database
from bot.store.stories import keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@dataclass(slots=True)
class Item:
    """One entry, and what the store should have of it."""

    number: int
    guid: str
    url: str
    title: str
    text: str
    published: datetime | None
    is_listed: bool = True
    first_seen: datetime | None = None  #: None: in no document yet
    said: list[tuple[str, str]] = field(default_factory=list)  #: titles and texts as they were polled, each once

    def delivery(self, identity: Identity, arrived: datetime) -> Delivery:
        keys = {"guid": self.guid, "link": self.url, "content": f"{self.title}\n{self.text}"}
        entry = keys[identity]
        story = Story(
            key=story_key(self.url, "wire", entry),
            url=self.url,
            title=self.title,
            text=self.text,
            html=f"<p>{self.text}</p>",
            published=self.published,
            first_seen=arrived,
            source="wire",
            outlet="Wire",
        )
        return marked(story, entry=entry, own_key=story_key(None, "wire", entry), guid=self.guid)


class FeedHistory(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = open_database(Path(self.folder.name) / "storyfold.db")
        self.items: list[Item] = []
        self.identity: Identity = "guid"
        self.now = MONDAY
        self.guids = 0
        self.is_polled = True

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def new_guid(self) -> str:
        self.guids += 1
        return f"guid-{self.guids}"

    def one(self, data: st.DataObject) -> Item:
        self.is_polled = False
        return data.draw(st.sampled_from(self.items))

    @rule(count=st.integers(1, 7))
    def add(self, count: int) -> None:
        for _ in range(count):
            number = len(self.items)
            words = " ".join(f"word{number}{letter * 3}" for letter in "abcdefghijklmnop")
            url, title = f"https://site.example/{number}", f"Report {number}"
            self.items.append(Item(number, self.new_guid(), url, title, words, self.now))
        self.is_polled = False

    @precondition(lambda self: self.items)
    @rule(data=st.data(), word=st.sampled_from(["", "Corrected.", "Withdrawn."]))
    def edit(self, data: st.DataObject, word: str) -> None:
        item = self.one(data)
        item.text = f"{item.text.partition('.')[0]}. {word}".strip()

    @precondition(lambda self: self.items)
    @rule(data=st.data(), word=st.sampled_from(["", ", updated"]))
    def retitle(self, data: st.DataObject, word: str) -> None:
        item = self.one(data)
        item.title = f"Report {item.number}{word}"

    @precondition(lambda self: self.items)
    @rule(data=st.data(), later=st.sampled_from([timedelta(hours=3), None]))
    def redate(self, data: st.DataObject, later: timedelta | None) -> None:
        item = self.one(data)
        item.published = None if later is None or item.published is None else MONDAY + later

    @precondition(lambda self: self.items)
    @rule(data=st.data())
    def rekey(self, data: st.DataObject) -> None:
        self.one(data).guid = self.new_guid()

    @precondition(lambda self: self.items)
    @rule()
    def churn(self) -> None:
        self.is_polled = False
        for item in self.items:
            item.guid = self.new_guid()

    @precondition(lambda self: self.items)
    @rule(data=st.data())
    def drop_or_restore(self, data: st.DataObject) -> None:
        item = self.one(data)
        item.is_listed = not item.is_listed

    @precondition(lambda self: self.items and self.is_polled and self.identity == "guid")
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        item = self.one(data)
        if (
            item.is_listed
        ):  # else nobody could tell that a story at another URL, under another guid perhaps, is the same
            item.url += "/moved"
            self.poll()

    @rule()
    def poll(self) -> None:
        self.is_polled = True
        self.now += timedelta(hours=1)
        listed = [item for item in self.items if item.is_listed]
        for item in listed:
            item.first_seen = item.first_seen or self.now
            if (item.title, item.text) not in item.said:
                item.said.append((item.title, item.text))
        delivered = [item.delivery(self.identity, self.now) for item in listed]
        with self.database.writing() as connection:
            kept = keep(connection, delivered, self.now, is_another, is_repost=is_repost, identity=self.identity)
        assert kept.new + len(kept.revised) + kept.known == len(listed)
        self.identity = kept.identity or self.identity

    @invariant()
    def every_story_is_there_once_as_it_was_last_said(self) -> None:
        if not self.is_polled:
            return
        with self.database.reading() as connection:
            stored = connection.exec_driver_sql("SELECT substr(text, 1, 12), first_seen, title, text FROM story").all()
            sightings = connection.exec_driver_sql("SELECT count(DISTINCT story), count(*) FROM sighting").one()
            formers = connection.exec_driver_sql(
                "SELECT story, count(*), count(DISTINCT title || text) FROM revision GROUP BY story"
            ).all()
        seen = [item for item in self.items if item.first_seen]
        assert tuple(sightings) == (len(seen), len(seen))
        assert sorted((row[0], row[1][:13]) for row in stored) == sorted(
            (item.text[:12], item.first_seen.isoformat()[:13]) for item in seen if item.first_seen
        )
        said = {(row[2], row[3]) for row in stored}
        assert all((item.title, item.text) in said for item in seen if item.is_listed)
        assert all(rows == texts for _, rows, texts in formers)
        assert sum(rows for _, rows, _ in formers) <= sum(len(item.said) for item in seen)


TestFeedHistory = FeedHistory.TestCase
TestFeedHistory.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
