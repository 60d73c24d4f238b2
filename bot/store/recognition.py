"""Find again the entries that a feed had before under other keys. Pure: rows in, pairs out.

Guids change: for a single entry that was touched, for all of a feed when a site moves to https or to another platform, or
at every poll. And what tells a feed's entries apart changes with what is learned about it. An entry whose former key is
still in the document is never taken for another one: those are two.

Rules, strongest first, each former entry taken once, the newest first:

    address and text      the same URL (whatever its scheme), title, text and markup
    address and title     the one entry that the feed ever had at this URL, the same title, and a text that may be a version
    text and date         the same title, text and markup, claimed for the same time or for none
    address               the one entry that the feed ever had at this URL, dated within half a day of it, likewise
    title and date        the same title, claimed for the same time, and the most of the former text; or all of its text

If half of a document and more is new by its keys, and most of that is known by these rules and by texts alone, whatever
their dates, then it is not news that came but keys that changed: churn. Then texts alone count.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import fingerprints
from bot.model import Identity

#: So many entries with new keys, and more than half of a document, are looked at as perhaps no news at all. Arbitrary; a
#: busy feed brings as many new entries, but those are not known by what they say.
FEWEST_NEW = 5

# Two entries at one URL that are dated further apart may be the parts of a series: a daily column at one address.
_NEAR = timedelta(hours=12)

_KEYS = {"guid": "guids", "link": "links", "link+title": "links and titles", "content": "texts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entry says, now or when it was last seen."""

    entry: str  #: its key
    url: str | None
    title: str  #: fingerprint
    digest: str
    published: datetime | None  #: as claimed
    text: str | None  #: None if it is not at hand, as it was another source that told it first; it is not judged then
    identity: Identity | None = None  #: what its key was made of; None if that is not known
    is_present: bool = False  #: its key is in the document

    @property
    def address(self) -> str | None:
        """Where it is, without the scheme."""
        return fingerprints.address(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What came of looking for a document's unknown entries among the former ones."""

    former: dict[str, str] = field(default_factory=dict)  #: key of the entry -> its former key
    churn: str | None = None  #: one line, for people, if the keys changed and not the news
    identity: Identity | None = None  #: what should tell entries apart from now on; None: what does now


#: Tells from two texts whether the later one is no version of the former one.
Judge = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Who tells another story from a version."""

    is_another: Judge
    is_repost: Judge  #: the stricter one, for what looks like another story already


_Rule = tuple[Callable[[Told], Hashable | None], Callable[[Told, Told], bool]]


def recognise(
    unknown: Sequence[Told],
    formers: Sequence[Told],
    size: int,
    identity: Identity,
    judges: Judges,
) -> Recognised:
    """Tell which of *unknown* are entries that the feed had under other keys.

    *formers* are the entries that have a URL, title or text of them, newest first, and those still in the document too.
    *size* is the number of entries in the document, *identity* what its keys are made of.
    """
    found = _Search(unknown, formers, identity, judges)
    found.by(found.rules)
    former = dict(found.former)
    churn, weaker = None, None
    if len(unknown) >= FEWEST_NEW and 2 * len(unknown) > size:
        found.by([found.text_alone])
        if 2 * len(found.former) > len(unknown):
            former = found.former
            churned = [(now, before) for now, before in found.pairs() if before.identity == identity]
            # Else the keys are made of something else since the last poll: that is no churn.
            if 2 * len(churned) > len(unknown):
                weaker = _weaker(identity, churned, unknown)
                churn = _line(len(former), size, identity, weaker)
    return Recognised(former={key: before.entry for key, before in former.items()}, churn=churn, identity=weaker)


class _Search:
    def __init__(
        self,
        unknown: Sequence[Told],
        formers: Sequence[Told],
        identity: Identity,
        judges: Judges,
    ) -> None:
        self._unknown = unknown
        self._gone = [former for former in formers if not former.is_present]
        self._identity = identity
        self._judges = judges
        self._at_address = Counter(told.address for told in (*formers, *unknown))
        self._taken: set[str] = set()
        self.former: dict[str, Told] = {}
        self.rules: list[_Rule] = [
            (lambda told: told.address and (told.address, told.digest), lambda _now, _before: True),
            (lambda told: told.address and (told.address, told.title), self._is_version_there),
            (lambda told: told.digest, self._is_same_text),
            (lambda told: told.address, self._is_only_one_there),
            (lambda told: (told.title, told.published), self._is_same_report),
        ]
        self.text_alone: _Rule = (lambda told: told.digest, lambda _now, _before: True)

    def by(self, rules: Iterable[_Rule]) -> None:
        for mark, fits in rules:
            marked: defaultdict[Hashable, list[Told]] = defaultdict(list)
            for before in self._gone:
                if before.entry not in self._taken and (value := mark(before)):
                    marked[value].append(before)
            for now in self._unknown:
                if now.entry not in self.former and (value := mark(now)) in marked:
                    self._take(now, marked[value], fits)

    def _take(self, now: Told, candidates: Iterable[Told], fits: Callable[[Told, Told], bool]) -> None:
        for before in candidates:
            if before.entry not in self._taken and fits(now, before):
                self._taken.add(before.entry)
                self.former[now.entry] = before
                return

    def pairs(self) -> list[tuple[Told, Told]]:
        return [(now, self.former[now.entry]) for now in self._unknown if now.entry in self.former]

    def _is_same_text(self, now: Told, before: Told) -> bool:
        # A notice that is given again and again ("no warnings") has other dates each time.
        return now.published == before.published or before.identity != self._identity

    def _is_version_there(self, now: Told, before: Told) -> bool:
        # Where there were more, they may be the posts of a live page, which have one title and pass by.
        are_alone = self._at_address[now.address] == 2  # this one and the former one
        return are_alone and _may_be_version(now, before, self._judges.is_another)

    def _is_only_one_there(self, now: Told, before: Told) -> bool:
        is_home = not (now.address or "").partition("/")[2]  # where feeds without pages of their own send all readers
        return not is_home and _are_near(now, before) and self._is_version_there(now, before)

    def _is_same_report(self, now: Told, before: Told) -> bool:
        if now.text and now.text == before.text:
            return True  # only the markup is another
        return now.published is not None and _may_be_version(now, before, self._judges.is_repost)


def _may_be_version(now: Told, before: Told, judge: Judge) -> bool:
    if now.digest == before.digest or now.text is None or before.text is None:
        return True
    return not judge(before.text, now.text)


def _are_near(now: Told, before: Told) -> bool:
    if now.published is None or before.published is None:
        return True
    return abs(now.published - before.published) <= _NEAR


def _weaker(identity: Identity, churned: Sequence[tuple[Told, Told]], unknown: Sequence[Told]) -> Identity | None:
    """Say what tells entries apart better than what changed; None if nothing does, or if it changed once and for all."""
    half = len(churned) / 2
    if identity == "guid" and sum(now.address == before.address for now, before in churned if now.url) > half:
        addresses = [now.address for now in unknown]
        return "link" if len({*addresses} - {None}) == len(addresses) else "link+title"
    # New parameters on the same pages are session ids; other pages are a move to another platform, which is over now.
    is_session = sum(fingerprints.page(now.url) == fingerprints.page(before.url) for now, before in churned) > half
    return "content" if identity != "content" and is_session else None


def _line(recognised: int, size: int, identity: Identity, weaker: Identity | None) -> str:
    following = f"are told apart by {weaker} from now on" if weaker else "were recognised by what they say"
    return f"{recognised} of {size} {_KEYS[identity]} are new but their stories are known: entries {following}"
