"""A watched folder over a real database: files in, stories out, on a clock that the test sets."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bot.config import FolderSource, Settings, load
from bot.errors import StoryfoldError
from bot.intake import Means, Taken
from bot.intake.folders import FolderIntake
from bot.reading.documents import read
from bot.reading.tasks import Reading, Task
from bot.store.database import open_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TOPICS = "topics: [{slug: all, title: All, rules: {any: [the]}}]\n"


def in_process(tasks: Iterable[Task]) -> Iterator[Reading | StoryfoldError]:
    for task in tasks:
        try:
            yield read(task)
        except StoryfoldError as error:
            yield error


class Wire:
    """One folder, its intake and what came of it."""

    def __init__(self, root: Path, settle: str = "0s", **keys: str) -> None:
        self.root, self.folder = root, root / "wire"
        self.folder.mkdir(parents=True, exist_ok=True)
        (root / "topics.yaml").write_text(TOPICS)
        source = "".join(f"    {key}: {value}\n" for key, value in keys.items())
        config = root / "storyfold.yaml"
        config.write_text(
            f"data: data\nfolders: {{settle: {settle}}}\nsources:\n  - name: wire\n    folder: wire\n{source}"
        )
        self.settings: Settings = load(config)
        self.now = NOON
        self.on_document: Callable[[int], None] = lambda _: None
        self.database = open_database(self.settings.database)
        self.started()

    def started(self) -> None:
        """Forget all that is only in memory, as a new process would."""
        nothing = cast("Any", None)
        means = Means(
            settings=self.settings,
            database=self.database,
            fetcher=nothing,
            hosts=nothing,
            read_each=in_process,
            read_page=nothing,
            progress=lambda _, count: self.on_document(count),
        )
        folders = [source for source in self.settings.sources if isinstance(source, FolderSource)]
        self.intake = FolderIntake(folders, means)

    def close(self) -> None:
        self.database.close()

    def put(self, name: str, text: str | bytes, at: datetime | None = None) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        when = (at or self.now).timestamp()
        os.utime(path, (when, when))
        return path

    def look(self, later: timedelta = SECOND) -> Taken:
        self.now += later
        taken = Taken()
        self.intake.take(taken, self.now)
        return taken

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def texts(self) -> list[str]:
        """What the stories say now, in the order of their texts."""
        return sorted(row[0] for row in self.rows("SELECT text FROM story"))

    def errors(self) -> dict[str, str]:
        return dict(cast("Any", self.rows("SELECT path, error FROM file WHERE error IS NOT NULL")))

    def entries(self) -> list[str]:
        return sorted(row[0] for row in self.rows("SELECT entry FROM sighting"))

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.folder.rglob("*") if path.is_file())
