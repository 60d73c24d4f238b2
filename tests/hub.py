"""A WebSub hub on loopback: it answers as it is told, or works: verifies subscribers, fetches what it is told of, and pushes it."""

import hmac
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import httpx


@dataclass
class Answer:
    """What a hub answers to who publishes."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0  #: before it does


class _Handler(BaseHTTPRequestHandler):
    server: "Hub"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        answer = self.server.heard(dict(parse_qsl(content, strict_parsing=True)), self.path)
        time.sleep(answer.seconds)
        try:
            self.send_response(answer.status)
            for name, value in {"Content-Length": "0", **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.flush()
        except OSError:  # nobody waits for it any more
            return
        self.server.answered()

    def log_message(self, *_: object) -> None: ...


class Hub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answers: list[Answer] = []  # to the next who publish; then 204
        self.of_feed: dict[str, int] = {}  # status, by the end of the feed's URL
        self.told: list[str] = []  # URLs
        self.paths: list[str] = []
        self.pushed: list[int] = []  # statuses
        self.at_once = self.most_at_once = 0
        self._subscribers: dict[tuple[str, str], str] = {}
        self._waiting: list[dict[str, str]] = []
        self._lock = threading.Lock()
        self._client = httpx.Client(trust_env=False, timeout=10)
        self.url = f"http://127.0.0.1:{self.server_port}/hub"

    def heard(self, form: dict[str, str], path: str) -> Answer:
        with self._lock:
            if form["hub.mode"] != "publish":
                self._waiting.append(form)
                return Answer(202)
            assert form["hub.url"] == form["hub.topic"]
            self.told.append(form["hub.url"])
            self.paths.append(path)
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
            status = next((status for end, status in self.of_feed.items() if form["hub.url"].endswith(end)), 204)
            answer = self.answers.pop(0) if self.answers else Answer(status)
            if answer.status < 300:
                self._waiting.append(form)
            return answer

    def answered(self) -> None:
        with self._lock:
            self.at_once -= 1
            waiting, self._waiting = self._waiting, []
        for form in waiting:
            if form["hub.mode"] == "publish":
                self._push(form["hub.url"])
            else:
                self._verify(form)

    @property
    def subscribed(self) -> set[str]:
        return {topic for topic, _ in self._subscribers}

    def _verify(self, form: dict[str, str]) -> None:
        topic, callback = form["hub.topic"], form["hub.callback"]
        asked = {"hub.mode": form["hub.mode"], "hub.topic": topic, "hub.challenge": "c1", "hub.lease_seconds": "864000"}
        if self._client.get(callback, params=asked).text == "c1":
            self._subscribers[topic, callback] = form.get("hub.secret", "")

    def _push(self, feed: str) -> None:
        for (topic, callback), secret in list(self._subscribers.items()):
            if topic == feed:
                body = self._client.get(feed).content
                signature = f"sha256={hmac.new(secret.encode(), body, 'sha256').hexdigest()}"
                link = f'<{self.url}>; rel="hub", <{feed}>; rel="self"'
                headers = {"Content-Type": "application/atom+xml", "X-Hub-Signature": signature, "Link": link}
                self.pushed.append(self._client.post(callback, content=body, headers=headers).status_code)

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._client.close()


@contextmanager
def running(port: int = 0) -> Iterator[Hub]:
    hub = Hub(port)
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        hub.close()
        thread.join()
