"""Whatever happens, in whatever order: what is published of it bit by bit is what is published of it from scratch.

One pipeline runs through it all, as in the service, and publishes topics one by one; after each pass all is read, rendered and
written anew somewhere else, all topics together.
"""

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.config import Settings, load
from bot.model import Delivery
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.publication import editions as reading
from bot.publication.editions import Editions
from bot.publication.formers import formers
from bot.publication.writing import Publication
from bot.publishing.archives import is_archive
from bot.reasons import told
from bot.selection import Selection
from tests.desk import Desk
from tests.newsroom import Newsroom
from tests.test_topics_stateful import Topics

INNER = "  - {slug: inner, title: Inner, private: true, limit: 2, rules: {any: [river, fire, ferry]}}\n"


class OneRun(Newsroom):
    """A newsroom whose program goes on from pass to pass, and reads its configuration again when that changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loop = asyncio.new_event_loop()
        self.settings = load(desk.config)
        self.opened: Any = None
        self.pipeline: Pipeline | None = None

    def run(self, *passes: tuple[datetime, list[Delivery]]) -> list[Report]:
        return self.loop.run_until_complete(self._run(*passes))

    async def _run(self, *passes: tuple[datetime, list[Delivery]]) -> list[Report]:
        settings = load(self.desk.config)
        if self.pipeline is None:
            self.opened = open_pipeline(settings)
            self.pipeline = await self.opened.__aenter__()
        elif settings != self.settings:
            await self.pipeline.replace(settings)
        self.settings = settings
        return [await self.one_pass(self.pipeline, now, deliveries) for now, deliveries in passes]

    def end(self) -> None:
        if self.opened is not None:
            self.loop.run_until_complete(self.opened.__aexit__(None, None, None))
            self.pipeline = self.opened = None


def published(folder: Path) -> dict[str, bytes]:
    beside = (".gz", ".br")
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in beside]
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files if not path.name.startswith(".")}
    # Archives stay as they were when they were written.
    return {path: content for path, content in found.items() if not is_archive(path.removeprefix("inner/"))}


def is_kept(path: str) -> bool:
    """Tell whether a file stays that would not be made from scratch: others may link to it."""
    return path.removeprefix("inner/").startswith(("clusters/", "sources/"))


class Bits(Topics):
    """The same newsroom, and what is on its disk."""

    def __init__(self) -> None:
        super().__init__()
        self.patched = pytest.MonkeyPatch()
        self.patched.setattr(reading, "PORTION", 1)
        configure = self.desk.configure
        self.desk.configure = lambda config, topics: configure(config, topics + INNER)  # type: ignore[method-assign,assignment]
        self.desk.configure(*(file.read_text() for file in self._configuration()))
        self.newsroom = self.one_run = OneRun(self.desk)

    def teardown(self) -> None:
        self.one_run.end()
        self.one_run.loop.close()
        self.patched.undo()
        super().teardown()

    @rule()
    def program_starts_anew(self) -> None:
        self.one_run.end()

    @rule(back=st.sampled_from((timedelta(minutes=1), timedelta(hours=8))))
    def clock_goes_back(self, back: timedelta) -> None:
        self._pass(-back)
        self.now += back

    def _configuration(self) -> Iterator[Path]:
        yield self.desk.config
        yield self.desk.config.parent / "topics.yaml"

    def _slugs(self) -> list[str]:
        return [topic.slug for topic in load(self.desk.config).topics if not topic.private]

    def _look(self) -> None:
        # What was held back until now is news to the next pass: that readers saw it.
        self.newsroom.run((self.now, []))
        scratch = self.desk.root / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        with pytest.MonkeyPatch.context() as together:
            together.setattr(reading, "PORTION", 1_000)
            self._from_scratch(self.one_run.settings.model_copy(update={"data": scratch}))
        for name in ("public", "private"):
            found, expected = published(getattr(self.one_run.settings, name)), published(scratch / name)
            other = {path for path in expected if found.get(path) != expected[path]}
            assert not other, f"not what it is from scratch: {sorted(other)}"
            assert {path for path in found.keys() - expected.keys() if not is_kept(path)} == set()

    def _from_scratch(self, settings: Settings) -> None:
        pipeline = self.one_run.pipeline
        assert pipeline is not None
        editions = Editions(settings, pipeline.database, Selection(settings).coverage)
        publication = Publication(settings, pipeline.database)
        entries = partial(editions.entries, now=self.now, habits=pipeline._habits)
        for edition in editions.editions(self.now, pipeline._habits):
            why = told(settings, pipeline.database, edition, pipeline._habits, self.now)
            former = formers(pipeline.database, edition.clusters, pipeline._habits)
            publication.write(replace(edition, former=former), pipeline._site, pipeline._veil, why, entries, self.now)


# Few, as for the topics themselves; more where this is worked on.
Bits.TestCase.settings = settings(
    max_examples=int(os.environ.get("STATEFUL_EXAMPLES", "3")),
    stateful_step_count=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestBits = Bits.TestCase


def of(event: str, variant: int = 0, outlet: int = 0, toll: int = 0) -> dict[str, Any]:
    return {"event": event, "variant": variant, "toll": toll, "outlet": outlet}


@pytest.mark.parametrize("configuration, gap", [(4, timedelta(hours=5)), (5, timedelta(hours=30))])
def test_what_time_alone_changes_is_published(configuration: int, gap: timedelta):
    bits, now = Bits(), timedelta(0)
    try:
        bits.morning(first=[of("mill", toll=1), of("flood", outlet=1, toll=1)])
        bits.topics_change(to=configuration, gap=now)
        bits.story_arrives(of("strike", outlet=2, toll=1), gap=now, embargo=None)
        before = published(bits.one_run.settings.public)
        bits.time_passes(gap=gap, again=False)  # a hold is over; a window closes
        assert published(bits.one_run.settings.public) != before
    finally:
        bits.teardown()


def test_embargo_that_a_wrong_clock_ended_holds_again_once_the_clock_is_right():
    bits, now = Bits(), timedelta(0)
    try:
        bits.morning(first=[of("mill")])
        bits.story_arrives(of("flood", outlet=4), gap=now, embargo=timedelta(hours=3))
        before = published(bits.one_run.settings.public)
        bits.time_passes(gap=timedelta(hours=5), again=False)
        assert published(bits.one_run.settings.public) != before
        bits.clock_goes_back(back=timedelta(hours=5) - timedelta(minutes=1))  # looks whether all is as if from scratch
    finally:
        bits.teardown()


def test_page_names_its_topics_in_one_order_whichever_of_them_are_written():
    bits, now = Bits(), timedelta(0)
    try:
        bits.morning(first=[of("strike", variant=1, outlet=1)])
        bits.topics_change(to=4, gap=now)
        bits.story_arrives(of("flood", variant=2, outlet=4, toll=3), gap=now, embargo=None)
        bits.story_arrives(of("flood", outlet=4, toll=3), gap=timedelta(hours=5), embargo=timedelta(hours=3))
        # What is said of the first event names one that others are not to see yet.
        bits.story_arrives(of("mill", variant=1, outlet=1, toll=2), gap=timedelta(minutes=2), embargo=None)
    finally:
        bits.teardown()


def test_title_of_a_story_is_new_wherever_others_name_it():
    bits, now = Bits(), timedelta(0)
    try:
        bits.morning(first=[of("mill")])
        bits.story_arrives(of("mill", variant=1, outlet=1), gap=now, embargo=None)
        bits.editor_puts_together_or_apart(kind="split", one=1, other=0, gap=now)
        for variant in (1, 2, 0):  # each with a title of its own
            before = published(bits.one_run.settings.public)
            bits.story_changes(which=0, variant=variant, toll=0, is_correction=False, gap=timedelta(minutes=2))
            after = published(bits.one_run.settings.public)
            changed = {path for path, content in after.items() if before.get(path) != content}
            # Its own page, and that of what was split off, which says what it was split from.
            assert len([path for path in changed if path.startswith("clusters/")]) == 2
    finally:
        bits.teardown()
