"""Publishers with habits of their own: what they answer, by the time and the request. `benchmarks.referee` serves them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]  #: names in lower case
    now: datetime
    visit: int  #: which poll of this feed it belongs to, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_feed: bool = False  #: a document that can be read, or 304
    is_silent: bool = False  #: nothing is sent, and the connection left open


@dataclass(slots=True, kw_only=True, eq=False)
class Publisher:
    """One feed: how often it changes, what it says about polling, and what else may happen."""

    name: str
    story: str  #: what is odd about it, for people
    pace: timedelta = 8 * HOUR  #: between two new entries
    has_etag: bool = True
    has_last_modified: bool = False
    headers: Callable[[datetime], Mapping[str, str]] = lambda _: {}
    channel: str = ""  #: elements of the channel
    script: "Callable[[Publisher, Ask], Reply | None]" = lambda _, __: None  #: None: as usual
    asks: timedelta = timedelta(0)  #: the wait that it asks for, in one of the ways
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    host: str = ""  #: shared with others of the same; "": its own
    interval: timedelta | None = None  #: as configured for this feed alone
    begun: datetime = datetime(2026, 3, 2, tzinfo=UTC)
    origin: str = ""  #: scheme, address and port

    def reply(self, ask: Ask) -> Reply:
        """Answer as the script says, or as usual."""
        return self.script(self, ask) or self.usual(ask)

    def count(self, now: datetime) -> int:
        """How many entries there were until now."""
        return (now - self.begun) // self.pace + 1

    def usual(self, ask: Ask, etag: str | None = None) -> Reply:
        """The feed as it is now, or 304 where the request knows it."""
        count = self.count(ask.now)
        headers = dict(self.headers(ask.now))
        if self.has_etag:
            headers["ETag"] = etag or f'"{self.name}-{count}"'
        if self.has_last_modified:
            headers["Last-Modified"] = http_date(self.begun + (count - 1) * self.pace)
        if "ETag" in headers and "if-none-match" in ask.headers:
            is_known = ask.headers["if-none-match"] == headers["ETag"]
        else:
            is_known = "Last-Modified" in headers and ask.headers.get("if-modified-since") == headers["Last-Modified"]
        if is_known:
            return Reply(status=304, headers=headers, is_feed=True)
        return Reply(status=200, headers=headers, body=self.document(count), is_feed=True)

    def document(self, count: int) -> bytes:
        """The feed after so many entries: the newest five."""
        items = "".join(
            f"<item><guid>{self.name}-{number}</guid><title>Report {number} of {self.name}</title>"
            f"<link>http://news.example/{self.name}/{number}</link>"
            f"<pubDate>{http_date(self.begun + number * self.pace)}</pubDate>"
            f"<description>What {self.name} wrote about subject {number} on that day.</description></item>"
            for number in range(count - 1, max(count - 6, -1), -1)
        )
        about = f"<title>{self.name}</title><link>http://news.example/{self.name}</link><description/>"
        space = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        return f'<rss version="2.0" {space}><channel>{about}{self.channel}{items}</channel></rss>'.encode()


def http_date(when: datetime) -> str:
    return format_datetime(when, usegmt=True)


# What may happen


def on(*visits: int, reply: Callable[[Ask], Reply]) -> Callable[[Publisher, Ask], Reply | None]:
    """Answer otherwise at some polls."""
    return lambda _, ask: reply(ask) if ask.visit in visits else None


def between(
    begin: timedelta, end: timedelta, reply: Callable[[Ask], Reply]
) -> Callable[[Publisher, Ask], Reply | None]:
    """Answer otherwise for some time."""
    return lambda publisher, ask: reply(ask) if begin <= ask.now - publisher.begun < end else None


def redirect(status: int, target: Callable[[Ask], str]) -> Callable[[Publisher, Ask], Reply | None]:
    """Lead from `/NAME/feed` to another path of the publisher."""

    def script(publisher: Publisher, ask: Ask) -> Reply | None:
        if not ask.path.endswith("/feed"):
            return None
        return Reply(status=status, headers={"Location": f"{publisher.origin}/{publisher.name}/{target(ask)}"})

    return script


def same_bytes_new_etag(publisher: Publisher, ask: Ask) -> Reply:
    headers = {"ETag": f'"{ask.visit}"', "Last-Modified": http_date(publisher.begun)}
    return Reply(status=200, headers=headers, body=publisher.document(3), is_feed=True)


def new_etag_at_each_304(publisher: Publisher, ask: Ask) -> Reply:
    count = publisher.count(ask.now)
    told = {"ETag": f'"{count}.{ask.visit}"'}
    if ask.headers.get("if-none-match", "").startswith(f'"{count}.'):
        return Reply(status=304, headers=told, is_feed=True)
    return Reply(status=200, headers=told, body=publisher.document(count), is_feed=True)


def gone(_: Ask) -> Reply:
    return Reply(status=410, body=b"gone")


ERROR_PAGE = Reply(
    status=200,
    headers={
        "Content-Type": "text/html",
        "ETag": '"error-page"',
        "Last-Modified": http_date(datetime(2020, 1, 1, tzinfo=UTC)),
    },
    body=b"<!doctype html><html><head><title>Maintenance</title></head><body><p>Back soon.</p></body></html>",
)


def skip(hours: frozenset[int], days: frozenset[int]) -> str:
    named = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return (
        f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in sorted(hours))}</skipHours>"
        f"<skipDays>{''.join(f'<day>{named[day]}</day>' for day in sorted(days))}</skipDays>"
    )


def town(begun: datetime) -> list[Publisher]:
    """Every publisher of the simulation."""
    nights, weekends = frozenset(range(6)), frozenset({5, 6})
    midnight = datetime.combine(begun.date(), time(), UTC)
    return [
        Publisher(name="steady", story="ETag, an entry every 2 h", pace=2 * HOUR),
        Publisher(name="modified", story="Last-Modified only", has_etag=False, has_last_modified=True),
        Publisher(
            name="same-time",
            story="new ETag, same Last-Modified",
            headers=lambda _: {"Last-Modified": http_date(midnight)},
        ),
        Publisher(name="bare", story="no validators", has_etag=False),
        Publisher(name="daily", story="an entry a day: asked less often", pace=DAY),
        Publisher(name="asleep", story="nothing new, ever", pace=999 * DAY),
        Publisher(name="exact", story="interval: 30m in the configuration", interval=30 * MINUTE),
        Publisher(
            name="max-age",
            story="Cache-Control: max-age=7200",
            pace=HOUR,
            asks=2 * HOUR,
            headers=lambda _: {"Cache-Control": "public, max-age=7200"},
        ),
        Publisher(
            name="expires",
            story="Expires in 3 h",
            pace=HOUR,
            asks=3 * HOUR,
            headers=lambda now: {"Expires": http_date(now + 3 * HOUR)},
        ),
        Publisher(name="ttl", story="ttl of 180", pace=HOUR, asks=3 * HOUR, channel="<ttl>180</ttl>"),
        Publisher(
            name="period",
            story="sy: 8 updates a day",
            pace=HOUR,
            asks=3 * HOUR,
            channel="<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>8</sy:updateFrequency>",
        ),
        Publisher(
            name="skips",
            story="skipHours 0–5, skipDays Saturday and Sunday",
            pace=HOUR,
            channel=skip(nights, weekends),
            skip_hours=nights,
            skip_days=weekends,
        ),
        Publisher(
            name="busy",
            story="429, Retry-After in seconds",
            host="crowded",
            script=on(5, 12, 13, reply=lambda _: Reply(status=429, headers={"Retry-After": "10800"})),
        ),
        Publisher(name="neighbour", story="on the host that answers 429", host="crowded"),
        Publisher(
            name="busy-until",
            story="429, Retry-After as a date",
            script=on(
                7, 20, reply=lambda ask: Reply(status=429, headers={"Retry-After": http_date(ask.now + 5 * HOUR)})
            ),
        ),
        Publisher(name="storm", story="503 for a day", script=between(2 * DAY, 3 * DAY, lambda _: Reply(status=503))),
        Publisher(name="missing", story="404 for a day", script=between(DAY, 2 * DAY, lambda _: Reply(status=404))),
        Publisher(name="moved", story="301, always to one place", script=redirect(301, lambda _: "new")),
        Publisher(
            name="flip-flop",
            story="301, to two places in turn",
            script=redirect(301, lambda ask: ("one", "two")[ask.visit % 2]),
        ),
        Publisher(name="elsewhere", story="302", script=redirect(302, lambda _: "now")),
        Publisher(name="gone", story="410 from the third day on", script=between(3 * DAY, 999 * DAY, gone)),
        Publisher(name="back", story="410 once", script=on(9, reply=gone)),
        Publisher(name="churn", story="200 with the same bytes and a new ETag", script=same_bytes_new_etag),
        Publisher(name="renamed", story="304 with a new ETag", script=new_etag_at_each_304),
        Publisher(
            name="html",
            story="an error page with status 200 for a day",
            has_last_modified=True,
            script=between(2 * DAY, 3 * DAY, lambda _: ERROR_PAGE),
        ),
        Publisher(
            name="empty",
            story="an empty body for half a day",
            script=between(DAY, 1.5 * DAY, lambda _: Reply(status=200, headers={"ETag": '"nothing"'})),
        ),
        Publisher(
            name="silent",
            story="no answer, twice",
            script=on(10, 11, reply=lambda _: Reply(status=200, is_silent=True)),
        ),
    ]
