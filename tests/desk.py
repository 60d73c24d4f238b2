"""A small newsroom in a folder: a configuration, a watched folder, and the program run over them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

CONFIG = """\
site:
  base_url: http://127.0.0.1:8000
  id_authority: storyfold.example,2026
folders:
  rescan: 200ms
  settle: 0s
sources:
  - name: desk
    title: The Desk
    folder: ../wire
"""
TOPICS = """\
topics:
  - slug: visits
    title: Visits
    rules: {any: [Putin, Xi]}
  - slug: all
    title: Everything
    rules: {any: [the, a, der, de]}
"""
MORNING = datetime(2026, 3, 2, 6, tzinfo=UTC)


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    def __init__(self, root: Path, config: str = CONFIG, topics: str = TOPICS) -> None:
        self.root = root
        self.wire = root / "wire"
        self.public = root / "data" / "public"
        self.config = root / "config" / "storyfold.yaml"
        self.wire.mkdir(parents=True)
        self.config.parent.mkdir()
        self.configure(config, topics)

    def configure(self, config: str = CONFIG, topics: str = TOPICS) -> None:
        self.config.write_text(config)
        (self.config.parent / "topics.yaml").write_text(topics)

    def drop(self, name: str, content: str | bytes, at: datetime = MORNING) -> Path:
        """Put a complete file in the folder: written elsewhere, renamed in."""
        path, draft = self.wire / name, self.root / "draft"
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(draft, (at.timestamp(), at.timestamp()))
        path.parent.mkdir(parents=True, exist_ok=True)
        return draft.rename(path)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "bot", *words]

    def run(self, *words: str, code: int | None = 0, env: Mapping[str, str] | None = None, stdin: str = "") -> Result:
        """Run a command of the program over this desk; its exit code has to be *code*, if given."""
        finished = subprocess.run(
            self.command(*words),
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
            input=stdin,
            env={**os.environ, **(env or {})},
        )
        result = Result(finished.returncode, finished.stdout, finished.stderr)
        assert code is None or result.code == code, result
        return result

    def once(self, code: int | None = 0) -> Result:
        return self.run("once", "-c", str(self.config), code=code)

    def published(self) -> dict[str, bytes]:
        """Every published file, by its path; not the writer's own notes beside them, and not what is compressed of them."""
        beside = (".gz", ".br")
        found = (path for path in self.public.rglob("*") if path.is_file() and path.suffix not in beside)
        files = [path for path in found if not path.name.startswith(".")]
        return {str(path.relative_to(self.public)): path.read_bytes() for path in files}

    def feed(self, topic: str = "visits", suffix: str = "atom") -> Any:
        """A published feed as a reader sees it."""
        parsed = feedparser.parse((self.public / "topics" / f"{topic}.{suffix}").read_bytes())
        assert not parsed.bozo
        return parsed

    def query(self, query: str) -> list[Any]:
        """What the database holds; or change what it holds."""
        connection = sqlite3.connect(self.database())
        try:
            with connection:
                return connection.execute(query).fetchall()
        finally:
            connection.close()

    def count_files(self) -> int:
        """How many files were read so far, while a pass may be running."""
        try:
            return int(self.query("SELECT count(*) FROM file")[0][0])
        except sqlite3.OperationalError:  # no table yet
            return 0

    def database(self) -> Path:
        return self.root / "data" / "storyfold.db"
