"""Decide what each delivery of a document is: a new story, a new version of a known one, or one more sighting of it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Connection

from bot import fingerprints
from bot.model import Delivery, Identity, Story
from bot.store.ahead import Ahead
from bot.store.recognition import Judge, Judges, Recognised, Told, recognise
from bot.store.shelf import Held, Shelf, Sighted
from bot.store.versions import is_outdated

#: New stories that claim to be older than this, of a source that is known, have resurfaced: the source put its archive in.
OLD = timedelta(days=30)

#: A known entry with another title that claims to be so much younger may have been posted again. Arbitrary: what comes
#: again with the seasons is another event.
LONG_AFTER = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of a delivery."""

    new: int = 0  #: stories never seen before
    revised: tuple[str, ...] = ()  #: keys of stories whose text or title changed
    known: int = 0  #: stories that were here already, unchanged
    resurfaced: int = 0  #: of the new ones: claimed to be older than `OLD`, from a source that was known before
    churn: str | None = None  #: one line, for people, if the feed's entries came under new keys
    identity: Identity | None = None  #: what should tell its entries apart from the next poll on; None: what does now


def _never(_former: str, _text: str) -> bool:
    return False


def keep(  # noqa: PLR0913 (one value each, and most calls give three)
    connection: Connection,
    deliveries: Iterable[Delivery],
    arrived: datetime,
    is_another: Judge = _never,
    *,
    is_repost: Judge = _never,
    identity: Identity | None = None,
    ahead: Ahead | None = None,
) -> Kept:
    """Store *deliveries* of one document: new stories, new revisions of known ones, new sightings.

    Only a source that changes what it said itself, in the same entry, revises a story, and only the source that the story
    came from: two sources with two versions never take turns. Two texts that one source has at one URL (the posts of a
    live page) are two stories, and so are two texts in one entry if *is_another*(former, text) says so; or, where the
    entry has another title, and another page or a date long after the former one, *is_repost*, which is given both with
    their titles.

    *identity* is what the feed's entry keys are made of; None if the document is no feed. A feed's entry that comes under
    another key is recognised (see `recognition`), and its sighting gets that key. *ahead* is what was looked up for all
    documents of the transaction, and is to be written by the caller; nothing else may change their stories in it.
    """
    judges = Judges(is_another=is_another, is_repost=is_repost)
    kept = Kept()
    shared = ahead or Ahead(connection)
    for source, some in groupby(deliveries, lambda delivery: delivery.story.source):
        document = _Document(shared.shelf(source, arrived), arrived, identity, judges)
        kept = _sum(kept, document.keep(list(some)))
    if ahead is None:
        shared.write()
    return kept


def _told(said: Delivery) -> Told:
    story = said.story
    return Told(
        entry=said.entry,
        url=story.url,
        title=said.title_mark,
        digest=said.digest,
        published=story.published,
        text=story.text,
    )


