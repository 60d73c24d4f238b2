"""Names that lead somewhere else, addresses that are dead, and certificates, over real sockets on loopback."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import FetchError, ForbiddenAddress
from bot.model import Source
from bot.sources import wire
from bot.sources.feed import Answer, Fetcher, Request
from bot.sources.wire import MOST_ADDRESSES, Resolve

SOURCE = Source(name="wire", title="Wire", family="wire")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>"


def ask(
    url: str,
    resolve: Resolve | None = None,
    *,
    private: bool = True,
    tls: ssl.SSLContext | None = None,
    timeout_s: float = 5,
) -> Answer:
    async def fetch() -> Answer:
        seconds = timedelta(seconds=timeout_s)
        async with Fetcher(user_agent="t", timeout=seconds, max_body_bytes=9999, resolve=resolve, tls=tls) as fetcher:
            return await fetcher.fetch(Request(source=SOURCE, url=url, private=private), NOW)

    return asyncio.run(fetch())


class Server:
    """Answers each connection on 127.0.0.1, in TLS if it has a context, and notes the Host fields and server names."""

    def __init__(self, context: ssl.SSLContext | None = None, answer: bytes = ANSWER) -> None:
        self._bytes = answer
        self.hosts: list[str] = []
        self.server_names: list[str | None] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self._context = context
        if context is not None:
            context.sni_callback = lambda _, name, __: self.server_names.append(name)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.settimeout(5)
            try:
                if self._context is not None:
                    connection = self._context.wrap_socket(connection, server_side=True)
                lines = connection.recv(9999).decode("latin-1").split("\r\n")
                self.hosts += [line.removeprefix("Host: ") for line in lines if line.startswith("Host: ")]
                connection.sendall(self._bytes)
                connection.recv(1)
            except OSError:
                pass  # the client went away, as it does when it trusts nobody
            finally:
                connection.close()

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self.listener.close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def resolving(*answers: Sequence[str] | Exception) -> Resolve:
    """A name server that gives one answer after the other."""
    remaining = iter(answers)

    async def resolve(name: str, port: int) -> Sequence[str]:
        answer = next(remaining)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return resolve


# --- names ------------------------------------------------------------------------------------------------------------


def test_address_that_was_judged_is_dialled_and_the_name_is_asked_for(server: Server) -> None:
    url = f"http://Feed.Example:{server.port}/feed"

    assert ask(url, resolving(["127.0.0.1"])).status == 200
    assert server.hosts == [f"feed.example:{server.port}"]


def test_name_that_leads_home_is_refused_with_the_way_to_allow_it(server: Server) -> None:
    url = f"http://feed.example:{server.port}/feed"

    with pytest.raises(ForbiddenAddress, match=r"leads to 127.0.0.1.*this machine.*`private: true` would allow it"):
        ask(url, resolving(["127.0.0.1"]), private=False)
    with pytest.raises(ForbiddenAddress, match=r"leads to 169.254.169.254, which is a cloud's metadata service$"):
        ask(url, resolving(["169.254.169.254"]))

    assert server.hosts == []


def test_name_that_is_rebound_is_judged_each_time(server: Server) -> None:
    resolve = resolving(["93.184.216.34"], ["127.0.0.1"])

    async def twice() -> None:
        seconds = timedelta(seconds=0.2)
        async with Fetcher(user_agent="t", timeout=seconds, max_body_bytes=9999, resolve=resolve) as fetcher:
            request = Request(source=SOURCE, url=f"http://feed.example:{server.port}/feed")
            with pytest.raises(FetchError) as first:  # a public address: dialled, and nobody there
                await fetcher.fetch(request, NOW)
            assert not isinstance(first.value, ForbiddenAddress)
            with pytest.raises(ForbiddenAddress):
                await fetcher.fetch(request, NOW)

    asyncio.run(twice())
    assert server.hosts == []


def test_of_mixed_addresses_only_the_allowed_are_dialled(server: Server) -> None:
    addresses = ["169.254.169.254", "fe80::1", "224.0.0.1", "127.0.0.1"]

    assert ask(f"http://feed.example:{server.port}/", resolving(addresses)).status == 200


def test_dead_addresses_are_passed_over(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "ADDRESS_SECONDS", 0.2)
    with ExitStack() as opened:
        full = opened.enter_context(socket.create_server(("127.0.0.2", server.port)))
        # It accepts nobody, and its queue is full: a black hole.
        full.listen(0)
        for one in [opened.enter_context(socket.socket()) for _ in range(3)]:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        addresses = ["::1", "127.0.0.3", "127.0.0.2", "127.0.0.1"]  # nobody listens at the first two

        assert ask(f"http://feed.example:{server.port}/", resolving(addresses)).status == 200


def test_families_are_tried_by_turns_and_not_without_end() -> None:
    addresses = [*(f"fd00::{number}" for number in range(1, 9)), "127.0.0.9"]

    async def permitted() -> Sequence[str]:
        transport = wire.Wire(resolve=resolving(addresses))
        return await transport._permitted("feed.example", 80, private=True)

    found = asyncio.run(permitted())

    assert found == ["fd00::1", "127.0.0.9", "fd00::2", "fd00::3"]
    assert len(found) == MOST_ADDRESSES


@pytest.mark.parametrize(
    "answer, message",
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "cannot find the host: there is no such name"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "cannot find the host: the name server does not answer"),
        (socket.gaierror(-99, "x"), "cannot find the host: the look-up failed"),
        ([], "cannot find the host: its name has no address"),
    ],
    ids=["no-name", "no-server", "odd", "no-address"],
)
def test_name_without_address_is_one_clear_line(answer: Sequence[str] | Exception, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        ask("http://feed.example/", resolving(answer))


def test_name_server_that_never_answers_ends_with_the_time_out() -> None:
    async def resolve(name: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    with pytest.raises(FetchError, match=r"no complete answer within 0.2 s"):
        ask("http://feed.example/", resolve, timeout_s=0.2)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1"])
def test_system_resolves_names_and_what_they_turn_into_is_judged(server: Server, host: str) -> None:
    url = f"http://{host}:{server.port}/"

    with pytest.raises(ForbiddenAddress, match="this machine"):
        ask(url, private=False)

    assert ask(url).status == 200


# --- TLS --------------------------------------------------------------------------------------------------------------


def openssl(*arguments: str, folder: Path) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=20)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority of our own, and certificates by it: good.pem and expired.pem for feed.example."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl(1) here to make certificates with")
    folder = tmp_path_factory.mktemp("tls")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "9", "-subj", "/CN=ours",
            "-addext", "keyUsage=critical,keyCertSign", folder=folder)  # fmt: skip
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=feed.example", folder=folder)
    (folder / "names").write_text("subjectAltName=DNS:feed.example")
    for name, days in (("good", "9"), ("expired", "-1")):
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", days, "-extfile", "names", "-out", f"{name}.pem", folder=folder)  # fmt: skip
    return folder


def ask_in_tls(authority: Path, certificate: str, name: str, *, trusted: bool = True) -> tuple[Answer, Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / certificate, authority / "server.key")
    client = ssl.create_default_context(cafile=str(authority / "ca.pem")) if trusted else None
    running = Server(context)
    try:
        return ask(f"https://{name}:{running.port}/", resolving(["127.0.0.1"]), tls=client), running
    finally:
        running.close()


def test_certificate_is_checked_against_the_name_not_the_address(authority: Path) -> None:
    answer, server = ask_in_tls(authority, "good.pem", "feed.example.")

    assert answer.status == 200
    assert server.server_names == ["feed.example"]
    assert server.hosts == [f"feed.example.:{server.port}"]


@pytest.mark.parametrize(
    "certificate, name, trusted, message",
    [
        ("expired.pem", "feed.example", True, "its certificate is refused: certificate has expired"),
        ("good.pem", "other.example", True, "its certificate is refused: hostname mismatch"),
        ("good.pem", "feed.example", False, "its certificate is refused: unable to get local issuer certificate"),
    ],
    ids=["expired", "other-name", "unknown-authority"],
)
def test_certificate_that_is_no_proof_is_refused(
    authority: Path, certificate: str, name: str, trusted: bool, message: str
) -> None:
    with pytest.raises(FetchError, match=message):
        ask_in_tls(authority, certificate, name, trusted=trusted)


def test_redirect_from_https_to_http_is_for_private_sources_only(
    authority: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "forbidden", lambda *_, **__: None)  # loopback stands for the open web
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / "good.pem", authority / "server.key")
    client = ssl.create_default_context(cafile=str(authority / "ca.pem"))
    location = f"http://feed.example:{server.port}/".encode()
    redirect = b"HTTP/1.1 301 x\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
    with closing(Server(context, redirect)) as secure:
        url = f"https://feed.example:{secure.port}/"

        with pytest.raises(ForbiddenAddress, match="redirects from https to http"):
            ask(url, resolving(["127.0.0.1"]), private=False, tls=client)
        assert server.hosts == []
        assert ask(url, resolving(["127.0.0.1"], ["127.0.0.1"]), tls=client).status == 200


def test_server_without_tls_is_refused(server: Server) -> None:
    with pytest.raises(FetchError, match="no TLS with it: "):
        ask(f"https://127.0.0.1:{server.port}/")


def test_tls_is_12_or_later_and_verified() -> None:
    context = wire.trust()

    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


def test_handshake_that_stalls_ends_with_the_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"

        with pytest.raises(FetchError, match=r"no complete answer within 0.3 s"):
            ask(url, timeout_s=0.3)


HANGING_NAME_SERVER = """
import asyncio, socket, time
from tests.sources.test_wire import ask

socket.getaddrinfo = lambda *_, **__: time.sleep(60)
try:
    ask("http://feed.example/", timeout_s=0.2)
except Exception as error:
    print(error)
"""


def test_name_server_that_hangs_holds_up_no_end_of_the_process() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HANGING_NAME_SERVER], check=True, capture_output=True, text=True, timeout=20
    )

    assert "no complete answer within 0.2 s" in ended.stdout


def test_names_are_looked_up_by_the_system() -> None:
    with closing(Server()) as server:
        assert ask(f"http://localhost:{server.port}/").status == 200


def test_look_up_that_fails_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    with pytest.raises(FetchError, match="cannot find the host: there is no such name"):
        ask("http://feed.example/")
