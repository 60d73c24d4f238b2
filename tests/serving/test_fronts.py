"""The processes that answer for published files: beside the service, without it for a moment, never after it."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import bot
from bot.serving import fronts
from bot.web import handing
from bot.web.app import create_app
from bot.web.guests import Limits
from bot.web.replying import Manner
from bot.web.status import Status
from tests.web.stand import Stand, stand

HOLD = threading.Event()


def no_status() -> Status:
    raise AssertionError("nobody asks")


async def held(_: Request) -> Response:
    """Keep the whole loop of the service busy, as a pass that holds the interpreter does."""
    HOLD.wait(10)
    return PlainTextResponse("done")


async def echo(request: Request) -> Response:
    return PlainTextResponse(hashlib.sha256(await request.body()).hexdigest())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Stand]:
    (tmp_path / "index.html").write_bytes(b"home")
    also = [Route("/held", held), Route("/echo", echo, methods=["POST"])]
    with stand(create_app(tmp_path, no_status, lambda: b"", also=also), tmp_path, "front") as running:
        yield running


def until(is_so: Callable[[], bool], seconds: float = 8) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_files_are_answered_for_while_the_service_is_busy(site: Stand) -> None:
    HOLD.clear()
    waiting = threading.Thread(target=httpx.get, args=(f"http://127.0.0.1:{site.port}/held",))
    waiting.start()
    time.sleep(0.2)
    try:
        with pytest.raises(httpx.ReadTimeout):
            site.client.get("/healthz", timeout=0.3)
        assert site.client.get("/", timeout=2).content == b"home"
    finally:
        HOLD.set()
        waiting.join()
    assert site.client.get("/healthz").status_code == 200


def test_service_goes_on_where_the_front_left_off(site: Stand) -> None:
    body = os.urandom(500_000)
    first = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    post = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body)
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    said = site.raw(first + post + body + last)

    assert said.count(b"home") == 2
    assert hashlib.sha256(body).hexdigest().encode() in said


def test_many_connections_are_handed_over_at_once(site: Stand) -> None:
    connections = [site.connect() for _ in range(200)]
    try:
        for number, connection in enumerate(connections):
            body = b"%d" % number
            ask = b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
            connection.sendall(ask % (len(body), body))
        for number, connection in enumerate(connections):
            assert hashlib.sha256(b"%d" % number).hexdigest().encode() in connection.makefile("rb").read()
    finally:
        for connection in connections:
            connection.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_front_that_ends_is_started_again_and_the_service_answers_meanwhile(
    site: Stand, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fronts, "AGAIN_S", 0.5)
    [pid] = site.children()
    os.kill(pid, number)
    until(lambda: not is_alive(pid))
    for _ in range(5):
        assert httpx.get(f"http://127.0.0.1:{site.port}/", trust_env=False).content == b"home"
    until(lambda: site.children() not in ([], [pid]))
    site.until_ready()

    assert httpx.get(f"http://127.0.0.1:{site.port}/", trust_env=False).content == b"home"


def test_changed_settings_reach_a_front_that_runs_and_the_next_one(site: Stand, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"elsewhere")
    site.go_by(elsewhere, Manner(), Limits())
    until(lambda: site.client.get("/").content == b"elsewhere")
    [pid] = site.children()
    os.kill(pid, signal.SIGKILL)
    until(lambda: site.children() not in ([], [pid]))
    site.until_ready()

    assert httpx.get(f"http://127.0.0.1:{site.port}/", trust_env=False).content == b"elsewhere"


def test_terminal_s_signals_are_none_of_its_business(site: Stand) -> None:
    [pid] = site.children()
    for number in (signal.SIGINT, signal.SIGHUP):
        os.kill(pid, number)
    time.sleep(0.1)

    assert site.client.get("/").content == b"home"
    assert site.children() == [pid]


def test_no_front_outlives_a_service_that_ended_in_order(tmp_path: Path) -> None:
    with stand(create_app(tmp_path, no_status, lambda: b""), tmp_path, "front") as site:
        [pid] = site.children()
        with socket.create_connection(("127.0.0.1", site.port)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\n")
            time.sleep(0.05)
    assert not is_alive(pid)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", site.port))


_ALONE = """
import sys
from pathlib import Path
from bot.web.app import create_app
from bot.web.guests import Limits
from bot.web.replying import Manner
from tests.web.stand import stand
import time
public = Path(sys.argv[1])
with stand(create_app(public, lambda: None, lambda: b""), public, "front") as site:
    print(site.port, *site.children(), flush=True)
    time.sleep(60)
"""


def test_no_front_outlives_a_service_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ALONE, str(tmp_path)]
    root = Path(bot.__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as service:
        assert service.stdout is not None
        port, pid = map(int, service.stdout.readline().split())
        assert is_alive(pid)
        service.kill()
    until(lambda: not is_alive(pid), seconds=3)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_connection_comes_over_with_all_that_was_read_of_it() -> None:
    ours, theirs = handing.pair()
    one, other = socket.socketpair()
    read = os.urandom(300_000)
    sending, receiving = handing.Sending(theirs), handing.Receiving(ours)
    sending.ready()
    sending.hand(os.dup(one.fileno()), read)
    sending.hand(os.dup(one.fileno()), b"")
    found = []
    for _ in range(100):
        is_sent = sending.flush()
        if (handed := receiving.take()) is not None:
            found.append(handed)
        if is_sent and len(found) == 2:
            break

    assert receiving.is_ready
    assert [handed.read for handed in found] == [read, b""]
    found[0].connection.send(b"hello")
    assert other.recv(10) == b"hello"
    theirs.close()
    assert receiving.take() is None
    assert receiving.is_over
    for each in (one, other, *(handed.connection for handed in found)):
        each.close()
    receiving.close()


def test_front_knows_little() -> None:
    heavy = "starlette|jinja2|pydantic|sqlalchemy|numpy|structlog|lxml|uvicorn"
    program = f"import re, sys, bot.web.front; print([n for n in sys.modules if re.fullmatch('{heavy}', n)])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
