"""Changed configuration files take effect in a running service; bad ones do not, and nothing is lost either way."""

import asyncio
import os
import pty
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.config import FeedSource, PollingSettings, Settings, load, watching
from bot.errors import ConfigError, MissingExtra
from bot.intake.upkeep import Upkeep
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.reloading import Reloading
from bot.service import Service
from tests.desk import CONFIG, TOPICS, Desk
from tests.intake.test_polls import NOON, Room, run, urls
from tests.test_pipeline import FIRE, FLOOD
from tests.test_service import origin

FIRES = """\
  - slug: fires
    title: Fires
    rules: {any: [fire]}
"""
BLAZES = FIRES.replace("slug: fires", "slug: blazes\n    formerly: [fires]")
BAD = TOPICS.replace("title: Visits", "titel: Visits")


@dataclass
class Site:
    """A service that runs in this loop, and what it logs."""

    desk: Desk
    port: int
    logs: list[Any] = field(default_factory=list)

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", trust_env=False) as client:
            return await client.get(path)

    async def until(self, path: str, is_so: Callable[[httpx.Response], bool]) -> httpx.Response:
        async with asyncio.timeout(15):
            while True:
                try:
                    if is_so(response := await self.get(path)):
                        return response
                except httpx.ConnectError:  # not yet
                    pass
                await asyncio.sleep(0.05)

    async def status_is(self, path: str, status: int) -> httpx.Response:
        return await self.until(path, lambda response: response.status_code == status)

    async def says(self, event: str, times: int = 1) -> Any:
        async with asyncio.timeout(15):
            while len(found := self.said(event)) < times:
                await asyncio.sleep(0.05)
        return found[-1]

    def said(self, event: str) -> list[Any]:
        return [line for line in self.logs if line["event"] == event]

    async def metric(self, name: str) -> float:
        lines = (await self.get("/metrics")).text.splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(name + " "))

    @property
    def topics(self) -> Path:
        return self.desk.config.parent / "topics.yaml"

    def hang_up(self) -> None:
        os.kill(os.getpid(), signal.SIGHUP)


