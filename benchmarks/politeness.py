"""Days of polling in seconds: every publisher of `benchmarks.publishers` polled by the real thing, with a referee beside.

    python -m benchmarks.politeness [--days 9]

Prints what each publisher was asked, and every request that was not polite. Requests, answers, the schedule and the database
are real; the clock is set forward from one poll to the next. The program is started anew on the same database many times.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from benchmarks.publishers import DAY, HOUR, MINUTE, Publisher, town
from benchmarks.referee import INTERVAL, SPACING, Clock, Origin, Referee
from bot.config import FeedSource, PollingSettings
from bot.errors import FetchError, FormatError, TooManyRequests
from bot.polls import Polled, Polls
from bot.reading import Reading, Task, read
from bot.sources.feed import Fetcher
from bot.sources.hosts import Hosts
from bot.sources.polling import LONGEST_RETRY_AFTER
from bot.store.database import Database, open_database
from bot.store.sources import FeedState, clear_pauses, feed_states, pauses, save_feed, save_pause
from bot.upkeep import Upkeep, is_known, pause_after

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


@dataclass(slots=True)
class Newsroom:
    """One database, and the program on it, started again and again."""

    database: Database
    origin: Origin
    clock: Clock
    plot: Plot
    seen: dict[str, set[str]] = field(default_factory=dict)

    async def run(self, until: datetime) -> None:
        """Start the program, and stop it at *until*."""
        polling = PollingSettings(interval=INTERVAL, spacing=self.plot.spacing)
        hosts = Hosts(self.plot.spacing, clock=self.clock.seconds, sleep=self.clock.sleep)
        upkeep = Upkeep(polling)
        async with AsyncExitStack() as opened:
            turn = {"turn": hosts.turn} if self.plot.turns else {}
            agent = "storyfold/simulated"
            fetcher = Fetcher(user_agent=agent, timeout=TIMEOUT, max_body_bytes=10**6, **turn)  # type: ignore[arg-type]
            await opened.enter_async_context(fetcher)
            polls = Polls([self._source(one) for one in self.origin.publishers], upkeep, fetcher, hosts)
            if self.plot.keeps_pauses:
                with self.database.writing() as connection:
                    clear_pauses(connection, self.clock.now, LONGEST_RETRY_AFTER)
                    polls.leave_alone(pauses(connection), self.clock.now)
            while self.clock.now < until:
                polls.begin(self._states(), self.clock.now)
                while some := await polls.finished(wait=True):
                    self._take(some, upkeep)
                    for polled in some:
                        polls.forget(polled)
                self.clock.now = self._next(until)

    def _next(self, until: datetime) -> datetime:
        now = self.clock.now
        due = [state.next_poll_at for state in self._states().values() if state.next_poll_at]
        return min([when for when in due if when > now] + [now + LOOK, max(until, now)])

    def _take(self, some: list[Polled], upkeep: Upkeep) -> None:
        now = self.clock.now
        with self.database.writing() as connection:
            for polled in some:
                if isinstance(polled.answer, TooManyRequests):
                    pause = pause_after(polled.answer)
                    save_pause(connection, pause.host, now + pause.wait, pause.because)
                save_feed(connection, polled.source.name, self.plot.alter(self._following(polled, upkeep, now)))

    def _following(self, polled: Polled, upkeep: Upkeep, now: datetime) -> FeedState:
        answer = polled.answer
        if isinstance(answer, FetchError):
            return upkeep.after_failure(polled, answer, now)
        if answer.document is None or is_known(polled.state, answer.document):
            return upkeep.after_answer(polled, None, now)
        try:
            reading = read(Task(document=answer.document, source=polled.source.as_source()))
        except FormatError as error:
            return upkeep.after_failure(polled, error, now)
        return upkeep.after_answer(polled, reading, now, brought_news=self._is_news(polled, reading))

    def _is_news(self, polled: Polled, reading: Reading) -> bool:
        known = self.seen.setdefault(polled.source.name, set())
        found = {item.entry for item in reading.items}
        is_news = not found <= known
        known |= found
        return is_news

    def _states(self) -> dict[str, FeedState]:
        with self.database.reading() as connection:
            return feed_states(connection)

    def _source(self, publisher: Publisher) -> FeedSource:
        source = FeedSource(name=publisher.name, feed=self.origin.url(publisher), private=True)
        return source.model_copy(update={"interval": publisher.interval})


async def simulate(folder: Path, days: float, publishers: list[Publisher], plot: Plot | None = None) -> Referee:
    """Poll *publishers* for so many days, with many restarts on the same database."""
    clock = Clock(BEGIN)
    origin = Origin(publishers, clock)
    database = open_database(folder / "storyfold.db")
    room = Newsroom(database, origin, clock, plot or Plot())
    end = BEGIN + days * DAY
    try:
        async with origin:
            for length in cycle(RUNS):
                await room.run(min(clock.now + length, end))
                if clock.now >= end:
                    break
    finally:
        database.close()
    return origin.referee


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