class _Document:
    def __init__(self, shelf: Shelf, arrived: datetime, identity: Identity | None, judges: Judges) -> None:
        self._shelf = shelf
        self._arrived = arrived
        self._identity = identity
        self._judges = judges
        self._before: dict[str, Sighted] = {}  # the entry's sighting until now, by its key in the document
        self._new: list[Story] = []
        self._revised: dict[str, None] = {}
        self._known = 0

    def keep(self, said: Sequence[Delivery]) -> Kept:
        self._before = self._shelf.sightings(one.entry for one in said)
        is_known = bool(self._before) or self._shelf.is_known()
        recognised = self._recognise(said) if is_known else Recognised()
        self._shelf.fetch(self._stories_that_matter(said))
        for one in said:
            self._take(one)
        old = sum(story.published is not None and story.published < self._arrived - OLD for story in self._new)
        self._shelf.write()
        return Kept(
            new=len(self._new),
            revised=tuple(self._revised),
            known=self._known,
            resurfaced=old if is_known else 0,
            churn=recognised.churn,
            identity=recognised.identity,
        )

    # Which entry

    def _recognise(self, said: Sequence[Delivery]) -> Recognised:
        """Find the unknown entries of a feed among those that it had under other keys."""
        unknown = [one for one in said if one.entry not in self._before]
        if self._identity is None or not unknown:
            return Recognised()
        candidates = self._shelf.candidates(
            {url for one in unknown if one.story.url for url in _variants(one.story.url)},
            {one.title_mark for one in unknown},
            {one.digest for one in unknown},
        )
        if not candidates:
            return Recognised()
        self._shelf.fetch(candidate.story for candidate in candidates)
        recognised = recognise(
            [_told(one) for one in unknown],
            [self._told_before(candidate) for candidate in candidates],
            len(said),
            self._identity,
            self._judges,
        )
        by_entry = {candidate.entry: candidate for candidate in candidates}
        self._before |= {entry: by_entry[former] for entry, former in recognised.former.items()}
        return recognised

    def _told_before(self, sighted: Sighted) -> Told:
        held = self._story(sighted.story)
        is_own = held.source == self._shelf.source  # else the text is another source's
        return Told(
            entry=sighted.entry,
            url=sighted.url,
            title=sighted.title or (fingerprints.of_title(held.title) if is_own else ""),
            digest=sighted.digest,
            published=held.published,
            text=held.text if is_own else None,
            identity=sighted.identity,
            is_present=sighted.entry in self._before,
        )

    # Which story

    def _stories_that_matter(self, said: Iterable[Delivery]) -> Iterator[str]:
        for one in said:
            before = self._before.get(one.entry)
            if before is None:
                yield one.story.key
            elif (before.digest, before.url) != (one.digest, one.story.url):
                yield before.story

    def _take(self, said: Delivery) -> None:
        before = self._before.get(said.entry)
        if before is None:
            self._take_unknown(self._dated(said))
        elif before.digest == said.digest:
            self._known += 1
            if not self._is_written(said, before):
                self._sight_again(said, before, before.story)
        elif self._is_outdated(said, before):
            self._known += 1
        else:
            said = self._dated(said, self._story(before.story).updated)
            self._sight_again(said, before, self._take_changed(said, before))

    def _dated(self, said: Delivery, former: datetime | None = None) -> Delivery:
        """Date what takes a story back, if it is undated: only what is newer than that may bring the story in again.

        It is no older than the *former* version, whose time may be ahead of the arrival's, by another clock than ours.
        """
        story = said.story
        if story.wire is None or story.wire.status == "usable" or story.updated is not None:
            return said
        return replace(said, story=replace(story, updated=max(self._arrived, former or self._arrived)))

    def _is_outdated(self, said: Delivery, before: Sighted) -> bool:
        held = self._story(before.story)
        return held.source == said.story.source and is_outdated(said.story, held)

    def _take_unknown(self, said: Delivery) -> None:
        key, held = self._place(said)
        if held is None:
            self._found(key, said)
        else:
            self._known += 1
            self._shelf.mark_changed(held)
        self._sight(said, self._sighted(said, key, said.story.url, said.guid), None)

    def _take_changed(self, said: Delivery, before: Sighted) -> str:
        """Take what a known entry now says; return the key of its story."""
        key, held = before.story, self._story(before.story)
        if held.source != said.story.source or held.digest == said.digest:
            self._known += 1
            return key
        if self._is_about_another(said, held):
            self._shelf.mark_changed(held)  # it loses this sighting
            return self._take_another(said)
        self._revise(held, said)
        return key

    def _take_another(self, said: Delivery) -> str:
        key, held = self._place(said)
        if held is None:
            self._found(key, said)
        elif held.source != said.story.source or held.digest == said.digest:
            self._known += 1
            self._shelf.mark_changed(held)
        else:
            self._revise(held, said)
        return key

    def _revise(self, held: Held, said: Delivery) -> None:
        story = said.story
        if story.wire is not None and story.wire.status != "usable" and not story.text:
            # Only the word that it is taken back: for us, who keep it all, it is still that story.
            story = replace(story, title=held.title, text=held.text, html=held.html, outlet=held.outlet)
        self._shelf.revise(held, story, said.digest)
        self._revised[held.key] = None

    def _is_about_another(self, said: Delivery, held: Held) -> bool:
        story, wire = said.story, said.story.wire
        if wire is not None and wire.item is not None and wire.item == held.item:
            return False  # its agency says that it is the same item, whatever it says now
        if wire is not None and wire.item is None and wire.status != "usable":
            return False  # the words of what takes a story back are about that, not about what the story told
        if self._judges.is_another(held.text, story.text):
            return True
        is_long_after = held.published and story.published and story.published - held.published > LONG_AFTER
        is_elsewhere = held.url and story.url and fingerprints.page(held.url) != fingerprints.page(story.url)
        if not (is_long_after or is_elsewhere) or fingerprints.of_title(held.title) == said.title_mark:
            return False
        return self._judges.is_repost(f"{held.title}\n{held.text}", f"{story.title}\n{story.text}")

    def _place(self, said: Delivery) -> tuple[str, Held | None]:
        """Tell where a story belongs that is none of its entry's: the key, and what is stored under it."""
        story = said.story
        held = self._shelf.story(story.key)
        if held is None or held.source != story.source or held.digest == said.digest:
            return story.key, held
        held = self._shelf.story(said.own_key)
        if held is None or held.digest == said.digest:
            return said.own_key, held
        key = hashlib.sha256(f"{said.own_key}\n{said.digest}".encode()).hexdigest()[: len(said.own_key)]
        return key, self._shelf.story(key)

    def _found(self, key: str, said: Delivery) -> None:
        story = said.story if key == said.story.key else replace(said.story, key=key)
        self._shelf.found(story, said.digest)
        self._new.append(story)

    # Which sighting

    def _is_written(self, said: Delivery, before: Sighted) -> bool:
        """Tell whether nothing is to be written for a text that is known: so it is with nearly all deliveries."""
        stored = (before.entry, before.url, before.identity)
        return stored == (said.entry, said.story.url, self._identity) and before.title is not None

    def _sight_again(self, said: Delivery, before: Sighted, key: str) -> None:
        story = said.story
        has_moved = before.url != story.url
        if has_moved and before.digest == said.digest and fingerprints.page(before.url) == fingerprints.page(story.url):
            has_moved = False  # only a parameter is new: a session id, perhaps another one at every poll
        url = story.url if has_moved else before.url
        # A new guid alone is not worth writing: where others tell the entries apart, it may change at every poll.
        if self._sighted(said, key, url, before.guid) != before:
            self._sight(said, self._sighted(said, key, url, said.guid), before)
        if has_moved:
            held = self._story(key)
            self._shelf.mark_changed(held)
            if held.source == story.source and held.url != story.url:
                self._shelf.move(held, story.url)

    def _sighted(self, said: Delivery, key: str, url: str | None, guid: str | None) -> Sighted:
        return Sighted(said.entry, key, url, said.digest, guid, said.title_mark, self._identity)

    def _sight(self, said: Delivery, sighted: Sighted, before: Sighted | None) -> None:
        self._shelf.sight(sighted, before)
        self._before[said.entry] = sighted  # a document may have an entry twice

    def _story(self, key: str) -> Held:
        held = self._shelf.story(key)
        assert held is not None, f"sighting of story {key}, which is not stored"
        return held


def _variants(url: str) -> tuple[str, str]:
    address = fingerprints.address(url)
    return f"http://{address}", f"https://{address}"


def _sum(one: Kept, other: Kept) -> Kept:
    return Kept(
        new=one.new + other.new,
        revised=one.revised + other.revised,
        known=one.known + other.known,
        resurfaced=one.resurfaced + other.resurfaced,
        churn=one.churn or other.churn,
        identity=one.identity or other.identity,
    )
