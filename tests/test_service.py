"""The running service: it watches, it serves, it ends in order."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, cast

import httpx
import pytest

from bot.config import load
from bot.logs import configure_logs
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.service import Service
from tests.desk import CONFIG, Desk
from tests.test_pipeline import FIRE, FLOOD


class Running:
    """A service in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[dict[str, Any]] = []
        self.url = self.wait_for_line("serving")["url"].rstrip("/")
        # What nobody reads fills the pipe, and then the service stands still.
        threading.Thread(target=self._read_on, daemon=True).start()

    def wait_for_line(self, event: str) -> dict[str, Any]:
        for line in cast("IO[str]", self.process.stderr):
            self.lines.append(json.loads(line))
            if self.lines[-1]["event"] == event:
                return self.lines[-1]
        raise AssertionError(f"no {event!r} in {self.lines}, exit code {self.process.wait()}")

    def _read_on(self) -> None:
        for line in cast("IO[str]", self.process.stderr):
            self.lines.append(json.loads(line))

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return httpx.get(self.url + path, headers=headers, trust_env=False)

    def until(self, path: str, is_so: Callable[[httpx.Response], bool], seconds: float = 10) -> httpx.Response:
        deadline = time.monotonic() + seconds
        while not is_so(response := self.get(path)):
            assert time.monotonic() < deadline, response.text
            time.sleep(0.05)
        return response

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=15)


@contextmanager
def running(desk: Desk) -> Iterator[Running]:
    command = desk.command("run", "-c", str(desk.config), "--port", "0")
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def is_ready(response: httpx.Response) -> bool:
    return response.status_code == 200


def test_new_file_changes_the_served_feed_within_seconds(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        before = service.get("/topics/all.atom")
        assert "Fire at the mill" in before.text
        assert service.get("/topics/all.atom", {"If-None-Match": before.headers["ETag"]}).status_code == 304

        desk.drop("flood.txt", FLOOD, datetime.now(UTC))
        service.until("/topics/all.atom", lambda response: "River bursts" in response.text, seconds=5)

        assert service.get("/topics/all.atom", {"If-None-Match": before.headers["ETag"]}).status_code == 200
        assert service.stop() == 0


def test_file_that_is_still_written_is_not_read_half(desk: Desk) -> None:
    desk.configure(CONFIG.replace("settle: 0s", "settle: 600ms"))
    with running(desk) as service:
        service.until("/readyz", is_ready)
        with (desk.wire / "slow.txt").open("w") as slow:
            for piece in FIRE.split(" "):
                slow.write(piece + " ")
                slow.flush()
                time.sleep(0.04)
        service.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)

        assert service.stop() == 0
    assert desk.query("SELECT count(*) FROM revision") == [(0,)]


def test_embargo_ends_in_time_however_seldom_folders_are_looked_at(desk: Desk) -> None:
    desk.configure(CONFIG.replace("rescan: 200ms", "rescan: 1h"))
    title, _, text = FIRE.partition("\n\n")
    end = datetime.now(UTC) + timedelta(seconds=8)  # after the start, on a busy machine too
    desk.drop("fire.txt", f"Title: {title}\nEmbargo: {end.isoformat()}\n\n{text}")
    desk.drop("flood.txt", FLOOD)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        assert title not in service.get("/topics/all.atom").text

        service.until("/topics/all.atom", lambda response: title in response.text, seconds=12)

        assert datetime.now(UTC) >= end
        assert service.stop() == 0


