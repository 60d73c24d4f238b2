"""Days of polling in seconds: every publisher of `benchmarks.publishers` polled by the real thing, with a referee beside.

    python -m benchmarks.politeness [--days 9]

Prints what each publisher was asked, and every request that was not polite. Requests, answers, the schedule and the database
are real; the clock is set forward from one poll to the next. The program is started anew on the same database many times.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import structlog

from benchmarks.publishers import DAY, HOUR, MINUTE, Publisher, town
from benchmarks.referee import INTERVAL, SPACING, Clock, Origin, Referee
from bot.config import FeedSource, PollingSettings, Settings, TopicSettings
from bot.errors import FormatError
from bot.intake import Intake, Means, Taken
from bot.reading.documents import read
from bot.reading.pages import read_page
from bot.reading.tasks import Reading, Task
from bot.sources.feed import Fetcher
from bot.sources.hosts import Hosts
from bot.store.database import Database, open_database
from bot.store.sources import FeedState, clear_pauses, feed_states, save_feeds
from bot.topics.rules import Phrase, Rules

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday
LOOK = 20 * MINUTE  # how often the program looks what is due, at least
TIMEOUT = timedelta(seconds=1)  # of a request, in real time
#: From one start to the next. Some are short: a program that dies again and again asks nobody more often.
RUNS = (5 * HOUR, 90 * MINUTE, 3 * MINUTE, 2 * MINUTE, 9 * HOUR)


@dataclass(slots=True, kw_only=True)
class Plot:
    """What is done to the program, so that the referee has something to find."""

    alter: Callable[[FeedState], FeedState] = lambda state: state  #: each state, before it is stored
    spacing: timedelta = SPACING
    turns: bool = True  #: whether requests wait for their host
    keeps_pauses: bool = True  #: whether pauses of hosts outlive the program


def read_each(tasks: Iterable[Task]) -> Iterator[Reading | FormatError]:
    """Read in this process: what a document may cost is no part of this."""
    for task in tasks:
        try:
            yield read(task)
        except FormatError as error:
            yield error


@dataclass(slots=True)
class Newsroom:
    """One database, and the program on it, started again and again."""

    settings: Settings
    database: Database
    clock: Clock
    plot: Plot
    stored: dict[str, FeedState] = field(default_factory=dict)

    async def run(self, until: datetime) -> None:
        """Start the program, and stop it at *until*."""
        hosts = Hosts(self.plot.spacing, clock=self.clock.seconds, sleep=self.clock.sleep)
        async with AsyncExitStack() as opened:
            turn = {"turn": hosts.turn} if self.plot.turns else {}
            agent = "storyfold/simulated"
            fetcher = Fetcher(user_agent=agent, timeout=TIMEOUT, max_body_bytes=10**6, **turn)  # type: ignore[arg-type]
            await opened.enter_async_context(fetcher)
            means = Means(
                settings=self.settings,
                database=self.database,
                fetcher=fetcher,
                hosts=hosts,
                read_each=read_each,
                read_page=read_page,
            )
            intake = Intake(means)
            opened.push_async_callback(intake.close)
            while self.clock.now < until:
                await intake.take_in(Taken(), self.clock.now, is_patient=True)
                self._plot()
                self.clock.now = self._next(until)

    def _plot(self) -> None:
        """Alter what was stored since the last look."""
        with self.database.writing() as connection:
            states = feed_states(connection)
            altered = {name: self.plot.alter(state) for name, state in states.items() if self.stored.get(name) != state}
            self.stored = states | altered
            save_feeds(connection, altered)
            if not self.plot.keeps_pauses:
                clear_pauses(connection, self.clock.now, timedelta(0))

    def _next(self, until: datetime) -> datetime:
        now = self.clock.now
        due = [state.next_poll_at for state in self.stored.values() if state.next_poll_at]
        return min([when for when in due if when > now] + [now + LOOK, max(until, now)])


async def simulate(folder: Path, days: float, publishers: list[Publisher], plot: Plot | None = None) -> Referee:
    """Poll *publishers* for so many days, with many restarts on the same database."""
    clock = Clock(BEGIN)
    origin = Origin(publishers, clock)
    database = open_database(folder / "storyfold.db")
    end = BEGIN + days * DAY
    try:
        async with origin:
            room = Newsroom(settings(folder, origin), database, clock, plot or Plot())
            for length in cycle(RUNS):
                await room.run(min(clock.now + length, end))
                if clock.now >= end:
                    break
    finally:
        database.close()
    return origin.referee


def settings(folder: Path, origin: Origin) -> Settings:
    """The configuration with every publisher of *origin*."""
    sources = []
    for publisher in origin.publishers:
        source = FeedSource(name=publisher.name, feed=origin.url(publisher), private=True)
        sources.append(source.model_copy(update={"interval": publisher.interval}))
    topic = TopicSettings(slug="all", title="All", rules=Rules(any=(Phrase("report"),)))
    polling = PollingSettings(interval=INTERVAL, spacing=SPACING)
    return Settings(data=folder, polling=polling, sources=tuple(sources), topics=(topic,))


def table(referee: Referee, publishers: Mapping[str, Publisher]) -> list[str]:
    lines = ["| feed | what is odd about it | polls | answers |", "|---|---|---|---|"]
    for name, publisher in publishers.items():
        seen = referee.seen[name]
        answers = ", ".join(f"{count} × {what}" for what, count in sorted(seen.requests.items()))
        lines.append(f"| {name} | {publisher.story} | {seen.polls} | {answers} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=9)
    days = parser.parse_args().days
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    publishers = town(BEGIN)
    with tempfile.TemporaryDirectory() as folder:
        referee = asyncio.run(simulate(Path(folder), days, publishers))
    print(*table(referee, {publisher.name: publisher for publisher in publishers}), sep="\n")
    requests = sum(seen.requests.total() for seen in referee.seen.values())
    print(f"\n{days} days, {len(publishers)} feeds, {requests} requests, {len(referee.violations)} of them not polite")
    print(*referee.violations, sep="\n")
    sys.exit(bool(referee.violations))


if __name__ == "__main__":
    main()