def serve(desk: Desk, act: Callable[[Site], Awaitable[None]], kind: type[Pipeline] = Pipeline) -> Site:
    """Run a service over a desk on a free port, and *act* beside it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        site = Site(desk, free.getsockname()[1])

    def load_it() -> Any:
        settings = load(desk.config)
        return settings.model_copy(update={"web": settings.web.model_copy(update={"port": site.port})})

    async def both() -> None:
        settings = load_it()
        async with open_pipeline(settings, is_service=True) as sound:
            pipeline = sound if kind is Pipeline else kind(sound.means, sound.intake)
            serving = asyncio.create_task(Service(settings, pipeline, load=load_it).run())
            try:
                await site.status_is("/readyz", 200)
                await act(site)
            finally:
                os.kill(os.getpid(), signal.SIGTERM)
                await serving

    with capture_logs() as site.logs:
        asyncio.run(asyncio.wait_for(both(), 60))
    return site


def replaced(path: Path, content: str) -> None:
    """Write a file as most editors do: beside it, and renamed over it."""
    draft = path.with_name(".draft")
    draft.write_text(content)
    draft.rename(path)


def ids(response: httpx.Response) -> dict[str, str]:
    return {item["id"]: item["date_published"] for item in response.json()["items"]}


def test_topics_come_change_their_names_and_go_and_no_subscriber_loses_anything(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.drop("flood.txt", FLOOD)

    async def act(site: Site) -> None:
        with closing(http := socket.create_connection(("127.0.0.1", site.port))):
            http.setblocking(False)
            assert await keep_alive(http) == b"HTTP/1.1 200"
            site.topics.write_text(TOPICS + FIRES)
            before = ids(await site.status_is("/topics/fires.json", 200))
            assert len(before) == 1
            assert (await site.get("/topics/blazes.json")).status_code == 404

            replaced(site.topics, TOPICS + BLAZES)
            after = await site.status_is("/topics/blazes.json", 200)
            assert ids(after) == before
            moved = await site.status_is("/topics/fires.json", 301)
            assert moved.url.join(moved.headers["location"]).path == "/topics/blazes.json"

            replaced(site.topics, TOPICS)
            assert "This topic is gone" in (await site.status_is("/topics/blazes.json", 410)).text
            assert (await site.get("/topics/fires.atom")).status_code == 410
            assert (await site.get("/topics/all.atom")).status_code == 200
            assert await keep_alive(http) == b"HTTP/1.1 200"  # all the time on the same connection

    site = serve(desk, act)
    assert [line["former"] for line in site.said("topic renamed")] == ["fires"]
    assert [line["changed"] for line in site.said("configuration in force")] == ["topics"] * 3

    async def after_a_restart(site: Site) -> None:
        assert (await site.get("/topics/fires.rss")).status_code == 410
        assert (await site.get("/topics/blazes")).status_code == 410
        site.topics.write_text(TOPICS + BLAZES)
        assert len(ids(await site.status_is("/topics/blazes.json", 200))) == 1
        assert (await site.get("/topics/fires.rss")).status_code == 301

    serve(desk, after_a_restart)


async def keep_alive(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connection, b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n")
    return (await loop.sock_recv(connection, 65536))[:12]


def test_bad_file_keeps_the_former_configuration_and_says_so_everywhere_once(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    refused, at = "configuration refused, the former one stays", f"{desk.config.parent}/topics.yaml:3:5: topics.0.titel"

    async def act(site: Site) -> None:
        assert await site.metric("storyfold_config_ok") == 1
        loaded = await site.metric("storyfold_config_last_load_timestamp_seconds")
        assert time.time() - 30 < loaded <= time.time()
        assert at not in (await site.get("/status")).text

        site.topics.write_text(BAD)
        assert (await site.says(refused))["problem"].startswith(at)
        site.hang_up()
        await site.says("loading the configuration")
        site.topics.write_text(BAD + "# and more\n")
        await asyncio.sleep(1)

        assert at in (await site.get("/status")).text
        assert await site.metric("storyfold_config_ok") == 0
        assert await site.metric("storyfold_config_last_load_timestamp_seconds") == loaded
        ready = await site.get("/readyz")
        assert (ready.status_code, ready.text) == (200, "ready\n")
        desk.drop("flood.txt", FLOOD)  # and the former one still works
        await site.until("/topics/all.atom", lambda response: "River bursts" in response.text)

        site.topics.write_text(TOPICS)
        await site.says("configuration loaded, it is as before")
        assert await site.metric("storyfold_config_ok") == 1
        assert await site.metric("storyfold_config_last_load_timestamp_seconds") > loaded
        assert at not in (await site.get("/status")).text
        site.topics.write_text(BAD)
        await site.says(refused, 3)  # that is another time

    site = serve(desk, act)
    problems = [line["problem"] for line in site.said(refused)]
    assert len(problems) == 4  # an unknown key, and a missing one, each of both times
    assert len(set(problems)) == 2
    assert not site.said("configuration in force")


def test_sources_come_and_go_and_are_other_ones(desk: Desk) -> None:
    asked: list[str] = []
    second = desk.root / "second"
    second.mkdir()
    (second / "flood.txt").write_text(FLOOD)

    async def act(site: Site) -> None:
        with origin(asked) as url:
            feed = f"  - {{name: wire, feed: '{url}', private: true}}\n"
            desk.config.write_text(CONFIG + "  - {name: second, folder: ../second}\n" + feed)
            await site.until("/topics/all.json", lambda response: len(ids(response)) == 2)
            assert asked == ["/feed"]

            desk.config.write_text((CONFIG + feed).replace("title: The Desk", "title: The Other Desk"))
            page = (await site.until("/status", lambda response: "The Other Desk" in response.text)).text
            assert "second" not in page
            desk.drop("fire.txt", FIRE)
            await site.until("/topics/all.atom", lambda response: "The Other Desk" in response.text)
            assert asked == ["/feed"]  # it is not due: that it is configured anew makes no difference

    serve(desk, act)


def test_hints_and_looks_follow_the_folders_that_are_configured_now(desk: Desk) -> None:
    (desk.root / "second").mkdir()
    desk.configure(CONFIG.replace("rescan: 200ms", "rescan: 1h"))

    async def act(site: Site) -> None:
        desk.config.write_text(CONFIG.replace("rescan: 200ms", "rescan: 1h").replace("../wire", "../second"))
        await site.says("configuration in force")
        await asyncio.sleep(0.5)  # until the folder is watched
        (desk.root / "second" / "fire.txt").write_text(FIRE)
        await site.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)

    serve(desk, act)


@dataclass
class Files:
    """The files of a desk, watched, with nobody who goes by them yet."""

    desk: Desk
    offered: list[Settings | None] = field(default_factory=list)
    told: list[tuple[str, ...]] = field(default_factory=list)
    logs: list[Any] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def topics(self) -> Path:
        return self.desk.config.parent / "topics.yaml"

    async def offers(self, titles: str, times: int = 1) -> None:
        """Wait until so many were offered, of which the last has topics with these titles."""
        async with asyncio.timeout(10):
            while len(self.offered) < times:
                await asyncio.sleep(0.02)
        last = self.offered[-1]
        assert len(self.offered) == times
        assert last is not None
        assert " ".join(topic.title for topic in last.topics) == titles

    async def tells(self, times: int) -> tuple[str, ...]:
        """Wait until so many attempts were made; return what was wrong in the last one."""
        async with asyncio.timeout(10):
            while len(self.told) < times:
                await asyncio.sleep(0.02)
        return self.told[-1]


def watch(desk: Desk, act: Callable[[Files, Reloading], Awaitable[None]]) -> Files:
    async def both() -> Files:
        files = Files(desk)
        load_it = partial(load, desk.config)
        reloading = Reloading(
            load_it(), load_it, files.offered.append, lambda told: files.told.append(tuple(told)), files.stopping
        )
        watching_it = asyncio.create_task(reloading.watch())
        try:
            assert await files.tells(1) == ()  # the first look
            await asyncio.sleep(0.3)  # until the system is asked for hints
            await act(files, reloading)
        finally:
            files.stopping.set()
            await watching_it
        return files

    with capture_logs() as logs:
        files = asyncio.run(asyncio.wait_for(both(), 30))
    files.logs = logs
    return files


def test_what_cannot_change_while_it_runs_is_named_and_nothing_else_is_taken_either(desk: Desk) -> None:
    changed = CONFIG.replace("sources:", "data: ../elsewhere\nweb: {host: 127.0.0.2, port: 8001, fronts: 3}\nsources:")

    async def act(files: Files, _: Reloading) -> None:
        files.topics.write_text(TOPICS + FIRES)
        replaced(desk.config, changed)
        data, elsewhere = desk.root / "data", desk.root / "elsewhere"
        told = (
            f'7:7: data: seen "{elsewhere}", expected "{data}"',
            '8:13: web.host: seen "127.0.0.2", expected "127.0.0.1"',
            "8:30: web.port: seen 8001, expected 8000",
            "8:44: web.fronts: seen 3, expected 1",
        )
        end = " for as long as it runs; restart to change it"
        assert await files.tells(2) == tuple(f"{desk.config}:{line}{end}" for line in told)
        assert files.offered == []
        desk.config.write_text(CONFIG)
        await files.offers("Visits Everything Fires")

    watch(desk, act)


def test_file_that_is_written_in_pieces_is_loaded_when_it_is_whole(desk: Desk) -> None:
    async def act(files: Files, _: Reloading) -> None:
        with files.topics.open("w") as file:
            for line in (TOPICS + FIRES).splitlines(keepends=True):  # after some of them it is a file with fewer topics
                file.write(line)
                file.flush()
                await asyncio.sleep(0.1)
        await files.offers("Visits Everything Fires")

    assert watch(desk, act).told == [(), ()]


def test_configmap_that_is_switched_by_a_link_is_followed(desk: Desk) -> None:
    mounted = desk.config.parent
    first, second = mounted / "..2026_1", mounted / "..2026_2"
    for version, topics in ((first, TOPICS), (second, TOPICS + FIRES)):
        version.mkdir()
        (version / "storyfold.yaml").write_text(CONFIG)
        (version / "topics.yaml").write_text(topics)
    (mounted / "..data").symlink_to(first.name)
    for name in ("storyfold.yaml", "topics.yaml"):
        (mounted / name).unlink()
        (mounted / name).symlink_to(f"..data/{name}")

    async def act(files: Files, _: Reloading) -> None:
        (mounted / "..data_tmp").symlink_to(second.name)
        (mounted / "..data_tmp").rename(mounted / "..data")
        (first / "topics.yaml").unlink()
        await files.offers("Visits Everything Fires")
        await asyncio.sleep(0.3)
        (second / "topics.yaml").write_text(TOPICS.replace("Visits", "Calls"))  # behind both links
        await files.offers("Calls Everything", 2)

    watch(desk, act)


def test_other_file_of_topics_is_followed_also_before_it_is_there(desk: Desk) -> None:
    other = desk.root / "elsewhere" / "mine.yaml"
    other.parent.mkdir()

    async def act(files: Files, _: Reloading) -> None:
        desk.config.write_text("topics: ../elsewhere/mine.yaml\n" + CONFIG)
        assert "mine.yaml:1:1: no such file" in (await files.tells(2))[0]
        await asyncio.sleep(0.3)
        replaced(other, TOPICS + FIRES)
        await files.offers("Visits Everything Fires")
        await asyncio.sleep(0.3)
        other.write_text(TOPICS.replace("Visits", "Calls"))
        await files.offers("Calls Everything", 2)

    watch(desk, act)


def test_file_that_is_as_before_again_is_taken_back(desk: Desk) -> None:
    async def act(files: Files, reloading: Reloading) -> None:
        files.topics.write_text(TOPICS + FIRES)
        await files.offers("Visits Everything Fires")
        slow = files.offered[0]
        assert slow is not None
        files.topics.write_text(TOPICS)
        await files.tells(3)
        assert files.offered == [slow, None]
        reloading.in_force(slow)  # it was on its way already
        assert files.offered[2:] == [load(desk.config)]

    watch(desk, act)


def test_somebody_who_asks_is_answered_though_nothing_has_changed_as_far_as_anybody_knows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(files: Files, reloading: Reloading) -> None:
        monkeypatch.setattr(watching, "state", lambda _: reloading._state)
        await reloading.load_again(is_asked=True)
        files.topics.write_text(TOPICS + FIRES)
        await reloading.load_again(is_asked=True)
        await files.offers("Visits Everything Fires")

    assert [line["event"] for line in watch(desk, act).logs] == ["configuration loaded, it is as before"]


def test_bug_in_loading_costs_the_change_only(desk: Desk) -> None:
    settings, told = load(desk.config), list[tuple[str, ...]]()

    def flawed() -> Settings:
        raise ZeroDivisionError("a bug")

    async def act() -> None:
        reloading = Reloading(settings, flawed, lambda _: None, lambda one: told.append(tuple(one)), asyncio.Event())
        await reloading.load_again()

    with capture_logs() as logs:
        asyncio.run(act())
    assert told == [("unexpected error: ZeroDivisionError: a bug",)]
    assert [line["event"] for line in logs] == [
        "configuration cannot be loaded",
        "configuration refused, the former one stays",
    ]


class Watched(Pipeline):
    """A pipeline that notes by which settings each step of a pass went."""

    gate = threading.Event()
    reached = threading.Event()
    steps: list[tuple[str, int]]
    under_way = 0

    async def run_pass(self, now: datetime, *, is_patient: bool = False) -> Report:
        assert not self.under_way
        self.under_way += 1
        self.steps.append(("begin", len(self.settings.topics)))
        try:
            return await super().run_pass(now, is_patient=is_patient)
        finally:
            self.under_way -= 1
            self.steps.append(("end", len(self.settings.topics)))

    async def replace(self, settings: Settings) -> None:
        assert not self.under_way
        self.steps.append(("replace", len(settings.topics)))
        await super().replace(settings)

    def _curate(self, now: datetime) -> None:
        self.reached.set()
        assert self.gate.wait(20)
        self.steps.append(("curate", len(self.settings.topics)))
        super()._curate(now)


def test_no_pass_goes_by_two_configurations(desk: Desk) -> None:
    desk.configure(CONFIG.replace("rescan: 200ms", "rescan: 1h"))
    desk.drop("fire.txt", FIRE)
    Watched.steps = []
    Watched.gate.set()

    async def act(site: Site) -> None:
        Watched.gate.clear()
        Watched.reached.clear()
        desk.drop("flood.txt", FLOOD, datetime.now(UTC))  # a hint begins a pass
        await asyncio.to_thread(Watched.reached.wait, 10)
        site.topics.write_text(TOPICS + FIRES)
        await site.says("configuration loaded, it takes effect with the next pass")
        site.topics.write_text(TOPICS + FIRES + FIRES.replace("fires", "blazes"))
        await site.says("configuration loaded, it takes effect with the next pass", 2)
        assert (await site.get("/topics/fires.atom")).status_code == 404
        Watched.gate.set()
        # At once, however seldom folders are looked at; and only the last one.
        await site.status_is("/topics/blazes.atom", 200)

    serve(desk, act, Watched)
    one, other = [("begin", 2), ("curate", 2), ("end", 2)], [("begin", 4), ("curate", 4), ("end", 4)]
    assert Watched.steps.count(("replace", 4)) == 1
    at = Watched.steps.index(("replace", 4))
    assert Watched.steps[:at] == one * (at // 3)
    assert Watched.steps[at + 1 :] == other * ((len(Watched.steps) - at) // 3)


class Choosy(Pipeline):
    """A pipeline that cannot go by what it is given."""

    async def replace(self, settings: Settings) -> None:
        if len(settings.topics) == 3:
            raise MissingExtra("it", "more")
        if len(settings.topics) == 4:
            raise ZeroDivisionError("a bug")
        await super().replace(settings)


def test_settings_that_turn_out_to_be_impossible_are_refused_and_the_service_goes_on(desk: Desk) -> None:
    async def act(site: Site) -> None:
        site.topics.write_text(TOPICS + FIRES)
        line = await site.says("configuration refused, the former one stays")
        assert line["problem"].startswith("it needs an extra")
        assert await site.metric("storyfold_config_ok") == 0
        site.topics.write_text(TOPICS + FIRES + FIRES.replace("fires", "more"))
        line = await site.says("configuration refused, the former one stays", 2)
        assert line["problem"] == "unexpected error: ZeroDivisionError: a bug"
        desk.drop("fire.txt", FIRE)
        await site.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)
        site.topics.write_text(TOPICS)
        await site.says("configuration loaded, it is as before")
        assert await site.metric("storyfold_config_ok") == 1

    serve(desk, act, Choosy)


def test_clusterer_is_read_back_when_its_options_change_and_only_then(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)

    async def act() -> None:
        async with open_pipeline(load(desk.config)) as pipeline:
            await pipeline.run_pass(NOON)
            clusterer = pipeline._clusterer
            assert clusterer is not None
            desk.configure(CONFIG.replace("site:", "site:\n  title: Another"), TOPICS + FIRES)
            await pipeline.replace(load(desk.config))
            assert pipeline._clusterer is clusterer
            await pipeline.run_pass(NOON)
            assert b"Another" in desk.published()["topics/fires.html"]

            for option in ("granularity: broad", "window: 2d"):
                former = pipeline._clusterer
                desk.configure(CONFIG + f"clustering: {{{option}}}\n")
                await pipeline.replace(load(desk.config))
                desk.drop(f"{option[0]}.txt", FLOOD.replace("Tolland", option))
                await pipeline.run_pass(NOON)
                assert pipeline._clusterer not in {None, former}

    asyncio.run(asyncio.wait_for(act(), 30))


def test_requests_under_way_stay_for_feeds_that_do_and_end_for_others() -> None:
    async def act() -> None:
        room = Room(*urls(4))
        upkeep = Upkeep(PollingSettings())
        room.polls.begin(room.polls.due({}, NOON)[:2], NOON)
        answered = await room.polls.finished(wait=True)
        while len(answered) < 2:
            await asyncio.sleep(0)
            answered = await room.polls.finished(wait=True)
        room.web.gate.clear()
        room.polls.begin(room.polls.due({}, NOON), NOON)
        await asyncio.sleep(0)

        kept = [room.sources[number].model_copy(update={"title": "Another"}) for number in (0, 2)]
        moved = FeedSource(name="f3", feed="http://elsewhere.example/feed")
        room.polls.replace([*kept, moved], upkeep)  # without f1, which has answered

        [first] = await room.polls.finished(wait=False)
        assert (first.source.name, first.source.title) == ("f0", "Another")
        room.polls.forget(first)
        room.web.gate.set()
        assert [one.source for one in room.polls.due({}, NOON)] == [moved]  # asked as nobody has asked it
        [second] = await room.polls.finished(wait=True)
        assert (second.source.name, second.source.title) == ("f2", "Another")
        room.polls.forget(second)
        await room.polls.close()
        assert not room.polls.are_under_way

    run(act)


@pytest.mark.parametrize(
    "formerly, told",
    [
        (("all", ""), '5:16: topics.0.formerly.0: seen "all", expected a slug that no topic has now: line 6 has it'),
        (("one", ""), '5:16: topics.0.formerly.0: seen "one", expected a slug that no topic has now: line 2 has it'),
        (
            ("u, v", "v"),
            '9:16: topics.1.formerly.0: seen "v" a second time, expected once: it is on line 5 already',
        ),
        (
            ("x, x", ""),
            '5:19: topics.0.formerly.1: seen "x" a second time, expected once: it is on line 5 already',
        ),
    ],
)
def test_former_slug_that_leads_nowhere_or_to_two_topics_is_one_problem(
    desk: Desk, formerly: tuple[str, str], told: str
) -> None:
    topics = "topics:\n"
    for slug, former in zip(("one", "all"), formerly, strict=True):
        topics += f"  - slug: {slug}\n    title: T\n    rules: {{any: [a]}}\n    formerly: [{former}]\n"
    desk.configure(topics=topics)

    with pytest.raises(ConfigError) as refused:
        load(desk.config)

    assert str(refused.value) == f"{desk.config.parent}/topics.yaml:{told}"


def test_every_folder_on_the_way_to_a_file_is_looked_at(tmp_path: Path) -> None:
    real, links = tmp_path / "real", tmp_path / "links"
    (real / "deep").mkdir(parents=True)
    links.mkdir()
    (real / "deep" / "file.yaml").touch()
    (links / "inner").symlink_to("../real/deep")
    (links / "file.yaml").symlink_to("inner/file.yaml")
    (links / "round").symlink_to("round")

    def looked_at(path: Path) -> set[str]:
        return {str(folder.relative_to(tmp_path)) for folder in watching.folders([path])}

    assert looked_at(links / "file.yaml") == {"links", "real/deep"}
    assert looked_at(real / "deep" / ".." / "deep" / "file.yaml") == {"real/deep"}
    assert looked_at(real / "not" / "there" / "file.yaml") == {"real"}
    assert looked_at(links / "round") == {"links"}
    assert looked_at(links / "round" / "file.yaml") == {"links"}


def test_state_tells_each_way_of_changing_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    states = [watching.state([file])]
    for change in (
        lambda: file.write_text("a"),
        lambda: file.write_text("ab"),
        lambda: replaced(file, "cd"),
        lambda: os.utime(file, (1, 1)),
        lambda: file.write_text("ef"),
        file.unlink,
    ):
        change()
        time.sleep(0.01)  # longer than a tick of the file system's clock
        states.append(watching.state([file]))

    assert states[0] == states.pop()
    assert len(set(states)) == len(states)


@pytest.mark.skipif(sys.platform != "linux", reason="takes a terminal over")
def test_terminal_that_is_closed_ends_it_as_ever(desk: Desk) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", TAKE_OVER, *desk.command("run", "-c", str(desk.config), "--port", "0")]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        try:
            os.close(theirs)
            said = b""
            while b"serving" not in said:
                said += os.read(ours, 4096)
            os.close(ours)

            assert process.wait(timeout=10) == 1
        finally:
            process.kill()


TAKE_OVER = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
