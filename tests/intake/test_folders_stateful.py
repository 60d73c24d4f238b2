"""Whatever is done to the files of a folder, in whatever order: none is lost, none is a story twice, none is read half."""

import hashlib
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.intake.desks import SECOND, Wire

NAMES = ("a.txt", "b", "s/a.txt", "s/t/c.md")
SETTLE = 3 * SECOND
TICK = 0.005  # the kernel's clock for files goes in steps of 4 ms: two changes within one are one to everybody
UNFINISHED = "half a text, and nobody should"
names = st.sampled_from(NAMES)
Known = tuple[bytes, int]  # what a file says, and its modification time (ns)


def text(number: int) -> str:
    return f"Storm closes bridge\n\nA storm closed the bridge at Port Merrow, and {number} lorries wait on its far side, the harbour master said on Monday."


def digest_of(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


class Drop(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="storyfold-test-"))
        self.wire = Wire(self.root, settle="3s")
        self.number = 100
        self.writing: set[str] = set()  # files that are not complete
        self.known: dict[str, Known] = {}  # as they were when they were last read, by path
        self.story: dict[str, int] = {}  # which story was seen at a path
        self.stories = 0
        self.has_settled = False

    def teardown(self) -> None:
        self.wire.close()
        shutil.rmtree(self.root)

    def there(self) -> dict[str, Known]:
        paths = {name: self.wire.folder / name for name in NAMES}
        return {name: (path.read_bytes(), path.stat().st_mtime_ns) for name, path in paths.items() if path.exists()}

    def next_text(self) -> str:
        self.number += 1
        return text(self.number)

    @initialize(some=st.sets(names, min_size=1))
    def begin(self, some: set[str]) -> None:
        for name in sorted(some):
            self.write(name)
        self.look_when_all_is_written()

    # What is done to files

    @rule(name=names)
    def write(self, name: str) -> None:
        self.wire.put(name, self.next_text())
        self.writing.discard(name)
        self.has_settled = False

    @rule(name=names)
    def write_with_the_former_time(self, name: str) -> None:
        if name in self.there() and name not in self.writing:
            former = (self.wire.folder / name).stat().st_mtime
            self.wire.put(name, self.next_text(), at=datetime.fromtimestamp(former, UTC))
            self.has_settled = False

    @rule(name=names)
    def begin_to_write(self, name: str) -> None:
        self.wire.put(name, UNFINISHED)
        self.writing.add(name)
        self.has_settled = False

    @rule(name=names)
    def replace_by_rename(self, name: str) -> None:
        draft = self.wire.put(".draft", self.next_text())
        (self.wire.folder / name).parent.mkdir(parents=True, exist_ok=True)
        draft.rename(self.wire.folder / name)
        self.writing.discard(name)
        self.has_settled = False

    @rule(name=names)
    def append(self, name: str) -> None:
        if name in self.there() and name not in self.writing:
            said = (self.wire.folder / name).read_text()
            self.number += 1
            self.wire.put(name, f"{said} Number {self.number} was towed.")
            self.has_settled = False

    @rule(name=names, to=names)
    def rename(self, name: str, to: str) -> None:
        if name in self.there() and name != to:
            (self.wire.folder / to).parent.mkdir(parents=True, exist_ok=True)
            (self.wire.folder / name).rename(self.wire.folder / to)
            self.writing = {to if one == name else one for one in self.writing - {to}}
            self.has_settled = False

    @rule(one=names, other=names)
    def swap(self, one: str, other: str) -> None:
        if {one, other} <= self.there().keys() and one != other:
            held = self.wire.folder / ".held"
            (self.wire.folder / one).rename(held)
            (self.wire.folder / other).rename(self.wire.folder / one)
            held.rename(self.wire.folder / other)
            places = {one: other, other: one}
            self.writing = {places.get(name, name) for name in self.writing}
            self.has_settled = False

    @rule(name=names)
    def delete(self, name: str) -> None:
        (self.wire.folder / name).unlink(missing_ok=True)
        self.writing.discard(name)
        self.has_settled = False

    @rule(name=names)
    def touch(self, name: str) -> None:
        if name in self.there():
            self.wire.put(name, (self.wire.folder / name).read_bytes())
            self.has_settled = False

    # What the program does

    @rule()
    def look_soon(self) -> None:
        for name in self.writing:  # who writes goes on writing
            self.wire.put(name, (self.wire.folder / name).read_bytes() + b" know")
        self.look(SECOND)

    @rule()
    def look_when_all_is_written(self) -> None:
        for name in sorted(self.writing):
            self.wire.put(name, self.next_text())
        self.writing.clear()
        self.look(SECOND)
        self.look(SETTLE)
        self.has_settled = True

    @rule(name=names, to=names)
    def rename_at_rest(self, name: str, to: str) -> None:
        self.look_when_all_is_written()
        self.rename(name, to)
        self.look_when_all_is_written()

    @rule()
    def start_again(self) -> None:
        self.wire.started()

    def look(self, later: timedelta) -> None:
        there, before = self.there(), dict(self.known)
        self.wire.look(later)
        time.sleep(TICK)
        read = self.wire.rows("SELECT path, digest, mtime_ns FROM file")
        ready = [
            name
            for name, digest, mtime in read
            if name in there and (digest, mtime) == (digest_of(there[name][0]), there[name][1])
            if before.get(name) != there[name]
        ]
        self.expect(sorted(ready), there)

    def expect(self, ready: list[str], there: dict[str, Known]) -> None:
        """Say what became of the files that were *ready*."""
        moved: dict[str, str] = {}
        for name in ready:
            if name in self.known and self.known[name][0] == there[name][0]:
                continue  # touched
            for former in sorted(self.known):
                is_it = self.known[former] == there[name] and there.get(former) != there[name]
                if is_it and former not in moved and former != name:
                    moved[former] = name
                    break
        while blocked := [one for one, name in moved.items() if name not in moved and name in self.story]:
            for one in blocked:
                del moved[one]
        self.story.update([(name, self.story.pop(one)) for one, name in moved.items()])
        for one in moved:
            del self.known[one]
        for name in ready:
            if name not in self.story:
                self.stories += 1
                self.story[name] = self.stories
            self.known[name] = there[name]

    # What always holds

    @invariant()
    def nothing_was_read_half(self) -> None:
        assert self.wire.rows(f"SELECT text FROM story WHERE text LIKE '%{UNFINISHED}%'") == []
        assert self.wire.rows(f"SELECT text FROM revision WHERE text LIKE '%{UNFINISHED}%'") == []
        assert self.wire.errors() == {}

    @invariant()
    def nothing_is_there_twice(self) -> None:
        assert self.wire.entries() == sorted(self.story)
        [(count,)] = self.wire.rows("SELECT count(*) FROM story")
        assert count == self.stories

    @precondition(lambda self: self.has_settled)
    @invariant()
    def nothing_is_lost(self) -> None:
        said = dict(self.wire.rows("SELECT entry, text FROM sighting JOIN story ON story.key = sighting.story"))
        for name, (content, _) in self.there().items():
            assert said[name] == content.decode().partition("\n\n")[2]


TestDrop = Drop.TestCase
TestDrop.settings = settings(max_examples=25, stateful_step_count=30)