def test_every_page_and_endpoint_answers(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        feed = service.get("/topics/all.json").json()
        cluster = feed["items"][0]["id"].rpartition("/")[2]
        for path in (
            "/",
            "/topics/all",
            "/topics/all.rss",
            f"/clusters/{cluster}",
            "/topics.opml",
            "/healthz",
            "/status",
        ):
            assert service.get(path).status_code == 200, path
        said = service.get("/topics/all.atom")
        assert said.headers["link"] == '<http://127.0.0.1:8000/topics/all.atom>; rel="self"'
        assert said.headers["access-control-allow-origin"] == "*"
        assert "storyfold_passes_total" in service.get("/metrics").text
        assert "The Desk" in service.get("/status").text
        assert service.get("/topics/none").status_code == 404


def test_feed_that_hangs_holds_up_neither_folders_nor_the_end(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/feed"
        desk.configure(f"{CONFIG}  - {{name: silent, feed: '{url}', private: true}}\n")
        desk.drop("fire.txt", FIRE)
        with running(desk) as service:
            service.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)

            started = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - started < 5


@contextmanager
def origin(asked: list[str]) -> Iterator[str]:
    """A feed with one entry; *asked* gets the path of each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            time.sleep(0.3)
            item = "<item><title>Fire at the mill</title><link>https://wire.example/fire</link></item>"
            body = f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()


def test_feed_is_published_soon_though_folders_are_looked_at_seldom(desk: Desk) -> None:
    asked: list[str] = []
    with origin(asked) as url:
        desk.configure(f"{CONFIG.replace('200ms', '1h')}  - {{name: wire, feed: '{url}', private: true}}\n")
        with running(desk) as service:
            service.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text, seconds=8)
            assert service.stop() == 0
        assert desk.once().json["documents"] == 0  # not due: a restart asks nobody early

    assert asked == ["/feed"]


def test_feed_is_not_asked_again_while_the_database_cannot_be_written_and_its_answer_is_kept(desk: Desk) -> None:
    asked: list[str] = []
    with origin(asked) as url:
        desk.drop("fire.txt", FIRE)
        desk.once()
        desk.query("CREATE TRIGGER full BEFORE INSERT ON story BEGIN SELECT RAISE(ABORT, 'full'); END")
        desk.configure(f"{CONFIG}  - {{name: wire, feed: '{url}', private: true}}\n")
        with running(desk) as service:
            service.until("/readyz", lambda response: response.status_code == 503)
            time.sleep(1)
            desk.query("DROP TRIGGER full")
            service.until("/readyz", is_ready)
            assert service.stop() == 0

    assert asked == ["/feed"]
    assert desk.query("SELECT count(*) FROM sighting WHERE source = 'wire'") == [(1,)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_in_order(desk: Desk, number: signal.Signals) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.process.send_signal(number)

        assert service.process.wait(timeout=10) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("delay_s", [0, 0.2, 0.5, 0.8, 1.1])
def test_signal_while_it_starts_ends_it_in_order(desk: Desk, delay_s: float) -> None:
    command = desk.command("run", "-c", str(desk.config), "--port", "0")
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 20
        while not listens_to(process.pid, signal.SIGTERM):
            assert time.monotonic() < deadline
            time.sleep(0.005)
        time.sleep(delay_s)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)

    assert process.returncode == 0
    assert b"Traceback" not in said


def listens_to(pid: int, number: signal.Signals) -> bool:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)
    return bool(caught >> (number - 1) & 1)


def test_name_that_is_no_utf8_costs_hints_and_nothing_else(desk: Desk) -> None:
    with running(desk) as service:
        service.until("/readyz", is_ready)
        with open(bytes(desk.wire) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:  # noqa: PTH123 (a path of bytes)
            file.write(FIRE)

        service.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)
        assert service.stop() == 0


def test_signal_in_the_middle_of_a_pass_ends_it_soon_and_the_next_start_does_the_rest(desk: Desk) -> None:
    for number in range(400):
        desk.drop(f"{number}.txt", FIRE.replace("Dunmore", f"Dunmore {number}"))
    with running(desk) as service:
        deadline = time.monotonic() + 20
        while desk.count_files() < 10:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        started = time.monotonic()

        assert service.stop() == 0
        assert time.monotonic() - started < 10
    assert 10 <= desk.count_files() < 400
    desk.once()

    assert desk.query("SELECT count(*), count(cluster) FROM story") == [(400, 400)]


def test_taken_port_is_one_clear_line(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        result = desk.run("run", "-c", str(desk.config), "--port", port, code=1)

    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in result.err
    assert "Traceback" not in result.err


def test_second_process_on_the_same_data_is_refused_and_nothing_is_done_twice(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        desk.drop("flood.txt", FLOOD)

        for command in ("once", "run"):
            refused = desk.run(command, "-c", str(desk.config), code=1)
            assert refused.err.endswith("another storyfold works here; stop it, or let it do the pass\n")

        service.until("/topics/all.atom", lambda response: "River bursts" in response.text)
        assert "together" in desk.run("explain", "-c", str(desk.config), "fire.txt", "flood.txt").json
        assert service.stop() == 0
    assert desk.query("SELECT count(*), count(DISTINCT story) FROM decision") == [(2, 2)]


def test_failed_pass_makes_it_not_ready_and_a_good_one_ready_again(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        topics = desk.public / "topics"
        topics.rename(desk.public / "away")
        topics.write_text("in the way")
        desk.drop("flood.txt", FLOOD)

        refused = service.until("/readyz", lambda response: not is_ready(response))
        assert "topics" in refused.text

        topics.unlink()
        (desk.public / "away").rename(topics)
        service.until("/topics/all.atom", lambda response: "River bursts" in response.text)
        service.until("/readyz", is_ready)
        assert service.stop() == 0


class Flawed(Pipeline):
    """A pipeline with a bug that goes away."""

    failures = 3

    async def run_pass(self, now: datetime) -> Report:
        if self.failures:
            self.failures -= 1
            raise ZeroDivisionError("a bug")
        return await super().run_pass(now)


def test_bug_in_a_pass_is_said_once_and_ends_neither_the_service_nor_the_passes(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs()
    settings = load(desk.config)
    settings = settings.model_copy(update={"web": settings.web.model_copy(update={"port": 0})})
    desk.drop("fire.txt", FIRE)

    async def serve() -> None:
        async with open_pipeline(settings) as sound:
            flawed = Flawed(sound.means, sound.intake)
            serving = asyncio.create_task(Service(settings, flawed).run())
            while not (desk.public / "index.html").exists():
                await asyncio.sleep(0.05)
            os.kill(os.getpid(), signal.SIGTERM)
            await serving

    asyncio.run(asyncio.wait_for(serve(), 20))

    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    [failed] = [event for event in events if event["event"] == "pass failed, trying again"]
    assert "ZeroDivisionError: a bug" in failed["exception"]
    assert "pass went well again" in [event["event"] for event in events]


def test_feed_is_not_asked_where_that_it_is_asked_cannot_be_stored(desk: Desk) -> None:
    asked: list[str] = []
    with origin(asked) as url:
        desk.once()
        desk.query("CREATE TRIGGER full BEFORE INSERT ON feed BEGIN SELECT RAISE(ABORT, 'full'); END")
        desk.configure(f"{CONFIG}  - {{name: wire, feed: '{url}', private: true}}\n")
        with running(desk) as service:
            service.until("/readyz", lambda response: response.status_code == 503)
            time.sleep(0.5)
            assert asked == []
            desk.query("DROP TRIGGER full")
            service.until("/topics/all.atom", lambda response: "Fire at the mill" in response.text)
            assert service.stop() == 0

    assert asked == ["/feed"]
