"""Feeds that name a hub -> subscriptions there, renewed in time, and what the hubs push.

Requests to hubs run beside the passes, as polls do. What is asked is stored before it is asked, so that a restart repeats
nothing early; what a hub says is stored before it is answered. All subscriptions are kept in memory too: a flood of calls
to addresses that we never gave away costs a look into a dictionary each.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Literal

import structlog

from bot.config import FeedSource, Settings
from bot.intake.subscriptions import changes, reliance
from bot.intake.subscriptions.asking import Hubs, Refusal, ask
from bot.intake.subscriptions.changes import Wanted, host
from bot.intake.subscriptions.pushes import Pushes
from bot.intake.upkeep import Pause
from bot.sources import websub
from bot.store.database import Database
from bot.store.sources import FeedState, save_pause
from bot.store.subscriptions import Subscription, save, subscriptions

log = structlog.get_logger()

#: Requests at once, and one to each hub: a hub that hangs holds up its own feeds.
AT_ONCE: Final = 4
#: A feed whose hub or topic changes again sooner has to wait, so that no document makes us call around.
CHANGES_APART: Final = timedelta(hours=1)
#: Bodies remembered of each subscription, by their fingerprints.
REMEMBERED: Final = 32


class Subscriptions:
    """The subscriptions of one configuration, between two passes."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        hubs: Hubs,
        pause: Callable[[str, timedelta], None] = lambda _host, _wait: None,
    ) -> None:
        """Prepare to subscribe; *pause* makes all others leave a host alone, too."""
        self.pushes = Pushes()
        self.ignored = 0  #: pushes whose signature was missing or wrong
        self._database = database
        self._hubs = hubs
        self._pause = pause
        self.replace(settings)
        self._lock = asyncio.Lock()  # one change at a time: what is in memory is what is stored
        self._rows: dict[str, Subscription] | None = None  # by token; None: to be read
        self._current: dict[str, Subscription] = {}  # those that are wanted, by source
        self._states: Mapping[str, FeedState] = {}
        self._under_way: dict[str, asyncio.Task[Refusal | None]] = {}
        self._seen: dict[str, dict[str, None]] = {}  # fingerprints of stored bodies, by token, the newest last
        self._complained: set[str] = set()  # tokens of which a wrong signature was logged
        self._is_stopping = False

    def replace(self, settings: Settings) -> None:
        """Go by other settings from now on; the next pass ends subscriptions that nobody wants any more."""
        self._base_url = settings.site.base_url
        is_public = websub.can_be_reached(self._base_url)
        self._feeds = {
            source.name: source
            for source in settings.sources
            if isinstance(source, FeedSource) and source.enabled and source.websub and (source.private or is_public)
        }
        self.pushes.refuse(self._feeds)

    # For the passes

    async def keep(self, states: Mapping[str, FeedState], now: datetime) -> None:
        """Subscribe, renew and end what is due at *now*, as far as feeds say in their *states* which hubs they have.

        Raises:
            StoreError: the database cannot be written; no hub was asked anything.
        """
        async with self._lock:
            self._states = states
            draft = dict(await self._known())
            settled = self._settle(draft)
            pauses = self._pauses_of(settled)
            under_way = self._under_way.keys() - settled
            self._adjust(draft, states, now)
            changes.forget_ended(draft, under_way, now)
            due = [] if self._is_stopping else _due(draft, under_way, now)
            for token in due:
                draft[token] = changes.asked(draft[token], now)
            await self._commit(draft, [(pause, now + pause.wait) for pause in pauses])
            for token in settled:
                del self._under_way[token]
            for token in due:
                self._under_way[token] = asyncio.create_task(self._ask(draft[token], now))

    def planned(self, states: Mapping[str, FeedState], now: datetime) -> dict[str, FeedState]:
        """Return *states* with the times of the next polls as they are in view of what hubs do; store none of it."""
        plan = dict(states)
        for row in self._current.values():
            if (state := states.get(row.source)) is not None:
                plan[row.source] = reliance.planned(self._feeds.get(row.source), state, row, now)
        return plan

    def hinted(self, states: Mapping[str, FeedState], now: datetime) -> set[str]:
        """Return the sources of which a hub said that there is news, and that were not asked since."""
        rows = [(row, states.get(row.source)) for row in self._current.values()]
        return {row.source for row, state in rows if state is not None and reliance.is_hinted(row, state, now)}

    def is_active(self, source: str, state: FeedState | None, now: datetime) -> bool:
        """Whether the hub of *source* can be relied on at *now*: the lease runs, and no poll found what it did not push."""
        row = self._current.get(source)
        return row is not None and reliance.is_active(row, state, now)

    @property
    def is_asking(self) -> bool:
        """Whether hubs have yet to answer."""
        return bool(self._under_way)

    def stop(self) -> None:
        """Begin no further request, break off those under way, and let no hub wait."""
        self._is_stopping = True
        self.pushes.stop()
        for task in self._under_way.values():
            task.cancel()

    async def close(self) -> None:
        """Break off the requests under way, and wait until they have ended."""
        self.stop()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    # For the web

    async def standing(self, token: str) -> Literal["unknown", "ended", "wanted"]:
        """Return whether we want pushes for a callback.

        Raises:
            StoreError: the database cannot be read.
        """
        row = (await self._known()).get(token)
        return "unknown" if row is None else "wanted" if self._wants(row) else "ended"

    async def verify(self, token: str, parameters: Mapping[str, str], now: datetime) -> str | None:
        """Take what a hub says or asks of a subscription; return the answer, or None if we want none of it.

        Raises:
            StoreError: the database cannot be written; nothing has changed.
        """
        if token not in await self._known():
            return None
        async with self._lock:
            draft = dict(await self._known())
            row = draft.get(token)
            if row is None or parameters.get("hub.topic") != row.topic:
                return None
            match parameters.get("hub.mode"):
                case "denied":
                    return await self._denied(draft, row, parameters, now)
                case "subscribe" if self._wants(row):
                    return await self._verified(draft, row, parameters, now)
                case "unsubscribe" if not row.is_wanted:
                    return await self._verified(draft, row, parameters, now)
            return None

    async def _denied(
        self, draft: dict[str, Subscription], row: Subscription, parameters: Mapping[str, str], now: datetime
    ) -> str:
        if row.is_wanted:
            draft[row.token] = changes.denied(row, websub.read_reason(parameters.get("hub.reason")), now)
            await self._commit(draft)
            log.warning("hub denies", source=row.source, hub=host(row), problem=draft[row.token].error)
        return ""

    async def _verified(
        self, draft: dict[str, Subscription], row: Subscription, parameters: Mapping[str, str], now: datetime
    ) -> str | None:
        challenge = websub.read_challenge(parameters.get("hub.challenge"))
        # Hubs may ask again whenever they like (section 5); only the answer to our own request moves the lease.
        if challenge is not None and row.is_wanted and row.is_pending:
            lease = websub.read_lease(parameters.get("hub.lease_seconds"))
            draft[row.token] = changes.confirmed(row, lease, now)
            await self._commit(draft)
            log.info("hub pushes", source=row.source, hub=host(row), lease_s=int(lease.total_seconds()))
        return challenge

    async def receive(
        self, token: str, *, signature: str | None, media_type: str | None, body: bytes, now: datetime
    ) -> bool:
        """Take a push; True once it is stored, or ignored for good.

        Raises:
            StoreError: the database cannot be written.
        """
        row = (await self._known()).get(token)
        if row is None or not self._wants(row):
            return True
        trust = websub.judge(body, signature, row.secret)
        if trust == "none":
            self._ignore(row)
            return True
        self._complained.discard(token)
        fingerprint = websub.fingerprint(body)
        seen = self._seen.setdefault(token, {})
        if fingerprint == next(reversed(seen), None):
            return True  # the hub did not hear our answer
        # Pushes have no date: an older body is a replay, or the feed is as it was before. The publisher knows.
        if trust == "hint" or fingerprint in seen:
            await self._note(row, now, is_hint=True)
            return True
        if not await self.pushes.offer(row.source, row.topic, body, media_type):
            return False
        seen[fingerprint] = None
        if len(seen) > REMEMBERED:
            del seen[next(iter(seen))]
        await self._note(row, now, is_hint=False)
        return True

    def _wants(self, row: Subscription) -> bool:
        # A stored one outlives its source until the next pass, and no pass could take what is pushed for it.
        return row.is_wanted and row.source in self._feeds

    def _ignore(self, row: Subscription) -> None:
        self.ignored += 1
        if row.token not in self._complained:  # once, until a right one comes
            self._complained.add(row.token)
            log.warning("push ignored", source=row.source, problem="its signature is missing or wrong")

    async def _note(self, row: Subscription, now: datetime, *, is_hint: bool) -> None:
        state = self._states.get(row.source)
        polled_at = state.polled_at if state else None
        if is_hint and row.hinted_at is not None and (polled_at is None or polled_at < row.hinted_at <= now):
            return  # the publisher is still to be asked
        async with self._lock:
            draft = dict(await self._known())
            if row.token in draft:
                hinted_at = now if is_hint else draft[row.token].hinted_at
                draft[row.token] = replace(draft[row.token], pushed_at=now, hinted_at=hinted_at)
                await self._commit(draft)
        if is_hint:
            self.pushes.wake()

    # What is stored

    async def _known(self) -> dict[str, Subscription]:
        if self._rows is None:
            rows = await asyncio.to_thread(self._read)
            if self._rows is None:  # somebody else may have been faster, and have changed some since
                self._rows = self._remember({row.token: row for row in rows})
        return self._rows

    def _read(self) -> list[Subscription]:
        with self._database.reading() as connection:
            return subscriptions(connection)

    def _remember(self, rows: dict[str, Subscription]) -> dict[str, Subscription]:
        self._rows = rows
        self._current = {row.source: row for row in rows.values() if row.is_wanted}
        return rows

    async def _commit(self, draft: dict[str, Subscription], pauses: Sequence[tuple[Pause, datetime]] = ()) -> None:
        known = await self._known()
        changed = [row for token, row in draft.items() if known.get(token) is not row]
        gone = known.keys() - draft.keys()
        if not changed and not gone and not pauses:
            return
        try:
            await asyncio.to_thread(self._write, changed, gone, pauses)
        except BaseException:
            self._rows = None  # a request that is broken off here may be stored all the same
            raise
        self._remember(draft)
        for token in gone:
            self._seen.pop(token, None)
            self._complained.discard(token)

    def _write(
        self, changed: Iterable[Subscription], gone: Iterable[str], pauses: Iterable[tuple[Pause, datetime]]
    ) -> None:
        with self._database.writing() as connection:
            save(connection, changed, gone)
            for pause, until in pauses:
                save_pause(connection, pause.host, until, pause.because)

    # What there should be

    def _adjust(self, draft: dict[str, Subscription], states: Mapping[str, FeedState], now: datetime) -> None:
        current = {row.source: row for row in draft.values() if row.is_wanted}
        for name, source in self._feeds.items():
            row, wanted = current.pop(name, None), self._want(source, states.get(name))
            if row is not None:
                was_asked_lately = row.asked_at is not None and row.asked_at <= now < row.asked_at + CHANGES_APART
                if was_asked_lately or (wanted is not None and wanted.is_met_by(row)):
                    continue
                changes.end(draft, row, now)
            if wanted is not None and wanted.is_possible:
                made = changes.new(name, wanted, now)
                draft[made.token] = made
        for row in current.values():  # of sources that are gone, disabled, or want no hub any more
            changes.end(draft, row, now)

    def _want(self, source: FeedSource, state: FeedState | None) -> Wanted | None:
        if state is None or state.hub is None or state.topic is None:
            return None
        return Wanted(hub=state.hub, topic=state.topic, base_url=self._base_url, is_private=source.private)

    # Requests to hubs

    async def _ask(self, row: Subscription, now: datetime) -> Refusal | None:
        """Return why the hub did not take it, or None if it did."""
        refusal = await ask(self._hubs, row, self._feeds.get(row.source), now)
        if refusal is not None:
            log.warning("hub failed", source=row.source, problem=refusal.error)
        if refusal is not None and refusal.pause is not None:
            self._pause(refusal.pause.host, refusal.pause.wait)  # before it can be asked for another feed
        return refusal

    def _settle(self, draft: dict[str, Subscription]) -> list[str]:
        done = [token for token, task in self._under_way.items() if task.done()]
        for token in done:
            task, row = self._under_way[token], draft.get(token)
            if task.cancelled():
                continue
            refusal = task.result()
            # It may have been verified, denied or ended in the meantime: that is newer.
            if row is None or not row.is_wanted or not row.is_pending or row.state == "denied":
                continue
            draft[token] = changes.refused(row, refusal.error) if refusal else replace(row, error=None)
        return done

    def _pauses_of(self, settled: Iterable[str]) -> list[Pause]:
        tasks = [self._under_way[token] for token in settled]
        refusals = [task.result() for task in tasks if not task.cancelled()]
        return [refusal.pause for refusal in refusals if refusal is not None and refusal.pause is not None]


def _due(draft: Mapping[str, Subscription], under_way: AbstractSet[str], now: datetime) -> list[str]:
    due = [row for row in draft.values() if row.token not in under_way and _is_due(row, now)]
    busy = {host(draft[token]) for token in under_way if token in draft}
    chosen: list[str] = []
    for row in sorted(due, key=lambda row: (row.next_ask_at, row.token)):
        if len(under_way) + len(chosen) >= AT_ONCE:
            break
        if host(row) not in busy:
            busy.add(host(row))
            chosen.append(row.token)
    return chosen


def _is_due(row: Subscription, now: datetime) -> bool:
    # A time further off than any lease was written with a clock that was wrong.
    return row.state != "ended" and not now < row.next_ask_at <= now + websub.LONGEST_LEASE
