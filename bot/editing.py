"""What editors decide: the next pass turns it, and that it was taken back, into decisions about clusters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.clustering.bonds import Bond, Bonds
from bot.errors import StoreError
from bot.model import Cluster, Decision, Evidence, Member, Ruling
from bot.store import clusters, editorial, repairs, stories
from bot.store.database import Database
from bot.store.editorial import BONDS, Entry, Wanted


class Heeded(NamedTuple):
    """What a pass did because editors decided it, and all that they decided about which stories are together."""

    decisions: list[Decision]
    titles: dict[str, str]  #: of the stories in these
    bonds: Bonds
    places: dict[str, str]  #: of the stories in bonds: their clusters
    in_doubt: tuple[
        str, ...
    ]  #: clusters that were one until a merge was taken back: what joined it since may belong to either


class Plan(NamedTuple):
    """What is to be done for one of them."""

    decisions: tuple[Decision, ...] = ()
    sides: tuple[tuple[str, ...], tuple[str, ...]] | None = None  # keys of the stories it is about; None: as before


NOTHING = Plan()
_LONGEST_TITLE = 300  # characters


def decide(database: Database, wanted: Wanted, by: str, now: datetime) -> int:
    """Write down what an editor wants, for the next pass; return its number.

    Raises:
        StoreError: it cannot be done, or the database cannot be written.
    """
    with database.writing() as connection:
        problem = _problem(connection, wanted)
        if problem is not None:
            raise StoreError(str(database.path), problem)
        return editorial.add(connection, wanted, by, now)


def undo(database: Database, number: int | None, now: datetime) -> Entry:
    """Take a decision back, or the last one that stands; return it.

    Raises:
        StoreError: it does not stand, or the database cannot be written.
    """
    with database.writing() as connection:
        if number is None:
            number = next((entry.number for entry in editorial.log(connection) if entry.undone_at is None), None)
            if number is None:
                raise StoreError(str(database.path), "no decision of an editor stands; there is nothing to undo")
        entry = editorial.find(connection, number)
        if entry is None:
            raise StoreError(
                str(database.path), f"there is no decision {number}; `storyfold undo --list` shows their numbers"
            )
        if not editorial.undo(connection, number, now):
            raise StoreError(str(database.path), f"decision {number} was taken back before")
        return entry


def title_of(text: str) -> str | None:
    """Return what somebody typed as a title: plain, on one line; None if it is empty, or too long for one."""
    title = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return title if 0 < len(title) <= _LONGEST_TITLE else None


def bonds(connection: Any) -> tuple[Bonds, dict[str, str]]:
    """Return what editors decided about which stories are together, and the clusters of the stories in it that have one."""
    found = Bonds(_bond(entry) for entry in editorial.bonds(connection))
    return found, editorial.places(connection, found.keys())


def heed(database: Database, id_authority: str) -> Heeded | None:
    """Do what was decided or taken back since the last pass, in one transaction; None if nothing was.

    Raises:
        StoreError: the database cannot be read or written; nothing is done.
    """
    with database.reading() as connection:
        if not editorial.due(connection):
            return None
    with database.writing() as connection:
        decisions = _heed(connection, id_authority)
        titles = stories.titles(connection, [decision.story for decision in decisions])
        undone = [one for one in decisions if one.kind == "split" and _is_taken_back(one)]
        in_doubt = dict.fromkeys(cluster for one in undone for cluster in (one.former, one.cluster) if cluster)
        return Heeded(decisions, titles, *bonds(connection), tuple(in_doubt))


def _heed(connection: Any, id_authority: str) -> list[Decision]:
    done: list[Decision] = []
    for entry in editorial.due(connection):
        plan = NOTHING
        if entry.wanted.kind not in BONDS:
            editorial.mark_changed(connection, entry.wanted.story)
        elif entry.undone_at is None:
            plan = _wanted(connection, entry)
        else:
            plan = _taken_back(connection, entry)
        done += _apply(connection, plan.decisions, id_authority)
        editorial.mark_heeded(connection, entry, plan.sides)
        if entry.undone_at is not None:
            done += _do_again(connection, id_authority)
    return done


def _apply(connection: Any, decisions: Sequence[Decision], id_authority: str) -> list[Decision]:
    done = clusters.apply(connection, decisions, id_authority)
    for cluster in dict.fromkeys(one.cluster for one in decisions if one.kind == "split"):
        # The pages of clusters that were merged lead to where their stories are.
        repairs.lead_to(connection, [one.story for one in decisions if one.cluster == cluster], cluster)
    return done


def _do_again(connection: Any, id_authority: str) -> list[Decision]:
    """Do what a decision that stands wants, and that another one hindered which was taken back."""
    done: list[Decision] = []
    tried: set[tuple[str, str]] = set()
    while (found := _not_done(connection, tried)) is not None:
        tried.add(found)
        held = Bonds(_heeded(connection))
        places = editorial.places(connection, found)
        ruling = held.between(*found)
        assert ruling is not None, "a bond has a decision"
        one, other = (clusters.load(connection, [places[key]])[places[key]] for key in found)
        if one.key == other.key:
            decisions = _put_apart(connection, one, found, ruling, held)
        else:
            decisions = _put_together(connection, one, other, ruling, held)
        done += _apply(connection, decisions, id_authority)
    return done


def _not_done(connection: Any, tried: set[tuple[str, str]]) -> tuple[str, str] | None:
    """Find two stories that are not where a decision wants them; None if there are none but those that were *tried*."""
    held = Bonds(_heeded(connection))
    places = editorial.places(connection, held.keys())
    for key in filter(places.__contains__, held.keys()):
        wrong = [mate for mate in held.mates(key) if places.get(mate, places[key]) != places[key]]
        wrong += [enemy for enemy in sorted(held.enemies(key)) if places.get(enemy) == places[key]]
        for other in wrong:
            if (key, other) not in tried:
                return key, other
    return None


def _put_together(connection: Any, one: Cluster, other: Cluster, ruling: Ruling, held: Bonds) -> tuple[Decision, ...]:
    """Merge two clusters, unless another decision keeps any of their stories apart."""
    theirs = {*_keys(other.members)}
    if any(held.enemies(key) & theirs for key in _keys(one.members)):
        return ()
    ages = editorial.ages(connection, [*_keys(one.members), *theirs])
    elder, younger = sorted((one, other), key=lambda cluster: min(ages[key] for key in _keys(cluster.members)))
    return (_merged(younger, elder, ruling),)


def _problem(connection: Any, wanted: Wanted) -> str | None:
    """Say why it cannot be done; None if it can."""
    if wanted.story == wanted.other:
        return f"{wanted.kind} needs two stories; {wanted.story} was named twice"
    if wanted.kind != "split":
        return None
    ones, _ = wanted.sides
    placed = editorial.places(connection, ones)
    if len({placed.get(one) for one in ones}) != 1 or len(placed) != len(ones):
        told = ", ".join(f"{one} is in {placed.get(one, 'no cluster yet')}" for one in ones)
        return f"stories can be split off from one cluster only; {told}"
    members = clusters.load(connection, placed.values())[placed[ones[0]]].members
    if len(members) == len({*ones}):
        return f"cluster {placed[ones[0]]} has no other stories; leave out those that are to stay"
    return None


def _wanted(connection: Any, entry: Entry) -> Plan:
    match entry.wanted.kind:
        case "merge":
            return _merge(connection, entry)
        case "split":
            return _split(connection, entry)
        case _:
            return _keep_apart(connection, entry)


def _merge(connection: Any, entry: Entry) -> Plan:
    named = entry.wanted.story, entry.wanted.other or ""
    one, other = (clusters.of_story(connection, key) for key in named)
    if one is not None and other is not None and one.key == other.key:
        return Plan(sides=((named[0],), (named[1],)))
    sides = _keys(one.members) if one else named[:1], _keys(other.members) if other else named[1:]
    if one is None or other is None:
        return Plan(sides=sides)  # the one that waits will join the other
    return Plan(_put_together(connection, one, other, _ruling(entry), Bonds()), sides)  # the last word counts


def _split(connection: Any, entry: Entry) -> Plan:
    named = entry.wanted.sides[0]
    places = editorial.places(connection, named)
    # They were in one cluster; where some went elsewhere since, the others are meant.
    homes = sorted({*places.values()}, key=lambda home: (-list(places.values()).count(home), home))
    for cluster in (clusters.load(connection, [home])[home] for home in homes):
        # The story that founded the cluster stays: if it was named, the others leave.
        has_founder = cluster.key in named
        leaving = [member for member in cluster.members if (member.story.key in named) != has_founder]
        staying = [member for member in cluster.members if (member.story.key in named) == has_founder]
        if leaving and staying:
            return Plan(_parted(connection, leaving, _ruling(entry)), (_keys(leaving), _keys(staying)))
    return NOTHING  # there is nothing left to part


def _keep_apart(connection: Any, entry: Entry) -> Plan:
    named = entry.wanted.story, entry.wanted.other or ""
    cluster = clusters.of_story(connection, named[0])
    if cluster is None or named[1] not in _keys(cluster.members):
        return NOTHING
    for one in _keys(cluster.members)[::-1]:  # the later one leaves, if it can
        if one in named and one != cluster.key:
            sides = (one,), tuple(key for key in named if key != one)
            bond = Bond(_ruling(entry), *sides)
            held = Bonds([*_heeded(connection), bond])
            return Plan(_put_apart(connection, cluster, named, bond.ruling, held), sides)
    raise AssertionError("one of two stories founded the cluster at most")


def _put_apart(
    connection: Any, cluster: Cluster, named: tuple[str, str], ruling: Ruling, held: Bonds
) -> tuple[Decision, ...]:
    """Let one of two members leave their cluster, the later one if it can."""
    order = [key for key in _keys(cluster.members)[::-1] if key in named]
    # With what goes nowhere without it; if that is too much, its copies stay.
    units = [*(_unit(cluster, key, held) for key in order), *({key, *held.mates(key)} for key in order)]
    leave = next((unit for unit in units if cluster.key not in unit and not unit.issuperset(named)), set[str]())
    leaving = [member for member in cluster.members if member.story.key in leave]
    return _parted(connection, leaving, ruling) if leaving else ()


def _unit(cluster: Cluster, story: str, held: Bonds) -> set[str]:
    """The members of a cluster that go nowhere without one of them: copies of its text, and what an editor put with it."""
    copies = {member.story.key: member.decision.copy for member in cluster.members}
    unit, waiting = {story}, [story]
    while waiting:
        key = waiting.pop()
        akin = {one for one, copy in copies.items() if copy == copies[key]} | {*held.mates(key)} & copies.keys()
        waiting += akin - unit
        unit |= akin
    return unit


def _taken_back(connection: Any, entry: Entry) -> Plan:
    held = Bonds(_heeded(connection))
    named = [entry.wanted.story, entry.wanted.other, *entry.wanted.sides[0]]
    for cluster in clusters.load(
        connection, sorted({*editorial.places(connection, filter(None, named)).values()})
    ).values():
        decisions = (
            _merge_undone(connection, cluster, entry, held)
            if entry.wanted.kind == "merge"
            else _split_undone(connection, cluster, entry, held)
        )
        if decisions:
            return Plan(decisions)
    return NOTHING


def _merge_undone(connection: Any, cluster: Cluster, entry: Entry, held: Bonds) -> tuple[Decision, ...]:
    """Let those leave that came by a merge, as far as no other decision puts them together with those that stay."""
    came = {
        member.story.key: merge.story
        for member in cluster.members
        for merge in _merges(member)
        if merge.evidence.editor is not None and merge.evidence.editor.number == entry.number
    }
    keys = {*_keys(cluster.members)}
    leaving = {key for key in came if came.keys() >= {*held.mates(key)} & keys}
    members = [member for member in cluster.members if member.story.key in leaving]
    if not members or len(members) == len(cluster.members):
        return ()
    return _parted(connection, members, _ruling(entry), back=came[members[0].story.key])


def _split_undone(connection: Any, cluster: Cluster, entry: Entry, held: Bonds) -> tuple[Decision, ...]:
    """Put a cluster that was split off back, if it is one still, and no other decision is against it."""
    left = next((one.decision for one in cluster.members if _is_by(one.decision, entry) and not one.merges), None)
    if left is None or left.kind != "split" or left.former is None:
        return ()
    home = repairs.merged_into(connection, [left.former]).get(left.former, left.former)
    elder = clusters.load(connection, [home])[home]
    theirs = {*_keys(elder.members)}
    if home == cluster.key or any(held.enemies(key) & theirs for key in _keys(cluster.members)):
        return ()
    return (_merged(cluster, elder, _ruling(entry)),)


def _merged(younger: Cluster, elder: Cluster, ruling: Ruling) -> Decision:
    evidence = Evidence(editor=ruling)
    return Decision(kind="merge", story=younger.key, cluster=elder.key, copy=younger.key, score=1.0, evidence=evidence)


def _parted(
    connection: Any, leaving: Sequence[Member], ruling: Ruling, back: str | None = None
) -> tuple[Decision, ...]:
    """Let members leave for a cluster of their own: one that was merged comes *back*, or the first that founded none founds it.

    Where all of them did, the first has its own back: unlike the clusterer, an editor always gets what was decided.
    """
    keys = _keys(leaving)
    founders = repairs.merged_into(connection, keys)
    new = back if back in keys else next((key for key in keys if key not in founders), keys[0])
    firsts: dict[str, str] = {}
    for member in leaving:
        copy = member.decision.copy
        firsts.setdefault(copy, copy if copy in keys else member.story.key)
    return tuple(
        Decision(
            kind="split",
            story=member.story.key,
            cluster=new,
            copy=firsts[member.decision.copy],
            score=0.0,
            evidence=Evidence(editor=ruling),
        )
        for member in sorted(leaving, key=lambda member: member.story.key != new)
    )


def _merges(member: Member) -> Iterator[Decision]:
    if member.decision.kind == "merge":
        yield member.decision
    yield from member.merges


def _is_taken_back(decision: Decision) -> bool:
    return decision.evidence.editor is not None and decision.evidence.editor.kind == "undo"


def _is_by(decision: Decision, entry: Entry) -> bool:
    return decision.evidence.editor is not None and decision.evidence.editor.number == entry.number


def _keys(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(member.story.key for member in members)


def _heeded(connection: Any) -> list[Bond]:
    """What was decided by passes before, and in this one so far: later decisions are to be done in their turn."""
    return [_bond(entry) for entry in editorial.bonds(connection) if not entry.is_due]


def _bond(entry: Entry) -> Bond:
    return Bond(_ruling(entry), *entry.wanted.sides)


def _ruling(entry: Entry) -> Ruling:
    if entry.undone_at is not None:
        return Ruling(number=entry.number, kind="undo", at=entry.undone_at)
    kind = entry.wanted.kind
    assert kind in {"merge", "split", "apart"}, f"{kind} is about no stories together"
    return Ruling(number=entry.number, kind=kind, at=entry.at)
