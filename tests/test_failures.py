"""What the surroundings of a service may do to it, and that nothing is lost: each fault while it runs, and its end without hands."""

import os
import random
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.desk import CONFIG, Desk
from tests.test_pipeline import FIRE, FLOOD
from tests.test_service import Running, is_ready, running

CANARY = "canary0f7c1d"
BIG = "The harbour was closed for the day. " * 20_000


def is_not_ready(response: httpx.Response) -> bool:
    return response.status_code == 503


@contextmanager
def limited(service: Running, kind: int, soft: int) -> Iterator[None]:
    """Give the running service less of something, for a while."""
    before = resource.prlimit(service.process.pid, kind)
    resource.prlimit(service.process.pid, kind, (soft, before[1]))
    try:
        yield
    finally:
        resource.prlimit(service.process.pid, kind, before)


def sound(desk: Desk) -> bool:
    return desk.query("PRAGMA integrity_check") == [("ok",)]


# The disk


def test_full_disk_keeps_what_was_published_and_goes_on_once_there_is_room(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        before = service.get("/topics/all.atom").content
        with limited(service, resource.RLIMIT_FSIZE, desk.database().stat().st_size):
            desk.drop("big.txt", f"Harbour closed\n\n{BIG}")
            desk.drop("flood.txt", FLOOD)
            reasons = service.until("/readyz", is_not_ready, seconds=20).text
            assert service.get("/topics/all.atom").content == before
            assert "disk" in reasons or "cannot be" in reasons
        service.until("/topics/all.atom", lambda answer: "River bursts" in answer.text, seconds=20)
        service.until("/readyz", is_ready, seconds=20)
        assert service.stop() == 0

    assert sound(desk)
    assert desk.query("SELECT count(*) FROM story") == [(3,)]


def test_folder_that_cannot_be_written_is_one_clear_line(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    (desk.root / "data").mkdir()
    (desk.root / "data").chmod(0o555)
    # Whoever is root may write everywhere, unless that is taken from him.
    as_others = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if as_others and shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and setpriv is not installed")

    done = subprocess.run(
        [*as_others, *desk.command("once", "-c", str(desk.config))], check=False, capture_output=True, text=True
    )

    (desk.root / "data").chmod(0o755)
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if line]
    assert line.startswith("storyfold: ")
    assert "cannot be written" in line


def test_data_that_is_gone_makes_it_not_ready_within_seconds(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        away = desk.root / "away"
        (desk.root / "data").rename(away)

        assert "the data folder is gone" in service.until("/readyz", is_not_ready, seconds=5).text

        shutil.rmtree(desk.root / "data", ignore_errors=True)  # what a pass made anew in the meantime
        away.rename(desk.root / "data")
        service.until("/readyz", is_ready, seconds=20)


# The database


def test_locked_database_loses_nothing(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)
        with closing(sqlite3.connect(desk.database(), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            desk.drop("flood.txt", FLOOD)
            time.sleep(1.5)
            assert "Fire at the mill" in service.get("/topics/all.atom").text
            other.execute("ROLLBACK")
        service.until("/topics/all.atom", lambda answer: "River bursts" in answer.text, seconds=20)
        assert service.stop() == 0

    assert desk.query("SELECT count(*) FROM story") == [(2,)]


@pytest.mark.parametrize("harm", ["no database", "zero length", "cut", "newer"])
def test_database_that_cannot_be_used_is_refused_and_left_as_it_is(desk: Desk, harm: str) -> None:
    desk.drop("fire.txt", FIRE)
    desk.once()
    before = desk.published()
    path = desk.database()
    if harm == "newer":
        desk.query("UPDATE alembic_version SET version_num = '9999'")
    else:
        content = path.read_bytes()
        path.write_bytes({"no database": b"what is this" * 999, "zero length": b"", "cut": content[:5000]}[harm])
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    harmed = path.read_bytes()

    done = desk.once(code=None)

    assert done.code == 1
    [line] = done.err.splitlines()
    assert line.startswith(f"storyfold: {path}")
    assert path.read_bytes() == harmed
    assert desk.published() == before


def test_flipped_bytes_are_refused_or_do_no_harm(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.drop("flood.txt", FLOOD)
    desk.once()
    whole = desk.database().read_bytes()
    titles = {entry.title for entry in desk.feed("all").entries}
    chance = random.Random(20261123)
    for _ in range(4):
        harmed = bytearray(whole)
        for at in chance.sample(range(len(whole)), 40):
            harmed[at] ^= 0xFF
        desk.database().write_bytes(bytes(harmed))

        done = desk.once(code=None)

        assert done.code in {0, 1}
        assert "Traceback" not in done.err
        assert {entry.title for entry in desk.feed("all").entries} >= titles or done.code == 0


# What the process may have


def test_too_few_open_files_are_waited_for(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    desk.configure(CONFIG + "web: {fronts: 0}\n")
    with running(desk) as service:
        service.until("/readyz", is_ready)
        with limited(service, resource.RLIMIT_NOFILE, 4):  # none that is open is closed, and none is opened
            desk.drop("flood.txt", FLOOD)
            with pytest.raises(httpx.TransportError):
                httpx.get(f"{service.url}/readyz", trust_env=False, timeout=1)
        service.until("/topics/all.atom", lambda answer: "River bursts" in answer.text, seconds=20)
        assert service.stop() == 0

    assert sound(desk)


def test_bare_surroundings_are_enough(desk: Desk) -> None:
    """No home, no locale, no time zone, nowhere to put temporary files, another folder to stand in."""
    desk.drop("fire.txt", FIRE.replace("mill", "mühle"))

    done = subprocess.run(
        [sys.executable, "-m", "bot", "once", "-c", str(desk.config)],
        check=False,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C",
            "TMPDIR": "/nowhere",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        cwd="/",
    )

    assert done.returncode == 0, done.stderr
    assert "mühle" in desk.feed("all").entries[0].summary + desk.feed("all").entries[0].title


# Secrets


class _Refusing(BaseHTTPRequestHandler):
    """A server that answers in several bad ways, and says again what it was asked."""

    def do_GET(self) -> None:
        kind = self.path.split("?")[0].strip("/")
        code = {"denied": 401, "broken": 500, "moved": 302, "busy": 429}.get(kind, 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", f"/loop?token={CANARY}")
        body = f"<html>{self.path} {self.headers.get('Authorization')}".encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def refusing() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_secret_of_the_configuration_is_told_or_published(desk: Desk, refusing: int) -> None:
    secrets = desk.root / "secrets"
    secrets.mkdir()
    (secrets / "editor").write_text(CANARY * 3)
    (secrets / "mail").write_text(CANARY)
    kinds = ("denied", "broken", "moved", "busy", "page")
    config = (
        CONFIG + "smtp: {host: 127.0.0.1, port: 1, user: ann, password_file: ../secrets/mail, from: ann@example.org}\n"
    )
    config += "web: {editor_token: ../secrets/editor}\n"
    for kind in kinds:
        address = f"http://ann:{CANARY}@127.0.0.1:{refusing}/{kind}?token={CANARY}"
        (secrets / kind).write_text(address)
    listed = "".join(
        f"  - {{name: {kind}, feed_file: ../secrets/{kind}, private: true, interval: 1s}}\n" for kind in kinds
    )
    config = config.replace("    folder: ../wire\n", f"    folder: ../wire\n{listed}")
    topics = "topics:\n  - {slug: all, title: All, rules: {any: [the]}, digest: {to: [bo@example.org], at: '00:00'}}\n"
    desk.configure(config, topics)
    desk.drop("fire.txt", FIRE, datetime.now(UTC))
    with running(desk) as service:
        service.until("/readyz", is_ready)
        service.until(
            "/status", lambda answer: answer.text.count("failing") + answer.text.count("paused") >= 4, seconds=20
        )
        answers = [
            service.get(path)
            for path in ("/status", "/metrics", "/readyz", "/topics/all", "/search?q=fire", "/nothing")
        ]
        denied = httpx.post(f"{service.url}/editor", data={"token": f"{CANARY}x"}, trust_env=False)
        assert service.stop() == 0
    desk.run("backup", "-c", str(desk.config), code=None)
    told = [
        desk.run(*words, "-c", str(desk.config), code=None)
        for words in (("check",), ("sources",), ("doctor", "--offline"))
    ]

    assert CANARY not in str(service.lines)
    assert [answer.url for answer in (*answers, denied) if CANARY in answer.text or CANARY in str(answer.headers)] == []
    assert [one for one in told if CANARY in one.out + one.err] == []
    files = [path for path in (desk.root / "data").rglob("*") if path.is_file()]
    databases = [path for path in files if path.name.startswith("storyfold") and ".db" in path.name]
    assert [path for path in files if path not in databases and CANARY.encode() in path.read_bytes()] == []
    # Which address was asked is kept, so that another one is noticed: without the password, and for nobody else to read.
    with closing(sqlite3.connect(desk.database())) as connection:
        dumped = [line for line in connection.iterdump() if CANARY in line]
    assert all('INSERT INTO "feed"' in line and f":{CANARY}@" not in line for line in dumped)


def test_second_service_on_the_same_data_says_so(desk: Desk) -> None:
    desk.drop("fire.txt", FIRE)
    with running(desk) as service:
        service.until("/readyz", is_ready)

        other = desk.once(code=None)

        assert other.code == 1
        assert "another storyfold works here" in other.err
        assert service.stop() == 0


def test_port_that_is_taken_is_one_clear_line(desk: Desk) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        done = desk.run("run", "-c", str(desk.config), "--port", str(port), code=None)

    assert done.code == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in done.err.splitlines()[-1]
